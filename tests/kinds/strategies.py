"""Polls and answers of every kind, drawn at random: what the laws of `test_laws.py` run over."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from hypothesis import strategies as st

from palabre.errors import Refusal
from palabre.kinds import BUILT_IN, AnyKind
from palabre.kinds.base import Ballot, Spec, is_blank
from palabre.kinds.choice import ChoiceBallot, ChoiceSpec
from palabre.kinds.colours import STANDARD, ColoursBallot, ColoursSpec
from palabre.kinds.scale import ScaleBallot, ScaleSpec
from palabre.kinds.words import WordsBallot, WordsSpec
from palabre.protocol import Tally, View

#: Texts as people write them, and as Mallory does.
TEXTS: Final = st.one_of(
    st.sampled_from(
        ["peace", "la paix", "سلام", "和平", "мир", "<b>x</b>", "$x$ & co", "&lt;", "☮️", "a" * 30]
    ),
    st.text(min_size=1, max_size=30).filter(lambda text: not is_blank(text)),
)
COLOURS: Final = st.one_of(st.sampled_from(STANDARD), st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True))
VIEWS: Final = st.builds(
    View,
    lang=st.sampled_from(["en", "fr", "es", "ar", "tr", "zh"]),
    theme=st.sampled_from(["light", "dark"]),
    aspect=st.floats(0.25, 8.0),
    variant=st.sampled_from(["", *(variant for kind in BUILT_IN for variant in kind.variants)]),
)


@st.composite
def _choices(draw: st.DrawFn) -> ChoiceSpec:
    options = tuple(draw(st.lists(TEXTS, min_size=2, max_size=20, unique=True)))
    return ChoiceSpec(question="Which?", options=options, most=draw(st.integers(1, len(options))))


@st.composite
def _scales(draw: st.DrawFn) -> ScaleSpec:
    statements = tuple(draw(st.lists(TEXTS, min_size=1, max_size=10, unique=True)))
    low, high = draw(st.integers(0, 1)), draw(st.integers(2, 10))
    label = draw(st.none() | TEXTS)
    return ScaleSpec(question="How far?", statements=statements, low=low, high=high, low_label=label)


def _palettes() -> st.SearchStrategy[ColoursSpec]:
    swatches = st.just(()) | st.lists(COLOURS, min_size=5, max_size=20, unique_by=str.lower).map(tuple)
    return st.builds(
        ColoursSpec,
        question=st.just("Which colours?"),
        picks=st.integers(1, 5),
        free=st.booleans(),
        swatches=swatches,
    )


def _picks(spec: ColoursSpec) -> st.SearchStrategy[ColoursBallot]:
    pool = COLOURS if spec.free else st.sampled_from(spec.swatches or STANDARD)
    return st.lists(pool, min_size=1, max_size=spec.picks).map(lambda picks: ColoursBallot(tuple(picks)))


def _options(spec: ChoiceSpec) -> st.SearchStrategy[ChoiceBallot]:
    places = st.lists(st.integers(0, len(spec.options) - 1), min_size=1, max_size=spec.most)
    return places.map(lambda picks: ChoiceBallot(tuple(picks)))


def _ratings(spec: ScaleSpec) -> st.SearchStrategy[ScaleBallot]:
    places, values = st.integers(0, len(spec.statements) - 1), st.integers(spec.low, spec.high)
    return st.dictionaries(places, values, min_size=1).map(ScaleBallot)


def _words(spec: WordsSpec) -> st.SearchStrategy[WordsBallot]:
    words = st.lists(TEXTS, min_size=1, max_size=spec.answers).map(tuple)
    return st.builds(WordsBallot, words, st.sampled_from(["und", "en", "fr", "ar", "pt-BR"]))


#: How to draw a poll of each kind, and how to draw an answer to it.
POLLS: Final[dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], st.SearchStrategy[Any]]]]] = {
    "words": (st.builds(WordsSpec, question=st.just("What?"), answers=st.integers(1, 5)), _words),
    "colours": (_palettes(), _picks),
    "choice": (_choices(), _options),
    "scale": (_scales(), _ratings),
}


class Poll(NamedTuple):
    """A kind, a checked spec of it, and checked ballots of one person each."""

    kind: AnyKind
    spec: Spec
    ballots: Sequence[Ballot]

    @property
    def tally(self) -> Tally:
        """The sum of the ballots' marks."""
        marks: Counter[str] = Counter()
        for ballot in self.ballots:
            marks.update(self.kind.marks(self.spec, ballot))
        return Tally(len(self.ballots), len(self.ballots), dict(marks))


@st.composite
def polls(draw: st.DrawFn, most: int = 12) -> Poll:
    """Draw a poll of any kind with up to `most` ballots; what cleaning leaves nothing of is nobody's ballot."""
    kind = draw(st.sampled_from(BUILT_IN))
    specs, answers = POLLS[kind.name]
    spec = kind.check_spec(draw(specs))
    ballots = []
    for ballot in draw(st.lists(answers(spec), max_size=most)):
        try:
            ballots.append(kind.check(spec, ballot))
        except Refusal:
            continue
    return Poll(kind, spec, ballots)
