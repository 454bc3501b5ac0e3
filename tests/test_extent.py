"""The room of a text, held to what Chromium drew (tests/data/extents.json) in Noto at weights 500 to 700.

The file has, by language, texts with [width, half height about a quarter of an em above the baseline], in
ems, overhanging ink included; "other" are other scripts, and what a joker would send.
"""

import json
from math import isfinite
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import given, strategies as st

from palabre import extent

DRAWN: dict[str, dict[str, tuple[float, float]]] = json.loads(
    (Path(__file__).parent / "data/extents.json").read_text(encoding="utf-8")
)
SPOKEN = [lang for lang in DRAWN if lang != "other"]


@pytest.mark.parametrize("lang", DRAWN)
def test_the_box_holds_what_is_drawn(lang: str) -> None:
    """No text is drawn wider or taller than its room."""
    assert [t for t, (wide, _) in DRAWN[lang].items() if wide > extent.width(t) + 0.005] == []
    assert [t for t, (_, high) in DRAWN[lang].items() if high > extent.half_height(t) + 0.005] == []


@pytest.mark.parametrize("lang", SPOKEN)
def test_the_box_is_not_much_wider(lang: str) -> None:
    """In the languages of a session the room is a seventh wider than the text at most, on average."""
    assert mean(extent.width(t) / wide for t, (wide, _) in DRAWN[lang].items()) < 1.143


@given(st.text(max_size=30))
def test_any_text_has_room(text: str) -> None:
    """Whatever is typed has a finite width and a height, and twice the text is no narrower."""
    assert isfinite(extent.width(text))
    assert extent.width(text) > 0
    assert 0.5 < extent.half_height(text) < 10
    assert extent.width(text + " " + text) >= extent.width(text)


@pytest.mark.parametrize(("text", "least"), [("﷽", 7.0), ("𒐫", 4.0), ("Ｗ", 1.0), ("ༀ", 0.8), ("கௌ", 2.0)])
def test_wide_glyphs(text: str, least: float) -> None:
    """A glyph that is as wide as a sentence has the room of one."""
    assert extent.width(text) >= least


def test_hamza_ends_a_joined_word() -> None:
    """The letter before a hamza has its wide final form."""
    assert extent.width("دفء") > extent.width("دف") + 0.4
