"""The ideas that people answer with in meetings, and the words that eight languages have for each.

Pure but for reading its own files, once, at the first question. Knows nothing of polls. An idea is what
a careful moderator would read as one answer: sharing is *partage* and *compartir*, but not solidarity.

Every file of `ideas/` is one field. A block is one idea: its name, then for each language the words and
short phrases that are typed for it, as `text.key` writes them, and the emoji that stand for it. What
only differs by an accent, a hyphen, an article or a possessive is found without being listed (forms.py).
A word that stands for two ideas bears a question mark under both, and says nothing by itself: `gather`
lets the other answers settle it. No word is looked for in a language that it was not typed in, so that
French *pain* never meets English *pain*.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NewType

import yaml

from palabre import text

from . import forms, glyphs

IdeaId = NewType("IdeaId", str)
Ideas = frozenset[IdeaId]

LANGS: Final = ("en", "fr", "es", "pt", "ar", "tr", "ru", "zh")
#: The row of an idea that holds no language's words.
EMOJI: Final = "emoji"
#: Bears a word that stands under more than one idea.
DOUBT: Final = "?"
#: Of eight. Two may share a slip (a ruler is no rule); three that call a picture the same mean it.
AGREE: Final = 3
NONE: Final[Ideas] = frozenset()
FIELDS: Final = Path(__file__).parent / "ideas"

Entry = tuple[IdeaId, str, str]
Index = dict[str, Ideas]


def entries(field: Path) -> Iterable[Entry]:
    """Yield the words of one file as (idea, language or "emoji", word), doubt marks and all."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    rows: dict[IdeaId, dict[str, str]] = yaml.load(field.read_text(encoding="utf-8"), loader)  # noqa: S506
    for idea, words in rows.items():
        for lang, listed in words.items():
            for word in listed.split(", "):
                yield idea, lang, word


def ideas(answer: str, *langs: str) -> Ideas:
    """Return every idea that an answer may stand for in these languages.

    None: it is not known. One: it means that. More: only what else was answered can tell (`gather`).
    Without a language ("" and "und" are none) it may be a word of any. Emoji need no language, and
    beside words they say nothing.
    """
    if glyphs.alone(answer):
        return _emoji(answer)
    asked = [lang.partition("-")[0].lower() for lang in langs if lang not in {"", "und"}] or LANGS
    found = [_find(text.key(answer, lang), lang) for lang in asked if lang in LANGS]
    return frozenset().union(*found) if found else NONE


def words(lang: str) -> Mapping[str, Ideas]:
    """Return the words of one of `LANGS` as they are listed, each with every idea it stands under."""
    return _index()[lang][0]


def gather(answers: Sequence[tuple[str, Collection[str]]]) -> dict[IdeaId, list[int]]:
    """Return each idea that is surely among (answer, its languages), with the places that hold it.

    A doubtful answer joins an idea if that is the only one of its own that another, undoubtful answer
    stands for. No answer is in two ideas. Ideas and places keep the order of the answers.
    """
    read = [ideas(answer, *langs) for answer, langs in answers]
    sure = {idea for found in read if len(found) == 1 for idea in found}
    held: dict[IdeaId, list[int]] = defaultdict(list)
    for place, found in enumerate(read):
        told = found if len(found) == 1 else found & sure
        if len(told) == 1:
            held[next(iter(told))].append(place)
    return dict(held)


def _find(key: str, lang: str) -> Ideas:
    """Look for an answer as it is typed first, then for what hasty thumbs make of it."""
    exact, loose = _index()[lang]
    spelled = forms.spelled(key, lang)
    for form in spelled:
        if form in exact:
            return exact[form]
    plain = [forms.plain(form) for form in spelled]
    return next((told for form in plain if (told := exact.get(form) or loose.get(form))), NONE)


def _emoji(answer: str) -> Ideas:
    """Read emoji by the lists, else by their names; all of them together, else one by one."""
    whole = _glyph(glyphs.bare(answer))
    if whole:
        return whole
    found = [_glyph(glyph) for glyph in glyphs.apart(answer)]
    return frozenset().union(*found) if all(found) else NONE


def _glyph(glyph: str) -> Ideas:
    return _index()[EMOJI][0].get(glyph) or _named().get(glyph, NONE)


@cache
def _named() -> Index:
    """Return what the names of emoji say: an idea on which `AGREE` languages agree and none disagrees."""
    told: dict[str, list[Ideas]] = defaultdict(list)
    for lang in LANGS:
        for glyph, name in glyphs.names(lang):
            told[glyph].append(_find(name, lang))
    return {
        glyph: frozenset().union(*found)
        for glyph, found in told.items()
        if len(frozenset().union(*found)) == 1 and sum(map(bool, found)) >= AGREE
    }


@cache
def _index() -> dict[str, tuple[Index, Index]]:
    """Return for each language the words as listed, and the plain forms that are no listed word."""
    exact: dict[str, dict[str, set[IdeaId]]] = {lang: defaultdict(set) for lang in (*LANGS, EMOJI)}
    for field in sorted(FIELDS.glob("*.yaml")):
        for idea, lang, word in entries(field):
            key = glyphs.bare(word) if lang == EMOJI else word.removesuffix(DOUBT)
            exact[lang][key].add(idea)
    one: dict[Ideas, Ideas] = {}
    return {lang: (_shared(words, one), _shared(_plain(words, lang), one)) for lang, words in exact.items()}


def _plain(words: dict[str, set[IdeaId]], lang: str) -> dict[str, set[IdeaId]]:
    loose: dict[str, set[IdeaId]] = defaultdict(set)
    for word, meant in words.items():
        for form in map(forms.plain, forms.spelled(word, lang)):
            loose[form] |= meant
    return {form: meant for form, meant in loose.items() if form not in words}


def _shared(words: dict[str, set[IdeaId]], one: dict[Ideas, Ideas]) -> Index:
    """Hold each distinct set of ideas once: thousands of words share them."""
    return {word: one.setdefault(frozenset(meant), frozenset(meant)) for word, meant in words.items()}
