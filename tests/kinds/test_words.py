"""The words kind: what a ballot may say, how spellings are counted, and what is sent of them."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from palabre.errors import Code, Refusal
from palabre.grouping import Answer
from palabre.kinds import Kinds
from palabre.kinds.words import BRIEF, LISTED, OFFERED, WORDS, WordsBallot, WordsSpec
from palabre.protocol import Apart, Decision, Group, Hide, Tally, View
from tests.kinds.tallies import MARKS, SPEC, SPOKEN, draw, read

ANSWERS = st.lists(st.text(max_size=12) | st.sampled_from(["Paix", "paix", "paix!", "PAZ", " "]), max_size=6)


def ballot(*answers: str) -> WordsBallot:
    """A ballot as a phone sends it."""
    return WordsBallot(answers)


def cast(*answers: str, characters: int = 30) -> tuple[str, ...]:
    """What is counted of a ballot."""
    return WORDS.check(WordsSpec(question="?", characters=characters), ballot(*answers)).answers


def shown(marks: dict[str, int], *decisions: Decision) -> dict[str, int]:
    """Words and counts of a tally as the room sees them."""
    return {word.text: word.count for word in read(marks, *decisions).words}


def code_of(answers: Sequence[str], characters: int = 30) -> Code:
    """Why a ballot is refused."""
    with pytest.raises(Refusal) as caught:
        cast(*answers, characters=characters)
    return caught.value.code


def test_phrases_are_kept_whole() -> None:
    """An answer is never split at its spaces."""
    assert cast(" tout au long  de la vie. ") == ("tout au long de la vie",)


def test_repeats_count_once() -> None:
    """The first spelling of an answer stands for all of that ballot, and an empty field for none."""
    assert cast("Paix", "paix!", "", "PAIX", "pan") == ("Paix", "pan")


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ((), Code.EMPTY),
        (("", "!?"), Code.EMPTY),
        (("a", "b", "c", "d"), Code.TOO_MANY),
        (("a" * 31,), Code.TOO_LONG),
    ],
)
def test_refused(answers: tuple[str, ...], code: Code) -> None:
    """Nothing, too much and too long are three refusals."""
    assert code_of(answers) is code


def test_limits_count_what_a_person_sees() -> None:
    """A limit of two characters holds two families, and no tower of joiners."""
    assert cast("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", characters=2) == ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦",)
    assert code_of(["👨‍" * 30 + "👨"], characters=2) is Code.TOO_LONG


@given(ANSWERS)
def test_a_checked_ballot_is_checked(answers: list[str]) -> None:
    """Checking twice changes nothing, and every answer left makes one mark."""
    try:
        checked = WORDS.check(SPEC, ballot(*answers))
    except Refusal:
        return
    assert WORDS.check(SPEC, checked) == checked
    assert WORDS.marks(SPEC, checked) == dict.fromkeys(checked.answers, 1)


def test_spellings_are_one_word() -> None:
    """The most frequent spelling is shown; among equals the plain one."""
    assert shown({"sharing": 2, "Sharing": 7, "SHARING": 1}) == {"Sharing": 10}
    assert shown({"Sharing": 2, "sharing": 2}) == {"sharing": 4}


def test_spellings_that_language_allows() -> None:
    """A gap in a compound and a lost accent are no other word; a lost tilde may be one."""
    assert shown({"co-creation": 2, "cocreation": 1, "Co-création": 1}) == {"co-creation": 4}
    assert shown({"Curiosité": 3, "curiosite": 1}) == {"Curiosité": 4}
    assert shown({"año": 2, "ano": 1}) == {"año": 2, "ano": 1}


def test_one_person_counts_once() -> None:
    """Two spellings of one word on one ballot are one answer."""
    assert cast("curiosité", "Curiosite", "life-long", "lifelong") == ("curiosité", "life-long")


def test_decisions_outlive_a_key() -> None:
    """What was hidden or grouped under an earlier key stays so when spellings have become one word."""
    assert shown({"Curiosité": 3, "curiosite": 1, "paix": 1}, Hide("curiosité")) == {"paix": 1}
    assert shown({"écouter": 3, "paix": 1}, Group(("paix", "écouter"))) == {"paix": 4}


@given(MARKS, st.lists(st.sampled_from(["paix", "paz", "سلام"]).map(Hide), max_size=2))
def test_counts_are_conserved(marks: dict[str, int], decisions: list[Hide]) -> None:
    """What is shown and what moderators see hidden is all that was cast."""
    hidden = [e.count for e in WORDS.entries(SPEC, Tally(1, 9, marks), decisions) if e.state == "hidden"]
    assert read(marks, *decisions).total + sum(hidden) == sum(marks.values())


@settings(deadline=None)
@given(MARKS)
def test_order_of_marks_is_no_matter(marks: dict[str, int]) -> None:
    """A tally in another order gives the same results and the same picture."""
    turned = dict(reversed(marks.items()))
    assert read(marks) == read(turned)
    assert draw(marks) == draw(turned)


def test_hidden_words_reach_moderators_alone() -> None:
    """A hidden word is in no result, figure or table, and first in the entries."""
    tally = Tally(1, 9, {"paix": 5, "rude": 2})
    results = WORDS.results(SPEC, tally, [Hide("rude")])
    for view in (View(), View(variant="bars")):
        assert "rude" not in str(WORDS.figure(SPEC, results, view, None))
    assert "rude" not in str((results, WORDS.table(SPEC, results, "en")))
    assert WORDS.entries(SPEC, tally, [Hide("rude")])[0].text == "rude"


def test_groups_count_as_one() -> None:
    """A group is one word under its first, and the table tells what is in it."""
    results = read({"sharing": 2, "partage": 5}, Group(("sharing", "partage")))
    assert WORDS.table(SPEC, results, "en").rows == (("sharing", 7, 0.7, "partage"),)


def test_phones_get_the_front() -> None:
    """Phones are sent the first words and how many more there are; the table has them all."""
    results = read({f"word {n}": n for n in range(1, 201)})
    brief = WORDS.brief(results)
    assert (len(brief.words), brief.more, brief.total) == (BRIEF, 200 - BRIEF, results.total)
    assert len(WORDS.table(SPEC, results, "en").rows) == 200


def test_results_are_bounded() -> None:
    """However many words there are, so many are listed and the rest is counted."""
    results = read({f"w{n}": 1 for n in range(LISTED + 7)})
    assert (len(results.words), results.more) == (LISTED, 7)


def test_a_ballot_has_a_language() -> None:
    """Its marks carry it, and one more counts who answered in it; region and script are dropped."""
    checked = WORDS.check(SPEC, WordsBallot(("Paix ", "paz"), "pt-BR"))
    assert checked == WordsBallot(("Paix", "paz"), "pt")
    assert WORDS.marks(SPEC, checked) == {"Paix\tpt": 1, "paz\tpt": 1, "\tpt": 1}


@pytest.mark.parametrize(
    ("declared", "heard"),
    [
        (("en", "pt-BR"), {"en": "en", "pt-PT": "pt", "fr": "und", "und": "und", "fuk": "und"}),
        ((), {"sw": "sw", "fr-CA": "fr", "und": "und", "fuk": "und"}),
    ],
)
def test_only_declared_languages(declared: tuple[str, ...], heard: dict[str, str]) -> None:
    """A ballot is in a language of the session, or of a name where it declares none, or else in no known one."""
    for lang, taken in heard.items():
        raw, _ = Kinds().read_ballot(SPEC, msgspec.json.encode(WordsBallot(("paix",), lang)), declared)
        assert msgspec.json.decode(raw)["lang"] == taken


def test_a_ballot_without_a_language() -> None:
    """Ballots of phones that know none, and marks from before, stay what they were."""
    assert WORDS.marks(SPEC, WordsBallot(("paix",))) == {"paix": 1}
    assert shown({"paix": 2, "Paix\tfr": 3, "\tfr": 3}) == {"Paix": 5}


def test_a_language_folds_its_own_letters() -> None:
    """The Turkish i is one letter of two cases where Turkish is written."""
    assert shown({"ISI\ttr": 2, "ısı\ttr": 3}) == {"ısı": 5}


def test_false_friends_are_told_apart() -> None:
    """A word of two languages is two words where it means two things, and both say which they are."""
    marks = {"pie\ten": 3, "pie\tes": 2, "Pie\tes": 1, "\ten": 3, "\tes": 3}
    results = read(marks)
    assert [(word.label, word.count) for word in results.words] == [("pie (en)", 3), ("pie (es)", 3)]
    assert [row[0] for row in WORDS.table(SPEC, results, "en").rows] == ["pie (en)", "pie (es)"]
    assert [entry.text for entry in WORDS.entries(SPEC, Tally(1, 6, marks), [])] == ["pie (en)", "pie (es)"]
    assert [word.lang for word in WORDS.brief(results).words] == ["en", "es"]


def test_a_word_alone_needs_no_mark() -> None:
    """A false friend that nobody gave in another language reads like every other word."""
    assert [word.label for word in read({"pie\ten": 3, "\ten": 3}).words] == ["pie"]


def test_decisions_tell_false_friends_apart() -> None:
    """Hiding one false friend leaves the other; hiding the spelling as it was once counted hides both."""
    marks = {"verge\ten": 3, "verge\tfr": 2, "\ten": 3, "\tfr": 2}
    (friend,) = [entry.key for entry in WORDS.entries(SPEC, Tally(1, 5, marks), []) if "fr" in entry.text]
    assert shown(marks, Hide(friend)) == {"verge": 3}
    assert shown(marks, Hide("verge")) == {}


def test_declined_under_an_old_key() -> None:
    """A declined suggestion is read under the keys of today."""
    assert shown({"Curiosité": 3, "paix": 1}, Apart(("curiosité", "paix"))) == {"Curiosité": 3, "paix": 1}


def test_candidates_are_what_is_shown() -> None:
    """Suggestions are made for shown entries with all answers of each; hidden ones are no candidates."""
    found = WORDS.candidates(
        SPEC, Tally(1, 9, SPOKEN), [Group(("sharing", "partage")), Hide("respect"), Hide("سلام")]
    )
    assert {one.key: one.answers for one in found} == {
        "sharing": (Answer("sharing", "en", 5), Answer("Sharing", "en", 2), Answer("partage", "fr", 4)),
        "learning": (Answer("learning", "und", 1),),
    }


def test_candidates_are_bounded() -> None:
    """However many words there are, suggestions are looked for among the most frequent."""
    tally = Tally(1, 9, {f"w{n}": 1 for n in range(OFFERED + 7)})
    assert len(WORDS.candidates(SPEC, tally, [])) == OFFERED
