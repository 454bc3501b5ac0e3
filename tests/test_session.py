"""A session: what each change does in every phase, who may make it, and who sees what."""

from collections.abc import Callable
from typing import Any, get_args

import msgspec
import pytest
from msgspec import Raw

from palabre.errors import Code, Refusal
from palabre.kinds import Kinds
from palabre.protocol import (
    Add,
    Apart,
    Change,
    CloseDown,
    Conceal,
    Decide,
    Duplicate,
    Edit,
    Group,
    Hide,
    Move,
    Next,
    Open,
    Phase,
    PollId,
    Project,
    Remove,
    Rename,
    Reset,
    Reveal,
    Role,
    SessionChange,
    SessionId,
    Undo,
)
from palabre.session import (
    POLL_LIMIT,
    RIGHTS,
    TITLE_LIMIT,
    AnySession,
    apply,
    begin,
    encode,
    extend,
    may,
    now,
    runs_dropped,
    script,
)

KINDS = Kinds()
P1, P2, P3, GONE = PollId("p1"), PollId("p2"), PollId("p3"), PollId("gone")
PHASES: tuple[Phase, ...] = get_args(Phase)
#: Every change that names a poll and takes nothing more.
ON_POLL = (Open, CloseDown, Reveal, Conceal, Reset, Project, Duplicate, Remove)


def spec(question: str = "Which?", **more: object) -> Raw:
    return Raw(msgspec.json.encode({"kind": "choice", "question": question, "options": ["a", "b"]} | more))


def make(change: Callable[..., Any], *args: object, **more: object) -> Any:
    """Return a change without the ref and version that the session does not read."""
    head = (0, 0) if isinstance(change, type) and issubclass(change, Change) else (0,)
    return change(*head, *args, **more)


def after(session: AnySession, *changes: SessionChange) -> AnySession:
    for change in changes:
        session = apply(session, change, KINDS)
    return session


def three() -> AnySession:
    """Return a session with three drafts."""
    specs = [KINDS.read_spec(bytes(spec(text))) for text in ("One?", "Two?", "Three?")]
    return msgspec.structs.replace(begin("Plenary", ("en",), specs), id=SessionId("s1"), code="ABCDEF")


def with_first(phase: Phase) -> AnySession:
    """Return the three polls with the first in a phase."""
    steps = {"draft": (), "open": (make(Open, P1),), "closed": (make(Open, P1), make(CloseDown, P1))}
    return after(three(), *steps[phase])


def refused(session: AnySession, change: SessionChange) -> Code:
    before = encode(session)
    with pytest.raises(Refusal) as error:
        apply(session, change, KINDS)
    assert encode(session) == before
    return error.value.code


# --- phases ---


@pytest.mark.parametrize("phase", ["draft", "closed"])
def test_open(phase: Phase) -> None:
    """A draft or closed poll can be opened, and comes to the stage."""
    session = after(with_first(phase), make(Project, P2), make(Open, P1))
    assert (session.poll(P1).phase, session.current, session.poll(P1).run) == ("open", P1, 1)


def test_close() -> None:
    """An open poll can be closed, and stays on the stage."""
    session = after(with_first("open"), make(CloseDown, P1))
    assert (session.poll(P1).phase, session.current) == ("closed", P1)


@pytest.mark.parametrize(
    ("phase", "change"), [("open", Open), ("draft", CloseDown), ("closed", CloseDown)], ids=str
)
def test_wrong_phase(phase: Phase, change: type[SessionChange]) -> None:
    """What is open cannot be opened, and what is not open cannot be closed."""
    assert refused(with_first(phase), make(change, P1)) == Code.WRONG_PHASE


@pytest.mark.parametrize("phase", PHASES)
def test_reveal_and_conceal(phase: Phase) -> None:
    """In every phase results can be kept back and shown again, which changes nothing else."""
    session = with_first(phase)
    concealed = after(session, make(Conceal, P1))
    assert not concealed.poll(P1).revealed
    assert after(concealed, make(Reveal, P1)).polls == session.polls


@pytest.mark.parametrize("phase", PHASES)
def test_reset(phase: Phase) -> None:
    """In every phase a reset gives a draft, the next run, no decision, and the spec's own concealment."""
    session = after(with_first(phase), make(Conceal, P1), make(Decide, P1, Hide("0")), make(Reset, P1))
    poll = session.poll(P1)
    assert (poll.phase, poll.run, poll.decisions, poll.revealed) == ("draft", 2, (), True)


@pytest.mark.parametrize("phase", ["open", "closed"])
def test_edit_needs_a_draft(phase: Phase) -> None:
    """What has been opened cannot be edited."""
    assert refused(with_first(phase), make(Edit, P1, spec("Else?"))) == Code.NOT_DRAFT


def test_edit() -> None:
    """A draft takes another spec as the next run, so that no ballot is read against the wrong one."""
    poll = after(three(), make(Edit, P1, spec("Else?", hidden=True))).poll(P1)
    assert (poll.spec.question, poll.revealed, poll.run) == ("Else?", False, 2)


@pytest.mark.parametrize("phase", PHASES)
def test_project(phase: Phase) -> None:
    """In every phase a poll can be put on the stage and taken off, as it is."""
    session = after(with_first(phase), make(Project, P2), make(Project, P1))
    assert (session.current, session.poll(P1).phase) == (P1, phase)
    assert after(session, make(Project, None)).current is None


# --- order ---


def test_next_from_the_start() -> None:
    """With nothing on the stage, next puts the first poll there."""
    assert after(three(), make(Next)).current == P1


def test_next_closes() -> None:
    """Next closes an open poll and puts the following one on the stage as it is."""
    session = after(with_first("open"), make(Next))
    assert (session.poll(P1).phase, session.current, session.poll(P2).phase) == ("closed", P2, "draft")


def test_next_keeps_a_draft() -> None:
    """Next passes over a draft without opening or closing it."""
    session = after(three(), make(Next), make(Next))
    assert (session.poll(P1).phase, session.current) == ("draft", P2)


def test_no_next() -> None:
    """After the last poll there is no next, and the open one is not closed by asking."""
    session = after(three(), make(Open, P3))
    assert refused(session, make(Next)) == Code.NO_NEXT
    assert refused(begin("Empty", (), ()), make(Next)) == Code.NO_NEXT


@pytest.mark.parametrize(
    ("to", "order"), [(0, "p3 p1 p2"), (1, "p1 p3 p2"), (2, "p1 p2 p3"), (99, "p1 p2 p3")]
)
def test_move(to: int, order: str) -> None:
    """A poll is moved to a position, at most to the end, and stays on the stage if it is there."""
    session = after(three(), make(Open, P3), make(Move, P3, to))
    assert " ".join(poll.id for poll in session.polls) == order
    assert session.current == P3


@pytest.mark.parametrize(("at", "order"), [(None, "p1 p2 p3 p4"), (0, "p4 p1 p2 p3"), (99, "p1 p2 p3 p4")])
def test_add(at: int | None, order: str) -> None:
    """A new poll is a draft at its position, or at the end."""
    session = after(three(), make(Add, spec(), at))
    assert " ".join(poll.id for poll in session.polls) == order
    assert session.poll(PollId("p4")).phase == "draft"


def test_hidden_spec() -> None:
    """A poll whose spec is hidden starts concealed."""
    assert not after(three(), make(Add, spec(hidden=True))).polls[-1].revealed


@pytest.mark.parametrize("phase", PHASES)
def test_duplicate(phase: Phase) -> None:
    """A duplicate is a fresh draft of the same spec behind the first, in whatever phase that is."""
    session = after(with_first(phase), make(Decide, P1, Hide("0")), make(Duplicate, P1))
    copy = session.polls[1]
    assert (copy.id, copy.phase, copy.run, copy.decisions) == ("p4", "draft", 1, ())
    assert copy.spec == session.poll(P1).spec


def test_remove() -> None:
    """A removed poll leaves the stage too; another on the stage stays there."""
    assert after(with_first("open"), make(Remove, P1)).current is None
    assert after(with_first("open"), make(Remove, P2)).current == P1


def test_ids_are_never_used_again() -> None:
    """A poll added after another was removed has an id that no poll had."""
    session = after(three(), make(Remove, P3), make(Add, spec()))
    assert [poll.id for poll in session.polls] == ["p1", "p2", "p4"]


def test_poll_limit() -> None:
    """A session holds a limited number of polls, however they come."""
    full = extend(three(), [three().polls[0].spec] * (POLL_LIMIT - 3))
    assert refused(full, make(Add, spec())) == refused(full, make(Duplicate, P1)) == Code.TOO_MANY_POLLS
    with pytest.raises(Refusal):
        extend(full, [three().polls[0].spec])


# --- title, decisions, bad specs ---


def test_rename() -> None:
    """A session takes another title and list of languages."""
    session = after(three(), make(Rename, {"fr": "Plénière"}, ("fr",)))
    assert (session.title, session.languages) == ({"fr": "Plénière"}, ("fr",))


@pytest.mark.parametrize("title", ["", " ", {}, {"en": "a", "fr": ""}, "x" * (TITLE_LIMIT + 1)], ids=repr)
def test_bad_title(title: Any) -> None:
    """A title that is blank or too long in any language is refused."""
    assert refused(three(), make(Rename, title)) == Code.BAD_SPEC


def test_decide_and_undo() -> None:
    """Decisions add up and are taken back latest first."""
    session = after(three(), make(Decide, P1, Hide("a")), make(Decide, P1, Hide("b")), make(Undo, P1))
    assert session.poll(P1).decisions == (Hide("a"),)


def test_undo_where_groups_are_made_by_themselves() -> None:
    """A group that is taken back is kept from being made again; the next undo takes back what came before it."""
    words = Raw(msgspec.json.encode({"kind": "words", "question": "What?", "suggestions": "apply"}))
    session = after(three(), make(Add, words), make(Decide, PollId("p4"), Hide("c")))
    grouped = after(session, make(Decide, PollId("p4"), Group(("a", "b"))), make(Undo, PollId("p4")))
    assert grouped.poll(PollId("p4")).decisions == (Apart(("a", "b")), Hide("c"))
    assert after(grouped, make(Undo, PollId("p4"))).poll(PollId("p4")).decisions == (Apart(("a", "b")),)


def test_nothing_to_undo() -> None:
    """Where there is no decision there is none to take back."""
    assert refused(after(three(), make(Decide, P2, Hide("a"))), make(Undo, P1)) == Code.NOTHING_TO_UNDO


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'{"kind":"tea","question":"?"}', Code.UNKNOWN_KIND),
        (b'{"kind":"choice","question":"?"}', Code.BAD_SPEC),
        (b'{"kind":"choice","question":"","options":["a","b"]}', Code.BAD_SPEC),
        (b"[]", Code.BAD_SPEC),
        (b"{", Code.BAD_JSON),
    ],
)
def test_bad_spec(raw: bytes, code: Code) -> None:
    """A spec that makes no poll is refused, when added and when edited."""
    assert refused(three(), make(Add, Raw(raw))) == refused(three(), make(Edit, P1, Raw(raw))) == code


@pytest.mark.parametrize("change", ON_POLL, ids=lambda change: change.__name__)
def test_unknown_poll(change: type[SessionChange]) -> None:
    """No change can be made to a poll that is not there."""
    assert refused(three(), make(change, GONE)) == Code.UNKNOWN_POLL


@pytest.mark.parametrize(
    "change",
    [make(Edit, GONE, spec()), make(Move, GONE, 0), make(Decide, GONE, Hide("a")), make(Undo, GONE)],
    ids=lambda change: type(change).__name__,
)
def test_unknown_poll_with_more(change: SessionChange) -> None:
    """Nor one that says more about it."""
    assert refused(three(), change) == Code.UNKNOWN_POLL


# --- rights ---

PRESENTS = {Open, CloseDown, Reveal, Conceal, Project, Next}
WRITES = {Reset, Add, Edit, Duplicate, Remove, Move, Rename}
MODERATES = {Decide, Undo}


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        ("participant", set()),
        ("stage", PRESENTS),
        ("moderator", MODERATES),
        ("facilitator", PRESENTS | WRITES | MODERATES),
    ],
)
def test_rights(role: Role, rights: set[type[SessionChange]]) -> None:
    """A stage presents, a moderator moderates, a facilitator does everything, a participant nothing."""
    assert set(RIGHTS[role]) == rights


def test_rights_are_whole() -> None:
    """Every change is some role's, and every role has its rights."""
    assert set(RIGHTS["facilitator"]) == set(get_args(SessionChange))
    assert set(RIGHTS) == set(get_args(Role))


def test_may() -> None:
    """A right is asked for with the change itself."""
    assert may("stage", make(Next))
    assert not may("stage", make(Remove, P1))
    assert not may("participant", make(Next))


# --- what is dropped, what is seen ---


@pytest.mark.parametrize(
    ("change", "dropped"),
    [
        (make(Reset, P1), [(P1, 1)]),
        (make(Remove, P1), [(P1, 1)]),
        (make(Next), []),
        (make(Duplicate, P1), []),
        (make(Move, P1, 2), []),
        (make(CloseDown, P1), []),
    ],
    ids=lambda it: type(it).__name__,
)
def test_runs_dropped(change: SessionChange, dropped: list[tuple[PollId, int]]) -> None:
    """Only a reset or a removal leaves ballots behind that belong to nothing."""
    before = with_first("open")
    assert runs_dropped(before, after(before, change)) == dropped


def test_runs_dropped_by_an_edit() -> None:
    """The run of a draft was never open, so an edit leaves nothing behind."""
    assert runs_dropped(three(), after(three(), make(Edit, P2, spec()))) == []


def test_now() -> None:
    """The room sees the poll on the stage, its place, and the way back."""
    seen = now(after(three(), make(Open, P2)))
    assert seen.poll is not None
    assert (seen.poll.id, seen.poll.position, seen.polls, seen.previous) == (P2, 1, 3, P1)


def test_waiting() -> None:
    """With nothing on the stage the room sees no poll and no way back."""
    seen = now(three())
    assert (seen.poll, seen.previous, seen.title) == (None, None, "Plenary")


def test_script() -> None:
    """Facilitators and moderators see every poll in order, with decisions counted and turnouts."""
    seen = script(after(three(), make(Decide, P2, Hide("a"))), {P3: 7})
    assert [(line.id, line.decisions, line.turnout) for line in seen.polls] == [
        (P1, 0, 0),
        (P2, 1, 0),
        (P3, 0, 7),
    ]
