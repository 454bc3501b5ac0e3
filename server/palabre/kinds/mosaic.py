"""The room's colours as a mosaic: every tile as large as its share, nearly all of the screen colour.

Tiles keep the order they are given in, so a tile stays with its neighbours whatever the counts (an ordered
treemap: Bederson, Shneiderman and Wattenberg, 2002; Engdahl, 2005). Inside a tile the shades that people
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
FLOOR: Final = 0.012
#: How much of a tile its other shades may take.
SHADES: Final = 0.45
#: Beyond this width over height a rectangle is parted across; names are wide, so tiles may be as well.
ACROSS: Final = 1.25
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
    """Draw the tiles in their order; an empty canvas without tiles."""
    rects = lay_out([max(tile.share, FLOOR) for tile in tiles], Rect(0, 0, CANVAS, height(view)))
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


def lay_out(weights: Sequence[float], rect: Rect) -> list[Rect]:
    """Fill a rectangle with rectangles of these weights, in order.

    Halve the order where the weights balance best, across the longer side, and each half again (the split
    layout of ordered treemaps). Neighbours stay neighbours, and no tile becomes a thin stripe.
    """
    if len(weights) <= 1:
        return [rect] * len(weights)
    cut = _balance(weights)
    part = sum(weights[:cut]) / sum(weights)
    if rect.width > rect.height * ACROSS:
        wide = rect.width * part
        first = Rect(rect.left, rect.top, wide, rect.height)
        second = Rect(rect.left + wide, rect.top, rect.width - wide, rect.height)
    else:
        tall = rect.height * part
        first = Rect(rect.left, rect.top, rect.width, tall)
        second = Rect(rect.left, rect.top + tall, rect.width, rect.height - tall)
    return lay_out(weights[:cut], first) + lay_out(weights[cut:], second)


def _balance(weights: Sequence[float]) -> int:
    """Return where to cut an order in two so that both sides weigh as alike as they can; at least 1."""
    total = sum(weights)
    return min(range(1, len(weights)), key=lambda cut: abs(2 * sum(weights[:cut]) - total))


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
    """Return name and share as large as the tile bears, where reading begins: stacked, or side by side."""
    share, ink = percent(tile.share, view.lang), readable_ink(tile.colour)
    pad = min(30.0, rect.width * 0.08, rect.height * 0.1)
    width = rect.width - 2 * pad
    flat = rect.height < FLAT
    one = text_width(tile.name, 1), text_width(share, 1)
    size = max(
        SMALLEST, min(LARGEST, width / (one[0] + one[1] + 1 if flat else max(one)), rect.height * 0.26)
    )
    if flat:
        size = max(SMALLEST, min(size * 2, rect.height * 0.6, width / (one[0] + one[1] + 1)))
    name = shorten(tile.name, size, width - (one[1] + 1) * size if flat else width)
    left, top = rect.left + pad, rect.top + (rect.height / 2 if flat else pad + size * 0.6)
    after = (left + text_width(name, size) + size / 2, top) if flat else (left, top + size * 1.25)
    return Line(left, top, isolate(name), size, ink), Line(*after, isolate(share), size, ink)
