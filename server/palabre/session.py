"""What a session is and how it changes: `apply(session, change, ...) -> session`, and nothing else.

Pure. Owns phases, the order of polls, roles and their rights, and what each role may see. A change that
cannot be made raises a `Refusal` and leaves the session as it was, which is normal when two people act at
once. Every successful change raises `version` by one; the store only replaces the version that a change
was computed from, so a lost race is a refusal and never a lost update.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Generic, TypeVar

import msgspec
from msgspec import Raw, Struct

from palabre.errors import Code, Refusal
from palabre.kinds import Kinds
from palabre.kinds.base import Spec, check_wording
from palabre.protocol import (
    Add,
    Apart,
    CloseDown,
    Conceal,
    Decide,
    Decision,
    Duplicate,
    Edit,
    Edition,
    Group,
    Localised,
    Move,
    Next,
    Now,
    Open,
    Phase,
    PollId,
    PollLine,
    PollNow,
    Project,
    Remove,
    Rename,
    Reset,
    Reveal,
    Role,
    Script,
    SessionChange,
    SessionId,
    Undo,
)  # fmt: skip

POLL_LIMIT: Final = 200
TITLE_LIMIT: Final = 200
#: Different earlier editions that a session is compared with: a bound on what is kept of other sessions.
EDITION_LIMIT: Final = 20
#: Decisions of one poll; beyond, group and hide less or reset.
DECISION_LIMIT: Final = 2000
#: Commands by role, beyond what everyone may do. A stage presents; a facilitator also writes.
PRESENT: Final = (Open, CloseDown, Reveal, Conceal, Project, Next)
WRITE: Final = (Reset, Add, Edit, Duplicate, Remove, Move, Rename)
MODERATE: Final = (Decide, Undo)
RIGHTS: Final[dict[Role, tuple[type[SessionChange], ...]]] = {
    "participant": (),
    "stage": PRESENT,
    "facilitator": PRESENT + WRITE + MODERATE,
    "moderator": MODERATE,
}

S = TypeVar("S", bound=Spec)


class Poll(Struct, Generic[S], frozen=True):
    """One question put to a session. A ballot belongs to one `run` of it.

    A run has one spec for ever (edit and reset start the next), so that a node may check a ballot against
    any copy of the run, however old.
    """

    id: PollId
    spec: S
    phase: Phase = "draft"
    revealed: bool = True
    run: int = 1
    decisions: tuple[Decision, ...] = ()
    edition: Edition | None = None


class Session(Struct, Generic[S], frozen=True):
    """One live sitting: its polls in order, and which one is on the stage. Stored whole, as JSON."""

    id: SessionId
    code: str
    title: Localised
    languages: tuple[str, ...] = ()
    version: int = 0
    serial: int = 0
    current: PollId | None = None
    polls: tuple[Poll[S], ...] = ()

    def poll(self, poll_id: PollId) -> Poll[S]:
        """Return the poll of that id. Raise `UNKNOWN_POLL`."""
        return self.polls[self.index(poll_id)]

    def index(self, poll_id: PollId) -> int:
        """Return the position (from 0) of the poll of that id. Raise `UNKNOWN_POLL`."""
        for index, poll in enumerate(self.polls):
            if poll.id == poll_id:
                return index
        raise Refusal(Code.UNKNOWN_POLL)


#: A session of any kinds: what everybody but the decoder writes.
AnyPoll = Poll[Spec]
AnySession = Session[Spec]


def begin(title: Localised, languages: tuple[str, ...], specs: Iterable[Spec]) -> AnySession:
    """Return a new session with these polls as drafts; its id and code are for the caller to give.

    Raise `BAD_SPEC` where the title is blank.
    """
    _check_title(title)
    return extend(Session(id=SessionId(""), code="", title=title, languages=languages), specs)


def extend(session: AnySession, specs: Iterable[Spec]) -> AnySession:
    """Return the session, one version further, with checked specs added at the end as drafts."""
    after = session
    for spec in specs:
        after = _insert(after, spec, len(after.polls))
    return msgspec.structs.replace(after, version=session.version + 1)


def compare(session: AnySession, poll_id: PollId, edition: Edition, spec: Spec, kinds: Kinds) -> AnySession:
    """Return the session, one version further, with a poll compared with an edition that was asked as `spec`.

    Raise `UNKNOWN_POLL`, `NOT_COMPARABLE` where the two are not of one kind that can be drawn side by side,
    or `TOO_MANY` editions.
    """
    kind, other = kinds.of(session.poll(poll_id).spec), kinds.of(spec)
    if kind is not other or not kind.comparable:
        raise Refusal(Code.NOT_COMPARABLE, kind=kind.name, other=other.name)
    after = _with(session, poll_id, edition=edition)
    if len({poll.edition.id for poll in after.polls if poll.edition}) > EDITION_LIMIT:
        raise Refusal(Code.TOO_MANY, limit=EDITION_LIMIT)
    return msgspec.structs.replace(after, version=session.version + 1)


def recall(session: AnySession, poll_id: PollId, then: str, now: str) -> AnySession:
    """Return the session, one version further, with a poll and its earlier edition called otherwise.

    Raise `UNKNOWN_POLL`, or `UNKNOWN_EDITION` where the poll is compared with none.
    """
    edition = session.poll(poll_id).edition
    if edition is None:
        raise Refusal(Code.UNKNOWN_EDITION)
    called = _with(session, poll_id, edition=msgspec.structs.replace(edition, then=then, now=now))
    return msgspec.structs.replace(called, version=session.version + 1)


def compare_no_more(session: AnySession, poll_id: PollId) -> AnySession:
    """Return the session, one version further, with a poll that is compared with nothing. Raise `UNKNOWN_POLL`."""
    return msgspec.structs.replace(_with(session, poll_id, edition=None), version=session.version + 1)


def may(role: Role, command: object) -> bool:
    """Whether a role has the right to give this change."""
    return isinstance(command, RIGHTS[role])


def apply(session: AnySession, change: SessionChange, kinds: Kinds) -> AnySession:
    """Return the session after a change, one version further. Raise a refusal where it cannot be made.

    Rights and the version that the change was made for are the caller's to check.
    """
    after = _STEPS[type(change)](session, change, kinds)
    return msgspec.structs.replace(after, version=session.version + 1)


def runs_dropped(before: AnySession, after: AnySession) -> list[tuple[PollId, int]]:
    """Return the (poll, run) pairs whose ballots no longer belong to the session and are to be removed.

    A draft's run was never open, so it has none.
    """
    kept = {(poll.id, poll.run) for poll in after.polls}
    held = [poll for poll in before.polls if poll.phase != "draft"]
    return [(poll.id, poll.run) for poll in held if (poll.id, poll.run) not in kept]


def editions_named(session: AnySession) -> list[str]:
    """Return the ids of the earlier editions that the session's polls are compared with, in order, each once."""
    return sorted({poll.edition.id for poll in session.polls if poll.edition})


# --- one step for each change ----------------------------------------------------------------------


def _with(session: AnySession, poll_id: PollId, **fields: object) -> AnySession:
    index = session.index(poll_id)
    poll = msgspec.structs.replace(session.polls[index], **fields)
    return _ordered(session, (*session.polls[:index], poll, *session.polls[index + 1 :]))


def _ordered(session: AnySession, polls: tuple[AnyPoll, ...]) -> AnySession:
    return msgspec.structs.replace(session, polls=polls)


def _expect(poll: AnyPoll, *phases: Phase) -> None:
    if poll.phase not in phases:
        raise Refusal(Code.WRONG_PHASE, phase=poll.phase)


def _open(session: AnySession, change: Open, _: Kinds) -> AnySession:
    _expect(session.poll(change.poll), "draft", "closed")
    opened = _with(session, change.poll, phase="open")
    return msgspec.structs.replace(opened, current=change.poll)


def _close(session: AnySession, change: CloseDown, _: Kinds) -> AnySession:
    _expect(session.poll(change.poll), "open")
    return _with(session, change.poll, phase="closed")


def _reveal(session: AnySession, change: Reveal, _: Kinds) -> AnySession:
    return _with(session, change.poll, revealed=True)


def _conceal(session: AnySession, change: Conceal, _: Kinds) -> AnySession:
    return _with(session, change.poll, revealed=False)


def _reset(session: AnySession, change: Reset, _: Kinds) -> AnySession:
    poll = session.poll(change.poll)
    return _with(
        session, change.poll, phase="draft", revealed=not poll.spec.hidden, run=poll.run + 1, decisions=()
    )


def _project(session: AnySession, change: Project, _: Kinds) -> AnySession:
    if change.poll is not None:
        session.index(change.poll)
    return msgspec.structs.replace(session, current=change.poll)


def _next(session: AnySession, _change: Next, _kinds: Kinds) -> AnySession:
    position = -1 if session.current is None else session.index(session.current)
    if position + 1 >= len(session.polls):
        raise Refusal(Code.NO_NEXT)
    if session.current is not None and session.polls[position].phase == "open":
        session = _with(session, session.current, phase="closed")
    return msgspec.structs.replace(session, current=session.polls[position + 1].id)


def _insert(session: AnySession, spec: Spec, at: int) -> AnySession:
    if len(session.polls) >= POLL_LIMIT:
        raise Refusal(Code.TOO_MANY_POLLS, limit=POLL_LIMIT)
    poll = Poll(id=PollId(f"p{session.serial + 1}"), spec=spec, revealed=not spec.hidden)
    polls = (*session.polls[:at], poll, *session.polls[at:])
    return msgspec.structs.replace(session, polls=polls, serial=session.serial + 1)


def _add(session: AnySession, change: Add, kinds: Kinds) -> AnySession:
    at = len(session.polls) if change.at is None else change.at
    return _insert(session, kinds.read_spec(bytes(change.spec)), at)


def _edit(session: AnySession, change: Edit, kinds: Kinds) -> AnySession:
    if session.poll(change.poll).phase != "draft":
        raise Refusal(Code.NOT_DRAFT)
    spec = kinds.read_spec(bytes(change.spec))
    run = session.poll(change.poll).run + 1
    edited = _with(session, change.poll, spec=spec, revealed=not spec.hidden, run=run)
    if kinds.of(spec) is not kinds.of(session.poll(change.poll).spec):
        # What was answered to another kind of poll cannot be drawn beside this one.
        edited = _with(edited, change.poll, edition=None)
    return edited


def _duplicate(session: AnySession, change: Duplicate, _: Kinds) -> AnySession:
    index = session.index(change.poll)
    poll = session.polls[index]
    after = _insert(session, poll.spec, index + 1)
    return _with(after, after.polls[index + 1].id, edition=poll.edition)


def _remove(session: AnySession, change: Remove, _: Kinds) -> AnySession:
    index = session.index(change.poll)
    current = None if session.current == change.poll else session.current
    polls = (*session.polls[:index], *session.polls[index + 1 :])
    return msgspec.structs.replace(session, polls=polls, current=current)


def _move(session: AnySession, change: Move, _: Kinds) -> AnySession:
    poll = session.poll(change.poll)
    others = tuple(other for other in session.polls if other.id != poll.id)
    return _ordered(session, (*others[: change.to], poll, *others[change.to :]))


def _check_title(title: Localised) -> None:
    check_wording(title, "title", TITLE_LIMIT)


def _rename(session: AnySession, change: Rename, _: Kinds) -> AnySession:
    _check_title(change.title)
    return msgspec.structs.replace(session, title=change.title, languages=change.languages)


def _decide(session: AnySession, change: Decide, _: Kinds) -> AnySession:
    """Add a decision; the same one twice in a row is one, or an undo of what two moderators did would do nothing."""
    poll = session.poll(change.poll)
    if poll.decisions[-1:] == (change.decision,):
        return session
    if len(poll.decisions) >= DECISION_LIMIT:
        raise Refusal(Code.TOO_MANY, limit=DECISION_LIMIT)
    return _with(session, change.poll, decisions=(*poll.decisions, change.decision))


def _undo(session: AnySession, change: Undo, kinds: Kinds) -> AnySession:
    """Take back the latest decision; where groups are made by themselves, one is kept from being made again.

    What keeps it comes first of all decisions, so that a further undo takes back what was decided before; and
    where nothing else is left there is nothing to undo, or all groups would be made again.
    """
    poll = session.poll(change.poll)
    applies = kinds.of(poll.spec).applies(poll.spec)
    if not poll.decisions or (applies and all(isinstance(one, Apart) for one in poll.decisions)):
        raise Refusal(Code.NOTHING_TO_UNDO)
    *kept, latest = poll.decisions
    if isinstance(latest, Group) and applies:
        kept.insert(0, Apart(latest.keys))
    return _with(session, change.poll, decisions=tuple(kept))


_STEPS: Final[dict[type[SessionChange], Callable[..., AnySession]]] = {
    Open: _open, CloseDown: _close, Reveal: _reveal, Conceal: _conceal, Reset: _reset,
    Project: _project, Next: _next, Add: _add, Edit: _edit, Duplicate: _duplicate,
    Remove: _remove, Move: _move, Rename: _rename, Decide: _decide, Undo: _undo,
}  # fmt: skip


# --- what each role may see ------------------------------------------------------------------------


def now(session: AnySession) -> Now:
    """Return the session as participants and stages may see it: the poll on the stage and no other."""
    poll, previous = None, None
    if session.current is not None:
        position = session.index(session.current)
        previous = session.polls[position - 1].id if position else None
        shown = session.polls[position]
        poll = PollNow(
            id=shown.id, run=shown.run, phase=shown.phase, revealed=shown.revealed, position=position,
            spec=Raw(msgspec.json.encode(shown.spec)),
        )  # fmt: skip
    return Now(
        version=session.version, title=session.title, languages=session.languages,
        polls=len(session.polls), poll=poll, previous=previous,
    )  # fmt: skip


def script(session: AnySession, turnouts: Mapping[PollId, int]) -> Script:
    """Return the session as facilitators and moderators see it: every poll in order."""
    return Script(
        version=session.version, title=session.title, languages=session.languages,
        current=session.current,
        polls=tuple(
            PollLine(
                id=poll.id, run=poll.run, phase=poll.phase, revealed=poll.revealed,
                decisions=len(poll.decisions), turnout=turnouts.get(poll.id, 0),
                spec=Raw(msgspec.json.encode(poll.spec)), edition=poll.edition,
            )
            for poll in session.polls
        ),
    )  # fmt: skip


# --- as JSON ---------------------------------------------------------------------------------------


def encode(session: AnySession) -> bytes:
    """Return the session as JSON; equal sessions give equal bytes."""
    return msgspec.json.encode(session)


def decoder(kinds: Kinds) -> msgspec.json.Decoder[AnySession]:
    """Return a decoder of sessions that knows the specs of these kinds."""
    return msgspec.json.Decoder(Session[kinds.spec])  # type: ignore[name-defined]
