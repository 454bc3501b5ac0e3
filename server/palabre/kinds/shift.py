"""Then and now: two mosaics of one size, so that equal areas are equal shares, and what has changed beside them.

Each colour has its row: how far it rose or fell as a bar, an arrow and the points, what rose most on top and
what fell most at the foot. Points are between the printed percents, so that anybody can check them.
"""

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from palabre.figures import (
    CANVAS,
    Line,
    Rect,
    blocks,
    canvas_layout,
    fit,
    height,
    inks,
    isolate,
    shorten,
    text_width,
    texts,
)
from palabre.kinds.base import Editions, Plot
from palabre.kinds.mosaic import Tile, plain, traces
from palabre.protocol import View

#: The column of what has changed, and the gaps beside and above the mosaics.
COLUMN: Final = 520.0
GAP: Final = 28.0
HEAD: Final = 66.0
HEADING: Final = 42.0
#: A row of the column: no higher than this, and no more of them than there is height for.
TALLEST: Final = 64.0
LOWEST: Final = 27.0
#: Of the column's width: the line that bars rise and fall from, a bar at most, and where arrow and name begin.
AXIS: Final = 0.2
BAR: Final = 0.18
POINTS: Final = 0.42
NAMES: Final = 0.59
LARGEST: Final = 36.0
#: The least change that fills a bar, in points, so that small changes look small.
SCALE: Final = 10
HAIRLINE: Final = 3.0
UP: Final = "▲"
DOWN: Final = "▼"
SAME: Final = "="


class Change(Struct, frozen=True):
    """One colour in both editions, and how many points it rose (or, below 0, fell)."""

    then: Tile
    now: Tile

    @property
    def points(self) -> int:
        """The difference between the printed percents."""
        return round(self.now.share * 100) - round(self.then.share * 100)

    @property
    def shown(self) -> Tile:
        """The colour as it is now, or as it was where nobody picks it any more."""
        return self.now if self.now.share else self.then


def changes(then: Sequence[Tile], now: Sequence[Tile]) -> list[Change]:
    """Pair the tiles of two editions and rank them: what rose most first, what fell most last."""
    pairs = [Change(one, other) for one, other in zip(then, now, strict=True) if one.share or other.share]
    return sorted(pairs, key=lambda pair: (-pair.points, -pair.now.share, pair.then.id))


def arrow(points: int) -> str:
    """Return a change in points as people read it."""
    mark = UP if points > 0 else DOWN if points < 0 else SAME
    return f"{mark}\u2009{abs(points)}"


def draw_shift(view: View, then: Sequence[Tile], now: Sequence[Tile], names: Editions) -> Plot:
    """Draw two editions and their differences; both have the same tiles in the same order."""
    width, depth = (CANVAS - COLUMN - 2 * GAP) / 2, height(view) - HEAD
    areas = [Rect(place * (width + GAP), HEAD, width, depth) for place in range(2)]
    theme = inks(view)
    headings = [
        Line(area.left + 4, HEAD / 2, isolate(shorten(name, HEADING, width)), HEADING, theme.ink)
        for area, name in zip(areas, (names.then, names.now), strict=True)
    ]
    data = [
        _frames(view, areas, (then, now)),
        *traces(view, [plain(tile) for tile in then], areas[0], "then/", exact=True),
        *traces(view, [plain(tile) for tile in now], areas[1], "now/", exact=True),
        texts(view, ["then/", "now/"], headings, "start", 700),
        *_column(view, changes(then, now)),
    ]
    return {"data": data, "layout": canvas_layout(view, barmode="overlay")}


def _column(view: View, ranked: Sequence[Change]) -> list[dict[str, Any]]:
    """Return the bars, points and names of what has changed; of too many those that changed least are left out."""
    room = max(2, int((height(view) - HEAD) / LOWEST))
    if len(ranked) > room:
        ranked = [*ranked[: room - room // 2], *ranked[len(ranked) - room // 2 :]]
    left, theme = CANVAS - COLUMN, inks(view)
    pitch = min(TALLEST, (height(view) - HEAD) / max(1, len(ranked)))
    middles = [HEAD + (place + 0.5) * pitch for place in range(len(ranked))]
    most = max([SCALE, *(abs(one.points) for one in ranked)])
    bars = [_bar(one.points / most, y, pitch) for one, y in zip(ranked, middles, strict=True)]
    size, labels = fit(
        [one.shown.name for one in ranked], COLUMN * (1 - NAMES), pitch * 0.95, min(LARGEST, pitch * 0.62)
    )
    number = min(LARGEST, pitch * 0.62, (NAMES - POINTS) * COLUMN / text_width(arrow(-100), 1.0))
    points = [
        Line(left + POINTS * COLUMN, y, isolate(arrow(one.points)), number, theme.ink)
        for one, y in zip(ranked, middles, strict=True)
    ]
    called = [
        Line(left + NAMES * COLUMN, y, label, size, theme.ink)
        for y, label in zip(middles, labels, strict=True)
    ]
    ids = [one.then.id for one in ranked]
    return [
        blocks(view, ids, bars, [one.shown.colour for one in ranked], [theme.line] * len(ranked)),
        texts(view, ids, points, "start", 700),
        texts(view, ids, called, "start", 500),
    ]


def _bar(part: float, middle: float, pitch: float) -> Rect:
    """Return a bar on one side of the line for what rose, on the other for what fell."""
    length = max(HAIRLINE, BAR * COLUMN * abs(part))
    axis = CANVAS - COLUMN + AXIS * COLUMN
    return Rect(axis - (length if part < 0 else 0.0), middle - pitch * 0.36, length, pitch * 0.72)


def _frames(view: View, areas: Sequence[Rect], editions: Sequence[Sequence[Tile]]) -> dict[str, Any]:
    """Return the outline of an edition that nobody answered, as it has nothing else to be seen by."""
    hollow = "rgba(0,0,0,0)"
    edges = [hollow if any(tile.share for tile in tiles) else inks(view).line for tiles in editions]
    return blocks(view, ["then/", "now/"], areas, [hollow] * 2, edges)
