"""The law of counting: whatever arrives in whatever order, the tally is the sum of the current ballots.

Several participants cast, recast, retry and double over several connections while the poll is closed and
opened again; deliveries overtake each other. A plain model of the rules is not needed: the law is read off
what the store itself says each participant's current ballot is.
"""

import asyncio
import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Iterator

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from palabre.kinds import Kinds
from palabre.redis_server import RedisServer
from palabre.store import Behind, Counted as Acknowledged, Outcome, Shut
from palabre.store.redis import RedisStore
from tests.room import P1, Room

PEOPLE = ("alice", "bob", "carol")
MARKS = st.dictionaries(st.sampled_from("abc"), st.integers(1, 3), min_size=1)
BALLOTS = st.tuples(st.sampled_from(PEOPLE), st.integers(1, 6), MARKS)
#: A delivery of a ballot over one of two nodes, a close, or an opening.
STEPS = st.lists(st.tuples(st.integers(0, 1), BALLOTS) | st.sampled_from(["close", "open"]), max_size=40)

LAW = settings(max_examples=60, deadline=None, derandomize=True)
Ballot = tuple[str, int, dict[str, int]]


class Hall:
    """Two nodes in one loop, in which each example has an open room of its own."""

    def __init__(self, url: str, runner: asyncio.Runner) -> None:
        self.stores = [RedisStore(url, Kinds(), "law:", lines=2) for _ in range(2)]
        self._run = runner.run
        self._names = itertools.count()
        for store in self.stores:
            runner.run(store.start())

    def leave(self) -> None:
        """Stop both nodes."""
        for store in self.stores:
            self._run(store.stop())

    def play(self, scenario: Callable[[Room], Coroutine[None, None, None]]) -> None:
        """Play one example in a new room."""
        self._run(self._play(scenario))

    async def _play(self, scenario: Callable[[Room], Coroutine[None, None, None]]) -> None:
        number = next(self._names)
        room = Room(self.stores[0], f"s{number}", f"C{number}")
        await room.create()
        await room.open()
        await scenario(room)

    def send(self, room: Room, node: int, ballot: Ballot) -> "asyncio.Task[Outcome]":
        """Cast through one of the nodes, without waiting."""
        return asyncio.ensure_future(self.stores[node % 2].cast(room.ballot(*ballot)))


@pytest.fixture(scope="module")
def hall(redis_server: RedisServer) -> Iterator[Hall]:
    """The hall that all examples share."""
    with asyncio.Runner() as runner:
        hall = Hall(redis_server.url, runner)
        yield hall
        hall.leave()


async def assert_sum(room: Room, run: int = 1) -> dict[str, tuple[int, bytes]]:
    """Assert that the tally is the sum of the current ballots, and return those by participant."""
    tally = await room.tally(run)
    current = await room.store.ballots(room.id, P1, run, PEOPLE)
    stored = {who: (kept.rev, kept.ballot) for who, kept in zip(PEOPLE, current, strict=True) if kept}
    total: Counter[str] = Counter()
    for _, ballot in stored.values():
        total.update(msgspec.json.decode(ballot, type=dict[str, int]))
    assert tally.marks == dict(total)
    assert tally.turnout == len(stored)
    return stored


@LAW
@given(steps=STEPS)
def test_any_interleaving(hall: Hall, steps: list[tuple[int, Ballot] | str]) -> None:
    """Casts, recasts, retries and copies among closings: the tally is the sum of the final ballots."""

    async def scenario(room: Room) -> None:
        under_way = []
        for step in steps:
            if step == "close" and room.session.polls[0].phase == "open":
                await room.close()
            elif step == "open" and room.session.polls[0].phase == "closed":
                await room.open()
            elif not isinstance(step, str):
                under_way.append(hall.send(room, *step))
        await asyncio.gather(*under_way)
        await assert_sum(room)

    hall.play(scenario)


@LAW
@given(ballots=st.lists(BALLOTS, max_size=30), copies=st.integers(1, 3))
def test_highest_revision_wins(hall: Hall, ballots: list[Ballot], copies: int) -> None:
    """Of one participant's ballots the highest revision wins, however often and in whatever order they come."""

    async def scenario(room: Room) -> None:
        await asyncio.gather(*(hall.send(room, n, b) for n, b in enumerate(ballots * copies)))
        stored = await assert_sum(room)
        highest: defaultdict[str, int] = defaultdict(int)
        for who, rev, _ in ballots:
            highest[who] = max(highest[who], rev)
        assert {who: rev for who, (rev, _) in stored.items()} == dict(highest)

    hall.play(scenario)


@LAW
@given(ballots=st.lists(BALLOTS, min_size=1, max_size=30), closes_at=st.integers(0, 30))
def test_acknowledged_is_what_counts(hall: Hall, ballots: list[Ballot], closes_at: int) -> None:
    """With a close in the middle, each outcome is true of what is stored, and nothing moves afterwards."""

    async def scenario(room: Room) -> None:
        early = [hall.send(room, n, ballot) for n, ballot in enumerate(ballots[:closes_at])]
        await room.close()
        closed = await room.tally()
        late = [hall.send(room, n, ballot) for n, ballot in enumerate(ballots[closes_at:])]
        outcomes = await asyncio.gather(*early, *late)
        stored = await assert_sum(room)
        assert await room.tally() == closed
        for (who, _, _), outcome in zip(ballots, outcomes, strict=True):
            match outcome:
                case Acknowledged(rev) | Behind(rev):
                    assert rev <= stored[who][0]
                case Shut(why):
                    assert why == "closed"

    hall.play(scenario)


@LAW
@given(before=st.lists(BALLOTS, max_size=15), after=st.lists(BALLOTS, max_size=15))
def test_reset_between(hall: Hall, before: list[Ballot], after: list[Ballot]) -> None:
    """Ballots that race a reset are counted in their own run or not at all; the next run has its own."""

    async def scenario(room: Room) -> None:
        racing = [hall.send(room, n, ballot) for n, ballot in enumerate(before)]
        await room.reset()
        await room.open()
        await asyncio.gather(*racing)
        assert await assert_sum(room, run=1) == {}
        assert await room.store._pipe.call("EXISTS", room.store._keys.run(room.id, P1, 1)) == 0
        await asyncio.gather(*(room.cast(who, rev, run=2, **marks) for who, rev, marks in after))
        assert set(await assert_sum(room, run=2)) == {who for who, _, _ in after}

    hall.play(scenario)
