"""What a colour is, against the published values and as laws."""

import pytest
from hypothesis import example, given, settings, strategies as st

from palabre import colour

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
#: Table 1 of Ottosson 2020: CIE XYZ (D65) and the OKLab it becomes.
PUBLISHED = [
    ((0.950, 1.000, 1.089), (1.000, 0.000, 0.000)),
    ((1.000, 0.000, 0.000), (0.450, 1.236, -0.019)),
    ((0.000, 1.000, 0.000), (0.922, -0.671, 0.263)),
    ((0.000, 0.000, 1.000), (0.153, -1.415, -0.449)),
]


def linear_rgb(x: float, y: float, z: float) -> tuple[float, float, float]:
    """Linear sRGB of CIE XYZ, by the inverse matrix of IEC 61966-2-1."""
    return (
        3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
        -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
        0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    )


@pytest.mark.parametrize(("xyz", "expected"), PUBLISHED)
def test_oklab_agrees_with_the_paper(xyz: tuple[float, float, float], expected: tuple[float, ...]) -> None:
    """The four pairs of the paper come out to its three decimals."""
    assert colour.lab_of_linear(*linear_rgb(*xyz)) == pytest.approx(expected, abs=2e-3)


@pytest.mark.parametrize(
    ("value", "lightness", "chroma", "hue"),
    [
        ("#ff0000", 0.628, 0.2577, 29.23),
        ("#00ff00", 0.8664, 0.2948, 142.5),
        ("#0000ff", 0.452, 0.3132, 264.05),
    ],
)
def test_the_primaries_stand_where_css_has_them(
    value: str, lightness: float, chroma: float, hue: float
) -> None:
    """Red, green and blue in OKLCH, as CSS Color 4 gives them."""
    lab = colour.lab(value)
    assert (lab.l, lab.chroma) == pytest.approx((lightness, chroma), abs=1e-3)
    assert lab.hue == pytest.approx(hue, abs=0.1)


@given(COLOURS)
@example("#000000")
@example("#ffffff")
def test_a_colour_survives_the_way_to_oklab_and_back(value: str) -> None:
    """Every sRGB colour comes back exactly."""
    lab = colour.lab(value)
    assert colour.hex_of_lab(lab) == value
    assert colour.hex_of_lch(lab.l, lab.chroma, lab.hue) == value


@given(COLOURS, COLOURS)
def test_distance_is_a_distance(one: str, other: str) -> None:
    """It is the same both ways and nothing only between equals."""
    there, back = colour.lab(one), colour.lab(other)
    assert colour.distance(there, back) == colour.distance(back, there)
    assert (colour.distance(there, back) == 0) == (one == other)


@settings(max_examples=500)
@given(COLOURS)
@example("#020012")
@example("#0000ff")
def test_quantising_is_invisible_and_done_once(value: str) -> None:
    """A pick moves by at most the stated distance, and moves no more after that."""
    kept = colour.quantise(value)
    assert colour.distance(colour.lab(value), colour.lab(kept)) <= colour.QUANTUM_LIMIT
    assert colour.quantise(kept) == kept


def test_quantising_bounds_a_tally() -> None:
    """Ten thousand close shades are a handful of colours."""
    shades = {f"#80{green:02x}{blue:02x}" for green in range(100, 120) for blue in range(100, 120)}
    assert len({colour.quantise(shade) for shade in shades}) < len(shades) / 10


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, and the known grey on white 4.54."""
    assert colour.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colour.contrast("#123456", "#123456") == 1
    assert colour.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@settings(max_examples=500)
@given(COLOURS)
def test_a_name_can_be_read_on_any_colour(value: str) -> None:
    """The better of the two inks reaches 4.5:1 on every colour there is."""
    assert colour.contrast(colour.readable_ink(value), value) >= 4.5


@settings(max_examples=300)
@given(COLOURS, st.lists(COLOURS, min_size=1, max_size=40))
def test_the_nearest_is_found_without_looking_at_all(value: str, table: list[str]) -> None:
    """What is asked many times gives the same as looking through the whole table, the first of equals."""
    places = colour.Places({other: other for other in table})
    assert places.nearest(value) == places.nearest(value) == colour.nearest(value, table)


@given(st.dictionaries(COLOURS, st.integers(1, 50), min_size=30, max_size=60))
def test_a_medoid_of_many_is_among_the_best(members: dict[str, int]) -> None:
    """Though not every member is tried, none of them would be much nearer to all the others."""
    costs = {
        value: sum(n * colour.distance(colour.lab(value), colour.lab(other)) for other, n in members.items())
        for value in members
    }
    assert costs[colour.medoid(members)] <= 1.25 * min(costs.values())


@given(st.dictionaries(COLOURS, st.integers(1, 50), min_size=1, max_size=60))
def test_a_medoid_is_somebodys_colour(members: dict[str, int]) -> None:
    """It is one of the members, and the same however they are ordered."""
    medoid = colour.medoid(members)
    assert medoid in members
    assert colour.medoid(dict(reversed(members.items()))) == medoid


def test_a_medoid_is_never_the_grey_between_opposites() -> None:
    """Red and green have no brown between them, and the more picked of them wins."""
    assert colour.medoid({"#ff0000": 5, "#00ff00": 4, "#0000ff": 1}) == "#ff0000"


@pytest.mark.parametrize("value", ["#FFFFFF", "#fff", "ffffff", "#ffffff\n", "#gggggg", "white", ""])
def test_only_the_normal_form_is_a_colour(value: str) -> None:
    """Nothing but a hash and six small hexadecimal digits."""
    assert not colour.is_colour(value)
    assert colour.is_colour("#0a1b2c")


@given(st.floats(0.12, 0.98), st.floats(0, 0.5), st.floats(0, 360))
def test_gamut_mapping_keeps_lightness_and_hue(lightness: float, chroma: float, hue: float) -> None:
    """What no screen shows loses chroma; its lightness and hue stay to what is just noticed and a rounding."""
    shown = colour.lab(colour.hex_of_lch(lightness, chroma, hue))
    assert shown.chroma <= chroma + colour.JND
    kept = colour.lab_of_lch(lightness, shown.chroma, hue)
    assert colour.distance(shown, kept) < colour.JND + 0.02


@given(st.floats(0.05, 0.95), st.floats(0, 360))
def test_more_chroma_than_a_screen_has_changes_little(lightness: float, hue: float) -> None:
    """Beyond the gamut there is one colour for each lightness and hue, but for the search's step."""
    far, further = colour.lab(colour.hex_of_lch(lightness, 0.4, hue)), colour.hex_of_lch(lightness, 0.5, hue)
    assert colour.distance(far, colour.lab(further)) < colour.JND


@pytest.mark.parametrize(
    ("lch", "expected"),
    [
        ((0.7, 0.4, 30), "#ff5843"),
        ((0.9, 0.3, 265), "#c8deff"),
        ((0.5, 0.37, 145), "#007c00"),
        ((0.3, 0.3, 90), "#3d2b00"),
        ((1.2, 0.2, 20), "#ffffff"),
        ((-0.1, 0.2, 20), "#000000"),
    ],
)
def test_gamut_mapping_is_that_of_css(lch: tuple[float, float, float], expected: str) -> None:
    """Outside of sRGB the result is the one that another implementation of CSS Color 4 gives."""
    assert colour.hex_of_lch(*lch) == expected
