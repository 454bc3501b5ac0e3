"""Who is connected, as one node knows it: what to report to the store and what to tell everybody.

Pure. Holds the last sum over all nodes; says which frames changed, so that nothing is sent that says what
was said before. Participants hear whether a facilitator is there, never how many others are: with ten
thousand of them joining, that number alone would be most of the traffic.
"""

from typing import Final

import msgspec

from palabre.protocol import Audience, Frame, Presence, Role
from palabre.store import ALIVE_MS, Attendance

PRESENCE, AUDIENCE = "presence", "audience"
#: An unchanged attendance is reported again this often: three reports within the time that one counts.
REPORT_S: Final = ALIVE_MS / 1000 / 3


class Roll:
    """The attendance of one session as last reported, and the frames that follow from it."""

    def __init__(self) -> None:
        self._here: Attendance | None = None
        self._total = Attendance()
        self._reported_at = 0.0
        self._store_here = True
        self._to_participants: dict[str, str] = {}
        self._to_others: dict[str, str] = {}
        self._tell()

    def due(self, here: Attendance, now: float) -> bool:
        """Whether `here` is to be reported: it changed, the last report is old, or the store was away."""
        return here != self._here or now - self._reported_at >= REPORT_S or not self._store_here

    def report(self, here: Attendance, total: Attendance, now: float) -> frozenset[str]:
        """Note that `here` was reported and sums up to `total`; return the topics that changed."""
        self._here, self._total, self._reported_at, self._store_here = here, total, now, True
        return self._tell()

    def away(self) -> frozenset[str]:
        """Note that the store cannot be reached; return the topics that changed."""
        self._store_here = False
        return self._tell()

    def frames(self, role: Role) -> dict[str, str]:
        """Return the frames that a role sees, by topic, encoded."""
        return self._to_participants if role == "participant" else self._to_others

    def _tell(self) -> frozenset[str]:
        """Encode what is to be told, once for everybody, and return the topics that changed."""
        before = self._to_others
        presence = Presence(
            facilitator=self._total.facilitator + self._total.stage > 0,
            store="here" if self._store_here else "away",
        )
        self._to_participants = {PRESENCE: _encode(presence)}
        self._to_others = {**self._to_participants, AUDIENCE: _encode(Audience(self._total.participant))}
        return frozenset(topic for topic, frame in self._to_others.items() if before.get(topic) != frame)


def _encode(frame: Frame) -> str:
    return msgspec.json.encode(frame).decode()
