"""Where a node builds what it shows: beside the event loop, one thing at a time, and never too much of it.

Building a picture of thousands of answers takes longer than phones should wait, so it is done in one
thread of its own, which the loop interrupts. However many stages a node has, that thread works for at
most `SHARE` of the time of one core and then rests; so the ticks of all sessions become slower together.
What is urgent (the session has changed: somebody hid a word) goes first and does not wait for the rest.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from heapq import heappop, heappush
from itertools import count
from typing import Final, TypeVar

#: The share of one core's time that building may take.
SHARE: Final = 0.3

T = TypeVar("T")


class Easel:
    """One thread that builds, in turns."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, "easel")
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._busy = False
        self._rested_at = 0.0
        self._alarm: asyncio.TimerHandle | None = None

    async def build(self, what: Callable[[], T], *, urgent: bool = False) -> T:
        """Return what `what` returns, or raise what it raises, once it is its turn and done."""
        await self._turn(urgent=urgent)
        began, cost = self._clock(), 0.0
        try:
            loop = asyncio.get_running_loop()
            built, cost = await loop.run_in_executor(self._thread, _timed, what)
            return built
        finally:
            self._busy = False
            self._rested_at = began + cost / SHARE
            self._next()

    def close(self) -> None:
        """End the thread, which finishes what it is at."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _turn(self, *, urgent: bool) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (not urgent, next(self._numbers), turn))
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
        while self._waiting and self._waiting[0][2].done():
            heappop(self._waiting)
        if self._busy or not self._waiting:
            return
        patient = self._waiting[0][0]
        rest = self._rested_at - self._clock()
        if patient and rest > 0:
            self._alarm = asyncio.get_running_loop().call_later(rest, self._next)
            return
        self._busy = True
        heappop(self._waiting)[2].set_result(None)


def _timed(what: Callable[[], T]) -> tuple[T, float]:
    """Return what is built and the seconds of this thread's own work; what fails is taken for cheap."""
    began = time.thread_time()
    return what(), time.thread_time() - began
