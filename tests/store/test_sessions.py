"""What the port promises about sessions."""

import asyncio

from palabre.kinds import Kinds
from palabre.protocol import Rename, SessionId
from palabre.redis_server import RedisServer
from palabre.store.redis import RedisStore
from tests.room import Room


async def test_kept(room: Room) -> None:
    """A new session is found by its code and is what was given, with its tokens and secret."""
    store = room.store
    assert await store.find("ABCDEF") == room.id
    assert await store.load(room.id) == room.session
    assert await store.tokens(room.id) == {"facilitator": "hash"}
    assert await store.secret(room.id) == b"secret"


async def test_code_taken(room: Room) -> None:
    """A second session under a code that is taken is not kept at all."""
    other = Room(room.store, "s2", room.session.code)
    assert not await other.create()
    assert await room.store.load(other.id) is None
    assert await room.store.find(room.session.code) == room.id


async def test_one_of_two_gets_the_code(store: RedisStore) -> None:
    """Of two sessions created under one code at once, one is kept."""
    rooms = [Room(store, f"s{number}") for number in range(2)]
    assert sorted(await asyncio.gather(*(room.create() for room in rooms))) == [False, True]


async def test_created_twice(open_room: Room) -> None:
    """Creating again is creating once, even after the first change."""
    first = Room(open_room.store)
    assert await first.create()
    assert await open_room.store.load(open_room.id) == open_room.session


async def test_code_stays(room: Room) -> None:
    """The code of a kept session never runs out."""
    assert await room.store._pipe.call("TTL", room.store._keys.code("ABCDEF")) == -1


async def test_nothing_there(store: RedisStore) -> None:
    """Where there is no session there is no code, token or secret."""
    nobody = SessionId("nobody")
    assert await store.find("ZZZZZZ") is None
    assert await store.load(nobody) is None
    assert await store.tokens(nobody) == {}
    assert await store.secret(nobody) is None


async def test_changed(room: Room) -> None:
    """A change replaces the session."""
    assert await room.open()
    kept = await room.store.load(room.id)
    assert kept is not None
    assert (kept.version, kept.polls[0].phase) == (2, "open")


async def test_changed_twice(room: Room) -> None:
    """The same change again, as after a lost reply, is right and changes nothing."""
    before = room.session
    assert await room.open()
    assert await room.store.change(before, room.session)
    assert await room.store.load(room.id) == room.session


async def test_two_facilitators(room: Room) -> None:
    """Of two changes made from one version, one is kept and the other is told."""
    pia, ada = Room(room.store), Room(room.store)
    changes = (pia.open(), ada.change(Rename(ref=0, version=1, title="Other")))
    assert sorted(await asyncio.gather(*changes)) == [False, True]
    kept = await room.store.load(room.id)
    assert kept in (pia.session, ada.session)
    assert kept is not None
    assert kept.version == 2


async def test_change_of_nothing(store: RedisStore) -> None:
    """A session that does not exist cannot be changed into being."""
    room = Room(store)
    assert not await room.open()
    assert await room.keys() == []


async def test_reset_removes(open_room: Room) -> None:
    """A reset removes every ballot of the run before."""
    await open_room.cast("alice", 1, paix=1)
    assert any(":p1:1" in key for key in await open_room.keys())
    await open_room.reset()
    assert not any(":p1:1" in key for key in await open_room.keys())


async def test_delete(open_room: Room) -> None:
    """A deleted session leaves no key at all, and its code is free."""
    await open_room.cast("alice", 1, paix=1)
    assert await open_room.store.delete(open_room.id)
    assert await open_room.keys() == []
    assert not await open_room.store.delete(open_room.id)
    assert await Room(open_room.store, "s2").create()


async def test_delete_spares_others(open_room: Room) -> None:
    """Deleting one session leaves another as it was."""
    other = Room(open_room.store, "s2", "GHJKMN")
    await other.create()
    await open_room.store.delete(open_room.id)
    assert await open_room.store.load(other.id) == other.session
    assert await open_room.store.find("GHJKMN") == other.id


async def test_second_store(open_room: Room, redis_server: RedisServer, prefix: str) -> None:
    """What one node keeps, every node sees."""
    other = RedisStore(redis_server.url, Kinds(), prefix)
    await other.start()
    await open_room.cast("alice", 1, paix=1)
    there = await Room(other).tally()
    await other.stop()
    assert there == await open_room.tally()
