"""A canvas in cells: which are taken, and where the nearest room for a box is.

Pure. The whole canvas is one integer, a bit a cell, so that every place where a box fits is found by some
twenty shifts however many boxes there are. Cells only help to find room: whether two boxes overlap is told
to the unit. Knows nothing of words. Invariant: a place that is found lies on the canvas and on no taken box.
"""

from bisect import bisect_left
from functools import lru_cache
from math import ceil, floor, hypot, sqrt
from typing import Final

from msgspec import Struct

#: The middle of a box, or half its sides; in units of the canvas.
Point = tuple[float, float]
#: The middle of a placed box, in whole units.
Place = tuple[int, int]
#: Left, right, top and bottom of a box, in units of the canvas.
Rect = tuple[float, float, float, float]

#: Cells along a side of a square canvas; other canvases have as many in all.
FINENESS: Final = 140
#: How many ellipses tell how near a place is: from one to the next it is a fortieth of half the canvas.
RINGS: Final = 40


def rect(at: Point, half: Point) -> Rect:
    """Return the sides of a box."""
    return at[0] - half[0], at[0] + half[0], at[1] - half[1], at[1] + half[1]


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


class Grid(Struct, frozen=True):
    """What all boards of one shape share: integers of a bit a cell, rows of `stride` bits, top row lowest.

    The last bit of a row stands for no cell and is never set, so that no box runs on in the next row.
    `columns_of[n]` has the first bit of n rows set; `rings[n]` an ellipse round the middle, which reaches
    the edges at `RINGS` and covers everything at last.
    """

    columns: int
    rows: int
    stride: int
    columns_of: tuple[int, ...]
    rings: tuple[int, ...]

    def block(self, left: int, top: int, right: int, bottom: int) -> int:
        """Return the bits of some columns and rows, the last of each excluded; they are clipped."""
        left, top = max(0, left), max(0, top)
        right, bottom = min(self.columns, right), min(self.rows, bottom)
        if left >= right or top >= bottom:
            return 0
        return (((1 << (right - left)) - 1) * self.columns_of[bottom - top]) << (left + top * self.stride)


@lru_cache(maxsize=16)
def grid(columns: int, rows: int) -> Grid:
    """Return the grid of this many cells; some milliseconds the first time, then at once."""
    stride = columns + 1
    starts = [0]
    for row in range(rows):
        starts.append(starts[-1] | 1 << row * stride)
    bare = Grid(columns, rows, stride, tuple(starts), ())
    rings = [_ellipse(bare, ring / RINGS) for ring in range(1, ceil(sqrt(2) * RINGS))]
    return Grid(columns, rows, stride, tuple(starts), (*rings, bare.block(0, 0, columns, rows)))


def _ellipse(bare: Grid, radius: float) -> int:
    """Return the cells within a radius of the middle; 1 reaches the edges."""
    across, down, bits = bare.columns / 2, bare.rows / 2, 0
    for row in range(bare.rows):
        rest = radius**2 - ((row + 0.5 - down) / down) ** 2
        if rest >= 0:
            reach = sqrt(rest) * across
            bits |= bare.block(floor(across - reach), row, ceil(across + reach), row + 1)
    return bits


class Board:
    """A canvas on which boxes are placed one after the other."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.middle: Point = (width / 2, height / 2)
        self.diagonal = hypot(width, height)
        self._cell = sqrt(width * height) / FINENESS
        self._grid = grid(max(1, floor(width / self._cell)), max(1, floor(height / self._cell)))
        self._free = self._grid.rings[-1]
        self._taken: list[Rect] = []

    def radius(self, at: Point) -> float:
        """Return the distance from the middle in the canvas's own shape: 1 at the middle of an edge."""
        return hypot(2 * at[0] / self.width - 1, 2 * at[1] / self.height - 1)

    def holds(self, box: Rect) -> bool:
        """Whether a box lies on the canvas."""
        return box[0] >= 0 and box[1] <= self.width and box[2] >= 0 and box[3] <= self.height

    def take(self, box: Rect) -> None:
        """Mark a box as taken."""
        self._taken.append(box)
        cell = self._cell
        self._free ^= self._free & self._grid.block(
            floor(box[0] / cell), floor(box[2] / cell), ceil(box[1] / cell), ceil(box[3] / cell)
        )

    def blockers(self, box: Rect) -> list[Rect]:
        """Return the taken boxes that a box would overlap."""
        left, right, top, bottom = box
        return [it for it in self._taken if left < it[1] and it[0] < right and top < it[3] and it[2] < bottom]

    def nearest(self, to: Point, half: Point) -> Place | None:
        """Return a free place near a point, in whole units, none nearer by more than a ring.

        Distances are taken in the canvas's own shape. Half a unit is kept free for rounding.
        """
        cell, board = self._cell, self._grid
        wide, high = ceil((2 * half[0] + 1) / cell), ceil((2 * half[1] + 1) / cell)
        starts = _narrowed(_narrowed(self._free, high, board.stride), wide, 1)
        if not starts:
            return None
        # From here on a bit is the cell in the middle of a box, not its first.
        middles = starts << (wide // 2 + high // 2 * board.stride)
        goal = round(to[0] / cell - wide / 2) + wide // 2, round(to[1] / cell - high / 2) + high // 2
        column, row = self._nearest(middles, goal) or self._nearest(middles, _centre(board)) or goal
        left, top = column - wide // 2, row - high // 2
        return round((left + wide / 2) * cell), round((top + high / 2) * cell)

    def _nearest(self, bits: int, goal: tuple[int, int]) -> tuple[int, int] | None:
        """Return the column and row of a bit near a goal, None if all lie too far from it to tell."""
        board = self._grid
        centre = _centre(board)
        right, down = goal[0] - centre[0], goal[1] - centre[1]
        shift = right + down * board.stride
        moved = bits >> shift if shift >= 0 else bits << -shift
        if right:  # what ran over the end of a row into another
            moved &= board.block(-right, 0, board.columns - right, board.rows)
        if not moved & board.rings[-1]:
            return None
        ring = bisect_left(board.rings, True, key=lambda cells: bool(moved & cells))  # noqa: FBT003
        found = moved & board.rings[ring]
        ends = ((found & -found).bit_length() - 1, found.bit_length() - 1)
        row, column = min((divmod(bit, board.stride) for bit in ends), key=lambda at: self._from_centre(*at))
        return column + right, row + down

    def _from_centre(self, row: int, column: int) -> float:
        centre = _centre(self._grid)
        return hypot((column - centre[0]) / self._grid.columns, (row - centre[1]) / self._grid.rows)


def _centre(board: Grid) -> tuple[int, int]:
    return board.columns // 2, board.rows // 2


def _narrowed(bits: int, count: int, step: int) -> int:
    """Return the bits that start a run of `count` set bits, `step` apart; each turn doubles the run."""
    run = 1
    while run < count and bits:
        more = min(run, count - run)
        bits &= bits >> (more * step)
        run += more
    return bits
