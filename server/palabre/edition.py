"""An earlier edition of a poll, as it is kept beside the poll that is compared with it.

Pure. It is a copy, so that it stays what it was when the earlier session goes: a tally and what moderators
had decided about it, no ballot. Its id follows from its bytes; the same edition is kept once.
"""

import hashlib
from heapq import nsmallest
from typing import Annotated, Final

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from palabre.kinds.base import Editions
from palabre.protocol import Decision, Edition, Tally, say

#: Marks of an edition, the most frequent: more than any picture shows, and read beside it in a moment. Of 99,000 it
#: took three seconds, in which the node drew nothing else.
MARK_LIMIT: Final = 10_000
#: What the two editions are called where nobody has named them.
THEN: Final = {
    "en": "Then", "fr": "Avant", "es": "Antes", "pt": "Antes",
    "ar": "سابقًا", "tr": "Önce", "ru": "Тогда", "zh": "当时",
}  # fmt: skip
NOW: Final = {
    "en": "Now", "fr": "Maintenant", "es": "Ahora", "pt": "Agora",
    "ar": "الآن", "tr": "Şimdi", "ru": "Сейчас", "zh": "现在",
}  # fmt: skip

Count = Annotated[int, Meta(ge=0, le=2**31)]


class Past(Struct, frozen=True, forbid_unknown_fields=True):
    """A tally of an earlier run, and the decisions of its moderators in order."""

    turnout: Count
    marks: dict[str, Count]
    decisions: tuple[Decision, ...] = ()

    @property
    def tally(self) -> Tally:
        """The tally as a kind reads it."""
        return Tally(0, self.turnout, self.marks)


def leading(past: Past) -> Past:
    """Return an edition with its `MARK_LIMIT` most frequent marks; those of a kind's own, behind a tab, come first."""
    if len(past.marks) <= MARK_LIMIT:
        return past
    ranked = nsmallest(
        MARK_LIMIT, past.marks.items(), key=lambda one: (not one[0].startswith("\t"), -one[1], one[0])
    )
    return replace(past, marks=dict(ranked))


def encode(past: Past) -> bytes:
    """Return an edition as it is kept; equal editions give equal bytes."""
    return msgspec.json.encode(past, order="deterministic")


def decode(document: bytes) -> Past:
    """Return what `encode` was given. Raise `msgspec.DecodeError` for anything else."""
    return msgspec.json.decode(document, type=Past)


def id_of(document: bytes) -> str:
    """Return the id of an edition: 96 bits of the SHA-256 of its bytes, as hexadecimal digits."""
    return hashlib.sha256(document).hexdigest()[:24]


def names(edition: Edition, lang: str) -> Editions:
    """Return what both editions are called to readers of a language."""
    return Editions(edition.then or say(THEN, lang), edition.now or say(NOW, lang))
