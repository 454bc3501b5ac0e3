"""The two scenes that Palabre was made for, as data: a deck, and the answers people gave.

`answer,lang,people`: as people type and pick, with mixed case, typos, emoji, one rude and two hostile
answers among them. The colours of a year ago are there as well, to be compared with.
"""

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from palabre import archive as archives, deck as decks
from palabre.archive import AnyArchive
from palabre.kinds import Kinds
from palabre.protocol import PollId, Tally
from palabre.session import begin

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
#: The first scene's poll, and what the room said of it a year ago.
COMPARED: Final = PollId("p1")
A_YEAR_AGO: Final = Scene("peace-before.csv", "colours", "picks", 3)


class Person(Struct, frozen=True):
    """One simulated participant: a ballot (JSON) for each kind of poll."""

    ballots: dict[str, bytes]


def people(count: int, seed: int) -> list[Person]:
    """Return simulated people whose answers, taken together, are those of the files."""
    chance = random.Random(seed)  # noqa: S311 (a play, not a secret)
    ballots = [list(islice(_ballots(scene, chance), count)) for scene in SCENES]
    kinds = [scene.kind for scene in SCENES]
    return [Person(dict(zip(kinds, hands, strict=True))) for hands in zip(*ballots, strict=True)]


def a_year_ago(kinds: Kinds) -> AnyArchive:
    """Return the archive of the session in which the room was asked for its colours of peace before."""
    deck = decks.read(DECK.read_text(encoding="utf-8"), kinds)
    session = begin(deck.title, deck.languages, deck.polls[:1])
    marks: Counter[str] = Counter()
    hands = _hands(A_YEAR_AGO, random.Random(0))  # noqa: S311 (a play, not a secret)
    for hand in hands:
        marks.update(kinds.read_ballot(deck.polls[0], hand)[1])
    return archives.of_session(session, {COMPARED: Tally(0, len(hands), dict(marks))})


def _ballots(scene: Scene, chance: random.Random) -> Iterator[bytes]:
    """Deal the answers of a scene again and again, in another order each time."""
    while True:
        hands = _hands(scene, chance)
        chance.shuffle(hands)
        yield from hands


def _hands(scene: Scene, chance: random.Random) -> list[bytes]:
    """Deal the answers of a scene once, language by language, one to three a person."""
    return [hand for lang, said in _answers(scene).items() for hand in _deal(said, lang, scene, chance)]


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
