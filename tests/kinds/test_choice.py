"""One or several of a few options."""

import pytest

from palabre.errors import Code, Refusal
from palabre.kinds.choice import CHOICE, ChoiceBallot, ChoiceResults, ChoiceSpec
from palabre.protocol import Localised, Tally, View

LUNCH = ChoiceSpec(question="Lunch?", options=("Soup", {"en": "Salad", "fr": "Salade"}, "Bread"), most=2)


def refused(picks: tuple[int, ...], spec: ChoiceSpec = LUNCH) -> tuple[Code, dict[str, str | int]]:
    """Why these picks are refused."""
    with pytest.raises(Refusal) as refusal:
        CHOICE.check(spec, ChoiceBallot(picks))
    return refusal.value.code, refusal.value.fields


def bad_field(options: tuple[Localised, ...], most: int = 1) -> object:
    """The field that a spec with these options is refused for."""
    with pytest.raises(Refusal) as refusal:
        CHOICE.check_spec(ChoiceSpec(question="Lunch?", options=options, most=most))
    assert refusal.value.code is Code.BAD_SPEC
    return refusal.value.fields["field"]


def lengths(results: ChoiceResults, view: View) -> list[float]:
    """The widths of the bars from top to bottom."""
    bars = CHOICE.figure(LUNCH, results, view, None)["data"][0]
    rows = sorted(zip(bars["base"], bars["width"], strict=True))
    return [width for _, width in rows]


def test_picks_are_sorted_and_distinct() -> None:
    """The order of tapping and a double tap change nothing."""
    assert CHOICE.check(LUNCH, ChoiceBallot((2, 0, 2))) == ChoiceBallot((0, 2))


def test_picks_that_do_not_answer_are_refused() -> None:
    """Nothing, an option that is not there, and too many, each with its own code."""
    assert refused(()) == (Code.EMPTY, {})
    assert refused((3,)) == refused((-1,)) == (Code.UNKNOWN_OPTION, {})
    assert refused((0, 1, 2)) == (Code.TOO_MANY, {"limit": 2})


def test_a_spec_that_makes_no_choice_names_its_field() -> None:
    """A blank, long or repeated option, or more picks than options."""
    assert bad_field(("Soup", "  ")) == "options[1]"
    assert bad_field(("Soup", {"en": "x" * 121})) == "options[1]"
    assert bad_field(("Soup", "Bread", "Soup")) == "options[2]"
    assert bad_field(("Soup", "Bread"), most=3) == "most"


def test_results_count_in_the_order_of_the_spec() -> None:
    """An option that nobody picked is there with zero."""
    results = CHOICE.results(LUNCH, Tally(5, 4, {"1": 3, "0": 2}), ())
    assert results == ChoiceResults(4, (2, 3, 0))


def test_a_share_is_of_the_people_who_answered() -> None:
    """With several picks a person the shares may exceed one together, never each."""
    table = CHOICE.table(LUNCH, ChoiceResults(4, (4, 3, 0)), "fr")
    assert table.rows == (("Soup", 4, 1.0), ("Salade", 3, 0.75), ("Bread", 0, 0.0))


def test_bars_keep_the_order_of_the_spec() -> None:
    """No bar changes places while the room answers."""
    soup, salad, bread = lengths(ChoiceResults(6, (1, 3, 2)), View())
    assert soup < bread < salad


def test_ranked_bars_have_the_most_picked_on_top() -> None:
    """The variant sorts by count and keeps the spec's order among equals."""
    ranked = lengths(ChoiceResults(6, (1, 3, 2)), View(variant="ranked"))
    assert ranked == sorted(ranked, reverse=True)


def test_a_changed_order_keeps_every_bars_identity() -> None:
    """Bars are matched by their option, so that they move instead of being repainted."""
    few, many = ChoiceResults(3, (1, 2, 0)), ChoiceResults(9, (6, 2, 1))
    view = View(variant="ranked")
    ids = [CHOICE.figure(LUNCH, results, view, None)["data"][0]["ids"] for results in (few, many)]
    assert ids == [["0", "1", "2"]] * 2
