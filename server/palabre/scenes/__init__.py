"""The two scenes that Palabre was made for, as data: a deck, and the answers people gave.

`answer,lang,people`: as people type and pick, with mixed case, typos, emoji, one rude and two hostile
answers among them.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

HERE: Final = Path(__file__).parent
DECK: Final = HERE / "deck.yaml"


class Scene(Struct, frozen=True):
    """One poll of the deck, and how the answers of its file become a ballot; words say their language."""

    file: str
    kind: str
    field: str
    most: int
    has_lang: bool = False


PEACE: Final = Scene("peace.csv", "colours", "picks", 3)
LEARNING: Final = Scene("learning.csv", "words", "answers", 3, has_lang=True)
SCENES: Final = (PEACE, LEARNING)


class Person(Struct, frozen=True):
    """One simulated participant: a ballot (JSON) for each kind of poll."""

    ballots: dict[str, bytes]


def people(count: int, seed: int) -> list[Person]:
    """Return simulated people whose answers, taken together, are those of the files."""
    chance = random.Random(seed)  # noqa: S311 (a play, not a secret)
    ballots = [list(islice(_ballots(scene, chance), count)) for scene in SCENES]
    kinds = [scene.kind for scene in SCENES]
    return [Person(dict(zip(kinds, hands, strict=True))) for hands in zip(*ballots, strict=True)]


def _ballots(scene: Scene, chance: random.Random) -> Iterator[bytes]:
    """Deal the answers of a scene, language by language, one to three a person, without end."""
    while True:
        hands = [hand for lang, said in _answers(scene).items() for hand in _deal(said, lang, scene, chance)]
        chance.shuffle(hands)
        yield from hands


def _deal(answers: list[str], lang: str, scene: Scene, chance: random.Random) -> Iterator[bytes]:
    answers = list(answers)
    chance.shuffle(answers)
    while answers:
        hand = list(dict.fromkeys(answers[: chance.randint(1, scene.most)]))
        del answers[: len(hand)]
        spoken = {"lang": lang} if scene.has_lang else {}
        yield msgspec.json.encode({"kind": scene.kind, scene.field: hand, **spoken})


def _answers(scene: Scene) -> dict[str, list[str]]:
    """Return every answer of a scene by language, as often as it was given."""
    said: dict[str, list[str]] = defaultdict(list)
    with (HERE / scene.file).open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            said[row["lang"]] += [row["answer"]] * int(row["people"])
    return said
