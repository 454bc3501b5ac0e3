"""A room full of people without pages: a deck is opened, answered and closed over real WebSockets, many at a time.

Playwright holds this thread's event loop, so the room lives in a thread and a loop of its own.
"""

import asyncio
import threading
import urllib.request
from collections.abc import Coroutine, Sequence
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import msgspec

from palabre.api import Begun, Compared, FromSession
from palabre.protocol import (
    Change,
    CloseDown,
    Conceal,
    Counted,
    Decide,
    Decision,
    Done,
    Now,
    Open,
    PollId,
    Project,
    Reset,
    Reveal,
    Script,
    Shown,
)  # fmt: skip
from palabre.simulate import Client

T = TypeVar("T")
PATIENCE_S: Final = 20.0
#: So many people answer at the same time.
TOGETHER: Final = 50


class Room:
    """One session, facilitated and answered by people who need no page."""

    def __init__(self, url: str, begun: Begun) -> None:
        self.begun = begun
        self.code = begun.code
        self._url = url
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._version = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self.enter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def enter(self) -> None:
        """Have the facilitator come, or come back."""
        self._pia = self._does(self._enter())

    def leave(self) -> None:
        """Have the facilitator leave."""
        self._does(self._pia.close())

    def open(self, poll: int = 1) -> None:
        """Open a poll, which puts it on the stage."""
        self._change(Open(0, 0, _id(poll)))

    def close(self, poll: int = 1) -> None:
        """Close a poll."""
        self._change(CloseDown(0, 0, _id(poll)))

    def reveal(self, poll: int = 1) -> None:
        """Let the room see the results."""
        self._change(Reveal(0, 0, _id(poll)))

    def conceal(self, poll: int = 1) -> None:
        """Keep the results from the room."""
        self._change(Conceal(0, 0, _id(poll)))

    def reset(self, poll: int = 1) -> None:
        """Begin a poll again."""
        self._change(Reset(0, 0, _id(poll)))

    def project(self, poll: int | None) -> None:
        """Put a poll on the stage, or none."""
        self._change(Project(0, 0, None if poll is None else _id(poll)))

    def compare(self, before: Self, poll: int, then: str, now: str) -> None:
        """Show a poll beside the one of that number in an earlier session, and name the two."""
        asked = FromSession(before.begun.session, _token(before), _id(poll), then, now)
        request = urllib.request.Request(  # noqa: S310 (our own address)
            f"{self._url}/api/sessions/{self.begun.session}/polls/{_id(poll)}/edition",
            msgspec.json.encode(asked), {"authorization": f"Bearer {_token(self)}"}, method="PUT",
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
            self._version = msgspec.json.decode(answer.read(), type=Compared).version

    def decide(self, decision: Decision, poll: int = 1) -> None:
        """Moderate."""
        self._does(self._pia.ask(Decide(self._pia.ref(), _id(poll), decision)))

    def answer(self, ballots: Sequence[bytes], poll: int = 1) -> None:
        """Have one person for each ballot come, cast it, and leave; all of them are counted."""
        self._does(self._answer(ballots, _id(poll)))

    def counts(self, turnout: int, poll: int = 1) -> None:
        """See so many ballots counted in the poll on the stage."""
        self._does(self._pia.until(Shown, lambda shown: shown.poll == _id(poll) and shown.turnout == turnout))

    def _does(self, what: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(PATIENCE_S)

    def _change(self, change: Change) -> None:
        self._does(self._make(change))

    async def _enter(self) -> Client:
        pia = await Client.open(self._url)
        await pia.enter(self.begun.session, _token(self))
        return pia

    async def _script(self) -> Script:
        return await self._pia.until(Script, lambda script: script.version >= self._version)

    async def _make(self, change: Change) -> None:
        version = (await self._script()).version
        done = await self._pia.ask(msgspec.structs.replace(change, ref=self._pia.ref(), version=version))
        assert isinstance(done, Done), done
        self._version = done.version

    async def _answer(self, ballots: Sequence[bytes], poll: PollId) -> None:
        for start in range(0, len(ballots), TOGETHER):
            await asyncio.gather(*(self._cast(ballot, poll) for ballot in ballots[start : start + TOGETHER]))

    async def _cast(self, ballot: bytes, poll: PollId) -> None:
        alice = await Client.open(self._url)
        await alice.join(self.code)
        now = await alice.until(Now, lambda now: now.poll is not None and now.poll.id == poll)
        assert now.poll is not None
        counted = await alice.cast(poll, now.poll.run, 1, ballot)
        assert isinstance(counted, Counted), counted
        await alice.close()


def _token(room: Room) -> str:
    return room.begun.run.partition("#")[2]


def _id(poll: int) -> PollId:
    return PollId(f"p{poll}")


def words(*answers: str) -> bytes:
    """A ballot of words."""
    return msgspec.json.encode({"kind": "words", "answers": answers})


def colours(*picks: str) -> bytes:
    """A ballot of colours."""
    return msgspec.json.encode({"kind": "colours", "picks": picks})


def choice(*picks: int) -> bytes:
    """A ballot of options, from 0."""
    return msgspec.json.encode({"kind": "choice", "picks": picks})


def scale(**ratings: int) -> bytes:
    """A ballot of ratings: `scale(s0=4)` rates the first statement."""
    return msgspec.json.encode(
        {"kind": "scale", "ratings": {key[1:]: value for key, value in ratings.items()}}
    )
