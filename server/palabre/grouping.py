"""What counts as one word without anybody's asking: one key for all of its spellings.

Pure, and of one answer at a time, so that a key never changes with what else is answered and a moderator's
decision about it holds. Beyond `text.key`, two things are ignored: the gap in a compound
(`spelling.close_up`) and accents, and those only in words of the lexicon. A bare spelling joins its
accented one if everything in the lexicon that is spelt so is one idea, and if it is no other word of any
language in play (`homographs.yaml`): fr «pêche/péché», es «si/sí» and «año/ano» never meet.
Equal spellings of two languages are one, unless they are known to be different words: then the key also
says in which languages the word is this one, and an answer in any other or in none is a third.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Final

import yaml
from msgspec import Struct

from palabre import lexicon, spelling, text

#: The language of an answer whose language nobody knows.
ANY: Final = "und"
#: Between an answer and its language, in marks and keys; cleaning leaves none in an answer (`text.clean`).
TAB: Final = "\t"


class Answer(Struct, frozen=True):
    """What some people gave in one language (`und`: nobody knows which), as they typed it."""

    text: str
    lang: str = ANY
    people: int = 1


Group = tuple[Answer, ...]


@lru_cache(maxsize=1 << 16)
def key(answer: str, lang: str = ANY, langs: tuple[str, ...] = lexicon.LANGS) -> str:
    """Return what a cleaned answer in a language shares with all that is counted with it. Idempotent."""
    spelt = _spelt(answer, lang, langs)
    homes = _homes().get(spelt)
    return spelt if homes is None else f"{spelt}{TAB}{homes.get(lang, ANY)}"


def keys(named: str) -> tuple[str, ...]:
    """Return the keys of today that a key of any day names.

    One without languages, from before the word was known to be several, names them all: what was hidden
    or grouped under it stays so.
    """
    spelt, lang = apart(named)
    today = key(spelt, lang)
    homes = {} if TAB in named else _homes().get(apart(today)[0], {})
    return tuple(dict.fromkeys([today, *(f"{apart(today)[0]}{TAB}{home}" for home in homes.values())]))


def together(answer: str, lang: str) -> str:
    """Return an answer and its language as one text, which sorts as the answer does; `apart` undoes it."""
    return answer if lang == ANY else f"{answer}{TAB}{lang}"


def apart(both: str) -> tuple[str, str]:
    """Return the answer and the language of a text that `together` made."""
    answer, _, lang = both.partition(TAB)
    return answer, lang or ANY


def prepare() -> None:
    """Read the lexicon, most of a second of work, before the first key is asked for."""
    key("")


def group(answers: Iterable[Answer], langs: Sequence[str]) -> list[Group]:
    """Return the answers in groups that count as one, the largest first, as their first answer came.

    Answers that say nothing once they are cleaned are left out.
    """
    by_key: dict[str, list[Answer]] = {}
    for answer in answers:
        cleaned = text.clean(answer.text)
        if cleaned:
            by_key.setdefault(key(cleaned, answer.lang, tuple(langs)), []).append(answer)
    return sorted(map(tuple, by_key.values()), key=lambda one: -people(one))


def is_other_word(bare: str, lang: str) -> bool:
    """Whether a spelling without accents is another word of a language than the accented one."""
    return lang in _homographs().get(bare, _NONE)


def people(answers: Group) -> int:
    """Return how many gave the answers of a group."""
    return sum(answer.people for answer in answers)


def _spelt(answer: str, lang: str, langs: tuple[str, ...]) -> str:
    """Return a key as far as the spelling goes."""
    closed = spelling.close_up(text.key(answer, lang))
    bare = spelling.bare(closed)
    full = _accented(langs).get(bare, ())
    return bare if any(spelling.is_poorer(closed, one) for one in full) else closed


@cache
def _homes() -> Mapping[str, Mapping[str, str]]:
    """Return the spellings that are several words: for each language that has one the first language of its word.

    The same in every session.
    """
    asked = {*_friends(), *(closed for bare in _torn() for closed in _listed()[bare])}
    found = {
        spelt: _by_meaning(spelt) for spelt in sorted({_spelt(one, ANY, lexicon.LANGS) for one in asked})
    }
    return {spelt: homes for spelt, homes in found.items() if len(set(homes.values())) > 1}


def _by_meaning(spelt: str) -> dict[str, str]:
    """Give each language that has a spelling a home: the first language whose word of it is not another."""
    homes: dict[str, list[str]] = {}
    for lang in lexicon.LANGS:
        if lang in _friends().get(spelt, _NONE) or _ideas(spelt, lang):
            same = (
                home for home, there in homes.items() if not any(_differ(spelt, lang, one) for one in there)
            )
            homes.setdefault(next(same, lang), []).append(lang)
    return {lang: home for home, there in homes.items() for lang in there}


def _torn() -> Iterator[str]:
    """Yield the bare spellings that stand for different ideas in two languages of the lexicon."""
    for bare, spelt in _listed().items():
        ideas: dict[str, set[str]] = {}
        for said in spelt.values():
            for idea, lang in said:
                ideas.setdefault(lang, set()).add(idea)
        if any(one.isdisjoint(other) for one, other in combinations(ideas.values(), 2)):
            yield bare


def _differ(spelt: str, one: str, other: str) -> bool:
    """Whether a spelling says different things in two languages: by the lexicon, or by the list if it lacks one."""
    ideas = [_ideas(spelt, lang) for lang in (one, other)]
    if all(ideas):
        return ideas[0].isdisjoint(ideas[1])
    return {one, other} <= _friends().get(spelt, _NONE)


def _ideas(spelt: str, lang: str) -> set[str]:
    """Return the ideas that a language has under a spelling, or else under one with more accents."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for full, said in _listed().get(spelling.bare(spelt), {}).items():
        if spelling.is_poorer(spelt, full):
            found[spelt == full].update(idea for idea, there in said if there == lang)
    return found[True] or found[False]


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
    return {
        bare: tuple(_known(closed, said) for closed, said in spelt.items())
        for bare, spelt in _listed().items()
        if spelt.keys() != {bare}
    }


@cache
def _listed() -> Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]:
    """Return the (idea, language) pairs of all that the lexicon lists, by bare and then by closed spelling."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for field in sorted(lexicon.FIELDS.glob("*.yaml")):
        for idea, lang, word in lexicon.entries(field):
            closed = spelling.close_up(word.removesuffix(lexicon.DOUBT))
            found.setdefault(spelling.bare(closed), {}).setdefault(closed, []).append((idea, lang))
    return found


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
