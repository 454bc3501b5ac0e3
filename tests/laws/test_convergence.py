"""The laws of the feed: whoever stayed and whoever has just come see the same, whatever happened before.

Random changes, casts and decisions, by everybody at once, on a real node; then it is quiet. An outage of the
store and a reader that stalls are troubles that heal; after them the same holds.
"""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from palabre.protocol import (
    Add,
    AnyFrame,
    Cast,
    CloseDown,
    Conceal,
    Decide,
    Drawn,
    Duplicate,
    Edit,
    Entries,
    Group,
    Hide,
    Mine,
    Move,
    Next,
    Now,
    Open,
    PollId,
    Project,
    Remove,
    Rename,
    Reset,
    Reveal,
    Script,
    Show,
    Shown,
    Suggestions,
    Turnout,
    Undo,
)
from palabre.redis_server import RedisServer
from tests.people import P1, PATIENCE_S, WORDS, Node, Person, Sitting, counted

# Not shrunk: an example that fails waits for what never comes.
LAW = settings(
    max_examples=8,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
CHOICE = {"kind": "choice", "question": "Which?", "options": ["a", "b"], "hidden": True}
SPECS = [msgspec.Raw(msgspec.json.encode(spec)) for spec in (WORDS, CHOICE, {"kind": "none"})]
POLLS = st.sampled_from([PollId(f"p{number}") for number in range(1, 5)])
WORD = st.sampled_from(["paix", "joie", "pan", "和平"])
DECISIONS = st.builds(Hide, WORD) | st.builds(Show, WORD) | st.builds(lambda *keys: Group(keys), WORD, WORD)

Step = tuple[str, type, dict[str, Any]]
_numbers = count(1)


def gives(who: str, kind: type, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    return st.tuples(st.just(who), st.just(kind), st.fixed_dictionaries(fields))


STEPS = st.lists(
    st.one_of(
        *(gives("pia", kind, poll=POLLS) for kind in (Open, CloseDown, Reveal, Conceal, Reset, Project, Duplicate, Remove)),
        gives("pia", Next), gives("pia", Add, spec=st.sampled_from(SPECS)),
        gives("pia", Edit, poll=POLLS, spec=st.sampled_from(SPECS)), gives("pia", Move, poll=POLLS, to=st.integers(0, 3)),
        gives("pia", Rename, title=WORD), gives("pia", Open, poll=st.just(P1)),
        gives("ada", Decide, poll=st.just(P1), decision=DECISIONS), gives("ada", Undo, poll=st.just(P1)),
        *(gives("alice", Cast, answers=st.lists(WORD, max_size=3, unique=True)) for _ in range(6)),
    ),
    min_size=4, max_size=14,
)  # fmt: skip


class Plenary:
    """A session with somebody in every role who stays."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.rev = 0

    async def fill(self) -> None:
        """Everybody comes; Alice is known by her phone."""
        sitting = self.sitting
        self.stayed = {
            "pia": sitting.people[0], "ada": await sitting.ada(), "stage": await sitting.stage(),
            "alice": await sitting.phone("A" * 22),
        }  # fmt: skip
        for person in self.stayed.values():
            await person.shows(store="here")

    async def fresh(self) -> dict[str, Person]:
        """The same people open the same pages once more."""
        sitting = self.sitting
        return {
            "pia": await sitting.pia(), "ada": await sitting.ada(), "stage": await sitting.stage(),
            "alice": await sitting.phone("A" * 22),
        }  # fmt: skip

    async def does(self, step: Step) -> None:
        """Somebody does something, obeyed or refused."""
        who, kind, fields = step
        person = self.stayed[who]
        if kind is Cast:
            self.rev += 1
            now = person.view.get("now")
            run = now.poll.run if isinstance(now, Now) and now.poll else 1
            await person.cast(fields["answers"], rev=self.rev, run=run)
        else:
            await person.asks(kind, **fields)

    async def assert_same(self) -> None:
        """Wait until everybody who stayed sees what somebody in the same role who has just come sees."""
        newcomers = await self.fresh()
        until = time.monotonic() + PATIENCE_S
        while seen(self.stayed) != seen(newcomers) and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        assert seen(self.stayed) == seen(newcomers)
        for newcomer in newcomers.values():
            await newcomer.leaves()
            self.sitting.people.remove(newcomer)


OF_A_RUN = (Mine, Turnout, Shown, Drawn, Entries, Suggestions)


def seen(people: dict[str, Person]) -> dict[str, dict[str, object]]:
    """Return what each page shows."""
    return {name: visible(person.view) for name, person in people.items()}


def visible(view: dict[str, AnyFrame]) -> dict[str, object]:
    """Return what a page shows of its view: nothing of a poll or run that is not on the stage any more."""
    head = view.get("now") or view.get("script")
    staged = None
    if isinstance(head, Now) and head.poll:
        staged = (head.poll.id, head.poll.run)
    if isinstance(head, Script):
        staged = next(((it.id, it.run) for it in head.polls if it.id == head.current), None)
    shown: dict[str, object] = {}
    for topic, frame in view.items():
        if isinstance(frame, OF_A_RUN) and (frame.poll, frame.run) != staged:
            continue
        shown[topic] = frame.rev if isinstance(frame, Mine) else msgspec.json.encode(frame)
    return shown


@asynccontextmanager
async def plenary(redis: str) -> AsyncIterator[Plenary]:
    """A full session on a node of its own."""
    async with Node(redis, f"law{next(_numbers)}:") as node:
        sitting = await Sitting.begin(node)
        full = Plenary(sitting)
        await full.fill()
        yield full
        await sitting.leave()


@LAW
@given(steps=STEPS)
def test_old_view_and_frames(redis_server: RedisServer, steps: list[Step]) -> None:
    """An old view plus frames equals a fresh view, after any sequence of commands, for every role."""

    async def run() -> None:
        async with plenary(redis_server.url) as full:
            for step in steps:
                await full.does(step)
            await full.assert_same()

    asyncio.run(run())


@LAW
@given(steps=STEPS)
def test_all_at_once(redis_server: RedisServer, steps: list[Step]) -> None:
    """The same, where everybody acts at once."""

    async def run() -> None:
        async with plenary(redis_server.url) as full:
            await asyncio.gather(*map(full.does, steps))
            await full.assert_same()

    asyncio.run(run())


async def test_store_away(tmp_path: Path) -> None:
    """While the store is away every page says so; afterwards casts are counted and everybody sees the same."""
    redis = RedisServer(tmp_path)
    redis.start()
    try:
        async with plenary(redis.url) as full:
            alice, stage = full.stayed["alice"], full.stayed["stage"]
            redis.kill()
            for person in full.stayed.values():
                await person.shows(store="away")
            assert not counted()(await alice.cast(["paix"]))
            redis.start()
            for person in full.stayed.values():
                await person.shows(store="here")
            assert counted()(await alice.cast(["paix"]))
            await stage.shows(turnout=1)
            await full.assert_same()
    finally:
        redis.stop()


async def test_store_hangs(tmp_path: Path) -> None:
    """A store that only stops answering is as good as away, and a cast that it had heard counts once."""
    with RedisServer(tmp_path) as redis:
        async with plenary(redis.url) as full:
            alice = full.stayed["alice"]
            assert redis.pid is not None
            os.kill(redis.pid, signal.SIGSTOP)
            await alice.cast(["paix"])
            await alice.shows(store="away")
            os.kill(redis.pid, signal.SIGCONT)
            await alice.shows(store="here")
            assert counted()(await alice.cast(["paix"]))
            await full.stayed["stage"].shows(turnout=1)
            await full.assert_same()
