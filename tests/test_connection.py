"""One connection: hello first, then commands, whatever else is sent refused, and a documented end."""

import asyncio
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from palabre import connection, entrance
from palabre.errors import Close, Code
from palabre.limits import COMMAND_BURST, FLOOD, LOOKUP_BURST, PARTICIPANT_FRAME, ROLE_FRAME
from palabre.protocol import Cast, Ping, Pong
from palabre.serve import WS_MAX_SIZE
from tests.people import Node, Person, Sitting, counted

pytestmark = pytest.mark.asyncio(loop_scope="module")

ME = "A" * 22
GUERRE = msgspec.Raw(b'{"kind":"words","answers":["guerre"]}')
PING = '{"do":"ping","ref":1}'


class Mallory:
    """Mallory, who sends whatever comes to mind."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def sends(self, *frames: str | bytes) -> None:
        """Send frames without waiting."""
        for frame in frames:
            await self.socket.send(frame)

    async def hears(self) -> dict[str, Any]:
        """Return the next frame that answers something."""
        async with asyncio.timeout(10):
            while True:
                frame: dict[str, Any] = msgspec.json.decode(await self.socket.recv())
                if frame["is"] in ("refused", "welcome", "pong", "counted", "done"):
                    return frame

    async def is_told(self, *frames: str | bytes) -> tuple[str, int | None]:
        """Send something that is refused; return the code, and the `ref` that it answers."""
        await self.sends(*frames)
        answer = await self.hears()
        assert answer["is"] == "refused", answer
        return answer["code"], answer["ref"]

    async def ended(self) -> Close:
        """Return how the connection was ended, having read whatever was said before."""
        with suppress(ConnectionClosed):
            async with asyncio.timeout(10):
                async for _ in self.socket:
                    pass
        return Close(self.socket.close_code or 0)


async def mallory(sitting: Sitting, *, joined: bool = False) -> Mallory:
    """Mallory, before hello or as a participant."""
    mallory = Mallory(await sitting.node.socket())
    if joined:
        await mallory.sends(hello(code=sitting.begun.code))
        assert (await mallory.hears())["is"] == "welcome"
    return mallory


def hello(do: str = "join", **fields: object) -> str:
    return msgspec.json.encode({"do": do, "ref": 1} | ({"me": ME} if do == "join" else {}) | fields).decode()


# --- hello ---


async def test_welcome(sitting: Sitting) -> None:
    """A phone is told its role, the session and the address to pass on."""
    alice = Person(sitting.node.url)
    welcome = await alice.joins(sitting.begun.code)
    assert (welcome.role, welcome.session, welcome.join) == (
        "participant",
        sitting.begun.session,
        sitting.begun.join,
    )
    assert welcome.tokens == {}
    await alice.leaves()


async def test_tokens_for_the_facilitator_alone(sitting: Sitting) -> None:
    """A facilitator is given the links to hand out; stage and moderator are given none."""
    for page, handed in (("run", {"stage", "moderator"}), ("stage", set()), ("moderate", set())):
        person = Person(sitting.node.url)
        welcome = await person.enters(sitting.begun.session, sitting.tokens[page])
        assert set(welcome.tokens) == handed
        await person.leaves()


async def test_hello_first(sitting: Sitting) -> None:
    """Before hello every other command is refused, and hello is still welcome."""
    it = await mallory(sitting)
    assert await it.is_told(PING) == ("hello_first", 1)
    await it.sends(hello(code=sitting.begun.code))
    assert (await it.hears())["is"] == "welcome"


async def test_hello_once(sitting: Sitting) -> None:
    """Nobody says hello twice."""
    it = await mallory(sitting, joined=True)
    assert await it.is_told(hello(code=sitting.begun.code)) == ("bad_command", 1)


@pytest.mark.parametrize("typed", ["CDF347", "", "no code"])
async def test_wrong_code(sitting: Sitting, typed: str) -> None:
    """A wrong code is told, and the phone does not come back with it."""
    it = await mallory(sitting)
    assert await it.is_told(hello(code=typed)) == ("unknown_code", 1)
    assert await it.ended() is Close.NO_SESSION


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
async def test_wrong_token(sitting: Sitting, token: str) -> None:
    """A wrong token is told, and the page does not come back with it."""
    it = await mallory(sitting)
    assert await it.is_told(hello("enter", session=sitting.begun.session, token=token)) == ("wrong_token", 1)
    assert await it.ended() is Close.WRONG_TOKEN


@pytest.mark.parametrize("session", ["", "none", "}{", "\x00"])
async def test_unknown_session(sitting: Sitting, session: str) -> None:
    """A session that is not there is told."""
    it = await mallory(sitting)
    assert await it.is_told(hello("enter", session=session, token="x")) == ("unknown_session", 1)
    assert await it.ended() is Close.NO_SESSION


async def test_looking_for_codes(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tries codes is answered late; a session is still joined from the same address."""
    monkeypatch.setattr(entrance, "LOOKUP_LATE_S", 0.01)
    sitting = await Sitting.begin(node)
    for _ in range(LOOKUP_BURST):
        await node.ask("GET", "/api/codes/CDF347")
    it = await mallory(sitting)
    assert await it.is_told(hello(code="CDF347")) == ("unknown_code", 1)
    assert await it.ended() is Close.NO_SESSION
    assert (await (await sitting.phone()).joins(sitting.begun.code)).role == "participant"
    await sitting.leave()


async def test_silence(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who says nothing, or nothing but pings, is sent away and may come back."""
    monkeypatch.setattr(connection, "HELLO_S", 0.05)
    for frames in ((), (PING,)):
        it = await mallory(sitting)
        await it.sends(*frames)
        assert await it.ended() is Close.SILENT


async def test_not_palabre(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who says nothing that is understood is sent away for good."""
    monkeypatch.setattr(connection, "HELLO_S", 0.05)
    it = await mallory(sitting)
    await it.sends("GET / HTTP/1.1", b"\x00")
    assert await it.ended() is Close.NOT_PALABRE


# --- what is not understood ---

BAD: list[tuple[str | bytes, str, int | None]] = [
    (b"{}", "binary_frame", None),
    (b"\xff", "binary_frame", None),
    ("", "bad_json", None),
    ("{", "bad_json", None),
    ("\x00", "bad_json", None),
    ("nul", "bad_json", None),
    ("[" * 4000, "bad_command", None),
    ('{"do":"cast","ref":7,"ballot":' + "[" * 3000, "bad_json", None),
    ("[]", "bad_command", None),
    ("7", "bad_command", None),
    ("{}", "bad_command", None),
    ('{"do":"fly","ref":7}', "bad_command", 7),
    ('{"do":7,"ref":7}', "bad_command", 7),
    ('{"do":"ping"}', "bad_command", None),
    ('{"do":"ping","ref":-1}', "bad_command", -1),
    ('{"do":"ping","ref":"7"}', "bad_command", None),
    ('{"do":"ping","ref":7,"more":1}', "bad_command", 7),
    ('{"do":"ping","ref":1e400}', "bad_command", None),
    ('{"do":"cast","ref":7}', "bad_command", 7),
    ('{"do":"cast","ref":7,"poll":"p1","run":0,"rev":1,"ballot":1}', "bad_command", 7),
    ('{"do":"cast","ref":7,"poll":"p1","run":1,"rev":0,"ballot":1}', "bad_command", 7),
    ('{"do":"cast","ref":7,"poll":"p1","run":1,"rev":99999999999,"ballot":1}', "bad_command", 7),
    ('{"do":"cast","ref":7,"poll":"p1","run":1,"rev":1,"ballot":{}}', "wrong_kind", 7),
    ('{"do":"cast","ref":7,"poll":"p1","run":1,"rev":1,"ballot":null}', "wrong_kind", 7),
    ('{"do":"cast","ref":7,"poll":"p1","run":1,"rev":1,"ballot":"\\ud800"}', "bad_json", None),
    ('{"do":"cast","ref":7,"poll":"\\u0000","run":1,"rev":1,"ballot":{}}', "unknown_poll", 7),
    ('{"do":"open","ref":7,"version":0,"poll":"p1"}', "not_yours", 7),
    ('{"do":"look","ref":7,"view":{}}', "not_yours", 7),
    ('{"do":"look","ref":7,"view":{"aspect":NaN}}', "bad_json", None),
    ('{"do":"look","ref":7,"view":{"aspect":99}}', "bad_command", 7),
    ('{"do":"decide","ref":7,"poll":"p1","decision":{"decide":"burn"}}', "bad_command", 7),
]


@pytest.mark.parametrize(("frame", "code", "ref"), BAD, ids=lambda it: repr(it)[:60])
async def test_refused(sitting: Sitting, frame: str | bytes, code: str, ref: int | None) -> None:
    """What cannot be obeyed is refused with a code and the `ref` where one can be read; the rest goes on."""
    it = await mallory(sitting, joined=True)
    assert await it.is_told(frame) == (code, ref)
    await it.sends(PING)
    assert (await it.hears())["is"] == "pong"


@pytest.mark.parametrize("letter", ["a", "é", "语", "🕊"])
async def test_too_large(sitting: Sitting, letter: str) -> None:
    """A participant's frame may have 4 KiB, counted in bytes."""
    it = await mallory(sitting, joined=True)
    assert await it.is_told(letter * (PARTICIPANT_FRAME // len(letter.encode()) + 1)) == ("too_large", None)
    assert await it.is_told(letter * (PARTICIPANT_FRAME // len(letter.encode()))) == ("bad_json", None)


async def test_too_large_for_a_role(sitting: Sitting) -> None:
    """Every other role's frame may have 64 KiB."""
    it = await mallory(sitting)
    await it.sends(hello("enter", session=sitting.begun.session, token=sitting.tokens["stage"]))
    await it.hears()
    assert await it.is_told("a" * ROLE_FRAME) == ("bad_json", None)
    assert await it.is_told("a" * (ROLE_FRAME + 1)) == ("too_large", None)


@pytest.mark.parametrize(("frame", "code"), [("a" * (WS_MAX_SIZE + 1), 1009), (b"\xff", 1007)])
async def test_protocol_ends_it(sitting: Sitting, frame: str | bytes, code: int) -> None:
    """What the WebSocket protocol itself does not allow ends the connection with the protocol's code."""
    it = await mallory(sitting, joined=True)
    await it.socket.send(frame, text=True)
    async with asyncio.timeout(10):
        await it.socket.wait_closed()
    assert it.socket.close_code == code


async def test_fragments(sitting: Sitting) -> None:
    """A command may come in pieces."""
    it = await mallory(sitting, joined=True)
    await it.socket.send([PING[:5], PING[5:10], PING[10:]])
    assert (await it.hears())["is"] == "pong"


# --- too much ---


async def test_too_fast(sitting: Sitting) -> None:
    """More commands than anybody types are refused, in order, and after a moment obeyed again."""
    it = await mallory(sitting, joined=True)
    await it.sends(*[PING] * (COMMAND_BURST + 5))
    answers = [await it.hears() for _ in range(COMMAND_BURST + 5)]
    kinds = [answer["is"] for answer in answers]
    assert kinds[: COMMAND_BURST - 1] == ["pong"] * (COMMAND_BURST - 1)
    assert "refused" in kinds
    assert {answer["code"] for answer in answers if answer["is"] == "refused"} == {"too_fast"}


@pytest.mark.parametrize("joined", [False, True])
async def test_flood(sitting: Sitting, joined: bool) -> None:
    """Who goes on and on is sent away, and may come back after a pause."""
    it = await mallory(sitting, joined=joined)
    await it.sends(*["x"] * (FLOOD + 50))
    assert await it.ended() is Close.FLOOD


# --- coming and going ---


async def test_vanishing(sitting: Sitting) -> None:
    """Connections that break at any moment, even before hello, harm nobody."""
    for frames in ((), (PING,), (hello(code=sitting.begun.code),)):
        it = await mallory(sitting)
        await it.sends(*frames)
        it.socket.transport.abort()
    assert isinstance(await (await sitting.phone()).asks(Ping), Pong)


async def test_reload(sitting: Sitting) -> None:
    """A facilitator who reloads the only page is not seen to be gone, and is told of new ballots."""
    for turnout in (1, 2, 3):
        await sitting.leave()
        sitting.people.clear()
        pia, alice = await sitting.pia(), await sitting.phone()
        assert counted()(await alice.cast(["paix"]))
        await pia.shows(turnout=turnout)
        await alice.shows(facilitator=True)


async def test_same_phone_twice(sitting: Sitting) -> None:
    """Two tabs of one phone are one participant with one ballot."""
    stage = await sitting.stage()
    first, second = await sitting.phone(ME), await sitting.phone(ME)
    assert counted()(await first.cast(["paix"]))
    assert await second.is_refused(Cast, poll="p1", run=1, rev=1, ballot=GUERRE) is Code.BEHIND
    await stage.shows(audience=1)
    await stage.shows(turnout=1)


async def test_own_ballot_returns(sitting: Sitting) -> None:
    """Who comes back is shown the own ballot, and nobody else's."""
    alice = await sitting.phone(ME)
    assert counted(7)(await alice.cast(["paix"], rev=7))
    await alice.leaves()
    again, bob = await sitting.phone(ME), await sitting.phone()
    await again.shows(poll="p1", rev=7)
    await bob.shows(poll="p1", rev=0)
