"""Smooth ways across a canvas, for figures that lead the eye from one word to the same word elsewhere.

Pure geometry, in the units of `figures`. A way leaves and arrives level, so that it reads as a line of text does.
"""

from collections.abc import Sequence
from typing import Final

Point = tuple[float, float]

#: Straight pieces of a way; more are not seen.
PIECES: Final = 24


def way(start: Point, end: Point) -> list[Point]:
    """Return points from one to the other along a curve that is level at both ends."""
    (x, y), (to_x, to_y) = start, end
    parts = [place / PIECES for place in range(PIECES + 1)]
    return [(x + (to_x - x) * part, y + (to_y - y) * part * part * (3 - 2 * part)) for part in parts]


def band(start: Point, end: Point, thick: float, to_thick: float) -> list[Point]:
    """Return the outline of a way that is as thick as given where it starts and where it ends, closed."""
    middle = way(start, end)
    halves = [(thick + (to_thick - thick) * place / PIECES) / 2 for place in range(PIECES + 1)]
    upper = [(x, y - half) for (x, y), half in zip(middle, halves, strict=True)]
    lower = [(x, y + half) for (x, y), half in zip(middle, halves, strict=True)]
    return [*upper, *lower[::-1], upper[0]]


def joined(parts: Sequence[Sequence[Point]]) -> tuple[list[float | None], list[float | None]]:
    """Return several lines as one trace's x and y, with a gap after each."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for part in parts:
        xs += [*(round(x, 1) for x, _ in part), None]
        ys += [*(round(y, 1) for _, y in part), None]
    return xs, ys
