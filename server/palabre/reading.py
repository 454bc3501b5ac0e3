"""What a group of answers may mean: its ideas by the lexicon, and its lemmas by a dictionary.

Pure; the dictionary is an argument. The first way of looking an answer up that finds anything settles it:
as it is typed, without words that weigh nothing, as its lemma, and at last in the other languages of the
session, since the language that comes with an answer is the phone's and not always the writer's.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final, Protocol

import regex
from msgspec import Struct

from palabre import lexicon, text
from palabre.grouping import ANY, Answer, Group, is_other_word, people

Ideas = frozenset[lexicon.IdeaId]

#: Words before an answer that ask for more or better of it and leave its idea what it is. French "plus
#: de" is not one of them: "plus de guerre" wants none.
_WEIGHTLESS: Final = {
    "en": "more much lots of some its their his her your good better great real",
    "fr": "davantage beaucoup de d' bon bons bonne bonnes meilleur meilleure leur leurs sa ses vrai vraie",
    "es": "más mucho mucha muchos muchas buen buena buenos buenas mejor mejores su sus",
    "pt": "mais muito muita muitos muitas bom boa bons boas melhor melhores seu sua seus suas",
    "ar": "المزيد من",
    "tr": "daha çok fazla iyi",
    "ru": "больше много хороший хорошая хорошее хорошие",
    "zh": "更多 更好 的 好的",
}
_LEAD: Final = {
    lang: regex.compile(rf"^(?:(?:{'|'.join(words.split())})(?:\s+|(?<=')|(?<=\p{{Han}}{{2}})))+(?=\S)")
    for lang, words in _WEIGHTLESS.items()
}


class Lemmas(Protocol):
    """A dictionary of word forms."""

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
    if any(_is_headword(one, lang, lemmas) for one in word.spelt for lang in word.spoken):
        return
    for answer in answers:
        yield lexicon.ideas(text.clean(answer.text), answer.lang)
    for answer in answers:
        for lang in word.spoken if answer.lang == ANY else (answer.lang,):
            yield lexicon.ideas(_LEAD[lang].sub("", _key(answer)), lang) if lang in _LEAD else frozenset()
    own = look_up(word, word.spoken, lemmas)
    for lang, lemma in own:
        yield lexicon.ideas(lemma, lang)
    others = [lang for lang in langs if lang not in word.spoken]
    if not own and others:
        yield from (lexicon.ideas(one, *others) for one in word.spelt)


def _is_headword(spelt: str, lang: str, lemmas: Lemmas) -> bool:
    """Whether what looks like a word short of its accents stands in the dictionary: es «ano», not «musica»."""
    return is_other_word(spelt, lang) and lemmas.lemma(spelt, lang) == spelt


def _key(answer: Answer) -> str:
    return text.key(text.clean(answer.text), answer.lang)


def _lemma(spelt: str, lang: str, lemmas: Lemmas) -> str | None:
    """Return the lemma of a word, or of each word of a phrase; None where one of them is not known."""
    found = [lemmas.lemma(word, lang) for word in spelt.split()]
    return text.key(" ".join(one for one in found if one), lang) if all(found) else None
