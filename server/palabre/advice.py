"""What a node asks of this machine's suggester, and how: one question, one answer, one short connection.

Owns the words of both sides and the asking. A message is its length in four bytes, the highest first, and
then msgpack. Asking never raises and never waits longer than `PATIENCE_S`: no answer is no suggestions now.
Nothing here reads a dictionary, since every worker has this module.
"""

import asyncio
import logging
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct

from palabre.kinds.base import Candidate
from palabre.protocol import EntryKey, Reason

log = logging.getLogger(__name__)

#: The bytes of a message's length.
HEAD: Final = 4
#: The longest question and answer in bytes: `CANDIDATES` phrases in a few languages take a quarter of it.
LONGEST: Final = 4 << 20
#: So many of the most frequent entries are compared, which takes the suggester seconds.
CANDIDATES: Final = 2000
#: A suggester that has slept starts and reads its dictionaries in some 5 s.
PATIENCE_S: Final = 30.0

Langs = Annotated[tuple[str, ...], Meta(max_length=64)]


class Question(Struct, frozen=True):
    """Which of these may count as one, asked for a session in these languages."""

    candidates: Annotated[tuple[Candidate, ...], Meta(max_length=CANDIDATES)]
    langs: Langs = ()


class Offer(Struct, frozen=True):
    """Candidates, by key, that may count as one: two or more, the most frequent first; and why."""

    keys: Annotated[tuple[EntryKey, ...], Meta(min_length=2)]
    why: Annotated[tuple[Reason, ...], Meta(min_length=1)]


class Answer(Struct, frozen=True):
    """All offers, the most frequent first. No candidate is in two."""

    offers: tuple[Offer, ...]


class Garbled(Exception):
    """What came is no message."""


def pack(message: Question | Answer) -> bytes:
    """Return a message as it travels."""
    body = msgspec.msgpack.encode(message)
    return len(body).to_bytes(HEAD) + body


def length(head: bytes) -> int:
    """Return how long the message behind this head is. Raise `Garbled` where none is so long."""
    size = int.from_bytes(head)
    if not 0 < size <= LONGEST:
        raise Garbled
    return size


class Adviser:
    """Asks the suggester that listens at a Unix socket; an empty path says that there is none."""

    def __init__(self, path: str = "", patience_s: float = PATIENCE_S) -> None:
        self.path: Final = path
        self._patience_s = patience_s
        #: One question of a node at a time: the suggester answers one after the other.
        self._turn = asyncio.Lock()
        self._silent = False

    async def ask(self, question: Question) -> Answer | None:
        """Return the suggester's answer; None where there is none, which is logged when it begins."""
        asked = pack(question)
        if not self.path or len(asked) - HEAD > LONGEST:
            return None
        async with self._turn:
            try:
                async with asyncio.timeout(self._patience_s):
                    answer = await self._exchange(asked)
            except (OSError, TimeoutError, EOFError, Garbled, msgspec.MsgspecError) as error:
                if not self._silent:
                    log.warning(
                        "The suggester does not answer (%s); polls go on without.", type(error).__name__
                    )
                self._silent = True
                return None
        self._silent = False
        return answer

    async def _exchange(self, asked: bytes) -> Answer:
        reader, writer = await asyncio.open_unix_connection(self.path)
        try:
            writer.write(asked)
            await writer.drain()
            body = await reader.readexactly(length(await reader.readexactly(HEAD)))
            return msgspec.msgpack.decode(body, type=Answer)
        finally:
            writer.close()
