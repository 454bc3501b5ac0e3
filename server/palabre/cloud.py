"""A word cloud that keeps still: where each word stands on a canvas, given where it stood before.

Pure. The rule of size: the height of a word's letters grows with the square root of its count, so the
area of a letter is in proportion to the people behind it; `FLOOR` keeps the rarest legible and no word
is wider than the canvas. One scale, in whole steps, holds for all words and shrinks as the cloud fills.
When it shrinks, the cloud is drawn together as one; else a word leaves its place only if it has to.
Invariants: no two boxes overlap, none leaves the canvas, all text is horizontal, equal arguments give
equal clouds, and laying the same words out again moves nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from math import ceil, floor, hypot, log, sqrt
from typing import Final

from msgspec import Struct

from palabre import extent

#: The middle of a box, or half its sides; in units of the canvas.
Point = tuple[float, float]

#: Side of a cell, in units of the canvas.
CELL: Final = 8
#: No more words are placed; a room reads no more.
WORD_LIMIT: Final = 150
#: One step of the scale: six per cent, hardly seen when it happens. At the least scale a count of a
#: million is a letter of four units.
STEP: Final = 1.06
LEAST_SCALE: Final = -96
#: Share of the canvas that the boxes with their air may cover. Above `FULL` the scale goes down to what
#: covers `ROOMY`; it goes up again by no less than `REGROW` steps, so that it never swings.
ROOMY: Final = 0.56
FULL: Final = 0.62
REGROW: Final = 5
#: How often a scale that leaves words out is made smaller before they are left out.
TRIES: Final = 6
#: The largest letters, as a share of the canvas height; the smallest, of its height and of its width.
CEILING: Final = 0.30
FLOOR: Final = (1 / 42, 1 / 100)
#: Air at the sides and above of a word that is newly placed, and what remains of it at least, in ems.
AIR: Final = (0.30, 0.12)
LEAST_AIR: Final = (0.10, 0.0)
#: A leader is one of the first few words that is clearly larger than most. It stands inside the ellipse
#: of this radius (1 reaches the edges), the very first inside half of it; and it moves there only if that
#: brings it nearer by a quarter.
LEADERS: Final = 12
LEADING: Final = 1.5
INNER: Final = 0.55
NEARER: Final = 0.75
#: How far towards the middle a word leans that has to leave its place.
LEAN: Final = 0.15


class Item(Struct, frozen=True):
    """A word to place: a key that stays the same while its text may change, and its count."""

    key: str
    text: str
    count: int


class Placed(Struct, frozen=True, array_like=True):
    """A word in its place: the middle of its box and the size of its letters, in units."""

    key: str
    x: float
    y: float
    size: float


class Cloud(Struct, frozen=True, array_like=True):
    """Where every word stands, most frequent first; `omitted` of the given words are not placed.

    Letters are `STEP ** scale` units high for a count of 1. `room` is the scale that would have covered
    `ROOMY` when the scale was last set.
    """

    scale: int = 0
    room: int = 0
    placed: tuple[Placed, ...] = ()
    omitted: int = 0


class Box(Struct, frozen=True):
    """A word's room: the size of its letters, and half the width and height of its text, in units."""

    item: Item
    size: float
    half_width: float
    half_height: float

    def with_air(self, air: tuple[float, float]) -> Point:
        """Return half the width and height with air around, in units."""
        return self.half_width + air[0] * self.size, self.half_height + air[1] * self.size


class Board:
    """The canvas in cells, and which of them are taken: one integer a row, a bit a column.

    All free places in a row are then found by a few shifts, however many words there are.
    """

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.middle: Point = (width / 2, height / 2)
        self.columns = floor(width / CELL)
        self._rows = [0] * floor(height / CELL)
        self._taken: list[tuple[float, float, float, float]] = []

    def radius(self, at: Point) -> float:
        """Return the distance from the middle in the canvas's own shape: 1 at the middle of an edge."""
        return hypot(2 * at[0] / self.width - 1, 2 * at[1] / self.height - 1)

    def take(self, at: Point, half: Point) -> None:
        """Mark a box as taken."""
        (x, y), (half_width, half_height) = at, half
        self._taken.append((x - half_width, x + half_width, y - half_height, y + half_height))
        left, right = max(0, floor((x - half_width) / CELL)), ceil((x + half_width) / CELL)
        top, bottom = max(0, floor((y - half_height) / CELL)), ceil((y + half_height) / CELL)
        mask = ((1 << (right - left)) - 1) << left
        for row in range(top, min(bottom, len(self._rows))):
            self._rows[row] |= mask

    def free(self, at: Point, half: Point) -> bool:
        """Whether a box lies on the canvas and touches nothing that is taken, to the unit, not the cell."""
        left, right, top, bottom = at[0] - half[0], at[0] + half[0], at[1] - half[1], at[1] + half[1]
        if left < 0 or top < 0 or right > self.width or bottom > self.height:
            return False
        return not any(
            left < its_right and its_left < right and top < its_bottom and its_top < bottom
            for its_left, its_right, its_top, its_bottom in self._taken
        )

    def nearest(self, to: Point, half: Point) -> Point | None:
        """Return the free place nearest to a point, distances taken in the canvas's own shape."""
        wide, high, rows = ceil(2 * half[0] / CELL), ceil(2 * half[1] / CELL), len(self._rows)
        column, row = to[0] / CELL - wide / 2, to[1] / CELL - high / 2
        best = float("inf")
        found: tuple[int, int] | None = None
        for top in sorted(range(rows - high + 1), key=lambda candidate: abs(candidate - row)):
            down = ((top - row) / rows) ** 2
            if down >= best:
                break
            left = self._nearest_in(top, high, wide, column)
            if left is not None and (cost := down + ((left - column) / self.columns) ** 2) < best:
                best, found = cost, (left, top)
        return None if found is None else ((found[0] + wide / 2) * CELL, (found[1] + high / 2) * CELL)

    def _nearest_in(self, top: int, high: int, wide: int, column: float) -> int | None:
        """Return the free column nearest to one, for a box of cells whose first row is `top`."""
        taken = 0
        for row in self._rows[top : top + high]:
            taken |= row
        starts, run = ~taken & ((1 << self.columns) - 1), 1
        while run < wide and starts:
            shift = min(run, wide - run)
            starts &= starts >> shift
            run += shift
        start = min(max(round(column), 0), self.columns)
        before = (starts & ((1 << (start + 1)) - 1)).bit_length() - 1
        after = starts >> start
        behind = start + (after & -after).bit_length() - 1 if after else -1
        choices = [place for place in (before, behind) if place >= 0]
        return min(choices, key=lambda place: abs(place - column), default=None)


def lay_out(items: Sequence[Item], width: float, height: float, before: Cloud | None = None) -> Cloud:
    """Place words on a canvas, each where it stood `before` unless it must move.

    The first `WORD_LIMIT` by count (then key) are placed; the rest, and what finds no room at the least
    size, is counted in `omitted`. Keys are different; counts are at least 1.
    """
    ranked = sorted(items, key=lambda item: (-item.count, item.key))
    chosen = ranked[:WORD_LIMIT]
    if not chosen:
        return Cloud()
    before = before if before and before.placed else None
    scale, room = _scale(chosen, width, height, before)
    placed: list[Placed] = []
    for attempt in range(TRIES):
        boxes = [_box(item, scale, width, height) for item in chosen]
        board = Board(width, height)
        stood = _drawn_together(before, board, _zoom(chosen, scale, board, before)) if before else {}
        placed = _place(boxes, board, stood)
        if len(placed) == len(boxes) or all(box.size <= _least(width, height) for box in boxes):
            break
        scale -= 1 + attempt
    return Cloud(scale, room, tuple(placed), len(ranked) - len(placed))


def _least(width: float, height: float) -> float:
    return max(FLOOR[0] * height, FLOOR[1] * width)


def _box(item: Item, scale: int, width: float, height: float) -> Box:
    """Apply the rule of size."""
    ems = extent.width(item.text)
    widest = (width - CELL) / (ems + 2 * AIR[0])
    size = min(max(STEP**scale * sqrt(item.count), _least(width, height)), CEILING * height, widest)
    size = floor(size * 10) / 10
    return Box(item, size, ems * size / 2, extent.half_height(item.text) * size)


def _cover(items: Sequence[Item], scale: int, width: float, height: float) -> float:
    """Return the share of the canvas that the words with their air take at a scale."""
    sides = [_box(item, scale, width, height).with_air(AIR) for item in items]
    return sum(4 * half_width * half_height for half_width, half_height in sides) / (width * height)


def _scale(items: Sequence[Item], width: float, height: float, before: Cloud | None) -> tuple[int, int]:
    """Return the scale to try first, and the room there was when it was set."""
    low, high = LEAST_SCALE, floor(log(CEILING * height / sqrt(items[0].count)) / log(STEP))
    while low < high:
        middle = (low + high + 1) // 2
        fits = _cover(items, middle, width, height) <= ROOMY
        low, high = (middle, high) if fits else (low, middle - 1)
    if before is None:
        return low, low
    if low < before.scale and _cover(items, before.scale, width, height) > FULL:
        return low, low
    if low >= before.room + REGROW:
        return before.scale + low - before.room, low
    return before.scale, before.room


def _zoom(items: Sequence[Item], scale: int, board: Board, before: Cloud) -> float:
    """Return how much smaller the same words have become by a change of scale."""
    if scale == before.scale:
        return 1.0
    now, then = (_cover(items, at, board.width, board.height) for at in (scale, before.scale))
    return sqrt(now / then)


def _drawn_together(before: Cloud, board: Board, zoom: float) -> dict[str, Point]:
    """Return where words stood, the whole cloud drawn together as its letters shrink, as one zooms out.

    Neighbours stay neighbours and none comes to overlap; shrinking each in its place would leave the
    frequent words scattered and the newest in the holes between them.
    """
    x, y = board.middle
    return {
        old.key: (round(x + (old.x - x) * zoom, 1), round(y + (old.y - y) * zoom, 1)) for old in before.placed
    }


def _place(boxes: Sequence[Box], board: Board, stood: Mapping[str, Point]) -> list[Placed]:
    """Place the boxes, the largest first, and return those that found room in the same order.

    Words that can stay are settled before those that must move or are new, so that a newcomer takes a
    gap and never a place; but a larger word that has grown settles before a smaller one beside it.
    """
    placing = Placing(board, stood)
    leaders = placing.leaders(boxes)
    placing.settle(placing.near(leaders), placing.stay)
    placing.settle(leaders, placing.inward)
    placing.settle(leaders, placing.seek)
    placing.settle(boxes, placing.stay)
    placing.settle(boxes, placing.seek)
    found = placing.found
    return [Placed(box.item.key, *found[box.item.key], box.size) for box in boxes if box.item.key in found]


class Placing:
    """One placing of boxes on a board: where each stood, and where those stand that are settled."""

    def __init__(self, board: Board, stood: Mapping[str, Point]) -> None:
        self.found: dict[str, Point] = {}
        self._board = board
        self._stood = stood

    def settle(self, boxes: Sequence[Box], way: Callable[[Box], Point | None]) -> None:
        """Give every box that is not settled yet the place that a way finds for it, if any."""
        for box in boxes:
            if box.item.key not in self.found and (at := way(box)) is not None:
                self.found[box.item.key] = at
                self._board.take(at, box.with_air(LEAST_AIR))

    def leaders(self, boxes: Sequence[Box]) -> list[Box]:
        """Return the first few of the boxes that stood before, as long as they are clearly large."""
        old = [box for box in boxes if box.item.key in self._stood]
        usual = old[len(old) // 2].size if old else 0.0
        return list(takewhile(lambda box: box.size >= LEADING * usual, old[:LEADERS]))

    def near(self, leaders: Sequence[Box]) -> list[Box]:
        """Return the leaders that stand as near to the middle as their rank demands."""
        bounds = [INNER * (LEADERS + rank) / (2 * LEADERS) for rank in range(len(leaders))]
        return [
            box
            for box, bound in zip(leaders, bounds, strict=True)
            if self._board.radius(self._stood[box.item.key]) <= bound
        ]

    def stay(self, box: Box) -> Point | None:
        """Return a word's old place if it still fits there."""
        at = self._stood.get(box.item.key)
        return at if at is not None and self._board.free(at, box.with_air(LEAST_AIR)) else None

    def inward(self, box: Box) -> Point | None:
        """Return a place clearly nearer to the middle than a leader's old one, else its old one."""
        at = self._board.nearest(self._board.middle, box.with_air(AIR))
        if at and self._board.radius(at) < NEARER * self._board.radius(self._stood[box.item.key]):
            return at
        return self.stay(box)

    def seek(self, box: Box) -> Point | None:
        """Return the free place nearest to a word's old one, or to the middle for a new word."""
        middle = self._board.middle
        x, y = self._stood.get(box.item.key, middle)
        toward = x + LEAN * (middle[0] - x), y + LEAN * (middle[1] - y)
        roomy = self._board.nearest(toward, box.with_air(AIR))
        return roomy or self._board.nearest(toward, box.with_air(LEAST_AIR))
