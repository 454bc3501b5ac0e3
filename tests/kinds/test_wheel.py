"""The room's colours as a wheel."""

import itertools
import math

from hypothesis import given, settings, strategies as st

from palabre import colour
from palabre.figures import CANVAS, THEMES, height
from palabre.kinds.colours import COLOURS, STANDARD, ColoursSpec
from palabre.kinds.mosaic import Tile
from palabre.kinds.wheel import BESIDE, SMALLEST_BUBBLE, Disc, draw_wheel, place
from palabre.protocol import Tally, View
from tests.vision import VISIONS

PEACE = ColoursSpec(question="Which colours do you associate with peace?")
DISC = Disc(800, 400, 380)
MARKS = st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 200), min_size=1)
VIEWS = st.builds(
    View, lang=st.sampled_from(["en", "ar", "ru"]), aspect=st.floats(0.5, 4), variant=st.just("wheel")
)


def tiles(marks: dict[str, int]) -> list[Tile]:
    """One tile for each colour."""
    return [Tile(value, value, value, count / sum(marks.values())) for value, count in marks.items()]


@settings(max_examples=60)
@given(MARKS)
def test_no_bubble_covers_another(marks: dict[str, int]) -> None:
    """However many colours stand in one spot, all are seen, and all are on the disc."""
    bubbles = place(tiles(marks), DISC)
    for one, other in itertools.combinations(bubbles, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= one.radius + other.radius
    assert all(math.dist((b.x, b.y), (DISC.x, DISC.y)) + b.radius <= DISC.radius + 0.01 for b in bubbles)


@given(MARKS)
def test_areas_are_as_shares(marks: dict[str, int]) -> None:
    """Twice the share is twice the area, but for bubbles that would be too small to be seen."""
    bubbles = place(tiles(marks), DISC)
    largest = max(bubbles, key=lambda bubble: bubble.tile.share)
    scale = largest.radius / math.sqrt(largest.tile.share)
    for bubble in bubbles:
        exact = math.isclose(bubble.radius, scale * math.sqrt(bubble.tile.share), rel_tol=1e-6)
        assert exact or bubble.radius <= SMALLEST_BUBBLE


def test_hues_stand_around_and_greys_in_the_middle() -> None:
    """A colour alone stands where it is in OKLCH: red to the right, green to the left, white in the middle."""
    disc, values = Disc(0, 0, 400), ("#e12527", "#2baa49", "#ffffff")
    red, green, white = (place([Tile(value, value, value, 0.1)], disc)[0] for value in values)
    assert red.x > 150
    assert green.x < -100
    assert math.hypot(white.x, white.y) < 1


def test_a_colour_alone_is_the_whole_picture() -> None:
    """One answer is one large bubble with its name on it."""
    plot = draw_wheel(View(), tiles({"#2baa49": 3}))
    assert plot["data"][2]["marker"]["size"][0] > height(View()) / 2
    assert "100%" in plot["data"][4]["text"][0]


@settings(max_examples=60)
@given(MARKS, VIEWS)
def test_every_name_and_share_is_read_once(marks: dict[str, int], view: View) -> None:
    """On its bubble or beside the disc, in an ink that all eyes read there, and on the canvas."""
    results = COLOURS.results(PEACE, Tally(1, 1, marks), ())
    _, _, circles, names, _, left, right = COLOURS.figure(PEACE, results, view, None).plot["data"]
    shown = {cluster.key: cluster for cluster in results.clusters}
    for n, key in enumerate(names["ids"]):
        written = [trace["text"][n] for trace in (names, left, right) if trace["text"][n]]
        assert len(written) == (key in shown)
        if names["text"][n]:
            ink, ground = names["textfont"]["color"][n], circles["marker"]["color"][n]
            assert min(colour.contrast(see(ink), see(ground)) for see in VISIONS.values()) >= 4.5
        for trace in (left, right):
            assert 0 <= trace["x"][n] <= CANVAS
            assert trace["textfont"]["size"][n] >= BESIDE[0]


def test_white_and_black_have_an_edge() -> None:
    """Each bubble has a hairline that is seen on the ground of either theme."""
    for theme in THEMES.values():
        assert colour.contrast(theme.line, theme.ground) >= 3
    plot = draw_wheel(View(), tiles({"#ffffff": 1, "#000000": 1}))
    assert plot["data"][2]["marker"]["line"]["width"] == [2, 2]
