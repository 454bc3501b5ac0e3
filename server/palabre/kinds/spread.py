"""Distributions on one scale: columns for the people at each value, a dot for their mean.

All distributions share one scale of values and one of heights, so that rows can be compared. The dot
stands on the scale and again beside the number, which says what the number is without a legend.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from palabre.figures import (
    CANVAS,
    Line,
    Rect,
    blocks,
    canvas_layout,
    decimal,
    fit,
    height,
    inks,
    isolate,
    mirrored,
    percent,
    shorten,
    text_width,
    texts,
)  # fmt: skip
from palabre.kinds.base import Plot
from palabre.protocol import View

MARGIN: Final = 40.0
#: The strip below, for the values and what the ends are called.
FOOT: Final = 104.0
#: Up to this many statements stand above their distribution, more stand beside it.
ABOVE: Final = 2
LARGEST: Final = 52.0
#: The line that columns stand on.
RULE: Final = 3.0


class Scale(Struct, frozen=True):
    """The values from `low` to `high`, and what the two ends are called."""

    low: int
    high: int
    low_label: str = ""
    high_label: str = ""


class Spread(Struct, frozen=True):
    """One row: what was rated, the people at each value, and their mean."""

    label: str
    counts: tuple[int, ...]
    mean: float | None


class Row(Struct, frozen=True):
    """Where one spread stands: its statement, and the ground its columns stand on."""

    id: str
    spread: Spread
    words: Rect
    field: Rect

    @property
    def base(self) -> float:
        """The height of the line that the columns stand on."""
        return self.field.top + self.field.height


def lay_out(view: View, spreads: Sequence[Spread]) -> list[Row]:
    """Divide the canvas above the foot into rows: the statement above its columns, or beside them."""
    foot = min(FOOT, height(view) / 5)
    pitch = (height(view) - foot - 12) / max(1, len(spreads))
    rows = []
    for place, spread in enumerate(spreads):
        top = 12 + place * pitch
        if len(spreads) <= ABOVE:
            words = Rect(MARGIN, top + pitch * 0.02, CANVAS - 2 * MARGIN, pitch * 0.24)
            field = Rect(MARGIN, top + pitch * 0.45, CANVAS * 0.78, pitch * 0.46)
        else:
            words = Rect(MARGIN, top, CANVAS * 0.36, pitch * 0.98)
            field = Rect(CANVAS * 0.41, top + pitch * 0.12, CANVAS * 0.42, pitch * 0.76)
        rows.append(Row(str(place), spread, words, field))
    return rows


def draw_spreads(view: View, scale: Scale, spreads: Sequence[Spread]) -> Plot:
    """Draw every spread on the one scale."""
    rows, theme = lay_out(view, spreads), inks(view)
    ids = [row.id for row in rows]
    columns = _columns(scale, rows)
    data = [
        blocks(view, [c[0] for c in columns], [c[1] for c in columns], [theme.accent] * len(columns)),
        blocks(view, ids, [_ground(row) for row in rows], [theme.line] * len(rows)),
        texts(view, ids, _statements(rows, theme.ink), "start", 500),
        *([_shares(view, columns)] if len(rows) <= ABOVE else []),
        *_means(view, scale, rows),
        *_foot(view, scale, rows),
    ]
    return {"data": data, "layout": canvas_layout(view, barmode="overlay")}


def _x(scale: Scale, field: Rect, value: float) -> float:
    """Return where a value stands in a field; every value owns an equal width."""
    return field.left + field.width * (value - scale.low + 0.5) / (scale.high - scale.low + 1)


def _columns(scale: Scale, rows: Sequence[Row]) -> list[tuple[str, Rect, float]]:
    """Return every column: its id, its place, and its share of those who rated; an empty one lies flat."""
    parts = [[count / max(1, sum(row.spread.counts)) for count in row.spread.counts] for row in rows]
    highest = max((part for row in parts for part in row), default=0.0) or 1.0
    columns = []
    for row, shares in zip(rows, parts, strict=True):
        step = row.field.width / (scale.high - scale.low + 1)
        for place, share in enumerate(shares):
            tall = max(2 * RULE if share else RULE, row.field.height * share / highest)
            left = _x(scale, row.field, scale.low + place) - step * 0.42
            columns.append(
                (f"{row.id}-{place}", Rect(left, row.base + RULE - tall, step * 0.84, tall), share)
            )
    return columns


def _shares(view: View, columns: Sequence[tuple[str, Rect, float]]) -> Plot:
    """Return the shares that stand on the columns."""
    lines = [
        Line(
            rect.left + rect.width / 2,
            rect.top - 24,
            isolate(percent(share, view.lang)) if share else "",
            32.0,
            inks(view).quiet,
        )
        for _, rect, share in columns
    ]
    return texts(view, [name for name, _, _ in columns], lines, "middle", 500)


def _ground(row: Row) -> Rect:
    return Rect(row.field.left, row.base, row.field.width, RULE)


def _statements(rows: Sequence[Row], ink: str) -> list[Line]:
    """Return the statements, all in one size."""
    if not rows:
        return []
    words = rows[0].words
    size, labels = fit([row.spread.label for row in rows], words.width, words.height, LARGEST)
    return [
        Line(row.words.left, row.words.top + row.words.height / 2, label, size, ink)
        for row, label in zip(rows, labels, strict=True)
    ]


def _means(view: View, scale: Scale, rows: Sequence[Row]) -> list[Plot]:
    """Return the dots on the scale, the same dots beside the numbers, and the numbers."""
    theme = inks(view)
    known = [(row, row.spread.mean) for row in rows if row.spread.mean is not None]
    ids = [row.id for row, _ in known]
    size = min(88.0, min((row.field.height for row in rows), default=0.0) * 0.85)
    numbers = [
        Line(CANVAS - MARGIN, row.base - row.field.height / 2, decimal(mean, view.lang), size, theme.ink)
        for row, mean in known
    ]
    widest = max((text_width(line.text, size) for line in numbers), default=0.0)
    beside = CANVAS - MARGIN - widest - size * 0.3
    points = [(_x(scale, row.field, mean), row.base) for row, mean in known]
    points += [(beside, line.y) for line in numbers]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "ids": [*ids, *(f"{name}=" for name in ids)],
        "x": [mirrored(view, x) for x, _ in points],
        "y": [round(y, 1) for _, y in points],
        "marker": {
            "color": theme.ramp[5],
            "size": round(min(40.0, size * 0.42), 1),
            "line": {"width": 3, "color": theme.ground},
            "opacity": 1,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return [dots, texts(view, ids, numbers, "end", 700)]


def _foot(view: View, scale: Scale, rows: Sequence[Row]) -> list[Plot]:
    """Return the values below the last row, and what the two ends are called."""
    if not rows:
        return []
    theme, field = inks(view), rows[-1].field
    y, size = height(view) - min(FOOT, height(view) / 5), 30.0
    values = range(scale.low, scale.high + 1)
    numbers = [Line(_x(scale, field, value), y + 18, str(value), size, theme.ink) for value in values]
    room = field.width * 0.48
    low = Line(field.left, y + 64, _end(scale.low_label, room), size, theme.quiet)
    high = Line(field.left + field.width, y + 64, _end(scale.high_label, room), size, theme.quiet)
    return [
        texts(view, [str(value) for value in values], numbers, "middle", 500),
        texts(view, ["low"], [low], "start"),
        texts(view, ["high"], [high], "end"),
    ]


def _end(label: str, room: float) -> str:
    return isolate(shorten(label, 30.0, room))
