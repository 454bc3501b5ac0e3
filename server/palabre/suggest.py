"""Groups that a moderator is offered: one idea in several languages, forms of one word, slips of the thumb.

Pure; the lemmatiser is an argument, as its dictionaries are large. Nothing here is applied by itself. No
group is in two suggestions, and the same groups in any order give the same ones: a group has at most one
idea, a word without one joins the word that it is a form of, and what no dictionary has joins a far more
frequent word that it nearly is. A word that may be two ideas is the one that more people surely gave.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from palabre import spelling
from palabre.grouping import Group
from palabre.protocol import Reason
from palabre.reading import Lemmas, Word, look_up, read
from palabre.slips import MEANT, Place, allowed, nearest

#: Spellings that a reason lists.
LISTED: Final = 4

Why = Literal["idea", "form", "spelling"]
IDEA: Final = "idea"
FORM: Final = "form"
SLIP: Final = "spelling"
SAID: Final[dict[Why, str]] = {
    IDEA: "same idea", FORM: "forms of one word", SLIP: "nearly the same spelling",
}  # fmt: skip


class Suggestion(Struct, frozen=True):
    """Groups that may count as one, the most frequent first, and the reasons."""

    groups: tuple[Group, ...]
    reasons: tuple[Reason, ...]

    @property
    def why(self) -> str:
        """The reasons as a person reads them."""
        return "; ".join(f"{SAID[one.same]}: {', '.join(one.answers)}" for one in self.reasons)


def suggest(groups: Iterable[Group], langs: Sequence[str], lemmas: Lemmas) -> list[Suggestion]:
    """Return what may be grouped further, the most frequent first. `langs` are those of the session."""
    words = sorted((read(group, langs, lemmas) for group in groups), key=lambda word: word.rank)
    homes = Homes(_with_lemmas(words, lemmas))
    homes.settle_ideas()
    homes.settle_forms()
    homes.settle_slips()
    return homes.suggestions()


def _with_lemmas(words: Sequence[Word], lemmas: Lemmas) -> list[Word]:
    """Look up the lemmas of languages in which some word has no idea; the others need no dictionary."""
    asked = {lang for word in words if len(word.ideas) != 1 for lang in word.spoken}
    return [replace(word, lemmas=look_up(word, asked, lemmas)) for word in words]


class Homes:
    """Which words are together, and why: each word, by its place in the order of frequency, has one home."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._home: dict[int, str] = {}
        self._brought: dict[int, tuple[Why, int]] = {}
        self._ideas: Counter[str] = Counter()

    def settle_ideas(self) -> None:
        """Give each word its idea; one that may be several is the idea that most people surely gave.

        Where nobody surely gave any of them, it is the one that the most words may be, if there are two.
        """
        surely: Counter[str] = Counter()
        perhaps: Counter[str] = Counter()
        for word in self._words:
            (surely if len(word.ideas) == 1 else perhaps).update(dict.fromkeys(word.ideas, word.people))
        shared = Counter(idea for word in self._words for idea in word.ideas)
        for place, word in enumerate(self._words):
            given = sorted((-surely[idea], idea) for idea in word.ideas if idea in surely) or sorted(
                (-perhaps[idea], idea) for idea in word.ideas if shared[idea] > 1
            )
            if given:
                self._home[place] = given[0][1]
                self._brought[place] = IDEA, place

    def settle_forms(self) -> None:
        """Bring words without an idea to one of their lemma, or of their spelling if they are no words."""
        first: dict[tuple[str, str], int] = {}
        for place, word in enumerate(self._words):
            for form in _offered(word):
                first.setdefault(form, place)
        for place, word in enumerate(self._words):
            twins = [first[form] for form in _sought(word) if first[form] != place]
            if twins and place not in self._home:
                self._join(place, min(twins), FORM)

    def settle_slips(self) -> None:
        """Bring what no dictionary has to the far more frequent word that it nearly is."""
        meant = cache(self._meant)
        for place, home in self._home.items():
            self._ideas[home] += self._words[place].people
        for place, word in enumerate(self._words):
            edits = 0 if place in self._home or word.ideas else allowed(word)
            if edits:
                slip = spelling.bare(word.spelt[0])
                near = [nearest(slip, edits, meant(lang, word.people)) for lang in word.spoken]
                found = [one for one in near if one is not None]
                if found:
                    self._join(place, min(found)[0], SLIP)

    def _meant(self, lang: str, given: int) -> dict[Place, str]:
        """Return the bare spellings of a language that a slip of so many people may mean.

        What few people said for an idea that many gave may be meant as well.
        """
        enough = MEANT * max(1, given)
        return {
            (place, which): spelling.bare(one)
            for place, word in enumerate(self._words)
            if lang in word.spoken
            and (word.people >= enough or (given < word.people and self._behind(place) >= 2 * enough))
            for which, one in enumerate(word.spelt)
        }

    def _behind(self, place: int) -> int:
        """Return how many people gave the idea of a word."""
        return self._ideas[self._home[place]] if place in self._home else 0

    def suggestions(self) -> list[Suggestion]:
        """Return every home of two words or more."""
        homes: dict[str, list[int]] = {}
        for place, home in sorted(self._home.items()):
            homes.setdefault(home, []).append(place)
        shared = [places for places in homes.values() if len(places) > 1]
        shared.sort(key=lambda places: (-sum(self._words[place].people for place in places), places))
        return [
            Suggestion(tuple(self._words[place].group for place in places), self._explain(places))
            for places in shared
        ]

    def _join(self, place: int, other: int, why: Why) -> None:
        """Bring a word to another one's home; a space, which no idea's name has, marks one of its own."""
        self._home[place] = self._home.setdefault(other, f"{other} ")
        self._brought[place] = why, other

    def _explain(self, places: Sequence[int]) -> tuple[Reason, ...]:
        """Name what is the same, then what was brought to it and to which word."""
        named: dict[Why, dict[int, None]] = {IDEA: {}, FORM: {}, SLIP: {}}
        for place in places:
            if place in self._brought:
                why, other = self._brought[place]
                named[why].update({other: None, place: None})
        return tuple(
            Reason(why, tuple(_faces([self._words[place] for place in brought])))
            for why, brought in named.items()
            if len(brought) > 1
        )


def _offered(word: Word) -> list[tuple[str, str]]:
    """Return by what others find a word: its lemmas, and how it looks without accents in any language."""
    return [*word.lemmas, *(("", spelling.bare(spelling.close_up(one))) for one in word.spelt)]


def _sought(word: Word) -> list[tuple[str, str]]:
    """Return what a word looks for: a word that a dictionary has lacks no accent."""
    return list(word.lemmas) or _offered(word)


def _faces(words: Sequence[Word]) -> list[str]:
    """Return some spellings, one of each language before a second of any."""
    fresh: dict[tuple[str, ...], Word] = {}
    for word in words:
        fresh.setdefault(word.spoken, word)
    return list(dict.fromkeys(word.face for word in [*fresh.values(), *words]))[:LISTED]
