"""An archive: a whole session as one JSON file, with what was answered and decided, and not one ballot.

Pure: takes a session and its tallies, gives bytes, and back; files and connections are the caller's. It is
`{palabre: 1, archive: 1, title, languages, polls: [{id, run, phase, revealed, spec, turnout, marks,
decisions}]}`. Reading is strict and all or nothing: the first thing that is wrong is named by its place, and
a file of a version that is not known yet says so before anything else of it is judged.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Generic, Literal, TypeVar
from urllib.parse import quote

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from palabre.document import sentence
from palabre.edition import Count, Past
from palabre.errors import Code, Refusal
from palabre.kinds import Kinds
from palabre.kinds.base import Spec
from palabre.protocol import Decision, Lang, Localised, Phase, PollId, Run, Tally
from palabre.session import DECISION_LIMIT, POLL_LIMIT, AnySession, begin

VERSION: Final = 1
#: Marks of one poll: more than any hall has words for, and a bound on what a file makes a node read.
MARK_LIMIT: Final = 100_000
#: What no answer of any kind holds: it would be drawn over its neighbours, or turn their direction. A tab is a kind's own.
_UNSEEN: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")

#: As long as the longest answer that can be counted, in code points, and what its kind adds.
Mark = Annotated[str, Meta(max_length=1100)]

S = TypeVar("S", bound=Spec)


class Kept(Struct, Generic[S], frozen=True, forbid_unknown_fields=True):
    """One poll of an archive: how it was asked and where it stood, the tally of its run, and what was decided."""

    id: Annotated[PollId, Meta(min_length=1, max_length=24)]
    run: Run
    phase: Phase
    revealed: bool
    spec: S
    turnout: Count
    marks: Annotated[dict[Mark, Count], Meta(max_length=MARK_LIMIT)]
    decisions: Annotated[tuple[Decision, ...], Meta(max_length=DECISION_LIMIT)] = ()

    @property
    def past(self) -> Past:
        """The poll as an earlier edition of another one."""
        return Past(self.turnout, self.marks, self.decisions)


class Archive(Struct, Generic[S], frozen=True, forbid_unknown_fields=True):
    """A whole session as it was: its polls in order, with tallies and decisions. No ballot, no participant, no time."""

    palabre: Literal[1]
    archive: Literal[1]
    title: Localised
    polls: Annotated[tuple[Kept[S], ...], Meta(max_length=POLL_LIMIT)]
    languages: Annotated[tuple[Lang, ...], Meta(max_length=32)] = ()

    def poll(self, poll_id: PollId) -> Kept[S]:
        """Return the poll of that id. Raise `BAD_ARCHIVE`."""
        for poll in self.polls:
            if poll.id == poll_id:
                return poll
        raise _wrong("polls", f"has no poll `{poll_id[:24]}`")


AnyKept = Kept[Spec]
AnyArchive = Archive[Spec]


def of_session(session: AnySession, tallies: Mapping[PollId, Tally]) -> AnyArchive:
    """Return the archive of a session and the tallies of its polls' current runs; none is an empty one."""
    polls = (keep(session, poll.id, tallies.get(poll.id, Tally())) for poll in session.polls)
    return Archive(VERSION, VERSION, session.title, tuple(polls), session.languages)


def keep(session: AnySession, poll_id: PollId, tally: Tally) -> AnyKept:
    """Return one poll of a session as an archive has it. Raise `UNKNOWN_POLL`."""
    poll = session.poll(poll_id)
    # A mark that everybody took back stays in the store with a sum of nothing.
    marks = {mark: count for mark, count in tally.marks.items() if count > 0}
    return Kept(poll.id, poll.run, poll.phase, poll.revealed, poll.spec, tally.turnout, marks, poll.decisions)


def write(archive: AnyArchive) -> bytes:
    """Return the file: JSON with a mark a line; equal archives give equal bytes."""
    return msgspec.json.format(msgspec.json.encode(archive, order="deterministic"), indent=1) + b"\n"


def disposition(archive: AnyArchive) -> str:
    """Return the header that gives the file its name: the title, without what file systems do not take."""
    title = archive.title if isinstance(archive.title, str) else next(iter(archive.title.values()))
    name = re.sub(r"[\W_]+", "-", title).strip("-")[:60] or "session"
    return f"attachment; filename=\"palabre.archive.json\"; filename*=UTF-8''{quote(name)}.archive.json"


# --- reading ---------------------------------------------------------------------------------------


class _Head(Struct):
    """What tells an archive from everything else; whatever it holds, so that it can be said."""

    palabre: Any = None
    archive: Any = None


def read(document: bytes, kinds: Kinds) -> AnyArchive:
    """Return the archive with every spec in its normal form. Raise `BAD_ARCHIVE` with a place and what is wrong."""
    document = document.removeprefix(b"\xef\xbb\xbf")
    try:
        _check_head(msgspec.json.decode(document, type=_Head))
        archive = msgspec.json.decode(document, type=Archive[kinds.spec])  # type: ignore[name-defined]
    except msgspec.ValidationError as error:
        raise _misfit(str(error)) from None
    except RecursionError:
        raise _wrong("document", "is nested too deep") from None
    except (msgspec.DecodeError, UnicodeError) as error:
        raise _wrong("document", f"is not JSON: {_short(str(error))}") from None
    return _checked(archive, kinds)


def _check_head(head: _Head) -> None:
    if head.palabre != VERSION:
        raise _wrong("document", "is not an archive of Palabre")
    if head.archive is None:
        raise _wrong("document", "is a deck, which holds no answers; an archive has a field `archive`")
    if isinstance(head.archive, int) and head.archive > VERSION:
        raise _wrong("archive", f"is of version {head.archive}; this server reads up to {VERSION}, update it")


def _checked(archive: AnyArchive, kinds: Kinds) -> AnyArchive:
    """Return the archive in normal form, having seen that it is one that a session can have left."""
    try:
        begin(archive.title, (), ())
    except Refusal as refusal:
        raise _wrong("title", str(refusal.fields["reason"])) from None
    ids = [poll.id for poll in archive.polls]
    for place, poll_id in enumerate(ids):
        if poll_id in ids[:place]:
            raise _wrong(f"polls[{place}].id", "stands there twice")
    polls = (_poll(poll, f"polls[{place}]", kinds) for place, poll in enumerate(archive.polls))
    return replace(archive, polls=tuple(polls))


def _poll(poll: AnyKept, place: str, kinds: Kinds) -> AnyKept:
    # Every ballot makes at least one mark, and only ballots do.
    if sum(poll.marks.values()) < poll.turnout:
        raise _wrong(f"{place}.turnout", "is more than all marks together")
    if poll.marks and not poll.turnout:
        raise _wrong(f"{place}.turnout", "is 0, but there are marks")
    kind = kinds.of(poll.spec)
    for number, mark in enumerate(poll.marks):
        if _UNSEEN.search(mark) or not kind.holds(mark):
            raise _wrong(f"{place}.marks[{number}]", f"is what no answer has: {mark[:40]!a}")
    try:
        return replace(poll, spec=kinds.check_spec(poll.spec))
    except Refusal as refusal:
        field = refusal.fields.get("field", "")
        raise _wrong(f"{place}.spec.{field}", str(refusal.fields.get("reason", refusal.sentence))) from None


def _misfit(error: str) -> Refusal:
    """Return what msgspec says about a value as a place and a sentence."""
    said, _, at = error.partition(" - at `")
    place = re.sub(r"^.*\$\.?", "", at).strip("`") or "document"
    return _wrong(_short(place), _short(sentence(said)))


def _wrong(place: str, reason: str) -> Refusal:
    return Refusal(Code.BAD_ARCHIVE, place=place, reason=reason)


def _short(said: str) -> str:
    return said if len(said) <= 200 else said[:199] + "…"
