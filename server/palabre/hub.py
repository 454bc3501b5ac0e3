"""Who is connected to this node: members by session, and how a frame reaches the ones it is for.

Knows nothing of the store or of what a frame says. A frame is encoded once by whoever made it and put
into each mailbox as the same string.
"""

from collections.abc import Callable, Iterator

from palabre.errors import Close
from palabre.mailbox import Mailbox
from palabre.protocol import Role, SessionId, View
from palabre.store import Attendance


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


class Hub:
    """The members of every session that has somebody on this node."""

    def __init__(self) -> None:
        self._members: dict[SessionId, set[Member]] = {}

    def add(self, member: Member) -> bool:
        """Count a member in; True if it is the session's first on this node."""
        members = self._members.setdefault(member.session, set())
        members.add(member)
        return len(members) == 1

    def remove(self, member: Member) -> bool:
        """Count a member out; True if it was the session's last on this node."""
        members = self._members.get(member.session, set())
        members.discard(member)
        if members:
            return False
        self._members.pop(member.session, None)
        return True

    def members(self, session: SessionId) -> Iterator[Member]:
        """Return the members of a session on this node."""
        return iter(self._members.get(session, ()))

    def attendance(self, session: SessionId) -> Attendance:
        """Return the connections of a session on this node by role; two tabs of one phone are one."""
        members = self._members.get(session, ())
        phones = {member.participant for member in members if member.role == "participant"}
        others = [member.role for member in members if member.role != "participant"]
        return Attendance(
            participant=len(phones),
            stage=others.count("stage"),
            facilitator=others.count("facilitator"),
            moderator=others.count("moderator"),
        )
