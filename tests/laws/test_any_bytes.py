"""The law of the edge: any bytes get a documented frame, refusal or close, and the server lives.

Whatever is sent, as the first frame or later ones, in whatever role; by HTTP as well.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any, TypeVar

import msgspec
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings, strategies as st
from websockets.exceptions import ConnectionClosed

from palabre.errors import CLOSES, Code
from palabre.protocol import AnyCommand, AnyFrame
from palabre.redis_server import RedisServer
from tests.people import PATIENCE_S, Node, Sitting

pytestmark = pytest.mark.asyncio(loop_scope="module")

T = TypeVar("T")

#: What the WebSocket protocol itself answers: bad UTF-8, too large a message, a broken frame.
PROTOCOL_CLOSES = {1002, 1007, 1009}
FRAMES: msgspec.json.Decoder[AnyFrame] = msgspec.json.Decoder(AnyFrame)
LAW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])

KINDS = sorted({kind.__struct_config__.tag for kind in AnyCommand.__args__})
FIELDS = [
    "poll",
    "run",
    "rev",
    "ballot",
    "version",
    "spec",
    "view",
    "decision",
    "to",
    "at",
    "title",
    "code",
    "me",
    "x",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text() | st.sampled_from(["p1", "A" * 22]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
COMMANDS = st.builds(
    lambda do, ref, fields: {"do": do, "ref": ref} | fields,
    st.sampled_from(KINDS), st.integers(-1, 9), st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5),
)  # fmt: skip
ANY = st.lists(
    st.binary(max_size=200)
    | st.text(max_size=200)
    | JSON.map(lambda it: msgspec.json.encode(it).decode())
    | COMMANDS.map(lambda it: msgspec.json.encode(it).decode()),
    min_size=1, max_size=6,
)  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def target(redis_server: RedisServer) -> AsyncIterator[Sitting]:
    """A session that everybody shoots at."""
    async with Node(redis_server.url, "bytes:") as node:
        sitting = await Sitting.begin(node)
        yield sitting
        await sitting.leave()


def examples_of(strategy: st.SearchStrategy[T]) -> list[T]:
    """Return what the law is to hold for; drawn beforehand, as the server lives in this very loop."""
    examples: list[T] = []

    @LAW
    @given(strategy)
    def draw(example: T) -> None:
        examples.append(example)

    draw()
    return examples


async def sends(target: Sitting, first: list[dict[str, Any]], frames: list[str | bytes]) -> None:
    """Send all that, and look at everything that comes back until the next ping is answered or all is over."""
    socket = await target.node.socket()
    try:
        for hello in first:
            await socket.send(msgspec.json.encode(hello).decode())
        for frame in frames:
            await socket.send(frame)
        await socket.send('{"do":"ping","ref":999}')
        async with asyncio.timeout(PATIENCE_S):
            async for text in socket:
                frame_back = FRAMES.decode(text)
                if getattr(frame_back, "ref", None) == 999:
                    return
    except ConnectionClosed:
        pass
    finally:
        await socket.close()
    assert socket.close_code in {*CLOSES, *PROTOCOL_CLOSES}


def hellos(target: Sitting, role: str) -> list[dict[str, Any]]:
    if role == "nobody":
        return []
    if role == "participant":
        return [{"do": "join", "ref": 0, "code": target.begun.code, "me": "M" * 22}]
    return [{"do": "enter", "ref": 0, "session": target.begun.session, "token": target.tokens[role]}]


@pytest.mark.parametrize("role", ["nobody", "participant", "stage", "moderate"])
async def test_any_frames(target: Sitting, role: str, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is sent over a connection is answered or ends it, without a fault."""
    for frames in examples_of(ANY):
        await sends(target, hellos(target, role), frames)
    assert [it for it in caplog.records if it.levelno >= logging.WARNING] == []


async def test_any_requests(target: Sitting, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is sent by HTTP has an answer, and a refusal has a code from the table."""
    bodies = st.binary(max_size=300) | JSON.map(msgspec.json.encode)
    for number, (body, name) in enumerate(examples_of(st.tuples(bodies, st.text(max_size=20)))):
        path = "".join(f"%{byte:02x}" for byte in name.encode("utf-8", "replace"))
        answers = [
            await target.node.ask("POST", "/api/sessions", body, x_forwarded_for=f"10.9.0.{number}"),
            await target.node.ask("GET", f"/api/codes/{path}", x_forwarded_for=f"10.9.0.{number}"),
            await target.node.ask("POST", f"/api/sessions/{path}/deck", body, authorization=f"Bearer {path}"),
        ]
        assert all(it.status in (200, 201) or it.json["code"] in set(Code) - {Code.FAULT} for it in answers)
    assert [it for it in caplog.records if it.levelno >= logging.WARNING] == []
