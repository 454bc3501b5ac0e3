"""Decks: what is accepted, what is said about the rest, and that writing loses nothing."""

from pathlib import Path
from typing import Literal

import msgspec
import pytest
from hypothesis import given, strategies as st
from msgspec import Raw

from palabre.deck import MISTAKE_LIMIT, Deck, DeckError, of_session, read, write
from palabre.document import Mistake
from palabre.kinds import Kinds
from palabre.kinds.base import Spec, is_blank
from palabre.protocol import Add, Localised
from palabre.session import apply, begin

KINDS = Kinds()
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.*"))
HEAD = "palabre: 1\ntitle: Seminar\n"


def mistakes(text: str) -> list[str]:
    with pytest.raises(DeckError) as error:
        read(text, KINDS, "bad.yaml")
    return str(error.value).split("\n")


def poll(lines: str) -> str:
    return f"{HEAD}polls:\n  - {lines}\n"


# --- what is accepted ---


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples(path: Path) -> None:
    """Every example is a deck, and is the same deck after being written."""
    deck = read(path.read_text(encoding="utf-8"), KINDS)
    assert deck.polls
    assert read(write(deck), KINDS) == read(write(deck, "json"), KINDS) == deck


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_whole(path: Path) -> None:
    """A text of an example is given in all of the languages that the example names."""
    deck = read(path.read_text(encoding="utf-8"), KINDS)
    wordings = [text for spec in deck.polls for text in _texts(spec)] + [deck.title]
    assert all(not isinstance(text, dict) or set(text) == set(deck.languages) for text in wordings)


def _texts(spec: Spec) -> list[Localised]:
    found: list[Localised] = []
    for value in (getattr(spec, name) for name in spec.__struct_fields__):
        found += [
            item for item in (value if isinstance(value, tuple) else (value,)) if isinstance(item, str | dict)
        ]
    return found


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "Off", "12:30", "2026-05-01", "007", "1_000", "0x1f", "True", ".5"]
)
def test_text_stays_text(word: str) -> None:
    """What YAML 1.1 would read as a truth, a time, a date or an odd number is text."""
    assert read(poll(f"{{kind: words, question: {word}}}"), KINDS).polls[0].question == word


def test_norwegian() -> None:
    """The language code of Norwegian is a language code."""
    deck = read("palabre: 1\ntitle: {no: Hei, en: Hi}\nlanguages: [no, en]\npolls: []", KINDS)
    assert (deck.title, deck.languages) == ({"no": "Hei", "en": "Hi"}, ("no", "en"))


def test_shared_wording() -> None:
    """An anchor and its aliases give the same value in several places."""
    deck = read(
        HEAD + "polls:\n- {kind: words, question: &q {fr: Quoi ?}}\n- {kind: words, question: *q}", KINDS
    )
    assert deck.polls[0] == deck.polls[1]


@pytest.mark.parametrize(
    "text", ["\ufeff" + HEAD + "polls: []", (HEAD + "polls: []\n").replace("\n", "\r\n")]
)
def test_foreign_editors(text: str) -> None:
    """A byte order mark and Windows line ends do no harm."""
    assert read(text, KINDS) == Deck("Seminar")


def test_json_with_tabs_and_escapes() -> None:
    """JSON is read as JSON, also where YAML would trip over tabs, slashes and surrogate pairs."""
    text = '{\n\t"palabre": 1,\n\t"title": "\\ud83d\\ude00 1\\/2",\n\t"polls": []\n}'
    assert read(text, KINDS).title == "😀 1/2"


def test_normal_form() -> None:
    """A deck holds specs in their kinds' normal form."""
    deck = read(poll('{kind: colours, question: Peace?, swatches: ["#FFFFFF", "#3A86FF"]}'), KINDS)
    assert deck.polls[0] == read(write(deck), KINDS).polls[0]
    assert "#3a86ff" in write(deck)


# --- what is said about the rest ---


def test_every_mistake_at_once() -> None:
    """All mistakes are told, in the order of their lines."""
    text = poll("kind: wordz\n    question: x\n  - kind: words\n    answers: 11\n    charcters: 3")
    assert mistakes(text + "titel: x\n") == [
        "bad.yaml:4: polls[0].kind: `wordz` is not one of words, colours, choice, scale; did you mean `words`?",
        "bad.yaml:6: polls[1].question: must be there",
        "bad.yaml:7: polls[1].answers: must be at most 10",
        "bad.yaml:8: polls[1].charcters: is not a field here; did you mean `characters`?",
        "bad.yaml:9: titel: is not a field here; did you mean `title`?",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "bad.yaml:1: document: is empty"),
        ("just words", "bad.yaml:1: deck: must be a deck: `palabre: 1`, a `title` and `polls`"),
        ("palabre: 2\ntitle: x\npolls: []", "bad.yaml:1: palabre: must be 1"),
        ("title: x\npolls: []", "bad.yaml:1: palabre: must be there: `palabre: 1`"),
        ("palabre: 1\ntitle: ' '\npolls: []", "bad.yaml:2: title: must not be empty"),
        ("palabre: 1\ntitle: {en: 5}\npolls: []", "bad.yaml:2: title.en: must be text; put it in quotes"),
        (HEAD + "polls: 3", "bad.yaml:3: polls: must be a list"),
        (HEAD + "polls: []\nlanguages:\n- en\n- French!", "bad.yaml:6: languages[1]: is not a language code such as `en` or `pt-br`"),
        (HEAD + "title: Again\npolls: []", "bad.yaml:3: title: stands there twice, first in line 2"),
        (HEAD + "polls: [a: b: c]", None),
        (HEAD + "\tpolls: []", None),
        (HEAD + "polls: [*gone]", "bad.yaml:3: document: refers to *gone, which is not there above"),
        (HEAD + "polls: !!python/name:os.system x", None),
        (HEAD + "polls: []\n---\nmore: x", "bad.yaml:5: document: starts a second document; one file holds one"),
        ('{"palabre": 1,\n "title": "x"\n "polls": []}', "bad.yaml:3: document: is not JSON: Expecting ',' delimiter (column 2)"),
        (poll("{kind: words, question: '\ud800'}"), "bad.yaml:4: document: holds half a character"),
        ('{"palabre": 1, "title": "\\ud800", "polls": []}', "bad.yaml:1: title: holds half a character"),
        (poll("{kind: words, question: \x01}"), "bad.yaml:4: document: holds a character that no text has"),
        (poll("hello"), "bad.yaml:4: polls[0]: must be a poll: a `kind`, a `question` and so on"),
        (poll("question: Q"), "bad.yaml:4: polls[0].kind: must be one of words, colours, choice, scale"),
        (poll("kind: choice\n    question: Q\n    options: [a]"), "bad.yaml:6: polls[0].options: needs at least 2"),
        (poll("kind: choice\n    question: Q\n    options:\n    - a\n    - a"), "bad.yaml:8: polls[0].options[1]: stands there twice"),
        (poll("kind: words\n    question:\n      en: a\n      fr: 1990"), "bad.yaml:7: polls[0].question.fr: must be text; put it in quotes"),
        (poll("kind: words\n    question: Q\n    hidden: yes"), "bad.yaml:6: polls[0].hidden: must be true or false"),
        (poll("kind: words\n    question: #Q"), "bad.yaml:5: polls[0].question: is empty; a text that starts with # must be in quotes"),
    ],
)  # fmt: skip
def test_each_mistake(text: str, said: str | None) -> None:
    """A mistake is told with its line, its field and what to do."""
    found = mistakes(text)
    assert len(found) == 1
    assert found[0] == said if said else found[0].startswith("bad.yaml:3: document: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 2**20, "is larger than 256 KiB"),
        ("ü" * 2**18, "is larger than 256 KiB"),
        ("[" * 100_000, "is nested more than 12 deep"),
        ("[" * 100_000 + "]" * 100_000, "is nested more than 12 deep"),
        ("- " * 100_000, "is nested more than 12 deep"),
        ("&a [*a, *a]", "is nested more than 12 deep"),
        ("a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a]\n" + "".join(
            f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("bcdefg", "cdefgh", strict=True)
        ), "holds more than 20000 values"),
        ("- x\n" * 60_000, "holds more than 20000 values"),
    ],
    ids=["1 MB", "256 Ki characters", "open", "flow", "block", "itself", "billion laughs", "many"],
)  # fmt: skip
def test_hostile(text: str, said: str) -> None:
    """Nothing large, deep or multiplying is read to its end."""
    assert mistakes(text)[0].endswith(said)


@given(st.text(alphabet=st.sampled_from("palbre:1{}[],\"'\n\t -&*#|>!%@no\\"), max_size=60))
def test_any_text(text: str) -> None:
    """Any text is a deck or has mistakes with lines that are in it."""
    lines = range(1, text.count("\n") + 3)
    try:
        found: tuple[Mistake, ...] = ()
        read(text, KINDS)
    except DeckError as error:
        found = error.mistakes
    assert all(mistake.line in lines for mistake in found)


# --- writing ---

word = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(lambda text: not is_blank(text))
tricky = st.sampled_from(
    [
        "no",
        "1e5",
        "-0",
        "null",
        "~",
        "- a",
        "a: b",
        "#f00",
        "12:30",
        "",
        "'",
        '"',
        "\u2028 x",
        "\x85 x",
        "=",
        "<<",
    ]
)
wording = (
    word | tricky.filter(bool) | st.dictionaries(st.sampled_from(["en", "no", "fr", "ar"]), word, min_size=1)
)
specs = st.one_of(
    st.fixed_dictionaries({"kind": st.just("words"), "question": wording}, optional={"answers": st.integers(1, 10)}),
    st.fixed_dictionaries({
        "kind": st.just("choice"), "question": wording, "hidden": st.booleans(),
        "options": st.lists(word | tricky.filter(bool), min_size=2, max_size=5, unique=True),
    }),
    st.fixed_dictionaries({"kind": st.just("colours"), "question": wording}, optional={"free": st.just(True)}),
    st.fixed_dictionaries({"kind": st.just("scale"), "question": wording, "statements": st.lists(word, min_size=1, max_size=3, unique=True)}),
)  # fmt: skip


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    polls = [KINDS.read_spec(msgspec.json.encode(draw(specs))) for _ in range(draw(st.integers(0, 3)))]
    return Deck(draw(wording), tuple(draw(st.lists(st.sampled_from(["en", "no", "fr"])))), tuple(polls))


@pytest.mark.parametrize("form", ["yaml", "json"])
@given(deck=decks())
def test_round_trip(form: Literal["yaml", "json"], deck: Deck) -> None:
    """Reading what was written gives the same deck."""
    assert read(write(deck, form), KINDS) == deck


@given(deck=decks())
def test_stable(deck: Deck) -> None:
    """Writing what was read gives the same text."""
    assert write(read(write(deck), KINDS)) == write(deck)


def test_written_for_people() -> None:
    """Written YAML is in blocks, in its own script, with the question first and without defaults."""
    deck = read(
        poll("{hidden: false, answers: 2, characters: 30, question: {ar: ما هو؟, no: Hva?}, kind: words}"),
        KINDS,
    )
    assert write(deck) == (
        "palabre: 1\ntitle: Seminar\n\npolls:\n"
        "  - kind: words\n    question:\n      ar: ما هو؟\n      'no': Hva?\n    answers: 2\n"
    )


def test_of_session() -> None:
    """The deck of a session holds its polls in order, and they make the same session again."""
    deck = read(EXAMPLES[-1].read_text(encoding="utf-8"), KINDS)
    session = begin(deck.title, deck.languages, ())
    for spec in deck.polls:
        session = apply(session, Add(0, 0, Raw(msgspec.json.encode(spec))), KINDS)
    assert of_session(session) == deck


def test_mistakes_are_bounded() -> None:
    """Reading stops after as many mistakes as anybody would mend in one go."""
    text = "palabre: 1\ntitle: Plenary\npolls:\n" + "- kind: wrods\n" * 4000
    with pytest.raises(DeckError) as caught:
        read(text, KINDS)
    assert len(caught.value.mistakes) == MISTAKE_LIMIT
