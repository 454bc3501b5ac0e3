"""People who are not there: clients over real WebSockets, for the demo, the benchmark and the tests.

A `Client` speaks the wire as any page does and nothing else: it says hello, asks, waits for the answer
with its `ref`, and keeps the latest frame of each tag.
"""

import asyncio
import secrets
from collections.abc import Callable
from typing import Final, TypeVar

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from palabre.protocol import (
    AnyFrame,
    Cast,
    Command,
    Counted,
    Enter,
    Frame,
    Join,
    PollId,
    Refused,
    View,
)  # fmt: skip

F = TypeVar("F", bound=Frame)

ENDED: Final = "the connection has ended"

_frames: Final[msgspec.json.Decoder[AnyFrame]] = msgspec.json.Decoder(AnyFrame)
_encoder: Final = msgspec.json.Encoder()


class Client:
    """One connection to a node. `heard` is called with every frame that answers no command."""

    def __init__(self, socket: ClientConnection, heard: Callable[[AnyFrame], None] | None = None) -> None:
        self.latest: dict[type[Frame], AnyFrame] = {}
        self._socket = socket
        self._heard = heard
        self._waiting: dict[int, asyncio.Future[AnyFrame]] = {}
        self._changed = asyncio.Event()
        self._ref = 0
        self._reader = asyncio.create_task(self._read())
        self._reader.add_done_callback(lambda _: self._changed.set())

    @classmethod
    async def open(cls, url: str, heard: Callable[[AnyFrame], None] | None = None) -> "Client":
        """Connect to the node at `http://…`."""
        address = "ws" + url.removeprefix("http") + "/api/live"
        socket = await connect(address, compression=None, proxy=None, ping_interval=None, max_size=2**22)
        return cls(socket, heard)

    async def join(self, code: str, me: str | None = None) -> AnyFrame:
        """Say hello as a participant and return the answer."""
        return await self.ask(Join(self.ref(), code, me or secrets.token_urlsafe(16)))

    async def enter(self, session: str, token: str, view: View | None = None) -> AnyFrame:
        """Say hello in the role that a token carries and return the answer."""
        return await self.ask(Enter(self.ref(), session, token, view or View()))

    async def cast(self, poll: PollId, run: int, rev: int, ballot: bytes) -> Counted | Refused:
        """Cast a ballot and return what became of it."""
        answer = await self.ask(Cast(self.ref(), poll, run, rev, msgspec.Raw(ballot)))
        if not isinstance(answer, Counted | Refused):
            raise TypeError(f"a cast was answered by {type(answer).__name__}")
        return answer

    async def ask(self, command: Command) -> AnyFrame:
        """Give a command and return its answer. Raise `ConnectionClosed` if none can come any more."""
        answer: asyncio.Future[AnyFrame] = asyncio.get_running_loop().create_future()
        self._waiting[command.ref] = answer
        try:
            await self._socket.send(_encoder.encode(command), text=True)
        except ConnectionClosed:
            # Nobody will wait for an answer to what was not asked.
            self._waiting.pop(command.ref, None)
            raise
        return await answer

    async def until(self, kind: type[F], true: Callable[[F], bool]) -> F:
        """Return the latest frame of this kind once it is as wished.

        Raise `ConnectionResetError` if the connection ends before.
        """
        while True:
            frame = self.latest.get(kind)
            if frame is not None and isinstance(frame, kind) and true(frame):
                return frame
            self._changed.clear()
            if self._reader.done():
                raise ConnectionResetError(ENDED)
            await self._changed.wait()

    def ref(self) -> int:
        """Return a new ref."""
        self._ref += 1
        return self._ref

    async def close(self) -> None:
        """End the connection."""
        await self._socket.close()
        await asyncio.wait([self._reader])

    async def _read(self) -> None:
        try:
            async for text in self._socket:
                frame = _frames.decode(text)
                waiting = self._waiting.pop(getattr(frame, "ref", None) or -1, None)
                if waiting is not None and not waiting.done():
                    waiting.set_result(frame)
                    continue
                self.latest[type(frame)] = frame
                self._changed.set()
                if self._heard is not None:
                    self._heard(frame)
        except ConnectionClosed:
            pass
        finally:
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(ConnectionResetError(ENDED))
