"""Horizontal bars, drawn by every kind that counts a few things.

A plain bar carries its own label and number, in an ink that reads on the bar and on the ground alike, so
the whole row is the label's and nothing needs a legend. A painted bar shows a colour, so its label stands
before it. Every bar keeps its id whatever its row: a change of order is one calm movement.
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
    height,
    inks,
    isolate,
    percent,
    text_width,
    texts,
    wrap,
)  # fmt: skip
from palabre.kinds.base import Plot
from palabre.protocol import View

MARGIN: Final = 40.0
GAP: Final = 48.0
#: More bars than this stand in two columns, so that the letters stay large.
ONE_COLUMN: Final = 10
TALLEST: Final = 168.0
#: The share that a full-length bar stands for: the first that holds all. In steps, so that bars rarely jump.
SCALES: Final = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
#: The bright end of a plain bar.
CAP: Final = 8.0
#: How much of its row a painted bar leaves to its name.
NAMES: Final = 0.22


class Bar(Struct, frozen=True):
    """One row: what it is called, how many people (or picks), their share from 0 to 1, and its colour."""

    label: str
    count: int
    share: float
    colour: str = ""


class Row(Struct, frozen=True):
    """A bar with its id and the rectangle of its row; the size of its letters and its inner margin."""

    id: str
    bar: Bar
    rect: Rect
    size: float
    pad: float

    @property
    def centre(self) -> float:
        """The height of the middle of the row."""
        return self.rect.top + self.rect.height / 2


def slots(view: View, count: int) -> list[Rect]:
    """Divide the canvas into rows, in reading order; in two columns where there are many."""
    columns = 1 if count <= ONE_COLUMN else 2
    rows = -(-count // columns)
    top = min(MARGIN, height(view) / 20)
    pitch = min((height(view) - 2 * top) / max(1, rows), TALLEST)
    start = (height(view) - pitch * rows) / 2
    width = (CANVAS - 2 * MARGIN - GAP * (columns - 1)) / columns
    return [
        Rect(MARGIN + place // rows * (width + GAP), start + (place % rows + 0.1) * pitch, width, pitch * 0.8)
        for place in range(count)
    ]


def full_share(bars: Sequence[Bar]) -> float:
    """Return the share that a full-length bar stands for."""
    highest = max((bar.share for bar in bars), default=0.0)
    return next((step for step in SCALES if step >= highest), 1.0)


def lay_out(view: View, bars: Sequence[Bar], ids: Sequence[str], order: Sequence[int]) -> list[Row]:
    """Give every bar its row, the bar `order[n]` the n-th; the result is in the order of `bars`."""
    places = dict(zip(order, slots(view, len(bars)), strict=True))
    size = min(64.0, places[0].height * 0.6) if bars else 0.0
    pad = min(30.0, size * 0.5)
    return [Row(name, bar, places[n], size, pad) for n, (name, bar) in enumerate(zip(ids, bars, strict=True))]


def draw_bars(view: View, bars: Sequence[Bar], ids: Sequence[str], order: Sequence[int]) -> Plot:
    """Draw bars that carry their labels, shares and counts."""
    rows, full, theme = lay_out(view, bars, ids, order), full_share(bars), inks(view)
    filled = [_part(row.rect, 0, row.rect.width * row.bar.share / full) for row in rows]
    caps = [_part(row.rect, max(0.0, rect.width - CAP), CAP) for row, rect in zip(rows, filled, strict=True)]
    share_width = max((text_width("100\u00a0%", row.size) for row in rows), default=0.0)
    count_width = max((text_width(_grouped(row.bar.count), row.size * 0.6) for row in rows), default=0.0)
    labels, counts, shares = [], [], []
    for row in rows:
        end = row.rect.left + row.rect.width - row.pad
        room = row.rect.width - share_width - count_width - 4 * row.pad
        labels.append(_label(row, row.rect.left + row.pad, room, theme.ink))
        counts.append(
            Line(end - share_width - row.pad, row.centre, _grouped(row.bar.count), row.size * 0.6, theme.ink)
        )
        shares.append(Line(end, row.centre, isolate(percent(row.bar.share, view.lang)), row.size, theme.ink))
    data = [
        blocks(view, ids, filled, [theme.fill] * len(rows)),
        blocks(view, ids, caps, [theme.accent] * len(rows)),
        texts(view, ids, labels, "start", 500),
        texts(view, ids, counts, "end"),
        texts(view, ids, shares, "end", 700),
    ]
    return {"data": data, "layout": canvas_layout(view, barmode="overlay")}


def draw_painted(view: View, bars: Sequence[Bar], ids: Sequence[str], order: Sequence[int]) -> Plot:
    """Draw bars in their own colours with a hairline edge, the name before and the share behind each."""
    rows, full, theme = lay_out(view, bars, ids, order), full_share(bars), inks(view)
    share_width = max((text_width("100\u00a0%", row.size) for row in rows), default=0.0)
    painted, labels, shares = [], [], []
    for row in rows:
        names = row.rect.width * NAMES
        room = row.rect.width - names - share_width - row.pad
        rect = _part(row.rect, names, max(4.0, room * row.bar.share / full))
        painted.append(rect)
        labels.append(_label(row, row.rect.left + names - row.pad, names - row.pad, theme.ink))
        text = isolate(percent(row.bar.share, view.lang))
        shares.append(Line(rect.left + rect.width + row.pad, row.centre, text, row.size * 0.8, theme.ink))
    data = [
        blocks(view, ids, painted, [bar.colour for bar in bars], theme.line),
        texts(view, ids, labels, "end", 500),
        texts(view, ids, shares, "start", 700),
    ]
    return {"data": data, "layout": canvas_layout(view, barmode="overlay")}


def _part(rect: Rect, offset: float, width: float) -> Rect:
    return Rect(rect.left + offset, rect.top, width, rect.height)


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


def _label(row: Row, x: float, room: float, colour: str) -> Line:
    """Return a row's label: on one line, or on two smaller ones, and cut only then."""
    if text_width(row.bar.label, row.size) <= room:
        return Line(x, row.centre, isolate(row.bar.label), row.size, colour)
    smaller = row.size * 0.66
    lines = wrap(row.bar.label, smaller, room, 2)
    return Line(x, row.centre, "<br>".join(isolate(line) for line in lines), smaller, colour)
