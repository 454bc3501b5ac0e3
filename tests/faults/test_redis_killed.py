"""Redis is killed at many instants under load and comes back on the same data.

Twenty-five kills, each some milliseconds after the last, while a few hundred participants cast without a
pause, some through calls that give up. Nothing is asserted about time; the bound is the number of kills.
"""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from palabre.kinds import Kinds
from palabre.redis_server import RedisServer
from palabre.store import Away, Counted
from palabre.store.redis import RedisStore
from tests.room import P1, Room

KILLS = 25
PEOPLE = 300
WORDS = ("paix", "joie", "pan", "和平")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of this test's own, to be killed."""
    with RedisServer(tmp_path) as server:
        yield server


class Participant:
    """Casts one ballot after the other until the room is quiet, and remembers what was acknowledged."""

    def __init__(self, name: str, seed: int) -> None:
        self.name = name
        self.acknowledged = 0
        self.sent: dict[int, dict[str, int]] = {}
        self._chance = random.Random(seed)

    async def take_part(self, room: Room, quiet: asyncio.Event) -> None:
        """Cast, and cast again what was not acknowledged, as a phone does."""
        rev = 0
        while not quiet.is_set():
            rev += 1
            self.sent[rev] = dict.fromkeys(self._chance.sample(WORDS, self._chance.randint(1, 3)), 1)
            await self._until_counted(room, rev)
            await asyncio.sleep(self._chance.random() / 50)

    async def _until_counted(self, room: Room, rev: int) -> None:
        while True:
            try:
                outcome = await room.cast(self.name, rev, **self.sent[rev])
            except Away:
                continue
            assert outcome == Counted(rev)
            self.acknowledged = rev
            return


async def kill_and_restart(server: RedisServer, chance: random.Random) -> None:
    """Kill Redis at one instant, and start it again."""
    await asyncio.sleep(chance.random() / 10)
    server.kill()
    # Meanwhile everybody finds the socket refused. A thread of the loop's lives as long as the test.
    await asyncio.to_thread(server.start)


async def test_killed_at_any_instant(server: RedisServer) -> None:
    """Every acknowledged ballot is there, once, and nothing else is."""
    store = RedisStore(server.url, Kinds())
    await store.start()
    room, quiet, chance = Room(store), asyncio.Event(), random.Random(11)
    await room.create()
    await room.open()
    people = [Participant(f"p{number}", number) for number in range(PEOPLE)]
    tasks = [asyncio.create_task(person.take_part(room, quiet)) for person in people]
    for _ in range(KILLS):
        await kill_and_restart(server, chance)
    quiet.set()
    await asyncio.gather(*tasks)
    await assert_counted_once(room, people)
    await store.stop()


async def assert_counted_once(room: Room, people: list[Participant]) -> None:
    """Assert that what is stored is what was acknowledged, and that the tally is its sum."""
    stored = await room.store.ballots(room.id, P1, 1, [person.name for person in people])
    total: Counter[str] = Counter()
    for person, ballot in zip(people, stored, strict=True):
        assert ballot is not None
        assert ballot.rev == person.acknowledged
        assert msgspec.json.decode(ballot.ballot) == person.sent[ballot.rev]
        total.update(person.sent[ballot.rev])
    tally = await room.tally()
    assert (tally.marks, tally.turnout) == (dict(total), PEOPLE)


async def test_killed_and_left(server: RedisServer) -> None:
    """What was acknowledged just before the kill is there, whoever had given up by then."""
    store = RedisStore(server.url, Kinds())
    await store.start()
    room = Room(store)
    await room.create()
    await room.open()
    casts = [asyncio.create_task(room.cast(f"p{number}", 1, x=1)) for number in range(1000)]
    await asyncio.wait(casts, return_when=asyncio.FIRST_COMPLETED)
    server.kill()
    acknowledged = {number for number, task in enumerate(casts) if task.done()}
    for task in casts:
        task.cancel()
    await asyncio.gather(*casts, return_exceptions=True)
    server.start()
    stored = await room.store.ballots(room.id, P1, 1, [f"p{number}" for number in range(1000)])
    assert acknowledged <= {number for number, ballot in enumerate(stored) if ballot is not None}
    assert (await room.tally()).turnout == sum(ballot is not None for ballot in stored)
    await store.stop()


async def test_changed_while_killed(server: RedisServer) -> None:
    """A facilitator's change that was answered is there after a kill, and one unanswered can be repeated."""
    store = RedisStore(server.url, Kinds())
    await store.start()
    room = Room(store)
    await room.create()
    opening = asyncio.create_task(room.open())
    await asyncio.sleep(0)
    server.kill()
    server.start()
    assert await opening
    assert await room.cast("alice", 1, x=1) == Counted(1)
    await store.stop()


@pytest.mark.parametrize("eighth", range(1, 8))
async def test_cut_inside_a_cast(server: RedisServer, tmp_path: Path, eighth: int) -> None:
    """Wherever a crash cuts a cast's bytes short, the sum is right after one restart and after two."""
    store = RedisStore(server.url, Kinds())
    await store.start()
    room = Room(store)
    await room.create()
    await room.open()
    await room.cast("alice", 1, x=1)
    file = next((tmp_path / "redis" / "appendonlydir").glob("*.incr.aof"))
    begin = file.stat().st_size
    await room.cast("bob", 1, x=1, y=1)
    server.kill()
    os.truncate(file, begin + (file.stat().st_size - begin) * eighth // 8)
    server.start()
    await room.cast("carol", 1, z=1)
    server.kill()
    server.start()
    tally = await room.tally()
    await store.stop()
    assert (tally.marks, tally.turnout) == ({"x": 1, "z": 1}, 2)
