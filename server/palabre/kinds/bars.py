"""Horizontal bars, drawn by every kind that counts a few things.

A plain bar carries its own label and number, in an ink that reads on the bar and on the ground alike, so
the whole row is the label's and nothing needs a legend. A painted bar shows a colour, so its label stands
before it, and its other shades stand in it as far as people picked them. Every bar keeps its id whatever its row: a change of order is one calm movement.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from palabre.figures import (
    CANVAS,
    HOLLOW,
    Line,
    Rect,
    blocks,
    canvas_layout,
    fit,
    height,
    inks,
    isolate,
    percent,
    text_width,
    texts,
)
from palabre.kinds.base import Plot
from palabre.kinds.shades import BANDS, SPECK, Shades, edge, others
from palabre.protocol import View

MARGIN: Final = 40.0
GAP: Final = 48.0
#: More bars than this stand in further columns, so that the letters stay large; painted bars have short names.
ONE_COLUMN: Final = 10
ONE_COLUMN_PAINTED: Final = 16
TALLEST: Final = 230.0
#: The share that a full-length bar stands for: the first that holds all. In steps, so that bars rarely jump.
SCALES: Final = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
#: The strong line under a plain bar; it never crosses a letter.
RULE: Final = 7.0
#: A count's letters beside a share's, and the widest share.
COUNT: Final = 0.6
FULL: Final = "100\u00a0%"
#: How much of its row a painted bar leaves to its name at most, and the letters of a row beside its height.
NAMES: Final = 0.5
LETTERS: Final = 0.6
LETTERS_PAINTED: Final = 0.72


class Bar(Struct, frozen=True):
    """One row: what it is called, how many people (or picks), their share from 0 to 1, its colour and shades.

    `shades` are colours and how often each was picked, the bar's own among them, the most picked first.
    """

    label: str
    count: int
    share: float
    colour: str = ""
    shades: tuple[tuple[str, int], ...] = ()


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


def slots(view: View, count: int, one_column: int) -> list[Rect]:
    """Divide the canvas into rows, in reading order; in as many columns as leave each `one_column` rows at most."""
    columns = max(1, -(-count // one_column))
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


def lay_out(
    view: View,
    bars: Sequence[Bar],
    ids: Sequence[str],
    order: Sequence[int],
    one_column: int = ONE_COLUMN,
    letters: float = LETTERS,
) -> list[Row]:
    """Give every bar its row, the bar `order[n]` the n-th; the result is in the order of `bars`."""
    places = dict(zip(order, slots(view, len(bars), one_column), strict=True))
    size = min(72.0, places[0].height * letters) if bars else 0.0
    pad = min(30.0, size * 0.5)
    return [Row(name, bar, places[n], size, pad) for n, (name, bar) in enumerate(zip(ids, bars, strict=True))]


def draw_bars(view: View, bars: Sequence[Bar], ids: Sequence[str], order: Sequence[int]) -> Plot:
    """Draw bars that carry their labels, counts and shares."""
    rows, full, theme = lay_out(view, bars, ids, order), full_share(bars), inks(view)
    share_room = max((text_width(FULL, row.size) for row in rows), default=0.0)
    count_room = max((text_width(_grouped(row.bar.count), row.size * COUNT) for row in rows), default=0.0)
    # A bar ends before the numbers: its edge never runs through one.
    numbers = share_room + count_room + 2 * rows[0].pad if rows else 0.0
    filled = [_part(row.rect, 0, _length(row, row.rect.width - numbers, full)) for row in rows]
    rules = [Rect(rect.left, rect.top + rect.height - RULE, rect.width, RULE) for rect in filled]
    labels, counts, shares = [], [], []
    for row, text in zip(rows, _names(rows, share_room + count_room, 3), strict=True):
        end = row.rect.left + row.rect.width - row.pad
        count, share = _grouped(row.bar.count), isolate(percent(row.bar.share, view.lang))
        labels.append(Line(row.rect.left + row.pad, row.centre, text[1], text[0], theme.ink))
        counts.append(Line(end - share_room, row.centre, count, row.size * COUNT, theme.ink))
        shares.append(Line(end, row.centre, share, row.size, theme.ink))
    data = [
        blocks(view, ids, filled, [theme.fill] * len(rows)),
        blocks(view, ids, rules, [theme.accent] * len(rows)),
        texts(view, ids, labels, "start", 500),
        texts(view, ids, counts, "end"),
        texts(view, ids, shares, "end", 700),
    ]
    return {"data": data, "layout": canvas_layout(view, barmode="overlay")}


def draw_painted(view: View, bars: Sequence[Bar], ids: Sequence[str], order: Sequence[int]) -> Plot:
    """Draw bars in their own colours, the name before and the share behind each; with an edge where one is needed."""
    rows = lay_out(view, bars, ids, order, ONE_COLUMN_PAINTED, LETTERS_PAINTED)
    full, theme = full_share(bars), inks(view)
    share_room = max((text_width(FULL, row.size) for row in rows), default=0.0)
    widest = max((text_width(row.bar.label, row.size) + row.pad for row in rows), default=0.0)
    names = min([widest, *(row.rect.width * NAMES for row in rows)])
    painted, labels, shares = [], [], []
    for row, text in zip(rows, _names(rows, rows[0].rect.width - names if rows else 0.0, 1), strict=True):
        rect = _part(row.rect, names, _length(row, row.rect.width - names - share_room - row.pad, full))
        share = isolate(percent(row.bar.share, view.lang))
        painted.append(rect)
        labels.append(Line(row.rect.left + names - row.pad, row.centre, text[1], text[0], theme.ink))
        shares.append(Line(rect.left + rect.width + row.pad, row.centre, share, row.size, theme.ink))
    bands = [band for row, rect in zip(rows, painted, strict=True) for band in _bands(row.bar, rect)]
    band_ids = [f"{name}/{place}" for name in ids for place in range(BANDS)]
    data = [
        blocks(view, band_ids, [rect for _, rect in bands], [value for value, _ in bands]),
        blocks(
            view,
            ids,
            painted,
            [HOLLOW] * len(bars),
            [edge(view, [value for value, _ in _shades(bar)]) for bar in bars],
        ),
        texts(view, ids, labels, "end", 500),
        texts(view, ids, shares, "start", 700),
    ]
    return {"data": data, "layout": canvas_layout(view, barmode="overlay")}


def _shades(bar: Bar) -> Shades:
    """Return the shades of a painted bar, its own first."""
    own = [one for one in bar.shades if one[0] == bar.colour] or [(bar.colour, 1)]
    return own + others(bar.colour, bar.shades)


def _bands(bar: Bar, rect: Rect) -> list[tuple[str, Rect]]:
    """Return `BANDS` blocks: the shades along a bar, each as long as its part of them, and specks."""
    shades = _shades(bar)
    unit, start = rect.width / sum(count for _, count in shades), rect.left
    bands = []
    for value, count in shades:
        bands.append((value, Rect(start, rect.top, unit * count, rect.height)))
        start += unit * count
    return bands + [(bar.colour, Rect(rect.left, rect.top, SPECK, SPECK))] * (BANDS - len(bands))


def _names(rows: Sequence[Row], taken: float, margins: int) -> list[tuple[float, str]]:
    """Return each row's size and label, fitted beside what numbers and bars take, less inner margins."""
    if not rows:
        return []
    rect = rows[0].rect
    room = max(1.0, rect.width - taken - margins * rows[0].pad) * 1.01
    size, labels = fit([row.bar.label for row in rows], room, rect.height * 0.95, rows[0].size)
    return [(size, label) for label in labels]


def _length(row: Row, room: float, full: float) -> float:
    """Return how long a bar is: seen as soon as somebody is in it, a hairline before."""
    return max(RULE if row.bar.count else 2.0, room * row.bar.share / full)


def _part(rect: Rect, offset: float, width: float) -> Rect:
    return Rect(rect.left + offset, rect.top, width, rect.height)


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")
