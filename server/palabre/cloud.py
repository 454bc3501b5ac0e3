"""A word cloud that keeps still: where each word stands on a canvas, given where it stood before.

Pure. The rule of size: the height of a word's letters grows with the square root of its count, so the
area of a letter is in proportion to the people behind it; `FLOOR` keeps the rarest legible, and no word
is wider than `WIDEST` of the canvas. One scale, in whole steps, holds for all words and shrinks as the cloud fills.
When it shrinks, the cloud is drawn together as one; else a word leaves its place only if it has to.

Invariants: no two boxes overlap, none leaves the canvas, all text is horizontal, equal arguments give
equal clouds in whatever order the words come, and laying the same words out again moves nothing.
The law of movement stands at `lay_out`; `movement` measures it.
"""

from collections.abc import Sequence
from math import floor, hypot, log, sqrt
from typing import Final

from msgspec import Struct

from palabre import extent
from palabre.board import Board, Place
from palabre.placing import Box, Placing, weighed_way

#: No more words are placed; a room reads no more.
WORD_LIMIT: Final = 150
#: One step of the scale: six per cent, hardly seen when it happens. At the least scale a count of a
#: million is a letter of four units.
STEP: Final = 1.06
LEAST_SCALE: Final = -96
#: Share of the canvas that the boxes with their air may cover. Above `FULL` the scale goes down to what
#: covers `ROOMY`; it goes up again by no less than `REGROW` steps, so that it never swings. Above
#: `CROWDED` at the least size of letters the rarest words are left out.
ROOMY: Final = 0.54
FULL: Final = 0.60
CROWDED: Final = 0.66
REGROW: Final = 5
#: How often a scale at which a word finds no room is made smaller before words are left out.
TRIES: Final = 4
#: The largest letters, as a share of the canvas height; the smallest, as a share of the side of a square
#: as large as the canvas.
CEILING: Final = 0.30
FLOOR: Final = 1 / 60
#: The share of the canvas, in either direction, that a word with its air may take.
WIDEST: Final = 0.8
#: Air at the sides and above of a word that is newly placed, and what remains of it at least, in ems.
AIR: Final = (0.30, 0.12)
LEAST_AIR: Final = (0.10, 0.01)
#: The most `Movement.way` of a frame in which a leader is called in.
BUDGET: Final = 1.0
#: How much of its way to the middle the first word goes at once, as far as the budget allows.
CALLS: Final = (1.0, 0.3)
#: The others glide: so much of their way a frame, at most `GLIDE` diagonals, and for `LITTLE` of the budget. When
#: they went all the way, ten words that called and pushed each other leapt about in one frame of seven.
STEPS: Final = (0.3,)
GLIDE: Final = 0.15
LITTLE: Final = 0.3
#: How many of the leaders that are astray are tried in a frame.
TRIED: Final = 2


class Item(Struct, frozen=True):
    """A word to place: a key that stays the same while its text may change, and its count."""

    key: str
    text: str
    count: int


class Placed(Struct, frozen=True, array_like=True):
    """A word in its place: the middle of its box in whole units, the size of its letters in tenths."""

    key: str
    x: int
    y: int
    size: float


class Cloud(Struct, frozen=True, array_like=True):
    """Where every word stands, most frequent first; `omitted` of the given words are not placed.

    Letters are `STEP ** scale` units high for a count of 1. `room` is the scale that would have covered
    `ROOMY` when the scale was last set. Encoded as JSON and read again it is the same cloud; each key is
    in it once, and 150 words take some 4 KB.
    """

    scale: int = 0
    room: int = 0
    placed: tuple[Placed, ...] = ()
    omitted: int = 0


class Movement(Struct, frozen=True):
    """What an audience sees move between two clouds.

    `zoom`: how near to the middle the whole cloud was drawn, as one; 1 is not at all. `words`: how many
    words that stand in both left their place beyond that. `way`: how far these went together, in diagonals
    of the canvas, each weighed by its letters' height against the largest: the eye follows what is big.
    The largest word that crosses half the screen makes 0.5; so do ten half as high that go a tenth each.
    """

    zoom: float
    words: int
    way: float


class _Word(Struct, frozen=True):
    """A word as the rule of size sees it: the root of its count, its text's width and half height in ems.

    `most`: the largest letters with which it fits the canvas, in units. `ground`: its room with its air, in
    square ems.
    """

    key: str
    root: float
    ems: float
    half: float
    most: float
    ground: float


class _Canvas(Struct, frozen=True):
    """The bounds of size on a canvas, in units."""

    width: float
    height: float

    @property
    def least(self) -> float:
        return FLOOR * sqrt(self.width * self.height)

    def word(self, item: Item) -> _Word:
        """Measure a word."""
        ems, half = extent.width(item.text), extent.half_height(item.text)
        wide, high = ems + 2 * AIR[0], 2 * (half + AIR[1])
        most = min(CEILING * self.height, WIDEST * self.width / wide, WIDEST * self.height / high)
        return _Word(item.key, sqrt(item.count), ems, half, most, wide * high)

    def sizes(self, words: Sequence[_Word], scale: int) -> list[float]:
        """Apply the rule of size."""
        unit, least = STEP**scale, self.least
        return [min(max(unit * word.root, least), word.most) for word in words]

    def cover(self, words: Sequence[_Word], scale: int) -> float:
        """Return the share of the canvas that words with their air take at a scale."""
        pairs = zip(self.sizes(words, scale), words, strict=True)
        return sum(size * size * word.ground for size, word in pairs) / (self.width * self.height)


def lay_out(items: Sequence[Item], width: float, height: float, before: Cloud | None = None) -> Cloud:
    """Place words on a canvas, each where it stood `before` unless it must move.

    The first `WORD_LIMIT` by count are placed; of equals those that stood before, then by key. The rest,
    and what finds no room at the least size, is counted in `omitted`. Keys are different; counts are at
    least 1.

    The law of movement (see `movement`). After the cloud is drawn together as one, a word moves only if
    in its place it would now overlap a word that stays or is larger, or leave the canvas; it goes to the
    nearest room. Beyond that one leader a frame may be called to the middle, and only if all words then
    move by `BUDGET` at most: so a frame moves more than that only if every single move was forced.
    """
    before = before if before and before.placed else None
    canvas = _Canvas(width, height)
    words = _chosen(items, canvas, before)
    if not words:
        return Cloud(omitted=len(items))
    scale, room = _scale(words, canvas, before)
    placing, urgent = _placing(words, scale, canvas, before), 0
    for attempt in range(TRIES):
        if attempt:
            if canvas.sizes(words, scale - 1) == canvas.sizes(words, scale):
                break  # all are as small as they may be
            scale -= 1
            placing = _placing(words, scale, canvas, before)
        urgent = placing.place(urgent)
        if not urgent:
            placing = _called_in(placing, hypot(width, height))
            break
    return Cloud(
        scale,
        room,
        tuple(Placed(key, *at, size) for key, at, size in placing.placed()),
        len(items) - len(placing.found),
    )


def movement(before: Cloud, now: Cloud, width: float, height: float) -> Movement:
    """Measure what moved from one cloud to the next on a canvas of this size."""
    canvas = _Canvas(width, height)
    stood = _drawn_together(before, now.scale, canvas)
    sizes = {word.key: word.size for word in now.placed}
    places = {word.key: (word.x, word.y) for word in now.placed}
    words = sum(places[key] != stood[key] for key in places.keys() & stood.keys())
    return Movement(
        _zoom(before, now.scale, canvas), words, weighed_way(stood, places, sizes) / hypot(width, height)
    )


def _chosen(items: Sequence[Item], canvas: _Canvas, before: Cloud | None) -> list[_Word]:
    """Return the words to place, the most frequent first: as many as there is room for at the least size."""
    if len(items) > WORD_LIMIT:
        least = sorted((item.count for item in items), reverse=True)[WORD_LIMIT - 1]
        items = [item for item in items if item.count >= least]
    stood = {word.key for word in before.placed} if before else set()
    ranked = sorted(items, key=lambda item: (-item.count, item.key not in stood, item.key))
    words = [canvas.word(item) for item in ranked[:WORD_LIMIT]]
    while canvas.cover(words, LEAST_SCALE) > CROWDED:
        words.pop()
    return words


def _box(word: _Word, size: float) -> Box:
    size = floor(size * 10) / 10
    wide, high = word.ems * size / 2, word.half * size
    (air, above), (least, least_above) = AIR, LEAST_AIR
    return Box(
        word.key,
        size,
        (wide + air * size, high + above * size),
        (wide + least * size, high + least_above * size),
    )


def _scale(words: Sequence[_Word], canvas: _Canvas, before: Cloud | None) -> tuple[int, int]:
    """Return the scale to try first, and the room there was when it was set."""
    low, high = LEAST_SCALE, floor(log(CEILING * canvas.height / words[0].root) / log(STEP))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if canvas.cover(words, middle) <= ROOMY else (low, middle - 1)
    if before is None:
        return low, low
    if low < before.scale and canvas.cover(words, before.scale) > FULL:
        return low, low
    if low >= before.room + REGROW:
        return max(before.scale + low - before.room, low - TRIES), low
    return before.scale, before.room


def _zoom(before: Cloud, scale: int, canvas: _Canvas) -> float:
    """Return how much smaller the words of a cloud become by a change of scale, on the whole."""
    if scale == before.scale or not before.placed:
        return 1.0
    change, least = STEP ** (scale - before.scale), canvas.least
    now = sum(max(word.size * change, least) ** 2 for word in before.placed)
    return sqrt(now / sum(word.size**2 for word in before.placed))


def _drawn_together(before: Cloud, scale: int, canvas: _Canvas) -> dict[str, Place]:
    """Return where words stood, the whole cloud drawn together as its letters shrink, as one zooms out.

    Neighbours stay neighbours and none comes to overlap; shrinking each in its place would leave the
    frequent words scattered and the newest in the holes between them.
    """
    x, y, zoom = canvas.width / 2, canvas.height / 2, _zoom(before, scale, canvas)
    return {old.key: (round(x + (old.x - x) * zoom), round(y + (old.y - y) * zoom)) for old in before.placed}


def _placing(words: Sequence[_Word], scale: int, canvas: _Canvas, before: Cloud | None) -> Placing:
    """Return the words at a scale, with the places that they had once the cloud is drawn together."""
    boxes = [_box(word, size) for word, size in zip(words, canvas.sizes(words, scale), strict=True)]
    stood = _drawn_together(before, scale, canvas) if before else {}
    return Placing(boxes, Board(canvas.width, canvas.height), stood)


def _called_in(placing: Placing, diagonal: float) -> Placing:
    """Return a placing of the same words with one leader called in, if the budget allows."""
    for leader in placing.astray()[:TRIED]:
        first = placing.is_first(leader)
        farthest = (BUDGET if first else GLIDE) * diagonal
        within = BUDGET * (1.0 if first else LITTLE) * diagonal
        for share in CALLS if first else STEPS:
            calling = placing.again()
            if (
                calling.call(leader, share, farthest)
                and calling.way() <= within
                and not calling.place()
                and calling.way() <= within
            ):
                return calling
    return placing
