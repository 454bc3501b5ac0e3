"""Words by language: which languages have a column, what stands in it, and what joins two."""

import plotly.graph_objects as go
import pytest

from palabre.grouping import together
from palabre.kinds.words import WORDS
from palabre.protocol import Group, Hide, View
from tests.kinds.tallies import SPEC, SPOKEN, read


def test_languages_are_offered() -> None:
    """The view by language is offered once two languages are known, and not before."""
    assert WORDS.offered(read(SPOKEN)) == WORDS.variants
    assert "languages" not in WORDS.offered(read({"paix\tfr": 2, "pace": 1, "\tfr": 2}))


def test_languages_by_people() -> None:
    """Languages come in the order of how many answered in each; the unknown last, with what few speak."""
    tongues = read(SPOKEN, turnout=17).tongues
    assert [(one.lang, one.people) for one in tongues] == [("en", 8), ("fr", 6), ("und", 3)]


def test_what_few_say_is_no_column() -> None:
    """Languages of fewer than three people are named in no picture, table or label; nor is a rest of so few."""
    few = {"paz\tes": 2, "pie\tes": 1, "pie\ten": 3, "paix\tfr": 3, "\tes": 2, "\ten": 3, "\tfr": 3}
    results = read(few, turnout=8)
    assert [one.lang for one in results.tongues] == ["en", "fr"]
    plot = WORDS.figure(SPEC, results, View(variant="languages"), None)
    assert "paz" not in str(plot["data"][-2]["text"])
    rows = {row[0]: row[3] for row in WORDS.table(SPEC, results, "en").rows}
    assert rows == {"paix": "fr 3", "paz": "", "pie": "", "pie (en)": "en 3"}
    assert WORDS.offered(read({**few, "\ten": 2}, turnout=7)) == ("cloud", "bars")


def test_a_group_is_said_in_each_language() -> None:
    """A grouped word shows every language the spelling that most gave there, and the table has them all."""
    results = read(SPOKEN, Group(("sharing", "partage")), turnout=17)
    assert [(one.lang, one.count, one.text) for one in results.words[0].said] == [
        ("en", 7, "sharing"), ("fr", 4, "partage")
    ]  # fmt: skip
    assert WORDS.table(SPEC, results, "en").rows[0] == (
        "sharing", 11, round(11 / 17, 4), "en 7 · fr partage 4", "Sharing · partage"
    )  # fmt: skip


def test_hidden_in_a_group_is_never_spelled_out() -> None:
    """What is hidden in a shown group is counted in its language and stands under the group's name."""
    results = read(SPOKEN, Hide("partage"), Group(("sharing", "partage")))
    assert "partage" not in str((WORDS.brief(results), WORDS.table(SPEC, results, "en")))
    assert "partage" not in str(WORDS.figure(SPEC, results, View(variant="languages"), None))


def test_one_colour_across_columns() -> None:
    """A word of two languages has one colour in both columns, and a thread joins it."""
    results = read(SPOKEN, Group(("sharing", "partage")), turnout=20)
    plot = WORDS.figure(SPEC, results, View(variant="languages"), None)
    words = plot["data"][-2]
    colours = dict(zip(words["ids"], words["textfont"]["color"], strict=True))
    assert colours["en/sharing"] == colours["fr/sharing"] != colours["und/سلام"]
    threads = [trace for trace in plot["data"] if trace.get("uid", "").startswith("thread-")]
    assert colours["en/sharing"] in [thread["line"]["color"] for thread in threads]
    assert len(threads) == 2


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("aspect", [0.25, 2.4, 8.0])
def test_columns_stay_on_the_canvas(lang: str, aspect: float) -> None:
    """Ten languages of long words fit the width; two languages more than have room are told in the corner."""
    tags = ["en", "fr", "es", "pt", "ar", "tr", "ru", "zh", "de", "it"]
    marks = {together(f"{lang} word number {n} of all", lang): n + 1 for lang in tags for n in range(30)}
    plot = WORDS.figure(
        SPEC, read({**marks, **{f"\t{lang}": 30 for lang in tags}}, turnout=300),
        View(lang=lang, aspect=aspect, variant="languages"), None,
    )  # fmt: skip
    go.Figure(plot)
    assert plot["data"][-1]["text"] == ["+2"]
    assert all(0 <= x <= 1600 for trace in plot["data"] for x in trace["x"] if x is not None)
