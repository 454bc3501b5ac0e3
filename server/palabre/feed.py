"""Bell, tick, mailbox: which sessions are watched on this node, and who watches them.

There is one `Watch` a session with somebody here. It begins with the first member, hears the session's
bell, and ends with the last.
"""

import asyncio
import logging

from palabre.hub import Member
from palabre.protocol import SessionId
from palabre.session import AnySession
from palabre.store import Away
from palabre.watch import Node, Watch

log = logging.getLogger(__name__)


class Feed:
    """The watches of one node."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._watches: dict[SessionId, Watch] = {}
        node.store.on_bell(self._hear)

    async def enter(self, member: Member) -> None:
        """Let a member watch its session, and put all that its role sees into its mailbox.

        Raise `UNKNOWN_SESSION` if there is no such session.
        """
        self._node.hub.add(member)
        watch = self._watches.get(member.session)
        if watch is None or watch.fallen:
            watch = self._watches[member.session] = Watch(self._node, member.session)
        try:
            await watch.greet(member)
        except BaseException:
            await self.leave(member)
            raise

    async def leave(self, member: Member) -> None:
        """Let a member watch no more."""
        last = self._node.hub.remove(member)
        watch = self._watches.get(member.session)
        if watch is None:
            return
        if not last:
            watch.wake()
            return
        del self._watches[member.session]
        await watch.stop()
        await self._farewell(member.session)

    def look(self, member: Member) -> None:
        """Draw the figure for a stage whose view has changed."""
        if watch := self._watches.get(member.session):
            watch.look(member)

    def session(self, session: SessionId) -> AnySession | None:
        """Return the session as last read here, which may be a moment old; None if nobody watches it."""
        watch = self._watches.get(session)
        return watch.scene.session if watch and watch.scene else None

    async def stop(self) -> None:
        """End every watch."""
        watches, self._watches = self._watches, {}
        await asyncio.gather(*(watch.stop() for watch in watches.values()))
        await asyncio.gather(*(self._farewell(session) for session in watches))

    async def _farewell(self, session: SessionId) -> None:
        """Hear a session's bell no more and report that nobody is here, unless somebody has come back."""
        store = self._node.store
        try:
            if session not in self._watches:
                await store.unwatch(session)
            if session in self._watches:
                await store.watch(session)
                return
            here = self._node.hub.attendance(session)
            await store.attend(session, self._node.name, here, self._node.wall_ms())
        except Away:
            log.debug("could not report the end of a watch")

    def _hear(self, session: SessionId) -> None:
        if watch := self._watches.get(session):
            watch.wake()
