"""Then and now: what changed in the room's colours between two editions."""

from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings, strategies as st

from palabre import colour
from palabre.figures import HOLLOW, THEMES
from palabre.kinds.base import Comparison, Editions
from palabre.kinds.colours import COLOURS, STANDARD, ColoursResults, ColoursSpec
from palabre.kinds.mosaic import GUTTER
from palabre.protocol import Tally, Theme, View
from tests.invented import Claps, ClapsResults, ClapsSpec
from tests.vision import VISIONS

PEACE = ColoursSpec(question="Which colours do you associate with peace?")
VIEW = View()
YEARS = Editions("2020", "2021")
MARKS = st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 40))
#: Two editions of one room, in which green rose from 15 to 27 percent and white fell from 44 to 24.
THEN = {"#ffffff": 44, "#3a86ff": 18, "#61c4f4": 16, "#2baa49": 15, "#f8e32e": 4, "#8747d7": 2, "#fa8c23": 1}
NOW = {"#ffffff": 24, "#3a86ff": 11, "#61c4f4": 10, "#2baa49": 27, "#f8e32e": 8, "#8747d7": 9, "#e12527": 11}


def read(marks: dict[str, int]) -> ColoursResults:
    """The results of these marks."""
    return COLOURS.results(PEACE, Tally(1, sum(marks.values()), marks), ())


def compared(then: dict[str, int], now: dict[str, int], view: View = VIEW) -> Comparison:
    """Two editions beside each other."""
    return COLOURS.compare(PEACE, read(then), read(now), view, YEARS)


def test_green_rose_and_white_fell() -> None:
    """What rose most stands first, what fell most last, with arrows and points that need no colour."""
    table = compared(THEN, NOW).table
    assert table.rows[0] == ("green", "15%", "27%", "▲\u200912")
    assert table.rows[-1] == ("white", "44%", "24%", "▼\u200920")
    assert [column.text or column.name for column in table.columns] == ["colour", "2020", "2021", "change"]


def test_the_column_says_what_the_table_says() -> None:
    """Every row of the table is printed, with its arrow and points."""
    comparison = compared(THEN, NOW)
    points, names = comparison.plot["data"][-2:]
    for row, text, name in zip(comparison.table.rows, points["text"], names["text"], strict=True):
        assert str(row[3]) in text
        assert str(row[0]) in name


def test_what_rose_and_what_fell_stand_on_two_sides() -> None:
    """Bars rise from one line to one side and fall to the other, as far as their points."""
    bars = compared(THEN, NOW).plot["data"][-3]
    green, white = bars["ids"].index("green"), bars["ids"].index("white")
    assert bars["x"][green] > bars["x"][white]
    assert bars["width"][white] / bars["width"][green] == pytest.approx(20 / 12, abs=0.02)


def areas(edges: dict[str, Any]) -> dict[str, float]:
    """The area of each tile of a mosaic by its colour, with the ground around it."""
    sizes = zip(edges["ids"], edges["width"], edges["y"], strict=True)
    return {name.partition("/")[2]: (width + GUTTER) * (GUTTER - y) for name, width, y in sizes}


@settings(max_examples=40, deadline=None)
@given(MARKS, MARKS)
def test_both_mosaics_have_one_scale(then: dict[str, int], now: dict[str, int]) -> None:
    """Equal areas are equal shares, in one edition as in the other."""
    data = compared(then, now).plot["data"]
    scale = [
        areas(edges)[one.key] / one.share
        for edges, marks in ((data[3], then), (data[8], now))
        for one in read(marks).clusters
        if one.share > 0.1
    ]
    assert not scale or max(scale) / min(scale) < 1.1


@given(MARKS, MARKS)
def test_points_are_between_the_printed_percents(then: dict[str, int], now: dict[str, int]) -> None:
    """Whoever subtracts what is printed finds what is printed."""
    for _, before, after, change in compared(then, now).table.rows:
        first, second = (0 if str(one) == "<1%" else int(str(one).rstrip("%")) for one in (before, after))
        sign = {"▲": 1, "▼": -1, "=": 0}[str(change)[0]]
        assert second - first == sign * int(str(change)[2:])


@settings(max_examples=30, deadline=None)
@given(MARKS, MARKS, st.sampled_from(["en", "ar", "zh"]), st.floats(0.3, 6))
def test_a_comparison_is_a_figure_to_plotly(
    then: dict[str, int], now: dict[str, int], lang: str, aspect: float
) -> None:
    """In every view, also of an edition that nobody answered."""
    comparison = compared(then, now, View(lang=lang, aspect=aspect))
    go.Figure(comparison.plot)
    assert comparison == compared(then, now, View(lang=lang, aspect=aspect))


def test_the_story_is_the_largest() -> None:
    """What rose most and what fell most are printed larger than all between them."""
    sizes = compared(THEN, NOW).plot["data"][-1]["textfont"]["size"]
    assert min(sizes[0], sizes[-1]) > 1.15 * max(sizes[1:-1])


def test_an_edition_without_answers_is_a_frame_with_nothing_in_it() -> None:
    """A quiet 0 says so, and the other edition is drawn as ever."""
    data = compared({}, NOW).plot["data"]
    zeros = next(
        trace["text"]
        for trace in data
        if trace.get("ids") == ["then/", "now/"] and "0" in trace.get("text", ())
    )
    assert zeros == ["0", ""]


@given(MARKS, MARKS, st.sampled_from(["light", "dark"]))
def test_no_bar_of_a_change_is_lost_on_the_ground(
    then: dict[str, int], now: dict[str, int], theme: Theme
) -> None:
    """All eyes tell its colour from the ground at 3:1, or a hairline around it."""
    marker = compared(then, now, View(theme=theme)).plot["data"][-3]["marker"]
    for value, line in zip(marker["color"], marker["line"].get("color", ()), strict=True):
        edge = value if line == HOLLOW else line
        seen = [colour.contrast(see(edge), see(THEMES[theme].ground)) for see in VISIONS.values()]
        assert min(seen) >= 2.99


def test_names_of_editions_are_no_markup() -> None:
    """A name that somebody typed is drawn letter for letter."""
    names = Editions("<b>2020</b>", "$2021$")
    drawn = COLOURS.compare(PEACE, read(THEN), read(NOW), View(), names).plot
    assert not any(set("<$") & set(text) for trace in drawn["data"] for text in trace.get("text", ()))


def test_a_kind_without_such_a_picture_says_so() -> None:
    """Whoever asks a kind that compares nothing is told so, and draws nothing."""
    with pytest.raises(NotImplementedError):
        Claps().compare(ClapsSpec(question="Did you like it?"), ClapsResults(1), ClapsResults(2), VIEW, YEARS)
    assert not Claps.comparable
