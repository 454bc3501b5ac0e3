"""The room's colours as a mosaic: every tile as large as its share, nearly all of the screen colour.

Tiles keep the order they are given in, so a tile stays with its neighbours whatever the counts (an ordered
treemap: Bederson, Shneiderman and Wattenberg, 2002). Inside a tile the shades that people
really picked stand beside the one that stands for them. Name and share are printed on it in black or white.
"""

import itertools
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct, structs

from palabre.colour import lab
from palabre.figures import (
    CANVAS,
    LEADING,
    Line,
    Rect,
    blocks,
    canvas_layout,
    height,
    inks,
    isolate,
    percent,
    shorten,
    text_width,
    texts,
)  # fmt: skip
from palabre.kinds.base import Plot
from palabre.protocol import View
from palabre.vision import legible

#: Between tiles, so that a hairline and the ground part any two colours.
GUTTER: Final = 6.0
#: The smallest share of the canvas that a tile is drawn with, so that its name can stand on it.
FLOOR: Final = 0.018
#: The smallest share of an area that is seen at all.
SEEN: Final = 0.004
#: A tile's own colour and at most this many shades less one; and what stands for those it has not.
BANDS: Final = 7
SPECK: Final = 1.0
HOLLOW: Final = "rgba(0,0,0,0)"
#: How much of a tile its other shades may take.
SHADES: Final = 0.45
#: Tiles that are together below this share of the canvas stand above each other in one column.
SMALL: Final = 0.06
#: A row has at most so many tiles, so that the work stays in proportion to them.
LONGEST: Final = 16
#: The best width over height of a tile, as names are wide; and a width and a height that no name fits into.
SHAPE: Final = 1.3
NARROW: Final = 150.0
LOW: Final = 36.0
#: Name and share stand side by side where that makes them so many times larger.
BESIDE: Final = 1.15
#: In a tile wider than this a name that is too long is cut.
WIDE: Final = 190.0
#: The letters of a label: no larger than this, and not smaller than the back row can read.
LARGEST: Final = 76.0
SMALLEST: Final = 24.0
#: A tile that is too small for its name grows by this, up to this share or twice its own, at most so often.
GROWTH: Final = 1.2
GROWN: Final = 0.07
ROUNDS: Final = 9
#: More tiles than this are too small for long names anyway, and growing them would take long.
MANY: Final = 24


class Tile(Struct, frozen=True):
    """One colour of the room: its id, name, share from 0 to 1, and the shades picked with their counts."""

    id: str
    name: str
    colour: str
    share: float
    members: tuple[tuple[str, int], ...] = ()


class Label(Struct, frozen=True):
    """A tile's name and share, what they stand on, and whether the name is there, in full where it is not long."""

    name: Line
    share: Line
    ground: Rect
    whole: bool


def draw_mosaic(view: View, tiles: Sequence[Tile]) -> Plot:
    """Draw the tiles in their order over the whole canvas; one without a share waits unseen where it would grow."""
    data = traces(view, tiles, Rect(0.0, 0.0, CANVAS, height(view)))
    return {"data": data, "layout": canvas_layout(view, barmode="overlay")}


def traces(
    view: View, tiles: Sequence[Tile], area: Rect, prefix: str = "", *, exact: bool = False
) -> list[dict[str, Any]]:
    """Return the tiles of one mosaic in an area of the canvas: shades, the ground of labels, edges, names, shares.

    Every tile always has the same blocks, so that a new colour grows in its place: Plotly would let a new
    block fly in from the corner, in black. Their ids begin with `prefix`. `exact` areas can be compared: no
    tile is larger than its share, and one that is too small for its name has none.
    """
    floor = SEEN if exact else FLOOR
    weights = [max(tile.share, floor) if tile.share else 0.0 for tile in tiles]
    rounds = 0 if exact else ROUNDS if sum(map(bool, weights)) <= MANY else 1
    tiles, rects, labels = _readable(view, tiles, weights, area, rounds)
    ids = [prefix + tile.id for tile in tiles]
    bands = [band for tile, rect in zip(tiles, rects, strict=True) for band in _bands(tile, rect, view)]
    if exact:
        labels = [
            label if label.whole else _unlabelled(view, rect, whole=False)
            for label, rect in zip(labels, rects, strict=True)
        ]
    edges = [inks(view).line if tile.share else inks(view).ground for tile in tiles]
    band_ids = [f"{one}/{place}" for one in ids for place in range(BANDS)]
    return [
        blocks(view, band_ids, [rect for _, rect in bands], [colour for colour, _ in bands]),
        blocks(view, ids, [label.ground for label in labels], [_ground(tile) for tile in tiles]),
        blocks(view, ids, rects, [HOLLOW] * len(tiles), edges),
        texts(view, ids, [label.name for label in labels], "start", 500),
        texts(view, ids, [label.share for label in labels], "start", 700),
    ]


def _ground(tile: Tile) -> str:
    """Return what a tile's label stands on: its own colour, or the shade of it that everybody can read."""
    return legible(tile.colour)[1] if tile.share else HOLLOW


def _readable(
    view: View, tiles: Sequence[Tile], weights: Sequence[float], area: Rect, rounds: int
) -> tuple[Sequence[Tile], list[Rect], list[Label]]:
    """Return every tile with its rectangle and its label.

    One that is too small for its name gives up its other shades for it, then grows until it bears it.
    """
    rects = _places(weights, area)
    labels = [_label(view, tile, _main(tile, rect)) for tile, rect in zip(tiles, rects, strict=True)]
    if not rounds or all(label.whole for label in labels):
        return tiles, rects, labels
    larger = [
        weight
        if label.whole or _others(tile)
        else max(weight, min(weight * GROWTH, max(GROWN, 2 * tile.share)))
        for tile, weight, label in zip(tiles, weights, labels, strict=True)
    ]
    plainer = [tile if label.whole else plain(tile) for tile, label in zip(tiles, labels, strict=True)]
    return _readable(view, plainer, larger, area, rounds - 1)


def plain(tile: Tile) -> Tile:
    """Return a tile without its other shades."""
    return structs.replace(tile, members=())


def _places(weights: Sequence[float], area: Rect) -> list[Rect]:
    """Return the rectangle of every tile; one without weight has a speck where the next tile begins."""
    shown = iter(lay_out([weight for weight in weights if weight], area.width, area.height))
    rects: list[Rect] = []
    following = Rect(area.width, area.height, 0.0, 0.0)
    placed = [next(shown) if weight else None for weight in weights]
    for rect in reversed(placed):
        following = rect or following
        rects.append(_inset(rect) if rect else Rect(following.left, following.top, SPECK, SPECK))
    return [
        Rect(rect.left + area.left, rect.top + area.top, rect.width, rect.height) for rect in reversed(rects)
    ]


def lay_out(weights: Sequence[float], width: float, depth: float) -> list[Rect]:
    """Fill a canvas with rectangles of these weights, row by row in order.

    Of all ways to break the order into rows it takes the one whose rectangles are least thin in sum
    (dynamic programming over the breaks, the ordered strips of Bederson et al.).
    """
    total = sum(weights)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(weights) + 1):
        starts = range(max(0, stop - LONGEST), stop)
        best.append(min((best[n][0] + _thinness(weights[n:stop], total, width, depth), n) for n in starts))
    breaks = [len(weights)]
    while breaks[-1]:
        breaks.append(best[breaks[-1]][1])
    rects: list[Rect] = []
    for start, stop in itertools.pairwise(reversed(breaks)):
        top = rects[-1].top + rects[-1].height if rects else 0.0
        row = _row(weights[start:stop], total, width, depth)
        rects += [Rect(one.left, one.top + top, one.width, one.height) for one in row]
    return rects


def _row(weights: Sequence[float], total: float, width: float, depth: float) -> list[Rect]:
    """Return one row of rectangles at the top of the canvas; small neighbours share a column."""
    tall, left = depth * sum(weights) / total, 0.0
    rects = []
    for column in _columns(weights, total):
        wide, top = width * sum(column) / sum(weights), 0.0
        for weight in column:
            rects.append(Rect(left, top, wide, tall * weight / sum(column)))
            top += rects[-1].height
        left += wide
    return rects


def _columns(weights: Sequence[float], total: float) -> list[list[float]]:
    """Divide a row into columns: every tile its own, but small ones that are neighbours stand together."""
    columns: list[list[float]] = []
    for weight in weights:
        if columns and weight + sum(columns[-1]) <= SMALL * total:
            columns[-1].append(weight)
        else:
            columns.append([weight])
    return columns


def _thinness(weights: Sequence[float], total: float, width: float, depth: float) -> float:
    """Return how far from the best shape for a name the rectangles of a row are, the large counting more."""
    cost, share, narrow = 0.0, sum(weights), min(NARROW, width / 8)
    tall = depth * share / total
    for column in _columns(weights, total):
        part = sum(column)
        wide = width * part / share
        for weight in column:
            high = tall * weight / part
            shape = wide / (high * SHAPE)
            cost += max(shape, 1 / shape) * (wide * high) ** 0.5
            cost += (max(0.0, narrow - wide) + max(0.0, LOW - high)) * 40
    return cost


def _inset(rect: Rect) -> Rect:
    gap = GUTTER / 2
    return Rect(
        rect.left + gap, rect.top + gap, max(1.0, rect.width - GUTTER), max(1.0, rect.height - GUTTER)
    )


def _others(tile: Tile) -> list[tuple[str, int]]:
    """Return the other shades of a tile from light to dark, the most picked of them."""
    others = [one for one in tile.members if one[0] != tile.colour][: BANDS - 1]
    return sorted(others, key=lambda one: -lab(one[0]).l)


def _main_part(tile: Tile) -> float:
    """Return the part of a tile that its own colour takes: its picks, but enough for the name."""
    others = sum(count for _, count in _others(tile))
    own = sum(count for value, count in tile.members if value == tile.colour)
    return max(1 - SHADES, own / (own + others)) if others else 1.0


def _main(tile: Tile, rect: Rect) -> Rect:
    """Return the part of a tile's rectangle that shows its own colour, where reading begins."""
    part = _main_part(tile)
    if rect.width >= rect.height:
        return Rect(rect.left, rect.top, rect.width * part, rect.height)
    return Rect(rect.left, rect.top, rect.width, rect.height * part)


def _bands(tile: Tile, rect: Rect, view: View) -> list[tuple[str, Rect]]:
    """Return `BANDS` blocks: the tile's own colour, its other shades across its longer side, and specks."""
    main, others = _main(tile, rect), _others(tile)
    across = rect.width >= rect.height
    room = rect.width - main.width if across else rect.height - main.height
    total, start = sum(count for _, count in others), (main.width if across else main.height)
    colour = tile.colour if tile.share else inks(view).ground
    bands = [(colour, main)]
    for value, count in others:
        size = room * count / total
        along = Rect(rect.left + start, rect.top, size, rect.height)
        below = Rect(rect.left, rect.top + start, rect.width, size)
        bands.append((value, along if across else below))
        start += size
    speck = Rect(main.left + main.width - SPECK, main.top + main.height - SPECK, SPECK, SPECK)
    return bands + [(colour, speck)] * (BANDS - len(bands))


def _unlabelled(view: View, rect: Rect, *, whole: bool) -> Label:
    nothing = Line(rect.left, rect.top, "", SMALLEST, inks(view).ink)
    return Label(nothing, nothing, Rect(rect.left, rect.top, SPECK, SPECK), whole)


def _label(view: View, tile: Tile, rect: Rect) -> Label:
    """Return name and share as large as the tile bears, where reading begins, and the ground under both.

    They stand above each other, or side by side where that is much larger. In a tile that is too small for
    any letters that can be read stands nothing.
    """
    share = percent(tile.share, view.lang)
    pad = min(30.0, rect.width * 0.08, rect.height * 0.1)
    width, depth = (rect.width - 2 * pad) * 0.97, rect.height - 2 * pad
    wide, count = text_width(tile.name, 1), text_width(share, 1)
    stacked = min(LARGEST, width / max(wide, count, 1), depth / (2 * LEADING))
    beside = min(LARGEST, width / (wide + count + 0.6), depth / LEADING)
    flat = beside > BESIDE * stacked
    size = max(SMALLEST, beside if flat else stacked)
    room = width - (count + 0.6) * size if flat else width
    name = shorten(tile.name, size, room * 1.02)
    if not tile.share or depth < size * LEADING * (1 if flat else 2) or room < 2 * SMALLEST:
        return _unlabelled(view, rect, whole=not tile.share)
    ink = legible(tile.colour)[0]
    left, top = rect.left + pad, rect.top + pad + size * 0.6
    after = (left + text_width(name, size) + size * 0.6, top) if flat else (left, top + size * 1.25)
    ground = Rect(rect.left, rect.top, rect.width, min(rect.height, 2 * pad + size * (1.25 if flat else 2.5)))
    lines = Line(left, top, isolate(name), size, ink), Line(*after, isolate(share), size, ink)
    return Label(*lines, ground, name == tile.name or width > WIDE)
