"""The HTTP API's requests and answers, as structs: what `pages.py` speaks and `openapi.py` describes."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from palabre.document import Mistake
from palabre.errors import Code
from palabre.protocol import Lang, Localised, SessionId

#: The HTTP status of each refusal that the API gives; 422 for the rest.
STATUS: Final[dict[Code, int]] = {
    Code.UNKNOWN_CODE: 404, Code.UNKNOWN_SESSION: 404, Code.NOT_HERE: 404,
    Code.WRONG_TOKEN: 401,
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
