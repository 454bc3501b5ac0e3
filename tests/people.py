"""The people that edge tests speak of, each on a real socket to a real node: `await alice.cast(["paix"])`.

Ada moderates, Pia facilitates, Alice, Bob and Carol take part, Mallory misbehaves. A `Node` is served as
`palabre serve` serves it; a `Sitting` is one session on it, with an open poll of words unless told otherwise.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import msgspec
from websockets.asyncio.client import ClientConnection, connect

from palabre.api import Begun
from palabre.app import create_app
from palabre.errors import Code
from palabre.kinds import Kinds
from palabre.protocol import (
    Add,
    AnyFrame,
    Audience,
    Cast,
    Change,
    Command,
    Counted,
    Done,
    Drawn,
    Entries,
    Mine,
    Now,
    Open,
    PollId,
    Pong,
    Presence,
    Refused,
    Script,
    Shown,
    Suggestions,
    Turnout,
    View,
    Welcome,
)
from palabre.settings import Settings
from palabre.simulate import Client
from tests.web import Answer, ask, served

F = TypeVar("F")

#: How long a person looks before saying that it did not happen.
PATIENCE_S: Final = 10.0
P1: Final = PollId("p1")
WORDS: Final = {"kind": "words", "question": "What is learning?", "answers": 3}
#: What replaces what on a page.
TOPICS: Final[dict[type, str]] = {
    Turnout: "tally", Shown: "tally", Drawn: "tally", Entries: "entries", Now: "now", Script: "script",
    Mine: "mine", Suggestions: "suggestions", Presence: "presence", Audience: "audience",
}  # fmt: skip


class Node:
    """One node on a free port, in this process."""

    def __init__(
        self, redis: str, prefix: str, kinds: Kinds | None = None, send_buffer: int = 0, suggester: str = ""
    ) -> None:
        self.settings = Settings(redis=redis, key_prefix=prefix, suggester=suggester)
        self.kinds = kinds or Kinds()
        self._send_buffer = send_buffer
        self._stack = AsyncExitStack()
        self._addresses = itertools.count()

    async def __aenter__(self) -> Self:
        self.port = await self._stack.enter_async_context(
            served(create_app(self.settings, self.kinds), self._send_buffer)
        )
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Send one HTTP request; `x_forwarded_for` is the header `x-forwarded-for`."""
        return await ask(self.port, method, path, body, headers)

    async def socket(self) -> ClientConnection:
        """Connect without saying hello."""
        return await connect(f"ws://127.0.0.1:{self.port}/api/live", compression=None, proxy=None)

    async def begin(self, **asked: Any) -> Begun:
        """Begin a session."""
        # Each time as if from another address, since a node begins only so many for one.
        address = f"10.0.0.{next(self._addresses)}"
        body = msgspec.json.encode({"title": "Plenary"} | asked)
        answer = await self.ask("POST", "/api/sessions", body, x_forwarded_for=address)
        assert answer.status == 201, answer.body
        return msgspec.json.decode(answer.body, type=Begun)


class Person:
    """Somebody with a page open; `view` is what it shows: the latest frame by topic."""

    def __init__(self, url: str, me: str | None = None) -> None:
        self.view: dict[str, AnyFrame] = {}
        self.heard: list[AnyFrame] = []
        self._url, self._me = url, me
        self._news = asyncio.Event()
        self._version = 0

    async def joins(self, code: str) -> Welcome:
        """Come in by the join code."""
        self.client = await Client.open(self._url, self._hear)
        return expect(Welcome, await self.client.join(code, me=self._me))

    async def enters(self, session: str, token: str, view: View | None = None) -> Welcome:
        """Come in with a role's token."""
        self.client = await Client.open(self._url, self._hear)
        return expect(Welcome, await self.client.enter(session, token, view))

    async def leaves(self) -> None:
        """Close the page."""
        await self.client.close()

    async def shows(self, **facts: object) -> AnyFrame:
        """Return the frame that says so, once one does."""
        return await self.waits_for(
            lambda view: next((frame for frame in view.values() if _says(frame, facts)), None), str(facts)
        )

    async def waits_for(self, look: Callable[[dict[str, AnyFrame]], F | None], what: str) -> F:
        """Return what `look` sees in the view, once it sees something."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while (seen := look(self.view)) is None:
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"never showed {what}, but {self.view}") from None
        return seen

    async def asks(self, kind: type[Command], **fields: Any) -> AnyFrame:
        """Give a command and return its answer."""
        if issubclass(kind, Change):
            fields = {"version": await self.version()} | fields
        async with asyncio.timeout(PATIENCE_S):
            return await self.client.ask(kind(ref=self.client.ref(), **fields))

    async def does(self, kind: type[Command], **fields: Any) -> None:
        """Give a command that is obeyed."""
        answer = await self.asks(kind, **fields)
        assert isinstance(answer, Done | Pong), answer
        if isinstance(answer, Done):
            self._version = answer.version

    async def is_refused(self, kind: type[Command], **fields: Any) -> Code:
        """Give a command that is refused, and return why."""
        return expect(Refused, await self.asks(kind, **fields)).code

    async def version(self) -> int:
        """Return the session's version as this page knows it, by what it shows or has done itself."""
        shown = await self.waits_for(lambda view: view.get("script") or view.get("now"), "the session")
        assert isinstance(shown, Script | Now)
        return max(self._version, shown.version)

    async def cast(self, answers: list[str], rev: int = 1, poll: PollId = P1, run: int = 1) -> AnyFrame:
        """Cast words."""
        return await self.casts(msgspec.json.encode({"kind": "words", "answers": answers}), rev, poll, run)

    async def casts(self, ballot: bytes, rev: int = 1, poll: PollId = P1, run: int = 1) -> AnyFrame:
        """Cast any ballot; once it is counted the page knows that it is the own one."""
        answer = await self.asks(Cast, poll=poll, run=run, rev=rev, ballot=msgspec.Raw(ballot))
        if isinstance(answer, Counted):
            self.view["mine"] = Mine(poll=poll, run=run, rev=answer.rev, ballot=msgspec.Raw(ballot))
        return answer

    async def ended(self) -> int:
        """Return the close code, once the connection has ended."""
        async with asyncio.timeout(PATIENCE_S):
            await self.client._socket.wait_closed()
        return self.client._socket.close_code or 0

    def _hear(self, frame: AnyFrame) -> None:
        self.heard.append(frame)
        if type(frame) in TOPICS:
            self.view[TOPICS[type(frame)]] = frame
        self._news.set()


class Sitting:
    """One session on a node, with everybody who came."""

    def __init__(self, node: Node, begun: Begun) -> None:
        self.node, self.begun = node, begun
        self.people: list[Person] = []
        self.tokens = {
            page: link.partition("#")[2]
            for page, link in (("stage", begun.stage), ("run", begun.run), ("moderate", begun.moderate))
        }

    @classmethod
    async def begin(cls, node: Node, *specs: dict[str, Any], opened: bool = True) -> "Sitting":
        """Begin a session, have Pia write its polls (one of words if none is given) and open the first."""
        sitting = cls(node, await node.begin())
        pia = await sitting.pia()
        for spec in specs or (WORDS,):
            await pia.does(Add, spec=msgspec.Raw(msgspec.json.encode(spec)))
        if opened:
            await pia.does(Open, poll=P1)
        return sitting

    async def phone(self, me: str | None = None) -> Person:
        """A participant, perhaps one that was here before."""
        return await self._came(Person(self.node.url, me), lambda it: it.joins(self.begun.code))

    async def pia(self) -> Person:
        """Pia, who facilitates."""
        return await self._with_token("run")

    async def ada(self) -> Person:
        """Ada, who moderates."""
        return await self._with_token("moderate")

    async def stage(self, view: View | None = None) -> Person:
        """A projected page."""
        return await self._with_token("stage", view)

    async def leave(self) -> None:
        """Everybody leaves."""
        await asyncio.gather(*(person.leaves() for person in self.people))

    async def _with_token(self, page: str, view: View | None = None) -> Person:
        session, token = self.begun.session, self.tokens[page]
        return await self._came(Person(self.node.url), lambda it: it.enters(session, token, view))

    async def _came(self, person: Person, come: Callable[[Person], Awaitable[object]]) -> Person:
        await come(person)
        self.people.append(person)
        return person


def expect(kind: type[F], frame: object) -> F:
    """Return the frame, which must be of this kind."""
    assert isinstance(frame, kind), frame
    return frame


def counted(rev: int = 1) -> Callable[[AnyFrame], bool]:
    """Whether an answer says that the ballot of this revision counts."""
    return lambda frame: isinstance(frame, Counted) and frame.rev == rev


def _says(frame: AnyFrame, facts: dict[str, object]) -> bool:
    return all(getattr(frame, name, None) == value for name, value in facts.items())
