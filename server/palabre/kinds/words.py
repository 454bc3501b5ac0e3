"""The kind `words`: each person answers with one or more words or short phrases, kept whole.

A mark is a cleaned answer as somebody spelt it; spellings that are surely one answer are counted together
when the tally is read (`grouping.key`), then moderated. The figure is a cloud that keeps still, or ranked bars.
What a moderator hid is in `entries` and nowhere else.
"""

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Final, Literal
from zlib import crc32

import msgspec
from msgspec import Meta, Raw, Struct, structs

from palabre import cloud, grouping, text
from palabre.errors import Code, Refusal
from palabre.figures import CANVAS, canvas_layout, height, inks, is_rtl, isolate, mirrored
from palabre.kinds.bars import Bar, draw_bars
from palabre.kinds.base import (
    Ballot,
    Kind,
    Layout,
    Plot,
    Results,
    Spec,
    check_question,
)  # fmt: skip
from palabre.moderation import FORM_LIMIT, moderate
from palabre.protocol import Apart, Column, Decision, Entry, Group, Table, Tally, View

#: Bounds on what is sent: to phones, to a stage's table, and of shown entries to a moderator.
BRIEF: Final = 60
LISTED: Final = 5000
MODERATED: Final = 2000
#: Bars that are legible from the back row.
BAR_LIMIT: Final = 12
#: What stays empty around the cloud, in units; "+37" stands in it.
MARGIN: Final = 28
#: A size of letters from which on, as a share of the canvas height, a weight holds.
WEIGHTS: Final = ((0.09, 700), (0.04, 600), (0.0, 500))
#: Which colours of the ramp a word may have: the family twice as often as the two accents at its end.
RAMP: Final = (0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 5, 6)


class WordsSpec(Spec, frozen=True, tag="words"):
    """How many answers one person may give, how many characters each may have, and what suggested groups do.

    `suggestions`: a moderator is asked, or each is applied at once, and a moderator may still take it back.
    """

    answers: Annotated[int, Meta(ge=1, le=10)] = 3
    characters: Annotated[int, Meta(ge=1, le=60)] = 30
    suggestions: Literal["ask", "apply"] = "ask"


class WordsBallot(Ballot, frozen=True, tag="words"):
    """A person's answers, in the order in which they were typed."""

    answers: Annotated[tuple[str, ...], Meta(max_length=64)]


class Word(Struct, frozen=True, omit_defaults=True):
    """A counted word: the spelling shown, how many people gave it, and how else they spelt it."""

    text: str
    count: int
    also: tuple[str, ...] = ()


class WordsResults(Results, frozen=True, tag="words"):
    """The shown words, the most frequent first; `more` of them are counted but not listed.

    `total` is the sum of the counts of all shown words, listed or not.
    """

    turnout: int
    total: int
    words: tuple[Word, ...]
    more: int = 0


class Words(Kind[WordsSpec, WordsBallot, WordsResults]):
    """Words and short phrases."""

    name: ClassVar[str] = "words"
    spec: ClassVar[type[Spec]] = WordsSpec
    ballot: ClassVar[type[Ballot]] = WordsBallot
    results_type: ClassVar[type[Results]] = WordsResults
    variants: ClassVar[tuple[str, ...]] = ("cloud", "bars")

    def prepare(self) -> None:
        """Read the lexicon."""
        grouping.prepare()

    def check_spec(self, spec: WordsSpec) -> WordsSpec:
        """Return the spec."""
        check_question(spec)
        return spec

    def check(self, spec: WordsSpec, ballot: WordsBallot) -> WordsBallot:
        """Return the answers cleaned, each once. Raise `EMPTY`, `TOO_MANY` or `TOO_LONG`."""
        answers: dict[str, str] = {}
        for answer in map(text.clean, ballot.answers):
            if answer:
                answers.setdefault(grouping.key(answer), answer)
        if not answers:
            raise Refusal(Code.EMPTY)
        if len(answers) > spec.answers:
            raise Refusal(Code.TOO_MANY, limit=spec.answers)
        if any(text.length(answer) > spec.characters for answer in answers.values()):
            raise Refusal(Code.TOO_LONG, limit=spec.characters)
        return structs.replace(ballot, answers=tuple(answers.values()))

    def marks(self, spec: WordsSpec, ballot: WordsBallot) -> dict[str, int]:
        """Return one mark for each answer, as it is spelt."""
        return dict.fromkeys(ballot.answers, 1)

    def results(self, spec: WordsSpec, tally: Tally, decisions: Sequence[Decision]) -> WordsResults:
        """Count the words that no moderator hid, groups as one."""
        shown = [entry for entry in moderate(_counted(tally), _rekeyed(decisions)) if entry.state == "shown"]
        words = tuple(Word(entry.text, entry.count, entry.forms[1:]) for entry in shown[:LISTED])
        total = sum(entry.count for entry in shown)
        return WordsResults(tally.turnout, total, words, len(shown) - len(words))

    def brief(self, results: WordsResults) -> WordsResults:
        """Return the first `BRIEF` words with their counts alone."""
        words = tuple(Word(word.text, word.count) for word in results.words[:BRIEF])
        return structs.replace(results, words=words, more=_distinct(results) - len(words))

    def entries(self, spec: WordsSpec, tally: Tally, decisions: Sequence[Decision]) -> tuple[Entry, ...]:
        """Return every hidden word and the first `MODERATED` shown ones."""
        entries = moderate(_counted(tally), _rekeyed(decisions))
        shown = [entry for entry in entries if entry.state == "shown"]
        return (*(entry for entry in entries if entry.state == "hidden"), *shown[:MODERATED])

    def applies(self, spec: WordsSpec) -> bool:
        """Whether the poll says so."""
        return spec.suggestions == "apply"

    def table(self, spec: WordsSpec, results: WordsResults, lang: str) -> Table:
        """Return each word, its people, their share of those who answered, and its other spellings."""
        columns = (
            Column("word"), Column("people", numeric=True), Column("share", numeric=True), Column("spellings")
        )  # fmt: skip
        return Table(
            columns,
            tuple(
                (word.text, word.count, _share(word, results), " · ".join(word.also))
                for word in results.words
            ),
        )

    def layout(
        self, spec: WordsSpec, results: WordsResults, view: View, before: Layout | None
    ) -> Layout | None:
        """Find every word of the cloud its place."""
        if view.variant == "bars":
            return None
        stood = msgspec.json.decode(before, type=cloud.Cloud) if before else None
        items = [cloud.Item(key, word.text, word.count) for key, word in _drawn(results).items()]
        now = cloud.lay_out(items, CANVAS - 2 * MARGIN, height(view) - 2 * MARGIN, stood)
        return Raw(msgspec.json.encode(now))

    def figure(self, spec: WordsSpec, results: WordsResults, view: View, layout: Layout | None) -> Plot:
        """Draw the cloud, or bars of the most frequent words."""
        if view.variant == "bars":
            return _draw_bars(results, view)
        now = msgspec.json.decode(layout, type=cloud.Cloud) if layout else cloud.Cloud()
        return _draw_cloud(now, _drawn(results), _distinct(results), view)


def _drawn(results: WordsResults) -> dict[str, Word]:
    """Return the words that a cloud may show, by key."""
    return {grouping.key(word.text): word for word in results.words[: cloud.WORD_LIMIT]}


def _rekeyed(decisions: Sequence[Decision]) -> list[Decision]:
    """Return decisions with the keys of today: what was hidden stays so when the lexicon learns a word."""
    return [
        structs.replace(one, keys=tuple(map(grouping.key, one.keys)))
        if isinstance(one, Group | Apart)
        else structs.replace(one, key=grouping.key(one.key))
        for one in decisions
    ]


def _counted(tally: Tally) -> list[Entry]:
    """Return one entry for each key, its spellings by frequency.

    Of equally frequent spellings the plain one comes first: phones capitalise on their own.
    """
    forms: dict[str, list[str]] = {}
    for form, count in tally.marks.items():
        if form and count > 0:
            forms.setdefault(grouping.key(form), []).append(form)
    return [_entry(key, spelt, tally.marks) for key, spelt in forms.items()]


def _entry(key: str, spelt: list[str], marks: dict[str, int]) -> Entry:
    if len(spelt) == 1:
        return Entry(key, spelt[0], marks[spelt[0]], tuple(spelt))
    spelt.sort(key=lambda form: (-marks[form], form != text.key(form), form))
    return Entry(key, spelt[0], sum(marks[form] for form in spelt), tuple(spelt[:FORM_LIMIT]))


def _distinct(results: WordsResults) -> int:
    return len(results.words) + results.more


def _share(word: Word, results: WordsResults) -> float:
    """Return the share of people who gave a word; a grouped word may be given twice by one person."""
    return min(1.0, round(word.count / max(1, results.turnout), 4))


def _draw_cloud(now: cloud.Cloud, words: dict[str, Word], distinct: int, view: View) -> Plot:
    """Draw each word in its place, keyed by `ids` so that a redraw keeps every word's element.

    Without Plotly's transition, by which every new text flies in from the corner. The stage eases sizes.
    """
    tall, ramp = height(view), inks(view).ramp
    trace = {
        "uid": "words",
        "type": "scatter",
        "mode": "text",
        "ids": [placed.key for placed in now.placed],
        "x": [round(placed.x + MARGIN, 1) for placed in now.placed],
        "y": [round(placed.y + MARGIN, 1) for placed in now.placed],
        "text": [isolate(words[placed.key].text) for placed in now.placed],
        "textposition": "middle center",
        "textfont": {
            "size": [placed.size for placed in now.placed],
            "weight": [_weight(placed.size / tall) for placed in now.placed],
            "color": [ramp[RAMP[crc32(placed.key.encode()) % len(RAMP)]] for placed in now.placed],
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    more = _more(distinct - len(now.placed), view)
    return {"data": [trace, more], "layout": canvas_layout(view, transition=None)}


def _weight(share: float) -> int:
    return next(weight for least, weight in WEIGHTS if share >= least)


def _more(count: int, view: View) -> dict[str, Any]:
    """Return "+37" in the corner, which any language reads: so many words are counted but not drawn."""
    return {
        "uid": "more",
        "type": "scatter",
        "mode": "text",
        "x": [mirrored(view, CANVAS - MARGIN)],
        "y": [round(height(view) - MARGIN / 2, 1)],
        "text": [f"+{count}" if count else ""],
        "textposition": "middle right" if is_rtl(view.lang) else "middle left",
        "textfont": {"size": 0.8 * MARGIN, "color": inks(view).quiet},
        "hoverinfo": "skip",
    }


def _draw_bars(results: WordsResults, view: View) -> Plot:
    words = results.words[:BAR_LIMIT]
    bars = [Bar(word.text, word.count, _share(word, results)) for word in words]
    ids = [grouping.key(word.text) for word in words]
    plot = draw_bars(view, bars, ids, range(len(bars)))
    return {**plot, "data": [*plot["data"], _more(_distinct(results) - len(words), view)]}


WORDS: Final = Words()
