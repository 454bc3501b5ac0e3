"""What the port promises about ballots."""

import asyncio

import pytest

from palabre.protocol import PollId
from palabre.store import Behind, Cast, Counted, Shut, Stored
from tests.room import P1, Room, ballot_of


async def test_counted(open_room: Room) -> None:
    """A ballot in an open poll is counted: its marks, one in turnout, and the version moves."""
    assert await open_room.cast("alice", 1, paix=1, joie=2) == Counted(1)
    tally = await open_room.tally()
    assert (tally.marks, tally.turnout, tally.version) == ({"paix": 1, "joie": 2}, 1, 1)


async def test_replaced(open_room: Room) -> None:
    """A recast replaces: old marks off, and a mark that nobody makes any more is gone."""
    await open_room.cast("alice", 1, paix=1, joie=1)
    assert await open_room.cast("alice", 2, joie=1, pan=3) == Counted(2)
    tally = await open_room.tally()
    assert (tally.marks, tally.turnout, tally.version) == ({"joie": 1, "pan": 3}, 1, 2)


async def test_repeated(open_room: Room) -> None:
    """The same cast again is acknowledged again and changes nothing."""
    await open_room.cast("alice", 1, paix=1)
    before = await open_room.tally()
    assert await open_room.cast("alice", 1, paix=1) == Counted(1)
    assert await open_room.tally() == before


async def test_repeated_after_close(open_room: Room) -> None:
    """A cast that was counted is acknowledged again after the close, as its reply may have been lost."""
    await open_room.cast("alice", 1, paix=1)
    await open_room.close()
    assert await open_room.cast("alice", 1, paix=1) == Counted(1)


async def test_late_copy_of_the_current_answer(open_room: Room) -> None:
    """An old copy of what counts now is acknowledged with the revision that counts."""
    await open_room.cast("alice", 1, paix=1)
    await open_room.cast("alice", 3, paix=1)
    assert await open_room.cast("alice", 1, paix=1) == Counted(3)


@pytest.mark.parametrize("rev", [1, 2])
async def test_behind(open_room: Room, rev: int) -> None:
    """Another ballot at the stored revision or below is told what to cast above, and changes nothing."""
    await open_room.cast("alice", 2, paix=1)
    assert await open_room.cast("alice", rev, joie=1) == Behind(2)
    assert (await open_room.tally()).marks == {"paix": 1}


async def test_draft(room: Room) -> None:
    """A draft takes no ballots."""
    assert await room.cast("alice", 1, paix=1) == Shut("draft")
    assert (await room.tally()).turnout == 0


async def test_closed(open_room: Room) -> None:
    """A new ballot after the close is not counted."""
    await open_room.close()
    assert await open_room.cast("alice", 1, paix=1) == Shut("closed")
    assert (await open_room.tally()).turnout == 0


async def test_recast_after_close(open_room: Room) -> None:
    """A recast after the close is not counted, and the earlier ballot stands."""
    await open_room.cast("alice", 1, paix=1)
    await open_room.close()
    assert await open_room.cast("alice", 2, joie=1) == Shut("closed")
    assert (await open_room.tally()).marks == {"paix": 1}


async def test_earlier_run(open_room: Room) -> None:
    """A ballot for the run before a reset is not counted in either run."""
    await open_room.reset()
    await open_room.open()
    assert await open_room.cast("alice", 1, run=1, paix=1) == Shut("reset")
    assert [(await open_room.tally(run)).turnout for run in (1, 2)] == [0, 0]


async def test_removed_poll(open_room: Room) -> None:
    """A ballot for a poll that was deleted is told so."""
    await open_room.remove()
    assert await open_room.cast("alice", 1, paix=1) == Shut("gone")


async def test_no_session(open_room: Room) -> None:
    """A ballot for a session that was deleted is told so, and leaves nothing."""
    await open_room.store.delete(open_room.id)
    assert await open_room.cast("alice", 1, paix=1) == Shut("gone")
    assert await open_room.keys() == []


async def test_ballots(open_room: Room) -> None:
    """Current ballots are given back byte for byte with their revisions, in the order asked for."""
    ballot = '{"kind":"words","words":["l\'été","\\n","سلام"]}'.encode()
    await open_room.store.cast(Cast(open_room.id, P1, 1, "alice", 7, ballot, {"été": 1, "\n": 1}))
    kept = await open_room.store.ballots(open_room.id, P1, 1, ["alice", "bob"])
    assert kept == [Stored(7, ballot), None]


async def test_any_mark(open_room: Room) -> None:
    """A mark may be any text, taken off as it was put on."""
    marks = {"": 1, "version": 1, "a\nb": 1, '"\\': 2, "和平 🕊": 1, "__proto__": 1}
    await open_room.store.cast(open_room.ballot("alice", 1, marks))
    assert (await open_room.tally()).marks == marks
    await open_room.cast("alice", 2, b=1)
    assert (await open_room.tally()).marks == {"b": 1}


async def test_many_together(open_room: Room) -> None:
    """Casts of one moment, more than one batch holds, are each counted once."""
    casts = [open_room.cast(f"p{number}", 1, x=1) for number in range(2000)]
    assert set(await asyncio.gather(*casts)) == {Counted(1)}
    tally = await open_room.tally()
    assert (tally.marks, tally.turnout, tally.version) == ({"x": 2000}, 2000, 2000)


async def test_turnouts(open_room: Room) -> None:
    """The turnouts of several runs come in the order asked for."""
    await open_room.cast("alice", 1, paix=1)
    store = open_room.store
    assert await store.turnouts(open_room.id, [(P1, 2), (P1, 1), (PollId("p9"), 1)]) == [0, 1, 0]


async def test_empty_tally(room: Room) -> None:
    """Where nothing was cast, the tally is empty."""
    tally = await room.tally()
    assert (tally.version, tally.turnout, tally.marks) == (0, 0, {})


def test_ballots_differ() -> None:
    """The ballots of these tests are equal exactly where their marks are."""
    assert ballot_of({"a": 1, "b": 1}) == ballot_of({"b": 1, "a": 1}) != ballot_of({"a": 1})
