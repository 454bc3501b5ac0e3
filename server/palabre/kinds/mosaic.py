"""The room's colours as a mosaic: every tile as large as its share, nearly all of the screen colour.

Tiles keep the order they are given in, so a tile stays with its neighbours whatever the counts (an ordered
treemap: Bederson, Shneiderman and Wattenberg, 2002). Inside a tile the shades that people
really picked stand beside the one that stands for them. Name and share are printed on it in black or white.
"""

import itertools
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from palabre.colour import lab, readable_ink
from palabre.figures import (
    CANVAS,
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

#: Between tiles, so that a hairline and the ground part any two colours.
GUTTER: Final = 6.0
#: The smallest share of the canvas that a tile is drawn with, so that its name can stand on it.
FLOOR: Final = 0.014
#: A tile's own colour and at most this many shades less one; and what stands for those it has not.
BANDS: Final = 7
SPECK: Final = 1.0
HOLLOW: Final = "rgba(0,0,0,0)"
#: How much of a tile its other shades may take.
SHADES: Final = 0.45
#: Tiles that are together below this share of the canvas stand above each other in one column.
SMALL: Final = 0.05
#: The best width over height of a tile, as names are wide; and a width that no name fits into.
SHAPE: Final = 1.3
NARROW: Final = 80.0
#: Below this height name and share stand side by side.
FLAT: Final = 60.0
LARGEST: Final = 76.0
SMALLEST: Final = 15.0


class Tile(Struct, frozen=True):
    """One colour of the room: its id, name, share from 0 to 1, and the shades picked with their counts."""

    id: str
    name: str
    colour: str
    share: float
    members: tuple[tuple[str, int], ...] = ()


def draw_mosaic(view: View, tiles: Sequence[Tile]) -> Plot:
    """Draw the tiles in their order; one without a share waits unseen where it would grow.

    Every tile always has the same blocks, so that a new colour grows in its place: Plotly would let a new
    block fly in from the corner, in black.
    """
    rects = _places(tiles, CANVAS, height(view))
    ids = [tile.id for tile in tiles]
    names, shares, bands = [], [], []
    for tile, rect in zip(tiles, rects, strict=True):
        name, share = _label(view, tile, _main(tile, rect))
        names.append(name)
        shares.append(share)
        bands += _bands(tile, rect, inks(view).ground)
    edges = [inks(view).line if tile.share else inks(view).ground for tile in tiles]
    data = [
        blocks(
            view,
            [f"{tile.id}/{place}" for tile in tiles for place in range(BANDS)],
            [rect for _, rect in bands],
            [colour for colour, _ in bands],
        ),
        blocks(view, ids, rects, [HOLLOW] * len(tiles), edges),
        texts(view, ids, names, "start", 500),
        texts(view, ids, shares, "start", 700),
    ]
    return {"data": data, "layout": canvas_layout(view, barmode="overlay")}


def _places(tiles: Sequence[Tile], width: float, depth: float) -> list[Rect]:
    """Return the rectangle of every tile; one without a share has a speck where the next tile begins."""
    shown = iter(lay_out([max(tile.share, FLOOR) for tile in tiles if tile.share], width, depth))
    rects: list[Rect] = []
    following = Rect(width, depth, 0.0, 0.0)
    placed = [next(shown) if tile.share else None for tile in tiles]
    for rect in reversed(placed):
        following = rect or following
        rects.append(_inset(rect) if rect else Rect(following.left, following.top, SPECK, SPECK))
    return rects[::-1]


def lay_out(weights: Sequence[float], width: float, depth: float) -> list[Rect]:
    """Fill a canvas with rectangles of these weights, row by row in order.

    Of all ways to break the order into rows it takes the one whose rectangles are least thin in sum
    (dynamic programming over the breaks, the ordered strips of Bederson et al.).
    """
    total = sum(weights)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for stop in range(1, len(weights) + 1):
        rows = [_row(weights[start:stop], total, width, depth) for start in range(stop)]
        best.append(min((best[start][0] + _thinness(row), start) for start, row in enumerate(rows)))
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


def _thinness(rects: Sequence[Rect]) -> float:
    """Return how far from the best shape for a name rectangles are, the large counting more."""
    cost = 0.0
    for rect in rects:
        shape = rect.width / (rect.height * SHAPE)
        cost += max(shape, 1 / shape) * (rect.width * rect.height) ** 0.5 + max(0.0, NARROW - rect.width) * 20
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


def _bands(tile: Tile, rect: Rect, ground: str) -> list[tuple[str, Rect]]:
    """Return `BANDS` blocks: the tile's own colour, its other shades across its longer side, and specks."""
    main, others = _main(tile, rect), _others(tile)
    across = rect.width >= rect.height
    room = rect.width - main.width if across else rect.height - main.height
    total, start = sum(count for _, count in others), (main.width if across else main.height)
    colour = tile.colour if tile.share else ground
    bands = [(colour, main)]
    for value, count in others:
        size = room * count / total
        along = Rect(rect.left + start, rect.top, size, rect.height)
        below = Rect(rect.left, rect.top + start, rect.width, size)
        bands.append((value, along if across else below))
        start += size
    speck = Rect(main.left + main.width - SPECK, main.top + main.height - SPECK, SPECK, SPECK)
    return bands + [(colour, speck)] * (BANDS - len(bands))


def _label(view: View, tile: Tile, rect: Rect) -> tuple[Line, Line]:
    """Return name and share as large as the tile bears, where reading begins: stacked, or side by side."""
    if not tile.share:
        nothing = Line(rect.left, rect.top, "", SMALLEST, inks(view).ink)
        return nothing, nothing
    share, ink = percent(tile.share, view.lang), readable_ink(tile.colour)
    pad = min(30.0, rect.width * 0.08, rect.height * 0.1)
    width = (rect.width - 2 * pad) * 0.97
    flat = rect.height < FLAT
    one = text_width(tile.name, 1), text_width(share, 1)
    size = max(
        SMALLEST, min(LARGEST, width / (one[0] + one[1] + 1 if flat else max(one)), rect.height * 0.26)
    )
    if flat:
        size = max(SMALLEST, min(size * 2, rect.height * 0.6, width / (one[0] + one[1] + 1)))
    room = width - (one[1] + 1) * size if flat else width
    name = shorten(tile.name, size, max(room, 1.0) * 1.02)
    left, top = rect.left + pad, rect.top + (rect.height / 2 if flat else pad + size * 0.6)
    after = (left + text_width(name, size) + size / 2, top) if flat else (left, top + size * 1.25)
    return Line(left, top, isolate(name), size, ink), Line(*after, isolate(share), size, ink)
