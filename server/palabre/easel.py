"""Where a node builds what it shows: beside the event loop, one thing at a time, and never too much of it.

Building a picture of thousands of answers takes longer than phones should wait, so it is done in one
thread of its own, which the loop interrupts. However many stages a node has, that thread works for at
most `SHARE` of the time of one core and then rests; so the ticks of all sessions become slower together.
What is urgent (the session has changed: somebody hid a word) goes before what is not, and may borrow up to
`CREDIT_S` of rest; but of `LEAD` in a row the next one is whoever has waited longest.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

#: The share of one core's time that building may take.
SHARE: Final = 0.3
#: How much rest, in seconds, urgent work need not wait for.
CREDIT_S: Final = 2.0
#: So many urgent turns may pass who waits patiently.
LEAD: Final = 32

T = TypeVar("T")


class Easel:
    """One thread that builds, in turns."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, "easel")
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._patient: deque[asyncio.Future[None]] = deque()
        self._passed = 0
        self._busy = False
        self._rested_at = 0.0
        self._alarm: asyncio.TimerHandle | None = None

    async def build(self, what: Callable[[], T], *, urgent: bool = False) -> T:
        """Return what `what` returns, or raise what it raises, once it is its turn and done."""
        await self._turn(self._urgent if urgent else self._patient)
        work = asyncio.get_running_loop().run_in_executor(self._thread, _timed, what)
        work.add_done_callback(self._finish)
        built, _ = await asyncio.shield(work)  # Who waits no more does not shorten the turn.
        return built

    def close(self) -> None:
        """End the thread, which finishes what it is at."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _finish(self, work: "asyncio.Future[tuple[Any, float]]") -> None:
        cost = 0.0 if work.cancelled() or work.exception() else work.result()[1]
        self._busy = False
        self._rested_at = max(self._rested_at, self._clock() - cost) + cost / SHARE
        self._next()

    async def _turn(self, queue: deque[asyncio.Future[None]]) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        self._next()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._busy = False
                self._next()
            raise

    def _next(self) -> None:
        """Give the turn to who is first, now or when the thread has rested."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        for queue in (self._urgent, self._patient):
            while queue and queue[0].done():
                del queue[0]
        if self._busy or not (self._urgent or self._patient):
            return
        urgent = bool(self._urgent) and (self._passed < LEAD or not self._patient)
        rest = self._rested_at - self._clock() - (CREDIT_S if urgent else 0.0)
        if rest > 0:
            self._alarm = asyncio.get_running_loop().call_later(rest, self._next)
            return
        self._busy = True
        self._passed = self._passed + 1 if urgent else 0
        (self._urgent if urgent else self._patient).popleft().set_result(None)


def _timed(what: Callable[[], T]) -> tuple[T, float]:
    """Return what is built and the seconds of this thread's own work; what fails is taken for cheap."""
    began = time.thread_time()
    return what(), time.thread_time() - began
