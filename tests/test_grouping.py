"""What counts as one word without asking, and what never does."""

from collections.abc import Iterator

import pytest
from hypothesis import given, strategies as st
from simplemma import is_known, lemmatize

from palabre import grouping, lexicon, spelling
from palabre.grouping import Answer, group, is_other_word, key
from palabre.lemmas import LANGS
from palabre.text import clean

ANY = st.text(st.characters(), max_size=40)
WORDS = st.sampled_from(
    ["pain", "Pain", "expérience", "experience", "año", "ano", "co-op", "pêche", "peche", "!"]
)
ANSWERS = st.lists(
    st.builds(Answer, WORDS, st.sampled_from(["en", "fr", "es", "pt", "und"]), st.integers(1, 9)), max_size=8
)


def grouped(*answers: tuple[str, str]) -> list[set[str]]:
    """The groups of answers in two languages or more, one person each."""
    found = group([Answer(*answer) for answer in answers], ("en", "fr", "es", "pt"))
    return [{f"{answer.text}/{answer.lang}" for answer in one} for one in found]


@given(ANY)
def test_key_of_key(typed: str) -> None:
    """A key is its own key, and only nothing has no key."""
    once = key(clean(typed))
    assert bool(once) == bool(clean(typed))
    assert key(once) == once
    assert grouping.keys(once)[0] == key(clean(typed))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Curiosite", "curiosité"),
        ("Egalité", "égalité"),
        ("EDUCACION", "educación"),
        ("ogrenme", "öğrenme"),
        ("Учеба", "учёба"),
        ("experience", "Expérience"),
        ("Co-création", "cocreation"),
        ("life long", "Life-Long!"),
    ],
)
def test_one_word(one: str, other: str) -> None:
    """Case, compounds, and accents of a word in the lexicon are ignored."""
    assert key(clean(one)) == key(clean(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pêche", "péché"),
        ("marche", "marché"),
        ("si", "sí"),
        ("ano", "año"),
        ("anos", "años"),
        ("solo", "sólo"),
        ("partage", "compartir"),
        ("pain", "pains"),
        ("мой", "мои"),
    ],
)
def test_never_meet(one: str, other: str) -> None:
    """An accent that makes another word, a translation and a plural are not ignored."""
    assert key(one) != key(other)


def test_languages_in_play() -> None:
    """A bare spelling is another word only if its language is in the room: Spanish has «musica», he scores."""
    assert key("musica", langs=("es",)) != key("música", langs=("es",))
    assert is_other_word("liberte", "es")
    assert key("liberte", langs=("fr", "en")) == key("liberté", langs=("fr", "en"))


def test_false_friends_are_apart() -> None:
    """Equal spellings of two languages are two words where they mean two things, by lexicon or by list."""
    assert grouped(("pain", "en"), ("pain", "fr")) == [{"pain/en"}, {"pain/fr"}]
    assert grouped(("chair", "en"), ("Chair", "fr")) == [{"chair/en"}, {"Chair/fr"}]


def test_equal_spellings_are_one() -> None:
    """Else they are one, and so is an answer in no known language."""
    assert grouped(("juntos", "es"), ("Juntos", "pt"), ("juntos", "und")) == [
        {"juntos/es", "Juntos/pt", "juntos/und"}
    ]


def test_nobody_guesses_between_false_friends() -> None:
    """An answer in no language, or in one that lacks the word, is neither of two false friends."""
    assert grouped(("Pain", "en"), ("pain", "und"), ("pain", "fr"), ("pain", "es")) == [
        {"pain/und", "pain/es"}, {"Pain/en"}, {"pain/fr"}
    ]  # fmt: skip


def test_a_friend_of_a_false_friend() -> None:
    """Languages in which a spelling means the same share its key, whatever it means in a third."""
    assert key("sol", "es") == key("sol", "pt") != key("sol", "fr")


@pytest.mark.parametrize("lang", [*lexicon.LANGS, "und"])
@pytest.mark.parametrize("word", ["pain", "Sol", "partage", "curiosité", "DİN", "<b>"])
def test_a_key_names_itself(word: str, lang: str) -> None:
    """A key that a decision names is the same key when it is read again, without its language beside it."""
    assert grouping.keys(key(word, lang)) == (key(word, lang),)


def test_an_old_key_names_all() -> None:
    """A key from before a spelling was known to be several words names them all, and none but them."""
    every = {key("pain", lang) for lang in ("en", "fr", "und")}
    assert set(grouping.keys("pain")) == every
    assert grouping.keys("partage") == ("partage",)


@given(ANY, st.sampled_from(["en", "fr", "und"]))
def test_an_answer_and_its_language(typed: str, lang: str) -> None:
    """What was put together comes apart again, and no cleaned answer can be mistaken for it."""
    answer = clean(typed)
    assert grouping.apart(grouping.together(answer, lang)) == (answer, lang)
    assert grouping.TAB not in answer


@given(ANSWERS)
def test_every_answer_is_in_one_group(answers: list[Answer]) -> None:
    """Nothing that was said is lost or counted twice."""
    said = [answer for answer in answers if clean(answer.text)]
    found = [answer for one in group(answers, lexicon.LANGS) for answer in one]
    assert sorted(found, key=repr) == sorted(said, key=repr)


@given(ANSWERS)
def test_order_is_no_matter(answers: list[Answer]) -> None:
    """The same answers in another order make the same groups."""
    turned = {frozenset(one) for one in group(answers[::-1], lexicon.LANGS)}
    assert turned == {frozenset(one) for one in group(answers, lexicon.LANGS)}


def other_words() -> Iterator[tuple[str, str]]:
    """Every bare spelling of one idea in the lexicon that a dictionary has as another word, by language."""
    for bare, known in grouping.spellings().items():
        listed = {lang for one in known if one.key == bare for lang in one.langs}
        accented = {lang for one in known if one.key != bare for lang in one.langs}
        if frozenset.intersection(*(one.ideas for one in known)):
            for lang in sorted(LANGS - listed if not listed else accented - listed):
                full = [one.key for one in known if lang in one.langs]
                if lang in LANGS and is_known(bare, lang, low_memory=True) and not is_same(bare, full, lang):
                    yield lang, bare


def is_same(bare: str, full: list[str], lang: str) -> bool:
    """Whether a dictionary has a bare spelling as a form of the full one; ё and hamzas it writes or not."""
    lemmas = [lemmatize(word, lang, low_memory=True).lower() for word in (bare, *full)]
    if lang in {"ru", "ar"}:
        lemmas = [spelling.bare(lemma) for lemma in lemmas]
    return lemmas[0] in lemmas[1:]


def test_other_words_are_listed() -> None:
    """homographs.yaml has every spelling that must not join its accented one, as dictionaries know them."""
    missing: dict[str, list[str]] = {}
    for lang, bare in other_words():
        if not is_other_word(bare, lang):
            missing.setdefault(lang, []).append(bare)
    assert missing == {}
