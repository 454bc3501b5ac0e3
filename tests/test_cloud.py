"""A cloud that keeps still: no overlap, nothing lost, and a word moves only when it has to."""

from hypothesis import given, settings, strategies as st

from palabre import extent
from palabre.cloud import WORD_LIMIT, Cloud, Item, lay_out

SHAPES = st.sampled_from([(1600.0, 800.0), (1600.0, 533.0), (1600.0, 1200.0), (1600.0, 2400.0)])
TEXTS = st.text("abmwAÉШщмпинشمركةمعًاสวัनम分享国💡 '-<", min_size=1, max_size=24)
COUNTS = st.integers(1, 5) | st.integers(1, 3000)
WORDS = st.lists(st.tuples(TEXTS, COUNTS), max_size=40).map(
    lambda words: [Item(str(number), word, count) for number, (word, count) in enumerate(words)]
)


def boxes(cloud: Cloud, items: list[Item]) -> list[tuple[float, float, float, float]]:
    """The room that each placed text takes: left, right, top, bottom."""
    texts = {item.key: item.text for item in items}
    return [
        (
            p.x - extent.width(texts[p.key]) * p.size / 2, p.x + extent.width(texts[p.key]) * p.size / 2,
            p.y - extent.half_height(texts[p.key]) * p.size, p.y + extent.half_height(texts[p.key]) * p.size,
        )
        for p in cloud.placed
    ]  # fmt: skip


def check(cloud: Cloud, items: list[Item], width: float, height: float) -> None:
    """Nothing overlaps, leaves the canvas or is lost."""
    found = boxes(cloud, items)
    assert all(
        left >= 0 and right <= width and top >= 0 and bottom <= height for left, right, top, bottom in found
    )
    for place, (left, right, top, bottom) in enumerate(found):
        assert not any(left < r and x < right and top < b and t < bottom for x, r, t, b in found[:place])
    assert len(cloud.placed) + cloud.omitted == len(items)


def some(*counts: int) -> list[Item]:
    """Words w0, w1, ... with these counts."""
    return [Item(f"w{place}", f"word {place}", count) for place, count in enumerate(counts)]


def places(cloud: Cloud) -> dict[str, tuple[float, float]]:
    """Where each word stands."""
    return {placed.key: (placed.x, placed.y) for placed in cloud.placed}


@settings(max_examples=40, deadline=None)
@given(WORDS, SHAPES)
def test_no_overlap(items: list[Item], shape: tuple[float, float]) -> None:
    """For any words, scripts and counts on any canvas."""
    check(lay_out(items, *shape), items, *shape)


@settings(max_examples=30, deadline=None)
@given(WORDS, st.lists(COUNTS, min_size=40, max_size=40), SHAPES)
def test_no_overlap_in_the_next_frame(
    items: list[Item], counts: list[int], shape: tuple[float, float]
) -> None:
    """However the counts change from one frame to the next, and whichever words go."""
    later = [Item(i.key, i.text, n) for i, n in zip(items, counts, strict=False) if n % 7]
    check(lay_out(later, *shape, lay_out(items, *shape)), later, *shape)


@settings(max_examples=30, deadline=None)
@given(WORDS, SHAPES)
def test_the_same_words_stay(items: list[Item], shape: tuple[float, float]) -> None:
    """Laying the same words out again changes nothing."""
    first = lay_out(items, *shape)
    assert first.omitted or lay_out(items, *shape, first) == first


@settings(max_examples=15, deadline=None)
@given(WORDS, SHAPES)
def test_order_of_words_is_no_matter(items: list[Item], shape: tuple[float, float]) -> None:
    """The same words in another order make the same cloud."""
    assert lay_out(items, *shape) == lay_out(items[::-1], *shape)


def test_a_new_word_takes_a_gap() -> None:
    """A newcomer that fits moves nobody."""
    before = lay_out(some(9, 5, 4, 3, 3, 2), 1600, 800)
    after = lay_out(
        some(9, 5, 4, 3, 3, 2, 1), 1600, 800, Cloud(before.scale - 4, before.room - 4, before.placed)
    )
    assert places(before).items() <= places(after).items()


def test_area_follows_frequency() -> None:
    """Four times the people, twice the height of letters, so four times the area."""
    sizes = {p.key: p.size for p in lay_out(some(40, 10, *[20] * 20), 1600, 800).placed}
    assert abs(sizes["w0"] / sizes["w1"] - 2) < 0.02


def test_the_most_frequent_stands_in_the_middle() -> None:
    """The leader covers the middle of the canvas."""
    leader = lay_out(some(*[2] * 30, 30), 1600, 800).placed[0]
    assert leader.key == "w30"
    assert abs(leader.x - 800) < 100
    assert abs(leader.y - 400) < 50


def test_a_leader_from_the_edge_comes_in() -> None:
    """A rare word at the edge that becomes the most frequent by far moves towards the middle."""
    before = lay_out(some(*[3] * 40), 1600, 800)
    edge = max(before.placed, key=lambda placed: abs(placed.x - 800))
    risen = [Item(i.key, i.text, 60 if i.key == edge.key else 3) for i in some(*[3] * 40)]
    after = lay_out(risen, 1600, 800, before)
    assert abs(places(after)[edge.key][0] - 800) < abs(edge.x - 800) / 2


def test_what_finds_no_room_is_counted() -> None:
    """Words beyond the limit are omitted, the rarest first, and reported."""
    cloud = lay_out(some(*range(1, 201)), 1600, 800)
    assert cloud.omitted == 200 - WORD_LIMIT
    assert {placed.key for placed in cloud.placed} == {f"w{place}" for place in range(50, 200)}


def test_nothing_makes_an_empty_cloud() -> None:
    """No words, no places; and the next words start afresh."""
    assert lay_out([], 1600, 800) == Cloud()
    assert lay_out(some(1), 1600, 800, Cloud()) == lay_out(some(1), 1600, 800)
