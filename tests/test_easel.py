"""The easel: one thing at a time, urgent first, never too much, and nothing stuck."""

import asyncio
import time
from collections.abc import AsyncIterator
from functools import partial

import pytest

from palabre.easel import CREDIT_S, LEAD, SHARE, Easel


@pytest.fixture
async def easel() -> AsyncIterator[Easel]:
    """An easel that has not worked yet."""
    easel = Easel()
    yield easel
    easel.close()


def work(seconds: float = 0.02) -> None:
    """Keep a thread busy for so long."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


async def test_builds(easel: Easel) -> None:
    """What was built is returned, what went wrong is raised, and the next is built all the same."""
    assert await easel.build(lambda: 7) == 7
    with pytest.raises(ArithmeticError):
        await easel.build(lambda: 1 / 0)
    assert await easel.build(lambda: 8) == 8


async def test_urgent_first(easel: Easel) -> None:
    """What is urgent is built before what waits, which keeps its order."""
    order: list[str] = []
    waiting = [easel.build(partial(order.append, name)) for name in ("first", "second", "third")]
    tasks = [asyncio.create_task(one) for one in waiting]
    await asyncio.sleep(0)
    await easel.build(partial(order.append, "urgent"), urgent=True)
    await asyncio.gather(*tasks)
    assert order == ["first", "urgent", "second", "third"]


async def test_rests(easel: Easel) -> None:
    """However much there is to build, the thread works for at most its share of the time."""
    worked, began = time.process_time(), time.monotonic()
    await asyncio.gather(*(easel.build(work) for _ in range(5)))
    await easel.build(lambda: None)
    worked, took = time.process_time() - worked, time.monotonic() - began
    assert took * SHARE * 1.01 >= 5 * 0.02
    assert worked >= 5 * 0.02


async def test_urgent_does_not_rest(easel: Easel) -> None:
    """After long work the next is due later, but what is urgent is built at once."""
    await easel.build(lambda: work(0.3))
    patient = asyncio.create_task(easel.build(lambda: "patient"))
    assert await easel.build(lambda: "urgent", urgent=True) == "urgent"
    assert not patient.done()
    patient.cancel()


async def test_urgent_work_is_not_beyond_the_share(easel: Easel) -> None:
    """Who calls everything urgent borrows rest, but no more than there is credit for."""
    began = time.monotonic()
    for _ in range(8):
        await easel.build(lambda: work(0.15), urgent=True)
    await easel.build(lambda: None, urgent=True)
    assert time.monotonic() - began >= 8 * 0.15 / SHARE - CREDIT_S


async def test_patient_are_not_forgotten(easel: Easel) -> None:
    """However much is urgent, who waits patiently has a turn before the urgent are through."""
    order: list[str] = []
    tasks = [asyncio.create_task(easel.build(partial(order.append, "patient")))]
    first = asyncio.create_task(easel.build(lambda: work(0.001)))
    await asyncio.sleep(0)
    tasks += [
        asyncio.create_task(easel.build(partial(order.append, "urgent"), urgent=True))
        for _ in range(2 * LEAD)
    ]
    await asyncio.gather(first, *tasks)
    assert order.index("patient") <= LEAD + 1


async def test_loop_goes_on(easel: Easel) -> None:
    """While something is built the loop does other things."""
    building = asyncio.create_task(easel.build(lambda: work(0.3)))
    turns = 0
    while not building.done():
        turns += 1
        await asyncio.sleep(0.005)
    assert turns > 5


async def test_who_gives_up_waiting(easel: Easel) -> None:
    """One who waits no more, or whose work is under way, keeps nobody else from their turn."""
    under_way, waiting = (asyncio.create_task(easel.build(work)) for _ in range(2))
    await asyncio.sleep(0.001)
    under_way.cancel()
    waiting.cancel()
    assert await easel.build(lambda: "next") == "next"
