"""The contract of a kind: what one family of polls must know so that everybody else need not.

A kind is a pure reader: it turns a ballot into marks, and a tally of marks back into results, a table
and a Plotly figure. It never sees a participant, a connection, the store or a clock. Everything outside
`kinds/` moves specs, ballots, marks and results without looking inside; `kinds/__init__.py` is the only
list of kinds.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Final, Generic, TypeVar
from unicodedata import category

from msgspec import Raw, Struct

from palabre import grouping, moderation
from palabre.errors import Code, Refusal
from palabre.protocol import Decision, Entry, EntryKey, Localised, Table, Tally, View

#: A Plotly figure as plain data: {"data": [...], "layout": {...}}; validated against plotly in tests.
Plot = dict[str, Any]
#: How a kind arranged a figure, as JSON: handed back when the same poll is arranged again, so that it keeps still.
Layout = Raw
#: The variant that every comparable kind has where a poll names an earlier edition.
EDITIONS: Final = "editions"

QUESTION_LIMIT = 300


class Spec(Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True, kw_only=True):
    """A poll's configuration. Each kind adds its own fields; this is also a deck's form of a poll.

    `hidden` polls start concealed: nobody but the run and moderation pages sees results until revealed.
    """

    question: Localised
    hidden: bool = False


class Ballot(Struct, frozen=True, tag_field="kind", forbid_unknown_fields=True):
    """A participant's answer, as the phone sends it and the store keeps it."""


class Results(Struct, frozen=True, tag_field="kind"):
    """A tally read by its kind, after moderation: all that table, figure and phones need (`Kind.brief`)."""


class Comparison(Struct, frozen=True):
    """Two editions of a poll in one picture, and the same numbers as a table."""

    plot: Plot
    table: Table


class Editions(Struct, frozen=True):
    """What the earlier and the later edition are called on the screen: years, places, "then" and "now"."""

    then: str
    now: str


class Candidate(Struct, frozen=True):
    """An entry that suggestions may be made for: its key, and the answers it counts with their languages."""

    key: EntryKey
    answers: grouping.Group


S = TypeVar("S", bound=Spec)
B = TypeVar("B", bound=Ballot)
R = TypeVar("R", bound=Results)


class Kind(ABC, Generic[S, B, R]):
    """What each kind provides. Every method is pure and deterministic, and none changes its arguments.

    `name` is the kind's tag in specs, ballots and results alike.
    """

    name: ClassVar[str]
    spec: ClassVar[type[Spec]]
    ballot: ClassVar[type[Ballot]]
    results_type: ClassVar[type[Results]]
    #: The figures a facilitator can switch between, the default first.
    variants: ClassVar[tuple[str, ...]]
    #: Those of them that are arranged (`layout`) before they are drawn.
    arranged: ClassVar[tuple[str, ...]] = ()
    #: Whether an earlier edition can be drawn beside a poll (`compare`).
    comparable: ClassVar[bool] = False
    #: Plain data that the client needs beside the types, by constant name; `kinds.ts` is given it as it is.
    tables: ClassVar[dict[str, Any]] = {}

    def prepare(self) -> None:
        """Read what takes long to read, before the node serves; nothing by default. Answers are the same without."""
        return

    @abstractmethod
    def check_spec(self, spec: S) -> S:
        """Return the spec in its normal form. Raise `BAD_SPEC` naming the field where it makes no poll."""

    def heard(self, ballot: B, languages: Sequence[str]) -> B:
        """Return the ballot with nothing in a language that the session does not declare; by default as it is.

        `languages` are the session's, with regions and scripts where it names them; none, if it declares none.
        """
        return ballot

    @abstractmethod
    def check(self, spec: S, ballot: B) -> B:
        """Return the ballot in its normal form, so that equal answers are equal ballots.

        Raise a refusal (`EMPTY`, `TOO_MANY`, `UNKNOWN_OPTION`, ...) where it does not answer the spec.
        """

    @abstractmethod
    def marks(self, spec: S, ballot: B) -> dict[str, int]:
        """Return the increments that a checked ballot makes: at least one, each at least 1."""

    def holds(self, mark: str) -> bool:
        """Whether a ballot can make a mark, so that it is taken from a file; by default any."""
        return True

    @abstractmethod
    def results(self, spec: S, tally: Tally, decisions: Sequence[Decision]) -> R:
        """Read the tally after moderation. Marks that the kind cannot read are ignored, never an error."""

    def brief(self, results: R) -> R:
        """Return what phones and the run page are sent of the results: all, or the front of a long list."""
        return results

    def entries(self, spec: S, tally: Tally, decisions: Sequence[Decision]) -> tuple[Entry, ...]:
        """Return what a moderator decides about: hidden entries first, then by count. None by default."""
        return ()

    def candidates(self, spec: S, tally: Tally, decisions: Sequence[Decision]) -> tuple[Candidate, ...]:
        """Return the shown entries that may count as one with others, the most frequent first. None by default."""
        return ()

    def applies(self, spec: S) -> bool:
        """Whether suggested groups are made without asking a moderator, because the poll says so."""
        return False

    def offered(self, results: R) -> tuple[str, ...]:
        """Return the variants that these results can be drawn as, the default first; by default all."""
        return self.variants

    @abstractmethod
    def table(self, spec: S, results: R, lang: str) -> Table:
        """Return everything the figure shows, and what it has no room for, as rows."""

    def layout(self, spec: S, results: R, view: View, before: Layout | None) -> Layout | None:
        """Arrange a figure, given how it was arranged before; asked for the `arranged` variants alone.

        Depends on `view.aspect` and `view.variant` alone, so that every stage of one shape shares it.
        """
        return None

    @abstractmethod
    def figure(self, spec: S, results: R, view: View, layout: Layout | None) -> Plot:
        """Draw the results for one view on a canvas `figures.CANVAS` units wide and `CANVAS / aspect` high.

        `layout` is what `layout` returned for these results and this view. The stage scales the canvas to its
        screen, so sizes are in units and never depend on a window. Equal arguments give an equal figure.
        Every string is escaped (`figures.escape`).
        """

    def unite(self, earlier: Sequence[Decision], later: Sequence[Decision]) -> tuple[Decision, ...]:
        """Return the decisions by which both of two editions are read: what either hides stands in neither."""
        return moderation.unite(earlier, later)

    def compare(self, spec: S, then: R, now: R, view: View, names: Editions) -> Comparison:
        """Draw an earlier and a later edition beside each other, as `figure` does; only of a comparable kind.

        Both were read with `spec`. An edition without answers is drawn as one.
        """
        raise NotImplementedError


def check_wording(text: Localised, field: str, limit: int) -> None:
    """Refuse a text that is missing, blank or over `limit` characters in any of its languages."""
    wordings = [text] if isinstance(text, str) else list(text.values())
    if not wordings or any(is_blank(wording) for wording in wordings):
        raise Refusal(Code.BAD_SPEC, field=field, reason="must not be empty")
    if any(len(wording) > limit for wording in wordings):
        raise Refusal(Code.BAD_SPEC, field=field, reason=f"must have at most {limit} characters")


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: no letter, mark, number, punctuation or symbol that can be seen."""
    return not any(category(character)[0] in "LNPS" for character in text)


def check_question(spec: Spec) -> None:
    """Refuse a spec whose question is missing, blank or over `QUESTION_LIMIT` characters in any language."""
    check_wording(spec.question, "question", QUESTION_LIMIT)
