"""`palabre bench stages`: one node with many stages, each with a picture of its own, while a room answers.

The node's easel builds at most its share, so the pictures come more slowly together, and everybody else
is answered as before: a `ping` measures how long the loop lets one wait, with one stage and then with all.
At last a facilitator hides words, and each must be off every stage within a second.
"""

import asyncio
import time
from random import Random
from typing import Final

import msgspec
import uvloop
from msgspec import Struct

from palabre.bench.report import Report, Target, commit, parameters, percentile
from palabre.limits import COMMAND_RATE
from palabre.own_server import OwnServer
from palabre.protocol import AnyFrame, Decide, Done, Drawn, Hide, Open, Ping, PollId, Script, View
from palabre.simulate import Client

POLL: Final = PollId("p1")
DECK: Final = msgspec.json.encode(
    {"palabre": 1, "title": "Benchmark", "polls": [{"kind": "words", "question": "What?"}]}
).decode()
#: How long a phone waits between two ballots, and the probe between two pings, in seconds.
PAUSE_S: Final = 1.0
#: How long a hidden word may stand on any stage, in milliseconds.
HIDE_MS: Final = 1000
TURN_S: Final = 1.05 / COMMAND_RATE


class StagesPlan(Struct, frozen=True):
    """The `stages` scenario: stages of different shapes, phones that keep answering, words that are hidden."""

    stages: int = 10
    phones: int = 100
    seconds: float = 10.0
    hides: int = 10
    port: int = 8765
    seed: int = 1


def stages(plan: StagesPlan) -> Report:
    """Measure how often each stage is drawn, and how long others wait."""
    with OwnServer(plan.port) as server:
        return uvloop.run(_stages(plan, server))


async def _stages(plan: StagesPlan, server: OwnServer) -> Report:
    begun = server.begin(DECK)
    pia = await Client.open(server.url)
    await pia.enter(begun.session, begun.run.partition("#")[2])
    script = await pia.until(Script, lambda _: True)
    assert isinstance(await pia.ask(Open(pia.ref(), script.version, POLL)), Done)  # noqa: S101
    phones = [await Client.open(server.url) for _ in range(plan.phones)]
    for phone in phones:
        await phone.join(begun.code)
    answering = [asyncio.create_task(_answer(phone, Random(plan.seed + n))) for n, phone in enumerate(phones)]
    token = begun.stage.partition("#")[2]
    walls = [await Wall.open(server.url, begun.session, token, 1.5)]
    alone = await _watch(walls, pia, plan.seconds)
    shapes = [1.5 + number / 20 for number in range(1, plan.stages)]
    walls.extend([await Wall.open(server.url, begun.session, token, shape) for shape in shapes])
    crowded = await _watch(walls, pia, plan.seconds)
    hidden = sorted([await _hide(walls, pia) for _ in range(plan.hides)])
    for task in answering:
        task.cancel()
    await asyncio.gather(*answering, return_exceptions=True)
    for client in (pia, *phones, *(wall.client for wall in walls)):
        await client.close()
    found = {f"alone_{name}": value for name, value in alone.items()} | crowded
    found |= {"hide_p50_ms": percentile(hidden, 0.5), "hide_max_ms": percentile(hidden, 1.0)}
    targets = {"hide_max_ms": Target(HIDE_MS, found["hide_max_ms"] <= HIDE_MS)}
    return Report("stages", commit(), parameters(plan), found, targets)


class Wall:
    """A stage that counts the pictures it is sent."""

    def __init__(self) -> None:
        self.drawn = 0
        self.client: Client

    @classmethod
    async def open(cls, url: str, session: str, token: str, aspect: float) -> "Wall":
        """Open a stage of a shape."""
        wall = cls()
        wall.client = await Client.open(url, wall.hear)
        await wall.client.enter(session, token, View(aspect=round(aspect, 2)))
        return wall

    def hear(self, frame: AnyFrame) -> None:
        """Count a picture."""
        self.drawn += isinstance(frame, Drawn)


async def _answer(phone: Client, chance: Random) -> None:
    """Answer again and again, each time with other words."""
    rev = 0
    while True:
        rev += 1
        words = [f"word {int(chance.paretovariate(0.5)) % 5000}" for _ in range(3)]
        await phone.cast(POLL, 1, rev, msgspec.json.encode({"kind": "words", "answers": words}))
        await asyncio.sleep(PAUSE_S * chance.uniform(0.5, 1.5))


async def _hide(walls: list[Wall], pia: Client) -> float:
    """Hide a word that the first stage shows; return after how many ms no stage shows it."""
    word = (await walls[0].client.until(Drawn, lambda drawn: bool(drawn.table.rows))).table.rows[0][0]
    began = time.monotonic()
    await pia.ask(Decide(pia.ref(), POLL, Hide(str(word))))
    for wall in walls:
        await wall.client.until(Drawn, lambda drawn: all(row[0] != word for row in drawn.table.rows))
    took = time.monotonic() - began
    await asyncio.sleep(PAUSE_S)
    return round(took * 1000, 2)


async def _watch(walls: list[Wall], probe: Client, seconds: float) -> dict[str, float]:
    """Return pictures a second and stage, the fewest and the usual, and the round trips of a ping in ms."""
    before = [wall.drawn for wall in walls]
    waits: list[float] = []
    until = time.monotonic() + seconds
    while (sent := time.monotonic()) < until:
        await probe.ask(Ping(probe.ref()))
        waits.append((time.monotonic() - sent) * 1000)
        await asyncio.sleep(TURN_S)
    rates = sorted((wall.drawn - drawn) / seconds for wall, drawn in zip(walls, before, strict=True))
    waits.sort()
    return {
        "pictures_per_s_min": round(rates[0], 2),
        "pictures_per_s_p50": percentile(rates, 0.5),
        "ping_p50_ms": percentile(waits, 0.5),
        "ping_p99_ms": percentile(waits, 0.99),
        "ping_max_ms": percentile(waits, 1.0),
    }
