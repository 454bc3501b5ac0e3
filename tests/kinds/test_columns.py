"""Columns of words by language: one rule of size, room for every column, and nothing dropped unseen."""

import pytest
from hypothesis import given, settings, strategies as st

from palabre.figures import CANVAS, height
from palabre.kinds.columns import COLUMN_LIMIT, MARGIN, Column, Tongue, called, set_columns
from palabre.kinds.said import Said, Word
from palabre.protocol import View

LANGS = ("en", "fr", "ar", "zh", "ru")
TEXTS = st.sampled_from(
    ["sharing", "tout au long de la vie", "分享", "مشاركة", "a", "любопытство", "<b>x</b>"]
)
COUNTS = st.dictionaries(st.sampled_from(LANGS), st.tuples(st.integers(1, 99), TEXTS), min_size=1)
SHAPES = st.builds(View, lang=st.sampled_from(["en", "ar"]), aspect=st.floats(0.25, 8.0))


def word(key: int, said: dict[str, tuple[int, str]]) -> Word:
    """A word said in some languages, by how many and how it is spelt there."""
    parts = tuple(Said(lang, count, text) for lang, (count, text) in said.items())
    return Word("face", sum(one.count for one in parts), key=str(key), said=parts)


def columns(said: list[dict[str, tuple[int, str]]], view: View) -> list[Column]:
    """The columns of some words."""
    words = [word(place, one) for place, one in enumerate(said)]
    return set_columns(view, [Tongue(lang, 9) for lang in LANGS], words)


@settings(deadline=None)
@given(st.lists(COUNTS, max_size=30), SHAPES)
def test_every_word_is_set_or_counted(said: list[dict[str, tuple[int, str]]], view: View) -> None:
    """A column has all words of its language, or says how many more there are."""
    for column in columns(said, view):
        assert len(column.boxes) + column.more == sum(column.tongue.lang in one for one in said)


@settings(deadline=None)
@given(st.lists(COUNTS, max_size=30), SHAPES)
def test_words_stay_in_their_columns(said: list[dict[str, tuple[int, str]]], view: View) -> None:
    """No column leaves the canvas, no two overlap, and the words of one stand below each other."""
    found = columns(said, view)
    for column, following in zip(found, [*found[1:], Column(Tongue("und", 0), CANVAS, 0)], strict=True):
        assert column.left >= MARGIN - 1
        assert column.left + column.width < following.left
        for box, below in zip(column.boxes, column.boxes[1:], strict=False):
            assert box.y + box.depth / 2 <= below.y - below.depth / 2 + 0.1
        assert all(box.y + box.depth / 2 <= height(view) for box in column.boxes)


def test_one_rule_of_size() -> None:
    """The first word of every language is as large as its count says, in whichever column."""
    found = columns([{"en": (40, "sharing"), "fr": (40, "partage"), "ru": (10, "рост")}], View(aspect=2.4))
    sizes = {column.tongue.lang: column.boxes[0].size for column in found if column.boxes}
    assert sizes["en"] == sizes["fr"] == pytest.approx(2 * sizes["ru"], rel=0.01)


def test_short_words_are_not_broken() -> None:
    """Two Chinese characters stay beside each other."""
    found = columns([{"zh": (50 - place, "分享")} for place in range(12)], View(aspect=2.4))
    assert all("<br>" not in box.text for column in found for box in column.boxes)


def test_languages_are_bounded() -> None:
    """More languages than are legible have no column."""
    tongues = [Tongue(f"x{letter}", 1) for letter in "abcdefghijkl"]
    assert len(set_columns(View(), tongues, [])) == COLUMN_LIMIT
    assert set_columns(View(), [], []) == []


def test_a_language_is_called_as_it_calls_itself() -> None:
    """A language without a known name of its own is called by its tag."""
    assert (called("ar"), called("tlh")) == ("العربية", "tlh")
