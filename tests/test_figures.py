"""What every figure shares: inks that read, text that is safe, labels that fit."""

import pytest

from palabre import colour, figures
from palabre.figures import CANVAS, THEMES, Line, Rect
from palabre.protocol import Theme, View

LONG = "Schools, libraries and museums of my city plan together, with money and people set aside for it"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_reads_on_its_ground(theme: Theme) -> None:
    """Inks and ramp reach 4.5:1 on the ground, the line 3:1, and the ink 4.5:1 on a bar."""
    inks = THEMES[theme]
    for text in (inks.ink, inks.quiet, inks.accent, *inks.ramp):
        assert colour.contrast(text, inks.ground) >= 4.5
    assert colour.contrast(inks.line, inks.ground) >= 3
    assert colour.contrast(inks.ink, inks.fill) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_colour_of_the_ramp_is_louder(theme: Theme) -> None:
    """The ramp has one lightness, so size alone says what is large."""
    lightness = [colour.lab(value).l for value in THEMES[theme].ramp]
    assert max(lightness) - min(lightness) < 0.02


def test_markup_is_only_letters() -> None:
    """A link, an entity and a formula are drawn as they were typed."""
    assert figures.escape('<a href="x">&amp;</a>') == '&lt;a href="x"&gt;&amp;amp;&lt;/a&gt;'
    assert figures.escape("$x$") == "&#36;x&#36;"


def test_the_canvas_is_its_axes() -> None:
    """One unit is one pixel, x from the left and y from the top, and nothing else is drawn."""
    layout = figures.canvas_layout(View(aspect=2.0))
    assert (layout["width"], layout["height"]) == (CANVAS, 800)
    assert layout["xaxis"]["range"] == [0, CANVAS]
    assert layout["yaxis"]["range"] == [800, 0]


def test_arabic_mirrors_the_canvas() -> None:
    """What begins on the left in English begins on the right in Arabic."""
    line = [Line(100, 10, "x", 20, "#000000")]
    english, arabic = (figures.texts(View(lang=lang), ["a"], line) for lang in ("en", "ar"))
    assert (english["x"], english["textposition"]) == ([100], "middle right")
    assert (arabic["x"], arabic["textposition"]) == ([CANVAS - 100], "middle left")


def test_a_block_is_drawn_where_its_rectangle_is() -> None:
    """A bar hangs from its base up to the top of the rectangle, around its middle."""
    trace = figures.blocks(View(), ["a"], [Rect(10, 20, 100, 50)], ["#ffffff"])
    assert (trace["x"], trace["width"], trace["base"], trace["y"]) == ([60], [100], [70], [-50])


def test_labels_share_the_largest_size_that_fits_all() -> None:
    """A short label is set no larger than a long one beside it."""
    alone, _ = figures.fit(["Yes"], 400, 80, 60)
    together, labels = figures.fit(["Yes", LONG], 700, 80, 60)
    assert together < alone == 60
    assert not any("…" in label for label in labels)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    """In the smallest size a label is cut to the lines there are, never squeezed."""
    size, (label,) = figures.fit([LONG], 200, 50, 60)
    assert size == figures.SMALLEST
    assert label.count("<br>") == 1
    assert "…" in label


def test_chinese_breaks_without_spaces() -> None:
    """A script that needs no spaces is broken between characters."""
    _, (label,) = figures.fit(["我们的城市倾听年轻人的声音"], 250, 90, 40)
    assert "<br>" in label
    assert "…" not in label


@pytest.mark.parametrize(
    ("share", "lang", "text"),
    [
        (0.42, "en", "42%"),
        (0.42, "fr", "42\u00a0%"),
        (0.42, "tr", "%42"),
        (0.001, "en", "<1%"),
        (0, "ar", "0%"),
    ],
)
def test_a_share_is_written_as_the_language_writes_it(share: float, lang: str, text: str) -> None:
    """Whole percent, and somebody is never nobody."""
    assert figures.percent(share, lang) == text


def test_a_mean_is_written_as_the_language_writes_it() -> None:
    """A comma where the language has one."""
    assert figures.decimal(3.64, "en") == "3.6"
    assert figures.decimal(3.64, "fr-CH") == "3,6"
