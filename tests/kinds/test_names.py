"""What colours are called, in eight languages."""

import json
import unicodedata
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from palabre.colour import is_colour
from palabre.kinds.names import MODIFIERS, NAMED, REACH, apart, called, name_of
from palabre.kinds.swatches import FAMILIES, LANGUAGES, SWATCHES

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"}
#: The same names are asked of the phone (tests/client/colour-names.test.ts).
EXAMPLES = json.loads((Path(__file__).parent / "colour_names.json").read_text("utf-8"))


def every_word(lang: str) -> list[str]:
    """All names that a language has, as the tables hold them."""
    named = [words[lang] for words in NAMED.values() if lang in words]
    return [*named, *(FAMILIES[family][lang] for family in FAMILIES)]


def test_the_basic_terms_are_eleven_or_more_in_every_language() -> None:
    """Each family is named in each of the eight languages, no two families alike in any of them."""
    assert len(LANGUAGES) == 8
    for lang in LANGUAGES:
        assert len({words[lang] for words in FAMILIES.values()}) == len(FAMILIES) >= 11


def test_there_are_enough_finer_names() -> None:
    """A hundred colours and more have a name of their own, and each language has most of them."""
    assert 100 <= len(NAMED) <= 120
    assert all(is_colour(value) for value in NAMED)
    assert min(sum(lang in words for words in NAMED.values()) for lang in LANGUAGES) >= 60


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_in_the_script_of_their_language(lang: str) -> None:
    """No Latin letter in an Arabic, Russian or Chinese name, and each is clean text."""
    for word in every_word(lang) + [form[lang].replace("{}", "") for form in MODIFIERS.values()]:
        letters = [letter for letter in word if letter.isalpha()]
        assert all(unicodedata.name(letter).startswith(SCRIPTS.get(lang, "LATIN")) for letter in letters)
        assert word == unicodedata.normalize("NFC", word)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_named_colour_has_its_name(lang: str) -> None:
    """Nothing in the table is hidden by a neighbour."""
    for value, words in NAMED.items():
        assert lang not in words or called(value, lang) == words[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_different_names_stand_apart(lang: str) -> None:
    """No two colours that a language names differently are nearer than people can tell."""
    named = [value for value, words in NAMED.items() if lang in words]
    pairs = [(a, b) for a, b in combinations(named, 2) if NAMED[a][lang] != NAMED[b][lang]]
    assert min(apart(a, b) for a, b in pairs) > 0.03


@given(COLOURS)
def test_every_colour_has_a_name_in_every_language(value: str) -> None:
    """It is whole: no gap of a modifier is left in it."""
    names = name_of(value)
    assert set(names) == set(LANGUAGES)
    assert all(name and "{" not in name for name in names.values())


@given(COLOURS, st.sampled_from(LANGUAGES))
def test_a_finer_name_is_not_stretched(value: str, lang: str) -> None:
    """Who is called like a finer name is within the stated distance of it."""
    name = called(value, lang)
    basic = {form[lang].format(words[lang]) for form in MODIFIERS.values() for words in FAMILIES.values()}
    if name not in basic | {words[lang] for words in FAMILIES.values()}:
        assert min(apart(value, one) for one, words in NAMED.items() if words.get(lang) == name) <= REACH


@pytest.mark.parametrize(
    ("value", "lang", "name"), [(value, lang, name) for value, names in EXAMPLES.items() for lang, name in names.items()]
)  # fmt: skip
def test_colours_are_called_as_speakers_call_them(value: str, lang: str, name: str) -> None:
    """Blues above all, as each language divides them, and modifiers in each language's own grammar."""
    assert called(value, lang) == name


def test_the_swatches_are_of_the_table() -> None:
    """What a phone offers by name is called the same wherever it is picked."""
    assert all(name_of(swatch.colour) == swatch.name for swatch in SWATCHES)
