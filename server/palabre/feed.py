"""Bell, tick, mailbox: keeps every member of a session on this node looking at the true state.

One `Watch` a session with somebody here. A bell (or once a second, since bells may be lost) makes it
compare versions with the store; what changed is read once, built into frames once, and put into the
mailboxes: at least `STAGE_TICK_S` apart for stages and `TICK_S` for everybody else, at once after a quiet
time, and slower when building takes long. Frames replace, never patch, so a
tick that is skipped is never missed.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

import msgspec

from palabre.errors import Close, Code, Refusal
from palabre.hub import Hub, Member
from palabre.kinds import Kinds
from palabre.presence import Roll
from palabre.protocol import Mine, PollId, SessionId, Tally
from palabre.scene import Scene, encode
from palabre.session import AnySession
from palabre.store import Away, Store

log = logging.getLogger(__name__)

STAGE_TICK_S: Final = 0.1
TICK_S: Final = 0.5
#: Versions are compared this often even when no bell rings.
GLANCE_S: Final = 1.0
#: A watch spends at most this share of the loop on building frames.
BUSY_SHARE: Final = 0.2
#: Ballots of this many participants are read at once when the poll on the stage changes.
MINE_BATCH: Final = 500

Clock = Callable[[], float]


class Feed:
    """The watches of one node. `clock` is monotonic, in seconds; `wall_ms` is the time of day."""

    def __init__(
        self, store: Store, kinds: Kinds, hub: Hub, node: str, clock: Clock, wall_ms: Callable[[], int]
    ) -> None:
        self.store, self.kinds, self.hub = store, kinds, hub
        self.node, self.clock, self.wall_ms = node, clock, wall_ms
        self._watches: dict[SessionId, Watch] = {}
        self._codes: dict[str, SessionId] = {}
        store.on_bell(self._hear)

    async def enter(self, member: Member) -> None:
        """Let a member watch its session, and put all that its role sees into its mailbox.

        Raise `UNKNOWN_SESSION` if there is no such session.
        """
        self.hub.add(member)
        watch = self._watches.get(member.session)
        if watch is None:
            watch = self._watches[member.session] = Watch(self, member.session)
        try:
            await watch.ready()
            mine = await watch.mine([member]) if member.role == "participant" else {}
        except BaseException:
            await self.leave(member)
            raise
        if watch.scene is not None:
            self._codes[watch.scene.session.code] = member.session
        watch.greet(member, mine)

    async def leave(self, member: Member) -> None:
        """Let a member watch no more."""
        last = self.hub.remove(member)
        watch = self._watches.get(member.session)
        if watch is None:
            return
        if not last:
            watch.wake()
            return
        del self._watches[member.session]
        if watch.scene is not None:
            self._codes.pop(watch.scene.session.code, None)
        await watch.stop()

    def look(self, member: Member) -> None:
        """Draw the figure for a stage whose view has changed."""
        if watch := self._watches.get(member.session):
            watch.show(member)

    def session(self, session: SessionId) -> AnySession | None:
        """Return the session as last read here, which may be a moment old; None if nobody watches it."""
        watch = self._watches.get(session)
        return watch.scene.session if watch and watch.scene else None

    async def unwatch(self, session: SessionId) -> None:
        """Hear a session's bell no more, unless somebody has come to watch it in the meantime."""
        await self.store.unwatch(session)
        if session in self._watches:
            await self.store.watch(session)

    def found(self, code: str) -> SessionId | None:
        """Return the session with this join code, if it is watched here."""
        return self._codes.get(code)

    async def stop(self) -> None:
        """End every watch."""
        watches, self._watches = list(self._watches.values()), {}
        await asyncio.gather(*(watch.stop() for watch in watches))

    def _hear(self, session: SessionId) -> None:
        if watch := self._watches.get(session):
            watch.wake()


class Watch:
    """One session as seen from one node."""

    def __init__(self, feed: Feed, session: SessionId) -> None:
        self._feed, self._id = feed, session
        self._store, self._hub = feed.store, feed.hub
        self.scene: Scene | None = None
        self._roll = Roll()
        self._bell = asyncio.Event()
        self._first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._others_behind = False
        self._others_at = self._built_s = 0.0
        self._task = asyncio.create_task(self._run())
        self._task.add_done_callback(self._fallen)

    async def ready(self) -> None:
        """Return once the session was read. Raise `UNKNOWN_SESSION`, or `Away` when it cannot be read."""
        await asyncio.shield(self._first)

    def wake(self) -> None:
        """Compare versions with the store at the next tick."""
        self._bell.set()

    async def stop(self) -> None:
        """End the watch and report that nobody of this session is here any more."""
        self._task.cancel()
        await asyncio.wait([self._task])
        if not self._first.done():
            self._first.cancel()
        try:
            await self._feed.unwatch(self._id)
            await self._store.attend(
                self._id, self._feed.node, self._hub.attendance(self._id), self._feed.wall_ms()
            )
        except Away:
            log.debug("could not report the end of a watch")

    # --- putting frames into mailboxes ---

    def greet(self, member: Member, mine: dict[str, str]) -> None:
        """Put everything that a new member may see into its mailbox."""
        for topic, frame in self._roll.frames(member.role).items():
            member.mailbox.put(topic, frame)
        self.show(member)
        if member.participant in mine:
            member.mailbox.put("mine", mine[member.participant])
        self.wake()

    def show(self, member: Member) -> None:
        """Put what the scene shows to a member into its mailbox."""
        if self.scene is not None:
            for topic, frame in self.scene.frames(member.role, member.view).items():
                member.mailbox.put(topic, frame)

    def _deliver(self, scene: Scene, *, changed: bool) -> None:
        """Show a new scene: the whole of it when the session changed, else what the tally changed."""
        everybody = changed or self._feed.clock() >= self._others_at
        for member in self._hub.members(self._id):
            if not everybody and member.role != "stage":
                continue
            frames = scene.frames if changed else scene.tallied
            for topic, frame in frames(member.role, member.view).items():
                member.mailbox.put(topic, frame)
        self._others_behind = not everybody
        if everybody:
            self._others_at = self._feed.clock() + TICK_S

    # --- keeping up ---

    async def _run(self) -> None:
        await self._store.watch(self._id)
        while True:
            started = self._feed.clock()
            self._bell.clear()
            await self._step()
            await self._rest(started)

    async def _step(self) -> None:
        try:
            await self._refresh()
            await self._attend()
            if not self._first.done():
                self._first.set_result(None)
        except Away as away:
            self._say(self._roll.away())
            if self.scene is None:
                # Whoever waits is told now; who comes later waits for the next try.
                self._first.set_exception(away)
                self._first.exception()
                self._first = asyncio.get_running_loop().create_future()

    async def _rest(self, started: float) -> None:
        """Wait for a bell, or until something is due; never less than a tick after the last start."""
        now = self._feed.clock
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
            if self._others_behind and self._feed.clock() >= self._others_at:
                self._deliver(before, changed=False)
            return
        scene = await self._read(before, glance.session)
        moved = before is None or _staged(before.session) != _staged(scene.session)
        began = self._feed.clock()
        self.scene = scene
        self._deliver(scene, changed=before is None or before.session.version != scene.session.version)
        self._built_s = self._feed.clock() - began
        mine = await self.mine(self._phones()) if before and moved else {}
        for member in self._phones():
            if member.participant in mine:
                member.mailbox.put("mine", mine[member.participant])

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
        memories = before.memories if before and kept else None
        return Scene(session, tally, turnouts, self._feed.kinds, memories)

    async def mine(self, members: list[Member]) -> dict[str, str]:
        """Return what each participant has cast in the poll on the stage: a `mine` frame by participant."""
        if self.scene is None:
            return {}
        poll, run = _staged(self.scene.session)
        if poll is None:
            return {}
        frames: dict[str, str] = {}
        nothing = encode(Mine(poll=poll, run=run, rev=0, ballot=None))
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
        if self._roll.due(here, self._feed.clock()):
            total = await self._store.attend(self._id, self._feed.node, here, self._feed.wall_ms())
            self._say(self._roll.report(here, total, self._feed.clock()))

    def _say(self, changed: frozenset[str]) -> None:
        if changed:
            for member in self._hub.members(self._id):
                for topic, frame in self._roll.frames(member.role).items():
                    if topic in changed:
                        member.mailbox.put(topic, frame)

    def _phones(self) -> list[Member]:
        return [member for member in self._hub.members(self._id) if member.role == "participant"]

    def _fallen(self, task: asyncio.Task[None]) -> None:
        """Send everybody away when the watch ended by itself: the session is gone, or we are at fault."""
        if task.cancelled() or (fault := task.exception()) is None:
            return
        gone = isinstance(fault, Refusal)
        if not gone:
            log.error("fault in the watch of session %s", self._id, exc_info=fault)
        if not self._first.done():
            self._first.set_exception(fault)
            self._first.exception()
        for member in list(self._hub.members(self._id)):
            member.end(Close.NO_SESSION if gone else Close.FAULT)


def _staged(session: AnySession) -> tuple[PollId | None, int]:
    """Return the poll on the stage and its run."""
    if session.current is None:
        return None, 1
    return session.current, session.poll(session.current).run
