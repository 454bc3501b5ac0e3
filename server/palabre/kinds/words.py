"""The words kind: each person answers with one or more words or short phrases, kept whole."""

from collections.abc import Sequence
from typing import Annotated, Final

from msgspec import Meta, Struct

from palabre.kinds import base
from palabre.protocol import Decision, Table, Tally, View


class Spec(base.Spec, frozen=True, tag="words", kw_only=True):
    """Ask for up to `answers` words or phrases of up to `characters` characters each."""

    answers: Annotated[int, Meta(ge=1, le=10)] = 3
    characters: Annotated[int, Meta(ge=1, le=60)] = 30


class Ballot(base.Ballot, frozen=True, tag="words"):
    """The person's answers as typed, in the order typed."""

    answers: tuple[str, ...]


class Word(Struct, frozen=True, omit_defaults=True):
    """One counted word: its most frequent surface form, its answers, and how many forms it has."""

    text: str
    count: int
    forms: int = 1


class Results(base.Results, frozen=True, tag="words"):
    """The shown words, most frequent first; `more` of them are counted but not listed."""

    words: tuple[Word, ...]
    distinct: int
    total: int
    more: int = 0


class Words(base.Kind[Spec, Ballot, Results]):
    """Words and short phrases, counted by what they have in common and drawn as a cloud."""

    name = "words"
    spec = Spec
    ballot = Ballot
    results_type = Results
    variants = ("cloud", "bars")

    def check_spec(self, spec: Spec) -> Spec:
        """Return the spec as it is; its question must be complete."""
        base.check_question(spec)
        return spec

    def check(self, spec: Spec, ballot: Ballot) -> Ballot:
        """Return the ballot."""
        return ballot

    def marks(self, spec: Spec, ballot: Ballot) -> dict[str, int]:
        """Return one mark for each answer."""
        return dict.fromkeys(ballot.answers, 1)

    def results(self, spec: Spec, tally: Tally, decisions: Sequence[Decision]) -> Results:
        """Return the words by frequency."""
        words = tuple(Word(text, count) for text, count in sorted(tally.marks.items()))
        return Results(words, len(words), sum(tally.marks.values()))

    def table(self, spec: Spec, results: Results, lang: str) -> Table:
        """Return every word with its count."""
        return Table((), ())

    def figure(self, spec: Spec, results: Results, view: View, memory: base.Memory | None) -> base.Figure:
        """Draw the words."""
        return base.Figure({"data": [], "layout": {}})


WORDS: Final = Words()
