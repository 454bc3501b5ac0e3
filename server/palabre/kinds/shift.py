"""Then and now: two mosaics of one size, so that equal areas are equal shares, and what has changed beside them.

Every colour has its place in the same row and column of both, so that one sees it grow or shrink. In the column
each has a row: how far it rose or fell as a bar, an arrow and the points; what rose most stands large on top and
what fell most large at the foot. Points are between the printed percents, so that anybody can check them.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Final

from msgspec import Struct

from palabre.figures import (
    CANVAS,
    HOLLOW,
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
from palabre.kinds.mosaic import Tile, traces
from palabre.kinds.shades import edge
from palabre.kinds.tiling import lay_out_alike
from palabre.protocol import View

#: The column of what has changed, and the gaps beside and above the mosaics.
COLUMN: Final = 520.0
GAP: Final = 28.0
HEAD: Final = 66.0
HEADING: Final = 42.0
#: A row of the column: no higher than this, and no more of them than there is height for.
TALLEST: Final = 60.0
LOWEST: Final = 27.0
#: What rose most and what fell most have so many times the height of the others: they are the story.
STORY: Final = 1.75
#: Of the column's width: the part for bars, and where arrow and name begin and the name ends.
BARS: Final = 0.38
POINTS: Final = 0.4
NAMES: Final = 0.62
END: Final = 0.97
#: The letters of a row: this part of its height, and no larger.
LETTERS: Final = 0.64
LARGEST: Final = 46.0
#: Bars fill their part in steps of so many points, so that small changes look small and the axis rarely moves.
STEP: Final = 5
HAIRLINE: Final = 3.0
AXIS: Final = 2.0
UP: Final = "▲"
DOWN: Final = "▼"
SAME: Final = "="
#: The smallest share of an area that is seen at all.
SEEN: Final = 0.004
EMPTY: Final = 96.0


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


class Row(Struct, frozen=True):
    """A change's place in the column, in units."""

    change: Change
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The height of the row's middle."""
        return self.top + self.height / 2


def draw_shift(view: View, then: Sequence[Tile], now: Sequence[Tile], names: Editions) -> Plot:
    """Draw two editions and their differences; both have the same tiles in the same order."""
    width, depth = (CANVAS - COLUMN - 2 * GAP) / 2, height(view) - HEAD
    areas = [Rect(place * (width + GAP), HEAD, width, depth) for place in range(2)]
    ranked = changes(then, now)
    data = [
        _frames(view, areas, (then, now), _scale(ranked)[0]),
        *_mosaics(view, areas, (then, now)),
        texts(view, ["then/", "now/"], _headings(view, areas, names), "start", 700),
        texts(view, ["then/", "now/"], _nothing(view, areas, (then, now)), "middle", 500),
        *_column(view, ranked),
    ]
    return {"data": data, "layout": canvas_layout(view, barmode="overlay")}


def _mosaics(view: View, areas: Sequence[Rect], editions: Sequence[Sequence[Tile]]) -> list[dict[str, Any]]:
    """Return two mosaics in which every colour has its place in the same row and column, as large as its share."""
    weights = [[max(tile.share, SEEN) if tile.share else 0.0 for tile in tiles] for tiles in editions]
    laid = lay_out_alike(weights, areas[0].width, areas[0].height)
    data: list[dict[str, Any]] = []
    for area, tiles, rects, prefix in zip(areas, editions, laid, ("then/", "now/"), strict=True):
        there = [Rect(one.left + area.left, one.top + area.top, one.width, one.height) for one in rects]
        data += traces(view, tiles, there, prefix)
    return data


def _headings(view: View, areas: Sequence[Rect], names: Editions) -> list[Line]:
    return [
        Line(area.left + 4, HEAD / 2, isolate(shorten(name, HEADING, area.width)), HEADING, inks(view).ink)
        for area, name in zip(areas, (names.then, names.now), strict=True)
    ]


def _nothing(view: View, areas: Sequence[Rect], editions: Sequence[Sequence[Tile]]) -> list[Line]:
    """Return a quiet 0 in the frame of an edition that nobody answered."""
    return [
        Line(
            area.left + area.width / 2,
            area.top + area.height / 2,
            "" if any(tile.share for tile in tiles) else "0",
            EMPTY,
            inks(view).quiet,
        )
        for area, tiles in zip(areas, editions, strict=True)
    ]


def _rows(view: View, ranked: Sequence[Change]) -> list[Row]:
    """Return the rows of the column; of too many those that changed least are left out."""
    depth = height(view) - HEAD
    room = max(2, int(depth / LOWEST - 2 * (STORY - 1)))
    if len(ranked) > room:
        ranked = [*ranked[: room - room // 2], *ranked[len(ranked) - room // 2 :]]
    last = len(ranked) - 1
    parts = [
        STORY if (place == 0 and one.points > 0) or (place == last and one.points < 0) else 1.0
        for place, one in enumerate(ranked)
    ]
    pitch = min(TALLEST, depth / max(1.0, sum(parts)))
    tops = accumulate((pitch * part for part in parts), initial=HEAD)
    return [Row(one, top, pitch * part) for one, top, part in zip(ranked, tops, parts, strict=False)]


def _column(view: View, ranked: Sequence[Change]) -> list[dict[str, Any]]:
    """Return the bars, points and names of what has changed."""
    rows, theme, left = _rows(view, ranked), inks(view), CANVAS - COLUMN
    scale = _scale(ranked)
    common = min((row.height for row in rows), default=0.0)
    widest = max((text_width(arrow(one.points) + " ", 1.0) for one in ranked), default=1.0)
    points, called = [], []
    for row in rows:
        size = min(LARGEST, row.height * LETTERS, (NAMES - POINTS) * COLUMN / widest)
        points.append(
            Line(left + POINTS * COLUMN, row.middle, isolate(arrow(row.change.points)), size, theme.ink)
        )
        alike = [one.change.shown.name for one in rows if row.height in (one.height, common)]
        size, labels = fit(
            alike, COLUMN * (END - NAMES), row.height * 0.95, min(LARGEST, row.height * LETTERS)
        )
        label = labels[alike.index(row.change.shown.name)]
        called.append(Line(left + NAMES * COLUMN, row.middle, label, size, theme.ink))
    ids = [row.change.then.id for row in rows]
    shown = [row.change.shown.colour for row in rows]
    bars = [_bar(row, *scale) for row in rows]
    return [
        blocks(view, ids, bars, shown, [edge(view, [value]) for value in shown]),
        texts(view, ids, points, "start", 700),
        texts(view, ids, called, "start", 500),
    ]


def _scale(ranked: Sequence[Change]) -> tuple[float, float]:
    """Return where the axis of the bars stands, and how long a bar of one point is, in units."""
    rise = max([1, *(one.points for one in ranked)])
    fall = max([1, *(-one.points for one in ranked)])
    up, down = -(-rise // STEP) * STEP, -(-fall // STEP) * STEP
    point = BARS * COLUMN / (up + down)
    return CANVAS - COLUMN + down * point, point


def _bar(row: Row, axis: float, point: float) -> Rect:
    """Return a bar on one side of the axis for what rose, on the other for what fell."""
    points = row.change.points
    length = max(HAIRLINE, point * abs(points))
    thick = row.height * 0.74
    return Rect(axis - (length if points < 0 else 0.0), row.middle - thick / 2, length, thick)


def _frames(
    view: View, areas: Sequence[Rect], editions: Sequence[Sequence[Tile]], axis: float
) -> dict[str, Any]:
    """Return the axis, and the outline of an edition that nobody answered, as it has nothing else to be seen by."""
    theme = inks(view)
    edges = [HOLLOW if any(tile.share for tile in tiles) else theme.line for tiles in editions]
    line = Rect(axis - AXIS / 2, HEAD, AXIS, height(view) - HEAD)
    fills = [HOLLOW, HOLLOW, theme.line]
    return blocks(view, ["then/", "now/", "axis"], [*areas, line], fills, [*edges, HOLLOW])
