"""Who is connected to this node: members by session, and how a frame reaches the ones it is for.

Knows nothing of the store or of what a frame says. A frame is encoded once by whoever made it and put
into each mailbox as the same string.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from msgspec.structs import replace

from palabre.errors import Close
from palabre.mailbox import Mailbox
from palabre.protocol import Role, SessionId, View
from palabre.store import Attendance

#: Steps of width over height in which figures are drawn; a page asks for no others.
SHAPE_STEP: Final = 0.05


class Member:
    """One connection of a session, in a role. A stage also has the view that it wants drawn."""

    __slots__ = ("end", "mailbox", "participant", "role", "session", "view")

    def __init__(
        self, session: SessionId, role: Role, mailbox: Mailbox, end: Callable[[Close], None]
    ) -> None:
        self.session = session
        self.role: Role = role
        self.mailbox = mailbox
        #: Ends the connection with a close code, soon.
        self.end = end
        #: Under which key the store knows a participant; empty for the other roles.
        self.participant = ""
        self.view = View()

    def look(self, view: View) -> None:
        """Take a view, its shape rounded to `SHAPE_STEP`: windows that hardly differ share a picture."""
        self.view = replace(view, aspect=round(round(view.aspect / SHAPE_STEP) * SHAPE_STEP, 2))


class Hub:
    """The members of every session that has somebody on this node."""

    def __init__(self) -> None:
        self._rosters: dict[SessionId, _Roster] = {}

    def add(self, member: Member) -> bool:
        """Count a member in; True if it is the session's first on this node."""
        roster = self._rosters.setdefault(member.session, _Roster())
        roster.add(member)
        return len(roster.members) == 1

    def remove(self, member: Member) -> bool:
        """Count a member out; True if nobody of its session is left on this node."""
        roster = self._rosters.get(member.session)
        if roster is None:
            return True
        roster.discard(member)
        if roster.members:
            return False
        del self._rosters[member.session]
        return True

    def members(self, session: SessionId) -> Iterator[Member]:
        """Return the members of a session on this node."""
        roster = self._rosters.get(session)
        return iter(roster.members if roster else ())

    def attendance(self, session: SessionId) -> Attendance:
        """Return the connections of a session on this node by role; two tabs of one phone are one."""
        roster = self._rosters.get(session)
        return roster.attendance if roster else Attendance()


class _Roster:
    """The members of one session, counted as they come and go: it is asked ten times a second."""

    def __init__(self) -> None:
        self.members: set[Member] = set()
        self._phones: Counter[str] = Counter()
        self._others: Counter[Role] = Counter()

    def add(self, member: Member) -> None:
        if member in self.members:
            return
        self.members.add(member)
        if member.role == "participant":
            self._phones[member.participant] += 1
        else:
            self._others[member.role] += 1

    def discard(self, member: Member) -> None:
        if member not in self.members:
            return
        self.members.discard(member)
        if member.role != "participant":
            self._others[member.role] -= 1
        elif self._phones[member.participant] > 1:
            self._phones[member.participant] -= 1
        else:
            del self._phones[member.participant]

    @property
    def attendance(self) -> Attendance:
        return Attendance(
            participant=len(self._phones),
            stage=self._others["stage"],
            facilitator=self._others["facilitator"],
            moderator=self._others["moderator"],
        )
