"""Layouts and editions in the store: one history for every node, and nothing that outlives its poll."""

from msgspec.structs import replace

from palabre.protocol import Edition, PollId
from palabre.store import SHAPES, Layout
from tests.room import Room

P1 = PollId("p1")
FIRST, SECOND, OTHER = Layout(1, 1, b"[1]"), Layout(1, 2, b"[2]"), Layout(1, 2, b"[3]")


async def answered(room: Room) -> Room:
    """A room with an answer in it."""
    await room.cast("alice", 1, paix=1)
    return room


async def arrange(room: Room, before: Layout | None, after: Layout, shape: str = "2.0") -> Layout:
    """Go on from a layout to another."""
    return await room.store.arrange(room.id, P1, 1, shape, before, after)


async def test_one_of_two_nodes_is_followed(open_room: Room) -> None:
    """Two nodes that go on from the same layout end with the layout of the first."""
    room = await answered(open_room)
    assert await arrange(room, None, FIRST) == FIRST
    assert await arrange(room, FIRST, SECOND) == SECOND
    assert await arrange(room, FIRST, OTHER) == SECOND
    assert await room.store.layout(room.id, P1, 1, "2.0") == SECOND


async def test_arranged_first_by_two(open_room: Room) -> None:
    """Of two nodes that arrange a figure for the first time, the second takes over what the first has."""
    room = await answered(open_room)
    assert [await arrange(room, None, one) for one in (FIRST, OTHER)] == [FIRST, FIRST]


async def test_shapes_are_apart(open_room: Room) -> None:
    """Each shape has its own layout."""
    room = await answered(open_room)
    await arrange(room, None, FIRST, "2.0")
    await arrange(room, None, OTHER, "1.5")
    assert await room.store.layout(room.id, P1, 1, "2.0") == FIRST


async def test_shapes_are_bounded(open_room: Room) -> None:
    """However many shapes are asked for, so many are kept."""
    room = await answered(open_room)
    for number in range(SHAPES + 1):
        assert await arrange(room, None, FIRST, str(number)) == FIRST
    assert await room.store.layout(room.id, P1, 1, str(SHAPES)) is None


async def test_no_layout_without_ballots(open_room: Room) -> None:
    """A run that has no ballot, or is gone, keeps no layout."""
    await arrange(open_room, None, FIRST)
    assert await open_room.store.layout(open_room.id, P1, 1, "2.0") is None


async def test_layout_changes_no_tally(open_room: Room) -> None:
    """Keeping a layout is no answer."""
    room = await answered(open_room)
    before = await room.store.tally(room.id, P1, 1)
    await arrange(room, None, FIRST)
    assert await room.store.tally(room.id, P1, 1) == before


async def compared(room: Room, edition: Edition | None) -> None:
    """Have the poll name an earlier edition, or none."""
    before = await room.store.load(room.id)
    assert before
    after = replace(before, version=before.version + 1, polls=(replace(before.poll(P1), edition=edition),))
    assert await room.store.change(before, after)


async def test_edition_goes_with_its_last_poll(room: Room) -> None:
    """An edition is there as long as a poll names it."""
    await room.store.keep_edition(room.id, "e1", b"{}")
    await compared(room, Edition("e1", 3))
    assert await room.store.edition(room.id, "e1") == b"{}"
    await compared(room, None)
    assert await room.store.edition(room.id, "e1") is None


async def test_edition_that_is_gone_cannot_be_named(room: Room) -> None:
    """Another change removes an edition that nobody names yet; then it must be kept again before it is named."""
    await room.store.keep_edition(room.id, "e1", b"{}")
    assert await room.open()
    before = await room.store.load(room.id)
    assert before
    after = replace(
        before, version=before.version + 1, polls=(replace(before.poll(P1), edition=Edition("e1", 3)),)
    )
    assert not await room.store.change(before, after)
    await room.store.keep_edition(room.id, "e1", b"{}")
    assert await room.store.change(before, after)


async def test_edition_goes_with_the_session(room: Room) -> None:
    """A deleted session leaves no edition."""
    await room.store.keep_edition(room.id, "e1", b"{}")
    await room.store.delete(room.id)
    assert await room.keys() == []


async def test_no_edition_without_a_session(room: Room) -> None:
    """What is kept for a session that has just been deleted is not kept, as nobody would ever remove it."""
    await room.store.delete(room.id)
    await room.store.keep_edition(room.id, "e1", b"{}")
    assert await room.keys() == []
