"""A session as store tests speak of it: `await room.cast("alice", 1, paix=1)`, `await room.open()`."""

from collections.abc import Sequence

import msgspec

from palabre.kinds import Kinds
from palabre.kinds.base import Spec
from palabre.protocol import Add, CloseDown, Open, PollId, Remove, Reset, SessionChange, SessionId, Tally
from palabre.session import AnySession, Session, apply
from palabre.store import Cast, Outcome
from palabre.store.redis import RedisStore

KINDS = Kinds()
SPEC = msgspec.Raw(b'{"kind":"choice","question":"Which?","options":["a","b","c"]}')
P1 = PollId("p1")


def ballot_of(marks: dict[str, int]) -> bytes:
    """Return some normal-form JSON that differs wherever the marks do."""
    return msgspec.json.encode(marks, order="sorted")


class Room:
    """One session with one poll, seen through a store."""

    def __init__(self, store: RedisStore, name: str = "s1", code: str = "ABCDEF") -> None:
        self.store = store
        self.id = SessionId(name)
        empty: AnySession = Session[Spec](id=self.id, code=code, title="Plenary")
        self.session = apply(empty, Add(ref=0, version=0, spec=SPEC), KINDS)

    async def create(self) -> bool:
        """Keep the session, with a facilitator's token and a secret."""
        return await self.store.create(self.session, {"facilitator": "hash"}, b"secret")

    async def change(self, change: SessionChange) -> bool:
        """Change the session from what this room last knew of it."""
        after = apply(self.session, change, KINDS)
        changed = await self.store.change(self.session, after)
        if changed:
            self.session = after
        return changed

    async def open(self) -> bool:
        """Take ballots."""
        return await self.change(Open(ref=0, version=0, poll=P1))

    async def close(self) -> bool:
        """Take no more ballots."""
        return await self.change(CloseDown(ref=0, version=0, poll=P1))

    async def reset(self) -> bool:
        """Begin the next run."""
        return await self.change(Reset(ref=0, version=0, poll=P1))

    async def remove(self) -> bool:
        """Delete the poll."""
        return await self.change(Remove(ref=0, version=0, poll=P1))

    def ballot(self, who: str, rev: int, marks: dict[str, int], run: int = 1) -> Cast:
        """Return a cast on its way."""
        return Cast(self.id, P1, run, who, rev, ballot_of(marks), marks)

    async def cast(self, who: str, rev: int, run: int = 1, **marks: int) -> Outcome:
        """Cast one ballot."""
        return await self.store.cast(self.ballot(who, rev, marks, run))

    async def tally(self, run: int = 1) -> Tally:
        """Read the tally."""
        return await self.store.tally(self.id, P1, run)

    async def keys(self) -> Sequence[str]:
        """Return every key under the store's prefix."""
        found = await self.store._pipe.call("KEYS", f"{self.store._keys.prefix}*")
        return sorted(key.decode() for key in found)
