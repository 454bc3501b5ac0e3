"""What a word is: cleaning an answer, counting its characters as a person does, and what makes two the same.

Pure, and of bounded work on any string that JSON can carry. Knows nothing of polls. The invariant:
`clean` and `key` are idempotent, and texts that look alike after cleaning by case, width, invisible
characters, hyphen or apostrophe shape share one key. What needs a language (accents, compounds) is
given one by `lang`; without it only what holds in every language is folded.

Sources: UAX #15 (normalization forms), UAX #29 (grapheme clusters), UAX #31 section 2.3 (where joiners
carry meaning), UTS #39 section 5.4 (runs of combining marks), UTS #51 (emoji sequences).
"""

import unicodedata
from functools import lru_cache
from typing import Final

import regex

#: Nobody types more into a phone's field; the rest is dropped before any work is done on it.
READ_LIMIT: Final = 2048
#: The longest sequence in use, a family of four with skin tones, has 11 code points; a cluster of more
#: than this counts as several characters, so that a limit in characters bounds the bytes as well.
CLUSTER_LIMIT: Final = 16
#: Marks of no or another script (Zalgo's) and of its own that may follow one another on one letter.
STRAY_MARKS: Final = 2
OWN_MARKS: Final = 4
ROUNDS: Final = 8


def _pattern(source: str) -> regex.Pattern[str]:
    return regex.compile(source, regex.VERSION1 | regex.VERBOSE)


#: Acute and grave accents standing alone are typed as apostrophes; NFKC would tear the word there.
_LONE_ACCENTS: Final = str.maketrans("´`", "’’")
#: Blank in every font but not white space to Unicode: the empty Braille cell and the Hangul fillers.
_BLANKS: Final = _pattern(r"[\s\u2800\u115F\u1160\u3164\uFFA0]+")
#: Everything unseen: controls, formats, surrogates, private use, fillers, default ignorables. Kept: the
#: Arabic number signs (seen), and future emoji that this Unicode version does not know yet.
_UNSEEN: Final = (
    r"[[\p{C}\p{Default_Ignorable_Code_Point}\uFFFC\uFFFD]"
    r"--[\p{Prepended_Concatenation_Mark}\p{Extended_Pictographic}]]"
)
#: Where an unseen character carries meaning and stays; every alternative consumes exactly that.
_MEANT: Final = r"""(?<=\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?)\u200D(?=\p{Extended_Pictographic})
    | (?<=[\p{Emoji}--[0-9\#*]])[\uFE0E\uFE0F]
    | (?<=[0-9\#*])\uFE0F(?=\u20E3)
    | (?<=\U0001F3F4)[\U000E0030-\U000E0039\U000E0061-\U000E007A]{3,6}\U000E007F
    | (?<=\p{InSC=Virama})(?: \u200D | \u200C(?=\p{L}) )
    | (?<=[\p{Joining_Type=D}\p{Joining_Type=L}]\p{M}{0,4})\u200C
      (?=\p{M}{0,4}[\p{Joining_Type=D}\p{Joining_Type=R}])
    | (?<=\p{Script=Mongolian})[\u180B-\u180D\u180F]"""
_MEANT_OR_UNSEEN: Final = _pattern(f"({_MEANT}) | {_UNSEEN}")
#: Combining marks that stand on nothing, and runs of them long enough to be too many.
_MARKS: Final = _pattern(r"(?<=^|\s)[\p{M}\u200C\u200D]+ | \p{M}{3,}")
#: The scripts that cannot be written without marks; a letter of any other has only stray ones.
_MARKED_SCRIPTS: Final = (
    "Adlam Arabic Balinese Bengali Myanmar Cham Chakma Devanagari Ethiopic Gujarati Gurmukhi Hebrew Javanese"
    " Kannada Khmer Lao Lepcha Limbu Malayalam Meetei_Mayek Mongolian Nko Oriya Sinhala Sundanese Syriac"
    " Tai_Tham Tamil Telugu Thaana Thai Tibetan"
)
#: A letter and a mark that the letter's own script writes.
_OWN: Final = _pattern("|".join(rf"\p{{Script={s}}}\p{{scx={s}}}" for s in _MARKED_SCRIPTS.split()))
#: Punctuation that may be stripped at either end. It stays where it belongs to what it touches, as in
#: C#, 50 %, -5 and a keycap emoji. The right end is searched backwards, or "!!!!…a" costs its square.
_OUTER_LEFT: Final = _pattern(r"\A(?: \s | \p{Pd}(?!\d) | [[\p{P}^]--\p{Pd}](?!\p{M}) )+")
_OUTER_RIGHT: Final = _pattern(r"(?r)(?: [[\s\p{P}^]--[%‰٪\#]] | (?<!\p{L})\# | (?<!\d\s?)[%‰٪] )+\Z")
_PAIRS: Final = ("()", "[]", "{}", "（）", "“”", "«»", "「」", "『』")
_PARTNER: Final = {one: other for a, b in _PAIRS for one, other in ((a, b), (b, a))}

_CLUSTER: Final = _pattern(r"\X")
#: Letters that only Turkish and its neighbours use: an answer with one of them folds I and İ their way.
_TURKISH: Final = _pattern(r"[ŞşĞğİıƏə]")
_TURKISH_LANGS: Final = frozenset({"tr", "az", "crh", "tt"})
_TURKISH_CASE: Final = str.maketrans({"I": "ı", "İ": "i"})
#: What never tells two answers apart: Arabic signs that most leave out (the stretching tatweel, the
#: vowel signs), joiners and emoji presentation, and the dot that lowering İ leaves on a plain i.
_IGNORED: Final = _pattern(r"[\u0640\u064B-\u0652\u0670\u200C\u200D\uFE0E\uFE0F] | (?<=i)\u0307")
_ALIKE: Final = str.maketrans(
    {**dict.fromkeys("‐‑‒–—―−﹣－", "-"), **dict.fromkeys("’‘‛ʼʹ′＇", "'"), **dict.fromkeys("“”„‟«»", '"')}
)


def clean(text: str) -> str:
    """Return what an answer says, as it is counted and shown; "" if it says nothing.

    NFKC; unseen characters removed except where emoji, Persian, Indic and Mongolian need them; white
    space folded; at most `STRAY_MARKS` foreign combining marks on a letter; outer punctuation stripped.
    Reads at most `READ_LIMIT` code points. Idempotent.
    """
    text = text[:READ_LIMIT].translate(_LONE_ACCENTS)
    # Each step may make room for an earlier one (a removed character lets two others compose). Two
    # rounds are the rule; what needs more than `ROUNDS` was made to waste time and says nothing.
    for _ in range(ROUNDS):
        before, text = text, _clean_once(text)
        if text == before:
            return text
    return ""


def length(text: str) -> int:
    """Count characters as a person does: grapheme clusters, an oversized one as several."""
    return sum(1 + (len(cluster) - 1) // CLUSTER_LIMIT for cluster in _CLUSTER.findall(text))


@lru_cache(maxsize=1 << 15)
def key(text: str, lang: str = "") -> str:
    """Return what a cleaned text shares with every other spelling that is surely the same answer.

    Full case folding, with Turkish dotted and dotless i where `lang` or the text itself is Turkish; the
    shapes of hyphens, apostrophes and quotes, optional Arabic signs, and joiners are ignored.
    Idempotent, and never empty for a text that is not. Held in a memo, as a tally is re-read often.
    """
    is_turkish = lang.partition("-")[0] in _TURKISH_LANGS
    if text.isascii() and not is_turkish:
        return text.lower().strip() or text.lower()
    turkish = is_turkish or _TURKISH.search(text) is not None
    cased = text.translate(_TURKISH_CASE) if turkish else text
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cased).casefold())
    told = _IGNORED.sub("", folded.translate(_ALIKE))
    return unicodedata.normalize("NFKC", told).strip() or folded


def _clean_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", _BLANKS.sub(" ", text))[:READ_LIMIT]
    text = _MEANT_OR_UNSEEN.sub(lambda match: match[1] or "", _BLANKS.sub(" ", text))
    return _strip(_MARKS.sub(_tame, text).strip())


def _tame(match: regex.Match[str]) -> str:
    """Keep the first few of a run of combining marks; none where there is no letter to carry them."""
    letter = match.string[match.start() - 1 : match.start()]
    if not letter.strip():
        return ""
    kept: list[str] = []
    seen = {True: 0, False: 0}
    for mark in match[0]:
        stray = _OWN.match(letter + mark) is None
        seen[stray] += 1
        if seen[stray] <= (STRAY_MARKS if stray else OWN_MARKS):
            kept.append(mark)
    return "".join(kept)


def _strip(text: str) -> str:
    """Strip punctuation at both ends, but no bracket or quote whose other half stands inside."""
    left, right = _OUTER_LEFT.match(text), _OUTER_RIGHT.search(text)
    start = left.end() if left else 0
    end = right.start() if right else len(text)
    if start >= end:
        return ""
    while end < len(text) and _belongs(text[end], text[start:end]):
        end += 1
    while start and _belongs(text[start - 1], text[start:end]):
        start -= 1
    return text[start:end]


def _belongs(mark: str, core: str) -> bool:
    partner = _PARTNER.get(mark)
    return partner is not None and core.count(partner) > core.count(mark)
