"""What the append-only file holds: one command a write, and nothing of what was deleted."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from palabre.redis_server import RedisServer
from palabre.store import Attendance, Cast
from palabre.store.redis import RedisStore
from tests.room import KINDS, P1, Room

SECRET = b"nobody shall ever read this again"


def on_disk(server: RedisServer, words: bytes = SECRET) -> bool:
    """Whether these bytes are in any file of this Redis."""
    folder = Path(server.url.removeprefix("unix://")).parent / "appendonlydir"
    return any(words in read(file) for file in folder.iterdir())


def read(file: Path) -> bytes:
    """Return what is in a file, nothing if it was removed meanwhile."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


async def gone(server: RedisServer) -> bool:
    """Wait until the rewrite is done."""
    async with asyncio.timeout(20):
        while on_disk(server):  # noqa: ASYNC110 (Redis tells nobody when it has finished)
            await asyncio.sleep(0.05)
    return True


WAYS: dict[str, Callable[[Room], Awaitable[object]]] = {
    "delete": lambda room: room.store.delete(room.id),
    "reset": lambda room: room.reset(),
    "remove": lambda room: room.remove(),
}


async def live(room: Room) -> None:
    """Let a room go through everything that is ever written about one."""
    await room.create()
    await room.open()
    await asyncio.gather(*(room.cast(f"p{number}", 1, **{f"w{number}": 1, "x": 1}) for number in range(200)))
    await room.cast("p1", 2, y=1)
    for present in (Attendance(1, 1, 1, 1), Attendance()):
        await room.store.attend(room.id, "n1", present, 1)
    await room.reset()
    await room.remove()
    await room.store.delete(room.id)


async def test_one_command_a_write(tmp_path: Path) -> None:
    """No write is a transaction: Redis does not wholly undo one that a crash has cut short."""
    with RedisServer(tmp_path) as server:
        store = RedisStore(server.url, KINDS)
        await store.start()
        # So that the file keeps everything that was written to it.
        await store._pipe.call("ACL", "SETUSER", "default", "-bgrewriteaof")
        await live(Room(store))
        assert on_disk(server, b"UNLINK")
        transactions = on_disk(server, b"MULTI\r\n")
        await store.stop()
    assert not transactions


@pytest.mark.parametrize("way", WAYS)
async def test_bytes_leave_the_disk(open_room: Room, redis_server: RedisServer, way: str) -> None:
    """A ballot that was removed, with its session, run or poll, is soon in no file any more."""
    await open_room.store.cast(Cast(open_room.id, P1, 1, "alice", 1, b'"%b"' % SECRET, {"x": 1}))
    assert on_disk(redis_server)
    await WAYS[way](open_room)
    assert await gone(redis_server)
