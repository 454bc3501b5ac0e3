"""`palabre bench cloud`: how long a cloud takes to lay out, and how still it keeps while a room answers.

Replays the histories of `histories.ROOMS` frame by frame, and lays some frames out from nothing too.
Times are CPU time of this process; of each repetition's figure the worst is reported. Overlaps are
counted in the finished clouds by comparing every two words, independently of how the layout knows.
"""

import gc
import time
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

import msgspec
from msgspec import Struct

from palabre import extent
from palabre.bench.histories import ROOMS, Room, replay
from palabre.bench.report import Report, Target, commit, parameters, percentile
from palabre.cloud import BUDGET, Cloud, Item, Movement, lay_out, movement

#: The canvas of the stage, in units.
WIDTH: Final = 1600.0
#: Every so many frames one is laid out from nothing too.
FRESH: Final = 5
#: A full cloud; only these say how long a layout takes.
FULL: Final = 150


class CloudPlan(Struct, frozen=True):
    """The `cloud` scenario: frames of each room's history, and how often all of it is repeated."""

    frames: int = 200
    repeats: int = 3
    seed: int = 1


class _Step(NamedTuple):
    """One frame: what was laid out, what moved, and the CPU time of it and of it from nothing, in ms."""

    words: int
    overlaps: int
    size: int
    moved: Movement
    took_ms: float
    fresh_ms: float | None


def cloud(plan: CloudPlan) -> Report:
    """Measure time, movement, overlaps and bytes."""
    histories = [(room, list(replay(room, plan.frames, plan.seed))) for room in ROOMS]
    gc.collect()
    gc.freeze()  # a server holds no million words of past frames for the collector to walk through
    runs = [
        [step for room, history in histories for step in _run(room, history)] for _ in range(plan.repeats)
    ]
    gc.unfreeze()
    figures = {**_times(runs), **_pictures(runs[0])}
    return Report("cloud", commit(), parameters(plan), figures, _targets(figures))


def _run(room: Room, history: Sequence[list[Item]]) -> Iterator[_Step]:
    height = WIDTH / room.aspect
    before = Cloud()
    for frame, items in enumerate(history):
        now, took = _timed(items, height, before)
        fresh = _timed(items, height, None)[1] if frame % FRESH == FRESH - 1 else None
        moved = movement(before, now, WIDTH, height)
        size = len(msgspec.json.encode(now))
        yield _Step(len(now.placed), overlaps(now, items), size, moved, took, fresh)
        before = now


def _timed(items: Sequence[Item], height: float, before: Cloud | None) -> tuple[Cloud, float]:
    began = time.process_time()
    done = lay_out(items, WIDTH, height, before)
    return done, (time.process_time() - began) * 1000


def overlaps(cloud: Cloud, items: Sequence[Item]) -> int:
    """Return how many pairs of words share room."""
    texts = {item.key: item.text for item in items}
    rooms = [
        (
            word.x,
            word.y,
            extent.width(texts[word.key]) * word.size,
            extent.half_height(texts[word.key]) * 2 * word.size,
        )
        for word in cloud.placed
    ]
    return sum(
        abs(x - other_x) * 2 < wide + other_wide and abs(y - other_y) * 2 < high + other_high
        for (x, y, wide, high), (other_x, other_y, other_wide, other_high) in combinations(rooms, 2)
    )


def _times(runs: Sequence[Sequence[_Step]]) -> dict[str, float]:
    grown = [sorted(step.took_ms for step in run if step.words >= FULL) for run in runs]
    fresh = [sorted(step.fresh_ms for step in run if step.fresh_ms and step.words >= FULL) for run in runs]
    every = [sorted(step.took_ms for step in run) for run in runs]
    return {
        "layout_p50_ms": max(percentile(times, 0.50) for times in grown),
        "layout_p99_ms": max(percentile(times, 0.99) for times in grown),
        "layout_max_ms": max(percentile(times, 1.0) for times in every),
        "fresh_p50_ms": max(percentile(times, 0.50) for times in fresh),
        "fresh_p99_ms": max(percentile(times, 0.99) for times in fresh),
    }


def _pictures(steps: Sequence[_Step]) -> dict[str, float]:
    """Return what does not depend on the machine."""
    ways = sorted(step.moved.way for step in steps)
    words = sorted(float(step.moved.words) for step in steps)
    zooms = sorted(abs(1 - step.moved.zoom) for step in steps if step.moved.zoom != 1)
    return {
        "overlaps": float(sum(step.overlaps for step in steps)),
        "movement_p50": percentile(ways, 0.50),
        "movement_p99": percentile(ways, 0.99),
        "movement_max": percentile(ways, 1.0),
        "moved_words_p50": percentile(words, 0.50),
        "moved_words_p99": percentile(words, 0.99),
        "moved_words_max": percentile(words, 1.0),
        "zooms": float(len(zooms)),
        "zoom_p50": percentile(zooms, 0.50),
        "zoom_max": percentile(zooms, 1.0),
        "frames": float(len(steps)),
        "words": float(max(step.words for step in steps)),
        "bytes": float(max(step.size for step in steps)),
    }


def _targets(figures: dict[str, float]) -> dict[str, Target]:
    most = {
        "layout_p50_ms": 10.0,
        "layout_p99_ms": 20.0,
        "fresh_p99_ms": 20.0,
        "overlaps": 0.0,
        "movement_p99": BUDGET,
    }
    return {name: Target(limit, figures[name] <= limit) for name, limit in most.items()}
