"""The cloud of words and its bars: what is drawn keeps its place, and no answer is markup."""

import msgspec
import plotly.graph_objects as go
import pytest

from palabre.kinds.words import BAR_LIMIT, WORDS, WordsBallot, WordsSpec
from palabre.protocol import View
from tests.kinds.tallies import arranged, draw

HOSTILE = [
    "<a href='https://x.example'>x</a>",
    "$x^2$",
    "=1+1",
    "&lt;b&gt;",
    "<br>",
    "%{x}",
    "\u202egnp.exe",
    "z\u0335\u0336\u0337\u0338\u0335",
    "a\x00b",
]


def checked(answer: str) -> tuple[str, ...]:
    """What is counted of an answer."""
    return WORDS.check(WordsSpec(question="?", characters=60), WordsBallot((answer,))).answers


def test_what_is_not_drawn_is_reported() -> None:
    """The corner of cloud and bars says how many words are not on it."""
    marks = {f"word {n}": 1 for n in range(200)}
    assert draw(marks)["data"][-1]["text"] == ["+50"]
    assert draw(marks, View(variant="bars"))["data"][-1]["text"] == [f"+{200 - BAR_LIMIT}"]


@pytest.mark.parametrize("variant", WORDS.variants)
@pytest.mark.parametrize(
    "marks", [{}, {"paix": 1}, {"سلام": 2, "和平": 3, "☮️": 1, "tout au long de la vie": 40}]
)
def test_figure_is_plotly(variant: str, marks: dict[str, int]) -> None:
    """Every variant is a valid figure, without answers too and in Arabic."""
    go.Figure(draw(marks, View(lang="ar", theme="dark", aspect=3.0, variant=variant)))


def test_words_keep_place_and_colour() -> None:
    """A new answer leaves every other word where it was, in its colour."""
    marks = {f"word {n}": 1 + n % 3 for n in range(30)}
    old, new = draw(marks)["data"][0], draw({**marks, "é": 1}, before=arranged(marks))["data"][0]
    at = dict(zip(new["ids"], zip(new["x"], new["y"], new["textfont"]["color"], strict=True), strict=True))
    assert [at[key] for key in old["ids"]] == list(
        zip(old["x"], old["y"], old["textfont"]["color"], strict=True)
    )


def drawn(marks: dict[str, int]) -> list[str]:
    """The texts of the cloud of a tally."""
    texts: list[str] = draw(marks)["data"][0]["text"]
    return texts


@pytest.mark.parametrize("answer", HOSTILE)
def test_hostile_answers_are_inert(answer: str) -> None:
    """No tag, entity, formula or control of an answer reaches a figure."""
    (text,) = drawn(dict.fromkeys(checked(answer), 1))
    assert not set("<>$\x00\u202e") & set(text)
    assert text.count("&") == text.count("&amp;") + text.count("&lt;") + text.count("&gt;") + text.count(
        "&#36;"
    )


def test_layout_of_another_release() -> None:
    """A layout that cannot be read is as good as none."""
    marks = {"paix": 2, "joie": 1}
    assert arranged(marks, before=msgspec.Raw(b'{"spiral":1}')) == arranged(marks)


def test_shown_words_stay_among_equals() -> None:
    """Of words that are equally frequent those on the screen stay there."""
    marks = {f"word {n}": 1 for n in range(200)}
    old = {one[0] for one in msgspec.json.decode(arranged(marks))[2]}
    new = {
        one[0] for one in msgspec.json.decode(arranged({"a new word": 1, **marks}, before=arranged(marks)))[2]
    }
    assert old == new
