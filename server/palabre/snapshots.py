"""What the store has of one session, read as the scene of one instant and as what each phone has cast.

Knows no connection and decides nothing: a watch says when to read.
"""

import logging
from collections.abc import Sequence
from typing import Final

from msgspec import Raw

from palabre.edition import decode
from palabre.errors import Code, Refusal
from palabre.kinds import Kinds
from palabre.protocol import Mine, PollId, SessionId, Tally
from palabre.scene import Earlier, Scene, encode
from palabre.session import AnyPoll, AnySession
from palabre.store import Store
from palabre.telemetry import faults

log = logging.getLogger(__name__)

#: Ballots of this many participants are read at once.
MINE_BATCH: Final = 500

#: The poll on the stage, if any, and its run.
Staged = tuple[PollId | None, int]


def staged(session: AnySession) -> Staged:
    """Return the poll on the stage and its run."""
    if session.current is None:
        return None, 1
    return session.current, session.poll(session.current).run


class Snapshots:
    """One session in the store."""

    def __init__(self, session: SessionId, store: Store, kinds: Kinds) -> None:
        self._id, self._store, self._kinds = session, store, kinds
        #: Editions that another release has written, perhaps; told once, not at every tick.
        self._unreadable: set[str] = set()

    async def scene(self, before: Scene | None, version: int) -> Scene:
        """Return the scene as it is now, reading only what may have changed if the session is at `version`.

        Raise `UNKNOWN_SESSION`, or `Away`.
        """
        session = before.session if before else None
        turnouts = before.turnouts if before else {}
        if session is None or session.version != version:
            session = await self._store.load(self._id)
            if session is None:
                raise Refusal(Code.UNKNOWN_SESSION)
            runs = [(poll.id, poll.run) for poll in session.polls]
            counts = await self._store.turnouts(self._id, runs)
            turnouts = {poll: count for (poll, _), count in zip(runs, counts, strict=True)}
        poll, run = staged(session)
        tally = Tally() if poll is None else await self._store.tally(self._id, poll, run)
        earlier = None if poll is None else await self._earlier(session.poll(poll), before)
        return Scene(session, tally, turnouts, self._kinds, earlier)

    async def mine(self, of: Staged, participants: Sequence[str]) -> dict[str, str]:
        """Return what each of these has cast in a run: an encoded `mine` frame by participant."""
        poll, run = of
        if poll is None:
            return {}
        frames: dict[str, str] = {}
        nothing = encode(Mine(poll=poll, run=run, rev=0, ballot=Raw(b"null")))
        for start in range(0, len(participants), MINE_BATCH):
            batch = participants[start : start + MINE_BATCH]
            stored = await self._store.ballots(self._id, poll, run, batch)
            for participant, kept in zip(batch, stored, strict=True):
                frames[participant] = (
                    encode(Mine(poll=poll, run=run, rev=kept.rev, ballot=Raw(kept.ballot)))
                    if kept
                    else nothing
                )
        return frames

    async def _earlier(self, poll: AnyPoll, before: Scene | None) -> Earlier | None:
        """Return the edition that a poll is compared with, as it was read before where nothing has changed."""
        if poll.edition is None or poll.edition.id in self._unreadable:
            return None
        if before and before.earlier and before.earlier.is_of(poll):
            return before.earlier.moderated(poll)
        document = await self._store.edition(self._id, poll.edition.id)
        with faults(log, "fault in an edition of session %s", self._id):
            return Earlier(poll, poll.edition, decode(document), self._kinds) if document else None
        self._unreadable.add(poll.edition.id)
        return None
