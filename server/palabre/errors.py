"""Refusals and close codes: the two closed tables of everything that can go wrong for a client.

A refusal is the client's doing: it has a code, arguments and a sentence a person can act on; it
changes nothing and is never logged above debug. A close code ends a connection and tells *any* client
by its range whether to come back. Nothing here knows how either travels; the client's message
catalogues carry one translation per refusal code, and a test compares all three.
"""

from enum import IntEnum, StrEnum
from typing import Final


class Code(StrEnum):
    """What a client did that cannot be obeyed."""

    BAD_JSON = "bad_json"
    BINARY_FRAME = "binary_frame"
    TOO_LARGE = "too_large"
    BAD_COMMAND = "bad_command"
    HELLO_FIRST = "hello_first"
    TOO_FAST = "too_fast"
    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_SESSION = "unknown_session"
    WRONG_TOKEN = "wrong_token"
    NOT_YOURS = "not_yours"
    STALE = "stale"
    UNKNOWN_POLL = "unknown_poll"
    UNKNOWN_KIND = "unknown_kind"
    NOT_DRAFT = "not_draft"
    WRONG_PHASE = "wrong_phase"
    NO_NEXT = "no_next"
    TOO_MANY_POLLS = "too_many_polls"
    BAD_SPEC = "bad_spec"
    BAD_DECK = "bad_deck"
    BAD_ARCHIVE = "bad_archive"
    UNKNOWN_EDITION = "unknown_edition"
    NOT_COMPARABLE = "not_comparable"
    DRAFT = "draft"
    CLOSED = "closed"
    RESET = "reset"
    BEHIND = "behind"
    WRONG_KIND = "wrong_kind"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    NOT_A_COLOUR = "not_a_colour"
    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_STATEMENT = "unknown_statement"
    OFF_SCALE = "off_scale"
    NOTHING_TO_UNDO = "nothing_to_undo"
    NOT_HERE = "not_here"
    AWAY = "away"
    FAULT = "fault"


#: One sentence per code, with the refusal's arguments as `{fields}`. English; pages show their own.
SENTENCES: Final[dict[Code, str]] = {
    Code.BAD_JSON: "This was not valid JSON text; send one JSON object per frame.",
    Code.BINARY_FRAME: "Binary frames are not understood; send the same JSON as a text frame.",
    Code.TOO_LARGE: "This is larger than {limit} bytes; send something shorter.",
    Code.BAD_COMMAND: "This command is not one that the protocol knows: {reason}.",
    Code.HELLO_FIRST: "Say who you are first: the first frame is `join` or `enter`.",
    Code.TOO_FAST: "Too many tries in a short time; wait {seconds} seconds and try again.",
    Code.UNKNOWN_CODE: "No session has this code. Check the {length} characters on the screen.",
    Code.UNKNOWN_SESSION: "This session does not exist or was deleted.",
    Code.WRONG_TOKEN: "This link does not open this session. Ask whoever created it for the full link.",
    Code.NOT_YOURS: "Your role cannot do this.",
    Code.STALE: "Somebody else changed the session first. Look at what it is now, then try again.",
    Code.UNKNOWN_POLL: "This poll is no longer part of the session.",
    Code.UNKNOWN_KIND: "There is no kind of poll called {kind}.",
    Code.NOT_DRAFT: "Only a draft can be edited. Reset the poll first, or duplicate it.",
    Code.WRONG_PHASE: "This cannot be done while the poll is {phase}.",
    Code.NO_NEXT: "This was the last poll.",
    Code.TOO_MANY_POLLS: "A session holds at most {limit} polls.",
    Code.BAD_SPEC: "Something is missing or wrong: {field} {reason}.",
    Code.BAD_DECK: "The deck has an error: {reason}",
    Code.BAD_ARCHIVE: "This is no archive that can be read: {place} {reason}.",
    Code.UNKNOWN_EDITION: "The earlier poll cannot be found: the link does not open its session, or it was deleted.",
    Code.NOT_COMPARABLE: "This cannot be compared: {kind} and {other}. Both must be of one kind that is drawn side by side.",
    Code.DRAFT: "This poll is not open yet.",
    Code.CLOSED: "This poll is closed; no more answers are counted.",
    Code.RESET: "This poll was started again; please answer again.",
    Code.BEHIND: "A newer answer of yours is already counted (revision {rev}).",
    Code.WRONG_KIND: "This answer does not fit the question.",
    Code.EMPTY: "There is nothing in this answer that can be counted. Give an answer and send it again.",
    Code.TOO_LONG: "One answer may be at most {limit} characters long.",
    Code.TOO_MANY: "At most {limit} can be given.",
    Code.NOT_A_COLOUR: "This is not a colour that can be picked here: {value}.",
    Code.UNKNOWN_OPTION: "This option is not on the list.",
    Code.UNKNOWN_STATEMENT: "This statement is not on the list.",
    Code.OFF_SCALE: "Rate from {low} to {high}.",
    Code.NOTHING_TO_UNDO: "There is no decision left to undo.",
    Code.NOT_HERE: "There is nothing at this address.",
    Code.AWAY: "The answers cannot be stored right now. Nothing is lost; this is tried again.",
    Code.FAULT: "Something went wrong on our side and was written down. Try again, or reload the page.",
}


class Refusal(Exception):
    """Say no to a client, with a code from the closed table and the arguments of its sentence.

    A `BEHIND` refusal carries `rev`, the stored revision to cast above; a `TOO_*` one carries `limit`.
    """

    def __init__(self, code: Code, **args: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.fields: dict[str, str | int] = args

    @property
    def sentence(self) -> str:
        """The English sentence with its arguments filled in."""
        return SENTENCES[self.code].format_map(self.fields)


class Close(IntEnum):
    """Why the server ended a connection. 4000-4499: come back; 4500-4999: do not."""

    SILENT = 4001
    STORE_AWAY = 4002
    FLOOD = 4003
    FAULT = 4004
    NO_SESSION = 4500
    WRONG_TOKEN = 4501
    NOT_PALABRE = 4502


#: What each close code means and what the client does then.
CLOSES: Final[dict[Close, str]] = {
    Close.SILENT: "No `join` or `enter` came in time; come back and say hello first.",
    Close.STORE_AWAY: "The store could not be reached while entering; come back later.",
    Close.FLOOD: "Far too many commands; come back after a pause.",
    Close.FAULT: "Something went wrong on the server's side; come back after a pause.",
    Close.NO_SESSION: "There is no such session (any more); do not come back.",
    Close.WRONG_TOKEN: "The token does not open this session; do not come back.",
    Close.NOT_PALABRE: "Not a single understandable frame was sent; do not come back.",
}


def returns(code: int) -> bool:
    """Whether a client closed with this code should reconnect. True for everything below 4500."""
    return code < 4500
