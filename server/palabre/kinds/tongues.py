"""By language: a column for each, its most frequent words under its own name, as a poster sets them.

The rule of size is the cloud's and one for all columns: the height of letters grows with the square root of
the people, so a language of few speaks more quietly. A word that is one in several languages, spelt alike
or grouped by a moderator, keeps one colour across the columns and a thread joins it from one to the next;
what only one language says is set in ink. What has no room is counted at the foot of its column.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import sqrt
from typing import Any, Final
from zlib import crc32

from msgspec import Struct

from palabre.figures import (
    CANVAS,
    LEADING,
    SMALLEST,
    Line,
    canvas_layout,
    fit,
    height,
    inks,
    is_rtl,
    isolate,
    mirrored,
    text_width,
    texts,
)
from palabre.kinds.base import Plot
from palabre.kinds.curves import joined, way
from palabre.kinds.said import ANY, Word
from palabre.protocol import Lang, View

#: Columns that are legible from the back row; of more languages the corner tells.
COLUMN_LIMIT: Final = 8
#: Words of a column at most, and how many of them decide about the size of letters.
LONGEST: Final = 12
WANTED: Final = 7
MARGIN: Final = 40.0
#: Between two columns: their threads run there.
GAP: Final = 72.0
LEAST_GAP: Final = 34.0
#: The heads: their share of the height, and the largest letters of a name; a number has that share of a name's.
HEAD: Final = 0.17
NAME: Final = 46.0
NUMBER: Final = 0.66
#: The largest letters of a word as a share of the height, and the step by which all become smaller.
CEILING: Final = 0.15
STEP: Final = 1.08
STEPS: Final = 36
#: Lines that a phrase may take, and the air under it in letters.
LINES: Final = 3
AIR: Final = 0.16
#: The narrowest column in parts of the widest.
NARROW: Final = 0.6
#: From this share of the height on, letters are bold.
BOLD: Final = 0.05
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


def draw_tongues(view: View, tongues: Sequence[Tongue], words: Sequence[Word]) -> Plot:
    """Draw a column for each of the first `COLUMN_LIMIT` languages, in the order given."""
    columns = _set(view, _placed(tongues[:COLUMN_LIMIT]), words)
    colours = _colours(view, columns)
    data = [_threads(view, columns, colours), *_heads(view, columns), _words(view, columns, colours)]
    theme, foot = inks(view), height(view) - MARGIN / 2
    corner = [Line(CANVAS - 8, foot, f"+{len(tongues) - COLUMN_LIMIT}", 28, theme.quiet)]
    hidden = len(tongues) <= COLUMN_LIMIT
    layout = canvas_layout(view, transition=None)
    return {
        "data": [
            *[one for part in data for one in (part if isinstance(part, list) else [part])],
            texts(view, [] if hidden else ["+"], [] if hidden else corner, "end"),
        ],
        "layout": layout,
    }


def _placed(tongues: Sequence[Tongue]) -> list[Column]:
    """Divide the width: the more answered in a language, the wider its column, but none is a sliver."""
    gap = max(LEAST_GAP, GAP - 5 * max(0, len(tongues) - 2))
    room = CANVAS - 2 * MARGIN - gap * (len(tongues) - 1)
    most = max([1, *(one.people for one in tongues)])
    parts = [NARROW + (1 - NARROW) * sqrt(one.people / most) for one in tongues]
    columns, left = [], MARGIN
    for tongue, part in zip(tongues, parts, strict=True):
        width = room * part / sum(parts)
        columns.append(Column(tongue, left, width))
        left += width + gap
    return columns


def _set(view: View, columns: Sequence[Column], words: Sequence[Word]) -> list[Column]:
    """Give every column its words, in the largest letters in which the first `WANTED` of each have room."""
    said = {column.tongue.lang: _said(words, column.tongue.lang) for column in columns}
    room = height(view) * (1 - HEAD) - MARGIN
    ceiling = max(SMALLEST, CEILING * height(view))
    most = max([1, *(one[0] for there in said.values() for one in there)])
    low, high = 0, STEPS
    while low < high:
        middle = (low + high) // 2
        scale = ceiling / sqrt(most) / STEP**middle
        fits = all(
            sum(box.depth for box in _boxes(said[column.tongue.lang][:WANTED], scale, ceiling, column.width))
            <= room
            for column in columns
        )
        low, high = (low, middle) if fits else (middle + 1, high)
    scale = ceiling / sqrt(most) / STEP**low
    return [_stacked(view, column, said[column.tongue.lang], scale, ceiling) for column in columns]


def _said(words: Sequence[Word], lang: str) -> list[tuple[int, str, str]]:
    """Return count, text and key of all that was said in a language, the most frequent first."""
    found = [(one.count, one.text, word.key) for word in words for one in word.said if one.lang == lang]
    return sorted(found, key=lambda one: (-one[0], one[2]))


def _boxes(said: Sequence[tuple[int, str, str]], scale: float, ceiling: float, width: float) -> list[Box]:
    found = []
    for count, text, key in said:
        wished = min(ceiling, max(SMALLEST, scale * sqrt(count)))
        size, (safe,) = fit([text], width, LINES * wished * LEADING, wished)
        lines = safe.split("<br>")
        wide = min(width, max(text_width(line.strip("\u2068\u2069"), size) for line in lines))
        depth = (LEADING * (len(lines) - 1) + 1 + AIR) * size
        found.append(Box(key, count, safe, size, wide, depth))
    return found


def _stacked(
    view: View, column: Column, said: Sequence[tuple[int, str, str]], scale: float, ceiling: float
) -> Column:
    """Return a column with as many words as it has room for, from the top."""
    top, foot = height(view) * HEAD, height(view) - MARGIN
    boxes = []
    for box in _boxes(said[:LONGEST], scale, ceiling, column.width):
        if top + box.depth > foot:
            break
        boxes.append(Box(box.key, box.count, box.text, box.size, box.width, box.depth, top + box.depth / 2))
        top += box.depth
    return Column(column.tongue, column.left, column.width, tuple(boxes), len(said) - len(boxes))


def _colours(view: View, columns: Sequence[Column]) -> Mapping[str, str]:
    """Give each word of several columns a colour of its own, as far as there are enough: the frequent first.

    A word asks for the colour that its key stands for, so that it mostly keeps it whatever else is said.
    """
    counts: dict[str, list[int]] = {}
    for column in columns:
        for box in column.boxes:
            counts.setdefault(box.key, []).append(box.count)
    ramp = inks(view).ramp
    shared = sorted((key for key in counts if len(counts[key]) > 1), key=lambda key: (-sum(counts[key]), key))
    free = list(range(len(ramp)))
    found = {}
    for key in sorted(shared[: len(ramp)]):
        wish = crc32(key.encode()) % len(ramp)
        place = min(free, key=lambda place: (place - wish) % len(ramp))
        free.remove(place)
        found[key] = ramp[place]
    return {**{key: inks(view).accent for key in shared}, **found}


def _threads(view: View, columns: Sequence[Column], colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the threads between neighbours, one trace a word: level beside the words, curved in the gap."""
    found: dict[str, list[list[tuple[float, float]]]] = {key: [] for key in colours}
    for column, following in pairwise(columns):
        there = {box.key: box for box in following.boxes}
        for box in column.boxes:
            if box.key in there and box.key in colours:
                other = there[box.key]
                start, end = column.ends(box, view)[1] + 10, following.ends(other, view)[0] - 10
                curve = way((column.left + column.width, box.y), (following.left, other.y))
                found[box.key].append(
                    [(min(start, curve[0][0]), box.y), *curve, (max(end, curve[-1][0]), other.y)]
                )
    return [_thread(view, key, parts, colours[key]) for key, parts in sorted(found.items()) if parts]


def _thread(view: View, key: str, parts: list[list[tuple[float, float]]], colour: str) -> dict[str, Any]:
    xs, ys = joined([[(mirrored(view, x), y) for x, y in part] for part in parts])
    return {
        "uid": f"thread/{key}",
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": colour, "width": 3},
        "opacity": 0.75,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _heads(view: View, columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Return the names of the languages and, under each, how many people answered in it."""
    theme, head = inks(view), height(view) * HEAD
    names = [ENDONYMS.get(column.tongue.lang, column.tongue.lang) for column in columns]
    largest = min(NAME, head * 0.4)
    size = min(
        [
            largest,
            *(column.width / text_width(name, 1.0) for column, name in zip(columns, names, strict=True)),
        ]
    )
    ids = [column.tongue.lang for column in columns]
    called = [
        Line(_edge(view, one), head * 0.32, isolate(name), size, theme.ink)
        for one, name in zip(columns, names, strict=True)
    ]
    people = [
        Line(_edge(view, one), head * 0.32 + size, f"{one.tongue.people}", size * NUMBER, theme.quiet)
        for one in columns
    ]
    rest = [
        Line(_edge(view, one), height(view) - MARGIN / 2, f"+{one.more}" if one.more else "", 24, theme.quiet)
        for one in columns
    ]
    return [
        _aligned(texts(view, ids, called, "start", 700), columns),
        _aligned(texts(view, ids, people, "start", 500), columns),
        _aligned(texts(view, ids, rest, "start", 500), columns),
    ]


def _words(view: View, columns: Sequence[Column], colours: Mapping[str, str]) -> dict[str, Any]:
    ids, lines, sides, weights = [], [], [], []
    for column in columns:
        for box in column.boxes:
            colour = colours.get(box.key, inks(view).ink)
            ids.append(f"{column.tongue.lang}/{box.key}")
            lines.append(Line(_edge(view, column), box.y, box.text, box.size, colour))
            sides.append(column)
            weights.append(700 if box.size >= BOLD * height(view) else 600 if box.key in colours else 500)
    trace = _aligned(texts(view, ids, lines), sides)
    return {**trace, "textfont": {**trace["textfont"], "weight": weights}}


def _edge(view: View, column: Column) -> float:
    """Return where the words of a column begin, from the side where reading of the page begins."""
    return column.left if is_rtl(column.tongue.lang) == is_rtl(view.lang) else column.left + column.width


def _aligned(trace: dict[str, Any], columns: Sequence[Column]) -> dict[str, Any]:
    """Return a trace of texts whose n-th stands in the n-th column, set in the direction of its language."""
    return {
        **trace,
        "textposition": ["middle left" if is_rtl(one.tongue.lang) else "middle right" for one in columns],
    }
