"""What a tally of words says: which answers count as one, in which languages they were given, and by how many.

Pure. Marks are read here and nowhere else: an answer as somebody spelt it with the language of the ballot
(`grouping.together`), and beside those the language alone, once a ballot, which says how many answered in
it. What a moderator hid is counted in its group and never spelled out.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Final

from msgspec import Struct, structs

from palabre import grouping, text
from palabre.moderation import FORM_LIMIT, moderate, rule
from palabre.protocol import Apart, Decision, Entry, Group, Lang, Tally

ANY: Final = grouping.ANY
#: Languages of fewer people are named to no room: what one person said alone would be their ballot on a wall, and
#: of two each would know the other's.
LEAST: Final = 3
#: A language without region and script, as a checked ballot has it.
_LANG: Final = re.compile("(?!und)[a-z]{2,3}")
#: How many gave an answer, how they spelt it, and in which language.
Given = tuple[int, str, str]


class Said(Struct, frozen=True, gc=False):
    """A word in one language: by how many it was given, and how most of them spelt it."""

    lang: Lang
    count: int
    text: str


class Word(Struct, frozen=True, omit_defaults=True, gc=False):
    """A counted word: the spelling shown, how many people gave it, and how else they spelt it.

    `lang` is given where another word is spelt alike. The rest is for the stage and sent to no phone: the key
    of the entry, the keys grouped in it, and what was said in each language.
    """

    text: str
    count: int
    also: tuple[str, ...] = ()
    lang: str = ""
    key: str = ""
    members: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def label(self) -> str:
        """The word as a room can tell it from every other."""
        return told_apart(self.text, self.lang)


class Heard(Struct, frozen=True):
    """What was given under each key, and how many people answered in each known language."""

    by_key: Mapping[str, Sequence[Given]]
    people: Mapping[str, int]


class Moderated(Struct, frozen=True):
    """The entries after moderation, the most frequent first, with the keys of each and the hidden ones.

    `alone` has by key the word that an entry is where nobody grouped it.
    """

    entries: Sequence[Entry]
    alone: Mapping[str, Word]
    groups: Mapping[str, tuple[str, ...]]
    hidden: frozenset[str]

    @property
    def shown(self) -> list[Entry]:
        """The entries that are not hidden."""
        return [entry for entry in self.entries if entry.state == "shown"]

    def members(self, entry: Entry) -> tuple[str, ...]:
        """Return the keys that an entry counts."""
        return self.groups.get(entry.key, (entry.key,))


def marks(answers: Iterable[str], lang: str) -> dict[str, int]:
    """Return the marks of a ballot: one for each answer, and one for its language if that is known."""
    given = {grouping.together(answer, lang): 1 for answer in answers}
    return given if lang == ANY else {**given, grouping.together("", lang): 1}


def is_mark(mark: str) -> bool:
    """Whether a ballot of words can make a mark: a cleaned answer, with one language behind it at most, or that alone."""
    answer, tab, lang = mark.partition(grouping.TAB)
    if tab and not _LANG.fullmatch(lang):
        return False
    return text.clean(answer) == answer and bool(answer or tab)


def hear(tally: Tally) -> Heard:
    """Read the marks of a tally."""
    by_key: dict[str, list[Given]] = {}
    people: dict[str, int] = {}
    for mark, count in tally.marks.items():
        if count > 0:
            key, form, lang = _read(mark)
            if key in by_key:
                by_key[key].append((count, form, lang))
            elif key:
                by_key[key] = [(count, form, lang)]
            elif lang != ANY:
                people[lang] = count
    return Heard(by_key, people)


def discreet(heard: Heard) -> Heard:
    """Return what was heard with the languages of fewer than `LEAST` people as unknown ones; keys stay."""
    named = {lang: people for lang, people in heard.people.items() if people >= LEAST}
    known = {ANY, *named}
    if all(lang in known for given in heard.by_key.values() for _, _, lang in given):
        return structs.replace(heard, people=named)
    return Heard({key: _unnamed(given, known) for key, given in heard.by_key.items()}, named)


def _unnamed(given: Sequence[Given], known: Collection[str]) -> Sequence[Given]:
    if all(lang in known for _, _, lang in given):
        return given
    counts: Counter[tuple[str, str]] = Counter()
    for count, form, lang in given:
        counts[form, lang if lang in known else ANY] += count
    return [(count, form, lang) for (form, lang), count in counts.items()]


def judge(heard: Heard, decisions: Sequence[Decision]) -> Moderated:
    """Moderate what was heard, a word of several spellings as one entry."""
    read = [_entry(key, tuple(given)) for key, given in heard.by_key.items()]
    entries, alone = [entry for entry, _ in read], {word.key: word for _, word in read}
    # By count, then key, in two sorts that compare what they are given: twice as fast as one by both.
    entries.sort(key=attrgetter("key"))
    entries.sort(key=attrgetter("count"), reverse=True)
    if not decisions:
        return Moderated(entries, alone, {}, frozenset())
    today = rekeyed(decisions)
    ruling = rule(today)
    return Moderated(moderate(entries, today), alone, ruling.groups, ruling.hidden)


def rekeyed(decisions: Sequence[Decision]) -> list[Decision]:
    """Return decisions with the keys of today: what was hidden stays so when the lexicon learns a word."""
    return [today for one in decisions for today in _rekeyed(one)]


def words(heard: Heard, judged: Moderated, entries: Sequence[Entry]) -> tuple[Word, ...]:
    """Return shown entries as words, with what was said in each language."""
    apart = marked(heard, judged, entries)
    if not (apart or judged.groups):
        return tuple(judged.alone[entry.key] for entry in entries)
    return tuple(_word(heard, judged, entry, apart.get(entry.key, "")) for entry in entries)


def answers(heard: Heard, judged: Moderated, entry: Entry) -> grouping.Group:
    """Return every answer that a shown entry counts, but for the hidden ones."""
    return tuple(
        grouping.Answer(form, lang, count)
        for key in judged.members(entry)
        if key not in judged.hidden
        for count, form, lang in heard.by_key.get(key, ())
    )


def marked(heard: Heard, judged: Moderated, entries: Sequence[Entry]) -> dict[str, str]:
    """Return by key the language of each entry that reads like another one."""
    texts = [entry.text for entry in entries]
    if len(set(texts)) == len(texts):
        return {}
    times = Counter(texts)
    return {one.key: _tongue(heard, judged, one) for one in entries if times[one.text] > 1}


def told_apart(word: str, lang: str) -> str:
    """Return a word with the mark of its language, if it needs one."""
    return f"{word} ({lang})" if lang else word


def spoken(word: Word, langs: tuple[str, ...]) -> str:
    """Return in which of some languages a word was said, how often, and how where it is spelt otherwise there."""
    return _spoken(word.text, word.said, langs)


@lru_cache(maxsize=1 << 15)
def _spoken(text: str, said: tuple[Said, ...], langs: tuple[str, ...]) -> str:
    return " · ".join(
        f"{one.lang} {one.count}" if one.text == text else f"{one.lang} {one.text} {one.count}"
        for one in said
        if one.lang in langs
    )


@lru_cache(maxsize=1 << 16)
def _read(mark: str) -> tuple[str, str, str]:
    """Return the key, the answer and the language of a mark; kept, as a tally is read again every tick."""
    form, lang = grouping.apart(mark)
    return grouping.key(form, lang) if form else "", form, lang


def _rekeyed(decision: Decision) -> Iterable[Decision]:
    if isinstance(decision, Group | Apart):
        named = dict.fromkeys(key for one in decision.keys for key in grouping.keys(one))
        return (structs.replace(decision, keys=tuple(named)),)
    return [structs.replace(decision, key=key) for key in grouping.keys(decision.key)]


def _word(heard: Heard, judged: Moderated, entry: Entry, lang: str) -> Word:
    if entry.key not in judged.groups:
        alone = judged.alone[entry.key]
        return structs.replace(alone, lang=lang) if lang else alone
    said = _said(tuple(_spelled(heard, judged, entry)))
    members = judged.groups[entry.key]
    return Word(entry.text, entry.count, entry.forms[1:], lang, entry.key, members, said)


@lru_cache(maxsize=1 << 15)
def _entry(key: str, given: tuple[Given, ...]) -> tuple[Entry, Word]:
    """Return one entry, with its spellings by frequency, and its word; kept, as most stay from tick to tick.

    Of equally frequent spellings the plain one comes first: phones capitalise on their own.
    """
    forms: dict[str, int] = {}
    for count, form, _ in given:
        forms[form] = forms.get(form, 0) + count
    spelt = (
        sorted(forms, key=lambda one: (-forms[one], one != text.key(one), one))
        if len(forms) > 1
        else [*forms]
    )
    entry = Entry(key, spelt[0], sum(forms.values()), tuple(spelt[:FORM_LIMIT]))
    return entry, Word(entry.text, entry.count, entry.forms[1:], key=key, said=_said(given))


def _said(given: tuple[Given, ...]) -> tuple[Said, ...]:
    """Return what was said in each language, the most frequent first."""
    if len(given) == 1:
        count, form, lang = given[0]
        return (Said(lang, count, form),)
    counts: dict[str, int] = {}
    best: dict[str, tuple[int, str]] = {}
    for count, form, lang in given:
        counts[lang] = counts.get(lang, 0) + count
        best[lang] = min(best.get(lang, (0, "")), (-count, form))
    ranked = sorted(counts, key=lambda lang: (-counts[lang], lang))
    return tuple(Said(lang, counts[lang], best[lang][1]) for lang in ranked)


def _spelled(heard: Heard, judged: Moderated, entry: Entry) -> Sequence[Given]:
    """Return all that was given for an entry; what is hidden in it bears the entry's text."""
    members = judged.groups.get(entry.key)
    if members is None:
        return heard.by_key[entry.key]
    return [
        (count, entry.text if key in judged.hidden else form, lang)
        for key in members
        for count, form, lang in heard.by_key.get(key, ())
    ]


def _tongue(heard: Heard, judged: Moderated, entry: Entry) -> str:
    """Return the known language in which most gave an entry; "" if none is known."""
    counts: Counter[str] = Counter()
    for count, _, lang in _spelled(heard, judged, entry):
        counts[lang] += count
    del counts[ANY]
    return min(((-count, lang) for lang, count in counts.items()), default=(0, ""))[1]
