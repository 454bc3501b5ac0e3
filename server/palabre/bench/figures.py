"""`palabre bench figures`: what one picture of each kind and variant costs a node, as the answers grow.

Each frame is a new scene with a few more ballots, built from the tally to the text that travels: results,
layout, figure, table, JSON. Times are CPU time of this process; of the repetitions the worst is reported.
"""

import time
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct

from palabre.bench.report import Report, Target, commit, parameters, percentile
from palabre.kinds import Kinds
from palabre.kinds.base import Spec
from palabre.protocol import PollId, SessionId, Tally, View
from palabre.scene import Scene
from palabre.session import AnyPoll, AnySession, Session

P1: Final = PollId("p1")
OPTIONS: Final = 8
#: Each frame has so many more ballots than the one before.
STEP: Final = 3
#: A choice poll's picture, in milliseconds.
CHOICE_MS: Final = 0.5


class FiguresPlan(Struct, frozen=True):
    """The `figures` scenario: how many people have answered by the last frame."""

    people: int = 300
    frames: int = 60
    repeats: int = 3
    seed: int = 1


def _choice(chance: Random) -> dict[str, Any]:
    return {"kind": "choice", "picks": [chance.randrange(OPTIONS)]}


def _scale(chance: Random) -> dict[str, Any]:
    return {"kind": "scale", "ratings": {n: chance.randint(1, 5) for n in range(3)}}


def _colours(chance: Random) -> dict[str, Any]:
    return {"kind": "colours", "picks": [f"#{chance.randrange(1 << 24):06x}" for _ in range(3)]}


def _words(chance: Random) -> dict[str, Any]:
    answers = [f"word {int(chance.paretovariate(0.6)) % 5000}" for _ in range(3)]
    return {"kind": "words", "answers": answers, "lang": chance.choice(("en", "fr", "es", "ar"))}


#: A poll of each kind, and how somebody answers it.
POLLS: Final[tuple[tuple[dict[str, Any], Callable[[Random], dict[str, Any]]], ...]] = (
    ({"kind": "choice", "options": [f"Option {n}" for n in range(OPTIONS)]}, _choice),
    ({"kind": "scale", "statements": ["One", "Two", "Three"]}, _scale),
    ({"kind": "colours", "free": True}, _colours),
    ({"kind": "words"}, _words),
)


def figures(plan: FiguresPlan) -> Report:
    """Measure the CPU time of every kind's pictures."""
    kinds = Kinds()
    kinds.prepare()
    found: dict[str, float] = {}
    for poll, answer in POLLS:
        spec = kinds.read_spec(msgspec.json.encode({"question": "What?", **poll}))
        tallies = _history(kinds, spec, answer, plan)
        for variant in kinds.of(spec).variants:
            runs = [sorted(_run(kinds, spec, tallies, variant)) for _ in range(plan.repeats)]
            name = f"{poll['kind']}_{variant}"
            found[f"{name}_p50_ms"] = max(percentile(times, 0.50) for times in runs)
            found[f"{name}_p99_ms"] = max(percentile(times, 0.99) for times in runs)
    choices = [name for name in found if name.startswith("choice") and name.endswith("p50_ms")]
    targets = {name: Target(CHOICE_MS, found[name] < CHOICE_MS) for name in choices}
    return Report("figures", commit(), parameters(plan), found, targets)


def _history(
    kinds: Kinds, spec: Spec, answer: Callable[[Random], dict[str, Any]], plan: FiguresPlan
) -> list[Tally]:
    """Return a tally for every frame; the last one has all people's ballots."""
    chance, marks, tallies = Random(plan.seed), Counter[str](), list[Tally]()
    first = plan.people - STEP * plan.frames
    for person in range(1, plan.people + 1):
        marks.update(kinds.read_ballot(spec, msgspec.json.encode(answer(chance)))[1])
        if person > first and (person - first) % STEP == 0:
            tallies.append(Tally(person, person, dict(marks)))
    return tallies


def _run(kinds: Kinds, spec: Spec, tallies: list[Tally], variant: str) -> list[float]:
    """Return the milliseconds of each frame, going on from the layout of the one before."""
    poll: AnyPoll = AnyPoll(P1, spec, "open")
    session: AnySession = Session(SessionId("s"), "CDF347", "Benchmark", current=P1, polls=(poll,))
    view, times = View(variant=variant), list[float]()
    layout: Raw | None = None
    for tally in tallies:
        began = time.process_time()
        scene = Scene(session, tally, {}, kinds)
        shape = scene.shape(view)
        if shape and (layout := scene.arrange(view, layout)):
            scene.keep(shape, layout)
        scene.tallied(scene.sight("stage", view))
        times.append((time.process_time() - began) * 1000)
    return times
