"""Tallies of words and what the kind makes of them, for the tests of what is counted, drawn and compared."""

from typing import Any

from hypothesis import strategies as st

from palabre.kinds.words import WORDS, WordsResults, WordsSpec
from palabre.protocol import Decision, Tally, View

VIEW = View()
SPEC = WordsSpec(question="What is learning?")
MARKS = st.dictionaries(
    st.sampled_from(
        ["paix", "Paix", "PAIX", "paz", "écoute", "Ecoute", "bien-être", "bienetre", "和平", "☮️", "<b>"]
    ),
    st.integers(1, 99),
)
#: A tally of three languages: people by answer and language, and those who answered in each.
SPOKEN = {
    "sharing\ten": 5, "Sharing\ten": 2, "partage\tfr": 4, "learning": 1, "respect\ten": 2, "respect\tfr": 3,
    "سلام\tar": 1, "\ten": 8, "\tfr": 6, "\tar": 1,
}  # fmt: skip


def read(marks: dict[str, int], *decisions: Decision, turnout: int = 10) -> WordsResults:
    """The results of a tally."""
    return WORDS.results(SPEC, Tally(1, turnout, marks), decisions)


def arranged(marks: dict[str, int], view: View = VIEW, before: Any = None) -> Any:
    """Where the words of a tally stand."""
    return WORDS.layout(SPEC, read(marks), view, before)


def draw(marks: dict[str, int], view: View = VIEW, before: Any = None) -> Any:
    """The figure of a tally."""
    return WORDS.figure(SPEC, read(marks), view, arranged(marks, view, before))
