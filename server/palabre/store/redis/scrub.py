"""Taking deleted bytes out of the append-only file as well: Redis rewrites it from what is left.

A rewrite that was under way when something was deleted began from the old state, so Redis is asked until
it begins another one. Deletions close together share a rewrite.
"""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Final

from palabre.store import Away
from palabre.store.redis.lines import ResponseError
from palabre.store.redis.pipe import Pipe

log = logging.getLogger(__name__)

#: Between two rewrites, and between two questions whether one may begin.
PAUSE_S: Final = 1.0


@dataclass(slots=True, eq=False)
class Scrub:
    """Whether something was deleted since the last rewrite began."""

    pipe: Pipe
    _needed: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to wait for deletions."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Ask once more if a rewrite is still due, then let go of the task."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if self._needed.is_set():
            await self._ask()

    def soon(self) -> None:
        """Have the append-only file rewritten, as something was deleted."""
        self._needed.set()

    async def _run(self) -> None:
        while True:
            await self._needed.wait()
            if await self._ask():
                self._needed.clear()
            await asyncio.sleep(PAUSE_S)

    async def _ask(self) -> bool:
        """Ask for a rewrite. Return whether that is settled: begun, scheduled, or refused for good."""
        try:
            await self.pipe.call(b"BGREWRITEAOF")
        except Away:
            return False
        except ResponseError as error:
            if "in progress" in str(error):
                return False
            log.warning("Redis does not rewrite its append-only file: %s", error)
        return True
