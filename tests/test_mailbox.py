"""A mailbox: the latest frame per topic, answers first and in order, bounded, and never in anybody's way."""

import asyncio

import pytest

from palabre.mailbox import ANSWER_LIMIT, Gone, Mailbox


class Reader:
    """A peer that reads when it wants to."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.reads = asyncio.Event()
        self.reads.set()
        self.gone = False

    async def __call__(self, text: str) -> None:
        await self.reads.wait()
        if self.gone:
            raise Gone
        self.got.append(text)


@pytest.fixture
async def alice() -> Reader:
    return Reader()


@pytest.fixture
async def stalled(alice: Reader) -> Reader:
    """Alice, who does not read now."""
    alice.reads.clear()
    return alice


async def test_sends(alice: Reader) -> None:
    """What is put is sent."""
    mailbox = Mailbox(alice)
    mailbox.put("tally", "one")
    await mailbox.flushed()
    assert alice.got == ["one"]


async def test_latest_wins(stalled: Reader) -> None:
    """Of one topic only the latest frame is sent; another topic's frame is not touched."""
    mailbox = Mailbox(stalled)
    for topic, frame in (("now", "n"), ("tally", "1"), ("tally", "2"), ("tally", "3")):
        mailbox.put(topic, frame)
    stalled.reads.set()
    await mailbox.flushed()
    assert stalled.got == ["n", "3"]


async def test_replaced_frame_goes_last(stalled: Reader) -> None:
    """A replaced frame takes the place of the newer one: frames of different topics keep their order."""
    mailbox = Mailbox(stalled)
    for topic, frame in (("tally", "1"), ("now", "n"), ("tally", "2")):
        mailbox.put(topic, frame)
    stalled.reads.set()
    await mailbox.flushed()
    assert stalled.got == ["n", "2"]


async def test_answers_first(stalled: Reader) -> None:
    """Answers go before frames, in the order in which they were given."""
    mailbox = Mailbox(stalled)
    mailbox.put("tally", "frame")
    for number in range(5):
        mailbox.answer(str(number))
    stalled.reads.set()
    await mailbox.flushed()
    assert stalled.got == ["0", "1", "2", "3", "4", "frame"]


async def test_bounded(stalled: Reader) -> None:
    """However much is put, a stalled reader's mailbox holds one frame a topic."""
    mailbox = Mailbox(stalled)
    for number in range(10_000):
        mailbox.put(f"topic{number % 5}", str(number))
    assert len(mailbox) == 5
    await mailbox.close()


async def test_not_ready(stalled: Reader) -> None:
    """With `ANSWER_LIMIT` answers waiting no further command is read, until one is sent."""
    mailbox = Mailbox(stalled)
    for number in range(ANSWER_LIMIT + 1):
        mailbox.answer(str(number))
    ready = asyncio.create_task(mailbox.ready())
    await asyncio.sleep(0)
    assert not ready.done()
    stalled.reads.set()
    await ready


async def test_put_never_waits(stalled: Reader) -> None:
    """A stalled reader holds up nobody: another mailbox is sent meanwhile."""
    bob = Reader()
    boxes = [Mailbox(stalled), Mailbox(bob)]
    for box in boxes:
        box.put("tally", "1")
    await boxes[1].flushed()
    assert (stalled.got, bob.got) == ([], ["1"])
    await boxes[0].close()


async def test_sends_again(alice: Reader) -> None:
    """What is put after a quiet time is sent as well."""
    mailbox = Mailbox(alice)
    for frame in ("1", "2"):
        mailbox.put("tally", frame)
        await mailbox.flushed()
    assert alice.got == ["1", "2"]


async def test_close(stalled: Reader) -> None:
    """Closing drops what waits, and ends the writer and whoever waits for room."""
    mailbox = Mailbox(stalled)
    for number in range(ANSWER_LIMIT + 1):
        mailbox.answer(str(number))
    ready = asyncio.create_task(mailbox.ready())
    await asyncio.sleep(0)
    await mailbox.close()
    await ready
    assert (len(mailbox), stalled.got) == (0, [])


async def test_after_close(alice: Reader) -> None:
    """What is put into a closed mailbox is not kept and not sent."""
    mailbox = Mailbox(alice)
    await mailbox.close()
    mailbox.put("tally", "1")
    mailbox.answer("2")
    await mailbox.flushed()
    assert (len(mailbox), alice.got) == (0, [])


async def test_gone(stalled: Reader) -> None:
    """Once the peer is gone, nothing is sent or kept any more, and nobody waits."""
    mailbox = Mailbox(stalled)
    mailbox.put("tally", "1")
    stalled.gone = True
    stalled.reads.set()
    await mailbox.flushed()
    mailbox.put("tally", "2")
    await mailbox.ready()
    assert (len(mailbox), stalled.got) == (0, [])
