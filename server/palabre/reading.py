"""What a group of answers may mean: its ideas by the lexicon, and its lemmas by a dictionary.

Pure; the dictionary is an argument. The first way of looking an answer up that finds anything settles it:
as it is typed, without words that weigh nothing, as what it turns round, as a form of a listed word, and at
last in the other languages of the session, since the language that comes with an answer is the phone's and not always the writer's.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Protocol

import regex
from msgspec import Struct

from palabre import lexicon, phrasing, text
from palabre.grouping import ANY, Answer, Group, is_other_word, people

Ideas = frozenset[lexicon.IdeaId]
_NONE: Final[Ideas] = frozenset()

#: Ideas that nobody asks for more of: French "plus de guerre" is no more war, "plus de parcs" more parks.
_UNWANTED: Final = frozenset(
    regex.split(
        " ",
        "war violence pollution waste noise-nuisance traffic cars corruption racism discrimination sexism hate fear"
        " poverty hunger stress injustice inequality exclusion insecurity crime bullying terrorism dictatorship"
        " conflict weapons plastic homelessness unemployment bureaucracy borders suffering",
    )
)
#: Turkish words that an accented one is written like by hasty thumbs, but that are meant. Simplemma's
#: dictionary has hundreds more that nobody says.
_TURKISH: Final = frozenset(
    regex.split(" ", "is sinir tip tas kir kus koy kok ari sari sur hala kat on an at ben")
)


class Lemmas(Protocol):
    """A dictionary of word forms; equal ones say the same."""

    def __hash__(self) -> int: ...

    def lemma(self, word: str, lang: str) -> str | None:
        """Return the form under which a dictionary of this language has a word; None if it has it not."""


class Word(Struct, frozen=True):
    """A group as it is compared: how it is spelt and by how many, in which languages, and what it means.

    `ideas` has more than one where the lexicon leaves open which is meant; `lemmas` are with their language.
    """

    group: Group
    people: int
    face: str
    spelt: tuple[str, ...]
    spoken: tuple[str, ...]
    ideas: Ideas = frozenset()
    lemmas: tuple[tuple[str, str], ...] = ()

    @property
    def rank(self) -> tuple[int, str, tuple[str, ...]]:
        """Sort by this: the most frequent first."""
        return -self.people, self.face, self.spoken


def read(group: Group, langs: Sequence[str], lemmas: Lemmas) -> Word:
    """Return a group with its ideas, its lemmas still to be looked up."""
    faces: Counter[str] = Counter()
    for answer in sorted(group, key=lambda answer: (answer.text, answer.lang)):
        faces[answer.text] += answer.people
    spelt = sorted({_key(answer) for answer in group})
    spoken = sorted({lang for answer in group for lang in ([answer.lang] if answer.lang != ANY else langs)})
    word = Word(group, people(group), faces.most_common(1)[0][0], tuple(spelt), tuple(spoken))
    return Word(word.group, word.people, word.face, word.spelt, word.spoken, _ideas(word, langs, lemmas))


def look_up(word: Word, langs: Collection[str], lemmas: Lemmas) -> tuple[tuple[str, str], ...]:
    """Return the lemmas of a word's spellings in those of its languages that are asked for."""
    found = (
        (lang, lemma)
        for lang in word.spoken
        if lang in langs
        for one in word.spelt
        if (lemma := _lemma(one, lang, lemmas))
    )
    return tuple(dict.fromkeys(found))


def _ideas(word: Word, langs: Sequence[str], lemmas: Lemmas) -> Ideas:
    answers = sorted(word.group, key=lambda answer: (-answer.people, answer.text, answer.lang))
    return next((found for found in _readings(word, answers, langs, lemmas) if found), frozenset())


def _readings(word: Word, answers: Sequence[Answer], langs: Sequence[str], lemmas: Lemmas) -> Iterator[Ideas]:
    if all(any(_is_headword(one, lang, lemmas) for one in word.spelt) for lang in word.spoken):
        return
    for answer in answers:
        yield lexicon.ideas(text.clean(answer.text), answer.lang)
    said = [(lang, one) for lang in word.spoken for one in word.spelt]
    plain = [(lang, one) for lang, whole in said for one in phrasing.plain(whole, lang)]
    yield from (lexicon.ideas(one, lang) for lang, one in plain)
    for lang, whole in said:
        for sign, rest in phrasing.signed(whole, lang):
            yield _turned(sign, next(filter(None, _inflected(rest, lang, lemmas)), _NONE))
    for lang, one in (*said, *plain):
        yield from _inflected(one, lang, lemmas)
    others = [lang for lang in langs if lang not in word.spoken]
    if others and not look_up(word, word.spoken, lemmas):
        yield from (lexicon.ideas(one, *others) for one in word.spelt)


def _inflected(spelt: str, lang: str, lemmas: Lemmas) -> Iterator[Ideas]:
    """Read a word or phrase as it is, as its lemma, as a form of what the lexicon lists, and as its stem."""
    yield lexicon.ideas(spelt, lang)
    lemma = _lemma(spelt, lang, lemmas)
    if lemma:
        yield lexicon.ideas(lemma, lang)
        yield _listed(lang, lemmas).get(lemma, _NONE)
    yield from (lexicon.ideas(stem, lang) for stem in phrasing.stems(spelt, lang))


def _turned(sign: phrasing.Sign, ideas: Ideas) -> Ideas:
    """Return the ideas that there shall be none, less or more of; "no-war" is listed, others are made."""
    if sign == phrasing.PLUS:
        return frozenset(_signed(phrasing.NO, idea) if idea in _UNWANTED else idea for idea in ideas)
    return frozenset(_signed(sign, idea) for idea in ideas)


def _signed(sign: phrasing.Sign, idea: lexicon.IdeaId) -> lexicon.IdeaId:
    return lexicon.IdeaId(f"{sign}-{idea}")


@lru_cache(maxsize=16)
def _listed(lang: str, lemmas: Lemmas) -> Mapping[str, Ideas]:
    """Return the ideas of a language by the lemmas of their words, a tenth of a second's work."""
    found: dict[str, set[lexicon.IdeaId]] = {}
    for word, ideas in lexicon.words(lang).items() if lang in lexicon.LANGS else ():
        lemma = _lemma(word, lang, lemmas)
        if lemma:
            found.setdefault(lemma, set()).update(ideas)
    return {lemma: frozenset(ideas) for lemma, ideas in found.items()}


def _is_headword(spelt: str, lang: str, lemmas: Lemmas) -> bool:
    """Whether what looks like a word short of its accents stands in the dictionary: es «ano», not «musica»."""
    if lang == "tr" and spelt not in _TURKISH:
        return False
    return is_other_word(spelt, lang) and lemmas.lemma(spelt, lang) == spelt


def _key(answer: Answer) -> str:
    return text.key(text.clean(answer.text), answer.lang)


def _lemma(spelt: str, lang: str, lemmas: Lemmas) -> str | None:
    """Return the lemma of a word, or of each word of a phrase; None where one of them is not known."""
    found = [lemmas.lemma(word, lang) for word in spelt.split()]
    return text.key(" ".join(one for one in found if one), lang) if all(found) else None
