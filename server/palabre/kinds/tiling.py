"""Where tiles lie in a mosaic: rectangles by weight, in order, filling an area, of shapes that names fit into.

Knows no colour and no text. Tiles keep the order they are given in, so a tile stays with its neighbours
whatever the weights (an ordered treemap: Bederson, Shneiderman and Wattenberg, 2002). Several sets of
weights can be laid out alike: then every tile has its place in the same row and column of each mosaic.
"""

import itertools
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from palabre.figures import Rect

#: A row has at most so many tiles, so that the work stays in proportion to them.
LONGEST: Final = 18
#: Neighbours stand above each other in one column while it is no wider than this, or this part of the area.
STACK: Final = 250.0
STACK_PART: Final = 0.24
#: The best width over height of a tile, as names are wide; and a width and a height that no name fits into.
SHAPE: Final = 1.3
NARROW: Final = 150.0
LOW: Final = 36.0
#: Tiles that stand above each other are at least so high.
LOWEST: Final = 14.0
#: How many units of thinness one unit too narrow or too low is worth.
TIGHT: Final = 40.0

Weights = tuple[float, ...]
#: Tiles of a row or a column, from one up to another.
Span = tuple[int, int]
#: The rows of a mosaic from the top, each in columns from the side where reading begins.
Plan = tuple[tuple[Span, ...], ...]


def lay_out(weights: Sequence[float], width: float, depth: float) -> list[Rect]:
    """Fill an area with rectangles of these weights, row by row in order; one without weight has no size."""
    return lay_out_alike([weights], width, depth)[0]


def lay_out_alike(editions: Sequence[Sequence[float]], width: float, depth: float) -> tuple[list[Rect], ...]:
    """Fill an area with each of several sets of weights for the same tiles, all in the same rows and columns.

    A tile without weight has no size and waits where it would grow. A set that is all 0 fills nothing and
    has no say in where the others break.
    """
    shown = [place for place, of_tile in enumerate(zip(*editions, strict=True)) if any(of_tile)]
    areas = [
        tuple(weights[place] * width * depth / sum(weights) for place in shown) if any(weights) else ()
        for weights in editions
    ]
    rows = plan(tuple(filter(None, areas)), width)
    return tuple(
        _all(_places(one, rows, width) if one else [], shown, len(weights), Rect(width, depth, 0.0, 0.0))
        for one, weights in zip(areas, editions, strict=True)
    )


def _all(rects: Sequence[Rect], shown: Sequence[int], count: int, end: Rect) -> list[Rect]:
    """Return a rectangle for every tile: one that is not shown has no size, and lies where the next begins."""
    known = dict(zip(shown, rects, strict=False))
    every = [end]
    for place in reversed(range(count)):
        following = every[-1]
        every.append(known.get(place) or Rect(following.left, following.top, 0.0, 0.0))
    return every[:0:-1]


@lru_cache(maxsize=128)
def plan(editions: tuple[Weights, ...], width: float) -> Plan:
    """Return the rows and columns for several sets of areas, given in square units.

    Of all ways to break the order into rows it takes the one whose rectangles are least thin in sum
    (dynamic programming over the breaks, the ordered strips of Bederson et al.).
    """
    if not editions:
        return ()
    areas = tuple(sum(of_tile) / len(editions) for of_tile in zip(*editions, strict=True))
    best: list[tuple[float, int, tuple[Span, ...]]] = [(0.0, 0, ())]
    for stop in range(1, len(areas) + 1):
        found: tuple[float, int, tuple[Span, ...]] = (math.inf, stop - 1, ())
        for start in range(stop - 1, max(0, stop - LONGEST) - 1, -1):
            cost = best[start][0]
            if cost >= found[0]:
                continue
            columns = _columns(areas, start, stop, width)
            for edition in editions:
                cost += _thinness(edition, columns, width, found[0] - cost)
            if cost < found[0]:
                found = (cost, start, columns)
        best.append(found)
    rows, stop = [], len(areas)
    while stop:
        rows.append(best[stop][2])
        stop = best[stop][1]
    return tuple(reversed(rows))


def _columns(areas: Weights, start: int, stop: int, width: float) -> tuple[Span, ...]:
    """Divide a row into columns: every tile its own, but small ones that are neighbours stand together."""
    tall = sum(areas[start:stop]) / width
    most = tall * min(STACK, width * STACK_PART)
    columns: list[Span] = []
    begin, column, least = start, 0.0, math.inf
    for place in range(start, stop):
        area = areas[place]
        if not area:
            continue
        least = min(least, area)
        if not column or (column + area <= most and least * tall >= LOWEST * (column + area)):
            column += area
        else:
            columns.append((begin, place))
            begin, column, least = place, area, area
    return (*columns, (begin, stop))


def _thinness(areas: Weights, columns: tuple[Span, ...], width: float, limit: float) -> float:
    """Return how far from the best shape for a name the rectangles of a row are, the large counting more.

    A row of the best shapes costs nothing. From `limit` on the exact cost does not matter.
    """
    tall = sum(areas[columns[0][0] : columns[-1][1]]) / width
    if not tall:
        return 0.0
    cost, narrow = 0.0, min(NARROW, width / 8)
    for start, stop in columns:
        wide = sum(areas[start:stop]) / tall
        tight = narrow - wide if wide < narrow else 0.0
        for area in areas[start:stop]:
            if area:
                high = area / wide
                shape = wide / (high * SHAPE)
                cost += ((shape if shape > 1 else 1 / shape) - 1) * math.sqrt(area)
                cost += (tight + LOW - high if high < LOW else tight) * TIGHT
        if cost >= limit:
            return cost
    return cost


def _places(areas: Weights, rows: Plan, width: float) -> list[Rect]:
    """Return the rectangles of one set of areas, in order."""
    rects: list[Rect] = []
    top = 0.0
    for columns in rows:
        tall, left = sum(areas[columns[0][0] : columns[-1][1]]) / width, 0.0
        for start, stop in columns:
            wide = sum(areas[start:stop]) / tall if tall else 0.0
            highs = [area / wide if wide else 0.0 for area in areas[start:stop]]
            tops = itertools.accumulate(highs, initial=top)
            rects += [Rect(left, y, wide, high) for y, high in zip(tops, highs, strict=False)]
            left += wide
        top += tall
    return rects
