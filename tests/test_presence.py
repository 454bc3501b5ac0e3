"""The roll: what is reported of who is here, and what everybody is told."""

import msgspec
import pytest

from palabre.presence import AUDIENCE, PRESENCE, REPORT_S, Roll
from palabre.store import Attendance

NOBODY, ALICE, PIA = Attendance(), Attendance(participant=1), Attendance(facilitator=1)


@pytest.fixture
def roll() -> Roll:
    """A roll that has just reported nobody."""
    roll = Roll()
    roll.report(NOBODY, NOBODY, now=0.0)
    return roll


def test_first_report() -> None:
    """A new roll has something to report."""
    assert Roll().due(NOBODY, now=0.0)


def test_due(roll: Roll) -> None:
    """A change is due at once; what is unchanged only when its report grows old."""
    assert roll.due(ALICE, now=0.0)
    assert not roll.due(NOBODY, now=REPORT_S - 0.1)
    assert roll.due(NOBODY, now=REPORT_S)


def test_due_after_away(roll: Roll) -> None:
    """Once the store was away a report is due, as ours may have been forgotten."""
    roll.away()
    assert roll.due(NOBODY, now=0.0)


def test_audience(roll: Roll) -> None:
    """One phone more, on whichever node, changes the audience and nothing else."""
    assert roll.report(NOBODY, ALICE, now=0.0) == {AUDIENCE}


@pytest.mark.parametrize("here", [PIA, Attendance(stage=1)])
def test_facilitator(roll: Roll, here: Attendance) -> None:
    """A facilitator or a stage changes the presence."""
    assert roll.report(here, here, now=0.0) == {PRESENCE}
    assert b'"facilitator":true' in roll.frames("participant")[PRESENCE].encode()


def test_unchanged(roll: Roll) -> None:
    """What says the same as before is not said again."""
    assert roll.report(NOBODY, NOBODY, now=9.0) == frozenset()
    assert roll.report(NOBODY, Attendance(moderator=1), now=9.0) == frozenset()


def test_away_and_back(roll: Roll) -> None:
    """The store's absence is told once, and so is its return."""
    assert [roll.away(), roll.away(), roll.report(NOBODY, NOBODY, now=0.0)] == [{PRESENCE}, set(), {PRESENCE}]


def test_participants_are_not_told_how_many(roll: Roll) -> None:
    """Participants hear no audience; everybody else does."""
    roll.report(ALICE, ALICE, now=0.0)
    assert set(roll.frames("participant")) == {PRESENCE}
    assert msgspec.json.decode(roll.frames("stage")[AUDIENCE]) == {"is": "audience", "audience": 1}
