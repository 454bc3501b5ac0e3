"""The room's colours as a wheel: hue around, vividness outwards, every bubble as large as its share.

Where colours lie is `disc`'s; dots in the colours of their places show the wheel. The shades that people picked
are rings around the colour that stands for them. A name stands on its bubble where all eyes can read it
there, else beside the disc at the end of a thin line, which is `leaders`'s.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from palabre.colour import hex_of_lch
from palabre.figures import (
    CANVAS,
    HOLLOW,
    Line,
    canvas_layout,
    height,
    in_line,
    inks,
    isolate,
    mirrored,
    percent,
    shorten,
    text_width,
    texts,
)
from palabre.kinds.base import Plot
from palabre.kinds.disc import RIM_CHROMA, Bubble, Disc, place, rings
from palabre.kinds.leaders import BESIDE, CORNERS, Leader, lead
from palabre.kinds.mosaic import Tile
from palabre.kinds.shades import edge, written
from palabre.protocol import View

#: Around the disc, and beside it for names.
MARGIN: Final = 16.0
SIDE: Final = 270.0
#: The wheel behind the bubbles: circles of dots in the colours of their places, and how light they are.
CIRCLES: Final = (1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6, 1.0)
DOTS: Final = 12
DOT: Final = 5.0
DOT_LIGHTNESS: Final = 0.72
LARGEST: Final = 64.0
READABLE: Final = 22.0
#: From line to line of what stands on a bubble, in sizes.
LINE: Final = 1.2


def draw_wheel(view: View, tiles: Sequence[Tile]) -> Plot:
    """Draw every colour with a share; one without waits unseen in the middle."""
    depth = height(view)
    disc = Disc(CANVAS / 2, depth / 2, max(40.0, min(depth / 2, CANVAS / 2 - SIDE) - MARGIN))
    bubbles = place(tiles, disc)
    shown = tuple(one for one in bubbles if one.radius)
    outer = tuple(one for one in shown if not _inner(view, one)[0])
    leaders = lead(outer, shown, disc, depth)
    ids = [tile.id for tile in tiles]
    data = [
        _field(view, disc),
        _leaders(view, bubbles, leaders),
        _circles(view, bubbles),
        *_on(view, bubbles),
        texts(view, ids, [_side(view, one, leaders, disc, right=False) for one in bubbles], "end", 500),
        texts(view, ids, [_side(view, one, leaders, disc, right=True) for one in bubbles], "start", 500),
        _more(view, len(outer) - len(leaders)),
    ]
    return {"data": data, "layout": canvas_layout(view)}


@lru_cache(maxsize=32)
def _dots(disc: Disc) -> tuple[tuple[float, float, str], ...]:
    """Return the dots of the wheel: where each is, and the colour of that place, greys in the middle."""
    dots = []
    for circle in CIRCLES:
        count = round(DOTS * circle * len(CIRCLES))
        for angle in (math.tau * dot / count for dot in range(count)):
            reach = disc.radius * circle + (MARGIN / 2 if circle == 1 else 0)
            colour = hex_of_lch(DOT_LIGHTNESS, circle * RIM_CHROMA * 0.6, math.degrees(angle))
            dots.append(
                (disc.x + reach * math.cos(angle), round(disc.y - reach * math.sin(angle), 1), colour)
            )
    return tuple(dots)


def _field(view: View, disc: Disc) -> dict[str, Any]:
    """Return the wheel that the bubbles stand on: dots, more vivid outwards, largest on the rim."""
    dots = _dots(disc)
    rim = round(DOTS * len(CIRCLES))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [mirrored(view, x) for x, _, _ in dots],
        "y": [y for _, y, _ in dots],
        "marker": {
            "size": [DOT] * (len(dots) - rim) + [1.8 * DOT] * rim,
            "color": [colour for _, _, colour in dots],
            "line": {"width": 0},
            "opacity": 1,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _circles(view: View, bubbles: Sequence[Bubble]) -> dict[str, Any]:
    """Return `BANDS` circles for each bubble: its other shades as rings around its own colour, areas as picks."""
    ground, drawn = inks(view).ground, []
    for one in bubbles:
        for ring, (value, radius) in enumerate(rings(one)):
            edged = one.radius and not ring
            line = edge(view, [shade for shade, _ in rings(one)]) if edged else HOLLOW
            drawn.append((f"{one.tile.id}/{ring}", one, value if one.radius else ground, radius, line))
    return {
        "type": "scatter",
        "mode": "markers",
        "ids": [name for name, *_ in drawn],
        "x": [mirrored(view, one.x) for _, one, *_ in drawn],
        "y": [round(one.y, 1) for _, one, *_ in drawn],
        "marker": {
            "size": [round(2 * radius, 1) for *_, radius, _ in drawn],
            "color": [value for _, _, value, _, _ in drawn],
            "line": {
                "width": [0 if line == HOLLOW else 2 for *_, line in drawn],
                "color": [line for *_, line in drawn],
            },
            "opacity": 1,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _inner(view: View, bubble: Bubble) -> tuple[float, tuple[str, ...]]:
    """Return how large name and share stand on a bubble, and the lines of the name; size 0: they cannot be read there.

    A name of two words stands in two lines where it is larger so.
    """
    if not bubble.radius:
        return 0.0, ()
    share, radius = percent(bubble.tile.share, view.lang), rings(bubble)[-1][1]
    first, _, second = bubble.tile.name.partition(" ")
    ways = [(bubble.tile.name,), *([(first, second)] if second else [])]
    sizes = [min(LARGEST, _within(0.95 * radius, (*lines, share))) for lines in ways]
    size, lines = max(zip(sizes, ways, strict=True))
    fits = size >= READABLE and written(bubble.tile.colour, size)[1] == bubble.tile.colour
    return (size, lines) if fits else (0.0, ())


def _within(radius: float, lines: Sequence[str]) -> float:
    """Return how large lines, one below the other, may be so that each is within a circle."""
    middle = (len(lines) - 1) / 2
    corners = [
        math.hypot(text_width(line, 1) / 2, LINE * abs(number - middle) + LINE / 2)
        for number, line in enumerate(lines)
    ]
    return radius / max(corners)


def _on(view: View, bubbles: Sequence[Bubble]) -> list[dict[str, Any]]:
    """Return the names and the shares that stand on bubbles."""
    ids = [one.tile.id for one in bubbles]
    names, shares = [], []
    for one in bubbles:
        size, lines = _inner(view, one)
        ink = written(one.tile.colour, size)[0] if size else inks(view).ink
        share = isolate(percent(one.tile.share, view.lang)) if size else ""
        names.append(Line(one.x, one.y - 0.6 * size, "<br>".join(map(isolate, lines)), size or READABLE, ink))
        shares.append(Line(one.x, one.y + 0.62 * size * max(1, len(lines)), share, size or READABLE, ink))
    return [texts(view, ids, names, "middle", 500), texts(view, ids, shares, "middle", 700)]


def _side(view: View, bubble: Bubble, leaders: dict[str, Leader], disc: Disc, *, right: bool) -> Line:
    """Return what stands beside the disc for a bubble on one side, or nothing."""
    leader = leaders.get(bubble.tile.id)
    if leader is None or (leader.side > 0) != right:
        return Line(bubble.x, bubble.y, "", READABLE, inks(view).ink)
    share, (end, y) = percent(bubble.tile.share, view.lang), leader.points[-1]
    x = end + leader.side * MARGIN / 2
    room = CANVAS / 2 - abs(x - disc.x) - MARGIN - text_width(share + "  ", leader.size)
    name = shorten(bubble.tile.name, leader.size, room)
    return Line(x, y, in_line(view.lang, name, share), leader.size, inks(view).ink)


def _leaders(view: View, bubbles: Sequence[Bubble], leaders: dict[str, Leader]) -> dict[str, Any]:
    """Return a thin line from each name beside the disc to its bubble; where there is none, a point.

    All have the same number of points, so that lines move with their bubbles.
    """
    xs: list[float | None] = []
    ys: list[float | None] = []
    for one in bubbles:
        leader = leaders.get(one.tile.id)
        points = leader.points if leader else ((one.x, one.y),)
        points = ((one.x, one.y),) * (CORNERS + 3 - len(points)) + points
        xs += [*(round(mirrored(view, x), 1) for x, _ in points), None]
        ys += [*(round(y, 1) for _, y in points), None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": inks(view).line, "width": 1.5},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _more(view: View, count: int) -> dict[str, Any]:
    """Return "+7" in the corner where so many small bubbles are without a name; the table has them all."""
    line = Line(
        CANVAS - 2 * MARGIN,
        height(view) - 2 * MARGIN,
        f"+{count}" if count else "",
        BESIDE[1],
        inks(view).quiet,
    )
    return texts(view, ["more"], [line], "end", 500)
