"""The room's colours as a mosaic: every tile as large as its share, nearly all of the screen colour.

Tiles keep the order they are given in, row by row, so a tile stays with its neighbours whatever the counts
(an ordered treemap, after Bederson, Shneiderman and Wattenberg, 2002). Inside a tile the shades that people
really picked stand beside the one that stands for them. Name and share are printed on it in black or white.
"""

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
FLOOR: Final = 0.009
#: How much of a tile its other shades may take, and the least one of them is drawn with, in units.
SHADES: Final = 0.45
THINNEST: Final = 10.0
LARGEST: Final = 76.0
SMALLEST: Final = 17.0


class Tile(Struct, frozen=True):
    """One colour of the room: its id, name, share from 0 to 1, and the shades picked with their counts."""

    id: str
    name: str
    colour: str
    share: float
    members: tuple[tuple[str, int], ...] = ()


def draw_mosaic(view: View, tiles: Sequence[Tile]) -> Plot:
    """Draw the tiles in their order; an empty canvas without tiles."""
    rects = lay_out([max(tile.share, FLOOR) for tile in tiles], CANVAS, height(view))
    rects = [_inset(rect) for rect in rects]
    ids = [tile.id for tile in tiles]
    bands = [band for tile, rect in zip(tiles, rects, strict=True) for band in _bands(tile, rect)]
    names, shares = [], []
    for tile, rect in zip(tiles, rects, strict=True):
        name, share = _label(view, tile, _main(tile, rect))
        names.append(name)
        shares.append(share)
    hollow = ["rgba(0,0,0,0)"] * len(tiles)
    data = [
        blocks(view, [band[0] for band in bands], [band[2] for band in bands], [band[1] for band in bands]),
        blocks(view, ids, rects, hollow, inks(view).line),
        texts(view, ids, names, "start", 500),
        texts(view, ids, shares, "start", 700),
    ]
    return {"data": data, "layout": canvas_layout(view, barmode="overlay")}


def lay_out(weights: Sequence[float], width: float, depth: float) -> list[Rect]:
    """Fill a canvas with rectangles of these weights, row by row in order, as square as rows allow.

    Of all ways to break the order into rows it takes the one with the least sum of half perimeters, each
    weighted by its rectangle's area: long thin rectangles cost, and large ones more than small ones.
    """
    total = sum(weights)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(weights) + 1):
        tries = [
            (best[start][0] + _row_cost(weights[start:end], total, width, depth), start)
            for start in range(end)
        ]
        best.append(min(tries))
    breaks, end = [], len(weights)
    while end:
        breaks.append((best[end][1], end))
        end = best[end][1]
    rects, top = [], 0.0
    for start, stop in reversed(breaks):
        row = weights[start:stop]
        tall, left = depth * sum(row) / total, 0.0
        for weight in row:
            wide = width * weight / sum(row)
            rects.append(Rect(left, top, wide, tall))
            left += wide
        top += tall
    return rects


def _row_cost(row: Sequence[float], total: float, width: float, depth: float) -> float:
    """Return how far from square the rectangles of one row are, each weighted by the root of its area."""
    tall = depth * sum(row) / total
    cost = 0.0
    for weight in row:
        wide = width * weight / sum(row)
        cost += (max(wide, tall * 1.6) / min(wide, tall * 1.6)) * weight**0.5
    return cost


def _inset(rect: Rect) -> Rect:
    gap = GUTTER / 2
    return Rect(
        rect.left + gap, rect.top + gap, max(1.0, rect.width - GUTTER), max(1.0, rect.height - GUTTER)
    )


def _others(tile: Tile) -> list[tuple[str, int]]:
    """Return the other shades of a tile from light to dark."""
    return sorted((one for one in tile.members if one[0] != tile.colour), key=lambda one: -lab(one[0]).l)


def _main_part(tile: Tile) -> float:
    """Return the part of a tile that its own colour takes: its picks, but enough for the name."""
    others = sum(count for _, count in _others(tile))
    own = sum(count for _, count in tile.members) - others
    return max(1 - SHADES, own / (own + others)) if others else 1.0


def _main(tile: Tile, rect: Rect) -> Rect:
    """Return the part of a tile's rectangle that shows its own colour, where reading begins."""
    part = _main_part(tile)
    if rect.width >= rect.height:
        return Rect(rect.left, rect.top, rect.width * part, rect.height)
    return Rect(rect.left, rect.top, rect.width, rect.height * part)


def _bands(tile: Tile, rect: Rect) -> list[tuple[str, str, Rect]]:
    """Return the tile's own colour and bands of its other shades, across its longer side."""
    main, others = _main(tile, rect), _others(tile)
    bands = [(f"{tile.id}/{tile.colour}", tile.colour, main)]
    across = rect.width >= rect.height
    room = rect.width - main.width if across else rect.height - main.height
    total, start = sum(count for _, count in others), (main.width if across else main.height)
    for value, count in others:
        size = room * count / total
        part = (
            Rect(rect.left + start, rect.top, size, rect.height)
            if across
            else Rect(rect.left, rect.top + start, rect.width, size)
        )
        bands.append((f"{tile.id}/{value}", value, part))
        start += size
    return bands


def _label(view: View, tile: Tile, rect: Rect) -> tuple[Line, Line]:
    """Return name and share, one above the other where reading begins, as large as the tile bears."""
    share, ink = percent(tile.share, view.lang), readable_ink(tile.colour)
    longest = max(tile.name, share, key=lambda text: text_width(text, 1))
    pad = min(30.0, rect.width * 0.1, rect.height * 0.1)
    fitting = (rect.width - 2 * pad) / max(0.1, text_width(longest, 1))
    size = max(SMALLEST, min(LARGEST, fitting, rect.height * 0.26))
    name = isolate(shorten(tile.name, size, rect.width - pad))
    left, top = rect.left + pad, rect.top + pad + size * 0.6
    return Line(left, top, name, size, ink), Line(left, top + size * 1.25, isolate(share), size, ink)
