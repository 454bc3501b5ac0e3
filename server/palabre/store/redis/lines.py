"""Connections to Redis as this package wants them: RESP3, timed, and never retrying by themselves.

redis-py's clients retry each command ten times and record metrics around every one; its connections are
what is needed: they parse, authenticate, encrypt and close themselves when a read or write is cut off.
Only this file and its siblings know redis-py.
"""

import asyncio
import logging
import math
from collections.abc import Callable
from typing import Any, Final

import hiredis
from redis.asyncio.connection import AbstractConnection as Line, ConnectionPool
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import (
    ClusterDownError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
    ResponseError,
    TryAgainError,
)  # fmt: skip
from redis.maint_notifications import MaintNotificationsConfig

__all__ = [
    "LOST", "Line", "Reply", "ResponseError", "Word", "connect", "dial", "lacks_function", "pack", "passes",
    "reply",
]  # fmt: skip

#: What a command is made of.
Word = bytes | str | int
#: A reply, in the shape that its command has; whoever sent it knows.
Reply = Any

#: Connecting, with the whole handshake; also one command and its reply outside of a pipeline.
CONNECT_S: Final = 1.5
#: What a broken or silent connection raises.
LOST: Final = (RedisError, OSError, TimeoutError)
#: Error replies that a healthy Redis gives for a while: full, failing over, or a script is in the way.
_PASSING: Final = (ClusterDownError, OutOfMemoryError, ReadOnlyError, TryAgainError)
_PASSING_CODES: Final = ("MISCONF", "NOREPLICAS", "BUSY", "UNBLOCKED")

# One debug record for each bell is still a record made.
logging.getLogger("push_response").setLevel(logging.INFO)


def dial(url: str) -> Callable[[], Line]:
    """Return a maker of connections, not yet connected. Raise `ValueError` if it is no Redis address."""
    pool = ConnectionPool.from_url(
        url,
        protocol=3,
        retry=Retry(NoBackoff(), 0),
        # With a timeout of its own redis-py writes under `asyncio.wait_for`, which can swallow a
        # cancellation (Python 3.11); every use here stands under an `asyncio.timeout` instead.
        socket_timeout=None,
        socket_connect_timeout=CONNECT_S,
        driver_info=None,
        maint_notifications_config=MaintNotificationsConfig(enabled=False),
    )
    return pool.make_connection


async def connect(line: Line) -> None:
    """Connect and shake hands, unless connected. Raise one of `LOST`."""
    async with asyncio.timeout(CONNECT_S):
        await line.connect()  # type: ignore[no-untyped-call]


def pack(*words: Word) -> bytes:
    """Return one command as it travels."""
    packed: bytes = hiredis.pack_command(words)  # type: ignore[arg-type]  # its stub says: one word
    return packed


async def reply(line: Line, *words: Word) -> Reply:
    """Send one command and return its reply; for a connection that nobody else uses meanwhile."""
    async with asyncio.timeout(CONNECT_S):
        await line.send_packed_command(pack(*words), check_health=False)
        return await line.read_response(timeout=math.inf)


def passes(error: ResponseError) -> bool:
    """Whether the same command may succeed in a moment."""
    return isinstance(error, _PASSING) or str(error).startswith(_PASSING_CODES)


def lacks_function(error: ResponseError) -> bool:
    """Whether Redis does not know the function that was called: it was flushed, or failed over."""
    return str(error).startswith("Function not found")
