"""Keeps the embedded Redis running: when it ends unasked, it is started again on the same data.

Owns the one thread that waits for Redis to end. Whoever uses Redis finds it at the same address again and
connects by itself; what was acknowledged is in the append-only file.
"""

import logging
import threading
import time
from types import TracebackType
from typing import Final, Self

from palabre.redis_server import RedisServer

log = logging.getLogger(__name__)

#: Before Redis is started again: at once, then slower and slower while it does not stay up.
PAUSES_S: Final = (0.0, 0.1, 0.5, 1.0)
#: A Redis that ran for this long had come up.
STAYED_S: Final = 2.0


class RedisKeeper:
    """Starts a Redis, keeps it running, stops it. A context manager."""

    def __init__(self, redis: RedisServer) -> None:
        self._redis = redis
        self._stopping = threading.Event()
        #: Held while Redis is started again or stopped, so that nothing is started that nobody stops.
        self._turn = threading.Lock()
        self._thread = threading.Thread(target=self._keep, name="redis-keeper", daemon=True)

    def __enter__(self) -> Self:
        """Start Redis and return once it answers. Raise `CannotStart`."""
        self._redis.start()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        with self._turn:
            self._redis.stop()
        self._thread.join()

    def _keep(self) -> None:
        losses = 0
        while True:
            began = time.monotonic()
            ended = self._redis.wait()
            losses = 0 if time.monotonic() - began >= STAYED_S else losses
            if self._stopping.wait(PAUSES_S[min(losses, len(PAUSES_S) - 1)]):
                return
            losses += 1
            log.warning("Redis ended unasked (exit code %s) and is started again on the same data.", ended)
            with self._turn:
                if self._stopping.is_set():
                    return
                self._start_again()

    def _start_again(self) -> None:
        try:
            self._redis.respawn()
        except OSError as error:
            log.exception("Redis cannot be started again: %s.", error.strerror)
