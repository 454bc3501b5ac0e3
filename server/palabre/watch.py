"""One session as seen from one node: what changed is read once, built once, and put into every mailbox.

A bell (or once a second, since bells may be lost) makes a watch compare versions with the store. Frames go
out at least `STAGE_TICK_S` apart to stages and `TICK_S` to everybody else, at once after a quiet time, and
slower when building takes long. Frames replace, never patch, so a tick that is skipped is never missed.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final, NamedTuple

import msgspec

from palabre.errors import Close, Code, Refusal
from palabre.hub import Hub, Member
from palabre.kinds import Kinds
from palabre.presence import Roll
from palabre.protocol import Mine, PollId, Role, SessionId, Tally, View
from palabre.scene import Scene, encode
from palabre.session import AnySession
from palabre.store import Away, Store
from palabre.telemetry import faults

log = logging.getLogger(__name__)

STAGE_TICK_S: Final = 0.1
TICK_S: Final = 0.5
#: Versions are compared this often even when no bell rings.
GLANCE_S: Final = 1.0
#: A watch spends at most this share of the loop on building frames.
BUSY_SHARE: Final = 0.2
#: A picture that could not be built is tried again after this, or when the session changes.
FAULT_S: Final = 5.0
#: Ballots of this many participants are read at once when the poll on the stage changes.
MINE_BATCH: Final = 500


class Node(NamedTuple):
    """What the watches of one node share. `clock` is monotonic, in seconds; `wall_ms` is the time of day."""

    name: str
    store: Store
    kinds: Kinds
    hub: Hub
    clock: Callable[[], float]
    wall_ms: Callable[[], int]


class Watch:
    """Keeps every member of one session on this node looking at the true state."""

    def __init__(self, node: Node, session: SessionId) -> None:
        self._node, self._id = node, session
        self._store, self._hub, self._clock = node.store, node.hub, node.clock
        self.scene: Scene | None = None
        self._roll = Roll()
        self._bell = asyncio.Event()
        self._first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._others_behind = self._mine_behind = False
        self._others_at = self._built_s = 0.0
        #: Until when a picture that could not be built is left alone, by who sees it.
        self._broken: dict[tuple[Role, View], float] = {}
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
        self._not_ready(Away())

    # --- putting frames into mailboxes ---

    async def greet(self, member: Member) -> None:
        """Put everything that a new member may see into its mailbox, once the session was read.

        Raise `UNKNOWN_SESSION`, or `Away` when it cannot be read.
        """
        await asyncio.shield(self._first)
        phones = [member] if member.role == "participant" else []
        mine: dict[str, str] = {}
        staged = None
        while phones and staged != self._staged:  # Another poll may come onto the stage meanwhile.
            staged = self._staged
            mine = await self._mine(phones)
        self._put(member, self._roll.frames(member.role))
        self.show(member)
        self._give(phones, mine)
        self.wake()

    def show(self, member: Member) -> None:
        """Put what the scene shows to a member into its mailbox."""
        if self.scene is not None:
            self._put(member, self.scene.head(member.role))
            self._put(member, self._tallied(self.scene, member))

    @staticmethod
    def _put(member: Member, frames: Mapping[str, str]) -> None:
        for topic, frame in frames.items():
            member.mailbox.put(topic, frame)

    def _tallied(self, scene: Scene, member: Member) -> Mapping[str, str]:
        """Return what the tally shows to a member; nothing where a kind cannot read or draw it.

        A fault of one picture is logged, left alone for `FAULT_S`, and keeps nobody else from theirs.
        """
        sight = (member.role, member.view)
        if self._broken.get(sight, 0.0) > self._clock():
            return {}
        with faults(log, "fault in what a %s sees of session %s", member.role, self._id):
            return scene.tallied(*sight)
        self._broken[sight] = self._clock() + FAULT_S
        return {}

    def _deliver(self, scene: Scene, *, changed: bool) -> None:
        """Show a new scene: the whole of it when the session changed, else what the tally changed."""
        if changed:
            self._broken.clear()
        for member in self._hub.members(self._id):
            if changed:
                self._put(member, scene.head(member.role))
            if changed or member.role == "stage":
                self._put(member, self._tallied(scene, member))
        self._others_behind = not changed
        if changed:
            self._others_at = self._clock() + TICK_S

    def _catch_up(self, scene: Scene) -> None:
        """Show everybody but stages what the tally changed, if they have not seen it and it is due."""
        if not self._others_behind or self._clock() < self._others_at:
            return
        for member in self._hub.members(self._id):
            if member.role != "stage":
                self._put(member, self._tallied(scene, member))
        self._others_behind = False
        self._others_at = self._clock() + TICK_S

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
        tick = max(STAGE_TICK_S, self._built_s / BUSY_SHARE)
        await asyncio.sleep(max(0.0, started + tick - now()))

    async def _refresh(self) -> None:
        """Read what changed, if anything, and show it."""
        before = self.scene
        poll, run = _staged(before.session) if before else (None, 1)
        glance = await self._store.glance(self._id, poll, run)
        if glance is None:
            raise Refusal(Code.UNKNOWN_SESSION)
        if before and glance.session == before.session.version and glance.tally == before.tally.version:
            self._catch_up(before)
            return
        scene = await self._read(before, glance.session)
        began = self._clock()
        self.scene = scene
        self._deliver(scene, changed=before is None or before.session.version != scene.session.version)
        self._catch_up(scene)
        self._built_s = self._clock() - began
        if before and _staged(before.session) != _staged(scene.session):
            self._mine_behind = True

    async def _return_ballots(self) -> None:
        """Show every phone what it has cast in a poll that has just come onto the stage."""
        if self._mine_behind:
            phones = self._phones()
            self._give(phones, await self._mine(phones))
            self._mine_behind = False

    async def _read(self, before: Scene | None, version: int) -> Scene:
        session = before.session if before else None
        turnouts = before.turnouts if before else {}
        if session is None or session.version != version:
            session = await self._store.load(self._id)
            if session is None:
                raise Refusal(Code.UNKNOWN_SESSION)
            runs = [(poll.id, poll.run) for poll in session.polls]
            counts = await self._store.turnouts(self._id, runs)
            turnouts = {poll: count for (poll, _), count in zip(runs, counts, strict=True)}
        poll, run = _staged(session)
        tally = Tally() if poll is None else await self._store.tally(self._id, poll, run)
        kept = before is not None and _staged(before.session) == (poll, run)
        layouts = before.layouts if before and kept else None
        return Scene(session, tally, turnouts, self._node.kinds, layouts)

    async def _mine(self, members: list[Member]) -> dict[str, str]:
        """Return what each participant has cast in the poll on the stage: a `mine` frame by participant."""
        poll, run = self._staged
        if poll is None:
            return {}
        frames: dict[str, str] = {}
        nothing = encode(Mine(poll=poll, run=run, rev=0, ballot=msgspec.Raw(b"null")))
        keys = [member.participant for member in members]
        for start in range(0, len(keys), MINE_BATCH):
            batch = keys[start : start + MINE_BATCH]
            stored = await self._store.ballots(self._id, poll, run, batch)
            for key, kept in zip(batch, stored, strict=True):
                frames[key] = (
                    encode(Mine(poll=poll, run=run, rev=kept.rev, ballot=msgspec.Raw(kept.ballot)))
                    if kept
                    else nothing
                )
        return frames

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
    def _staged(self) -> tuple[PollId | None, int]:
        return _staged(self.scene.session) if self.scene else (None, 1)

    def _phones(self) -> list[Member]:
        return [member for member in self._hub.members(self._id) if member.role == "participant"]

    def _fallen(self, task: asyncio.Task[None]) -> None:
        """Send everybody away when the watch ended by itself: the session is gone, or we are at fault."""
        if task.cancelled() or (fault := task.exception()) is None:
            return
        gone = isinstance(fault, Refusal)
        if not gone:
            log.error("fault in the watch of session %s", self._id, exc_info=fault)
        self._not_ready(fault)
        for member in list(self._hub.members(self._id)):
            member.end(Close.NO_SESSION if gone else Close.FAULT)


def _staged(session: AnySession) -> tuple[PollId | None, int]:
    """Return the poll on the stage and its run."""
    if session.current is None:
        return None, 1
    return session.current, session.poll(session.current).run
