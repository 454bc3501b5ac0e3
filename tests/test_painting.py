"""Pictures are the same on every node and after a reload, and the store away is no reason for another one."""

import time
from collections.abc import AsyncIterator
from random import Random
from typing import Any

import msgspec
import pytest

from palabre.easel import Easel
from palabre.kinds import Kinds
from palabre.kinds.words import WordsSpec
from palabre.painting import FAULT_S, Painting
from palabre.protocol import SessionId, Tally, View
from palabre.scene import Scene
from palabre.session import AnyPoll, AnySession, Session
from palabre.store import Cast
from palabre.store.redis import RedisStore
from tests.invented import CLAPS, ClapsSpec
from tests.people import P1

KINDS = Kinds()
BARS = View(variant="bars")
S = SessionId("s")


class Node:
    """One node's pictures of one session."""

    def __init__(self, store: RedisStore, easel: Easel, session: AnySession) -> None:
        self._session = session
        self._painting = Painting(session.id, store, easel, time.monotonic)

    async def shows(self, tally: Tally, view: View) -> dict[str, Any]:
        """Return the figure of a tally."""
        scene = Scene(self._session, tally, {}, KINDS)
        frames = await self._painting.frames(scene, scene.sight("stage", view))
        figure: dict[str, Any] = msgspec.json.decode(frames["tally"])["figure"]
        return figure

    async def draws(self, tally: Tally) -> dict[str, Any]:
        """Return where each word of the cloud of a tally stands, and how large."""
        words = (await self.shows(tally, View()))["data"][0]
        return dict(
            zip(
                words["ids"], zip(words["x"], words["y"], words["textfont"]["size"], strict=True), strict=True
            )
        )


@pytest.fixture
async def nodes(store: RedisStore) -> AsyncIterator[list[Node]]:
    """Three nodes that show one session with answers."""
    poll = AnyPoll(P1, WordsSpec(question="What is learning?"), "open")
    session: AnySession = Session(S, "CDF347", "Plenary", current=P1, polls=(poll,))
    assert await store.create(session, {}, b"secret")
    await store.cast(Cast(session.id, P1, 1, "alice", 1, b"{}", {"paix": 1}))
    easel = Easel()
    yield [Node(store, easel, session) for _ in range(3)]
    easel.close()


def history(steps: int, seed: int = 1) -> list[Tally]:
    """A tally that grows by some answers a step."""
    chance, marks, tallies = Random(seed), dict[str, int](), list[Tally]()
    for version in range(1, steps + 1):
        for _ in range(6):
            word = f"word {int(chance.expovariate(0.1))}"
            marks[word] = marks.get(word, 0) + 1
        tallies.append(Tally(version, version, dict(marks)))
    return tallies


async def test_nodes_agree(nodes: list[Node]) -> None:
    """Nodes that read the tally at different moments show the same picture of the same tally."""
    one, other, _ = nodes
    tallies = history(12)
    for tally in tallies[::2]:
        await one.draws(tally)
    for tally in tallies[1:-1:3]:
        await other.draws(tally)
    assert await one.draws(tallies[-1]) == await other.draws(tallies[-1])


async def test_reload(nodes: list[Node]) -> None:
    """A node that has just started shows what the others show, and goes on from there."""
    old, _, new = nodes
    *tallies, last = history(10)
    for tally in tallies:
        await old.draws(tally)
    assert await new.draws(tallies[-1]) == await old.draws(tallies[-1])
    assert await new.draws(last) == await old.draws(last)


async def test_late_node(nodes: list[Node]) -> None:
    """A node whose tally is behind draws what it knows and does not undo what is further."""
    ahead, behind, new = nodes
    tallies = history(8)
    for tally in tallies:
        await ahead.draws(tally)
    assert await behind.draws(tallies[3])
    assert await new.draws(tallies[-1]) == await ahead.draws(tallies[-1])


async def test_tried_again_once(store: RedisStore) -> None:
    """A picture that cannot be built is replaced by the turnout, and is due again once, after a while."""
    now, kinds = [0.0], Kinds((CLAPS,))
    poll = AnyPoll(P1, ClapsSpec(question="Did you like it?"), "open")
    session: AnySession = Session(S, "CDF347", "Plenary", current=P1, polls=(poll,))
    scene, easel = Scene(session, Tally(1, 3, {"clap": 3}), {}, kinds), Easel()
    painting = Painting(S, store, easel, lambda: now[0])
    frames = await painting.frames(scene, scene.sight("stage", View(variant="hoarse")))
    assert msgspec.json.decode(frames["tally"])["is"] == "turnout"
    dues = [painting.is_due()]
    now[0] = FAULT_S
    assert [*dues, painting.is_due(), painting.is_due()] == [False, True, False]
    easel.close()


async def test_picture_without_layout(nodes: list[Node], store: RedisStore) -> None:
    """What needs no layout has none kept."""
    await nodes[0].shows(history(3)[-1], BARS)
    assert await store._pipe.call("HGET", store._keys.run(S, P1, 1), "layouts") is None
