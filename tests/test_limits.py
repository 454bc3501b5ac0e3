"""Limits: buckets that fill with time, one for each address, and sizes by role."""

from typing import get_args

import pytest

from palabre.limits import Bucket, Buckets, frame_limit
from palabre.protocol import Role


class Clock:
    """A clock that somebody sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def refused(buckets: Buckets, address: str) -> bool:
    return not buckets.take(address)


def test_burst() -> None:
    """A burst is allowed at once, and then no more."""
    bucket = Bucket(3, 1.0, now=0.0)
    assert [bucket.take(0.0) for _ in range(5)] == [True, True, True, False, False]


def test_rate() -> None:
    """One comes back after each period."""
    bucket = Bucket(1, 0.5, now=0.0)
    assert [bucket.take(now) for now in (0.0, 1.9, 2.0, 2.1, 4.0)] == [True, False, True, False, True]


def test_never_more_than_a_burst() -> None:
    """Patience is not saved up."""
    bucket = Bucket(2, 1.0, now=0.0)
    assert [bucket.take(1000.0) for _ in range(3)] == [True, True, False]


def test_has_takes_nothing() -> None:
    """Looking does not take."""
    bucket = Bucket(1, 1.0, now=0.0)
    assert [bucket.has(0.0), bucket.has(0.0), bucket.take(0.0), bucket.has(0.0)] == [True, True, True, False]


def test_by_address(clock: Clock) -> None:
    """Each address has its own."""
    buckets = Buckets(1, 1.0, clock)
    assert [refused(buckets, it) for it in ("10.0.0.1", "10.0.0.1", "10.0.0.2")] == [False, True, False]


def test_address_has(clock: Clock) -> None:
    """Looking at an address takes nothing from it."""
    buckets = Buckets(1, 1.0, clock)
    has = [buckets.has("10.0.0.1"), buckets.has("10.0.0.1")]
    buckets.take("10.0.0.1")
    assert [*has, buckets.has("10.0.0.1")] == [True, True, False]


def test_forgiven(clock: Clock) -> None:
    """After a while an address may try again."""
    buckets = Buckets(1, 0.1, clock)
    buckets.take("10.0.0.1")
    clock.now = 10.0
    assert not refused(buckets, "10.0.0.1")


def test_says_when(clock: Clock) -> None:
    """Whoever has none left can be told how many seconds to wait, at least one."""
    assert [Buckets(0, rate, clock).patience_s for rate in (0.1, 5.0)] == [10, 1]


def test_bounded(clock: Clock) -> None:
    """However many addresses try, the most recent are remembered and memory is bounded."""
    buckets = Buckets(1, 0.1, clock, most=3)
    for number in range(10):
        buckets.take(f"10.0.0.{number}")
    assert len(buckets._buckets) == 3
    assert refused(buckets, "10.0.0.9")


def test_no_address_is_kept(clock: Clock) -> None:
    """What is remembered is a hash under a key of this process."""
    one, other = Buckets(1, 1.0, clock), Buckets(1, 1.0, clock)
    for buckets in (one, other):
        buckets.take("10.0.0.1")
    assert set(one._buckets).isdisjoint(other._buckets)
    assert not any(b"10.0.0.1" in name for name in one._buckets)


def test_frames() -> None:
    """A participant may send 4 KiB at once, every other role 64 KiB."""
    sizes = {role: frame_limit(role) for role in get_args(Role)}
    assert sizes == {"participant": 4096, "stage": 65536, "facilitator": 65536, "moderator": 65536}
