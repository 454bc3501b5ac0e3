"""Where colours lie on the wheel: hue around, vividness outwards, bubbles as large as shares, none over another.

The disc is the plane of OKLCH: greys stand in the middle, red to the right, then yellow, green and blue round
the other way than a clock. Bubbles that would cover each other move apart; the same colours and shares always
come to lie in the same places. Knows no text and no Plotly.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct

from palabre.colour import lab
from palabre.kinds.mosaic import Tile
from palabre.kinds.shades import BANDS, others

#: The chroma at the rim; few colours that people pick are more vivid, and those stand at it too.
RIM_CHROMA: Final = 0.23
#: How much of the disc all bubbles cover together, and the smallest bubble.
FILL: Final = 0.55
SMALLEST_BUBBLE: Final = 11.0
GAP: Final = 12.0
#: Times that bubbles are moved apart, at most; then all shrink until none overlap.
PUSHES: Final = 40
#: How much of a bubble its other shades may take.
SHADES: Final = 0.3

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


def rings(bubble: Bubble) -> list[tuple[str, float]]:
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
