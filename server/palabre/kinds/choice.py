"""The kind `choice`: one or several of 2 to 20 options.

A ballot is the sorted picks and a mark is an option's place in the spec, so wording and look are the
spec's alone. The figure keeps the spec's order, so that nothing moves while the room answers; the variant
`ranked` puts the most picked on top.
"""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Final

from msgspec import Meta, structs

from palabre.errors import Code, Refusal
from palabre.kinds.bars import Bar, draw_bars
from palabre.kinds.base import Ballot, Kind, Layout, Plot, Results, Spec, check_question, check_wording
from palabre.protocol import Column, Decision, Localised, Table, Tally, View, say

OPTION_LIMIT: Final = 120
MOST_OPTIONS: Final = 20


class ChoiceSpec(Spec, frozen=True, tag="choice"):
    """What can be chosen, and how many of it one person may pick."""

    options: Annotated[tuple[Localised, ...], Meta(min_length=2, max_length=MOST_OPTIONS)]
    most: Annotated[int, Meta(ge=1, le=MOST_OPTIONS)] = 1


class ChoiceBallot(Ballot, frozen=True, tag="choice"):
    """The picked options, by their place in the spec from 0."""

    picks: Annotated[tuple[int, ...], Meta(max_length=64)]


class ChoiceResults(Results, frozen=True, tag="choice"):
    """How many people picked each option, in the spec's order, of how many who answered."""

    turnout: int
    counts: tuple[int, ...]


class Choice(Kind[ChoiceSpec, ChoiceBallot, ChoiceResults]):
    """Single or multiple choice."""

    name: ClassVar[str] = "choice"
    spec: ClassVar[type[Spec]] = ChoiceSpec
    ballot: ClassVar[type[Ballot]] = ChoiceBallot
    results_type: ClassVar[type[Results]] = ChoiceResults
    variants: ClassVar[tuple[str, ...]] = ("bars", "ranked")

    def check_spec(self, spec: ChoiceSpec) -> ChoiceSpec:
        """Return the spec. Raise `BAD_SPEC` for a blank, long or repeated option, or too high a `most`."""
        check_question(spec)
        for place, option in enumerate(spec.options):
            check_wording(option, f"options[{place}]", OPTION_LIMIT)
            if option in spec.options[:place]:
                raise Refusal(Code.BAD_SPEC, field=f"options[{place}]", reason="stands there twice")
        if spec.most > len(spec.options):
            raise Refusal(Code.BAD_SPEC, field="most", reason=f"must be at most {len(spec.options)}")
        return spec

    def check(self, spec: ChoiceSpec, ballot: ChoiceBallot) -> ChoiceBallot:
        """Return the picks sorted and distinct. Raise `EMPTY`, `UNKNOWN_OPTION` or `TOO_MANY`."""
        picks = tuple(sorted(set(ballot.picks)))
        if not picks:
            raise Refusal(Code.EMPTY)
        if not 0 <= picks[0] <= picks[-1] < len(spec.options):
            raise Refusal(Code.UNKNOWN_OPTION)
        if len(picks) > spec.most:
            raise Refusal(Code.TOO_MANY, limit=spec.most)
        return structs.replace(ballot, picks=picks)

    def marks(self, spec: ChoiceSpec, ballot: ChoiceBallot) -> dict[str, int]:
        """Return one mark for each pick."""
        return {str(pick): 1 for pick in ballot.picks}

    def results(self, spec: ChoiceSpec, tally: Tally, decisions: Sequence[Decision]) -> ChoiceResults:
        """Count each option; there is nothing to moderate, as the options are the facilitator's."""
        counts = tuple(max(0, tally.marks.get(str(place), 0)) for place in range(len(spec.options)))
        return ChoiceResults(tally.turnout, counts)

    def table(self, spec: ChoiceSpec, results: ChoiceResults, lang: str) -> Table:
        """Return option, people and share, in the spec's order."""
        columns = (Column("option"), Column("people", numeric=True), Column("share", numeric=True))
        return Table(columns, tuple((bar.label, bar.count, bar.share) for bar in _bars(spec, results, lang)))

    def figure(
        self,
        spec: ChoiceSpec,
        results: ChoiceResults,
        view: View,
        layout: Layout | None,
    ) -> Plot:
        """Draw a bar for each option, in the spec's order or ranked."""
        bars = _bars(spec, results, view.lang)
        order = list(range(len(bars)))
        if view.variant == "ranked":
            order.sort(key=lambda place: (-bars[place].count, place))
        ids = [str(place) for place in range(len(bars))]
        return draw_bars(view, bars, ids, order)


def _bars(spec: ChoiceSpec, results: ChoiceResults, lang: str) -> list[Bar]:
    turnout = max(1, results.turnout)
    return [
        Bar(say(option, lang), count, min(1.0, round(count / turnout, 4)))
        for option, count in zip(spec.options, results.counts, strict=True)
    ]


CHOICE: Final = Choice()
