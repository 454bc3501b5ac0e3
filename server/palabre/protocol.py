"""THE WIRE: every command (client to server) and every frame (server to client), typed.

Text frames of JSON; a command is tagged by `do`, a frame by `is`. `client/src/protocol.ts` is generated
from this module and `docs/wire.md` is compared with it by a test. Nothing here knows a kind: specs,
ballots and results travel as `Raw` JSON that only the kind which owns them reads, and they are tagged
by `kind`. Strings that people wrote travel as typed (cleaned); escaping is the figure's and page's work.
"""

from typing import Annotated, Literal

from msgspec import Meta, Raw, Struct

from palabre.errors import Code
from palabre.terms import (
    Apart as Apart,
    Column as Column,
    Decision as Decision,
    Edition as Edition,
    EditionName as EditionName,
    Entry as Entry,
    EntryKey as EntryKey,
    Group as Group,
    Hide as Hide,
    Lang as Lang,
    Localised as Localised,
    Me as Me,
    Phase as Phase,
    PollId as PollId,
    Reason as Reason,
    Ref as Ref,
    Rev as Rev,
    Role as Role,
    Run as Run,
    SessionId as SessionId,
    Show as Show,
    Split as Split,
    Suggestion as Suggestion,
    Table as Table,
    Tally as Tally,
    Theme as Theme,
    View as View,
    say as say,
)  # fmt: skip

# --- commands: client to server, imperative --------------------------------------------------------


class Command(Struct, frozen=True, tag_field="do", forbid_unknown_fields=True):
    """What every command carries: the `ref` that its answer echoes."""

    ref: Ref


class Join(Command, frozen=True, tag="join"):
    """Take part in a session. The first frame of a participant; answered by `welcome`."""

    code: Annotated[str, Meta(max_length=16)]
    me: Me


class Enter(Command, frozen=True, tag="enter"):
    """Open a role's page. The first frame of every other role; answered by `welcome`."""

    session: Annotated[str, Meta(max_length=32)]
    token: Annotated[str, Meta(max_length=64)]
    view: View = View()


class Ping(Command, frozen=True, tag="ping"):
    """Ask whether the server is still there; answered by `pong`."""


class Look(Command, frozen=True, tag="look"):
    """Stage: have the figure drawn for another language, theme, shape or variant from now on; answered by `pong`."""

    view: View


class Cast(Command, frozen=True, tag="cast"):
    """Give or replace one's ballot; answered by `counted` once it is stored, or by `refused`."""

    poll: PollId
    run: Run
    rev: Rev
    ballot: Raw


class Change(Command, frozen=True):
    """A facilitator's change of the session as it was at `version`; answered by `done` or `refused`."""

    version: Annotated[int, Meta(ge=0)]


class Open(Change, frozen=True, tag="open"):
    """Take ballots, and put the poll on the stage."""

    poll: PollId


class CloseDown(Change, frozen=True, tag="close"):
    """Take no more ballots."""

    poll: PollId


class Reveal(Change, frozen=True, tag="reveal"):
    """Let stage and phones see the results."""

    poll: PollId


class Conceal(Change, frozen=True, tag="hide"):
    """Keep the results from stage and phones; turnout stays visible."""

    poll: PollId


class Reset(Change, frozen=True, tag="reset"):
    """Remove every ballot of the poll and make it a draft again. Pages ask first."""

    poll: PollId


class Project(Change, frozen=True, tag="project"):
    """Put a poll on the stage as it is; without a poll, the waiting picture."""

    poll: PollId | None


class Next(Change, frozen=True, tag="next"):
    """Close the poll on the stage if it is open and put the following one there."""


class Add(Change, frozen=True, tag="add"):
    """Write a new poll, a draft, at the end or before position `at` (from 0)."""

    spec: Raw
    at: Annotated[int, Meta(ge=0)] | None = None


class Edit(Change, frozen=True, tag="edit"):
    """Replace the spec of a draft."""

    poll: PollId
    spec: Raw


class Duplicate(Change, frozen=True, tag="duplicate"):
    """Write the same poll again, as a draft behind the first."""

    poll: PollId


class Remove(Change, frozen=True, tag="remove"):
    """Delete a poll and every ballot in it. Pages ask first."""

    poll: PollId


class Move(Change, frozen=True, tag="move"):
    """Put a poll at position `to` (from 0) of the order."""

    poll: PollId
    to: Annotated[int, Meta(ge=0)]


class Rename(Change, frozen=True, tag="rename"):
    """Give the session another title and list of languages."""

    title: Localised
    languages: Annotated[tuple[Lang, ...], Meta(max_length=32)] = ()


class Decide(Command, frozen=True, tag="decide"):
    """Moderate one poll by adding a decision; never stale, as decisions only add up."""

    poll: PollId
    decision: Decision


class Undo(Command, frozen=True, tag="undo"):
    """Take back the latest decision of one poll."""

    poll: PollId


SessionChange = (
    Open | CloseDown | Reveal | Conceal | Reset | Project | Next
    | Add | Edit | Duplicate | Remove | Move | Rename
    | Decide | Undo
)  # fmt: skip
AnyCommand = (
    Join | Enter | Ping | Look | Cast
    | Open | CloseDown | Reveal | Conceal | Reset | Project | Next
    | Add | Edit | Duplicate | Remove | Move | Rename
    | Decide | Undo
)  # fmt: skip


# --- frames: server to client, a fact --------------------------------------------------------------


class PollNow(Struct, frozen=True):
    """The poll on the stage, as participants and stages may see it."""

    id: PollId
    run: int
    phase: Phase
    revealed: bool
    position: int
    spec: Raw


class PollLine(Struct, frozen=True):
    """One poll of the session as facilitators and moderators see it; `turnout` as of this frame."""

    id: PollId
    run: int
    phase: Phase
    revealed: bool
    decisions: int
    turnout: int
    spec: Raw
    edition: Edition | None


class Frame(Struct, frozen=True, tag_field="is"):
    """A fact about the session. Frames replace an older frame of the same tag; they never patch it."""


class Welcome(Frame, frozen=True, tag="welcome"):
    """To everyone, in answer to `join` and `enter`: who the server takes you for.

    `join` is the address that a phone in the room can open. `tokens` are those of the roles that one may
    hand out: a facilitator's are stage and moderator, everyone else has none.
    """

    ref: int
    role: Role
    session: SessionId
    code: str
    join: str
    tokens: dict[Role, str]


class Refused(Frame, frozen=True, tag="refused"):
    """To the sender of a command that changed nothing: the code, its arguments, and a sentence."""

    ref: int | None
    code: Code
    args: dict[str, str | int]
    text: str


class Counted(Frame, frozen=True, tag="counted"):
    """To the participant: this ballot, of revision `rev`, is stored and is the one that counts.

    `ballot` is as it was understood: words cleaned, colours as they are kept.
    """

    ref: int
    poll: PollId
    run: int
    rev: int
    ballot: Raw


class Done(Frame, frozen=True, tag="done"):
    """To the sender of a change: it was made, and the session is now at `version`."""

    ref: int
    version: int


class Pong(Frame, frozen=True, tag="pong"):
    """To the sender of a `ping` or a `look`."""

    ref: int


class Mine(Frame, frozen=True, tag="mine"):
    """To a participant: the own stored ballot of the poll on the stage, null and `rev` 0 where there is none."""

    poll: PollId
    run: int
    rev: int
    ballot: Raw


class Now(Frame, frozen=True, tag="now"):
    """To participants and stages: the session as the room sees it; `poll` is null while waiting.

    `previous` is the poll before it in the order, which a stage may go back to.
    """

    version: int
    title: Localised
    languages: tuple[str, ...]
    polls: int
    poll: PollNow | None
    previous: PollId | None


class Script(Frame, frozen=True, tag="script"):
    """To facilitators and moderators: the whole session in order."""

    version: int
    title: Localised
    languages: tuple[str, ...]
    current: PollId | None
    polls: tuple[PollLine, ...]


class Turnout(Frame, frozen=True, tag="turnout"):
    """To everyone who may not see the results yet: how many ballots the poll on the stage has."""

    poll: PollId
    run: int
    turnout: int


class Shown(Frame, frozen=True, tag="results"):
    """To phones once revealed, to facilitators and moderators always: the results, read by the kind."""

    poll: PollId
    run: int
    version: int
    turnout: int
    results: Raw


class Entries(Frame, frozen=True, tag="entries"):
    """To moderators always: what was answered in the poll on the stage, hidden entries too.

    Hidden entries first, then the most frequent; a poll of a kind without entries has none.
    """

    poll: PollId
    run: int
    version: int
    entries: tuple[Entry, ...]


class Suggestions(Frame, frozen=True, tag="suggestions"):
    """To moderators: which entries of the poll on the stage may count as one; none where none are found."""

    poll: PollId
    run: int
    suggestions: tuple[Suggestion, ...]


class Drawn(Frame, frozen=True, tag="figure"):
    """To stages once revealed: a Plotly figure and the same numbers as a table.

    `variant` is how it is drawn, one of `variants`, the default first; what was asked for if that is among them.
    """

    poll: PollId
    run: int
    version: int
    turnout: int
    variant: str
    variants: tuple[str, ...]
    figure: Raw
    table: Table


class Presence(Frame, frozen=True, tag="presence"):
    """To everyone: whether a facilitator or stage is connected, and whether the store is reached.

    While `store` is "away" nothing is acknowledged; phones keep their casts and send them again.
    """

    facilitator: bool
    store: Literal["here", "away"]


class Audience(Frame, frozen=True, tag="audience"):
    """To stages, facilitators and moderators: how many participants are connected."""

    audience: int


AnyFrame = (
    Welcome | Refused | Counted | Done | Pong | Mine | Now | Script | Turnout | Shown | Entries | Drawn
    | Suggestions | Presence | Audience
)  # fmt: skip
