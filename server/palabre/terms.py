"""What commands and frames are made of: ids, limits, and the structs that several of them share.

Part of the wire: everything here is imported from `palabre.protocol`, which re-exports it, and lands in
`client/src/protocol.ts` with the rest.
"""

from typing import Annotated, Literal, NewType

from msgspec import Meta, Struct

SessionId = NewType("SessionId", str)
PollId = NewType("PollId", str)
#: A BCP 47 primary language tag in lower case ("en", "pt"); "und" where it is not known.
Lang = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$(?!\n)", max_length=16)]
#: A text that a facilitator wrote: one for everybody, or one for each language.
Localised = str | dict[Lang, str]
#: The participant's own random id for this session, made by the phone; 128 bits, base64url.
Me = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22,43}$(?!\n)")]
#: Grows with every recast of one phone's ballot; never made from a clock.
Rev = Annotated[int, Meta(ge=1, le=2**31)]
#: Echoed in the answer to a command; chosen by the client.
Ref = Annotated[int, Meta(ge=0, le=2**31)]
#: How often a poll has been started again; a ballot belongs to one run.
Run = Annotated[int, Meta(ge=1)]

#: What a moderator's decision is about: the key of an entry, as `entries` gives it.
#: As long as the longest answer that can be counted, in code points, so that everything can be hidden.
EntryKey = Annotated[str, Meta(max_length=1024)]

#: What an edition is called: a year, a place.
EditionName = Annotated[str, Meta(max_length=40)]

#: What a connection may do. `stage` shows and presents; `facilitator` also writes.
Role = Literal["participant", "stage", "facilitator", "moderator"]
Phase = Literal["draft", "open", "closed"]
Theme = Literal["light", "dark"]


def say(text: Localised, lang: str) -> str:
    """Pick the wording of `text` for `lang`: its own, its base language's, English, or the first."""
    if isinstance(text, str):
        return text
    for tag in (lang, lang.partition("-")[0], "en"):
        if tag in text:
            return text[tag]
    return next(iter(text.values()), "")


class Tally(Struct, frozen=True):
    """The sum of the marks of all current ballots of one run, with a version that only grows."""

    version: int = 0
    turnout: int = 0
    marks: dict[str, int] = {}


class View(Struct, frozen=True):
    """How one stage wants its figure drawn: language, theme, width over height, and variant."""

    lang: Lang = "en"
    theme: Theme = "light"
    aspect: Annotated[float, Meta(ge=0.25, le=8.0)] = 2.0
    variant: Annotated[str, Meta(max_length=24)] = ""


class Column(Struct, frozen=True):
    """One column of a table, under a heading of the interface's catalogue (`table.<name>`), or under `text` if any."""

    name: str
    numeric: bool = False
    text: str = ""


class Table(Struct, frozen=True):
    """The same numbers as the figure, as rows. A share is a number from 0 to 1 in a column `share`.

    `swatches` holds one `#rrggbb` a row where a row stands for a colour, else nothing.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | int | float, ...], ...]
    swatches: tuple[str, ...] = ()


class Edition(Struct, frozen=True):
    """An earlier edition that a poll is compared with, and what both are called on the stage.

    `id` follows from what is in it. A name that is empty is the interface's word: "Then" and "Now".
    """

    id: str
    turnout: int
    then: EditionName = ""
    now: EditionName = ""


class Hide(Struct, frozen=True, tag_field="decide", tag="hide"):
    """Keep one entry (by its key) off every stage and phone."""

    key: EntryKey


class Show(Struct, frozen=True, tag_field="decide", tag="show"):
    """Bring a hidden entry back."""

    key: EntryKey


class Group(Struct, frozen=True, tag_field="decide", tag="group"):
    """Count several entries as one, shown as the first."""

    keys: Annotated[tuple[EntryKey, ...], Meta(min_length=2, max_length=64)]


class Split(Struct, frozen=True, tag_field="decide", tag="split"):
    """Take a grouped entry apart again."""

    key: EntryKey


class Apart(Struct, frozen=True, tag_field="decide", tag="apart"):
    """Suggest these entries as one no more. Counts nothing otherwise and takes no group apart."""

    keys: Annotated[tuple[EntryKey, ...], Meta(min_length=2, max_length=64)]


Decision = Hide | Show | Group | Split | Apart


class Reason(Struct, frozen=True):
    """What some answers have in common: an idea, a word that they are forms of, or nearly the spelling."""

    same: Literal["idea", "form", "spelling"]
    answers: tuple[str, ...]


class Suggestion(Struct, frozen=True):
    """Entries that may count as one, the most frequent first: what a `group` decision of `keys` would join.

    `texts` are the entries as they are shown, in the order of `keys`; `count` is the sum of theirs.
    """

    keys: Annotated[tuple[EntryKey, ...], Meta(min_length=2, max_length=64)]
    texts: tuple[str, ...]
    count: int
    why: tuple[Reason, ...]


class Entry(Struct, frozen=True):
    """One thing people answered, as a moderator sees it. `key` is what a decision names.

    `forms` are its most frequent spellings, `text` the one that is shown; `members` says how many
    entries are grouped in it, 1 where it stands alone. `count` is kept whatever the state is.
    """

    key: str
    text: str
    count: int
    forms: tuple[str, ...] = ()
    members: int = 1
    state: Literal["shown", "hidden"] = "shown"
