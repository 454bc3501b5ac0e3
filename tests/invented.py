"""A kind that only tests know: people clap up to `most` times. Nothing outside this file knows its name."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, structs

from palabre.errors import Code, Refusal
from palabre.kinds.base import Ballot, Kind, Layout, Plot, Results, Spec, check_question
from palabre.protocol import Column, Decision, Entry, Table, Tally, View


class ClapsSpec(Spec, frozen=True, tag="claps"):
    """How often one person may clap."""

    most: Annotated[int, Meta(ge=1)] = 5


class ClapsBallot(Ballot, frozen=True, tag="claps"):
    """How often this person claps; more than anybody has hands for is as good as that."""

    claps: int


class ClapsResults(Results, frozen=True, tag="claps"):
    """All claps together."""

    claps: int


class Claps(Kind[ClapsSpec, ClapsBallot, ClapsResults]):
    """Applause."""

    name: ClassVar[str] = "claps"
    spec: ClassVar[type[Spec]] = ClapsSpec
    ballot: ClassVar[type[Ballot]] = ClapsBallot
    results_type: ClassVar[type[Results]] = ClapsResults
    variants: ClassVar[tuple[str, ...]] = ("loud", "hoarse")

    def check_spec(self, spec: ClapsSpec) -> ClapsSpec:
        """Return the spec."""
        check_question(spec)
        return spec

    def check(self, spec: ClapsSpec, ballot: ClapsBallot) -> ClapsBallot:
        """Return the claps, at most 100. Raise `EMPTY` or `TOO_MANY`."""
        if ballot.claps < 1:
            raise Refusal(Code.EMPTY)
        if ballot.claps > spec.most:
            raise Refusal(Code.TOO_MANY, limit=spec.most)
        return structs.replace(ballot, claps=min(100, ballot.claps))

    def marks(self, spec: ClapsSpec, ballot: ClapsBallot) -> dict[str, int]:
        """Return every clap."""
        return {"clap": ballot.claps}

    def results(self, spec: ClapsSpec, tally: Tally, decisions: Sequence[Decision]) -> ClapsResults:
        """Add up the claps; a hidden clap is not heard."""
        return ClapsResults(0 if decisions else tally.marks.get("clap", 0))

    def entries(self, spec: ClapsSpec, tally: Tally, decisions: Sequence[Decision]) -> tuple[Entry, ...]:
        """Return the one thing that people do here."""
        state: Literal["shown", "hidden"] = "hidden" if decisions else "shown"
        return (Entry("clap", "clap", tally.marks.get("clap", 0), state=state),)

    def table(self, spec: ClapsSpec, results: ClapsResults, lang: str) -> Table:
        """Return one row."""
        return Table((Column("people", numeric=True),), ((results.claps,),))

    def figure(self, spec: ClapsSpec, results: ClapsResults, view: View, layout: Layout | None) -> Plot:
        """Draw one bar. A hoarse picture cannot be drawn: a fault of ours, for the tests."""
        if view.variant == "hoarse":
            raise ArithmeticError("no voice left")
        return {"data": [{"type": "bar", "y": [results.claps]}], "layout": {}}


CLAPS = Claps()
