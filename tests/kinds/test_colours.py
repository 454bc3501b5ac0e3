"""The colours of a room."""

import itertools
import random

import pytest
from hypothesis import given, settings, strategies as st

from palabre import colour
from palabre.errors import Code, Refusal
from palabre.figures import CANVAS, HOLLOW, THEMES, height
from palabre.kinds.colours import COLOURS, MEMBER_LIMIT, STANDARD, ColoursBallot, ColoursResults, ColoursSpec
from palabre.kinds.mosaic import SMALLEST
from palabre.kinds.shades import BANDS, SPECK
from palabre.kinds.swatches import FAMILIES, LANGUAGES, SHADES, SWATCHES
from palabre.kinds.tiling import lay_out, lay_out_alike
from palabre.protocol import Tally, Theme, View
from tests.vision import VISIONS, read_by_all

PEACE = ColoursSpec(question="Which colours do you associate with peace?")
CLOSED = ColoursSpec(question="Which?", picks=1, free=False, swatches=("#2baa49", "#e12527"))


def refused(picks: tuple[str, ...], spec: ColoursSpec = PEACE) -> tuple[Code, dict[str, str | int]]:
    """Why these picks are refused."""
    with pytest.raises(Refusal) as refusal:
        COLOURS.check(spec, ColoursBallot(picks))
    return refusal.value.code, refusal.value.fields


def read(marks: dict[str, int], spec: ColoursSpec = PEACE) -> ColoursResults:
    """The results of a tally of these marks."""
    return COLOURS.results(spec, Tally(1, sum(marks.values()), marks), ())


def test_swatches_are_kept_exactly() -> None:
    """A swatch is stored as it is, whatever the case it was sent in, and each once in order."""
    picks = tuple(value.upper() for value in (STANDARD[3], STANDARD[0], STANDARD[3]))
    assert COLOURS.check(PEACE, ColoursBallot(picks)).picks == (STANDARD[3], STANDARD[0])


def test_a_free_pick_is_kept_to_what_the_eye_can_tell() -> None:
    """It moves by less than anybody sees, and two picks that nobody can tell apart are one."""
    (kept,) = COLOURS.check(PEACE, ColoursBallot(("#3b7fdf", "#3c7fdf"))).picks
    assert colour.distance(colour.lab(kept), colour.lab("#3b7fdf")) <= colour.QUANTUM_LIMIT


def test_picks_that_do_not_answer_are_refused() -> None:
    """Nothing, no colour, a colour that is not offered, and too many, each with its own code."""
    assert refused(()) == (Code.EMPTY, {})
    assert refused(("blue",)) == (Code.NOT_A_COLOUR, {"value": "blue"})
    assert refused(("#ffffff",), CLOSED) == (Code.NOT_A_COLOUR, {"value": "#ffffff"})
    assert refused(STANDARD[:4]) == (Code.TOO_MANY, {"limit": 3})


@pytest.mark.parametrize(
    ("field", "swatches"),
    [
        ("swatches[0]", ("red", "#000000")),
        ("swatches[1]", ("#00ff00", "#00FF00")),
        ("swatches", ("#00ff00",)),
    ],
)
def test_a_spec_with_a_bad_palette_names_its_field(field: str, swatches: tuple[str, ...]) -> None:
    """No colour, the same one twice, or one alone."""
    with pytest.raises(Refusal) as refusal:
        COLOURS.check_spec(ColoursSpec(question="Which?", picks=1, free=False, swatches=swatches))
    assert refusal.value.fields["field"] == field


def test_the_standard_palette_is_named_in_every_language() -> None:
    """At least 24 swatches, no two with one name in any language, and every family has one."""
    assert len(SWATCHES) >= 24
    for lang in LANGUAGES:
        assert len({swatch.name[lang] for swatch in SWATCHES}) == len(SWATCHES)
    assert {swatch.family for swatch in SWATCHES} == set(FAMILIES) == set(SHADES)


def test_swatches_can_be_told_apart() -> None:
    """No two swatches are nearer than several of the steps that people notice."""
    pairs = itertools.combinations(map(colour.lab, STANDARD), 2)
    assert min(colour.distance(one, other) for one, other in pairs) > 0.05


@pytest.mark.parametrize(
    ("picked", "family"),
    [
        ("#fdfdf5", "white"), ("#e5e5e5", "grey"), ("#808080", "grey"), ("#2b6cb0", "blue"), ("#4c8bf5", "blue"),
        ("#87ceeb", "sky"), ("#75aadb", "sky"), ("#43aa8b", "green"), ("#74c69d", "green"), ("#ffd166", "yellow"),
        ("#f4a261", "orange"), ("#e76f51", "orange"), ("#b5179e", "purple"), ("#ff006e", "pink"),
        ("#c1121f", "red"), ("#6f4e37", "brown"), ("#40e0d0", "turquoise"), ("#f5f5dc", "beige"),
    ],
)  # fmt: skip
def test_a_colour_is_counted_in_the_family_that_people_call_it(picked: str, family: str) -> None:
    """What people picked and said, in four languages."""
    assert read({picked: 1}).clusters[0].key == family


@given(st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 40), min_size=1))
def test_clusters_hold_every_pick_once(marks: dict[str, int]) -> None:
    """Picks are neither lost nor counted twice, shares add up, and a medoid is one of the picks."""
    results = read(marks)
    assert sum(cluster.picks for cluster in results.clusters) == results.picks == sum(marks.values())
    assert sum(cluster.share for cluster in results.clusters) == pytest.approx(1, abs=0.001)
    assert all(cluster.colour in marks for cluster in results.clusters)


@given(st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 40), min_size=1), st.sampled_from(STANDARD))
def test_a_colour_stays_in_its_cluster_whoever_else_answers(marks: dict[str, int], other: str) -> None:
    """One more pick moves no other colour, and clusters keep their order."""
    before = [cluster.key for cluster in read(marks).clusters]
    after = [cluster.key for cluster in read({**marks, other: marks.get(other, 0) + 1}).clusters]
    assert [key for key in after if key in before] == before


def test_a_cluster_names_a_bounded_number_of_shades() -> None:
    """However many greens there are, phones are sent the most picked of them."""
    greens = {f"#2b{green:02x}49": green for green in range(140, 190)}
    (cluster,) = read(greens).clusters
    assert len(cluster.members) == MEMBER_LIMIT
    assert cluster.members[0] == ("#2bbd49", 189)


def test_a_palette_of_its_own_is_read_swatch_by_swatch() -> None:
    """Two greens that the facilitator tells apart are not counted as one."""
    spec = ColoursSpec(question="Which green?", free=False, swatches=("#2baa49", "#34a853", "#135328"))
    names = [
        cluster.name["en"] for cluster in read({"#2baa49": 1, "#34a853": 2, "#135328": 1}, spec).clusters
    ]
    assert sorted(names) == ["dark green", "green #2baa49", "green #34a853"]


@given(
    st.dictionaries(st.integers(0, 0xFFFFFF).map("#{:06x}".format), st.integers(1, 9), max_size=40),
    st.randoms(use_true_random=False),
)
def test_results_do_not_depend_on_the_order_of_arrival(marks: dict[str, int], order: random.Random) -> None:
    """Whichever pick came first, clusters, medoids, names, shares, shades and ranges are the same."""
    shuffled = list(marks.items())
    order.shuffle(shuffled)
    assert read(dict(shuffled)) == read(marks)


@settings(max_examples=50)
@given(st.lists(st.floats(0.014, 1), min_size=1, max_size=30), st.floats(300, 2600))
def test_the_mosaic_fills_the_canvas_by_weight(weights: list[float], depth: float) -> None:
    """Areas are as the weights, together the canvas, and every tile lies on it."""
    rects = lay_out(weights, CANVAS, depth)
    for weight, rect in zip(weights, rects, strict=True):
        assert rect.width * rect.height == pytest.approx(CANVAS * depth * weight / sum(weights))
        assert rect.left + rect.width <= CANVAS + 0.01
        assert rect.top + rect.height <= depth + 0.01


WEIGHTS = st.just(0.0) | st.floats(0.004, 1)


@settings(max_examples=50)
@given(st.lists(st.tuples(WEIGHTS, WEIGHTS), min_size=2, max_size=20), st.floats(300, 1600))
def test_two_mosaics_alike_have_the_areas_of_their_weights(
    pairs: list[tuple[float, float]], width: float
) -> None:
    """Each fills the area by its own weights, also where a tile is in one of them alone."""
    editions = tuple(zip(*pairs, strict=True))
    laid = lay_out_alike(editions, width, 500)
    for weights, rects in zip(editions, laid, strict=True):
        areas = [width * 500 * weight / (sum(weights) or 1) for weight in weights]
        assert [rect.width * rect.height for rect in rects] == pytest.approx(areas, abs=0.01)


def test_two_mosaics_alike_have_the_same_rows() -> None:
    """What begins a row in one begins it in the other, however large it is there."""
    then, now = (0.1, 0.3, 0.1, 0.2, 0.3), (0.3, 0.1, 0.2, 0.3, 0.1)
    laid = lay_out_alike([then, now], 600, 500)
    begins = [[place for place, rect in enumerate(rects) if rect.left == 0] for rects in laid]
    assert begins[0] == begins[1]
    assert len(begins[0]) > 1


@given(st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 40), min_size=1))
def test_every_name_reads_on_its_tile(marks: dict[str, int]) -> None:
    """Each label is read by all eyes and in greyscale, on its colour or on a shade of it."""
    bands, grounds, _, names, _ = COLOURS.figure(PEACE, read(marks), View(), None)["data"]
    own = dict(zip(bands["ids"], bands["marker"]["color"], strict=True))
    for place, text in enumerate(names["text"]):
        ink, ground = names["textfont"]["color"][place], grounds["marker"]["color"][place]
        ground = own[f"{names['ids'][place]}/0"] if ground == HOLLOW else ground
        assert not text or read_by_all(ink, ground, names["textfont"]["size"][place])


@given(
    st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 400), min_size=1), st.sampled_from(LANGUAGES)
)
def test_every_colour_of_the_room_is_told_on_its_tile(marks: dict[str, int], lang: str) -> None:
    """Of one pick in fifty on the share stands on a colour, of one in twelve on its name too, for the back row."""
    results = read(marks)
    _, _, _, names, shares = COLOURS.figure(PEACE, results, View(lang=lang), None)["data"]
    named, told = (
        {key for key, text in zip(trace["ids"], trace["text"], strict=True) if text}
        for trace in (names, shares)
    )
    assert told >= {cluster.key for cluster in results.clusters if cluster.share >= 0.02}
    assert named >= {cluster.key for cluster in results.clusters if cluster.share >= 1 / 12}
    assert min(names["textfont"]["size"]) >= SMALLEST


@given(st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 40), min_size=2))
def test_neighbouring_tiles_are_parted(marks: dict[str, int]) -> None:
    """Between any two tiles there is ground, whatever their colours look like to somebody."""
    edges = COLOURS.figure(PEACE, read(marks), View(), None)["data"][2]
    width, left = edges["width"], [x - w / 2 for x, w in zip(edges["x"], edges["width"], strict=True)]
    shown = [place for place, wide in enumerate(width) if wide > SPECK]
    for one, other in itertools.combinations(shown, 2):
        beside = left[one] + width[one] + 5 <= left[other] or left[other] + width[other] + 5 <= left[one]
        above = edges["base"][one] + 5 <= edges["base"][other] + edges["y"][other]
        below = edges["base"][other] + 5 <= edges["base"][one] + edges["y"][one]
        assert beside or above or below


@given(
    st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 40), min_size=1),
    st.sampled_from(["light", "dark"]),
    st.sampled_from(["mosaic", "bars"]),
)
def test_no_colour_is_lost_on_the_ground(marks: dict[str, int], theme: Theme, variant: str) -> None:
    """All eyes tell every shade of it from the ground at 3:1, or there is a hairline that they do."""
    data = COLOURS.figure(PEACE, read(marks), View(theme=theme, variant=variant), None)["data"]
    bands, edges = data[0], data[2 if variant == "mosaic" else 1]
    lines = dict(zip(edges["ids"], edges["marker"]["line"]["color"], strict=True))
    ground = THEMES[theme].ground
    for name, value, width in zip(bands["ids"], bands["marker"]["color"], bands["width"], strict=True):
        seen_by = lines[name.partition("/")[0]]
        edge = value if seen_by == HOLLOW else seen_by
        seen = [colour.contrast(see(edge), see(ground)) for see in VISIONS.values()]
        assert width <= SPECK or min(seen) >= 2.99


@given(
    st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 40), min_size=1),
    st.sampled_from(["mosaic", "wheel", "bars"]),
)
def test_every_figure_shows_the_range_of_a_colour(marks: dict[str, int], variant: str) -> None:
    """Every colour that was picked is seen, in a picture of many shades the most picked of each cluster."""
    data = COLOURS.figure(PEACE, read(marks), View(variant=variant, aspect=1.5), None)["data"]
    shown = set(data[2 if variant == "wheel" else 0]["marker"]["color"])
    most = {value for cluster in read(marks).clusters for value, _ in cluster.members[: BANDS - 1]}
    assert most <= shown or variant == "mosaic"
    assert {cluster.colour for cluster in read(marks).clusters} <= shown


@given(st.lists(st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 40)), min_size=2, max_size=2))
def test_the_mosaic_always_has_the_same_blocks(tallies: list[dict[str, int]]) -> None:
    """A new colour grows out of a block that was there; Plotly lets a new one fly in black from the corner."""
    plots = [COLOURS.figure(PEACE, read(marks), View(), None) for marks in tallies]
    ids = [[trace["ids"] for trace in plot["data"]] for plot in plots]
    assert ids[0] == ids[1]


def test_the_mosaic_says_its_names_in_the_language_of_the_view() -> None:
    """A stage in Arabic says white in Arabic, from the right."""
    view = View(lang="ar")
    names = COLOURS.figure(PEACE, read({"#ffffff": 3}), view, None)["data"][3]
    place = names["ids"].index("white")
    assert "أبيض" in names["text"][place]
    assert names["x"][place] > CANVAS / 2
    assert 0 < names["y"][place] < height(view)


def test_the_table_ranks_colours_beside_their_swatches() -> None:
    """The most picked first, with name, picks, share, the range of its shades and the colour itself."""
    table = COLOURS.table(PEACE, read({"#ffffff": 1, "#000000": 3}), "fr")
    assert table.rows == (("noir", 3, 0.75, "noir"), ("blanc", 1, 0.25, "blanc"))
    assert table.swatches == ("#000000", "#ffffff")


@given(st.dictionaries(st.sampled_from(STANDARD), st.integers(1, 40), min_size=1))
def test_a_cluster_has_its_range(marks: dict[str, int]) -> None:
    """Every pick of a cluster is as light as its darkest and lightest ones or between them."""
    for cluster in read(marks).clusters:
        darkest, lightest = (colour.lab(value).l for value in cluster.range)
        assert all(darkest <= colour.lab(value).l <= lightest for value, _ in cluster.members)


def test_a_range_is_said_in_words() -> None:
    """From the darkest to the lightest, as the language names them."""
    results = read({"#135328": 1, "#2baa49": 2, "#99e7a9": 1})
    assert COLOURS.table(PEACE, results, "en").rows[0][3] == "dark green – light green"
    assert COLOURS.table(PEACE, results, "ru").rows[0][3] == "тёмно-зелёный – светло-зелёный"
