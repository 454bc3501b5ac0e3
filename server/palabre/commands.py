"""What happens when a member gives a command: the one path from a decoded command to its answer.

Knows no transport. A command is obeyed and answered with a frame, or refused with nothing changed.
`cast` is checked against any copy of the run (a run has one spec for ever) and counted by the store alone;
a change is computed from the session as it is in the store and only replaces the version that it was
computed from.
"""

import asyncio

from msgspec import Raw

from palabre import edition as editions, session as sessions, store as port
from palabre.archive import AnyKept
from palabre.errors import Code, Refusal
from palabre.feed import Feed
from palabre.hub import Member
from palabre.kinds import Kinds
from palabre.kinds.base import Spec
from palabre.limits import ARCHIVE
from palabre.protocol import (
    AnyCommand,
    Cast,
    Change,
    Counted,
    Done,
    Edition,
    Enter,
    Frame,
    Join,
    Look,
    Ping,
    PollId,
    Pong,
    SessionChange,
    SessionId,
)  # fmt: skip
from palabre.session import AnyPoll, AnySession
from palabre.store import Store

#: What the earlier edition and the poll are called beside each other; "" is the interface's word.
Names = tuple[str, str]

#: How often what only adds up (a decision, a deck) is computed anew when others change the session too.
DECIDE_TRIES = 8


class Commands:
    """The commands of one node."""

    def __init__(self, store: Store, kinds: Kinds, feed: Feed) -> None:
        self._store, self._kinds, self._feed = store, kinds, feed

    async def obey(self, member: Member, command: AnyCommand) -> Frame:
        """Do what a member commands and return the answer. Raise a refusal, or `Away`, if not."""
        match command:
            case Cast():
                return await self._cast(member, command)
            case Ping():
                return Pong(ref=command.ref)
            case Look():
                return self._look(member, command)
            case Join() | Enter():
                raise Refusal(Code.BAD_COMMAND, reason="you have already said who you are")
            case _:
                return await self._change(member, command)

    # --- casting ---

    async def _cast(self, member: Member, command: Cast) -> Counted:
        if member.role != "participant":
            raise Refusal(Code.NOT_YOURS)
        poll, languages = await self._run(member.session, command)
        ballot, marks = self._kinds.read_ballot(poll.spec, bytes(command.ballot), languages)
        outcome = await self._store.cast(
            port.Cast(
                session=member.session, poll=command.poll, run=command.run, participant=member.participant,
                rev=command.rev, ballot=ballot, marks=marks,
            )
        )  # fmt: skip
        match outcome:
            case port.Counted(rev=rev):
                return Counted(
                    ref=command.ref, poll=command.poll, run=command.run, rev=rev, ballot=Raw(ballot)
                )
            case port.Behind(rev=rev):
                raise Refusal(Code.BEHIND, rev=rev)
            case port.Shut(why=why):
                raise Refusal(_SHUT[why])

    async def _run(self, session_id: SessionId, command: Cast) -> tuple[AnyPoll, tuple[str, ...]]:
        """Return the poll that was cast in, of exactly that run, and the session's languages."""
        session = self._feed.session(session_id)
        poll = _find(session, command.poll) if session else None
        if session is None or poll is None or poll.run != command.run:
            session = await self._load(session_id)
            poll = session.poll(command.poll)
        if poll.run != command.run:
            raise Refusal(Code.RESET)
        return poll, session.languages

    # --- changing ---

    async def _change(self, member: Member, command: SessionChange) -> Done:
        if not sessions.may(member.role, command):
            raise Refusal(Code.NOT_YOURS)
        tries = 1 if isinstance(command, Change) else DECIDE_TRIES
        for _ in range(tries):
            before = await self._load(member.session)
            if isinstance(command, Change) and command.version != before.version:
                raise Refusal(Code.STALE)
            after = sessions.apply(before, command, self._kinds)
            if await self._store.change(before, after):
                return Done(ref=command.ref, version=after.version)
        raise Refusal(Code.STALE)

    async def extend(self, session_id: SessionId, specs: tuple[Spec, ...]) -> int:
        """Add the polls of a deck, all or none, and return the session's new version."""
        for _ in range(DECIDE_TRIES):
            before = await self._load(session_id)
            after = sessions.extend(before, specs)
            if await self._store.change(before, after):
                return after.version
        raise Refusal(Code.STALE)

    async def compare(self, session_id: SessionId, poll: PollId, earlier: AnyKept, names: Names) -> int:
        """Compare a poll with an earlier edition of it, and return the session's new version.

        A copy is kept, of the leading marks and of what was decided. Raise `NOT_COMPARABLE`, `UNKNOWN_POLL`,
        `TOO_MANY` editions, or `TOO_LARGE`.
        """
        document = await asyncio.to_thread(lambda: editions.encode(editions.leading(earlier.past)))
        if len(document) > ARCHIVE:
            raise Refusal(Code.TOO_LARGE, limit=ARCHIVE)
        edition = Edition(editions.id_of(document), earlier.turnout, *names)
        for _ in range(DECIDE_TRIES):
            before = await self._load(session_id)
            after = sessions.compare(before, poll, edition, earlier.spec, self._kinds)
            # First what is named, and again each time: any change in between drops what nobody names yet.
            await self._store.keep_edition(session_id, edition.id, document)
            if await self._store.change(before, after):
                return after.version
        raise Refusal(Code.STALE)

    async def recall(self, session_id: SessionId, poll: PollId, names: Names) -> int:
        """Call a poll and its earlier edition otherwise, and return the session's new version.

        Raise `UNKNOWN_POLL`, or `UNKNOWN_EDITION` where the poll is compared with none.
        """
        for _ in range(DECIDE_TRIES):
            before = await self._load(session_id)
            after = sessions.recall(before, poll, *names)
            if await self._store.change(before, after):
                return after.version
        raise Refusal(Code.STALE)

    async def compare_no_more(self, session_id: SessionId, poll: PollId) -> int:
        """Compare a poll with no earlier edition any more, and return the session's version."""
        for _ in range(DECIDE_TRIES):
            before = await self._load(session_id)
            if before.poll(poll).edition is None:
                return before.version
            after = sessions.compare_no_more(before, poll)
            if await self._store.change(before, after):
                return after.version
        raise Refusal(Code.STALE)

    async def _load(self, session_id: SessionId) -> AnySession:
        session = await self._store.load(session_id)
        if session is None:
            raise Refusal(Code.UNKNOWN_SESSION)
        return session

    def _look(self, member: Member, command: Look) -> Pong:
        if member.role != "stage":
            raise Refusal(Code.NOT_YOURS)
        member.look(command.view)
        self._feed.look(member)
        return Pong(ref=command.ref)


_SHUT = {"draft": Code.DRAFT, "closed": Code.CLOSED, "gone": Code.UNKNOWN_POLL, "reset": Code.RESET}


def _find(session: AnySession, poll_id: PollId) -> AnyPoll | None:
    for poll in session.polls:
        if poll.id == poll_id:
            return poll
    return None
