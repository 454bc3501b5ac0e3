"""Delete means delete: in the append-only file too."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from palabre.redis_server import RedisServer
from palabre.store import Cast
from tests.room import P1, Room

SECRET = b"nobody shall ever read this again"


def on_disk(server: RedisServer) -> bool:
    """Whether the ballot's bytes are in any file of this Redis."""
    folder = Path(server.url.removeprefix("unix://")).parent / "appendonlydir"
    return any(SECRET in read(file) for file in folder.iterdir())


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


@pytest.mark.parametrize("way", WAYS)
async def test_bytes_leave_the_disk(open_room: Room, redis_server: RedisServer, way: str) -> None:
    """A ballot that was removed, with its session, run or poll, is soon in no file any more."""
    await open_room.store.cast(Cast(open_room.id, P1, 1, "alice", 1, b'"%b"' % SECRET, {"x": 1}))
    assert on_disk(redis_server)
    await WAYS[way](open_room)
    assert await gone(redis_server)
