"""The room's colours as a mosaic: every tile as large as its share, nearly all of the screen colour.

Inside a tile the shades that people really picked stand beside the one that stands for them. Name and share
are printed on it in black or white, in a few sizes, the larger the larger the share. An edge is drawn where
a colour would not be told from the ground by all eyes. Where tiles lie is `tiling`'s.
"""

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct, structs

from palabre.figures import (
    CANVAS,
    HOLLOW,
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
from palabre.kinds.shades import BANDS, SPECK, edge, others, written
from palabre.kinds.tiling import lay_out
from palabre.protocol import View

#: Between tiles, so that the ground parts any two colours.
GUTTER: Final = 6.0
#: The smallest share of the canvas that a tile is drawn with, so that its name can stand on it.
FLOOR: Final = 0.018
#: How much of a tile its other shades may take.
SHADES: Final = 0.45
#: Name and share stand side by side where that makes them so many times larger, so many letters apart.
BESIDE: Final = 1.45
BETWEEN: Final = 0.4
#: A label's ground that takes more than this of a side of its tile takes all of it.
NEARLY: Final = 0.6
#: Where there is more room than this a name that is too long is cut.
WIDE: Final = 190.0
#: The sizes that labels have, as type has on a page; none is smaller than the back row can read.
SIZES: Final = (24.0, 29.0, 35.0, 42.0, 51.0, 62.0, 76.0)
SMALLEST: Final = SIZES[0]
#: The share from which a label may be of the largest size; below it the size follows the side of its tile.
LOUD: Final = 0.2
#: A tile that is too small for its name grows by this, up to this share or twice its own, at most so often.
GROWTH: Final = 1.2
GROWN: Final = 0.07
ROUNDS: Final = 9
#: More tiles than this are too small for long names anyway, and stay as large as they are.
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
    fill: str
    whole: bool


def draw_mosaic(view: View, tiles: Sequence[Tile]) -> Plot:
    """Draw the tiles in their order over the whole canvas; one without a share waits unseen where it would grow."""
    weights = [max(tile.share, FLOOR) if tile.share else 0.0 for tile in tiles]
    rounds = ROUNDS if sum(map(bool, weights)) <= MANY else 0
    tiles, rects, labels = _readable(view, tiles, weights, rounds)
    return {"data": _traces(view, tiles, rects, labels, ""), "layout": canvas_layout(view, barmode="overlay")}


def traces(view: View, tiles: Sequence[Tile], rects: Sequence[Rect], prefix: str) -> list[dict[str, Any]]:
    """Return the tiles of one mosaic, without their other shades, where they are told to lie, with ids after a prefix."""
    rects = list(map(_inset, rects))
    labels = [_label(view, tile, rect) for tile, rect in zip(tiles, rects, strict=True)]
    return _traces(view, list(map(plain, tiles)), rects, labels, prefix)


def _traces(
    view: View, tiles: Sequence[Tile], rects: Sequence[Rect], labels: Sequence[Label], prefix: str
) -> list[dict[str, Any]]:
    """Return shades, the ground of labels, edges, names and shares.

    Every tile always has the same blocks, so that a new colour grows in its place: Plotly would let a new
    block fly in from the corner, in black.
    """
    ids = [prefix + tile.id for tile in tiles]
    bands = [band for tile, rect in zip(tiles, rects, strict=True) for band in _bands(tile, rect, view)]
    band_ids = [f"{one}/{place}" for one in ids for place in range(BANDS)]
    return [
        blocks(view, band_ids, [rect for _, rect in bands], [colour for colour, _ in bands]),
        blocks(view, ids, [label.ground for label in labels], [label.fill for label in labels]),
        blocks(view, ids, rects, [HOLLOW] * len(tiles), [edge(view, _values(tile)) for tile in tiles]),
        texts(view, ids, [label.name for label in labels], "start", 500),
        texts(view, ids, [label.share for label in labels], "start", 700),
    ]


def _values(tile: Tile) -> list[str]:
    return [tile.colour, *(value for value, _ in others(tile.colour, tile.members))] if tile.share else []


def _readable(
    view: View, tiles: Sequence[Tile], weights: Sequence[float], rounds: int
) -> tuple[Sequence[Tile], list[Rect], list[Label]]:
    """Return every tile with its rectangle and its label.

    One that is too small for its name gives up its other shades for it, then grows until it bears it.
    """
    rects = list(map(_inset, lay_out(weights, CANVAS, height(view))))
    labels = [_label(view, tile, _main(tile, rect)) for tile, rect in zip(tiles, rects, strict=True)]
    if not rounds or all(label.whole for label in labels):
        return tiles, rects, labels
    larger = [
        weight
        if label.whole or others(tile.colour, tile.members)
        else max(weight, min(weight * GROWTH, max(GROWN, 2 * tile.share)))
        for tile, weight, label in zip(tiles, weights, labels, strict=True)
    ]
    plainer = [tile if label.whole else plain(tile) for tile, label in zip(tiles, labels, strict=True)]
    if larger == weights and plainer == tiles:
        return tiles, rects, labels
    return _readable(view, plainer, larger, rounds - 1)


def plain(tile: Tile) -> Tile:
    """Return a tile without its other shades."""
    return structs.replace(tile, members=()) if tile.members else tile


def _inset(rect: Rect) -> Rect:
    """Return what a rectangle leaves of itself beside gutters; of one without a size a speck."""
    if not rect.width or not rect.height:
        return Rect(rect.left, rect.top, SPECK, SPECK)
    gap = GUTTER / 2
    return Rect(
        rect.left + gap, rect.top + gap, max(1.0, rect.width - GUTTER), max(1.0, rect.height - GUTTER)
    )


def _main_part(tile: Tile) -> float:
    """Return the part of a tile that its own colour takes: its picks, but enough for the name."""
    rest = sum(count for _, count in others(tile.colour, tile.members))
    own = sum(count for value, count in tile.members if value == tile.colour)
    return max(1 - SHADES, own / (own + rest)) if rest else 1.0


def _main(tile: Tile, rect: Rect) -> Rect:
    """Return the part of a tile's rectangle that shows its own colour, where reading begins."""
    part = _main_part(tile)
    if rect.width >= rect.height:
        return Rect(rect.left, rect.top, rect.width * part, rect.height)
    return Rect(rect.left, rect.top, rect.width, rect.height * part)


def _bands(tile: Tile, rect: Rect, view: View) -> list[tuple[str, Rect]]:
    """Return `BANDS` blocks: the tile's own colour, its other shades across its longer side, and specks."""
    main, shades = _main(tile, rect), others(tile.colour, tile.members)
    across = rect.width >= rect.height
    room = rect.width - main.width if across else rect.height - main.height
    total, start = sum(count for _, count in shades), (main.width if across else main.height)
    colour = tile.colour if tile.share else inks(view).ground
    bands = [(colour, main)]
    for value, count in shades:
        size = room * count / total
        along = Rect(rect.left + start, rect.top, size, rect.height)
        below = Rect(rect.left, rect.top + start, rect.width, size)
        bands.append((value, along if across else below))
        start += size
    speck = Rect(main.left + main.width - SPECK, main.top + main.height - SPECK, SPECK, SPECK)
    return bands + [(colour, speck)] * (BANDS - len(bands))


def _unlabelled(view: View, rect: Rect, *, whole: bool) -> Label:
    nothing = Line(rect.left, rect.top, "", SMALLEST, inks(view).ink)
    return Label(nothing, nothing, Rect(rect.left, rect.top, SPECK, SPECK), HOLLOW, whole)


def _size(room: float, share: float) -> float:
    """Return the size of a label: one of the few there are, no larger than its room and its share allow."""
    loudest = SMALLEST + (SIZES[-1] - SMALLEST) * min(1.0, share / LOUD) ** 0.5
    return max([size for size in SIZES if size <= min(room, loudest + 0.5)], default=SMALLEST)


def _label(view: View, tile: Tile, rect: Rect) -> Label:
    """Return name and share as large as the tile bears, where reading begins, and the ground under both.

    They stand above each other, or side by side where that is much larger. Where the name has no room the
    share stands alone, and where no letters could be read nothing does.
    """
    if not tile.share:
        return _unlabelled(view, rect, whole=True)
    share = percent(tile.share, view.lang)
    pad = min(26.0, rect.width * 0.06, rect.height * 0.1)
    width, depth = (rect.width - 2 * pad) * 0.97, rect.height - 2 * pad
    wide, count = text_width(tile.name, 1), text_width(share, 1)
    stacked = min(width / max(wide, count, 1), depth / (2 * LEADING))
    beside = min(width / (wide + count + BETWEEN), depth / LEADING)
    flat = _size(beside, tile.share) > BESIDE * stacked
    size = _size(beside if flat else stacked, tile.share)
    room = width - (count + BETWEEN) * size if flat else width
    name = shorten(tile.name, size, room)
    whole = name == tile.name or room > WIDE
    if depth < size * LEADING * (1 if flat else 2) or not whole:
        return _broken(view, tile, rect, pad) or _numbered(view, tile, rect, pad)
    named = text_width(name, size)
    left, top = rect.left + pad, rect.top + pad + size * 0.6
    after = (left + named + size * BETWEEN, top) if flat else (left, top + size * 1.25)
    ink, fill = written(tile.colour, size)
    printed = named + size * (BETWEEN + count) if flat else max(named, size * count)
    return Label(
        Line(left, top, isolate(name), size, ink),
        Line(*after, isolate(share), size, ink),
        _plate(rect, printed + 2 * pad, size * (1.25 if flat else 2.5) + 2 * pad),
        fill,
        whole=True,
    )


def _broken(view: View, tile: Tile, rect: Rect, pad: float) -> Label | None:
    """Return a label whose name of two words stands in two lines, as in a tile that is high and narrow."""
    share, words = percent(tile.share, view.lang), tile.name.split(" ", 1)
    wide = max(text_width(part, 1) for part in (*words, share))
    room = min((rect.width - 2 * pad) * 0.97 / wide, (rect.height - 2 * pad) / (3 * LEADING))
    if len(words) == 1 or room < SMALLEST:
        return None
    size, left, top = _size(room, tile.share), rect.left + pad, rect.top + pad
    ink, fill = written(tile.colour, size)
    return Label(
        Line(left, top + size * 1.25, "<br>".join(map(isolate, words)), size, ink),
        Line(left, top + size * 3.15, isolate(share), size, ink),
        _plate(rect, size * wide + 2 * pad, size * 3.8 + 2 * pad),
        fill,
        whole=True,
    )


def _numbered(view: View, tile: Tile, rect: Rect, pad: float) -> Label:
    """Return the label of a tile that is too small for its name: the share, or nothing."""
    nothing, share = _unlabelled(view, rect, whole=False), percent(tile.share, view.lang)
    count = text_width(share, SMALLEST)
    if rect.width < count + 2 * pad or rect.height < SMALLEST * LEADING:
        return nothing
    ink, fill = written(tile.colour, SMALLEST)
    line = Line(rect.left + pad, rect.top + pad + SMALLEST * 0.6, isolate(share), SMALLEST, ink)
    plate = _plate(rect, count + 2 * pad, SMALLEST * 1.25 + 2 * pad)
    return structs.replace(nothing, share=line, ground=plate, fill=fill)


def _plate(rect: Rect, width: float, depth: float) -> Rect:
    """Return what a label stands on: a corner of its tile, or all of a side that it would nearly fill."""
    wide = rect.width if width > NEARLY * rect.width else width
    high = rect.height if depth > NEARLY * rect.height else depth
    return Rect(rect.left, rect.top, wide, high)
