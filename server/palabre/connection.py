"""One WebSocket: hello, then commands in and frames out, until either side ends it.

The only module that knows how frames travel. Reads one command at a time and answers each; everything
that can be wrong with what a client sends ends here as a refusal from the closed table. It runs on plain
ASGI rather than on a WebSocket object, since ten thousand of them wait here at once.
"""

import asyncio
import logging
from collections.abc import Awaitable
from typing import Final

import msgspec
from starlette.types import Message, Receive, Scope, Send

from palabre.commands import Commands
from palabre.entrance import Entrance
from palabre.errors import Close, Code, Refusal
from palabre.feed import Feed
from palabre.hub import Member
from palabre.limits import (
    COMMAND_BURST,
    COMMAND_RATE,
    FLOOD,
    FLOOD_RATE,
    ROLE_FRAME,
    Bucket,
    Clock,
    frame_limit,
)  # fmt: skip
from palabre.mailbox import Gone, Mailbox
from palabre.origin import origin_of
from palabre.protocol import AnyCommand, Enter, Frame, Join, Refused, SessionId
from palabre.store import Away
from palabre.telemetry import faults

log = logging.getLogger(__name__)

#: How long a new connection may take to say who it is.
HELLO_S: Final = 10.0

#: Which close code follows a refused hello.
_CLOSES: Final = {
    Code.UNKNOWN_CODE: Close.NO_SESSION,
    Code.UNKNOWN_SESSION: Close.NO_SESSION,
    Code.WRONG_TOKEN: Close.WRONG_TOKEN,
    Code.AWAY: Close.STORE_AWAY,
    Code.FAULT: Close.FAULT,
}
#: Refusals that are not the client's doing, however many there are.
_OURS: Final = (Code.AWAY, Code.FAULT)
#: What ASGI servers raise when the peer is gone or the closing handshake has begun.
_GONE: Final = (OSError, RuntimeError)

_commands: Final[msgspec.json.Decoder[AnyCommand]] = msgspec.json.Decoder(AnyCommand)


class _Ref(msgspec.Struct):
    ref: int | None = None


_ref: Final = msgspec.json.Decoder(_Ref)


class Ended(Exception):
    """The connection is to be closed with this code, or (None) is closed already."""

    def __init__(self, close: Close | None) -> None:
        super().__init__(close)
        self.close = close


class Live:
    """The endpoint `/api/live`."""

    def __init__(self, commands: Commands, feed: Feed, entrance: Entrance, clock: Clock) -> None:
        self.commands, self.feed, self.entrance, self.clock = commands, feed, entrance, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection from its handshake to its end."""
        await receive()
        await send({"type": "websocket.accept"})
        await Connection(self, scope, receive, send).serve()


class Connection:
    """One connection and what was said on it so far."""

    __slots__ = (
        "_bucket",
        "_end",
        "_live",
        "_mailbox",
        "_patience",
        "_receive",
        "_refused",
        "_scope",
        "_send",
        "_understood",
    )

    def __init__(self, live: Live, scope: Scope, receive: Receive, send: Send) -> None:
        self._live, self._scope, self._receive, self._send = live, scope, receive, send
        self._mailbox = Mailbox(self._send_text)
        self._bucket = Bucket(COMMAND_BURST, COMMAND_RATE, live.clock())
        self._patience = Bucket(FLOOD, FLOOD_RATE, live.clock())
        self._refused = False
        self._understood = False
        self._end: asyncio.Task[None] | None = None

    async def serve(self) -> None:
        """Run the connection; returns when it has ended, with everything let go."""
        member: Member | None = None
        try:
            member = await self._hello()
            while True:
                await self._obey(member)
        except Ended as ended:
            await self._close(ended.close)
        finally:
            if member is not None:
                await self._live.feed.leave(member)
            await self._mailbox.close()
            if self._end is not None:
                await asyncio.wait([self._end])

    # --- saying hello ---

    async def _hello(self) -> Member:
        """Return the member that the first understood command makes of this connection."""
        try:
            async with asyncio.timeout(HELLO_S):
                while True:
                    command = await self._command(ROLE_FRAME)
                    if isinstance(command, Join | Enter):
                        break
                    if command is not None:
                        self._refuse(Refusal(Code.HELLO_FIRST), command.ref)
        except TimeoutError:
            raise Ended(
                Close.SILENT if self._understood or not self._refused else Close.NOT_PALABRE
            ) from None
        return await self._enter(command)

    async def _enter(self, command: Join | Enter) -> Member:
        member = Member(SessionId(""), "participant", self._mailbox, self._kick)

        async def admit() -> None:
            self._answer(await self._live.entrance.admit(command, member, origin_of(self._scope)))
            await self._live.feed.enter(member)

        refused = await self._try(admit(), command, member)
        if refused is not None:
            raise Ended(_CLOSES.get(refused, Close.FLOOD))
        return member

    # --- obeying ---

    async def _obey(self, member: Member) -> None:
        await self._mailbox.ready()
        command = await self._command(frame_limit(member.role))
        if command is None:
            return

        async def obey() -> None:
            self._answer(await self._live.commands.obey(member, command))

        await self._try(obey(), command, member)

    async def _try(self, deed: Awaitable[None], command: AnyCommand, member: Member) -> Code | None:
        """Do something for a command; answer it with a refusal, and return its code, if that fails."""
        refusal: Refusal | None = None
        with faults(log, "fault in command %s of session %s", type(command).__name__, member.session):
            try:
                await deed
            except Refusal as error:
                refusal = error
            except Away:
                refusal = Refusal(Code.AWAY)
            else:
                return None
        refusal = refusal or Refusal(Code.FAULT)
        self._refuse(refusal, command.ref)
        return refusal.code

    async def _command(self, limit: int) -> AnyCommand | None:
        """Return the next command, or None where what came was refused."""
        message = await self._receive()
        if message["type"] == "websocket.disconnect":
            raise Ended(None)
        try:
            command = self._read(message, limit)
        except Refusal as refusal:
            self._refuse(refusal, _ref_of(message))
            return None
        self._understood = True
        return command

    def _read(self, message: Message, limit: int) -> AnyCommand:
        text = message.get("text")
        if text is None:
            raise Refusal(Code.BINARY_FRAME)
        if len(text) > limit or len(text.encode()) > limit:
            raise Refusal(Code.TOO_LARGE, limit=limit)
        if not self._bucket.take(self._live.clock()):
            raise Refusal(Code.TOO_FAST, seconds=1)
        try:
            return _commands.decode(text)
        except msgspec.ValidationError as error:
            raise Refusal(Code.BAD_COMMAND, reason=str(error)) from None
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            raise Refusal(Code.BAD_JSON) from None

    # --- answering and ending ---

    def _answer(self, frame: Frame) -> None:
        self._mailbox.answer(msgspec.json.encode(frame).decode())

    def _refuse(self, refusal: Refusal, ref: int | None) -> None:
        self._refused = True
        if refusal.code not in _OURS and not self._patience.take(self._live.clock()):
            raise Ended(Close.FLOOD)
        log.debug("refused %s", refusal.code)
        self._answer(Refused(ref=ref, code=refusal.code, args=refusal.fields, text=refusal.sentence))

    def _kick(self, close: Close) -> None:
        """End the connection from outside, once what waits is sent."""
        if self._end is None:
            self._end = asyncio.create_task(self._close(close))

    async def _close(self, close: Close | None) -> None:
        if close is None:
            return
        await self._mailbox.flushed()
        try:
            await self._send({"type": "websocket.close", "code": int(close), "reason": close.name.lower()})
        except _GONE:
            return

    async def _send_text(self, text: str) -> None:
        try:
            await self._send({"type": "websocket.send", "text": text})
        except _GONE:
            raise Gone from None


def _ref_of(message: Message) -> int | None:
    """Return the `ref` of a refused command, where one can be read."""
    try:
        return _ref.decode(message.get("text") or "{}").ref
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
