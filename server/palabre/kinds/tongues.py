"""By language: a column for each, its most frequent words under its own name, as a poster sets them.

The rule of size is the cloud's and one for all columns: the height of letters grows with the square root of
the people, so a language of few speaks more quietly. A word that is one in several languages, spelt alike
or grouped by a moderator, keeps one colour across the columns and a thread joins it from one to the next;
what only one language says is set in ink. What has no room is counted at the foot of its column.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final
from zlib import crc32

from palabre.figures import (
    CANVAS,
    Line,
    canvas_layout,
    height,
    inks,
    is_rtl,
    isolate,
    mirrored,
    text_width,
    texts,
)
from palabre.kinds.base import Plot
from palabre.kinds.columns import HEAD, MARGIN, Column, Tongue, called, name_size, set_columns
from palabre.kinds.curves import joined, way
from palabre.kinds.said import Word
from palabre.protocol import View

#: A number has this share of a name's size; "+37" at a foot is so large.
NUMBER: Final = 0.8
FOOT: Final = 28.0
#: Between a word and its thread.
NEAR: Final = 9.0
#: From this share of the height on, letters are bold.
BOLD: Final = 0.05


def draw_tongues(view: View, tongues: Sequence[Tongue], words: Sequence[Word]) -> Plot:
    """Draw a column for each of the first languages, in the order given."""
    columns = set_columns(view, tongues, words)
    colours = _colours(view, columns)
    data = [*_threads(view, columns, colours), *_heads(view, columns), _words(view, columns, colours)]
    unseen = len(tongues) - len(columns)
    more = [Line(CANVAS - MARGIN / 2, _top(view), f"+{unseen}", FOOT, inks(view).quiet)] if unseen else []
    data.append(texts(view, ["+"] if unseen else [], more, "end"))
    return {"data": data, "layout": canvas_layout(view, transition=None)}


def _top(view: View) -> float:
    """Return the middle of the line in which the names of the languages stand."""
    return height(view) * HEAD * 0.3


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
    return {**dict.fromkeys(shared, inks(view).ink), **found}


def _threads(view: View, columns: Sequence[Column], colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the threads between neighbours, one trace a word: level beside the words, curved in the gap."""
    found: dict[str, list[list[tuple[float, float]]]] = {key: [] for key in colours}
    for column, following in pairwise(columns):
        there = {box.key: box for box in following.boxes}
        for box in column.boxes:
            if box.key in there and box.key in colours:
                other = there[box.key]
                start, end = column.ends(box, view)[1] + NEAR, following.ends(other, view)[0] - NEAR
                curve = way((column.left + column.width + NEAR, box.y), (following.left - NEAR, other.y))
                found[box.key].append(
                    [(min(start, curve[0][0]), box.y), *curve, (max(end, curve[-1][0]), other.y)]
                )
    return [_thread(view, key, parts, colours[key]) for key, parts in sorted(found.items()) if parts]


def _thread(view: View, key: str, parts: list[list[tuple[float, float]]], colour: str) -> dict[str, Any]:
    xs, ys = joined([[(mirrored(view, x), y) for x, y in part] for part in parts])
    return {
        # Plotly makes a selector of it, so nobody's text may stand in it.
        "uid": f"thread-{crc32(key.encode()):08x}",
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": colour, "width": 2.5},
        "opacity": 0.7,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _heads(view: View, columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Return the names of the languages, under each how many answered in it, and how many words have no room."""
    theme, size = inks(view), name_size(view)
    ids, edges = [one.tongue.lang for one in columns], [_edge(view, one) for one in columns]
    widest = [one.width / text_width(called(one.tongue.lang), 1.0) for one in columns]
    size = max(1.0, min([size, *widest]))
    top, foot = _top(view), height(view) - MARGIN / 2
    rows = (
        ([isolate(called(lang)) for lang in ids], top, size, theme.ink, 700),
        ([str(one.tongue.people) for one in columns], top + 1.15 * size, NUMBER * size, theme.quiet, 600),
        ([f"+{one.more}" if one.more else "" for one in columns], foot, min(FOOT, size), theme.quiet, 500),
    )
    return [
        _aligned(
            texts(
                view,
                ids,
                [Line(x, y, text, large, ink) for x, text in zip(edges, said, strict=True)],
                "start",
                bold,
            ),
            columns,
        )
        for said, y, large, ink, bold in rows
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
