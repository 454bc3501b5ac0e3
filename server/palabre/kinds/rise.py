"""Words then and now: two columns of words, and a band from each word to where it stands today.

Both columns share one scale: letters grow with the square root of a word's share of people, bands are as
thick as the share itself. A word that came has no band on its side and one that went has none either. An
arrow and the points say what the colours say. Points are between the printed percents, so that anybody can
check them. What is not among the leading words of either edition is in the table alone.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from math import sqrt
from typing import Any, Final

from msgspec import Struct

from palabre.figures import (
    CANVAS,
    SMALLEST,
    Line,
    canvas_layout,
    height,
    inks,
    isolate,
    mirrored,
    percent,
    shorten,
    text_width,
    texts,
)
from palabre.kinds.base import Comparison, Editions, Plot
from palabre.kinds.curves import band, joined
from palabre.kinds.said import Word
from palabre.kinds.shift import arrow
from palabre.protocol import Column, Table, View

#: Words in the picture at most, and how high a row of them is at least.
SHOWN: Final = 14
LOWEST: Final = 42.0
MARGIN: Final = 40.0
HEAD: Final = 70.0
HEADING: Final = 42.0
#: Where the words of then end and those of now begin.
THEN: Final = 560.0
NOW: Final = 960.0
#: Between a word, its band and its numbers.
PAD: Final = 18.0
#: Room that the numbers beside a word of then and of now take, in their own letters.
PERCENT: Final = 3.2
CHANGE: Final = 6.4
#: The largest letters as a share of the height, and the smallest and largest of the numbers.
CEILING: Final = 0.12
NUMBER: Final = 0.62
LARGEST_NUMBER: Final = 34.0
#: The thickest band, in rows, and the thinnest, in units.
BAND: Final = 0.85
HAIRLINE: Final = 3.0
#: How much of the ground a band lets through.
VEIL: Final = 0.42


class Movement(Struct, frozen=True):
    """A word, and the share of people who gave it in both editions, from 0 to 1."""

    key: str
    text: str
    then: float
    now: float

    @property
    def points(self) -> int:
        """The difference between the printed percents."""
        return round(self.now * 100) - round(self.then * 100)


class Place(Struct, frozen=True):
    """A word in its column: the middle of its height and the size of its letters."""

    y: float
    size: float


def movements(
    then: Sequence[Word], then_turnout: int, now: Sequence[Word], now_turnout: int
) -> list[Movement]:
    """Return every word of two editions, what rose most first and what fell most last.

    Words are one as moderators of the later edition grouped them; what only the earlier one has stays as it was.
    """
    homes = {key: word.key for word in reversed(now) for key in (*word.members, word.key)}
    texts = {word.key: word.label for word in reversed([*now, *then])}
    counts: dict[str, list[int]] = {word.key: [0, word.count] for word in now}
    for word in then:
        home = next((homes[key] for key in (word.key, *word.members) if key in homes), word.key)
        counts.setdefault(home, [0, 0])[0] += word.count
    moved = [
        Movement(key, texts[key], _share(before, then_turnout), _share(after, now_turnout))
        for key, (before, after) in counts.items()
    ]
    return sorted(moved, key=lambda one: (-one.points, one.then - one.now, -one.now, one.key))


def compare(view: View, moved: Sequence[Movement], names: Editions, listed: int) -> Comparison:
    """Draw two editions beside each other, and list the first `listed` of their words."""
    columns = (
        Column("word"),
        Column("then", numeric=True, text=names.then),
        Column("now", numeric=True, text=names.now),
        Column("change", numeric=True),
    )
    return Comparison(draw_rise(view, moved, names), Table(columns, _rows(moved[:listed], view.lang)))


def _rows(moved: Sequence[Movement], lang: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return a row for each word: it, its percents then and now, and its change in points."""
    return tuple((one.text, *_said(one.then, one.now, one.points, lang)) for one in moved)


@lru_cache(maxsize=4096)
def _said(then: float, now: float, points: int, lang: str) -> tuple[str, str, str]:
    """Return two shares and a change as people read them; kept, as many words have the same."""
    return percent(then, lang), percent(now, lang), arrow(points)


def draw_rise(view: View, moved: Sequence[Movement], names: Editions) -> Plot:
    """Draw the leading words of both editions."""
    rows = max(3, min(SHOWN, int((height(view) - HEAD - MARGIN / 2) / LOWEST)))
    leading = nsmallest(
        rows, moved, key=lambda one: (-max(one.then, one.now) - abs(one.now - one.then), one.key)
    )
    then = _stack(view, [(one.key, one.then) for one in leading if one.then], leading)
    now = _stack(view, [(one.key, one.now) for one in leading if one.now], leading)
    theme = inks(view)
    headings = [
        _heading(THEN, names.then, THEN - MARGIN, theme.ink),
        _heading(NOW, names.now, CANVAS - NOW - MARGIN, theme.ink),
    ]
    data = [
        *_bands(view, leading, then, now),
        *_then(view, leading, then),
        *_now(view, leading, now),
        texts(view, ["then/"], headings[:1], "end", 700),
        texts(view, ["now/"], headings[1:], "start", 700),
    ]
    return {"data": data, "layout": canvas_layout(view, transition=None)}


def _share(count: int, turnout: int) -> float:
    return min(1.0, round(count / max(1, turnout), 4))


def _heading(x: float, name: str, width: float, colour: str) -> Line:
    return Line(x, HEAD / 2, isolate(shorten(name, HEADING, width)), HEADING, colour)


def _stack(
    view: View, shares: Sequence[tuple[str, float]], leading: Sequence[Movement]
) -> Mapping[str, Place]:
    """Place the words of one edition from the top, the most frequent first, by the scale of both."""
    ranked = sorted(shares, key=lambda one: (-one[1], one[0]))
    room = height(view) - HEAD - MARGIN / 2
    ceiling = min(CEILING * height(view), room / 4)
    most = max(max(one.then, one.now) for one in leading) if leading else 1.0
    least = min(SMALLEST * 1.3, room / max(1, len(leading)) / 1.25)
    sides = [[one.then for one in leading if one.then], [one.now for one in leading if one.now]]
    scale = ceiling / sqrt(most)
    while scale > 1 and any(sum(max(least, scale * sqrt(s)) for s in side) * 1.25 > room for side in sides):
        scale *= 0.95
    sizes = [max(least, scale * sqrt(share)) for _, share in ranked]
    air = min(0.9, (room / max(1.0, sum(sizes))) - 1) if sizes else 0.0
    places, top = {}, HEAD
    for (key, _), size in zip(ranked, sizes, strict=True):
        depth = size * (1 + air)
        places[key] = Place(top + depth / 2, size)
        top += depth
    return places


def _colour(view: View, one: Movement) -> str:
    """Return what stands for rising, falling and neither; the arrow beside it says the same."""
    theme = inks(view)
    return theme.accent if one.points > 0 else theme.ramp[5] if one.points < 0 else theme.quiet


def _then(view: View, leading: Sequence[Movement], places: Mapping[str, Place]) -> list[dict[str, Any]]:
    shown = [one for one in leading if one.key in places]
    words, numbers = [], []
    for one in shown:
        place = places[one.key]
        small = _number(place)
        text, size = _fitted(one.text, place.size, THEN - MARGIN - PAD - PERCENT * small)
        gone = not one.now
        said = percent(one.then, view.lang)
        ink = _colour(view, one) if gone else inks(view).quiet
        words.append(Line(THEN, place.y, isolate(text), size, _colour(view, one)))
        beside = THEN - text_width(text, size) - PAD
        label = f"{said}\u2002{arrow(one.points)}" if gone else said
        numbers.append(Line(beside, place.y, isolate(label), small, ink))
    ids = [f"then/{one.key}" for one in shown]
    return [texts(view, ids, words, "end", 600), texts(view, ids, numbers, "end", 500)]


def _now(view: View, leading: Sequence[Movement], places: Mapping[str, Place]) -> list[dict[str, Any]]:
    shown = [one for one in leading if one.key in places]
    words, numbers = [], []
    for one in shown:
        place = places[one.key]
        small = _number(place)
        text, size = _fitted(one.text, place.size, CANVAS - MARGIN - NOW - PAD - CHANGE * small)
        words.append(Line(NOW, place.y, isolate(text), size, _colour(view, one)))
        label = f"{percent(one.now, view.lang)}\u2002{arrow(one.points)}"
        numbers.append(
            Line(NOW + text_width(text, size) + PAD, place.y, isolate(label), small, _colour(view, one))
        )
    ids = [f"now/{one.key}" for one in shown]
    return [texts(view, ids, words, "start", 600), texts(view, ids, numbers, "start", 500)]


def _number(place: Place) -> float:
    return min(LARGEST_NUMBER, max(SMALLEST, place.size * NUMBER))


def _fitted(text: str, size: float, width: float) -> tuple[str, float]:
    """Return a word in one line: smaller where it is too wide, and cut where that is not enough."""
    fitting = max(SMALLEST, min(size, width / max(0.1, text_width(text, 1.0))))
    return shorten(text, fitting, width), fitting


def _bands(
    view: View, leading: Sequence[Movement], then: Mapping[str, Place], now: Mapping[str, Place]
) -> list[dict[str, Any]]:
    """Return the bands of all words in both editions, one trace a colour."""
    most = max([0.01, *(max(one.then, one.now) for one in leading)])
    thickest = BAND * max([LOWEST, *(place.size for place in (*then.values(), *now.values()))])
    by_colour: dict[str, list[list[tuple[float, float]]]] = {}
    for one in leading:
        if one.key in then and one.key in now:
            start, end = (THEN + PAD, then[one.key].y), (NOW - PAD, now[one.key].y)
            thick = [max(HAIRLINE, thickest * share / most) for share in (one.then, one.now)]
            outline = [(mirrored(view, x), y) for x, y in band(start, end, *thick)]
            by_colour.setdefault(_colour(view, one), []).append(outline)
    return [_filled(colour, parts) for colour, parts in sorted(by_colour.items())]


def _filled(colour: str, parts: Sequence[Sequence[tuple[float, float]]]) -> dict[str, Any]:
    xs, ys = joined(parts)
    return {
        "uid": f"band-{colour.removeprefix('#')}",
        "type": "scatter",
        "mode": "none",
        "x": xs,
        "y": ys,
        "fill": "toself",
        "fillcolor": _veiled(colour),
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _veiled(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{VEIL})"
