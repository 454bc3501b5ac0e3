"""Plausible histories of a word poll: what a room has answered so far, frame by frame.

Seeded: equal rooms and seeds give equal histories. Words are those of the lexicon in the room's languages,
then phrases of two of them, then emoji, given with frequencies that fall as by Zipf's law. People change
their minds, and a moderator hides and groups; so counts grow, fall, and words go.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from msgspec import Struct

from palabre import lexicon
from palabre.cloud import Item

#: One ballot in twenty is a change of mind; one frame in thirty brings a moderator's decision.
RECAST: Final = 0.05
MODERATED: Final = 1 / 30
#: A moderator looks at what leads.
LOOKED_AT: Final = 40
#: Zipf-Mandelbrot: the r-th word is given in proportion to (r + FLAT) ** -slope.
FLAT: Final = 2.7


class Room(Struct, frozen=True):
    """An audience, and the shape of its screen.

    `langs`: languages and their shares. `answers`: words a person. `words`: how many different words the
    room knows at most. `slope`: how fast frequencies fall; near 1 most say the same, near 0 nobody does.
    """

    name: str
    people: int
    answers: int
    words: int
    slope: float
    langs: dict[str, float]
    aspect: float


_PLENARY: Final = {"fr": 4.0, "en": 4, "es": 3, "pt": 2, "ar": 1.5, "tr": 1, "ru": 1, "zh": 1, "emoji": 0.3}
ROOMS: Final = (
    Room("plenary", 600, 3, 1200, 1.05, _PLENARY, 16 / 9),
    Room("english", 300, 3, 500, 0.9, {"en": 9.0, "fr": 1, "es": 1, "emoji": 0.2}, 2.0),
    Room("arabic", 450, 3, 900, 1.0, {"ar": 8.0, "fr": 1, "en": 1}, 4 / 3),
    Room("agreed", 500, 2, 300, 1.35, {"zh": 3.0, "ru": 3, "tr": 2, "en": 2}, 16 / 9),
    Room("flood", 600, 10, 20_000, 0.45, _PLENARY, 16 / 9),
)


def replay(room: Room, frames: int, seed: int) -> Iterator[list[Item]]:
    """Yield what the room's words and counts are after each of so many frames."""
    chance = Random(f"{room.name} {seed}")
    words = vocabulary(room, chance)
    weights = [(rank + FLAT) ** -room.slope for rank in range(len(words))]
    hands: list[list[str]] = []
    decided: dict[str, str] = {}
    for frame in range(1, frames + 1):
        while len(hands) < room.people * frame / frames:
            hand = chance.choices(words, weights, k=room.answers)
            if hands and chance.random() < RECAST:
                hands[chance.randrange(len(hands))] = hand
            else:
                hands.append(hand)
        items = _counted(hands, decided)
        yield items
        if chance.random() < MODERATED:
            _decide(items, decided, chance)


def vocabulary(room: Room, chance: Random) -> list[str]:
    """Return different words in the order of their frequency."""
    spoken: dict[str, list[str]] = defaultdict(list)
    for field in sorted(lexicon.FIELDS.glob("*.yaml")):
        for _, lang, word in lexicon.entries(field):
            spoken[lang].append(word.removesuffix(lexicon.DOUBT))
    for listed in spoken.values():
        chance.shuffle(listed)
    found: dict[str, None] = {}
    for lang in chance.choices(list(room.langs), list(room.langs.values()), k=room.words):
        words = spoken[lang]
        found.setdefault(words.pop() if len(words) > 1 else f"{words[0]} {chance.choice(list(found))}"[:30])
    return list(found)


def _counted(hands: Sequence[Sequence[str]], decided: dict[str, str]) -> list[Item]:
    counts = Counter(decided.get(word, word) for hand in hands for word in set(hand))
    return [Item(word, word, count) for word, count in counts.items() if word]


def _decide(items: Sequence[Item], decided: dict[str, str], chance: Random) -> None:
    """Hide one of the words that lead, or group one of them with a rarer one."""
    led = sorted(items, key=lambda item: (-item.count, item.key))[:LOOKED_AT]
    if len(led) < 2:
        return
    into, gone = sorted(chance.sample(range(len(led)), 2))
    kept = led[into].key if chance.random() < 0.6 else ""
    moved = led[gone].key
    decided |= {word: kept for word, to in decided.items() if to == moved} | {moved: kept}
