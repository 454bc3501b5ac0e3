"""How much room a line of text takes before any browser has drawn it, in ems, for every script.

Pure but for reading its own table, once. Measured in Chromium at weights 500 to 700 in Noto Sans and its
siblings, usual humanist faces: in them a box of this extent holds the text and the ink that hangs over.
A face that draws wider is the client's to correct. Kerning and ligatures only narrow a text and are
left out. Letters of eight languages stand here one by one; `extents.txt` has all other scripts in runs
of neighbours that are about as large: the first code point, hundredths of an em of the widest, and of
the farthest from the line's middle.
"""

import unicodedata
from bisect import bisect
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import regex

#: Hundredths of an em -> the letters that are at most so wide. An accented letter is as wide as its base.
_LETTERS: Final = {
    30: "ijlłıі .,:;!'’·",
    34: "J-()[]",
    41: "fIιΙ/_",
    46: "rt",
    52: 'cszгэєґζξς?"–',
    57: "vyEFLSŁ0123456789зтуГЕγετΓΕΞ*+=<>$€|~^",
    60: "aexəTZаехяТνχΖΣΤ",
    64: "bdgkopqøþCPYбвклорьБРСЬδθκλορυΡΥ",
    67: "hnuđŋBKRVXднпчВЗКУХЭЯαβημσΒΔΚΛΧ#",
    72: "ßAGицъАΑ",
    76: "DHUДЛНПЧЪπΗΠ&",
    82: "NOQØфИОЦφΘΝΟΩ",
    88: "wжмыюФψωΦΨ",
    94: "æMЖМЫΜ@%",
    98: "mœWÆŒшщ",
    111: "ШЩЮ≠",
}
#: Arabic letters inside a word, where most are half as wide as at its end. Hamza joins nothing.
_ARABIC: Final = {38: "اأإآلبتثنيىئپی", 50: "ء", 58: "دذرزوؤةهكکگقفعغ", 66: "جحخچم", 78: "طظ", 104: "سشصض"}
_ARABIC_END: Final = {
    38: "اأإآ", 50: "ء", 58: "دذرزوؤةه", 74: "عغ", 78: "جحخچملنيىئی", 116: "بتثپفقكکگطظ", 148: "سشصض"
}  # fmt: skip


def _widths(table: dict[int, str]) -> dict[str, float]:
    return {letter: hundredths / 100 for hundredths, letters in table.items() for letter in letters}


_LETTER: Final = _widths(_LETTERS)
_INNER: Final = _widths(_ARABIC)
_END: Final = _widths(_ARABIC_END)
#: Marks that stand beside their letter, not above it: horn, and caron on what is tall; Greek capitals bear
#: theirs in front, and a small iota after them.
_BESIDE: Final = regex.compile("(?i)\u031b|[ldt]\u030c")
_GREEK_CAPITAL: Final = regex.compile(r"[\p{Script=Greek}&&\p{Lu}]\p{M}", regex.V1)
#: Ink that hangs over the edge of the first or last letter, twice, because a text is centred; and what
#: rounding and hinting add.
_OVERHANG: Final = {"j": 0.16, "J": 0.16, "f": 0.09, "î": 0.1, "í": 0.06}
_SLACK: Final = 0.03
_KNOWN: Final = frozenset(_LETTER) | frozenset(_INNER)
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})
_CLUSTER: Final = regex.compile(r"\X")
_EMOJI: Final = regex.compile(r"[\p{Emoji_Presentation}\uFE0F\u20E3\p{RI}]")
_ARABIC_SCRIPT: Final = regex.compile(r"\p{Script=Arabic}")
_WORD_GOES_ON: Final = regex.compile(r"[\p{Script=Arabic}&&[^ء]]|\p{M}", regex.V1)
_PLAIN: Final = regex.compile(r"[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}\p{M}]*")
_SQUARE: Final = regex.compile(r"[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\s]*")
#: What reaches above a capital letter once it is decomposed: a capital or an ascender with a mark.
_TALL: Final = regex.compile(r"[\p{Lu}bdfhkltþß]\p{M}")
#: A ring or a hook stands higher than other accents, and so does a Greek one.
_HOOK: Final = regex.compile(r"[\u0309\u030a]|\p{Script=Greek}\p{M}")
_EMOJI_WIDTH: Final = 1.28
_EMOJI_HALF: Final = 0.80
#: A Chinese character; half a height holds what is written above or below one.
_WIDE: Final = 1.02
_WIDE_HALF: Final = 0.66
#: A mark without a letter is drawn on a dotted circle.
_BARE_MARK: Final = 1.16


@lru_cache(maxsize=8192)
def width(text: str) -> float:
    """Return how wide a line of text is at most, in ems."""
    clusters = _CLUSTER.findall(text)
    pairs = zip(clusters, (*clusters[1:], ""), strict=False)  # no text has one too many
    over = max(_OVERHANG.get(text[:1], 0.0), _OVERHANG.get(text[-1:], 0.0))
    return sum(_advance(cluster, nxt) for cluster, nxt in pairs) + over + _SLACK


@lru_cache(maxsize=8192)
def half_height(text: str) -> float:
    """Return how far a line reaches above or below its middle at most, in ems.

    The middle is a quarter of an em above the baseline, where Plotly centres a line.
    """
    parts = unicodedata.normalize("NFD", text)
    marks = max(map(len, regex.findall(r"\p{M}+", parts)), default=0)
    return _half(text, parts, marks) + 0.2 * max(0, marks - 1)


def _half(text: str, parts: str, marks: int) -> float:
    """Return how far a line with single marks reaches; the farthest of its letters tells."""
    letters = max(map(_letter_half, text), default=0.0)
    if _EMOJI.search(text):
        return max(_EMOJI_HALF, letters)
    if _SQUARE.fullmatch(text):
        return max(_WIDE_HALF, letters)
    if _ARABIC_SCRIPT.search(text):
        return max(0.90 if marks else 0.74, letters)
    if _PLAIN.fullmatch(parts):
        low = 0.70 if marks > 1 else 0.60 if _HOOK.search(parts) else 0.54
        return max(0.76 if _TALL.search(parts) else low, letters)
    return max(0.80, letters)


def _letter_half(letter: str) -> float:
    """Return how far a letter reaches, 0 if that is told by its script."""
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE_HALF
    return 0.0 if unicodedata.normalize("NFD", letter)[0] in _KNOWN else _run(letter)[1]


def _advance(cluster: str, following: str) -> float:
    """Return the width of one character as a person sees it."""
    letter = cluster[0]
    if _EMOJI.search(cluster):
        return _EMOJI_WIDTH
    if letter in _INNER:
        return (_INNER if _WORD_GOES_ON.match(following) else _END)[letter]
    parts = unicodedata.normalize("NFD", letter)
    if parts[0] in _LETTER:
        return _LETTER[parts[0]] + _beside(letter, parts)
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    if unicodedata.category(letter) in {"Mn", "Me"}:
        return _BARE_MARK
    # An Indic character may join several letters and signs that take room of their own.
    return sum(_run(sign)[0] for sign in cluster if unicodedata.category(sign) not in _NO_WIDTH)


def _beside(letter: str, parts: str) -> float:
    if _GREEK_CAPITAL.match(parts):
        return 0.80 if unicodedata.category(letter) == "Lt" else 0.38
    return 0.16 if _BESIDE.search(parts) else 0.0


def _run(letter: str) -> tuple[float, float]:
    """Return the width and the half height, in ems, of a letter that is not listed one by one."""
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0.0, 0.0
    firsts, extents = _runs()
    return extents[bisect(firsts, ord(letter)) - 1]


@cache
def _runs() -> tuple[list[int], list[tuple[float, float]]]:
    lines = (Path(__file__).parent / "extents.txt").read_text(encoding="ascii").splitlines()
    rows = [line.split() for line in lines]
    return [int(row[0], 16) for row in rows], [(int(row[1]) / 100, int(row[2]) / 100) for row in rows]
