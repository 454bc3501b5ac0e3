"""What counts as one word without anybody's asking: one key for all of its spellings.

Pure, and of one answer at a time, so that a key never changes with what else is answered and a moderator's
decision about it holds. Beyond `text.key`, two things are ignored: the gap in a compound
(`spelling.close_up`) and accents, and those only in words of the lexicon. A bare spelling joins its
accented one if everything in the lexicon that is spelt so is one idea, and if it is no other word of any
language in play (`homographs.yaml`): fr «pêche/péché», es «si/sí» and «año/ano» never meet.
Where languages are known, equal spellings of two languages are one unless they are different ideas.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import yaml
from msgspec import Struct

from palabre import lexicon, spelling, text

#: The language of an answer whose language nobody knows.
ANY: Final = "und"


class Answer(Struct, frozen=True):
    """What some people gave in one language (`und`: nobody knows which), as they typed it."""

    text: str
    lang: str = ANY
    people: int = 1


Group = tuple[Answer, ...]


@lru_cache(maxsize=1 << 15)
def key(answer: str, lang: str = "", langs: tuple[str, ...] = lexicon.LANGS) -> str:
    """Return what a cleaned answer shares with all that is counted with it. Idempotent."""
    closed = spelling.close_up(text.key(answer, lang))
    bare = spelling.bare(closed)
    full = _accented(langs).get(bare, ())
    return bare if any(spelling.is_poorer(closed, one) for one in full) else closed


def prepare() -> None:
    """Read the lexicon, half a second of work, before the first key is asked for."""
    key("", "", lexicon.LANGS)


def group(answers: Iterable[Answer], langs: Sequence[str]) -> list[Group]:
    """Return the answers in groups that count as one, the largest first, as their first answer came.

    Answers that say nothing once they are cleaned are left out.
    """
    by_key: dict[str, list[Answer]] = {}
    for answer in answers:
        cleaned = text.clean(answer.text)
        if cleaned:
            by_key.setdefault(key(cleaned, answer.lang, tuple(langs)), []).append(answer)
    groups = [one for spelt, same in by_key.items() for one in _by_meaning(spelt, same)]
    return sorted(groups, key=lambda one: -people(one))


def is_other_word(bare: str, lang: str) -> bool:
    """Whether a spelling without accents is another word of a language than the accented one."""
    return lang in _homographs().get(bare, _NONE)


def people(answers: Group) -> int:
    """Return how many gave the answers of a group."""
    return sum(answer.people for answer in answers)


def _by_meaning(spelt: str, answers: Sequence[Answer]) -> list[Group]:
    """Take false friends apart: each language goes to the first one that does not mean something else."""
    counts: dict[str, int] = {}
    for answer in answers:
        counts[answer.lang] = counts.get(answer.lang, 0) + answer.people
    homes: list[list[str]] = []
    for lang in sorted(counts, key=lambda lang: (lang == ANY, -counts[lang], lang)):
        home = next((home for home in homes if not any(_differ(spelt, lang, other) for other in home)), None)
        if home is None:
            homes.append([lang])
        else:
            home.append(lang)
    return [tuple(answer for answer in answers if answer.lang in home) for home in homes]


def _differ(spelt: str, one: str, other: str) -> bool:
    """Whether a spelling says different ideas in two languages, as far as anybody knows."""
    if {one, other} <= _friends().get(spelt, _NONE):
        return True
    ideas = [lexicon.ideas(spelt, lang) for lang in (one, other)]
    return ANY not in (one, other) and all(ideas) and ideas[0].isdisjoint(ideas[1])


_NONE: Final[frozenset[str]] = frozenset()


@lru_cache(maxsize=8)
def _accented(langs: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return by bare spelling the spellings that are one word with it wherever these languages are spoken."""
    found: dict[str, tuple[str, ...]] = {}
    for bare, known in spellings().items():
        spoken = [one for one in known if not one.langs.isdisjoint(langs)]
        others = _homographs().get(bare, _NONE)
        if spoken and frozenset.intersection(*(one.ideas for one in spoken)) and others.isdisjoint(langs):
            found[bare] = tuple(one.key for one in spoken)
    return found


class Known(Struct, frozen=True):
    """A spelling in the lexicon, closed up: the languages that have it, and its ideas in all of them."""

    key: str
    langs: frozenset[str]
    ideas: frozenset[str]


def spellings() -> Mapping[str, tuple[Known, ...]]:
    """Return by bare spelling what the lexicon has of it, where an accent is in it at all."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for field in sorted(lexicon.FIELDS.glob("*.yaml")):
        for idea, lang, word in lexicon.entries(field):
            closed = spelling.close_up(word.removesuffix(lexicon.DOUBT))
            found.setdefault(spelling.bare(closed), {}).setdefault(closed, []).append((idea, lang))
    return {
        bare: tuple(_known(closed, said) for closed, said in spelt.items())
        for bare, spelt in found.items()
        if spelt.keys() != {bare}
    }


def _known(closed: str, said: Sequence[tuple[str, str]]) -> Known:
    return Known(closed, frozenset(lang for _, lang in said), frozenset(idea for idea, _ in said))


@cache
def _homographs() -> Mapping[str, frozenset[str]]:
    """Return each bare spelling of a form in the lexicon that is another word, with its languages."""
    return _read("homographs.yaml")


@cache
def _friends() -> Mapping[str, frozenset[str]]:
    """Return each spelling that is another word in another language, with those languages."""
    return _read("friends.yaml")


def _read(name: str) -> Mapping[str, frozenset[str]]:
    source = files("palabre.lexicon").joinpath(name).read_text("utf-8")
    languages: dict[str, set[str]] = {}
    for langs, words in yaml.safe_load(source).items():
        for word in words.split():
            languages.setdefault(word, set()).update(langs.split())
    return {word: frozenset(langs) for word, langs in languages.items()}
