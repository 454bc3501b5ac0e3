"""Laws of a session: whatever is asked of it, by whomever, in whatever order."""

from typing import Any

import msgspec
from hypothesis import given, strategies as st
from msgspec import Raw

from palabre.errors import Refusal
from palabre.kinds import Kinds
from palabre.protocol import (
    Add,
    Change,
    CloseDown,
    Conceal,
    Decide,
    Duplicate,
    Edit,
    Hide,
    Move,
    Next,
    Open,
    PollId,
    Project,
    Remove,
    Rename,
    Reset,
    Reveal,
    SessionChange,
    Undo,
)
from palabre.session import AnySession, apply, begin, decoder, encode, now, runs_dropped

KINDS = Kinds()
P1 = PollId("p1")
ON_POLL = (Open, CloseDown, Reveal, Conceal, Reset, Project, Duplicate, Remove)


def spec(question: str = "Which?", **more: object) -> Raw:
    return Raw(msgspec.json.encode({"kind": "choice", "question": question, "options": ["a", "b"]} | more))


def make(change: Any, *args: object) -> Any:
    """Return a change without the ref and version that the session does not read."""
    return change(*((0, 0) if issubclass(change, Change) else (0,)), *args)


def three() -> AnySession:
    """Return a session with three drafts."""
    return begin(
        "Plenary", ("en",), [KINDS.read_spec(bytes(spec(text))) for text in ("One?", "Two?", "Three?")]
    )


polls = st.sampled_from([PollId(name) for name in ("p1", "p2", "p3", "p4", "p5", "gone")])
specs = st.sampled_from([spec(), spec("Secret?", hidden=True), spec(""), Raw(b"{"), Raw(b'{"kind":"tea"}')])
places = st.integers(0, 6)
changes: st.SearchStrategy[SessionChange] = st.one_of(
    st.builds(make, st.sampled_from(ON_POLL), polls),
    st.just(make(Next)),
    st.builds(make, st.just(Add), specs, st.none() | places),
    st.builds(make, st.just(Edit), polls, specs),
    st.builds(make, st.just(Move), polls, places),
    st.builds(make, st.just(Project), polls | st.none()),
    st.builds(make, st.just(Rename), st.sampled_from(["Other", ""])),
    st.builds(make, st.just(Decide), polls, st.builds(Hide, st.sampled_from(["MARK-a", "MARK-b"]))),
    st.builds(make, st.just(Undo), polls),
)


def step(session: AnySession, change: SessionChange) -> AnySession:
    """Apply a change; a refused one leaves the session as it was."""
    try:
        return apply(session, change, KINDS)
    except Refusal:
        return session


@given(st.lists(changes, max_size=25))
def test_law_of_changes(sequence: list[SessionChange]) -> None:
    """After any changes ids are unique, the stage shows a poll that is there or none, versions rise by one."""
    session = three()
    for change in sequence:
        before, session = session, step(session, change)
        ids = [poll.id for poll in session.polls]
        assert len(set(ids)) == len(ids)
        assert session.current is None or session.current in ids
        assert session.version == before.version + (session is not before)


@given(st.lists(changes, max_size=25))
def test_law_of_runs(sequence: list[SessionChange]) -> None:
    """A run has one spec for ever, and a dropped run never comes back."""
    session, specs_of, dropped = three(), dict[tuple[PollId, int], bytes](), set[tuple[PollId, int]]()
    for change in sequence:
        before, session = session, step(session, change)
        dropped |= set(runs_dropped(before, session))
        for poll in session.polls:
            raw = msgspec.json.encode(poll.spec)
            assert specs_of.setdefault((poll.id, poll.run), raw) == raw
            assert (poll.id, poll.run) not in dropped


@given(st.lists(changes, max_size=25))
def test_law_of_bytes(sequence: list[SessionChange]) -> None:
    """A session is the same after being stored, and equal sessions are equal bytes."""
    session, twin = three(), three()
    for change in sequence:
        session, twin = step(session, change), step(twin, change)
    assert decoder(KINDS).decode(encode(session)) == session
    assert encode(twin) == encode(session) == encode(decoder(KINDS).decode(encode(session)))


@given(st.lists(changes, max_size=25))
def test_law_of_sight(sequence: list[SessionChange]) -> None:
    """What the room sees holds no other poll's question and no decision."""
    session = step(three(), make(Decide, P1, Hide("MARK-a")))
    for change in sequence:
        session = step(session, change)
    seen = msgspec.json.encode(now(session)).decode()
    shown = session.poll(session.current).spec.question if session.current else None
    others = {str(poll.spec.question) for poll in session.polls if poll.spec.question != shown}
    assert not any(f'"{question}"' in seen for question in others)
    assert "MARK" not in seen
