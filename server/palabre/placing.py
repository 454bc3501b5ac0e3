"""How words find their places: who stays, who yields and where to, who is new.

Pure. Knows boxes and where they stood, nothing of counts, scales or clouds. A settled word never moves
again, so a word that moved has found its old place taken: that is the law which keeps a cloud still.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from math import ceil, floor, hypot
from typing import Final, Self

from msgspec import Struct

from palabre.board import Board, Place, Point, Rect, overlap, rect

#: A leader is one of the first few words that is clearly larger than most. It belongs inside the ellipse
#: of this radius (1 reaches the edges), the very first inside half of it; and it is called there only if that
#: brings it nearer by a tenth.
LEADERS: Final = 12
LEADING: Final = 1.5
INNER: Final = 0.55
NEARER: Final = 0.9
#: How far towards the middle a word leans that has to leave its place.
LEAN: Final = 0.15
#: In ems: a word that finds room so near beside what pushed it looks no further.
NUDGE: Final = 2.5


class Box(Struct, frozen=True):
    """A word's room: its letters' size, and half its sides with all the air it likes and the least."""

    key: str
    size: float
    roomy: Point
    tight: Point


class Placing:
    """One placing of boxes, the largest first, on a board; `stood` has the old places, in whole units."""

    def __init__(self, boxes: Sequence[Box], board: Board, stood: Mapping[str, Place]) -> None:
        self.found: dict[str, Place] = {}
        self._boxes, self._board, self._stood = boxes, board, stood
        self._base = {box.key: _kept_inside(stood[box.key], box, board) for box in boxes if box.key in stood}
        self._old = {box.key: rect(self._base[box.key], box.tight) for box in boxes if box.key in stood}
        self._clashes = _clashes(self._old)
        self._leaders = _leaders([box for box in boxes if box.key in stood])
        self._stayed: set[str] = set()
        self._inserted: list[Rect] = []

    def again(self) -> Self:
        """Return the same placing before anything was placed."""
        return type(self)(self._boxes, Board(self._board.width, self._board.height), self._stood)

    def call(self, leader: Box, share: float, farthest: float) -> bool:
        """Settle a leader nearer to the middle, by a share of its way; False if that brings it no nearer.

        The other leaders come before it and stay, else they would push each other about. Nor does it go farther
        than `farthest`, in units.
        """
        for box in self._leaders:
            if box is not leader:
                self._stay(box)
        (x, y), middle = self._base[leader.key], self._board.middle
        at = self._board.nearest((x + share * (middle[0] - x), y + share * (middle[1] - y)), leader.roomy)
        if at is None or hypot(at[0] - x, at[1] - y) > farthest:
            return False
        if self._board.radius(at) >= NEARER * self._board.radius((x, y)):
            return False
        self._insert(leader, at)
        return True

    def place(self, urgent: int = 0) -> int:
        """Place all boxes that are not settled yet; return 0 if there was room for each.

        Words that can stay are settled before those that must move or are new, so that a newcomer takes
        a gap and never a place; of two that have grown together the larger stays. But the first so many
        `urgent` do not wait for room until smaller ones have settled. Without room for all, how many
        must be urgent next time is returned.
        """
        for rank, box in enumerate(self._boxes):
            if box.key in self._old:
                self._stay(box)
            if rank < urgent and box.key not in self.found:
                self._insert(box, self._seek(box))
        for box in self._boxes:
            if box.key not in self.found:
                self._settle(box, self._nudge(box) or self._seek(box))
        return (
            max((rank for rank, box in enumerate(self._boxes) if box.key not in self.found), default=-1) + 1
        )

    def placed(self) -> list[tuple[str, Place, float]]:
        """Return the key, the place and the size of each word that found room, the largest first."""
        found = self.found
        return [(box.key, found[box.key], box.size) for box in self._boxes if box.key in found]

    def astray(self) -> list[Box]:
        """Return the leaders that stood farther from the middle than becomes them, the largest first."""
        return [box for box in self._leaders if not self._is_near(box)]

    def is_first(self, leader: Box) -> bool:
        """Whether a leader is the largest of all."""
        return leader is self._leaders[0]

    def way(self) -> float:
        """Return how far the words went that left their old places, together and weighed."""
        return weighed_way(self._stood, self.found, {box.key: box.size for box in self._boxes})

    def _settle(self, box: Box, at: Place | None) -> None:
        if at is not None:
            self.found[box.key] = at
            self._board.take(rect(at, box.tight))

    def _insert(self, box: Box, at: Place | None) -> None:
        """Settle a box where smaller ones may have stood."""
        if at is not None:
            self._settle(box, at)
            self._inserted.append(rect(at, box.tight))

    def _stay(self, box: Box) -> None:
        """Settle a box where it stood, if it fits there between those that are settled."""
        key, room = box.key, self._old[box.key]
        if key in self.found or not self._clashes[key].isdisjoint(self._stayed):
            return
        if self._board.holds(room) and not any(overlap(room, other) for other in self._inserted):
            self._stayed.add(key)
            self._settle(box, self._base[key])

    def _nudge(self, box: Box) -> Place | None:
        """Return the nearest place that touches, on the same line or column, what pushed a word."""
        if box.key not in self._base:
            return None
        x, y = self._base[box.key]
        (wide, high), reach = box.tight, NUDGE * box.size
        nearby = self._board.blockers(rect((x, y), (wide + reach, high + reach)))
        ways: list[Place] = [(x, y)]
        for left, right, top, bottom in (it for it in nearby if overlap(it, rect((x, y), box.tight))):
            ways += [(floor(left - wide), y), (ceil(right + wide), y)]
            ways += [(x, floor(top - high)), (x, ceil(bottom + high))]
        for distance, at in sorted((hypot(at[0] - x, at[1] - y), at) for at in ways):
            room = rect(at, box.tight)
            if distance > reach:
                break
            if self._board.holds(room) and not any(overlap(room, it) for it in nearby):
                return at
        return None

    def _seek(self, box: Box) -> Place | None:
        """Return the free place nearest to a word's old one, or to the middle for a new word."""
        x, y = self._base.get(box.key, self._board.middle)
        middle = self._board.middle
        toward = x + LEAN * (middle[0] - x), y + LEAN * (middle[1] - y)
        return self._board.nearest(toward, box.roomy) or self._board.nearest(toward, box.tight)

    def _is_near(self, leader: Box) -> bool:
        """Whether a leader stood as near to the middle as its rank demands."""
        bound = INNER * (LEADERS + self._leaders.index(leader)) / (2 * LEADERS)
        return self._board.radius(self._base[leader.key]) <= bound


def _leaders(old: Sequence[Box]) -> list[Box]:
    """Return the first few of the boxes that stood before, as long as they are clearly large."""
    usual = old[len(old) // 2].size if old else 0.0
    return list(takewhile(lambda box: box.size >= LEADING * usual, old[:LEADERS]))


def _kept_inside(at: Place, box: Box, board: Board) -> Place:
    """Return the place nearest to one where a box is on the canvas, in whole units."""
    (x, y), (wide, high) = at, box.tight
    return (
        max(ceil(wide), min(x, floor(board.width - wide))),
        max(ceil(high), min(y, floor(board.height - high))),
    )


def weighed_way(stood: Mapping[str, Place], found: Mapping[str, Place], sizes: Mapping[str, float]) -> float:
    """Return how far words went, together, each weighed by its size against the largest; in units.

    Words that have no old place or no new one went nowhere.
    """
    ways = (
        hypot(at[0] - stood[key][0], at[1] - stood[key][1]) * sizes[key]
        for key, at in sorted(found.items())
        if key in stood
    )
    return sum(ways) / max(sizes.values(), default=1.0)


def _clashes(rooms: Mapping[str, Rect]) -> dict[str, set[str]]:
    """Return for each box which others it overlaps. Swept from the top: a line of text meets few."""
    clashes: dict[str, set[str]] = {key: set() for key in rooms}
    swept = sorted((room[2], room[3], room[0], room[1], key) for key, room in rooms.items())
    for place, (_, bottom, left, right, key) in enumerate(swept):
        for top, _, its_left, its_right, other in swept[place + 1 :]:
            if top >= bottom:
                break
            if left < its_right and its_left < right:
                clashes[key].add(other)
                clashes[other].add(key)
    return clashes
