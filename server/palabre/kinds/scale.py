"""The kind `scale`: 1 to 10 statements rated on one scale.

A person may skip statements but rates at least one. A mark is `statement=value`, so a distribution, its
mean and its median all follow from the tally. It is drawn as what it is, a distribution on the scale with
its mean, never as a spider, whose area depends on the order of the statements.
"""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Final

from msgspec import Meta, Struct, structs

from palabre.errors import Code, Refusal
from palabre.kinds.base import Ballot, Kind, Layout, Plot, Results, Spec, check_question, check_wording
from palabre.kinds.spread import Scale, Spread, draw_spreads
from palabre.protocol import Column, Decision, Localised, Table, Tally, View, say

STATEMENT_LIMIT: Final = 200
LABEL_LIMIT: Final = 60


class ScaleSpec(Spec, frozen=True, tag="scale"):
    """What is rated, from `low` to `high`, and what the two ends are called."""

    statements: Annotated[tuple[Localised, ...], Meta(min_length=1, max_length=10)]
    low: Annotated[int, Meta(ge=0, le=1)] = 1
    high: Annotated[int, Meta(ge=2, le=10)] = 5
    low_label: Localised | None = None
    high_label: Localised | None = None


class ScaleBallot(Ballot, frozen=True, tag="scale"):
    """The ratings, by the statement's place in the spec from 0; a skipped statement is not there."""

    ratings: Annotated[dict[int, int], Meta(max_length=64)]


class Rated(Struct, frozen=True):
    """How one statement was rated: people per value from `low` up, all of them, their mean and median.

    Mean and median are None where nobody rated.
    """

    counts: tuple[int, ...]
    people: int
    mean: float | None
    median: float | None


class ScaleResults(Results, frozen=True, tag="scale"):
    """One reading a statement, in the spec's order."""

    statements: tuple[Rated, ...]


def rated(low: int, counts: Sequence[int]) -> Rated:
    """Read one distribution; `counts[0]` is of the value `low`."""
    people = sum(counts)
    if not people:
        return Rated(tuple(counts), 0, None, None)
    total = sum((low + step) * count for step, count in enumerate(counts))
    middle = (_value_at(low, counts, (people - 1) // 2) + _value_at(low, counts, people // 2)) / 2
    return Rated(tuple(counts), people, round(total / people, 4), middle)


def _value_at(low: int, counts: Sequence[int], rank: int) -> int:
    """Return the value of the rating at a rank from 0, were all of them sorted."""
    seen = 0
    for step, count in enumerate(counts):
        seen += count
        if rank < seen:
            return low + step
    raise IndexError(rank)


class ScaleKind(Kind[ScaleSpec, ScaleBallot, ScaleResults]):
    """Statements rated on a scale."""

    name: ClassVar[str] = "scale"
    spec: ClassVar[type[Spec]] = ScaleSpec
    ballot: ClassVar[type[Ballot]] = ScaleBallot
    results_type: ClassVar[type[Results]] = ScaleResults
    variants: ClassVar[tuple[str, ...]] = ("spread",)

    def check_spec(self, spec: ScaleSpec) -> ScaleSpec:
        """Return the spec. Raise `BAD_SPEC` for a blank, long or repeated statement, or a blank label."""
        check_question(spec)
        for place, statement in enumerate(spec.statements):
            check_wording(statement, f"statements[{place}]", STATEMENT_LIMIT)
            if statement in spec.statements[:place]:
                raise Refusal(Code.BAD_SPEC, field=f"statements[{place}]", reason="stands there twice")
        for field, label in (("low_label", spec.low_label), ("high_label", spec.high_label)):
            if label is not None:
                check_wording(label, field, LABEL_LIMIT)
        return spec

    def check(self, spec: ScaleSpec, ballot: ScaleBallot) -> ScaleBallot:
        """Return the ratings by statement. Raise `EMPTY`, `UNKNOWN_STATEMENT` or `OFF_SCALE`."""
        if not ballot.ratings:
            raise Refusal(Code.EMPTY)
        if any(not 0 <= statement < len(spec.statements) for statement in ballot.ratings):
            raise Refusal(Code.UNKNOWN_STATEMENT)
        if any(not spec.low <= value <= spec.high for value in ballot.ratings.values()):
            raise Refusal(Code.OFF_SCALE, low=spec.low, high=spec.high)
        return structs.replace(ballot, ratings=dict(sorted(ballot.ratings.items())))

    def marks(self, spec: ScaleSpec, ballot: ScaleBallot) -> dict[str, int]:
        """Return one mark for each rating."""
        return {f"{statement}={value}": 1 for statement, value in ballot.ratings.items()}

    def results(self, spec: ScaleSpec, tally: Tally, decisions: Sequence[Decision]) -> ScaleResults:
        """Read each statement's distribution; there is nothing to moderate in a number."""
        values = range(spec.low, spec.high + 1)
        return ScaleResults(
            tuple(
                rated(spec.low, [max(0, tally.marks.get(f"{place}={value}", 0)) for value in values])
                for place in range(len(spec.statements))
            )
        )

    def table(self, spec: ScaleSpec, results: ScaleResults, lang: str) -> Table:
        """Return statement, people, mean and median, and the people at each value."""
        numbers = ("people", "mean", "median", *(str(value) for value in range(spec.low, spec.high + 1)))
        columns = (Column("statement"), *(Column(name, numeric=True) for name in numbers))
        return Table(
            columns,
            tuple(
                (say(statement, lang), one.people, _cell(one.mean), _cell(one.median), *one.counts)
                for statement, one in zip(spec.statements, results.statements, strict=True)
            ),
        )

    def figure(
        self,
        spec: ScaleSpec,
        results: ScaleResults,
        view: View,
        layout: Layout | None,
    ) -> Plot:
        """Draw each statement's distribution on the scale, with its mean."""
        labels = [
            say(label, view.lang) if label is not None else "" for label in (spec.low_label, spec.high_label)
        ]
        spreads = [
            Spread(say(statement, view.lang), one.counts, one.mean)
            for statement, one in zip(spec.statements, results.statements, strict=True)
        ]
        return draw_spreads(view, Scale(spec.low, spec.high, labels[0], labels[1]), spreads)


def _cell(number: float | None) -> str | float:
    return "" if number is None else round(number, 2)


SCALE: Final = ScaleKind()
