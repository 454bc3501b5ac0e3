"""`palabre bench cast`: acknowledged casts a second, on a server that the scenario starts itself.

Checks as it measures: after the run no acknowledged ballot may be missing from the results, and none may
be there twice.
"""

import asyncio
import time
from collections import Counter
from random import Random
from typing import Final

import msgspec
import uvloop
from msgspec import Struct

from palabre.bench.report import Report, Target, commit, parameters, percentile
from palabre.limits import COMMAND_RATE
from palabre.own_server import OwnServer
from palabre.protocol import Counted, Done, Open, PollId, Script, Shown
from palabre.simulate import Client

OPTIONS: Final = 20
POLL: Final = PollId("p1")
SETTLE_S: Final = 10.0
#: A little more than the server's limit allows one connection.
TURN_S: Final = 1.05 / COMMAND_RATE

DECK: Final = msgspec.json.encode(
    {
        "palabre": 1,
        "title": "Benchmark",
        "polls": [
            {"kind": "choice", "question": "Which?", "options": [f"Option {n}" for n in range(OPTIONS)]}
        ],
    }
).decode()
BALLOTS: Final = [msgspec.json.encode({"kind": "choice", "picks": [n]}) for n in range(OPTIONS)]


class CastPlan(Struct, frozen=True):
    """The `cast` scenario: every phone casts again once it is acknowledged, as often as a phone may."""

    phones: int = 1000
    seconds: float = 10.0
    workers: int = 1
    port: int = 8765
    seed: int = 1


def cast(plan: CastPlan) -> Report:
    """Measure acknowledged casts a second, and check that none was lost or counted twice."""
    with OwnServer(plan.port, workers=plan.workers) as server:
        return uvloop.run(_cast(plan, server))


async def _cast(plan: CastPlan, server: OwnServer) -> Report:
    begun = server.begin(DECK)
    pia = await Client.open(server.url)
    await pia.enter(begun.session, begun.run.partition("#")[2])
    script = await pia.until(Script, lambda _: True)
    assert isinstance(await pia.ask(Open(pia.ref(), script.version, POLL)), Done)  # noqa: S101
    phones = [
        _Phone(await _joined(server.url, begun.code), Random(plan.seed + n)) for n in range(plan.phones)
    ]
    began = time.perf_counter()
    until = began + plan.seconds
    await asyncio.gather(*(phone.cast_until(until) for phone in phones))
    took = time.perf_counter() - began
    lost, double = await _compare(pia, phones)
    waits = sorted(wait for phone in phones for wait in phone.waits)
    for phone in phones:
        await phone.client.close()
    await pia.close()
    figures = {
        "casts": float(len(waits)),
        "casts_per_s": round(len(waits) / took, 1),
        "ack_p50_ms": percentile(waits, 0.50),
        "ack_p95_ms": percentile(waits, 0.95),
        "ack_p99_ms": percentile(waits, 0.99),
        "ack_max_ms": percentile(waits, 1.0),
        "lost": float(lost),
        "double": float(double),
    }
    return Report("cast", commit(), parameters(plan), figures, _targets(figures))


def _targets(figures: dict[str, float]) -> dict[str, Target]:
    return {
        "casts_per_s": Target(3000, figures["casts_per_s"] >= 3000),
        "lost": Target(0, figures["lost"] == 0),
        "double": Target(0, figures["double"] == 0),
    }


class _Phone:
    """One phone that casts as fast as it may, and remembers what was acknowledged."""

    def __init__(self, client: Client, chance: Random) -> None:
        self.client = client
        self.waits: list[float] = []
        self.pick = -1
        self._chance = chance

    async def cast_until(self, until: float) -> None:
        """Cast, wait for the acknowledgement and for one's turn, and again."""
        rev = 0
        await asyncio.sleep(self._chance.uniform(0, TURN_S))
        while (sent := time.perf_counter()) < until:
            rev += 1
            pick = self._chance.randrange(OPTIONS)
            answer = await self.client.cast(POLL, 1, rev, BALLOTS[pick])
            assert isinstance(answer, Counted), answer  # noqa: S101
            self.waits.append((time.perf_counter() - sent) * 1000)
            self.pick = pick
            await asyncio.sleep(max(0.0, sent + TURN_S - time.perf_counter()))


async def _joined(url: str, code: str) -> Client:
    client = await Client.open(url)
    await client.join(code)
    return client


async def _compare(pia: Client, phones: list[_Phone]) -> tuple[int, int]:
    """Return how many acknowledged ballots the results miss, and how many they have too many."""
    expected = Counter(phone.pick for phone in phones if phone.pick >= 0)
    try:
        async with asyncio.timeout(SETTLE_S):
            shown = await pia.until(Shown, lambda shown: _counts(shown) == expected)
    except TimeoutError:
        shown = await pia.until(Shown, lambda _: True)
    missing, surplus = expected - _counts(shown), _counts(shown) - expected
    return missing.total(), surplus.total()


class _Counts(Struct):
    counts: list[int]


def _counts(shown: Shown) -> Counter[int]:
    counts = msgspec.json.decode(shown.results, type=_Counts).counts
    return Counter({pick: count for pick, count in enumerate(counts) if count})
