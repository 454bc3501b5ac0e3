"""The store's port: everything that matters is kept behind it, and every promise about it is written here.

An adapter (`store/redis.py`) fulfils these promises and adds none. Two rules hold for every method:

* **State, not increments.** Doing the same thing twice is the same as doing it once, so a caller whose
  reply was lost may always repeat the call.
* **Answered means kept.** A write returns only after it is on disk (an append-only file, fsynced). Where
  the store cannot be reached in time, `Away` is raised and the outcome is unknown: repeat, do not assume.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Protocol

from msgspec import Struct

from palabre.protocol import PollId, Role, SessionId, Tally
from palabre.session import AnySession


class Away(Exception):
    """The store could not be reached or did not answer in time; what was asked may or may not be done."""


class Cast(Struct, frozen=True):
    """One ballot on its way to be counted. `participant` is an HMAC, never the phone's own id.

    `ballot` is normal-form JSON: equal answers are equal bytes. `marks` are what it adds to the tally.
    """

    session: SessionId
    poll: PollId
    run: int
    participant: str
    rev: int
    ballot: bytes
    marks: Mapping[str, int]


class Counted(Struct, frozen=True):
    """The ballot is the participant's current one, now or from an earlier delivery of the same cast."""

    rev: int


class Behind(Struct, frozen=True):
    """Another ballot with a revision at least as high is stored; cast above `rev` to replace it."""

    rev: int


class Shut(Struct, frozen=True):
    """The run takes no ballots: the poll is a draft, is closed, is gone, or was started again."""

    why: Literal["draft", "closed", "gone", "reset"]


Outcome = Counted | Behind | Shut


class Stored(Struct, frozen=True):
    """A participant's current ballot, as JSON, with its revision."""

    rev: int
    ballot: bytes


class Layout(Struct, frozen=True):
    """How a figure was arranged, as JSON, for a session and a tally of these versions."""

    session: int
    tally: int
    layout: bytes

    def behind(self, other: "Layout") -> bool:
        """Whether the other one was arranged later; False where neither is, which nodes soon mend."""
        return self != other and self.session <= other.session and self.tally <= other.tally


class Glance(Struct, frozen=True):
    """The versions a watcher compares: the session's, and the tally's of one run (0 where there is none)."""

    session: int
    tally: int


class Attendance(Struct, frozen=True):
    """Connections by role over all nodes that reported within the last few seconds."""

    participant: int = 0
    stage: int = 0
    facilitator: int = 0
    moderator: int = 0


class Store(Protocol):
    """Where sessions, ballots and tallies are kept."""

    # --- sessions ---

    async def create(self, session: AnySession, tokens: Mapping[Role, str], secret: bytes) -> bool:
        """Keep a new session under its id and code. Return False, keeping nothing, if the code is taken.

        `tokens` are hashes. `secret` keys the participants' HMACs and dies with the session.
        """

    async def find(self, code: str) -> SessionId | None:
        """Return the session that a join code (in its canonical form) belongs to."""

    async def load(self, session: SessionId) -> AnySession | None:
        """Return the session as it is now, or None where there is none (any more)."""

    async def tokens(self, session: SessionId) -> Mapping[Role, str]:
        """Return the hashes of the session's tokens by role; empty where there is no such session."""

    async def secret(self, session: SessionId) -> bytes | None:
        """Return the secret under which the session's participants are known."""

    async def change(self, before: AnySession, after: AnySession) -> bool:
        """Replace `before` by `after`, and with it, in the same instant, which runs take ballots.

        Return False and change nothing if the stored version is not `before.version` (unless `after` is
        already what is stored: then it was this very change whose reply was lost, and True is right).
        Return False as well if `after` newly names an edition that is not kept (any more): keep it again.
        Runs that `after` no longer has take no ballots from that instant; their ballots are removed before
        this returns. Rings the bell.
        """

    async def delete(self, session: SessionId) -> bool:
        """Remove the session, its code, tokens, secret and every ballot. Return whether there was one."""

    # --- ballots ---

    async def cast(self, cast: Cast) -> Outcome:
        """Count one ballot, atomically: old marks off, new marks on, turnout and version moved.

        * A repeated delivery is answered `Counted` again, even after the close, and changes nothing.
        * Nothing is counted unless the run is open at that instant.
        * Of two ballots of one participant the higher `rev` wins, whatever the order of arrival.

        Casts made in the same moment travel together. Rings one bell a session and batch.
        """

    async def ballots(
        self, session: SessionId, poll: PollId, run: int, participants: Sequence[str]
    ) -> list[Stored | None]:
        """Return the current ballots of these participants in a run, in their order."""

    async def tally(self, session: SessionId, poll: PollId, run: int) -> Tally:
        """Return the sum of the marks of all current ballots, with turnout and version, of one instant."""

    async def turnouts(self, session: SessionId, runs: Sequence[tuple[PollId, int]]) -> list[int]:
        """Return how many ballots each of these runs has, in their order."""

    # --- layouts: one history for every node, so that a picture is the same everywhere and after a reload ---

    async def layout(self, session: SessionId, poll: PollId, run: int, shape: str) -> Layout | None:
        """Return how the figure of this shape was last arranged; None where it was not yet."""

    async def arrange(
        self, session: SessionId, poll: PollId, run: int, shape: str, before: Layout | None, after: Layout
    ) -> Layout:
        """Keep `after` if `before` is what is kept, and return what is kept now: `after`, or another node's.

        At most `SHAPES` are kept for a run; a further one is not kept, and `after` is returned. Gone with the run.
        """

    # --- earlier editions ---

    async def keep_edition(self, session: SessionId, edition: str, document: bytes) -> None:
        """Keep an earlier edition of one of the session's polls under its id, before a poll names it.

        Nothing is kept where there is no such session. Every change removes, in the same instant, what no poll
        names after it; so a change that names it is made only if it is still there.
        """

    async def edition(self, session: SessionId, edition: str) -> bytes | None:
        """Return an earlier edition as it was kept; None where there is no such one."""

    # --- watching ---

    async def glance(self, session: SessionId, poll: PollId | None, run: int) -> Glance | None:
        """Return the two versions to compare with what was last read; None if there is no session."""

    async def attend(self, session: SessionId, node: str, here: Attendance, now_ms: int) -> Attendance:
        """Report the connections of one node and return the sum over all nodes that are alive.

        A node counts as alive for `ALIVE_MS` after its last report; the clocks of nodes must agree to
        within a few seconds. A node that reports nobody is forgotten at once.
        """

    async def ring(self, session: SessionId) -> None:
        """Tell every node that watches this session that something changed. Carries no data."""

    async def watch(self, session: SessionId) -> None:
        """From now on, hear this session's bell. Watching twice is watching once."""

    async def unwatch(self, session: SessionId) -> None:
        """Hear this session's bell no more."""

    def on_bell(self, hear: Callable[[SessionId], None]) -> None:
        """Set what is called, in the event loop, when a bell rings.

        Bells may be lost (while reconnecting), doubled or joined: whoever listens also glances regularly.
        """

    # --- life ---

    async def ping(self) -> None:
        """Return if the store answers; raise `Away` if not."""

    async def start(self) -> None:
        """Connect and make the store ready. Raise `Away`, or `Unusable` with a sentence for the operator."""

    async def stop(self) -> None:
        """Let go of every connection and task. Casts still under way are finished or raise `Away`."""


#: How many shapes of a figure have their layout kept for one run.
SHAPES = 32
#: How long a node's report of its connections counts.
ALIVE_MS = 10_000


class Unusable(Exception):
    """The store answers but cannot keep Palabre's promises; the argument says why and what to do."""
