"""Spellings of one word: compounds written apart, and letters short of their accents."""

import pytest
from hypothesis import given, strategies as st

from palabre.spelling import bare, close_up, is_poorer
from palabre.text import clean, key

ANY = st.text(st.characters(), max_size=40) | st.text("aé- coàüñçйёأإة分享1e", max_size=24)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("co-creation", "cocreation"),
        ("life-long", "lifelong"),
        ("life long learning", "lifelong learning"),
        ("well-being", "well being"),
        ("e-learning", "elearning"),
        ("bien-être", "bien être"),
        ("终身 学习", "终身学习"),
        ("tout-au-long", "tout au long"),
    ],
)
def test_compounds(one: str, other: str) -> None:
    """A compound is one word whether it is written in one, with a hyphen or with a space."""
    assert close_up(one) == close_up(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("to get her", "together"),
        ("the rapist", "therapist"),
        ("re-sign", "resign"),
        ("co-op", "coop"),
        ("sobre todo", "sobretodo"),
        ("por que", "porque"),
        ("sur tout", "surtout"),
        ("plus tôt", "plutôt"),
        ("à venir", "avenir"),
        ("m e r d e", "merde"),
        ("24-7", "247"),
        ("C++", "C"),
    ],
)
def test_no_compounds(one: str, other: str) -> None:
    """Short and loose words, letters apart and numbers are joined with nothing."""
    assert close_up(one) != close_up(other)


@given(ANY)
def test_closing_up_says_the_same(typed: str) -> None:
    """Only spaces and hyphens are touched, and a text that says something still does."""
    spelt = key(clean(typed))
    closed = close_up(spelt)
    assert closed.replace(" ", "").replace("-", "") == spelt.replace(" ", "").replace("-", "")
    assert bool(closed) == bool(spelt)


@pytest.mark.parametrize(
    ("full", "plain"),
    [("curiosité", "curiosite"), ("öğrenmek", "ogrenmek"), ("ışık", "isik"), ("cœur", "coeur"), ("ёлка", "елка"),
     ("إحترام", "احترام"), ("معرفة", "معرفه"), ("年", "年")],
)  # fmt: skip
def test_bare(full: str, plain: str) -> None:
    """Accents, dots and hamzas that a keyboard may lack are dropped."""
    assert bare(full) == plain


def test_letters_are_no_accents() -> None:
    """Russian й is no и with something on it, and Indic vowels are no accents."""
    assert bare("мой") == "мой"
    assert bare("हिन्दी") == "हिन्दी"


@given(ANY)
def test_bare_twice(typed: str) -> None:
    """A bare key is bare, and poorer than its full form or the same."""
    spelt = key(clean(typed))
    assert bare(bare(spelt)) == bare(spelt)
    assert is_poorer(spelt, spelt)


def test_poorer() -> None:
    """A spelling may lack some accents of the full one, and have no others."""
    assert is_poorer("egalité", "égalité")
    assert not is_poorer("pêche", "péché")
    assert not is_poorer("péche", "pêche")
