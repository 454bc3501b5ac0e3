"""How much one client may ask for: token buckets, and the sizes of what is read.

A whole plenary sits behind one address, so nothing that a well-behaved phone does is counted by address:
only look-ups of codes that do not exist are. Addresses are never stored: they live in memory, keyed by a
hash under a key that this process forgets when it ends.
"""

import hmac
from collections import OrderedDict
from collections.abc import Callable
from secrets import token_bytes
from typing import Final

from palabre.protocol import Role

Clock = Callable[[], float]

#: The largest frame that is read, in bytes.
PARTICIPANT_FRAME: Final = 4 * 1024
ROLE_FRAME: Final = 64 * 1024
#: Deck and session documents by HTTP, in bytes.
DOCUMENT: Final = 256 * 1024
#: An archive by HTTP, and what is kept of one as an earlier edition, in bytes: some 60,000 different words.
ARCHIVE: Final = 4 * 1024 * 1024
#: Commands of one connection.
COMMAND_BURST: Final = 40
COMMAND_RATE: Final = 10.0
#: Commands of one connection that are refused; one more, and it is closed.
FLOOD: Final = 200
FLOOD_RATE: Final = 1.0
#: Look-ups of codes that do not exist, by address: typing errors of a whole hall, not a search.
LOOKUP_BURST: Final = 60
LOOKUP_RATE: Final = 0.5
#: An address that has tried too many is answered this late, and only so many of its look-ups at once, right
#: or wrong: a guest who mistypes on purpose slows the hall that shares the address and shuts nobody out,
#: and guessing one live session at 50 codes a second takes weeks.
LOOKUP_LATE_S: Final = 1.0
LOOKUP_LATE_AT_ONCE: Final = 50
#: New sessions by address.
CREATE_BURST: Final = 30
CREATE_RATE: Final = 0.1


def frame_limit(role: Role) -> int:
    """Return the largest frame, in bytes, that is read from a role."""
    return PARTICIPANT_FRAME if role == "participant" else ROLE_FRAME


class Bucket:
    """A token bucket: `burst` at once, then `rate` a second."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, burst: float, rate: float, now: float) -> None:
        self._burst, self._rate = burst, rate
        self._left, self._at = burst, now

    def take(self, now: float) -> bool:
        """Take one; False, taking nothing, if none is left."""
        if not self.has(now):
            return False
        self._left -= 1
        return True

    def has(self, now: float) -> bool:
        """Whether one is left."""
        self._left = min(self._burst, self._left + (now - self._at) * self._rate)
        self._at = now
        return self._left >= 1


class Buckets:
    """One bucket per address, for the most recent `most` addresses."""

    def __init__(self, burst: float, rate: float, clock: Clock, most: int = 10_000) -> None:
        self._burst, self._rate, self._clock, self._most = burst, rate, clock, most
        self._key = token_bytes(16)
        self._buckets: OrderedDict[bytes, Bucket] = OrderedDict()

    def take(self, address: str) -> bool:
        """Take one of this address; False, taking nothing, if none is left."""
        return self._bucket(address).take(self._clock())

    def has(self, address: str) -> bool:
        """Whether this address has one left."""
        return self._bucket(address).has(self._clock())

    @property
    def patience_s(self) -> int:
        """After how many seconds there is another one."""
        return max(1, round(1 / self._rate))

    def _bucket(self, address: str) -> Bucket:
        name = hmac.digest(self._key, address.encode(), "sha256")
        bucket = self._buckets.pop(name, None) or Bucket(self._burst, self._rate, self._clock())
        self._buckets[name] = bucket
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return bucket
