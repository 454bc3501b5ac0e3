"""One queue of commands and the few connections that work it off.

Commands that are asked for in the same tick of the loop travel together in one pipeline; while pipelines
are under way the next gathers. A connection belongs to one task for good, so a caller that is cancelled
only stops listening for its own reply. Every command here is idempotent: where a reply was lost it is
sent again, on any connection, until its time is over.
"""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from palabre.store import Away
from palabre.store.functions import LIBRARY
from palabre.store.redis.lines import (
    LOST,
    Line,
    Reply,
    ResponseError,
    Word,
    connect,
    lacks_function,
    pack,
    passes,
    reply,
)  # fmt: skip

log = logging.getLogger(__name__)

#: From asking to `Away`, with all repetitions.
DEADLINE_S: Final = 2.0
#: Commands in one pipeline: some 100 KB, answered well within the deadline.
BATCH: Final = 256
#: More commands than this never wait for a connection: one more is `Away` at once.
WAITING: Final = 50_000
#: Pauses between two tries to connect; the first try after a loss is immediate.
PAUSES_S: Final = (0.0, 0.05, 0.1, 0.2)
_SWEEP_S: Final = 0.1


@dataclass(slots=True, eq=False)
class _Call:
    packed: bytes
    bell: bytes | None
    reply: asyncio.Future[Reply]
    expires: float


@dataclass(slots=True, eq=False)
class Pipe:
    """The commands under way. `lines` connections are opened by `start` and closed by `stop`."""

    dial: Callable[[], Line]
    lines: int = 4
    _waiting: deque[_Call] = field(default_factory=deque)
    _open: deque[_Call] = field(default_factory=deque)
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def start(self) -> None:
        """Begin to work the queue off."""
        self._tasks = [asyncio.create_task(self._work(self.dial())) for _ in range(self.lines)]
        self._tasks.append(asyncio.create_task(self._expire()))
        for task in self._tasks:
            task.add_done_callback(_report)

    async def stop(self) -> None:
        """Finish what is under way within its deadline, then let go of every connection and task."""
        under_way = [call.reply for call in self._open if not call.reply.done()]
        if self._tasks and under_way:
            await asyncio.wait(under_way)
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._give_up(self._open)

    async def call(self, *words: Word, bell: bytes | None = None) -> Reply:
        """Send one command and return its reply; with `bell`, then ring that channel.

        Raise `Away` if no reply came in time. A `ResponseError` is a mistake in this package.
        """
        if not self._tasks or len(self._waiting) >= WAITING:
            raise Away
        loop = asyncio.get_running_loop()
        call = _Call(pack(*words), bell, loop.create_future(), loop.time() + DEADLINE_S)
        self._open.append(call)
        self._waiting.append(call)
        self._arrived.set()
        return await call.reply

    # --- one task for each connection ---

    async def _work(self, line: Line) -> None:
        losses = 0
        try:
            while True:
                losses = await self._serve(line, losses)
                await asyncio.sleep(PAUSES_S[min(losses, len(PAUSES_S)) - 1])
        finally:
            await line.disconnect()

    async def _serve(self, line: Line, losses: int) -> int:
        """Work until the connection is lost, and return how often that has happened in a row."""
        batch: list[_Call] = []
        try:
            await connect(line)
            while True:
                batch = await self._next()
                await self._exchange(line, batch)
                batch, losses = [], 0
        except LOST as error:
            log.debug("lost a connection to Redis: %s", type(error).__name__)
            await line.disconnect(nowait=True)
            self._again(batch)
            return losses + 1

    async def _next(self) -> list[_Call]:
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        taken = (self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting))))
        return [call for call in taken if not call.reply.done()]

    def _again(self, calls: Iterable[_Call]) -> None:
        self._waiting.extendleft(reversed([call for call in calls if not call.reply.done()]))
        self._arrived.set()

    async def _exchange(self, line: Line, batch: list[_Call]) -> None:
        bells = dict.fromkeys(call.bell for call in batch if call.bell is not None)
        packed = [call.packed for call in batch]
        packed += (pack(b"SPUBLISH", bell, b"") for bell in bells)
        lost: list[_Call] = []
        async with asyncio.timeout(DEADLINE_S):
            await line.send_packed_command(b"".join(packed), check_health=False)
            for call in batch:
                await _settle(line, call, lost)
            for _ in bells:
                await line.read_response(timeout=math.inf)
        if lost:
            await reply(line, b"FUNCTION", b"LOAD", b"REPLACE", LIBRARY.source)
            log.info("loaded the functions %s again", LIBRARY.name)
            self._again(lost)

    # --- one task for all deadlines ---

    async def _expire(self) -> None:
        # Deadlines are in the order of arrival: a look at the oldest replaces a timer for each command.
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_SWEEP_S)
            now = loop.time()
            while self._open and (self._open[0].reply.done() or self._open[0].expires <= now):
                self._give_up([self._open.popleft()])
            while self._waiting and self._waiting[0].reply.done():
                self._waiting.popleft()

    def _give_up(self, calls: Iterable[_Call]) -> None:
        for call in calls:
            if not call.reply.done():
                call.reply.set_exception(Away())


async def _settle(line: Line, call: _Call, lost: list[_Call]) -> None:
    """Read one reply and hand it to whoever still waits for it."""
    try:
        answer = await line.read_response(timeout=math.inf)
    except ResponseError as error:
        if lacks_function(error):
            lost.append(call)
        elif passes(error):
            raise
        elif not call.reply.done():
            call.reply.set_exception(error)
    else:
        if not call.reply.done():
            call.reply.set_result(answer)


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a connection to Redis is no longer served", exc_info=error)
