"""What the port promises about versions, bells and attendance."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from palabre.protocol import SessionId
from palabre.store import ALIVE_MS, Attendance, Glance
from palabre.store.redis import RedisStore
from tests.room import P1, Room

NOW = 1_000_000
NOBODY = Attendance()


class Ear:
    """Hears a store's bells."""

    def __init__(self, store: RedisStore) -> None:
        self.rung: Counter[SessionId] = Counter()
        self._heard = asyncio.Event()
        store.on_bell(self._hear)

    def _hear(self, session: SessionId) -> None:
        self.rung[session] += 1
        self._heard.set()

    async def forget(self) -> None:
        """Forget what was rung, with everything that is still on its way."""
        await asyncio.sleep(0.05)
        self.rung.clear()
        self._heard.clear()

    async def hears(self, session: SessionId) -> None:
        """Wait until the session's bell rings."""
        async with asyncio.timeout(5):
            while not self.rung[session]:
                self._heard.clear()
                await self._heard.wait()


@pytest.fixture
async def ear(open_room: Room) -> Ear:
    """Somebody who watches the open room and has heard nothing yet."""
    ear = Ear(open_room.store)
    await open_room.store.watch(open_room.id)
    await ear.forget()
    return ear


RINGS: dict[str, Callable[[Room], Awaitable[object]]] = {
    "cast": lambda room: room.cast("alice", 1, paix=1),
    "change": lambda room: room.close(),
    "delete": lambda room: room.store.delete(room.id),
    "ring": lambda room: room.store.ring(room.id),
}


@pytest.mark.parametrize("what", RINGS)
async def test_bell(open_room: Room, ear: Ear, what: str) -> None:
    """Whatever changes a session rings its bell."""
    await RINGS[what](open_room)
    await ear.hears(open_room.id)


async def test_bell_after_the_fact(open_room: Room, ear: Ear) -> None:
    """Whoever looks when the bell rings sees what it rang for."""
    before = await open_room.store.glance(open_room.id, P1, 1)
    casting = asyncio.create_task(open_room.cast("alice", 1, paix=1))
    await ear.hears(open_room.id)
    assert await open_room.store.glance(open_room.id, P1, 1) != before
    await casting


async def test_one_bell_a_batch(open_room: Room, ear: Ear) -> None:
    """A thousand casts of one moment ring far fewer than a thousand bells."""
    await asyncio.gather(*(open_room.cast(f"p{number}", 1, x=1) for number in range(1000)))
    await ear.hears(open_room.id)
    assert ear.rung[open_room.id] < 100


async def test_watched_twice(open_room: Room, ear: Ear) -> None:
    """Watching twice is watching once."""
    await open_room.store.watch(open_room.id)
    await open_room.store.unwatch(open_room.id)
    await open_room.store.ring(open_room.id)
    await ear.forget()
    await open_room.store.ring(open_room.id)
    await asyncio.sleep(0.05)
    assert not ear.rung


async def test_watched_again(open_room: Room, ear: Ear) -> None:
    """Letting go and watching again at once hears the bell."""
    await open_room.store.unwatch(open_room.id)
    await open_room.store.watch(open_room.id)
    await ear.forget()
    await open_room.store.ring(open_room.id)
    await ear.hears(open_room.id)


async def test_other_session(open_room: Room, ear: Ear) -> None:
    """A bell is its session's alone."""
    await open_room.store.ring(SessionId("other"))
    await open_room.store.ring(open_room.id)
    await ear.hears(open_room.id)
    assert set(ear.rung) == {open_room.id}


async def test_bell_after_a_loss(open_room: Room, ear: Ear) -> None:
    """After its connection was cut, every watched bell rings and goes on ringing."""
    await open_room.store._pipe.call("CLIENT", "KILL", "TYPE", "pubsub")
    await ear.hears(open_room.id)
    await ear.forget()
    await open_room.store.ring(open_room.id)
    await ear.hears(open_room.id)


async def test_glance(open_room: Room) -> None:
    """A glance gives the session's version and that of one run's tally."""
    await open_room.cast("alice", 1, paix=1)
    store, version = open_room.store, open_room.session.version
    assert await store.glance(open_room.id, P1, 1) == Glance(version, 1)
    assert await store.glance(open_room.id, P1, 9) == Glance(version, 0)
    assert await store.glance(open_room.id, None, 0) == Glance(version, 0)
    assert await store.glance(SessionId("nobody"), P1, 1) is None


async def test_attendance(room: Room) -> None:
    """Attendance is the sum over nodes of what each reported last."""
    store = room.store
    await store.attend(room.id, "n1", Attendance(9, 9, 9, 9), NOW)
    assert await store.attend(room.id, "n1", Attendance(1, 2, 3, 4), NOW) == Attendance(1, 2, 3, 4)
    assert await store.attend(room.id, "n2", Attendance(10), NOW) == Attendance(11, 2, 3, 4)


async def test_silent_node(room: Room) -> None:
    """A node that has not reported for a while does not count."""
    await room.store.attend(room.id, "n1", Attendance(5), NOW)
    later = NOW + ALIVE_MS
    assert await room.store.attend(room.id, "n2", Attendance(1), later) == Attendance(6)
    assert await room.store.attend(room.id, "n2", Attendance(1), later + 1) == Attendance(1)


async def test_empty_node(room: Room) -> None:
    """A node that reports nobody is forgotten at once."""
    await room.store.attend(room.id, "n1", Attendance(5), NOW)
    assert await room.store.attend(room.id, "n1", NOBODY, NOW) == NOBODY
    assert not any("nodes" in key for key in await room.keys())


async def test_attending_nothing(store: RedisStore) -> None:
    """A report about a session that does not exist leaves nothing."""
    assert await store.attend(SessionId("nobody"), "n1", Attendance(5), NOW) == NOBODY
    assert await Room(store).keys() == []
