"""The room's colours as a wheel."""

import csv
import itertools
import math
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from palabre import colour
from palabre.figures import CANVAS, THEMES, height
from palabre.kinds.colours import COLOURS, STANDARD, ColoursSpec
from palabre.kinds.disc import SHADES, SMALLEST_BUBBLE, Bubble, Disc, place
from palabre.kinds.leaders import BESIDE, LEADING, MANY, lead
from palabre.kinds.mosaic import Tile
from palabre.kinds.shades import BANDS
from palabre.kinds.wheel import draw_wheel
from palabre.protocol import Tally, Theme, View
from tests.vision import VISIONS, read_by_all

PEACE = ColoursSpec(question="Which colours do you associate with peace?")
DISC = Disc(800, 400, 380)
MARKS = st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 200), min_size=1)
VIEWS = st.builds(
    View, lang=st.sampled_from(["en", "ar", "ru"]), aspect=st.floats(0.5, 4), variant=st.just("wheel")
)


def tiles(marks: dict[str, int]) -> list[Tile]:
    """One tile for each colour."""
    return [Tile(value, value, value, count / sum(marks.values())) for value, count in marks.items()]


def peace(edition: str, people: int) -> dict[str, int]:
    """What so many of the people said who were asked for the colours of peace."""
    with (Path(__file__).parents[1] / "data/colours-of-peace.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["edition"] == edition]
    counts = [int(row["people"]) for row in rows]
    return Counter(random.Random(people).choices([row["colour"] for row in rows], counts, k=people))


Line = list[tuple[float, float]]


def drawn(data: list[dict[str, Any]]) -> list[tuple[int, Line]]:
    """The lines to names beside the disc, each with the number of its bubble."""
    lines: list[Line] = [[]]
    for x, y in zip(data[1]["x"], data[1]["y"], strict=True):
        if x is None:
            lines.append([])
        elif (x, y) not in lines[-1]:
            lines[-1].append((x, y))
    return [(bubble, line) for bubble, line in enumerate(lines) if len(line) > 1]


def turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    """More than 0 where c is on one side of the line from a to b, less on the other."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(one: Line, other: Line) -> bool:
    """Whether two lines cross."""
    return any(
        turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
        for a, b in itertools.pairwise(one)
        for c, d in itertools.pairwise(other)
    )


def room(line: Line, x: float, y: float) -> float:
    """How near a line comes to a point."""
    near = []
    for (left, top), (right, below) in itertools.pairwise(line):
        across, down = right - left, below - top
        part = ((x - left) * across + (y - top) * down) / (across**2 + down**2)
        part = min(1.0, max(0.0, part))
        near.append(math.hypot(left + part * across - x, top + part * down - y))
    return min(near)


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
    _, _, circles, names, _, left, right, _ = COLOURS.figure(PEACE, results, view, None)["data"]
    shown = {cluster.key: cluster for cluster in results.clusters}
    for n, key in enumerate(names["ids"]):
        written = [trace["text"][n] for trace in (names, left, right) if trace["text"][n]]
        assert len(written) == (key in shown)
        if names["text"][n]:
            ink, ground = names["textfont"]["color"][n], circles["marker"]["color"][BANDS * (n + 1) - 1]
            assert read_by_all(ink, ground, names["textfont"]["size"][n])
        for trace in (left, right):
            assert 0 <= trace["x"][n] <= CANVAS
            assert trace["textfont"]["size"][n] >= BESIDE[0]


@settings(max_examples=60)
@given(MARKS)
def test_shades_are_rings_as_large_as_their_picks(marks: dict[str, int]) -> None:
    """Around the colour that stands for it, from the outside inwards, and the whole bubble is the cluster's."""
    results = COLOURS.results(PEACE, Tally(1, 1, marks), ())
    circles = COLOURS.figure(PEACE, results, View(variant="wheel"), None)["data"][2]
    sizes, values = circles["marker"]["size"], circles["marker"]["color"]
    for cluster in results.clusters:
        first = circles["ids"].index(f"{cluster.key}/0")
        shown = sizes[first : first + BANDS]
        assert shown == sorted(shown, reverse=True)
        assert set(values[first : first + BANDS]) == {value for value, _ in cluster.members[:BANDS]} | {
            cluster.colour
        }
        assert shown[-1] ** 2 >= (1 - SHADES) * shown[0] ** 2 * 0.99


@given(MARKS, st.sampled_from(["light", "dark"]))
def test_no_bubble_is_lost_on_the_ground(marks: dict[str, int], theme: Theme) -> None:
    """All eyes tell it from the ground at 3:1, by its shades or by a hairline around them."""
    results = COLOURS.results(PEACE, Tally(1, 1, marks), ())
    marker = COLOURS.figure(PEACE, results, View(variant="wheel", theme=theme), None)["data"][2]["marker"]
    ground = THEMES[theme].ground
    for first in range(0, len(marker["size"]), BANDS):
        edge = marker["line"]["color"][first] if marker["line"]["width"][first] else marker["color"][first]
        seen = [colour.contrast(see(edge), see(ground)) for see in VISIONS.values()]
        assert not marker["size"][first] or min(seen) >= 2.99


def test_a_palette_of_sixty_has_its_bubbles() -> None:
    """None shrinks to a dot, and the table has the names for which there is no room."""
    values = tuple(colour.hex_of_lch(0.4 + 0.1 * (n % 5), 0.03 + 0.02 * (n % 7), 6 * n) for n in range(60))
    bubbles = place(tiles({value: 1 + n % 9 for n, value in enumerate(values)}), DISC)
    assert min(bubble.radius for bubble in bubbles) > 0.6 * SMALLEST_BUBBLE
    spec = ColoursSpec(question="Which?", swatches=values)
    results = COLOURS.results(spec, Tally(1, 1, dict.fromkeys(values, 1)), ())
    *_, names, _, left, right, more = COLOURS.figure(spec, results, View(variant="wheel"), None)["data"]
    written = sum(bool(text) for trace in (names, left, right) for text in trace["text"])
    assert more["text"] == [f"+{len(results.clusters) - written}"]


def test_names_beside_read_from_the_right_in_arabic() -> None:
    """The name comes before its share in the direction of reading."""
    results = COLOURS.results(PEACE, Tally(1, 1, {"#e12527": 1, "#ffffff": 40}), ())
    *_, left, right, _ = COLOURS.figure(PEACE, results, View(variant="wheel", lang="ar"), None)["data"]
    (text,) = (text for trace in (left, right) for text in trace["text"] if text)
    assert text.startswith("\u2067")
    assert text.index("أحمر") < text.index("2%")


@settings(max_examples=60)
@given(MARKS, VIEWS)
def test_no_line_to_a_name_crosses_another(marks: dict[str, int], view: View) -> None:
    """Whatever the room says; and each has an elbow of its own, a line of letters from all others."""
    results = COLOURS.results(PEACE, Tally(1, 1, marks), ())
    lines = drawn(COLOURS.figure(PEACE, results, view, None)["data"])
    assert not any(cross(one, other) for (_, one), (_, other) in itertools.combinations(lines, 2))
    for (_, one), (_, other) in itertools.combinations(lines, 2):
        beside = (one[-1][0] > CANVAS / 2) == (other[-1][0] > CANVAS / 2)
        assert not beside or abs(one[-1][1] - other[-1][1]) >= BESIDE[0] * LEADING - 0.2


@pytest.mark.parametrize("edition", ["2020", "2021"])
@pytest.mark.parametrize("people", [3, 10, 30, 100, 300])
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("aspect", [1.0, 1.6, 2.7])
def test_no_line_passes_a_bubble_of_another(edition: str, people: int, lang: str, aspect: float) -> None:
    """What people really said leaves a way out between the others for every small bubble."""
    results = COLOURS.results(PEACE, Tally(1, people, peace(edition, people)), ())
    view = View(lang=lang, aspect=aspect, variant="wheel")
    data = COLOURS.figure(PEACE, results, view, None)["data"]
    circles = [[data[2][axis][first] for axis in "xy"] for first in range(0, len(data[2]["x"]), BANDS)]
    sizes = data[2]["marker"]["size"][::BANDS]
    for bubble, line in drawn(data):
        for other, ((x, y), size) in enumerate(zip(circles, sizes, strict=True)):
            assert other == bubble or not size or room(line, x, y) >= size / 2


def test_a_line_leads_out_between_bubbles_that_enclose_its_own() -> None:
    """It bends where no straight line is clear, and the name is found at its end."""
    around = [
        Bubble(Tile(f"{n}", "", "", 0.1), 800 + 200 * math.cos(n), 400 + 200 * math.sin(n), 92)
        for n in (math.tau * n / 6 for n in range(6))
    ]
    inner = Bubble(Tile("inner", "", "", 0.01), 840, 400, 11)
    line = lead((inner,), (inner, *around), DISC, 800)["inner"].points
    assert all(room(list(line), one.x, one.y) >= one.radius for one in around)


def test_lines_of_sixty_names_do_not_cross() -> None:
    """More than can be led around bubbles still keep apart from each other."""
    values = [colour.hex_of_lch(0.4 + 0.1 * (n % 5), 0.03 + 0.02 * (n % 7), 6 * n) for n in range(60)]
    bubbles = tuple(place(tiles({value: 1 + n % 9 for n, value in enumerate(values)}), DISC))
    lines = [list(leader.points) for leader in lead(bubbles, bubbles, DISC, 800).values()]
    assert len(lines) > MANY
    assert not any(cross(one, other) for one, other in itertools.combinations(lines, 2))


def test_a_name_of_two_words_stands_in_two_lines() -> None:
    """On its bubble, in Arabic as in English."""
    for lang in ("en", "ar"):
        results = COLOURS.results(PEACE, Tally(1, 1, peace("2021", 300)), ())
        names = COLOURS.figure(PEACE, results, View(lang=lang, aspect=2.7, variant="wheel"), None)["data"][3]
        assert any("<br>" in text for text in names["text"])
