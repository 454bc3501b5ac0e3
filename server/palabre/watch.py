"""One session as seen from one node: what changed is read once, built once, and put into every mailbox.

A bell (or once a second, since bells may be lost) makes a watch compare versions with the store. Frames go
out at least `STAGE_TICK_S` apart to stages and `TICK_S` to everybody else, at once after a quiet time, and
slower when the node's easel is busy. Frames replace, never patch, so a tick that is skipped is never missed.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple

from palabre.advice import Adviser
from palabre.easel import Easel
from palabre.errors import Close, Code, Refusal
from palabre.hub import Hub, Member
from palabre.kinds import Kinds
from palabre.offers import Means, Offers
from palabre.painting import Painting
from palabre.presence import Roll
from palabre.protocol import SessionId
from palabre.scene import Scene, Sight
from palabre.snapshots import Snapshots, Staged, staged
from palabre.store import Away, Glance, Store

log = logging.getLogger(__name__)

STAGE_TICK_S: Final = 0.1
TICK_S: Final = 0.5
#: Versions are compared this often even when no bell rings.
GLANCE_S: Final = 1.0


Frames = Coroutine[Any, Any, Mapping[str, str]]


class Node(NamedTuple):
    """What the watches of one node share. `clock` is monotonic, in seconds; `wall_ms` is the time of day."""

    name: str
    store: Store
    kinds: Kinds
    hub: Hub
    easel: Easel
    clock: Callable[[], float]
    wall_ms: Callable[[], int]
    adviser: Adviser = Adviser()


class _Outdated(Exception):
    """The session has changed while pictures of it were painted."""


class Watch:
    """Keeps every member of one session on this node looking at the true state."""

    def __init__(self, node: Node, session: SessionId) -> None:
        self._node, self._id = node, session
        self._store, self._hub, self._clock = node.store, node.hub, node.clock
        self.scene: Scene | None = None
        self._roll = Roll()
        self._bell = asyncio.Event()
        self._first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._snapshots = Snapshots(session, node.store, node.kinds)
        self._painting = Painting(session, node.store, node.easel, node.clock)
        means = Means(node.store, node.kinds, node.hub, node.easel, node.adviser)
        self._offers = Offers(means, session)
        #: What every member has been shown; behind `scene` while that is being painted, or could not be.
        self._shown: Scene | None = None
        #: Stages that want another view of what they have been shown.
        self._looking: set[Member] = set()
        self._others_behind = self._mine_behind = False
        self._others_at = 0.0
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(self._fallen)

    @property
    def fallen(self) -> bool:
        """Whether the watch ended by itself."""
        return self._task.done()

    def wake(self) -> None:
        """Compare versions with the store at the next tick."""
        self._bell.set()

    async def stop(self) -> None:
        """End the watch."""
        self._task.cancel()
        await asyncio.wait([self._task])
        await self._offers.stop()
        self._not_ready(Away())

    # --- putting frames into mailboxes ---

    async def greet(self, member: Member) -> None:
        """Put everything that a new member may see into its mailbox, once the session was read.

        Raise `UNKNOWN_SESSION`, or `Away` when it cannot be read.
        """
        await asyncio.shield(self._first)
        self._put(member, self._roll.frames(member.role))
        await self._show(member)
        self._offers.greet(member)
        phones = [member] if member.role == "participant" else []
        mine: dict[str, str] = {}
        of = None
        while phones and of != self._staged:  # Another poll may come onto the stage meanwhile.
            of = self._staged
            mine = await self._mine(of, phones)
        self._give(phones, mine)
        self.wake()

    def look(self, member: Member) -> None:
        """Draw the figure for a stage whose view has changed, at the next tick."""
        self._looking.add(member)
        self.wake()

    async def _show(self, member: Member) -> None:
        """Put what the scene shows to a member into its mailbox; the newest one if that changes meanwhile."""
        painted = None
        while (scene := self.scene) is not None and painted != (scene, member.view):
            painted = scene, member.view
            self._put(member, scene.head(member.role))
            frames = await self._painting.frames(scene, scene.sight(member.role, member.view))
            if painted == (self.scene, member.view):
                self._put(member, frames)

    @staticmethod
    def _put(member: Member, frames: Mapping[str, str]) -> None:
        for topic, frame in frames.items():
            member.mailbox.put(topic, frame)

    async def _deliver(self, scene: Scene, *, changed: bool) -> None:
        """Show a new scene: the whole of it when the session changed, else what the tally changed."""
        members = list(self._hub.members(self._id))
        if changed:
            self._painting.retry()
            for member in members:
                self._put(member, scene.head(member.role))
        await self._paint(scene, (one for one in members if changed or one.role == "stage"), urgent=changed)
        self._others_behind = not changed
        if changed:
            self._others_at = self._clock() + TICK_S

    async def _catch_up(self, scene: Scene) -> None:
        """Show everybody but stages what the tally changed, if they have not seen it and it is due."""
        looking = set(self._looking)
        await self._paint(scene, looking)
        self._looking -= looking
        if not self._others_behind or self._clock() < self._others_at:
            return
        await self._paint(scene, (one for one in self._hub.members(self._id) if one.role != "stage"))
        self._others_behind = False
        self._others_at = self._clock() + TICK_S

    async def _paint(self, scene: Scene, members: Iterable[Member], *, urgent: bool = False) -> None:
        """Put what the tally shows into mailboxes, one sight after the other.

        Raise `_Outdated` if the session changes meanwhile: nobody waits for pictures of what is hidden by now.
        """
        sights: defaultdict[Sight, list[Member]] = defaultdict(list)
        for member in members:
            sights[scene.sight(member.role, member.view)].append(member)
        for sight, those in sights.items():
            painting = self._painting.frames(scene, sight, urgent=urgent)
            frames = await (painting if urgent else self._unless_outdated(scene, painting))
            for member in those:
                self._put(member, frames)

    async def _unless_outdated(self, scene: Scene, painting: Frames) -> Mapping[str, str]:
        task = asyncio.create_task(painting)
        try:
            while not (await asyncio.wait([task], timeout=STAGE_TICK_S))[0]:
                if self._bell.is_set() and await self._is_outdated(scene):
                    raise _Outdated
            return task.result()
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _is_outdated(self, scene: Scene) -> bool:
        glance = await self._store.glance(self._id, *staged(scene.session))
        return glance is None or glance.session != scene.session.version

    @staticmethod
    def _give(phones: list[Member], mine: dict[str, str]) -> None:
        for member in phones:
            if member.participant in mine:
                member.mailbox.put("mine", mine[member.participant])

    # --- keeping up ---

    async def _run(self) -> None:
        # A bell that cannot be listened to now is heard as soon as the store is back.
        with suppress(Away):
            await self._store.watch(self._id)
        while True:
            started = self._clock()
            self._bell.clear()
            await self._step()
            await self._rest(started)

    async def _step(self) -> None:
        try:
            await self._refresh()
            await self._return_ballots()
            await self._attend()
            if not self._first.done():
                self._first.set_result(None)
        except _Outdated:
            log.debug("session %s changed while its pictures were painted", self._id)
        except Away as away:
            self._say(self._roll.away())
            if not self._first.done():
                # Whoever waits is told now; who comes later waits for the next try.
                self._not_ready(away)
                self._first = asyncio.get_running_loop().create_future()

    def _not_ready(self, why: BaseException) -> None:
        """Tell whoever waits for the first reading why there is none."""
        if not self._first.done():
            self._first.set_exception(why)
            self._first.exception()

    async def _rest(self, started: float) -> None:
        """Wait for a bell, or until something is due; never less than a tick after the last start."""
        now = self._clock
        patience = GLANCE_S
        if self._others_behind:
            patience = min(patience, max(0.0, self._others_at - now()))
        try:
            async with asyncio.timeout(patience):
                await self._bell.wait()
        except TimeoutError:
            pass
        await asyncio.sleep(max(0.0, started + STAGE_TICK_S - now()))

    async def _refresh(self) -> None:
        """Read what changed, if anything, and show it."""
        before = self.scene
        poll, run = self._staged
        glance = await self._store.glance(self._id, poll, run)
        if glance is None:
            raise Refusal(Code.UNKNOWN_SESSION)
        scene = before
        if scene is None or glance != Glance(scene.session.version, scene.tally.version):
            scene = self.scene = await self._snapshots.scene(before, glance.session)
            if before and staged(before.session) != staged(scene.session):
                self._mine_behind = True
        if scene is not self._shown or self._painting.is_due():
            was = self._shown.session.version if self._shown else None
            await self._deliver(scene, changed=was != scene.session.version)
            self._shown = scene
            self._offers.tell(scene.session, scene.tally)
        await self._catch_up(scene)

    async def _return_ballots(self) -> None:
        """Show every phone what it has cast in a poll that has just come onto the stage."""
        if self._mine_behind:
            phones = self._phones()
            self._give(phones, await self._mine(self._staged, phones))
            self._mine_behind = False

    async def _mine(self, of: Staged, phones: list[Member]) -> dict[str, str]:
        return await self._snapshots.mine(of, [phone.participant for phone in phones])

    async def _attend(self) -> None:
        """Tell the store who is here when that changed or is due, and everyone here what it sums up to."""
        here = self._hub.attendance(self._id)
        if self._roll.due(here, self._clock()):
            total = await self._store.attend(self._id, self._node.name, here, self._node.wall_ms())
            self._say(self._roll.report(here, total, self._clock()))

    def _say(self, changed: frozenset[str]) -> None:
        if not changed:
            return
        for member in self._hub.members(self._id):
            frames = self._roll.frames(member.role)
            for topic in changed & frames.keys():
                member.mailbox.put(topic, frames[topic])

    @property
    def _staged(self) -> Staged:
        return staged(self.scene.session) if self.scene else (None, 1)

    def _phones(self) -> list[Member]:
        return [member for member in self._hub.members(self._id) if member.role == "participant"]

    def _fallen(self, task: asyncio.Task[None]) -> None:
        """Send everybody away when the watch ended by itself: the session is gone, or we are at fault."""
        self._offers.end()
        if task.cancelled() or (fault := task.exception()) is None:
            return
        gone = isinstance(fault, Refusal)
        if not gone:
            log.error("fault in the watch of session %s", self._id, exc_info=fault)
        self._not_ready(fault)
        for member in list(self._hub.members(self._id)):
            member.end(Close.NO_SESSION if gone else Close.FAULT)
