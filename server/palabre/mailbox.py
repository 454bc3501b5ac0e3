"""One connection's outgoing mail: the latest frame per topic, answers in order, one writer.

Bounded by construction: a topic holds one frame however many were put, and answers are bounded because a
connection reads its next command only when `ready()`. Putting never waits, so a phone that stops reading
never delays another; what it holds up is its own writer. The writer is a task only while there is mail.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

Send = Callable[[str], Awaitable[None]]

ANSWER_LIMIT: Final = 16


class Gone(Exception):
    """The peer is gone; raised by a `Send`, and then nothing more is sent."""


class Mailbox:
    """Frames on their way to one connection."""

    __slots__ = ("_answers", "_closed", "_frames", "_room", "_send", "_writer")

    def __init__(self, send: Send) -> None:
        self._send = send
        self._answers: deque[str] = deque()
        self._frames: dict[str, str] = {}
        self._writer: asyncio.Task[None] | None = None
        self._room: asyncio.Event | None = None
        self._closed = False

    def put(self, topic: str, frame: str) -> None:
        """Have `frame` sent; a frame of the same topic that still waits is replaced by it."""
        if self._closed:
            return
        self._frames.pop(topic, None)
        self._frames[topic] = frame
        self._wake()

    def answer(self, frame: str) -> None:
        """Have the answer to a command sent, before any waiting frame. Answers keep their order."""
        if self._closed:
            return
        self._answers.append(frame)
        self._wake()

    async def ready(self) -> None:
        """Return once fewer than `ANSWER_LIMIT` answers wait."""
        while len(self._answers) >= ANSWER_LIMIT and not self._closed:
            self._room = asyncio.Event()
            await self._room.wait()

    async def flushed(self) -> None:
        """Return once everything put so far is sent, or the peer is gone."""
        if self._writer is not None:
            await asyncio.wait([self._writer])

    async def close(self) -> None:
        """Drop what still waits and end the writer."""
        self._closed = True
        self._answers.clear()
        self._frames.clear()
        if self._room is not None:
            self._room.set()
        if self._writer is not None:
            self._writer.cancel()
            await asyncio.wait([self._writer])

    def __len__(self) -> int:
        return len(self._answers) + len(self._frames)

    def _wake(self) -> None:
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())

    async def _write(self) -> None:
        try:
            while text := self._take():
                await self._send(text)
        except Gone:
            self._closed = True
            self._frames.clear()
            self._answers.clear()
        finally:
            self._writer = None
            if self._room is not None:
                self._room.set()

    def _take(self) -> str | None:
        if self._answers:
            text = self._answers.popleft()
            if self._room is not None and len(self._answers) < ANSWER_LIMIT:
                self._room.set()
            return text
        if self._frames:
            return self._frames.pop(next(iter(self._frames)))
        return None
