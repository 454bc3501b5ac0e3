"""What the port promises about starting, stopping, losing functions or connections, and cancelled callers."""

import asyncio
import logging
import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from palabre.kinds import Kinds
from palabre.redis_server import RedisServer
from palabre.store import Away, Counted, Unusable
from palabre.store.functions import LIBRARY
from palabre.store.redis import RedisStore
from palabre.store.redis.checks import _check_role, _check_server
from tests.room import Room


async def start(url: str, prefix: str = "life:") -> RedisStore:
    """Start a store and stop it again."""
    store = RedisStore(url, Kinds(), prefix)
    await store.start()
    await store.stop()
    return store


@contextmanager
def user(server: RedisServer, *rules: str) -> Iterator[str]:
    """Make a Redis user with these rights for a while; the address to enter by."""
    address = f"{server.url}?username=mallory&password=pw"
    tell(server, "ACL", "SETUSER", "mallory", "reset", "on", ">pw", "~*", "&*", *rules)
    yield address
    tell(server, "ACL", "DELUSER", "mallory")


def tell(server: RedisServer, *words: str) -> str:
    """Say something to a Redis outside of any store."""
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(server.url.removeprefix("unix://"))
        client.sendall((" ".join(words) + "\r\n").encode())
        return client.recv(4096).decode()


async def test_ping(store: RedisStore) -> None:
    """A store that answers answers a ping."""
    await store.ping()


async def test_nobody_there(tmp_path: Path) -> None:
    """Starting where no Redis is says that it is away."""
    with pytest.raises(Away):
        await start(f"unix://{tmp_path}/none.sock")


def test_no_address() -> None:
    """What is no address is told as such."""
    with pytest.raises(Unusable, match="not the address of a Redis"):
        RedisStore("http://x", Kinds())


async def test_wrong_password(redis_server: RedisServer) -> None:
    """A wrong password is the operator's to mend, not something to wait for."""
    with pytest.raises(Unusable, match="Check user and password"):
        await start(f"{redis_server.url}?username=nobody&password=wrong")


@pytest.mark.parametrize(
    ("rules", "name"), [(("+@all", "-function"), "FUNCTION LOAD"), (("+@all", "resetchannels"), "SPUBLISH")]
)
async def test_denied(redis_server: RedisServer, rules: tuple[str, ...], name: str) -> None:
    """A Redis that refuses what Palabre needs is told in a sentence that names it."""
    with user(redis_server, *rules) as url, pytest.raises(Unusable, match=name):
        await start(url)


async def test_old_server() -> None:
    """A Redis before 7 is told in a sentence."""
    with pytest.raises(Unusable, match=r"Redis 6\.2\.1; Palabre needs Redis 7"):
        _check_server({"redis_version": "6.2.1"})


async def test_cluster_and_replica() -> None:
    """One node of a cluster and a replica are told in a sentence."""
    with pytest.raises(Unusable, match="cluster"):
        _check_server({"redis_version": "8.0.0", "redis_mode": "cluster"})
    with pytest.raises(Unusable, match="replica"):
        _check_role({"role": "slave"})


async def test_durable(redis_server: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    """The embedded Redis starts without a warning."""
    await start(redis_server.url)
    assert caplog.records == []


async def test_forgetful(redis_server: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    """A Redis that may lose an acknowledged ballot is warned about once."""
    tell(redis_server, "CONFIG", "SET", "appendfsync", "everysec")
    await start(redis_server.url)
    tell(redis_server, "CONFIG", "SET", "appendfsync", "always")
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "appendfsync everysec" in caplog.text


async def test_silent_about_durability(redis_server: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    """A Redis that does not tell how it keeps data is warned about once, and used."""
    with user(redis_server, "+@all", "-config") as url:
        await start(url)
    assert "CONFIG is denied" in caplog.text
    assert len(caplog.records) == 1


async def test_flushed_functions(open_room: Room) -> None:
    """Functions that were flushed are loaded again, and every cast of that moment is counted."""
    await open_room.store._pipe.call("FUNCTION", "FLUSH")
    casts = [open_room.cast(f"p{number}", 1, x=1) for number in range(500)]
    assert set(await asyncio.gather(*casts)) == {Counted(1)}
    assert (await open_room.tally()).turnout == 500


async def test_other_release(open_room: Room) -> None:
    """The functions of another release stand beside these."""
    other = LIBRARY.source.replace(LIBRARY.name.encode(), b"palabre_other")
    await open_room.store._pipe.call("FUNCTION", "LOAD", "REPLACE", other)
    assert await open_room.cast("alice", 1, paix=1) == Counted(1)
    await open_room.store._pipe.call("FUNCTION", "DELETE", "palabre_other")


async def test_cut_connections(open_room: Room, redis_server: RedisServer) -> None:
    """Connections cut in mid-flight lose and double nothing."""
    casts = [asyncio.create_task(open_room.cast(f"p{number}", 1, x=1)) for number in range(3000)]
    for _ in range(5):
        await asyncio.sleep(0.01)
        tell(redis_server, "CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
    assert set(await asyncio.gather(*casts)) == {Counted(1)}
    assert (await open_room.tally()).marks == {"x": 3000}


async def test_cancelled_callers(open_room: Room) -> None:
    """Callers that go away at any point take nobody else's answer along."""
    chance = random.Random(7)
    casts = [asyncio.create_task(open_room.cast(f"p{number}", 1, x=1)) for number in range(2000)]
    leaving = chance.sample(casts, 600)
    for number, task in enumerate(leaving):
        task.cancel()
        if number % 20 == 0:
            await asyncio.sleep(chance.random() / 500)
    outcomes = await asyncio.gather(*casts, return_exceptions=True)
    stayed = [outcome for task, outcome in zip(casts, outcomes, strict=True) if not task.cancelled()]
    assert set(stayed) == {Counted(1)}
    tally = await open_room.tally()
    assert len(stayed) <= tally.turnout == tally.marks["x"] <= 2000


async def test_stopped(redis_server: RedisServer, prefix: str) -> None:
    """A stopped store is away."""
    store = await start(redis_server.url, prefix)
    with pytest.raises(Away):
        await store.ping()


async def test_stopping(redis_server: RedisServer, prefix: str) -> None:
    """Casts under way when the store stops are finished."""
    store = RedisStore(redis_server.url, Kinds(), prefix)
    await store.start()
    room = Room(store)
    await room.create()
    await room.open()
    casts = [asyncio.create_task(room.cast(f"p{number}", 1, x=1)) for number in range(500)]
    await asyncio.sleep(0)
    await store.stop()
    assert set(await asyncio.gather(*casts)) == {Counted(1)}
