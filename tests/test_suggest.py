"""What a moderator is offered to group: ideas, forms, slips, and the reasons."""

from typing import ClassVar

import pytest
from hypothesis import given, strategies as st

from palabre.grouping import Answer, group
from palabre.lemmas import Simplemma
from palabre.suggest import Suggestion, suggest

WORDS = [
    "sharing",
    "partage",
    "compartir",
    "freedom",
    "fredom",
    "robots",
    "robot",
    "robotique",
    "robbots",
    "☮️",
    "¡paz!",
]
ANSWERS = st.lists(
    st.builds(Answer, st.sampled_from(WORDS), st.sampled_from(["en", "fr", "und"]), st.integers(1, 20)),
    max_size=10,
)


class Dictionary:
    """A small dictionary: each language's forms and their lemmas."""

    FORMS: ClassVar = {
        "en": {"robots": "robot", "robot": "robot", "trees": "tree", "form": "form", "from": "from", "tidy": "tidy",
               "public": "public", "transport": "transport", "pubic": "pubic", "roots": "root"},
        "fr": {"robots": "robot", "robot": "robot", "partageons": "partager"},
        "es": {"si": "si", "sí": "sí", "musica": "musicar"},
    }  # fmt: skip

    def lemma(self, word: str, lang: str) -> str | None:
        return self.FORMS.get(lang, {}).get(word)


def offered(*answers: tuple[str, str, int]) -> list[Suggestion]:
    """What is suggested for answers of a session in English, French and Spanish."""
    langs = ("en", "fr", "es")
    return suggest(group([Answer(*answer) for answer in answers], langs), langs, Dictionary())


def together(*answers: tuple[str, str, int]) -> list[list[str]]:
    """The answers of each suggestion."""
    return [[answer.text for one in found.groups for answer in one] for found in offered(*answers)]


def test_one_idea() -> None:
    """Words of one idea are offered together, whatever their languages, and emoji with them."""
    assert together(("peace", "en", 1), ("paix", "fr", 3), ("🕊️", "und", 2)) == [["paix", "🕊️", "peace"]]


def test_why() -> None:
    """A reason names what is the same, one word of each language first, and then what was brought to it."""
    (found,) = offered(("sharing", "en", 9), ("share", "en", 6), ("partage", "fr", 3), ("sharrring", "en", 1))
    assert found.why == "same idea: sharing, partage, share; nearly the same spelling: sharing, sharrring"


def test_forms() -> None:
    """Words of one lemma are offered together; what the lexicon lists by another form is found by it."""
    assert together(("robots", "en", 1), ("robot", "en", 2)) == [["robot", "robots"]]
    assert together(("partageons", "fr", 1), ("sharing", "en", 2)) == [["sharing", "partageons"]]


def test_what_weighs_nothing() -> None:
    """More of a thing is that thing."""
    assert together(("more trees", "en", 1), ("trees", "en", 2)) == [["trees", "more trees"]]
    assert together(("plus de guerre", "fr", 1), ("war", "en", 2)) == []


@pytest.mark.parametrize(
    ("said", "idea"),
    [
        (("so happy", "en"), ("happiness", "en")),
        (("je suis heureux", "fr"), ("happiness", "en")),
        (("tengo miedo", "es"), ("fear", "en")),
        (("cars for everyone", "en"), ("cars", "en")),
        (("pas de racisme", "fr"), ("sin racismo", "es")),
        (("fewer trains", "en"), ("moins de trains", "fr")),
    ],
)
def test_phrases(said: tuple[str, str], idea: tuple[str, str]) -> None:
    """Words that weigh nothing are left out; no and less of an idea are one in all languages."""
    assert together((*said, 1), (*idea, 2)) == [[idea[0], said[0]]]


def test_what_is_turned_round() -> None:
    """To want none of a thing, or less of it, is not that thing, and not one another."""
    assert together(("no trains", "en", 1), ("trains", "en", 2), ("fewer trains", "en", 1)) == []


def test_another_language_than_the_phone() -> None:
    """A word that the phone's language has not is looked for in the others of the session."""
    assert together(("partage", "en", 1), ("sharing", "en", 2)) == [["sharing", "partage"]]


def test_slips() -> None:
    """A word that no dictionary has is a slip for one that far more people gave."""
    assert together(("blockchian", "en", 1), ("blockchain", "en", 3)) == [["blockchain", "blockchian"]]
    assert together(("blockchian", "en", 1), ("blockchain", "en", 2)) == []
    assert together(("trst", "en", 1), ("trust", "en", 3)) == [["trust", "trst"]]
    assert together(("anxeity", "en", 1), ("anxiety", "en", 2), ("anxious", "en", 4)) == [
        ["anxious", "anxiety", "anxeity"]
    ]


def test_no_slips() -> None:
    """Known words, short words, other numbers, other languages and Chinese are meant as they are."""
    assert together(("roots", "en", 1), ("robots", "en", 9)) == []
    assert together(("zzyx", "en", 1), ("zzyz", "en", 9)) == []
    assert together(("agenda 2031", "en", 1), ("agenda 2030", "en", 9)) == []
    assert together(("blockchian", "fr", 1), ("blockchain", "en", 9)) == []
    assert together(("甲乙丙丁戊己", "zh", 1), ("甲乙丙丁戊庚", "zh", 9)) == []


def test_slip_in_a_phrase() -> None:
    """One letter of a long phrase may be wrong although each word is one."""
    assert together(("pubic transport", "en", 1), ("public transport", "en", 3)) == [
        ["public transport", "pubic transport"]
    ]


def test_lost_accents() -> None:
    """A bare spelling that is a form of another verb is offered; one that is a word by itself is not."""
    assert together(("musica", "es", 1), ("música", "es", 2)) == [["música", "musica"]]
    assert together(("si", "es", 1), ("sí", "es", 2)) == []


def test_doubtful_words() -> None:
    """A word of two ideas goes where more people surely are, and nowhere without them."""
    assert together(("libre", "fr", 2), ("مشاركة", "ar", 1), ("sharing", "en", 3)) == [["sharing", "مشاركة"]]
    assert together(("libre", "fr", 2), ("مشاركة", "ar", 1)) == []


@given(ANSWERS)
def test_no_group_is_offered_twice(answers: list[Answer]) -> None:
    """Suggestions share no group, have two or more, and make up nothing."""
    groups = group(answers, ("en", "fr"))
    offered = [one.groups for one in suggest(groups, ("en", "fr"), Dictionary())]
    assert all(len(one) > 1 for one in offered)
    flat = [one for found in offered for one in found]
    assert len(flat) == len(set(flat))
    assert set(flat) <= set(groups)


@given(ANSWERS)
def test_order_is_no_matter(answers: list[Answer]) -> None:
    """The same groups in another order are offered the same, with the same reasons."""
    groups = group(answers, ("en", "fr"))
    found = suggest(groups, ("en", "fr"), Dictionary())
    assert suggest(groups[::-1], ("en", "fr"), Dictionary()) == found


def test_dictionaries() -> None:
    """Inflected forms have a lemma; what is no word, or Chinese, has none."""
    words = Simplemma()
    assert (words.lemma("mistakes", "en"), words.lemma("erreurs", "fr")) == ("mistake", "erreur")
    assert (words.lemma("mistaks", "en"), words.lemma("学习", "zh"), words.lemma("x", "und")) == (
        None,
        None,
        None,
    )
