"""What everybody can read."""

import pytest
from hypothesis import example, given, settings, strategies as st

from palabre import colour
from palabre.kinds.names import NAMED
from palabre.vision import large_ink, legible, stands_out
from tests.vision import VISIONS, read_by_all

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@settings(max_examples=400)
@given(COLOURS)
@example("#ff0000")
@example("#6e55e9")
def test_a_label_can_be_read_by_all_eyes(value: str) -> None:
    """With or without any kind of cones, and in greyscale, it reaches 4.5:1."""
    ink, ground = legible(value)
    assert min(colour.contrast(see(ink), see(ground)) for see in VISIONS.values()) >= 4.5


@settings(max_examples=400)
@given(COLOURS)
def test_what_a_label_stands_on_is_nearly_the_colour(value: str) -> None:
    """A shade that is needed stays close: of the same hue, and a little lighter or darker."""
    _, ground = legible(value)
    assert colour.distance(colour.lab(value), colour.lab(ground)) < 0.12


def test_most_colours_need_no_other_shade() -> None:
    """At most one named colour in eight is not what its own label stands on."""
    assert sum(legible(value)[1] != value for value in NAMED) <= len(NAMED) / 8


@pytest.mark.parametrize("value", ["#000000", "#ffffff", "#2baa49", "#f8e32e", "#132a69"])
def test_what_everybody_reads_stays_as_it_is(value: str) -> None:
    """Black, white and clear colours are their own ground, under the better of the two inks."""
    assert legible(value) == (colour.readable_ink(value), value)


@settings(max_examples=400)
@given(COLOURS)
@example("#ff0000")
@example("#f91a16")
def test_large_letters_can_be_read_on_any_colour_itself(value: str) -> None:
    """They reach 4.5:1 in full colour and in greyscale, and 3:1 to eyes without any kind of cones."""
    assert read_by_all(large_ink(value), value, 35)


@settings(max_examples=400)
@given(COLOURS, st.sampled_from(["#f8f7f1", "#0e140f"]))
def test_what_stands_out_does_so_to_all_eyes(value: str, ground: str) -> None:
    """It is told from the ground at 3:1, whoever looks; what is not is given an edge."""
    seen = [colour.contrast(see(value), see(ground)) for see in VISIONS.values()]
    assert (min(seen) >= 3.01) <= stands_out(value, ground) <= (min(seen) >= 2.99)
