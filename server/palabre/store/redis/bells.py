"""The bells that this node listens to: one connection, sharded pub/sub, subscribed again after any loss.

A subscription that Redis has just confirmed rings its own bell, the first time as after every loss: what
was rung before it is unknown, so whoever listens looks once more. That one rule makes a lost connection
cost a look and nothing else.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from palabre.protocol import SessionId
from palabre.store import Away
from palabre.store.redis.lines import LOST, Line, connect, pack
from palabre.store.redis.pipe import DEADLINE_S, PAUSES_S

log = logging.getLogger(__name__)

#: A quiet connection is asked whether it is still there, and given up if nothing at all comes back.
PING_S: Final = 2.0
SILENT_S: Final = 5.0


def _deaf(session: SessionId) -> None:
    log.debug("a bell of session %s rang before anybody was listening", session)


@dataclass(slots=True, eq=False)
class Bells:
    """Which channels are wanted, which were asked for on this connection, and which are confirmed."""

    dial: Callable[[], Line]
    hear: Callable[[SessionId], None] = _deaf
    _wanted: dict[bytes, SessionId] = field(default_factory=dict)
    _asked: set[bytes] = field(default_factory=set)
    _fresh: set[bytes] = field(default_factory=set)
    _confirmed: dict[bytes, asyncio.Event] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen."""
        self._task = asyncio.create_task(self._run(self.dial()))

    async def stop(self) -> None:
        """Let go of the connection and its tasks."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def watch(self, session: SessionId, channel: bytes) -> None:
        """Listen to a channel; return once Redis has confirmed it. Raise `Away` if it did not in time.

        The channel stays wanted then, and is listened to as soon as Redis is back.
        """
        if channel not in self._wanted:
            self._wanted[channel] = session
            self._confirmed[channel] = asyncio.Event()
            # Asked for even where an `unwatch` has not reached Redis yet: only a new answer confirms.
            self._fresh.add(channel)
            self._changed.set()
        confirmed = self._confirmed[channel]
        try:
            async with asyncio.timeout(DEADLINE_S):
                await confirmed.wait()
        except TimeoutError:
            raise Away from None

    def unwatch(self, channel: bytes) -> None:
        """Listen to a channel no more."""
        self._wanted.pop(channel, None)
        self._confirmed.pop(channel, None)
        self._fresh.discard(channel)
        self._changed.set()

    # --- one connection after the other ---

    async def _run(self, line: Line) -> None:
        losses = 0
        try:
            while True:
                try:
                    await connect(line)
                    losses = 0
                    await self._listen(line)
                except* LOST as group:
                    log.debug("lost the bells' connection to Redis: %s", group.exceptions)
                await line.disconnect(nowait=True)
                await asyncio.sleep(PAUSES_S[min(losses, len(PAUSES_S) - 1)])
                losses += 1
        finally:
            await line.disconnect()

    async def _listen(self, line: Line) -> None:
        self._asked.clear()
        for confirmed in self._confirmed.values():
            confirmed.clear()
        self._changed.set()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._write(line))
            tasks.create_task(self._read(line))

    async def _write(self, line: Line) -> None:
        while True:
            try:
                async with asyncio.timeout(PING_S):
                    await self._changed.wait()
            except TimeoutError:
                await line.send_packed_command(pack(b"PING"), check_health=False)
                continue
            self._changed.clear()
            begin = (self._wanted.keys() - self._asked) | self._fresh
            end = self._asked - self._wanted.keys()
            # One command a channel, so that each may live on its own server of a cluster.
            words = [(b"SSUBSCRIBE", channel) for channel in begin]
            words += ((b"SUNSUBSCRIBE", channel) for channel in end)
            self._asked, self._fresh = set(self._wanted), set()
            if words:
                packed = b"".join(pack(*command) for command in words)
                await line.send_packed_command(packed, check_health=False)

    async def _read(self, line: Line) -> None:
        while True:
            push = await line.read_response(timeout=SILENT_S, push_request=True)
            if push is None:
                raise TimeoutError
            if isinstance(push, list):
                self._handle(push)

    def _handle(self, push: list[Any]) -> None:
        session = self._wanted.get(push[1])
        if session is None:
            return
        if push[0] == b"ssubscribe":
            self._confirmed[push[1]].set()
        if push[0] in (b"ssubscribe", b"smessage"):
            self.hear(session)
