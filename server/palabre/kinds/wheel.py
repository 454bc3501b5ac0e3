"""The room's colours as a wheel: hue around, vividness outwards, every bubble as large as its share.

Where colours lie is `disc`'s; dots in the colours of their places show the wheel. The shades that people picked
are rings around the colour that stands for them. A name stands on its bubble where all eyes can read it
there, else beside the disc at the end of a thin line.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from msgspec import Struct

from palabre.colour import hex_of_lch
from palabre.figures import (
    CANVAS,
    HOLLOW,
    Line,
    canvas_layout,
    height,
    in_line,
    inks,
    isolate,
    mirrored,
    percent,
    shorten,
    text_width,
    texts,
)
from palabre.kinds.base import Plot
from palabre.kinds.disc import RIM_CHROMA, Bubble, Disc, Point, place, rings
from palabre.kinds.mosaic import Tile
from palabre.kinds.shades import edge, written
from palabre.protocol import View

#: Around the disc, and beside it for names.
MARGIN: Final = 16.0
SIDE: Final = 270.0
#: The wheel behind the bubbles: circles of dots in the colours of their places, and how light they are.
CIRCLES: Final = (1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1.0)
DOTS: Final = 12
DOT: Final = 5.0
DOT_LIGHTNESS: Final = 0.72
LARGEST: Final = 64.0
READABLE: Final = 22.0
#: The letters beside the disc, as large as their number allows, and so many names on a side at most.
BESIDE: Final[tuple[float, float]] = (22.0, 34.0)
LEADING: Final = 1.45
#: Where lines may leave the disc: to the sides, not above or below it. As cosine and sine.
EXITS: Final = [
    (side * math.cos(math.radians(angle)), math.sin(math.radians(angle)))
    for angle in range(-56, 57, 7)
    for side in (-1, 1)
]
#: How many units of length it is worth not to cross a bubble, and up to how many lines this is looked at.
CROSSING: Final = 2000.0
MANY: Final = 20


class Slot(Struct, frozen=True):
    """A place for a name beside the disc: where its line begins, its size, and where the line enters the disc."""

    x: float
    y: float
    size: float
    exit: Point


def draw_wheel(view: View, tiles: Sequence[Tile]) -> Plot:
    """Draw every colour with a share; one without waits unseen in the middle."""
    depth = height(view)
    disc = Disc(CANVAS / 2, depth / 2, max(40.0, min(depth / 2, CANVAS / 2 - SIDE) - MARGIN))
    bubbles = place(tiles, disc)
    slots = _beside(view, disc, bubbles)
    ids = [tile.id for tile in tiles]
    data = [
        _field(view, disc),
        _leaders(view, bubbles, slots),
        _circles(view, bubbles),
        *_on(view, bubbles),
        texts(view, ids, [_side(view, one, slots, disc, right=False) for one in bubbles], "end", 500),
        texts(view, ids, [_side(view, one, slots, disc, right=True) for one in bubbles], "start", 500),
        _more(view, bubbles, slots),
    ]
    return {"data": data, "layout": canvas_layout(view)}


@lru_cache(maxsize=32)
def _dots(disc: Disc) -> tuple[tuple[float, float, str], ...]:
    """Return the dots of the wheel: where each is, and the colour of that place, greys in the middle."""
    dots = []
    for circle in CIRCLES:
        count = round(DOTS * circle * len(CIRCLES))
        for angle in (math.tau * dot / count for dot in range(count)):
            reach = disc.radius * circle + (MARGIN / 2 if circle == 1 else 0)
            colour = hex_of_lch(DOT_LIGHTNESS, circle * RIM_CHROMA * 0.6, math.degrees(angle))
            dots.append(
                (disc.x + reach * math.cos(angle), round(disc.y - reach * math.sin(angle), 1), colour)
            )
    return tuple(dots)


def _field(view: View, disc: Disc) -> dict[str, Any]:
    """Return the wheel that the bubbles stand on: dots, more vivid outwards, largest on the rim."""
    dots = _dots(disc)
    rim = round(DOTS * len(CIRCLES))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [mirrored(view, x) for x, _, _ in dots],
        "y": [y for _, y, _ in dots],
        "marker": {
            "size": [DOT] * (len(dots) - rim) + [1.8 * DOT] * rim,
            "color": [colour for _, _, colour in dots],
            "line": {"width": 0},
            "opacity": 1,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _circles(view: View, bubbles: Sequence[Bubble]) -> dict[str, Any]:
    """Return `BANDS` circles for each bubble: its other shades as rings around its own colour, areas as picks."""
    ground, drawn = inks(view).ground, []
    for one in bubbles:
        for ring, (value, radius) in enumerate(rings(one)):
            edged = one.radius and not ring
            line = edge(view, [shade for shade, _ in rings(one)]) if edged else HOLLOW
            drawn.append((f"{one.tile.id}/{ring}", one, value if one.radius else ground, radius, line))
    return {
        "type": "scatter",
        "mode": "markers",
        "ids": [name for name, *_ in drawn],
        "x": [mirrored(view, one.x) for _, one, *_ in drawn],
        "y": [round(one.y, 1) for _, one, *_ in drawn],
        "marker": {
            "size": [round(2 * radius, 1) for *_, radius, _ in drawn],
            "color": [value for _, _, value, _, _ in drawn],
            "line": {
                "width": [0 if line == HOLLOW else 2 for *_, line in drawn],
                "color": [line for *_, line in drawn],
            },
            "opacity": 1,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _inner(view: View, bubble: Bubble) -> tuple[float, tuple[str, ...]]:
    """Return how large name and share stand on a bubble, and the lines of the name; size 0: they cannot be read there.

    A name of two words stands in two lines where it is larger so.
    """
    if not bubble.radius:
        return 0.0, ()
    share, radius = text_width(percent(bubble.tile.share, view.lang), 1), rings(bubble)[-1][1]
    first, _, second = bubble.tile.name.partition(" ")
    ways = [(bubble.tile.name,), *([(first, second)] if second else [])]
    sizes = [
        min(
            LARGEST,
            0.95
            * radius
            / math.hypot(max(share, *(text_width(line, 1) for line in lines)) / 2, 0.6 + 0.6 * len(lines)),
        )
        for lines in ways
    ]
    size, lines = max(zip(sizes, ways, strict=True))
    fits = size >= READABLE and written(bubble.tile.colour, size)[1] == bubble.tile.colour
    return (size, lines) if fits else (0.0, ())


def _on(view: View, bubbles: Sequence[Bubble]) -> list[dict[str, Any]]:
    """Return the names and the shares that stand on bubbles."""
    ids = [one.tile.id for one in bubbles]
    names, shares = [], []
    for one in bubbles:
        size, lines = _inner(view, one)
        ink = written(one.tile.colour, size)[0] if size else inks(view).ink
        share = isolate(percent(one.tile.share, view.lang)) if size else ""
        names.append(Line(one.x, one.y - 0.6 * size, "<br>".join(map(isolate, lines)), size or READABLE, ink))
        shares.append(Line(one.x, one.y + 0.62 * size * max(1, len(lines)), share, size or READABLE, ink))
    return [texts(view, ids, names, "middle", 500), texts(view, ids, shares, "middle", 700)]


def _beside(view: View, disc: Disc, bubbles: Sequence[Bubble]) -> dict[str, Slot]:
    """Return where beside the disc the name of each small bubble stands, in the order of their lines' exits.

    A side that has no room for all its names leaves the smallest bubbles' to the other one, or without.
    """
    outer = [one for one in bubbles if one.radius and not _inner(view, one)[0]]
    shown = [one for one in bubbles if one.radius]
    room = max(1, int(height(view) / (BESIDE[0] * LEADING)) - 1)
    sides: dict[int, list[tuple[float, str, float]]] = {-1: [], 1: []}
    for one in sorted(outer, key=lambda one: -one.tile.share):
        obstacles = shown if len(outer) <= MANY else ()
        ways = [_exit(one, obstacles, disc, sign) for sign in sides if len(sides[sign]) < room]
        if ways:
            x, y = min(ways, key=lambda way: _cost(one, way, obstacles))
            sides[1 if x >= disc.x else -1].append((y, one.tile.id, x))
    slots: dict[str, Slot] = {}
    for sign, side in sides.items():
        size = min(BESIDE[1], max(BESIDE[0], height(view) / (max(1, len(side)) * LEADING)))
        tops = _spread([y for y, _, _ in sorted(side)], size * LEADING, height(view))
        for top, (y, name, x) in zip(tops, sorted(side), strict=True):
            slots[name] = Slot(disc.x + sign * (disc.radius + 3 * MARGIN), top, size, (x, y))
    return slots


def _spread(wanted: Sequence[float], step: float, depth: float) -> list[float]:
    """Return heights at least a step apart and on the canvas if they can be, in order, near the wanted ones."""
    tops: list[float] = []
    for top in wanted:
        tops.append(max(top, tops[-1] + step if tops else step / 2))
    lowest = depth - step / 2
    for slot in reversed(range(len(tops))):
        tops[slot] = min(tops[slot], lowest)
        lowest = tops[slot] - step
    return tops


def _exit(bubble: Bubble, obstacles: Sequence[Bubble], disc: Disc, side: int) -> Point:
    """Return where a line from a bubble leaves the disc: past as few other bubbles as can be, then the nearest."""
    far = disc.radius + 1.5 * MARGIN
    ways = [(disc.x + far * cos, disc.y - far * sin) for cos, sin in EXITS if cos * side > 0]
    return min(ways, key=lambda way: _cost(bubble, way, obstacles))


def _cost(bubble: Bubble, way: Point, obstacles: Sequence[Bubble]) -> float:
    """Return how bad a line from a bubble is: its length, and far worse the bubbles on it."""
    across, down = way[0] - bubble.x, way[1] - bubble.y
    square = across * across + down * down or 1.0
    cost = math.sqrt(square)
    for one in obstacles:
        x, y = one.x - bubble.x, one.y - bubble.y
        part = min(1.0, max(0.0, (x * across + y * down) / square))
        if one is not bubble and math.hypot(x - part * across, y - part * down) < one.radius + 1:
            cost += CROSSING
    return cost


def _side(view: View, bubble: Bubble, slots: dict[str, Slot], disc: Disc, *, right: bool) -> Line:
    """Return what stands beside the disc for a bubble on one side, or nothing."""
    slot = slots.get(bubble.tile.id)
    if slot is None or (slot.x >= disc.x) != right:
        return Line(bubble.x, bubble.y, "", READABLE, inks(view).ink)
    share = percent(bubble.tile.share, view.lang)
    x = slot.x + (MARGIN / 2 if right else -MARGIN / 2)
    room = CANVAS / 2 - abs(x - disc.x) - MARGIN - text_width(share + "  ", slot.size)
    name = shorten(bubble.tile.name, slot.size, room)
    return Line(x, slot.y, in_line(view.lang, name, share), slot.size, inks(view).ink)


def _leaders(view: View, bubbles: Sequence[Bubble], slots: dict[str, Slot]) -> dict[str, Any]:
    """Return a thin line from each name beside the disc to its bubble; where there is none, a point."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for one in bubbles:
        slot = slots.get(one.tile.id) or Slot(one.x, one.y, 0.0, (one.x, one.y))
        xs += [mirrored(view, slot.x), mirrored(view, slot.exit[0]), mirrored(view, one.x), None]
        ys += [round(slot.y, 1), round(slot.exit[1], 1), round(one.y, 1), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": inks(view).line, "width": 1.5},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _more(view: View, bubbles: Sequence[Bubble], slots: dict[str, Slot]) -> dict[str, Any]:
    """Return "+7" in the corner where so many small bubbles are without a name; the table has them all."""
    count = sum(1 for one in bubbles if one.radius and not _inner(view, one)[0]) - len(slots)
    line = Line(
        CANVAS - 2 * MARGIN,
        height(view) - 2 * MARGIN,
        f"+{count}" if count else "",
        BESIDE[1],
        inks(view).quiet,
    )
    return texts(view, ["more"], [line], "end", 500)
