"""Columns of words by language, arranged: which words have room, how large they are set, and how wide each column is.

Pure geometry, in the units of `figures`. The rule of size is the cloud's and one for all columns: the height of
letters grows with the square root of the people, so a language of few speaks more quietly. Columns are as
wide as their words, and the letters as large as they may be for all to have room.
"""

from collections.abc import Sequence
from functools import lru_cache
from heapq import nsmallest
from math import ceil, sqrt
from typing import Final

from msgspec import Struct, structs

from palabre.figures import CANVAS, LEADING, PIECES, fit, height, is_rtl, text_width
from palabre.kinds.said import ANY, Word
from palabre.protocol import Lang, View

#: Columns that are legible from the back row; of more languages a number tells.
COLUMN_LIMIT: Final = 8
#: Words of a column at most, and how many of them decide about the size of letters.
LONGEST: Final = 14
WANTED: Final = 7
MARGIN: Final = 40.0
#: Between two columns: their threads run there.
GAP: Final = 72.0
LEAST_GAP: Final = 34.0
#: The heads: their share of the height, and the largest and least letters of a name.
HEAD: Final = 0.17
NAME: Final = 46.0
LEAST_NAME: Final = 27.0
#: The largest letters of a word as a share of the height, the smallest, and the step by which all become smaller.
CEILING: Final = 0.15
LEAST: Final = 21.0
STEP: Final = 1.08
STEPS: Final = 36
#: Lines that a phrase may take, and the air under it in letters.
LINES: Final = 3
AIR: Final = 0.16
#: How much farther apart words may stand where there is room.
LOOSEST: Final = 1.4
#: A text wider than this, in letters, may break; of so many words in a column the widest may be set smaller.
PHRASE: Final = 7.0
#: What is added to an estimated width.
SURE: Final = 1.03
EXCEPTION: Final = 4
#: What each language calls itself; another is called by its tag.
ENDONYMS: Final = {
    "en": "English", "fr": "Français", "es": "Español", "pt": "Português", "ar": "العربية",
    "tr": "Türkçe", "ru": "Русский", "zh": "中文", "de": "Deutsch", "it": "Italiano", "nl": "Nederlands",
    "ca": "Català", "fa": "فارسی", "he": "עברית", "hi": "हिन्दी", "id": "Bahasa Indonesia", "ja": "日本語",
    "ko": "한국어", "pl": "Polski", "sw": "Kiswahili", "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt",
    ANY: "…",
}  # fmt: skip


class Tongue(Struct, frozen=True):
    """A language, `und` for all that nobody knows, and how many people answered in it."""

    lang: Lang
    people: int


class Box(Struct, frozen=True):
    """A word in its column: its key, safe text in lines, how large, how wide, and the middle of its height."""

    key: str
    count: int
    text: str
    size: float
    width: float
    depth: float
    y: float = 0.0


class Column(Struct, frozen=True):
    """A language on the canvas: where its column begins, from the side where reading does, and its words."""

    tongue: Tongue
    left: float
    width: float
    boxes: tuple[Box, ...] = ()
    more: int = 0

    def ends(self, box: Box, view: View) -> tuple[float, float]:
        """Return where a word begins and ends from the side where reading begins."""
        if is_rtl(self.tongue.lang) == is_rtl(view.lang):
            return self.left, self.left + box.width
        return self.left + self.width - box.width, self.left + self.width


class Spoken(Struct, frozen=True):
    """A word as one language has it: its key, its text, and by how many it was given."""

    key: str
    text: str
    count: int


class Room(Struct, frozen=True):
    """What all columns share: their width and height, and how wide each must be for its name."""

    width: float
    height: float
    names: tuple[float, ...]


class Rule(Struct, frozen=True):
    """The size of letters for a count of people, one for all columns."""

    scale: float
    ceiling: float

    def size(self, count: int) -> float:
        """Return how large a word is set that has room."""
        return min(self.ceiling, max(LEAST, self.scale * sqrt(count)))


def set_columns(view: View, tongues: Sequence[Tongue], words: Sequence[Word]) -> list[Column]:
    """Give each of the first `COLUMN_LIMIT` languages its column and its words, in the largest letters that have room.

    A column is as wide as its words are, so that one rule of size holds for all of them.
    """
    crowded, tongues = len(tongues) > COLUMN_LIMIT, tongues[:COLUMN_LIMIT]
    spoken, totals = _by_language(words, tongues)
    gap = max(LEAST_GAP, GAP - 5 * max(0, len(tongues) - 2))
    room = Room(
        CANVAS - 2 * MARGIN - gap * (len(tongues) - 1) - (MARGIN if crowded else 0.0),
        height(view) * (1 - HEAD) - MARGIN,
        tuple(LEAST_NAME * text_width(called(tongue.lang), 1.0) for tongue in tongues),
    )
    rule = _rule(view, spoken, room)
    columns, left = [], MARGIN
    for tongue, there, width, total in zip(tongues, spoken, _widths(spoken, rule, room), totals, strict=True):
        columns.append(_stacked(view, Column(tongue, left, width, more=total), there, rule))
        left += width + gap
    return _spread(view, columns)


def _rule(view: View, spoken: Sequence[Sequence[Spoken]], room: Room) -> Rule:
    """Return the largest letters in which the first words of all columns have room."""
    ceiling = max(LEAST, CEILING * height(view))
    most = max([1, *(one.count for there in spoken for one in there)])
    rules = [Rule(ceiling / sqrt(most) / STEP**step, ceiling) for step in range(STEPS)]
    return next((rule for rule in rules if _has_room(spoken, rule, room)), rules[-1])


def _by_language(words: Sequence[Word], tongues: Sequence[Tongue]) -> tuple[list[list[Spoken]], list[int]]:
    """Return for each language the most frequent of what was said in it, and how much that was in all."""
    found: dict[str, list[tuple[int, str, str]]] = {tongue.lang: [] for tongue in tongues}
    for word in words:
        for one in word.said:
            if one.lang in found:
                found[one.lang].append((-one.count, word.key, one.text))
    first = [nsmallest(LONGEST, there) for there in found.values()]
    spoken = [[Spoken(key, text, -count) for count, key, text in there] for there in first]
    return spoken, [len(there) for there in found.values()]


def _widths(spoken: Sequence[Sequence[Spoken]], rule: Rule, room: Room) -> list[float]:
    """Divide the width among the columns as their words need it, and their names at least."""
    needs = [max(name, _need(there, rule)) for name, there in zip(room.names, spoken, strict=True)]
    return [need * room.width / max(1.0, sum(needs)) for need in needs]


def _has_room(spoken: Sequence[Sequence[Spoken]], rule: Rule, room: Room) -> bool:
    """Whether the first words of all columns fit the room."""
    return all(
        _need(there, rule) <= width and _depth(there, rule, width) <= room.height
        for there, width in zip(spoken, _widths(spoken, rule, room), strict=True)
    )


@lru_cache(maxsize=4096)
def _ems(text: str) -> tuple[float, float]:
    """Return how wide a text is in letters: in one line, and where it may break into `LINES`."""
    whole = text_width(text, 1.0)
    widest = max((text_width(piece.rstrip(), 1.0) for piece in PIECES.findall(text)), default=0.0)
    return whole, max(widest, 1.2 * whole / LINES) if whole > PHRASE else whole


def _need(spoken: Sequence[Spoken], rule: Rule) -> float:
    """Return how wide a column must be; of several words one, but never the first, may have to be set smaller."""
    widths = [_ems(one.text)[1] * rule.size(one.count) * SURE for one in spoken[:WANTED]]
    others = sorted(widths[1:])
    return max([0.0, *widths[:1], *(others[:-1] if len(widths) >= EXCEPTION else others)])


def _depth(spoken: Sequence[Spoken], rule: Rule, width: float) -> float:
    """Return about how high the first words of a column stand."""
    sizes = [(rule.size(one.count), _ems(one.text)[0]) for one in spoken[:WANTED]]
    rows = [min(LINES, ceil(ems * size / width)) if ems > PHRASE else 1 for size, ems in sizes]
    return sum((LEADING * (lines - 1) + 1 + AIR) * size for (size, _), lines in zip(sizes, rows, strict=True))


def _box(one: Spoken, rule: Rule, width: float) -> Box:
    wished = rule.size(one.count)
    rows = LINES if _ems(one.text)[0] > PHRASE else 1
    size, (safe,) = fit([one.text], width, rows * wished * LEADING, wished)
    lines = safe.split("<br>")
    wide = min(width, max(text_width(line.strip("\u2068\u2069"), size) for line in lines))
    return Box(one.key, one.count, safe, size, wide, (LEADING * (len(lines) - 1) + 1 + AIR) * size)


def _stacked(view: View, column: Column, spoken: Sequence[Spoken], rule: Rule) -> Column:
    """Return a column with as many words as it has room for, from the top."""
    top, foot = height(view) * HEAD, height(view) - MARGIN
    boxes: list[Box] = []
    # Room for an accent on the first capital.
    top += AIR * rule.size(spoken[0].count) if spoken else 0.0
    for one in spoken:
        box = _box(one, rule, column.width)
        if top + box.depth > foot:
            break
        boxes.append(structs.replace(box, y=top + box.depth / 2))
        top += box.depth
    return structs.replace(column, boxes=tuple(boxes), more=column.more - len(boxes))


def _spread(view: View, columns: Sequence[Column]) -> list[Column]:
    """Let the words of all columns stand as far apart as the longest has room for, up to `LOOSEST`."""
    top, foot = height(view) * HEAD, height(view) - MARGIN
    ends = [box.y + box.depth / 2 for column in columns for box in column.boxes]
    looser = min(LOOSEST, (foot - top) / max(1.0, max(ends, default=foot) - top))
    return [
        structs.replace(
            column,
            boxes=tuple(structs.replace(box, y=top + (box.y - top) * looser) for box in column.boxes),
        )
        for column in columns
    ]


def name_size(view: View) -> float:
    """Return the size of a language's name."""
    return min(NAME, height(view) * HEAD * 0.36)


def called(lang: str) -> str:
    """Return what a language calls itself."""
    return ENDONYMS.get(lang, lang)
