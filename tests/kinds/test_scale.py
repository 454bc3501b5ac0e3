"""Statements rated on one scale."""

import statistics

import pytest
from hypothesis import given, strategies as st

from palabre.errors import Code, Refusal
from palabre.kinds.scale import SCALE, ScaleBallot, ScaleSpec, rated
from palabre.protocol import Tally, View

CITY = ScaleSpec(question="My city…", statements=("listens", "learns"), low=0, high=4, low_label="no")


def refused(ratings: dict[int, int]) -> tuple[Code, dict[str, str | int]]:
    """Why these ratings are refused."""
    with pytest.raises(Refusal) as refusal:
        SCALE.check(CITY, ScaleBallot(ratings))
    return refusal.value.code, refusal.value.fields


def test_ratings_are_in_the_order_of_the_statements() -> None:
    """The order of tapping changes nothing, and a statement may be skipped."""
    checked = SCALE.check(CITY, ScaleBallot({1: 4, 0: 0}))
    assert list(checked.ratings.items()) == [(0, 0), (1, 4)]
    assert SCALE.marks(CITY, SCALE.check(CITY, ScaleBallot({1: 4}))) == {"1=4": 1}


def test_ratings_that_do_not_answer_are_refused() -> None:
    """Nothing, a statement that is not there, and a value off the scale, each with its own code."""
    assert refused({}) == (Code.EMPTY, {})
    assert refused({2: 1}) == (Code.UNKNOWN_STATEMENT, {})
    assert refused({0: 5}) == (Code.OFF_SCALE, {"low": 0, "high": 4})


@pytest.mark.parametrize(
    ("field", "spec"),
    [
        ("question", ScaleSpec(question={}, statements=("a",))),
        ("statements[0]", ScaleSpec(question="q", statements=(" ",))),
        ("statements[1]", ScaleSpec(question="q", statements=("a", "a"))),
        ("high_label", ScaleSpec(question="q", statements=("a",), high_label="")),
    ],
)
def test_a_spec_that_makes_no_scale_names_its_field(field: str, spec: ScaleSpec) -> None:
    """A missing question, a blank or repeated statement, or a blank label."""
    with pytest.raises(Refusal) as refusal:
        SCALE.check_spec(spec)
    assert refusal.value.fields["field"] == field


@given(st.lists(st.integers(1, 7), min_size=1, max_size=60))
def test_mean_and_median_are_those_of_the_ratings(values: list[int]) -> None:
    """A distribution gives the same mean and median as the list of its ratings."""
    one = rated(1, [values.count(value) for value in range(1, 8)])
    assert one.people == len(values)
    assert one.mean == pytest.approx(statistics.mean(values), abs=1e-4)
    assert one.median == statistics.median(values)


def test_a_statement_nobody_rated_has_no_mean() -> None:
    """Nobody is not zero."""
    results = SCALE.results(CITY, Tally(2, 2, {"0=4": 1, "0=0": 1}), ())
    assert [one.mean for one in results.statements] == [2.0, None]
    assert SCALE.table(CITY, results, "en").rows[1][:4] == ("learns", 0, "", "")


def test_columns_stand_on_their_values() -> None:
    """Every value has its column in the order of the scale, and the most given is the highest."""
    results = SCALE.results(CITY, Tally(3, 3, {"0=1": 2, "0=4": 1}), ())
    columns = SCALE.figure(CITY, results, View(), None)["data"][0]
    assert columns["ids"][:5] == ["0-0", "0-1", "0-2", "0-3", "0-4"]
    assert columns["x"][:5] == sorted(columns["x"][:5])
    assert columns["y"][1] < columns["y"][4] < columns["y"][0] < 0


def test_the_scale_runs_from_right_to_left_in_arabic() -> None:
    """The low end is where reading begins."""
    results = SCALE.results(CITY, Tally(2, 2, {"0=0": 1, "0=4": 1}), ())
    columns = SCALE.figure(CITY, results, View(lang="ar"), None)["data"][0]
    assert columns["x"][0] > columns["x"][4]
