"""Words then and now: what rose and fell between two editions, and what groups come to in both."""

from typing import Any

import plotly.graph_objects as go
import pytest

from palabre.kinds.base import Editions
from palabre.kinds.words import WORDS
from palabre.protocol import Decision, Group, View
from tests.kinds.tallies import SPEC, SPOKEN, read

EMPTY: dict[str, int] = {}


def compared(then: dict[str, int], now: dict[str, int], *decisions: Decision, lang: str = "en") -> Any:
    """Two editions of ten people each, beside each other; moderators decided about the later one."""
    view = View(lang=lang, variant="editions")
    return WORDS.compare(SPEC, read(then), read(now, *decisions), view, Editions("2024", "2025"))


def test_words_rose_fell_came_and_went() -> None:
    """What rose most is first and what fell most last, each with both shares and the points between."""
    comparison = compared(
        {"peace": 5, "hope": 4, "war": 3, "joy": 1}, {"Peace": 7, "hope": 4, "care": 6, "war": 1}
    )
    assert comparison.table.rows == (
        ("care", "0%", "60%", "▲\u200960"), ("Peace", "50%", "70%", "▲\u200920"), ("hope", "40%", "40%", "=\u20090"),
        ("joy", "10%", "0%", "▼\u200910"), ("war", "30%", "10%", "▼\u200920"),
    )  # fmt: skip
    assert [column.text for column in comparison.table.columns] == ["", "2024", "2025", ""]


def test_groups_hold_for_both_editions() -> None:
    """What moderators group now is one word in the earlier edition, too."""
    rows = compared({"sharing": 2, "partage": 3}, {"sharing": 4}, Group(("sharing", "partage"))).table.rows
    assert rows == (("sharing", "50%", "40%", "▼\u200910"),)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    ("then", "now"), [(EMPTY, EMPTY), ({"a": 3}, EMPTY), (EMPTY, SPOKEN), (SPOKEN, {"<b>$": 9})]
)
def test_a_comparison_is_plotly(then: dict[str, int], now: dict[str, int], lang: str) -> None:
    """Editions without answers, in any language and of any text, are valid figures without markup."""
    plot = compared(then, now, lang=lang).plot
    go.Figure(plot)
    assert not set("<>$") & set(str([trace.get("text") for trace in plot["data"]]))
