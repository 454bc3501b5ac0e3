"""The hub: who is here, in which role."""

import pytest

from palabre.hub import Hub, Member
from palabre.mailbox import Mailbox
from palabre.protocol import Role, SessionId
from palabre.store import Attendance

S1, S2 = SessionId("s1"), SessionId("s2")


async def unsent(_text: str) -> None:
    raise AssertionError


def member(session: SessionId = S1, role: Role = "participant", me: str = "") -> Member:
    member = Member(session, role, Mailbox(unsent), lambda _close: None)
    member.participant = me
    return member


@pytest.fixture
def hub() -> Hub:
    return Hub()


def test_first(hub: Hub) -> None:
    """The first member of each session is told apart."""
    assert [hub.add(it) for it in (member(), member(), member(S2))] == [True, False, True]


def test_last(hub: Hub) -> None:
    """The last member to leave is told apart, also when it leaves twice."""
    alice, bob = member(), member()
    hub.add(alice)
    hub.add(bob)
    assert [hub.remove(it) for it in (alice, bob, bob)] == [False, True, True]


def test_members(hub: Hub) -> None:
    """A session's members are its own, and nobody's where there are none."""
    alice = member()
    hub.add(alice)
    assert (list(hub.members(S1)), list(hub.members(S2))) == ([alice], [])


def test_attendance(hub: Hub) -> None:
    """Connections are counted by role, two tabs of one phone as one."""
    for it in (member(me="alice"), member(me="alice"), member(me="bob"), member(role="stage"), member(S2)):
        hub.add(it)
    assert hub.attendance(S1) == Attendance(participant=2, stage=1)


def test_nobody(hub: Hub) -> None:
    """A session that nobody is in has nobody."""
    assert hub.attendance(S1) == Attendance()
