"""The law of the stalled reader: bounded, in nobody's way, and told the last of everything when it reads again."""

import asyncio
import socket
from collections.abc import AsyncIterator

import msgspec
import pytest
import pytest_asyncio
from websockets.asyncio.client import ClientConnection, connect

from palabre import connection
from palabre.mailbox import ANSWER_LIMIT, Mailbox
from palabre.redis_server import RedisServer
from tests.people import PATIENCE_S, Node, Sitting, counted

pytestmark = pytest.mark.asyncio(loop_scope="module")

#: Phones that fill the figure, and ballots that then change it while somebody stalls.
PHONES, CHANGES = 12, 24
#: What the system takes from a node at once, so that a stalled reader is felt soon.
SEND_BUFFER = 4096


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def node(redis_server: RedisServer) -> AsyncIterator[Node]:
    """A node of this module's own."""
    async with Node(redis_server.url, "stalled:", send_buffer=SEND_BUFFER) as node:
        yield node


async def stalling_stage(sitting: Sitting) -> ClientConnection:
    """A stage on a socket that takes next to nothing, which has said hello and reads no more."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", sitting.node.port))
    it = await connect("ws://palabre/api/live", sock=raw, compression=None, max_queue=1, ping_interval=None)
    enter = {"do": "enter", "ref": 1, "session": sitting.begun.session, "token": sitting.tokens["stage"]}
    await it.send(msgspec.json.encode(enter).decode())
    it.transport.pause_reading()
    return it


async def test_stalled_reader(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stage that stops reading holds one frame a topic; the others see all; it then sees the last of all."""
    boxes: list[Mailbox] = []

    class Watched(Mailbox):
        def __init__(self, send: object) -> None:
            super().__init__(send)  # type: ignore[arg-type]
            boxes.append(self)

    monkeypatch.setattr(connection, "Mailbox", Watched)
    stalled = await stalling_stage(sitting)
    stage, alice = await sitting.stage(), await sitting.phone()
    for number in range(PHONES):
        assert counted()(await (await sitting.phone()).cast([f"{number} {it} {'long' * 5}" for it in "abc"]))
    held = []
    for rev in range(1, CHANGES + 1):
        assert counted(rev)(await alice.cast([str(rev)], rev))
        await stage.shows(version=PHONES + rev)
        held.append(len(boxes[0]))
    await alice.shows(version=PHONES + CHANGES)
    assert 0 < max(held) <= ANSWER_LIMIT, held
    stalled.transport.resume_reading()
    assert await reads_figure(stalled, PHONES + CHANGES)
    stalled.transport.abort()


async def reads_figure(it: ClientConnection, version: int) -> bool:
    """Read until the figure of this version comes."""
    async with asyncio.timeout(PATIENCE_S):
        async for text in it:
            frame = msgspec.json.decode(text)
            if frame["is"] == "figure" and frame["version"] == version:
                return True
    return False


async def test_commands_wait(sitting: Sitting) -> None:
    """Who commands and does not read the answers is read no further, and holds up nobody."""
    stalled = await stalling_stage(sitting)
    for ref in range(30):
        await stalled.send(msgspec.json.encode({"do": "ping", "ref": ref}).decode())
    alice = await sitting.phone()
    assert counted()(await alice.cast(["paix"]))
    stalled.transport.resume_reading()
    assert await reads_figure(stalled, 1)
    stalled.transport.abort()
