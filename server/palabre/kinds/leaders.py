"""Thin lines that lead from bubbles out of the disc to their names: each with its own elbow, none across another.

A line runs straight from its bubble to an elbow just outside the disc, and level from there to its name. As elbows
are at least a line of letters apart, names are in the order of their elbows, and only the parts on the disc could
meet. A bubble that others enclose is led out between them. Knows no text and no Plotly.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import combinations, pairwise
from typing import Final

from msgspec import Struct

from palabre.kinds.disc import Bubble, Disc, Point

#: The letters beside the disc, as large as their number allows, and how far apart their lines are.
BESIDE: Final[tuple[float, float]] = (22.0, 34.0)
LEADING: Final = 1.45
#: From the disc to the elbows, and to the names; and how far up and down there are elbows, as a sine.
ELBOW: Final = 24.0
END: Final = 48.0
STEEP: Final = 1.0
#: Elbows on the disc: on so many of the highest and lowest levels, at these parts of its radius.
EDGE: Final = 1
INWARD: Final = (-0.45, -0.15, 0.15, 0.45)
#: How near a line may pass a bubble, and from where on it passes well.
CLEAR: Final = 1.0
ROOMY: Final = 8.0
#: How far across a line looks for a way out, in radii of the disc.
REACH: Final = 1.1
#: The widest gap between neighbours that a line has its corner in.
WIDEST: Final = 80.0
#: Up to how many lines are led around bubbles; more only keep from crossing each other.
MANY: Final = 20
#: How often all lines are chosen anew in view of the others, and in how many orders.
ROUNDS: Final = 3
ORDERS: Final = 3
#: How many corners a line has on the disc, at most.
CORNERS: Final = 3
#: What is bad about a line, in units of length: to meet a bubble or a line, a corner, to leave backwards, a
#: name on the fuller side; and what a unit of slope, of level length and of want of room adds.
MEETING: Final = 4000.0
CORNER: Final = 150.0
BACK: Final = 400.0
FULLER: Final = 30.0
SLOPE: Final = 0.4
LEVEL: Final = 0.5
NARROW: Final = 12.0
#: By how much lines that swap their elbows are shorter then, at least; what only touches may not be.
LEAST: Final = 0.001


#: Where a line turns level, its name's near end, the side of it (-1 or 1), and what the level part costs.
Elbow = tuple[Point, Point, int, float]
#: A bubble that a line may meet: its middle and radius.
Obstacle = tuple[float, float, float]
#: A straight line's cost and the elbow, or the gap, that it leads to.
Out = tuple[float, Elbow]
Seen = tuple[float, Point]


class Route(Struct, frozen=True):
    """A way out of the disc: its cost alone, its points as a leader's, and its side, -1 or 1."""

    cost: float
    points: tuple[Point, ...]
    side: int


class Leader(Struct, frozen=True):
    """A line from a bubble to its name: from the bubble's middle to the name's near end, and the letters' size."""

    points: tuple[Point, ...]
    size: float
    side: int


@lru_cache(maxsize=32)
def lead(outer: tuple[Bubble, ...], shown: tuple[Bubble, ...], disc: Disc, depth: float) -> dict[str, Leader]:
    """Return lines for the outer of all shown bubbles, by their tiles' ids; the smallest may find no room."""
    size = min(BESIDE[1], max(BESIDE[0], 2 * depth / (LEADING * max(1, len(outer)))))
    step = size * LEADING
    levels = _levels(disc, depth, step)
    routes: dict[str, Route] = {}
    if len(outer) <= MANY:
        loose = len(outer) <= len(levels)
        halves = [level + step / 2 for level in levels[:-1]]
        own = [one.y for one in outer if levels and levels[0] <= one.y <= levels[-1]]
        few = [*_elbows(disc, levels), *_inward(disc, levels, shown)]
        more = _elbows(disc, sorted({*halves, *own} - {*levels})) if loose else []
        routes = _around(outer, Field(shown, few, more, REACH * disc.radius), step)
    if len(routes) < len(outer) or any(
        _meet(a.points, b.points) for a, b in combinations(routes.values(), 2)
    ):
        routes = _apart(sorted(outer, key=lambda one: -one.tile.share), _elbows(disc, levels))
    return {name: Leader(route.points, size, route.side) for name, route in routes.items()}


def _levels(disc: Disc, depth: float, step: float) -> list[float]:
    """Return the heights for names, a step apart, as many as fit beside the disc, even about its middle."""
    reach = min(STEEP * (disc.radius + ELBOW), (depth - step) / 2)
    count = int(2 * reach / step) + 1
    return [disc.y + (level - (count - 1) / 2) * step for level in range(count)]


def _elbows(disc: Disc, levels: Sequence[float]) -> list[Elbow]:
    """Return the elbows just outside the disc, on both sides of each level."""
    far = disc.radius + ELBOW
    found = []
    for y in levels:
        across = math.sqrt(max(0.0, far * far - (y - disc.y) ** 2))
        found += [_elbow(disc, disc.x + side * across, y, side) for side in (-1, 1)]
    return found


def _elbow(disc: Disc, x: float, y: float, side: int) -> Elbow:
    end = (disc.x + side * (disc.radius + END), y)
    return (x, y), end, side, LEVEL * abs(end[0] - x)


def _inward(disc: Disc, levels: Sequence[float], shown: Sequence[Bubble]) -> list[Elbow]:
    """Return elbows on the disc from where a line runs clear to a name: above and below all that is in the middle."""
    obstacles = [(one.x, one.y, one.radius) for one in shown]
    outmost = {*levels[:EDGE], *levels[-EDGE:]}
    found = [
        _elbow(disc, disc.x + part * disc.radius, y, side)
        for y in sorted(outmost)
        for part in INWARD
        if math.hypot(part * disc.radius, y - disc.y) < disc.radius + ELBOW
        for side in (-1, 1)
    ]
    return [elbow for elbow in found if _passing(*elbow[:2], obstacles, MEETING) < MEETING]


class Field:
    """What stands in the way of lines, and how points see elbows (gaps only a few of them) and gaps."""

    def __init__(
        self, shown: Sequence[Bubble], few: Sequence[Elbow], more: Sequence[Elbow], reach: float
    ) -> None:
        self._shown = shown
        self._few = few
        self._reach = reach
        self._more = more
        self._onward: dict[Point, tuple[list[Out], list[Seen]]] = {}

    def out(self, start: Point, own: Bubble | None = None, limit: float = MEETING) -> list[Out]:
        """Return the elbows to which straight lines cost less than a limit, from a gap or from a bubble's middle."""
        obstacles, outs = self._obstacles(start, own), []
        for elbow in (*self._few, *self._more) if own else self._few:
            point, _, side, level = elbow
            ahead = (point[0] - start[0]) * side
            if ahead > self._reach and limit == MEETING:
                continue
            slope = SLOPE * abs(point[1] - start[1]) + (0.0 if ahead >= 0 else BACK)
            cost = _passing(start, point, obstacles, limit)
            if cost < limit:
                outs.append((cost + level + slope, elbow))
        return outs

    def gaps(self, start: Point, own: Bubble | None = None) -> list[Seen]:
        """Return the gaps that a point sees, and what straight lines there cost."""
        obstacles = self._obstacles(start, own)
        seen = (
            (_passing(start, gap, obstacles, MEETING), gap)
            for gap in self._all
            if 0 < math.dist(gap, start) < self._reach
        )
        return [(cost + CORNER, gap) for cost, gap in seen if cost < MEETING]

    def onward(self, gap: Point) -> tuple[list[Out], list[Seen]]:
        """Return the elbows and the gaps that a gap sees."""
        if gap not in self._onward:
            self._onward[gap] = (self.out(gap), self.gaps(gap))
        return self._onward[gap]

    def _obstacles(self, start: Point, own: Bubble | None) -> list[Obstacle]:
        """Return all bubbles but a line's own, first those that are most in its way."""
        found = [(one.x, one.y, one.radius) for one in self._shown if one is not own]
        return sorted(found, key=lambda one: math.dist(start, one[:2]) - 2 * one[2])

    @cached_property
    def _all(self) -> list[Point]:
        return _gaps(self._shown)


class Ways:
    """The routes of one bubble, cheapest first; those around corners only when they are asked for."""

    def __init__(self, bubble: Bubble, field: Field) -> None:
        self._bubble = bubble
        self._field = field
        self._start = (bubble.x, bubble.y)
        self._ends: dict[Point, tuple[float, tuple[Point, ...]]] = {}
        self._corners = 0
        self._routes: list[Route] = []
        self._add(0.0, (self._start,), field.out(self._start, bubble))
        #: How many straight routes meet no bubble.
        self.clear = len(self._routes)

    def best(self, others: Sequence[Route], step: float) -> Route | None:
        """Return the best route beside others; None where all heights are taken."""
        while True:
            found, least = None, math.inf
            for route in self._routes:
                if route.cost - FULLER * len(others) >= least:
                    break
                worth = _worth(route, others, step, least)
                if worth < least:
                    found, least = route, worth
            if least < MEETING or self._corners > CORNERS:
                return found
            self._more()

    def _more(self) -> None:
        """Add the routes with one more corner, in the end those that meet bubbles."""
        if self._corners == CORNERS:
            self._corners += 1
            self._add(0.0, (self._start,), self._field.out(self._start, self._bubble, math.inf))
            return
        ends: dict[Point, tuple[float, tuple[Point, ...]]] = {}
        for cost, points, more, gap in self._further():
            if gap not in ends or cost + more < ends[gap][0]:
                ends[gap] = (cost + more, (*points, gap))
        self._ends, self._corners = ends, self._corners + 1
        for cost, points in ends.values():
            self._add(cost, points, self._field.onward(points[-1])[0])

    def _add(self, cost: float, points: tuple[Point, ...], outs: Sequence[Out]) -> None:
        """Add the routes that go on from a point."""
        self._routes += [Route(cost + more, (*points, *elbow[:2]), elbow[2]) for more, elbow in outs]
        self._routes.sort(key=_cost)

    def _further(self) -> Iterator[tuple[float, tuple[Point, ...], float, Point]]:
        """Yield the ways from the last corners to one more: cost and points up to there, and of the next."""
        if not self._corners:
            yield from ((0.0, (self._start,), *seen) for seen in self._field.gaps(self._start, self._bubble))
        for cost, points in self._ends.values():
            yield from ((cost, points, *seen) for seen in self._field.onward(points[-1])[1])


def _around(outer: Sequence[Bubble], field: Field, step: float) -> dict[str, Route]:
    """Return a route for each bubble: none across another, nor across a bubble, if that is found."""
    ways = {one.tile.id: Ways(one, field) for one in outer}
    order = sorted(ways, key=lambda name: (ways[name].clear, name))
    best: dict[str, Route] = {}
    least = math.inf
    for _ in range(ORDERS):
        chosen: dict[str, Route] = {}
        total, hard = 0.0, list[str]()
        for turn in range(ROUNDS):
            before = dict(chosen)
            for name in order:
                chosen.pop(name, None)
                if route := ways[name].best(list(chosen.values()), step):
                    chosen[name] = route
            if turn and chosen == before:
                break
        for name in order:
            others = [route for other, route in chosen.items() if other != name]
            worth = _worth(chosen[name], others, step) if name in chosen else 2 * MEETING
            total += worth
            hard += [name] if worth >= MEETING else []
        if total < least:
            best, least = chosen, total
        if not hard:
            break
        order = hard + [name for name in order if name not in hard]
    return best


def _cost(route: Route) -> float:
    return route.cost


def _worth(route: Route, others: Sequence[Route], step: float, limit: float = math.inf) -> float:
    """Return what a route costs beside others; infinite where its name would cover another's or beyond a limit."""
    level, worth = route.points[-1][1], route.cost
    for other in others:
        if route.side == other.side:
            if abs(level - other.points[-1][1]) < step - 0.01:
                return math.inf
            worth += FULLER
        else:
            worth -= FULLER
    for other in others:
        if worth >= limit:
            return math.inf
        worth += MEETING * _meet(route.points, other.points)
    return worth


def _passing(start: Point, end: Point, obstacles: Sequence[Obstacle], limit: float = math.inf) -> float:
    """Return what a straight line costs: its length, little room beside bubbles, and far more each one it meets.

    From a limit on it is not looked at further.
    """
    left, top = start
    across, down = end[0] - left, end[1] - top
    cost = length = math.hypot(across, down)
    across, down = across / (length or 1.0), down / (length or 1.0)
    for x, y, radius in obstacles:
        right, below = x - left, y - top
        room = abs(right * down - below * across) - radius
        if room < ROOMY:
            along = right * across + below * down
            if along < 0:
                room = math.hypot(right, below) - radius
            elif along > length:
                room = math.dist((x, y), end) - radius
            if room < CLEAR:
                cost += MEETING
                if cost >= limit:
                    break
            elif room < ROOMY:
                cost += NARROW * (ROOMY - room)
    return cost


def _gaps(shown: Sequence[Bubble]) -> list[Point]:
    """Return points between neighbours: in the middle of a narrow gap, two in a wider one."""
    found = []
    for one, other in combinations(shown, 2):
        across, down = other.x - one.x, other.y - one.y
        far = math.hypot(across, down)
        gap = far - one.radius - other.radius
        if 2 * CLEAR < gap < WIDEST:
            at = (one.radius + gap / 2) / far
            x, y = one.x + at * across, one.y + at * down
            if all(math.hypot(x - near.x, y - near.y) >= near.radius + gap / 2 - CLEAR for near in shown):
                shift = gap / 6 / far if gap > 2 * ROOMY else 0.0
                found += [(x + part * across, y + part * down) for part in sorted({-shift, shift})]
    return found


def _meet(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """Return whether two lines cross or touch."""
    return any(_cross(a, b, c, d) for a, b in pairwise(one) for c, d in pairwise(other))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Return whether two straight lines cross or touch."""
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return False
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return _turn(a, b, c) * _turn(a, b, d) <= 0 and _turn(c, d, a) * _turn(c, d, b) <= 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _apart(outer: Sequence[Bubble], elbows: Sequence[Elbow]) -> dict[str, Route]:
    """Return straight routes that do not cross, for as many of the first bubbles as there are elbows.

    Two that cross swap their elbows: all lines together are shorter then, so that this comes to an end.
    """
    free, chosen = list(elbows), list[Elbow]()
    named = [(one.x, one.y) for one in outer[: len(elbows)]]
    for start in named:
        chosen.append(min(free, key=lambda elbow: math.dist(start, elbow[0])))
        free.remove(chosen[-1])
    crossed = True
    while crossed:
        crossed = False
        for one, other in combinations(range(len(named)), 2):
            a, b, c, d = named[one], chosen[one][0], named[other], chosen[other][0]
            if (
                _cross(a, b, c, d)
                and math.dist(a, d) + math.dist(c, b) < math.dist(a, b) + math.dist(c, d) - LEAST
            ):
                chosen[one], chosen[other] = chosen[other], chosen[one]
                crossed = True
    return {
        bubble.tile.id: Route(0.0, (start, *elbow[:2]), elbow[2])
        for bubble, start, elbow in zip(outer, named, chosen, strict=False)
    }
