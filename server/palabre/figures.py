"""What every kind's figure shares: the canvas, the inks of both themes, the face, and safe text.

A figure is drawn on a canvas `CANVAS` units wide whose coordinates are data coordinates: x to the right
from 0, y **downwards** from 0 at the top, as on a page. The stage scales the canvas to its screen, so a
size is in units and never depends on a window. Every string that a person wrote goes through `escape`,
because Plotly reads text as a small HTML. Widths here are estimates for laying out; the browser draws.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, Literal

from msgspec import Struct

from palabre import extent
from palabre.protocol import Theme, View

#: The width of every figure's canvas, in units; one unit is one CSS pixel before the stage scales it.
CANVAS: Final = 1600
#: The stage's humanist face and its Arabic sibling; Chinese and the rest come from the system.
FONT: Final = (
    '"Noto Sans", "Noto Sans Arabic", system-ui, "Segoe UI", "Geeza Pro", "PingFang SC", '
    '"Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
)
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
Anchor = Literal["start", "middle", "end"]
#: How long a picture takes to settle into the next one. The stage sets 0 under reduced motion.
SETTLE_MS: Final = 320
#: A block that is only its edge.
HOLLOW: Final = "rgba(0,0,0,0)"
ELLIPSIS: Final = "…"
#: The smallest letters that a figure sets, and the height of a line in letters.
SMALLEST: Final = 18.0
LEADING: Final = 1.3
#: What a line may break after: a word, or one character of a script without spaces.
PIECES: Final = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]\s*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*"
)
#: `$` opens a formula, the others a tag or an entity.
ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})


class Inks(Struct, frozen=True):
    """The colours of one theme, as Plotly needs them. OKLCH beside each; `ground` is the page's own.

    Against the ground `ink`, `quiet` and every colour of `ramp` reach 4.5:1, and `line` reaches 3:1; `ink`
    reaches 4.5:1 on `fill` too, so that a label may stand on a bar and run over its end.
    `ramp` is one family of greens and two accents of one lightness, so that none is louder.
    """

    ground: str
    ink: str
    quiet: str
    line: str
    fill: str
    ramp: tuple[str, ...]

    @property
    def accent(self) -> str:
        """The one colour for what a figure wants seen."""
        return self.ramp[2]


THEMES: Final[dict[Theme, Inks]] = {
    "light": Inks(
        ground="#f8f7f1",  # 0.975 0.008  95
        ink="#141d16",  # 0.22  0.02  150
        quiet="#545e54",  # 0.47  0.02  145
        line="#80897e",  # 0.62  0.02  140
        fill="#9bd4ae",  # 0.82  0.08  155
        # 0.50 0.105 at 128, 145, 160, 178, 198 and 0.50 0.12 at 48, 350
        ramp=("#526e26", "#38733c", "#17754e", "#007663", "#007479", "#984a1a", "#94436d"),
    ),
    "dark": Inks(
        ground="#0e140f",  # 0.185 0.014 150
        ink="#f2f3ea",  # 0.96  0.012 110
        quiet="#a4aea2",  # 0.74  0.02  140
        line="#6c796c",  # 0.56  0.025 145
        fill="#29523b",  # 0.40  0.06  158
        # 0.82 0.125 at 122, 142, 160, 178, 198, 0.82 0.115 at 70 and 0.82 0.095 at 355
        ramp=("#b6d172", "#94d98d", "#74dda8", "#55dec4", "#42dde1", "#f4b76e", "#f6abc7"),
    ),
}


def inks(view: View) -> Inks:
    """Return the colours of a view's theme."""
    return THEMES[view.theme]


def is_rtl(lang: str) -> bool:
    """Whether a language is written from right to left."""
    return lang.partition("-")[0] in RIGHT_TO_LEFT


def escape(text: str) -> str:
    """Return text that Plotly draws letter for letter: no tag, entity or formula is left in it."""
    return text.translate(ENTITIES)


def isolate(text: str) -> str:
    """Escape a text and let it keep its own direction whatever stands beside it (UAX #9, FSI and PDI)."""
    return f"\u2068{escape(text)}\u2069"


def in_line(lang: str, *parts: str) -> str:
    """Return safe texts one after the other in the direction of reading, whatever their own (UAX #9, RLI)."""
    line = " ".join(map(isolate, parts))
    return f"\u2067{line}\u2069" if is_rtl(lang) else line


def percent(share: float, lang: str) -> str:
    """Return a share from 0 to 1 in whole percent, as the language writes it; under one is "<1%"."""
    number = "<1" if 0 < share < 0.005 else str(round(share * 100))
    base = lang.partition("-")[0]
    if base == "tr":
        return f"%{number}"
    return f"{number}\u00a0%" if base in {"es", "fr", "ru"} else f"{number}%"


def decimal(value: float, lang: str) -> str:
    """Return a number with one decimal, as the language writes it."""
    mark = "," if lang.partition("-")[0] in {"es", "fr", "pt", "ru", "tr"} else "."
    return f"{value:.1f}".replace(".", mark)


def height(view: View) -> float:
    """Return the height of a view's canvas, in units."""
    return round(CANVAS / view.aspect, 1)


def canvas_layout(view: View, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - Plotly's own JSON
    """Return a layout whose axes are the canvas: no margin, no furniture, nothing that moves on its own."""
    hidden = {"visible": False, "fixedrange": True, "autorange": False}
    return {
        "width": CANVAS,
        "height": height(view),
        "autosize": False,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0, "autoexpand": False},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "color": inks(view).ink, "size": 28},
        "xaxis": {**hidden, "range": [0, CANVAS]},
        "yaxis": {**hidden, "range": [height(view), 0]},
        "hovermode": False,
        "dragmode": False,
        "showlegend": False,
        "uirevision": "palabre",
        "transition": {"duration": SETTLE_MS, "easing": "cubic-out"},
        **more,
    }


class Rect(Struct, frozen=True):
    """A rectangle on the canvas, in units; `left` counts from the side where reading begins."""

    left: float
    top: float
    width: float
    height: float


class Line(Struct, frozen=True):
    """One text on the canvas: safe text, where it begins (or ends, or is centred), its size and colour."""

    x: float
    y: float
    text: str
    size: float
    colour: str


def mirrored(view: View, x: float) -> float:
    """Return the x of a distance from the side where reading begins."""
    return round(CANVAS - x if is_rtl(view.lang) else x, 1)


def blocks(
    view: View, ids: Sequence[str], rects: Sequence[Rect], colours: Sequence[str], edges: Sequence[str] = ()
) -> dict[str, Any]:
    """Return one trace of filled rectangles; one that keeps its id moves there instead of jumping."""
    return {
        "type": "bar",
        "ids": list(ids),
        "x": [mirrored(view, rect.left + rect.width / 2) for rect in rects],
        "width": [round(rect.width, 1) for rect in rects],
        "base": [round(rect.top + rect.height, 1) for rect in rects],
        "y": [round(-rect.height, 1) for rect in rects],
        "marker": {
            "color": list(colours),
            "line": {"width": 2, "color": list(edges)} if edges else {"width": 0},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def texts(
    view: View, ids: Sequence[str], lines: Sequence[Line], anchor: Anchor = "start", weight: int = 400
) -> dict[str, Any]:
    """Return one trace of texts, each anchored at its point in the direction of reading."""
    side = {"start": "right", "end": "left", "middle": "center"}[anchor]
    if is_rtl(view.lang) and anchor != "middle":
        side = "left" if anchor == "start" else "right"
    return {
        "type": "scatter",
        "mode": "text",
        "ids": list(ids),
        "x": [mirrored(view, line.x) for line in lines],
        "y": [round(line.y, 1) for line in lines],
        "text": [line.text for line in lines],
        "textposition": f"middle {side}",
        "textfont": {
            "size": [round(line.size, 1) for line in lines],
            "color": [line.colour for line in lines],
            "weight": weight,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def text_width(text: str, size: float) -> float:
    """Estimate how wide a line of text is drawn at a size, in units; wide rather than narrow."""
    return size * extent.width(text)


def shorten(text: str, size: float, width: float) -> str:
    """Return a text that fits into a width, cut with an ellipsis where it does not."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def fit(labels: Sequence[str], width: float, depth: float, largest: float) -> tuple[float, Sequence[str]]:
    """Return the largest size in which every label fits into a width and depth, and each as safe text.

    One size for all, so that no label is louder than its neighbour. In the smallest size what still does
    not fit is cut with an ellipsis.
    """
    return _fit(tuple(labels), round(width), round(depth, 1), round(largest, 1))


@lru_cache(maxsize=512)
def _fit(
    labels: tuple[str, ...], width: float, depth: float, largest: float
) -> tuple[float, tuple[str, ...]]:
    """Do what `fit` says; kept, as a poll's labels stay the same from figure to figure."""
    size = largest
    while size > SMALLEST and not all(_fits(label, size, width, depth) for label in labels):
        size = max(SMALLEST, size * 0.92)
    room = max(1, int(depth / (size * LEADING)))
    return size, tuple("<br>".join(map(isolate, _cut(label, size, width, room))) for label in labels)


def _fits(label: str, size: float, width: float, depth: float) -> bool:
    lines = _wrap(label, size, width)
    return len(lines) * size * LEADING <= depth and all(text_width(line, size) <= width for line in lines)


def _cut(label: str, size: float, width: float, room: int) -> list[str]:
    """Return at most `room` lines of a label."""
    lines = _wrap(label, size, width)
    kept = [shorten(line, size, width) for line in lines[:room]]
    if len(lines) > room:
        kept[-1] = shorten(lines[room - 1] + " " + lines[room], size, width)
    return kept


def _wrap(label: str, size: float, width: float) -> list[str]:
    """Break a label into lines of a width, between words or between characters that need no space."""
    lines = [""]
    for piece in PIECES.findall(label):
        if lines[-1] and text_width((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]
