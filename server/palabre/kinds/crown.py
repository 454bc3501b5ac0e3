"""The cloud of words, arranged and drawn: every word in its place, its weight and colour by what it is.

Knows words and their counts, not how they were counted. A word keeps its place and its colour as long as it is
drawn; `cloud` finds the places.
"""

from collections.abc import Sequence
from typing import Any, Final
from zlib import crc32

import msgspec
from msgspec import Raw

from palabre import cloud, extent
from palabre.figures import CANVAS, canvas_layout, height, inks, is_rtl, isolate, mirrored
from palabre.kinds.base import Layout, Plot
from palabre.kinds.said import Word
from palabre.protocol import View

#: What stays empty around the cloud, in units; "+37" stands in it.
MARGIN: Final = 28
#: A size of letters from which on, as a share of the canvas height, a weight holds.
WEIGHTS: Final = ((0.09, 700), (0.04, 600), (0.0, 500))
#: Which colours of the ramp a word may have: the family twice as often as the two accents at its end.
RAMP: Final = (0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5, 6)


def arrange(view: View, words: Sequence[Word], before: Layout | None) -> Layout:
    """Find every word its place, given where the words stood."""
    # All of them: of equally frequent words those that are shown already stay.
    items = [cloud.Item(word.key, word.label, word.count) for word in words]
    now = cloud.lay_out(items, CANVAS - 2 * MARGIN, height(view) - 2 * MARGIN, _stood(before))
    return Raw(msgspec.json.encode(now))


def draw_crown(view: View, words: Sequence[Word], distinct: int, layout: Layout | None) -> Plot:
    """Draw each word in its place, keyed by `ids` so that a redraw keeps every word's element; `distinct` words there are in all.

    Without Plotly's transition, by which every new text flies in from the corner. The stage eases sizes.
    """
    now = _stood(layout) or cloud.Cloud()
    tall, ramp = height(view), inks(view).ramp
    wanted = {one.key for one in now.placed}
    labels = {word.key: word.label for word in words if word.key in wanted}
    # Another node may run another release, and know a word by another key.
    placed = [one for one in now.placed if one.key in labels]
    trace = {
        "uid": "words",
        "type": "scatter",
        "mode": "text",
        "ids": [one.key for one in placed],
        "x": [round(one.x + MARGIN, 1) for one in placed],
        "y": [round(one.y + MARGIN, 1) for one in placed],
        "text": [isolate(labels[one.key]) for one in placed],
        # The room of each text in units; the stage draws smaller what its letters draw wider.
        "customdata": [round(extent.width(labels[one.key]) * one.size, 1) for one in placed],
        "textposition": "middle center",
        "textfont": {
            "size": [one.size for one in placed],
            "weight": [_weight(one.size / tall) for one in placed],
            "color": [ramp[RAMP[crc32(one.key.encode()) % len(RAMP)]] for one in placed],
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    left = more(view, distinct - len(placed))
    return {"data": [trace, left], "layout": canvas_layout(view, transition=None)}


def more(view: View, count: int) -> dict[str, Any]:
    """Return "+37" in the corner, which any language reads: so many words are counted but not drawn."""
    return {
        "uid": "more",
        "type": "scatter",
        "mode": "text",
        "x": [mirrored(view, CANVAS - MARGIN)],
        "y": [round(height(view) - MARGIN / 2, 1)],
        "text": [f"+{count}" if count else ""],
        "textposition": "middle right" if is_rtl(view.lang) else "middle left",
        "textfont": {"size": 0.8 * MARGIN, "color": inks(view).quiet},
        "hoverinfo": "skip",
    }


def _weight(share: float) -> int:
    return next(weight for least, weight in WEIGHTS if share >= least)


def _stood(before: Layout | None) -> cloud.Cloud | None:
    """Return where the words stood; None where nobody knows, or only a release that writes it otherwise."""
    try:
        return msgspec.json.decode(before, type=cloud.Cloud) if before else None
    except msgspec.ValidationError:
        return None
