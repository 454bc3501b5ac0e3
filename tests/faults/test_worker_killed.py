"""A worker, the whole server, or its Redis is killed at many instants between cast and acknowledgement.

Phones cast over real WebSockets without a pause; one that loses its connection comes back and sends the
same ballot with the same revision again, as the phone page does. At the end every ballot that counts is the
last one of its phone, once. Nothing is asserted about time; the bound is the number of kills.
"""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest
from websockets.exceptions import WebSocketException

from palabre.api import Begun
from palabre.errors import Code
from palabre.kinds import Kinds
from palabre.protocol import Add, Counted as Acknowledged, Done, Open, Refused, SessionId
from palabre.simulate import Client
from palabre.store.redis import RedisStore
from tests.people import P1, WORDS
from tests.serving import Serving
from tests.web import ask

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

KILLS = 6
PHONES = 40
ANSWERS = ("paix", "joie", "pan", "和平", "سلام")
#: What a phone sees of a server that is being killed.
BROKEN = (OSError, EOFError, WebSocketException)


class Phone:
    """One phone, which casts one ballot after the other and knows which were acknowledged."""

    def __init__(self, running: Serving, code: str, seed: int) -> None:
        self._running, self._code = running, code
        self._chance = random.Random(seed)
        self.me = self._chance.randbytes(11).hex()
        self.rev = 0
        self.answers: list[str] = []

    async def take_part(self, quiet: asyncio.Event) -> None:
        """Cast until it is quiet, each ballot until it is acknowledged."""
        client: Client | None = None
        while not quiet.is_set():
            self.rev += 1
            self.answers = self._chance.sample(ANSWERS, self._chance.randint(1, 3))
            while client is None or not await self._counted(client):
                client = await self._come_back(client)
            await asyncio.sleep(0.1 + self._chance.random() / 20)
        if client is not None:
            await client.close()

    async def _counted(self, client: Client) -> bool:
        """Cast, and cast again where the server could not; False if the connection is lost meanwhile."""
        ballot = msgspec.json.encode({"kind": "words", "answers": self.answers})
        while True:
            try:
                answer = await client.cast(P1, 1, self.rev, ballot)
            except BROKEN:
                return False
            if isinstance(answer, Acknowledged):
                assert answer.rev == self.rev
                return True
            assert answer.code in (Code.AWAY, Code.TOO_FAST), answer
            await asyncio.sleep(0.1)

    async def _come_back(self, lost: Client | None) -> Client | None:
        if lost is not None:
            await lost.close()
        await asyncio.sleep(self._chance.random() / 5)
        try:
            client = await Client.open(self._running.url)
            welcome = await client.join(self._code, me=self.me)
        except BROKEN:
            return None
        return None if isinstance(welcome, Refused) else client


class Hall:
    """A session with an open poll, and all its phones."""

    def __init__(self, running: Serving) -> None:
        self.running = running

    async def begin(self) -> None:
        """Begin the session and open its poll."""
        answer = await ask(self.running.port, "POST", "/api/sessions", b'{"title":"Plenary"}', {})
        self.begun = msgspec.json.decode(answer.body, type=Begun)
        pia = await Client.open(self.running.url)
        await pia.enter(self.begun.session, self.begun.run.partition("#")[2])
        assert isinstance(await pia.ask(Add(1, 1, msgspec.Raw(msgspec.json.encode(WORDS)))), Done)
        assert isinstance(await pia.ask(Open(2, 2, P1)), Done)
        await pia.close()
        self.phones = [Phone(self.running, self.begun.code, seed) for seed in range(PHONES)]

    async def casts_while(self, trouble: Callable[[random.Random], Awaitable[None]]) -> None:
        """Have everybody cast while there is trouble, and for as long as it takes to be acknowledged after."""
        quiet, chance = asyncio.Event(), random.Random(7)
        async with asyncio.TaskGroup() as tasks:
            for phone in self.phones:
                tasks.create_task(phone.take_part(quiet))
            for _ in range(KILLS):
                await asyncio.sleep(chance.random() / 2)
                await trouble(chance)
            await asyncio.sleep(0.3)
            quiet.set()

    async def assert_counted_once(self, data: Path) -> None:
        """Assert that what is stored is the last ballot of every phone, once."""
        store = RedisStore(f"unix://{data}/redis/redis.sock", Kinds())
        await store.start()
        tally = await store.tally(SessionId(self.begun.session), P1, 1)
        await store.stop()
        assert tally.marks == Counter(answer for phone in self.phones for answer in phone.answers)
        assert tally.turnout == PHONES
        assert sum(phone.rev for phone in self.phones) > PHONES


def scenario(
    data: Path, running: Serving, trouble: Callable[[Serving, random.Random], Awaitable[None]]
) -> None:
    """Run one hall through one kind of trouble."""

    async def run() -> None:
        hall = Hall(running)
        await hall.begin()
        await hall.casts_while(lambda chance: trouble(running, chance))
        await hall.assert_counted_once(data)

    asyncio.run(run())


def test_workers(tmp_path: Path) -> None:
    """Workers are killed one after the other: every acknowledged ballot counts once."""

    async def trouble(running: Serving, chance: random.Random) -> None:
        while not (workers := running.workers()):  # noqa: ASYNC110 (the system has no event for it)
            await asyncio.sleep(0.05)
        os.kill(chance.choice(workers), signal.SIGKILL)

    with Serving(tmp_path / "data", "--workers", "2") as running:
        scenario(tmp_path / "data", running, trouble)


def test_redis(tmp_path: Path) -> None:
    """The embedded Redis is killed again and again: every acknowledged ballot counts once."""
    killed = [0]

    async def trouble(running: Serving, chance: random.Random) -> None:
        killed.append(await asyncio.to_thread(running.redis, after=killed[-1]))
        os.kill(killed[-1], signal.SIGKILL)

    with Serving(tmp_path / "data") as running:
        scenario(tmp_path / "data", running, trouble)


def test_server(tmp_path: Path) -> None:
    """The whole server is killed and started anew on the same port and data: the same holds."""

    async def trouble(running: Serving, chance: random.Random) -> None:
        running.look()
        running.process.kill()
        await asyncio.to_thread(running.restart)

    with Serving(tmp_path / "data") as running:
        scenario(tmp_path / "data", running, trouble)
