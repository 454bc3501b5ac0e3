"""The feed: who enters is shown everything, and stays shown it through reloads, faults and outages."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

import msgspec
import pytest
from msgspec.structs import replace

from palabre import session as sessions
from palabre.easel import Easel
from palabre.errors import Close
from palabre.feed import Feed
from palabre.hub import Hub, Member
from palabre.kinds import Kinds
from palabre.mailbox import Mailbox
from palabre.protocol import Add, Decide, Edition, Hide, Open, PollId, Role, SessionId
from palabre.session import AnySession
from palabre.store import Away, Cast
from palabre.store.redis import RedisStore
from palabre.watch import Node
from tests.people import P1, WORDS

KINDS, S = Kinds(), SessionId("s")
SPEC = msgspec.Raw(msgspec.json.encode(WORDS))


class Page(Member):
    """A member whose mail is read at once, and kept by its tag."""

    def __init__(self, role: Role = "stage", me: str = "") -> None:
        super().__init__(S, role, Mailbox(self._read), self._ended)
        self.participant = me
        self.shown: dict[str, dict[str, object]] = {}
        self.close: Close | None = None
        self.news = asyncio.Event()

    async def _read(self, text: str) -> None:
        frame = msgspec.json.decode(text)
        self.shown[frame["is"]] = frame
        self.news.set()

    def _ended(self, close: Close) -> None:
        self.close = close
        self.news.set()

    async def shows(self, tag: str, **facts: object) -> None:
        async with asyncio.timeout(10):
            while not facts.items() <= self.shown.get(tag, {}).items():
                self.news.clear()
                await self.news.wait()


@pytest.fixture
async def session(store: RedisStore) -> AnySession:
    """A kept session with one open poll of words, and a second one after it."""
    session: AnySession = sessions.Session(id=S, code="CDF347", title="Plenary")
    for change in (Add(0, 0, SPEC), Add(0, 0, SPEC), Open(0, 0, P1)):
        session = sessions.apply(session, change, KINDS)
    assert await store.create(session, {"stage": "hash"}, b"secret")
    return session


@pytest.fixture
async def feed(store: RedisStore, session: AnySession) -> AsyncIterator[Feed]:

    feed = Feed(Node("node", store, KINDS, Hub(), Easel(), time.monotonic, lambda: 0))
    yield feed
    await feed.stop()


async def cast(store: RedisStore, me: str, poll: PollId = P1) -> None:
    await store.cast(Cast(S, poll, 1, me, 1, b'{"kind":"words","answers":["paix"]}', {"paix": 1}))


async def test_enter(feed: Feed, store: RedisStore) -> None:
    """Who enters is shown the session and its tally, and then every ballot."""
    page = Page()
    await feed.enter(page)
    await page.shows("now", version=3)
    await cast(store, "alice")
    await page.shows("figure", turnout=1)


async def test_reload(feed: Feed, store: RedisStore) -> None:
    """Who leaves last and comes back in the same moment still hears the bell."""
    before, after = Page(), Page()
    await feed.enter(before)
    await asyncio.gather(feed.leave(before), feed.enter(after))
    assert list(store._bells._wanted.values()) == [S]


async def test_last_leaves(feed: Feed, store: RedisStore) -> None:
    """Once nobody is here the bell is not listened to, and the session is not known here."""
    page = Page()
    await feed.enter(page)
    assert feed.session(S) is not None
    await feed.leave(page)
    assert (dict(store._bells._wanted), feed.session(S)) == ({}, None)


T = TypeVar("T")


class Slow(Easel):
    """An easel that has no turn for what is not urgent."""

    async def build(self, what: Callable[[], T], *, urgent: bool = False) -> T:
        """Build what is urgent, and nothing else once somebody is here."""
        if not urgent and self.crowded:
            await asyncio.Event().wait()
        return await super().build(what, urgent=urgent)

    crowded = False


async def test_hiding_overtakes_painting(store: RedisStore, session: AnySession) -> None:
    """A change of the session is shown although pictures of the answers before it are still waited for."""
    easel = Slow()
    feed = Feed(Node("node", store, KINDS, Hub(), easel, time.monotonic, lambda: 0))
    page = Page()
    await feed.enter(page)
    easel.crowded = True
    await cast(store, "alice")
    await asyncio.sleep(0.3)
    decided = sessions.apply(session, Decide(0, P1, Hide("paix")), KINDS)
    assert await store.change(session, decided)
    await page.shows("figure", turnout=1)
    assert "paix" not in str(page.shown["figure"])
    await feed.stop()
    easel.close()


async def test_unreadable_edition(
    feed: Feed, store: RedisStore, session: AnySession, caplog: pytest.LogCaptureFixture
) -> None:
    """An edition that cannot be read is logged once and missing; the answers are shown all the same."""
    await store.keep_edition(S, "e1", b'{"of another release":1}')
    named = replace(session.polls[0], edition=Edition("e1", 3))
    after = replace(session, version=session.version + 1, polls=(named, *session.polls[1:]))
    assert await store.change(session, after)
    page = Page()
    await feed.enter(page)
    for turnout, me in enumerate(("alice", "bob"), 1):
        await cast(store, me)
        await page.shows("figure", turnout=turnout)
    assert caplog.text.count("fault in an edition") == 1


async def test_deleted(feed: Feed, store: RedisStore) -> None:
    """Everybody in a session that is deleted is sent away for good."""
    page = Page()
    await feed.enter(page)
    await store.delete(S)
    async with asyncio.timeout(10):
        while page.close is None:
            page.news.clear()
            await page.news.wait()
    assert page.close is Close.NO_SESSION


async def test_after_a_fault(
    feed: Feed, store: RedisStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault sends everybody away to come back, and who comes back is shown everything again."""
    before, after = Page(), Page()
    await feed.enter(before)
    with monkeypatch.context() as patch:
        patch.setattr(store, "glance", None)
        feed._hear(S)
        async with asyncio.timeout(10):
            while before.close is None:
                before.news.clear()
                await before.news.wait()
    assert before.close is Close.FAULT
    assert "fault in the watch of session s" in caplog.text
    await feed.enter(after)
    await cast(store, "alice")
    await after.shows("figure", turnout=1)


async def test_own_ballots_after_away(
    feed: Feed, store: RedisStore, session: AnySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Own ballots that could not be read when a poll came onto the stage are shown as soon as they can."""
    alice = Page("participant", "alice")
    await feed.enter(alice)
    moved = sessions.apply(session, Open(0, 0, PollId("p2")), KINDS)
    ballots, failed = store.ballots, asyncio.Event()

    async def away(*_: object) -> None:
        monkeypatch.setattr(store, "ballots", ballots)
        failed.set()
        raise Away

    monkeypatch.setattr(store, "ballots", away)
    assert await store.change(session, moved)
    await cast(store, "alice", PollId("p2"))
    await failed.wait()
    await alice.shows("presence", store="away")
    await alice.shows("mine", poll="p2", rev=1)
    await alice.shows("presence", store="here")


async def test_entering_while_away(feed: Feed, store: RedisStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who enters while the session cannot be read is told, and who comes a moment later is let in."""
    with monkeypatch.context() as patch:

        async def away(*_: object) -> None:
            raise Away

        patch.setattr(store, "glance", away)
        with pytest.raises(Away):
            await feed.enter(Page())
    page = Page()
    await feed.enter(page)
    await page.shows("now", version=3)
