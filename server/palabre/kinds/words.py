"""The kind `words`: each person answers with one or more words or short phrases, kept whole.

A mark is a cleaned answer as somebody spelt it, with its language; `said` reads them back and counts what is
surely one answer as one. The figure is a cloud that keeps still, ranked bars, or a column for each language.
What a moderator hid is in `entries` and nowhere else.
"""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Final, Literal

from msgspec import Meta, structs

from palabre import grouping, moderation, text
from palabre.errors import Code, Refusal
from palabre.kinds import said
from palabre.kinds.bars import Bar, draw_bars
from palabre.kinds.base import (
    Ballot,
    Candidate,
    Comparison,
    Editions,
    Kind,
    Layout,
    Plot,
    Results,
    Spec,
    check_question,
)  # fmt: skip
from palabre.kinds.columns import ENDONYMS, Tongue
from palabre.kinds.crown import arrange, draw_crown, more
from palabre.kinds.rise import compare, movements
from palabre.kinds.said import Word
from palabre.kinds.tongues import draw_tongues
from palabre.protocol import Column, Decision, Entry, Lang, Table, Tally, View

#: Bounds on what is sent: to phones; and to stages and moderators alike, so that all that is shown can be hidden.
BRIEF: Final = 60
LISTED: Final = 5000
#: Entries that suggestions are looked for among: the most frequent.
OFFERED: Final = 5000
#: Bars that are legible from the back row.
BAR_LIMIT: Final = 12


class WordsSpec(Spec, frozen=True, tag="words"):
    """How many answers one person may give, how many characters each may have, and what suggested groups do.

    `suggestions`: a moderator is asked, or each is applied at once, and a moderator may still take it back.
    """

    answers: Annotated[int, Meta(ge=1, le=10)] = 3
    characters: Annotated[int, Meta(ge=1, le=60)] = 30
    suggestions: Literal["ask", "apply"] = "ask"


class WordsBallot(Ballot, frozen=True, tag="words"):
    """A person's answers, in the order in which they were typed, and the language they are most likely in.

    Only a language of the session is counted, where it declares any: a rare one would single a person out.
    """

    answers: Annotated[tuple[str, ...], Meta(max_length=64)]
    lang: Lang = said.ANY


class WordsResults(Results, frozen=True, tag="words"):
    """The shown words, the most frequent first; `more` of them are counted but not listed.

    `total` is the sum of the counts of all shown words, listed or not. `tongues` are the languages in the
    order of how many answered in each, known ones first, each of at least three people; phones are sent none.
    """

    turnout: int
    total: int
    words: tuple[Word, ...]
    more: int = 0
    tongues: tuple[Tongue, ...] = ()


class Words(Kind[WordsSpec, WordsBallot, WordsResults]):
    """Words and short phrases."""

    name: ClassVar[str] = "words"
    spec: ClassVar[type[Spec]] = WordsSpec
    ballot: ClassVar[type[Ballot]] = WordsBallot
    results_type: ClassVar[type[Results]] = WordsResults
    variants: ClassVar[tuple[str, ...]] = ("cloud", "bars", "languages")
    arranged: ClassVar[tuple[str, ...]] = ("cloud",)
    comparable: ClassVar[bool] = True

    def prepare(self) -> None:
        """Read the lexicon."""
        grouping.prepare()

    def check_spec(self, spec: WordsSpec) -> WordsSpec:
        """Return the spec."""
        check_question(spec)
        return spec

    def heard(self, ballot: WordsBallot, languages: Sequence[str]) -> WordsBallot:
        """Return the ballot in a language of the session, or that Palabre knows by name if it declares none."""
        declared = {lang.partition("-")[0] for lang in languages} or ENDONYMS
        known = ballot.lang.partition("-")[0] in declared
        return ballot if known else structs.replace(ballot, lang=said.ANY)

    def check(self, spec: WordsSpec, ballot: WordsBallot) -> WordsBallot:
        """Return the answers cleaned, each once. Raise `EMPTY`, `TOO_MANY` or `TOO_LONG`."""
        lang = ballot.lang.partition("-")[0]
        answers: dict[str, str] = {}
        for answer in map(text.clean, ballot.answers):
            if answer:
                answers.setdefault(grouping.key(answer, lang), answer)
        if not answers:
            raise Refusal(Code.EMPTY)
        if len(answers) > spec.answers:
            raise Refusal(Code.TOO_MANY, limit=spec.answers)
        if any(text.length(answer) > spec.characters for answer in answers.values()):
            raise Refusal(Code.TOO_LONG, limit=spec.characters)
        return WordsBallot(tuple(answers.values()), lang)

    def marks(self, spec: WordsSpec, ballot: WordsBallot) -> dict[str, int]:
        """Return one mark for each answer, as it is spelt, and one for the language."""
        return said.marks(ballot.answers, ballot.lang)

    def holds(self, mark: str) -> bool:
        """Whether a mark is a clean answer, or a language, or both."""
        return said.is_mark(mark)

    def results(self, spec: WordsSpec, tally: Tally, decisions: Sequence[Decision]) -> WordsResults:
        """Count the words that no moderator hid, groups as one."""
        heard = said.discreet(said.hear(tally))
        judged = said.judge(heard, decisions)
        shown = judged.shown
        words = said.words(heard, judged, shown[:LISTED])
        total = sum(entry.count for entry in shown)
        return WordsResults(
            tally.turnout, total, words, len(shown) - len(words), _tongues(heard, tally.turnout)
        )

    def brief(self, results: WordsResults) -> WordsResults:
        """Return the first `BRIEF` words with their counts alone."""
        words = tuple(Word(word.text, word.count, lang=word.lang) for word in results.words[:BRIEF])
        return structs.replace(results, words=words, more=_distinct(results) - len(words), tongues=())

    def entries(self, spec: WordsSpec, tally: Tally, decisions: Sequence[Decision]) -> tuple[Entry, ...]:
        """Return every hidden word and the first `LISTED` shown ones; words spelt alike say their language."""
        heard = said.hear(tally)
        judged = said.judge(heard, decisions)
        hidden = [entry for entry in judged.entries if entry.state == "hidden"]
        listed = [*hidden, *judged.shown[:LISTED]]
        apart = said.marked(heard, judged, listed)
        return tuple(
            structs.replace(entry, text=said.told_apart(entry.text, apart[entry.key]))
            if apart.get(entry.key)
            else entry
            for entry in listed
        )

    def candidates(
        self, spec: WordsSpec, tally: Tally, decisions: Sequence[Decision]
    ) -> tuple[Candidate, ...]:
        """Return the first `OFFERED` shown words with all that was answered for each."""
        heard = said.hear(tally)
        judged = said.judge(heard, decisions)
        return tuple(
            Candidate(entry.key, said.answers(heard, judged, entry)) for entry in judged.shown[:OFFERED]
        )

    def applies(self, spec: WordsSpec) -> bool:
        """Whether the poll says so."""
        return spec.suggestions == "apply"

    def offered(self, results: WordsResults) -> tuple[str, ...]:
        """Return all variants, but no view by language where fewer than two are named."""
        return self.variants if _is_multilingual(results) else self.variants[:-1]

    def table(self, spec: WordsSpec, results: WordsResults, lang: str) -> Table:
        """Return each word, its people, their share, in which languages it was said, and its other spellings."""
        columns = (
            Column("word"), Column("people", numeric=True), Column("share", numeric=True),
            *([Column("languages")] if _is_multilingual(results) else []), Column("spellings"),
        )  # fmt: skip
        rows = [
            (word.label, word.count, _share(word, results), " · ".join(word.also)) for word in results.words
        ]
        if not _is_multilingual(results):
            return Table(columns, tuple(rows))
        langs = tuple(tongue.lang for tongue in results.tongues)
        spoken = (said.spoken(word, langs) for word in results.words)
        return Table(
            columns, tuple((*row[:3], langs, row[3]) for row, langs in zip(rows, spoken, strict=True))
        )

    def layout(
        self, spec: WordsSpec, results: WordsResults, view: View, before: Layout | None
    ) -> Layout | None:
        """Find every word of the cloud its place."""
        if view.variant in ("bars", "languages"):
            return None
        return arrange(view, results.words, before)

    def figure(self, spec: WordsSpec, results: WordsResults, view: View, layout: Layout | None) -> Plot:
        """Draw the cloud, bars of the most frequent words, or a column for each language."""
        if view.variant == "bars":
            return _draw_bars(results, view)
        if view.variant == "languages":
            return draw_tongues(view, results.tongues, results.words)
        return draw_crown(view, results.words, _distinct(results), layout)

    def unite(self, earlier: Sequence[Decision], later: Sequence[Decision]) -> tuple[Decision, ...]:
        """Unite decisions by the keys of today."""
        return moderation.unite(said.rekeyed(earlier), said.rekeyed(later))

    def compare(
        self, spec: WordsSpec, then: WordsResults, now: WordsResults, view: View, names: Editions
    ) -> Comparison:
        """Draw the leading words of both editions as two columns, joined where a word is in both."""
        moved = movements(then.words, then.turnout, now.words, now.turnout)
        return compare(view, moved, names, LISTED)


def _tongues(heard: said.Heard, turnout: int) -> tuple[Tongue, ...]:
    """Return the languages by how many answered in each; those whose language is not known or not named come last.

    What fewer than `said.LEAST` people said stands in no column.
    """
    ranked = sorted(heard.people.items(), key=lambda one: (-one[1], one[0]))
    unknown = turnout - sum(heard.people.values())
    rest = [Tongue(said.ANY, unknown)] if ranked and unknown >= said.LEAST else []
    return (*(Tongue(lang, people) for lang, people in ranked), *rest)


def _is_multilingual(results: WordsResults) -> bool:
    return sum(tongue.lang != said.ANY for tongue in results.tongues) > 1


def _distinct(results: WordsResults) -> int:
    return len(results.words) + results.more


def _share(word: Word, results: WordsResults) -> float:
    """Return the share of people who gave a word; a grouped word may be given twice by one person."""
    return min(1.0, round(word.count / max(1, results.turnout), 4))


def _draw_bars(results: WordsResults, view: View) -> Plot:
    words = results.words[:BAR_LIMIT]
    bars = [Bar(word.label, word.count, _share(word, results)) for word in words]
    ids = [word.key for word in words]
    plot = draw_bars(view, bars, ids, range(len(bars)))
    return {**plot, "data": [*plot["data"], more(view, _distinct(results) - len(words))]}


WORDS: Final = Words()
