"""The room's colours as a wheel: hue around, vividness outwards, every bubble as large as its share.

The disc is the plane of OKLCH: greys stand in the middle, red to the right, then yellow, green and blue round
the other way than a clock; dots in the colours of their places show it. Bubbles that would cover each other
move apart, and never overlap. The shades that people picked are rings around the colour that stands for them.
A name stands on its bubble where all eyes can read it there, else beside the disc at the end of a thin line.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from msgspec import Struct

from palabre.colour import hex_of_lch, lab
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
from palabre.kinds.mosaic import Tile
from palabre.kinds.shades import BANDS, edge, others
from palabre.protocol import View
from palabre.vision import legible

#: The chroma at the rim; few colours that people pick are more vivid, and those stand at it too.
RIM_CHROMA: Final = 0.23
#: How much of the disc all bubbles cover together, and the smallest bubble.
FILL: Final = 0.55
SMALLEST_BUBBLE: Final = 11.0
GAP: Final = 12.0
#: Times that bubbles are moved apart, at most; then all shrink until none overlap.
PUSHES: Final = 40
#: Around the disc, and beside it for names.
MARGIN: Final = 16.0
SIDE: Final = 270.0
#: The wheel behind the bubbles: circles of dots in the colours of their places, and how light they are.
CIRCLES: Final = (1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1.0)
DOTS: Final = 12
DOT: Final = 5.0
DOT_LIGHTNESS: Final = 0.72
#: How much of a bubble its other shades may take.
SHADES: Final = 0.3
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

Point = tuple[float, float]


class Bubble(Struct, frozen=True):
    """A colour's bubble on the canvas: where its middle is, and its radius."""

    tile: Tile
    x: float
    y: float
    radius: float


class Disc(Struct, frozen=True):
    """The wheel's place on the canvas."""

    x: float
    y: float
    radius: float


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


def place(tiles: Sequence[Tile], disc: Disc) -> list[Bubble]:
    """Return a bubble for every tile: where its colour is on the wheel, moved until none covers another."""
    return list(_placed(tuple(tiles), disc))


@lru_cache(maxsize=32)
def _placed(tiles: tuple[Tile, ...], disc: Disc) -> tuple[Bubble, ...]:
    """Do what `place` says; kept, as every theme of one shape shows the same."""
    shown = [tile for tile in tiles if tile.share]
    radii = [max(SMALLEST_BUBBLE, disc.radius * math.sqrt(FILL * tile.share)) for tile in shown]
    points = [
        _inside(_point(tile.colour, disc), radius, disc) for tile, radius in zip(shown, radii, strict=True)
    ]
    scale = _part(points, radii, disc)
    placed = {
        tile.id: Bubble(tile, x, y, radius * scale)
        for tile, (x, y), radius in zip(shown, points, radii, strict=True)
    }
    return tuple(placed.get(tile.id) or Bubble(tile, disc.x, disc.y, 0.0) for tile in tiles)


def _point(value: str, disc: Disc) -> Point:
    here = lab(value)
    reach = disc.radius * min(1.0, here.chroma / RIM_CHROMA)
    angle = math.radians(here.hue)
    return disc.x + reach * math.cos(angle), disc.y - reach * math.sin(angle)


def _inside(point: Point, radius: float, disc: Disc) -> Point:
    """Return a point, moved towards the middle until a bubble of this radius is wholly on the disc."""
    x, y = point[0] - disc.x, point[1] - disc.y
    far, room = math.hypot(x, y), max(0.0, disc.radius - radius)
    part = min(1.0, room / far) if far else 1.0
    return disc.x + x * part, disc.y + y * part


def _part(points: list[Point], radii: Sequence[float], disc: Disc) -> float:
    """Move bubbles apart, the small ones more than the large; return what is still too much of their size."""
    for _ in range(PUSHES):
        apart = True
        for one, other in _near(points, radii):
            apart = not _push(points, radii, one, other) and apart
        points[:] = [_inside(point, radius, disc) for point, radius in zip(points, radii, strict=True)]
        if apart:
            break
    nearest = (
        math.dist(points[one], points[other]) / (radii[one] + radii[other] + GAP / 2)
        for one, other in _near(points, radii)
    )
    return min(1.0, min(nearest, default=1.0))


def _near(points: Sequence[Point], radii: Sequence[float]) -> list[tuple[int, int]]:
    """Return the pairs of bubbles that may touch: from left to right, those whose widths overlap."""
    order = sorted(range(len(points)), key=lambda one: (points[one][0] - radii[one], one))
    pairs: list[tuple[int, int]] = []
    for place, one in enumerate(order):
        (x, y), radius = points[one], radii[one] + GAP
        for other in order[place + 1 :]:
            reach = radius + radii[other]
            if points[other][0] - radii[other] > x + radius:
                break
            if abs(points[other][1] - y) < reach:
                pairs.append((min(one, other), max(one, other)))
    return pairs


def _push(points: list[Point], radii: Sequence[float], one: int, other: int) -> bool:
    """Move two bubbles apart where they overlap; return whether they did."""
    (x, y), (right, below) = points[one], points[other]
    far = math.hypot(right - x, below - y)
    missing = radii[one] + radii[other] + GAP - far
    if missing <= GAP / 2:
        return False
    # Bubbles on one spot part in a direction of their own, so that equal arguments give an equal picture.
    across, down = (right - x, below - y) if far > 0.01 else (math.cos(other), math.sin(other))
    part = missing / (far if far > 0.01 else 1.0)
    across, down = across * part, down * part
    share = radii[other] ** 2 / (radii[one] ** 2 + radii[other] ** 2)
    points[one] = (x - across * share, y - down * share)
    points[other] = (right + across * (1 - share), below + down * (1 - share))
    return True


@lru_cache(maxsize=32)
def _dots(disc: Disc) -> tuple[tuple[float, float, str], ...]:
    """Return the dots of the wheel: where each is, and the colour of that place, greys in the middle."""
    dots = []
    for circle in CIRCLES:
        count = round(DOTS * circle * len(CIRCLES))
        for angle in (math.tau * place / count for place in range(count)):
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
        for place, (value, radius) in enumerate(_rings(one)):
            edged = one.radius and not place
            line = edge(view, [shade for shade, _ in _rings(one)]) if edged else HOLLOW
            drawn.append((f"{one.tile.id}/{place}", one, value if one.radius else ground, radius, line))
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


def _rings(bubble: Bubble) -> list[tuple[str, float]]:
    """Return a bubble's shades and the radius of each one's circle, the outermost first, its own colour last."""
    shades, left = others(bubble.tile.colour, bubble.tile.members), 1.0
    own = sum(count for value, count in bubble.tile.members if value == bubble.tile.colour)
    rest = sum(count for _, count in shades)
    part = min(SHADES, rest / (own + rest)) if rest else 0.0
    rings = []
    for value, count in shades:
        rings.append((value, bubble.radius * math.sqrt(left)))
        left -= part * count / rest
    inner = (bubble.tile.colour, bubble.radius * math.sqrt(left))
    return rings + [inner] * (BANDS - len(rings))


def _inner_size(view: View, bubble: Bubble) -> float:
    """Return how large name and share stand on a bubble, one above the other; 0 where they cannot be read."""
    if not bubble.radius or legible(bubble.tile.colour)[1] != bubble.tile.colour:
        return 0.0
    wide = max(text_width(bubble.tile.name, 1), text_width(percent(bubble.tile.share, view.lang), 1))
    size = min(LARGEST, 0.95 * _rings(bubble)[-1][1] / math.hypot(wide / 2, 1.2))
    return size if size >= READABLE else 0.0


def _on(view: View, bubbles: Sequence[Bubble]) -> list[dict[str, Any]]:
    """Return the names and the shares that stand on bubbles."""
    ids = [one.tile.id for one in bubbles]
    lines: tuple[list[Line], list[Line]] = ([], [])
    for one in bubbles:
        size = _inner_size(view, one)
        ink = legible(one.tile.colour)[0] if size else inks(view).ink
        for rows, text, offset in (
            (lines[0], isolate(one.tile.name), -0.6),
            (lines[1], isolate(percent(one.tile.share, view.lang)), 0.62),
        ):
            shown = text if size else ""
            rows.append(Line(one.x, one.y + offset * size, shown, size or READABLE, ink))
    return [texts(view, ids, lines[0], "middle", 500), texts(view, ids, lines[1], "middle", 700)]


def _beside(view: View, disc: Disc, bubbles: Sequence[Bubble]) -> dict[str, Slot]:
    """Return where beside the disc the name of each small bubble stands, in the order of their lines' exits.

    A side that has no room for all its names leaves the smallest bubbles' to the other one, or without.
    """
    outer = [one for one in bubbles if one.radius and not _inner_size(view, one)]
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
    for place in reversed(range(len(tops))):
        tops[place] = min(tops[place], lowest)
        lowest = tops[place] - step
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
    count = sum(1 for one in bubbles if one.radius and not _inner_size(view, one)) - len(slots)
    line = Line(
        CANVAS - 2 * MARGIN,
        height(view) - 2 * MARGIN,
        f"+{count}" if count else "",
        BESIDE[1],
        inks(view).quiet,
    )
    return texts(view, ["more"], [line], "end", 500)
