"""A cloud that keeps still: no overlap, nothing lost, and a word moves only when it has to.

Histories are random: words in many scripts come, grow, are hidden and grouped, on canvases of any shape.
Rooms are computed here from the texts, apart from how the layout keeps its own account.
"""

from math import hypot, sqrt
from random import Random

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from palabre import extent
from palabre.cloud import (
    AIR,
    BUDGET,
    CEILING,
    FLOOR,
    LEAST_AIR,
    STEP,
    WIDEST,
    WORD_LIMIT,
    Cloud,
    Item,
    Movement,
    Placed,
    lay_out,
    movement,
)

Canvas = tuple[float, float]
Room = tuple[float, float, float, float]
Frames = list[list[Item]]

CANVASES = st.floats(0.25, 8).map(lambda aspect: (1600.0, round(1600 / aspect, 1)))
LETTERS = "abmwAÉШщмпинشمركةمعًاสวัनम分享国💡👨‍👩‍👧﷽𒐫 '-<"
TEXTS = st.text(LETTERS, min_size=1, max_size=30) | st.sampled_from(["apprendre", "تعلم", "学习", "learning"])
COUNTS = st.integers(1, 3) | st.integers(1, 60) | st.integers(1, 3000)
CHANGES = st.tuples(
    st.sampled_from(["add", "grow", "hide", "group", "respell"]), st.integers(0, 99), COUNTS, TEXTS
)


def replay(changes: list[tuple[str, int, int, str]], at_once: int) -> Frames:
    """What is counted after every so many changes; a frame without a word is left out."""
    words: dict[str, Item] = {}
    frames: Frames = []
    for number, (change, which, count, text) in enumerate(changes):
        keys = list(words)
        key = keys[which % len(keys)] if keys else ""
        if change == "add" or not keys:
            words[f"w{number}"] = Item(f"w{number}", text, count)
        elif change == "grow":
            words[key] = Item(key, words[key].text, words[key].count + count)
        elif change == "respell":
            words[key] = Item(key, text, words[key].count)
        elif change == "group" and len(keys) > 1:
            other = words.pop(next(k for k in keys if k != key))
            words[key] = Item(key, words[key].text, words[key].count + other.count)
        else:
            del words[key]
        if number % at_once == at_once - 1 and words:
            frames.append(list(words.values()))
    return frames


HISTORIES = st.builds(replay, st.lists(CHANGES, min_size=4, max_size=90), st.integers(1, 12))


def crowd(size: int, seed: int, slope: float = 0.9) -> list[Item]:
    """So many words with frequencies that fall as in a room; the first are the most frequent."""
    chance = Random(seed)
    texts = ["".join(chance.choices(LETTERS, k=chance.randint(2, 12))) for _ in range(size)]
    return [Item(f"k{n}", text, 1 + int(size * (n + 2) ** -slope)) for n, text in enumerate(texts)]


def rooms(cloud: Cloud, items: list[Item], air: Canvas = (0.0, 0.0)) -> dict[str, Room]:
    """The room that each placed text takes: left, right, top, bottom."""
    return {p.key: room(p, (p.x, p.y), items, air) for p in cloud.placed}


def room(p: Placed, at: Canvas, items: list[Item], air: Canvas = LEAST_AIR) -> Room:
    """The room of a word with some air, if it stood there."""
    text = next(item.text for item in items if item.key == p.key)
    wide = (extent.width(text) / 2 + air[0]) * p.size
    high = (extent.half_height(text) + air[1]) * p.size
    return at[0] - wide, at[0] + wide, at[1] - high, at[1] + high


def meet(one: Room, other: Room) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def is_on(box: Room, canvas: Canvas) -> bool:
    return box[0] >= 0 and box[1] <= canvas[0] and box[2] >= 0 and box[3] <= canvas[1]


def check(cloud: Cloud, items: list[Item], canvas: Canvas) -> None:
    """Nothing overlaps, leaves the canvas or is lost, and no word is placed twice."""
    found = list(rooms(cloud, items).values())
    assert all(is_on(box, canvas) for box in found)
    assert not any(meet(box, other) for place, box in enumerate(found) for other in found[:place])
    assert len(cloud.placed) + cloud.omitted == len(items)
    assert len({placed.key for placed in cloud.placed}) == len(cloud.placed)


def grown(frames: Frames, canvas: Canvas) -> list[tuple[list[Item], Cloud, Cloud]]:
    """Each frame's words, with the cloud before it and its own."""
    steps, before = [], Cloud()
    for items in frames:
        now = lay_out(items, *canvas, before)
        steps.append((items, before, now))
        before = now
    return steps


def some(*counts: int) -> list[Item]:
    """Words w0, w1, ... with these counts."""
    return [Item(f"w{place}", f"word {place}", count) for place, count in enumerate(counts)]


def places(cloud: Cloud) -> dict[str, tuple[float, float]]:
    """Where each word stands."""
    return {placed.key: (placed.x, placed.y) for placed in cloud.placed}


def drawn_together(before: Cloud, zoom: float, canvas: Canvas) -> dict[str, Canvas]:
    """Where words stood, the whole cloud drawn to the middle."""
    x, y = canvas[0] / 2, canvas[1] / 2
    return {p.key: (round(x + (p.x - x) * zoom), round(y + (p.y - y) * zoom)) for p in before.placed}


def unforced(items: list[Item], before: Cloud, now: Cloud, canvas: Canvas) -> list[str]:
    """The words that moved although their place is on the canvas and nobody stands there now."""
    stood = drawn_together(before, movement(before, now, *canvas).zoom, canvas)
    taken = rooms(now, items, LEAST_AIR)
    moved = [p for p in now.placed if p.key in stood and (p.x, p.y) != stood[p.key]]
    old = {p.key: room(p, stood[p.key], items) for p in moved}
    return [
        key for key, box in old.items()
        if is_on(box, canvas) and not any(meet(box, other) for at, other in taken.items() if at != key)
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(HISTORIES, CANVASES)
def test_no_overlap(frames: Frames, canvas: Canvas) -> None:
    """For any history, script and count on any canvas."""
    for items, _, now in grown(frames, canvas):
        check(now, items, canvas)


@settings(max_examples=8, deadline=None)
@given(st.integers(1, 5000), st.integers(0, 99), CANVASES)
def test_no_overlap_in_a_crowd(size: int, seed: int, canvas: Canvas) -> None:
    """Nor among the first of thousands of words, as they come and when every third is hidden."""
    items = crowd(size, seed)
    for shown, _, now in grown([items[: size // 2 + 1], items, items[::3], items], canvas):
        check(now, shown, canvas)


@settings(max_examples=40, deadline=None)
@given(HISTORIES, CANVASES)
def test_a_word_moves_only_when_it_must(frames: Frames, canvas: Canvas) -> None:
    """Whoever moved would stand in another's way, but for one leader; then all move by the budget at most."""
    for items, before, now in grown(frames, canvas):
        free = unforced(items, before, now, canvas)
        assert len(free) <= 1
        assert not free or movement(before, now, *canvas).way <= BUDGET


@settings(max_examples=40, deadline=None)
@given(HISTORIES, CANVASES)
def test_who_is_hidden_moves_nobody(frames: Frames, canvas: Canvas) -> None:
    """When a rare word goes, the others stay, or a leader is called in within the budget."""
    items = frames[-1] if frames else some(3, 1)
    before = lay_out(items, *canvas)
    gone = min(items, key=lambda item: (item.count, item.key)).key
    moved = movement(before, lay_out([i for i in items if i.key != gone], *canvas, before), *canvas)
    assert moved.zoom != 1 or moved.way <= BUDGET


@settings(max_examples=30, deadline=None)
@given(HISTORIES, CANVASES)
def test_the_same_words_stay(frames: Frames, canvas: Canvas) -> None:
    """Laying the same words out again changes nothing."""
    items = frames[-1] if frames else some(2)
    first = lay_out(items, *canvas)
    assert first.omitted or lay_out(items, *canvas, first) == first


@settings(max_examples=30, deadline=None)
@given(HISTORIES, CANVASES, st.randoms(use_true_random=False))
def test_order_of_words_is_no_matter(frames: Frames, canvas: Canvas, chance: Random) -> None:
    """The same words in another order make the same cloud, frame after frame."""
    mixed = [chance.sample(items, len(items)) for items in frames]
    assert [now for *_, now in grown(frames, canvas)] == [now for *_, now in grown(mixed, canvas)]


@settings(max_examples=30, deadline=None)
@given(HISTORIES, CANVASES)
def test_stored_and_read_again(frames: Frames, canvas: Canvas) -> None:
    """A cloud that was stored is the same cloud, and the next frame after it too."""
    for items, before, now in grown(frames, canvas):
        stored = msgspec.json.decode(msgspec.json.encode(before), type=Cloud)
        assert stored == before
        assert lay_out(items, *canvas, stored) == now


def test_what_is_stored_is_small() -> None:
    """A full cloud is its keys, and 24 bytes a word for where it stands."""
    cloud = lay_out(crowd(5000, 1), 1600, 900)
    assert len(cloud.placed) > 0.9 * WORD_LIMIT
    keys = sum(len(msgspec.json.encode(placed.key)) for placed in cloud.placed)
    assert len(msgspec.json.encode(cloud)) <= keys + 24 * len(cloud.placed)


@settings(max_examples=40, deadline=None)
@given(HISTORIES, CANVASES)
def test_area_follows_frequency(frames: Frames, canvas: Canvas) -> None:
    """Letters are as high as the root of the count, but for the least and for what the canvas holds."""
    for items, _, now in grown(frames, canvas):
        counts = {item.key: item.count for item in items}
        texts = {item.key: item.text for item in items}
        for p in now.placed:
            ruled = max(STEP**now.scale * sqrt(counts[p.key]), FLOOR * sqrt(canvas[0] * canvas[1]))
            wide = extent.width(texts[p.key]) + 2 * AIR[0]
            high = 2 * (extent.half_height(texts[p.key]) + AIR[1])
            held = min(CEILING * canvas[1], WIDEST * canvas[0] / wide, WIDEST * canvas[1] / high)
            assert min(ruled, held) - 0.11 < p.size <= min(ruled, held) + 1e-6


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 400), st.integers(0, 99), st.floats(0.6, 1.4), st.floats(1, 3))
def test_the_most_frequent_stand_near_the_middle(size: int, seed: int, slope: float, aspect: float) -> None:
    """In a cloud from nothing the first word is in the middle, and the first five stand inside most others."""
    width, height = 1600.0, 1600 / aspect
    items = crowd(size, seed, slope)
    placed = lay_out(items, width, height).placed
    far = [hypot(2 * p.x / width - 1, 2 * p.y / height - 1) for p in placed]
    assert far[0] < 0.05
    assert len(far) < 20 or sum(far[:5]) / 5 < 0.8 * sum(far[10:]) / len(far[10:])


@pytest.mark.parametrize("seed", [0, 2, 3, 6])
def test_a_leader_from_the_edge_comes_in(seed: int) -> None:
    """A rare word at the edge that becomes the most frequent by far stands in the middle a second later, within the budget."""
    items = crowd(60, seed, 0.4)
    cloud = lay_out(items, 1600, 800)
    edge = max(cloud.placed, key=lambda placed: abs(placed.x - 800) + 2 * abs(placed.y - 400))
    risen = [Item(i.key, i.text, 200 if i.key == edge.key else i.count) for i in items]
    for _ in range(10):
        before, cloud = cloud, lay_out(risen, 1600, 800, cloud)
        free = unforced(risen, before, cloud, (1600, 800))
        assert not free or movement(before, cloud, 1600, 800).way <= BUDGET
    x, y = places(cloud)[edge.key]
    assert hypot(x / 800 - 1, y / 400 - 1) < 0.4


def test_leading_words_do_not_leap() -> None:
    """While a room answers one by one, a word of the first ten crosses a quarter of the screen in few frames."""
    chance, counts, cloud, leaps = Random(1), dict[str, int](), Cloud(), 0
    for frame in range(250):
        for _ in range(3):
            word = f"word {min(int(chance.paretovariate(0.7)), 90)}"
            counts[word] = counts.get(word, 0) + 1
        items = [Item(word, word, count) for word, count in counts.items()]
        before, cloud = places(cloud), lay_out(items, 1544, 720, cloud)
        first = {placed.key: (placed.x, placed.y) for placed in cloud.placed[:10]}
        ways = [
            hypot(x - before[key][0], y - before[key][1]) for key, (x, y) in first.items() if key in before
        ]
        leaps += frame >= 50 and max(ways, default=0.0) > 1544 / 4
    assert leaps <= 10


def test_no_leader_comes_in_beyond_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a budget a risen word stays at the edge: only what is forced moves, however long the room waits."""
    monkeypatch.setattr("palabre.cloud.BUDGET", 0.0)
    items = crowd(60, 0, 0.4)
    cloud = lay_out(items, 1600, 800)
    edge = max(cloud.placed, key=lambda placed: abs(placed.x - 800) + 2 * abs(placed.y - 400))
    risen = [Item(i.key, i.text, 200 if i.key == edge.key else i.count) for i in items]
    for _ in range(5):
        before, cloud = cloud, lay_out(risen, 1600, 800, cloud)
        assert not unforced(risen, before, cloud, (1600, 800))
    x, y = places(cloud)[edge.key]
    assert hypot(x / 800 - 1, y / 400 - 1) > 0.4


@settings(max_examples=25, deadline=None)
@given(HISTORIES)
def test_a_quiet_room_has_a_quiet_cloud(frames: Frames) -> None:
    """When nobody answers any more, leaders find their places one by one, and then nothing moves."""
    items = frames[-1] if frames else some(5)
    cloud = grown(frames, (1600, 800))[-1][2] if frames else Cloud()
    for _ in range(24):
        before, cloud = cloud, lay_out(items, 1600, 800, cloud)
        assert cloud.omitted or before == Cloud() or movement(before, cloud, 1600, 800).way <= BUDGET
    assert cloud.omitted or lay_out(items, 1600, 800, cloud) == cloud


def test_movement() -> None:
    """A way is in diagonals and weighed by size; what comes, goes or is drawn together makes none."""
    before = Cloud(
        0, 0, (Placed("a", 800, 400, 50.0), Placed("b", 100, 100, 25.0), Placed("gone", 1, 1, 9.0))
    )
    now = Cloud(0, 0, (Placed("a", 800, 400, 50.0), Placed("b", 400, 500, 25.0), Placed("new", 9, 9, 9.0)))
    assert movement(before, now, 1600, 800) == Movement(1.0, 1, 0.5 * 500 / hypot(1600, 800))
    drawn = Cloud(-6, 0, (Placed("a", 800, 400, 35.2),))
    assert movement(Cloud(0, 0, before.placed[:1]), drawn, 1600, 800).words == 0
    assert movement(Cloud(), now, 1600, 800) == Movement(1.0, 0, 0.0)


def test_a_new_word_takes_a_gap() -> None:
    """A newcomer that fits moves nobody."""
    first = lay_out(some(9, 5, 4, 3, 3, 2), 1600, 800)
    before = Cloud(first.scale - 4, first.room - 4, first.placed)
    after = lay_out(some(9, 5, 4, 3, 3, 2, 1), 1600, 800, before)
    assert places(before).items() <= places(after).items()


def test_of_equals_who_stands_stays() -> None:
    """A newcomer that as many people gave does not push out a word that is shown."""
    shown = [Item(f"m{place:03}", f"word {place}", 2) for place in range(WORD_LIMIT)]
    before = lay_out(shown, 1600, 800)
    after = lay_out([*shown, Item("a", "early", 2)], 1600, 800, before)
    assert places(after) == places(before)
    assert after.omitted == before.omitted + 1


def test_what_finds_no_room_is_counted() -> None:
    """Words beyond the limit are omitted, the rarest first, and reported."""
    cloud = lay_out(some(*range(1, 201)), 1600, 800)
    assert cloud.omitted == 200 - WORD_LIMIT
    assert {placed.key for placed in cloud.placed} == {f"w{place}" for place in range(50, 200)}


def test_nothing_makes_an_empty_cloud() -> None:
    """No words, no places; and the next words start afresh."""
    assert lay_out([], 1600, 800) == Cloud()
    assert lay_out(some(1), 1600, 800, Cloud()) == lay_out(some(1), 1600, 800)
