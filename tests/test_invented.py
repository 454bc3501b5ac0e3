"""A kind that only the tests know goes all the way through a node: nobody outside `kinds/` names a kind."""

from collections.abc import AsyncIterator

import msgspec
import pytest
import pytest_asyncio

from palabre.errors import Code
from palabre.kinds import Kinds
from palabre.protocol import Add, Decide, Drawn, Entries, Hide, Refused, Shown, Turnout, View
from palabre.redis_server import RedisServer
from tests.invented import CLAPS
from tests.people import P1, Node, Sitting, counted, expect

pytestmark = pytest.mark.asyncio(loop_scope="module")

SPEC = {"kind": "claps", "question": "How was it?", "most": 3}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def applause(redis_server: RedisServer) -> AsyncIterator[Sitting]:
    """A session with one open poll of the invented kind, on a node that knows no other."""
    async with Node(redis_server.url, "invented:", Kinds((CLAPS,))) as node:
        sitting = await Sitting.begin(node, SPEC)
        yield sitting
        await sitting.leave()


def claps(number: int) -> bytes:
    return msgspec.json.encode({"kind": "claps", "claps": number})


async def test_end_to_end(applause: Sitting) -> None:
    """Alice claps twice and Bob three times; the stage draws five and the phones hear five."""
    alice, bob, stage = await applause.phone(), await applause.phone(), await applause.stage()
    assert counted()(await alice.casts(claps(2)))
    assert counted()(await bob.casts(claps(3)))
    drawn = expect(Drawn, await stage.shows(turnout=2))
    assert msgspec.json.decode(drawn.figure)["data"][0]["y"] == [5]
    shown = expect(Shown, await alice.shows(turnout=2))
    assert msgspec.json.decode(shown.results) == {"kind": "claps", "claps": 5}


async def test_refused(applause: Sitting) -> None:
    """The kind's own refusals reach the phone, and a ballot of another kind is of the wrong one."""
    alice = await applause.phone()
    codes = [await alice.casts(it) for it in (claps(0), claps(4), b'{"kind":"words","answers":["a"]}')]
    assert [expect(Refused, it).code for it in codes] == [Code.EMPTY, Code.TOO_MANY, Code.WRONG_KIND]


async def test_moderated(applause: Sitting) -> None:
    """A decision about the kind's entries is the kind's to read."""
    ada = await applause.ada()
    await ada.does(Decide, poll=P1, decision=Hide("clap"))
    entries = await ada.waits_for(
        lambda view: (
            (isinstance(it := view.get("entries"), Entries) and it.entries[0].state == "hidden") or None
        ),
        "the hidden entry",
    )
    assert entries


async def test_built_in_kind_is_unknown(applause: Sitting) -> None:
    """A node has the kinds that it was given and no others."""
    pia = await applause.pia()
    spec = msgspec.Raw(b'{"kind":"words","question":"What?"}')
    assert await pia.is_refused(Add, spec=spec) is Code.UNKNOWN_KIND


async def test_one_picture_fails(applause: Sitting, caplog: pytest.LogCaptureFixture) -> None:
    """A picture that cannot be drawn is logged, its stage shows the turnout, and nobody else loses theirs."""
    hoarse, stage = await applause.stage(View(variant="hoarse")), await applause.stage()
    alice = await applause.phone()
    assert counted()(await alice.casts(claps(1)))
    turnout = expect(Drawn, await stage.shows(turnout=3)).turnout
    assert (turnout, "figure" in hoarse.view, "now" in hoarse.view) == (3, False, True)
    assert expect(Turnout, await hoarse.shows(turnout=3)).turnout == 3
    assert "fault in what a stage sees" in caplog.text
