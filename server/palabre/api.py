"""The HTTP API's requests and answers, as structs: what `pages.py` speaks and `openapi.py` describes."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Raw, Struct

from palabre.document import Mistake
from palabre.errors import Code
from palabre.protocol import Lang, Localised, PollId, SessionId

#: The HTTP status of each refusal that the API gives; 422 for the rest.
STATUS: Final[dict[Code, int]] = {
    Code.UNKNOWN_CODE: 404, Code.UNKNOWN_SESSION: 404, Code.NOT_HERE: 404,
    Code.UNKNOWN_EDITION: 404, Code.WRONG_TOKEN: 401,
    Code.NOT_YOURS: 403, Code.TOO_FAST: 429, Code.TOO_LARGE: 413, Code.BAD_JSON: 400, Code.STALE: 409,
    Code.AWAY: 503, Code.FAULT: 500,
}  # fmt: skip


class NewSession(Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for a session: with a title, or with a whole deck (YAML or JSON text) that brings its own."""

    title: Localised = ""
    languages: Annotated[tuple[Lang, ...], Meta(max_length=32)] = ()
    deck: str = ""


class Begun(Struct, frozen=True):
    """A new session's join code and the links of its pages; a role's token is in the link's fragment."""

    session: SessionId
    code: str
    join: str
    stage: str
    run: str
    moderate: str


class Found(Struct, frozen=True):
    """The session that a join code belongs to, and the code as it is written."""

    session: SessionId
    code: str


class Loaded(Struct, frozen=True):
    """The polls of a deck were added; the session is now at `version`."""

    version: int


class FromArchive(Struct, frozen=True, forbid_unknown_fields=True):
    """Compare with a poll of an archive, which need not hold the session's other polls.

    `then` and `now` are what the two are called on the stage, at most 40 characters each.
    """

    archive: Raw
    poll: PollId
    then: str = ""
    now: str = ""


class FromSession(Struct, frozen=True, forbid_unknown_fields=True):
    """Compare with a poll of a session on this server as it stands now, by a facilitator's or moderator's token of it.

    It may be the very same session, even the same poll: what is kept is a copy.
    """

    session: SessionId
    token: str
    poll: PollId
    then: str = ""
    now: str = ""


class Recalled(Struct, frozen=True, forbid_unknown_fields=True):
    """Keep the earlier edition that the poll is compared with, and call the two otherwise."""

    then: str
    now: str


class Compared(Struct, frozen=True):
    """The poll is compared with an earlier edition, or with none any more; the session is now at `version`."""

    version: int


class Health(Struct, frozen=True):
    """Whether this node can do its work."""

    store: Literal["here", "away"]


class RefusedBody(Struct, frozen=True):
    """Why a request was refused: the code, the arguments of its sentence, and the sentence.

    `errors` is filled for a refused deck only.
    """

    code: Code
    args: dict[str, str | int]
    text: str
    errors: tuple[Mistake, ...] = ()
