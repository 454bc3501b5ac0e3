"""The words kind: what a ballot may say, how spellings are counted, and what is sent and drawn."""

from collections.abc import Sequence
from typing import Any

import msgspec
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings, strategies as st

from palabre.errors import Code, Refusal
from palabre.grouping import Answer, together
from palabre.kinds import Kinds
from palabre.kinds.base import Editions
from palabre.kinds.words import BAR_LIMIT, BRIEF, LISTED, OFFERED, WORDS, WordsBallot, WordsResults, WordsSpec
from palabre.protocol import Apart, Decision, Group, Hide, Tally, View

VIEW = View()
SPEC = WordsSpec(question="What is learning?")
ANSWERS = st.lists(st.text(max_size=12) | st.sampled_from(["Paix", "paix", "paix!", "PAZ", " "]), max_size=6)
MARKS = st.dictionaries(
    st.sampled_from(
        ["paix", "Paix", "PAIX", "paz", "écoute", "Ecoute", "bien-être", "bienetre", "和平", "☮️", "<b>"]
    ),
    st.integers(1, 99),
)
#: A tally of three languages: people by answer and language, and those who answered in each.
SPOKEN = {
    "sharing\ten": 5, "Sharing\ten": 2, "partage\tfr": 4, "learning": 1, "respect\ten": 2, "respect\tfr": 3,
    "سلام\tar": 1, "\ten": 8, "\tfr": 6, "\tar": 1,
}  # fmt: skip
HOSTILE = [
    "<a href='https://x.example'>x</a>",
    "$x^2$",
    "=1+1",
    "&lt;b&gt;",
    "<br>",
    "%{x}",
    "\u202egnp.exe",
    "z\u0335\u0336\u0337\u0338\u0335",
    "a\x00b",
]


def ballot(*answers: str) -> WordsBallot:
    """A ballot as a phone sends it."""
    return WordsBallot(answers)


def cast(*answers: str, characters: int = 30) -> tuple[str, ...]:
    """What is counted of a ballot."""
    return WORDS.check(WordsSpec(question="?", characters=characters), ballot(*answers)).answers


def read(marks: dict[str, int], *decisions: Decision, turnout: int = 10) -> WordsResults:
    """The results of a tally."""
    return WORDS.results(SPEC, Tally(1, turnout, marks), decisions)


def shown(marks: dict[str, int], *decisions: Decision) -> dict[str, int]:
    """Words and counts of a tally as the room sees them."""
    return {word.text: word.count for word in read(marks, *decisions).words}


def arranged(marks: dict[str, int], view: View = VIEW, before: Any = None) -> Any:
    """Where the words of a tally stand."""
    return WORDS.layout(SPEC, read(marks), view, before)


def draw(marks: dict[str, int], view: View = VIEW, before: Any = None) -> Any:
    """The figure of a tally."""
    return WORDS.figure(SPEC, read(marks), view, arranged(marks, view, before))


def drawn(marks: dict[str, int]) -> list[str]:
    """The texts of the cloud of a tally."""
    texts: list[str] = draw(marks)["data"][0]["text"]
    return texts


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


def test_what_is_not_drawn_is_reported() -> None:
    """The corner of cloud and bars says how many words are not on it."""
    marks = {f"word {n}": 1 for n in range(200)}
    assert draw(marks)["data"][-1]["text"] == ["+50"]
    assert draw(marks, View(variant="bars"))["data"][-1]["text"] == [f"+{200 - BAR_LIMIT}"]


@pytest.mark.parametrize("variant", WORDS.variants)
@pytest.mark.parametrize(
    "marks", [{}, {"paix": 1}, {"سلام": 2, "和平": 3, "☮️": 1, "tout au long de la vie": 40}]
)
def test_figure_is_plotly(variant: str, marks: dict[str, int]) -> None:
    """Every variant is a valid figure, without answers too and in Arabic."""
    go.Figure(draw(marks, View(lang="ar", theme="dark", aspect=3.0, variant=variant)))


def test_words_keep_place_and_colour() -> None:
    """A new answer leaves every other word where it was, in its colour."""
    marks = {f"word {n}": 1 + n % 3 for n in range(30)}
    old, new = draw(marks)["data"][0], draw({**marks, "é": 1}, before=arranged(marks))["data"][0]
    at = dict(zip(new["ids"], zip(new["x"], new["y"], new["textfont"]["color"], strict=True), strict=True))
    assert [at[key] for key in old["ids"]] == list(
        zip(old["x"], old["y"], old["textfont"]["color"], strict=True)
    )


@pytest.mark.parametrize("answer", HOSTILE)
def test_hostile_answers_are_inert(answer: str) -> None:
    """No tag, entity, formula or control of an answer reaches a figure."""
    (text,) = drawn(dict.fromkeys(cast(answer, characters=60), 1))
    assert not set("<>$\x00\u202e") & set(text)
    assert text.count("&") == text.count("&amp;") + text.count("&lt;") + text.count("&gt;") + text.count(
        "&#36;"
    )


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


def test_languages_are_offered() -> None:
    """The view by language is offered once two languages are known, and not before."""
    assert WORDS.offered(read(SPOKEN)) == WORDS.variants
    assert "languages" not in WORDS.offered(read({"paix\tfr": 2, "pace": 1, "\tfr": 2}))


def test_languages_by_people() -> None:
    """Languages come in the order of how many answered in each; the unknown last, with what few speak."""
    tongues = read(SPOKEN, turnout=17).tongues
    assert [(one.lang, one.people) for one in tongues] == [("en", 8), ("fr", 6), ("und", 3)]


def test_what_few_say_is_no_column() -> None:
    """Languages of fewer than three people are named in no picture, table or label; nor is a rest of so few."""
    few = {"paz\tes": 2, "pie\tes": 1, "pie\ten": 3, "paix\tfr": 3, "\tes": 2, "\ten": 3, "\tfr": 3}
    results = read(few, turnout=8)
    assert [one.lang for one in results.tongues] == ["en", "fr"]
    plot = WORDS.figure(SPEC, results, View(variant="languages"), None)
    assert "paz" not in str(plot["data"][-2]["text"])
    rows = {row[0]: row[3] for row in WORDS.table(SPEC, results, "en").rows}
    assert rows == {"paix": "fr 3", "paz": "", "pie": "", "pie (en)": "en 3"}
    assert WORDS.offered(read({**few, "\ten": 2}, turnout=7)) == ("cloud", "bars")


def test_a_group_is_said_in_each_language() -> None:
    """A grouped word shows every language the spelling that most gave there, and the table has them all."""
    results = read(SPOKEN, Group(("sharing", "partage")), turnout=17)
    assert [(one.lang, one.count, one.text) for one in results.words[0].said] == [
        ("en", 7, "sharing"), ("fr", 4, "partage")
    ]  # fmt: skip
    assert WORDS.table(SPEC, results, "en").rows[0] == (
        "sharing", 11, round(11 / 17, 4), "en 7 · fr partage 4", "Sharing · partage"
    )  # fmt: skip


def test_hidden_in_a_group_is_never_spelled_out() -> None:
    """What is hidden in a shown group is counted in its language and stands under the group's name."""
    results = read(SPOKEN, Hide("partage"), Group(("sharing", "partage")))
    assert "partage" not in str((WORDS.brief(results), WORDS.table(SPEC, results, "en")))
    assert "partage" not in str(WORDS.figure(SPEC, results, View(variant="languages"), None))


def test_one_colour_across_columns() -> None:
    """A word of two languages has one colour in both columns, and a thread joins it."""
    results = read(SPOKEN, Group(("sharing", "partage")), turnout=20)
    plot = WORDS.figure(SPEC, results, View(variant="languages"), None)
    words = plot["data"][-2]
    colours = dict(zip(words["ids"], words["textfont"]["color"], strict=True))
    assert colours["en/sharing"] == colours["fr/sharing"] != colours["und/سلام"]
    threads = [trace for trace in plot["data"] if trace.get("uid", "").startswith("thread-")]
    assert colours["en/sharing"] in [thread["line"]["color"] for thread in threads]
    assert len(threads) == 2


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("aspect", [0.25, 2.4, 8.0])
def test_columns_stay_on_the_canvas(lang: str, aspect: float) -> None:
    """Ten languages of long words fit the width; two languages more than have room are told in the corner."""
    tags = ["en", "fr", "es", "pt", "ar", "tr", "ru", "zh", "de", "it"]
    marks = {together(f"{lang} word number {n} of all", lang): n + 1 for lang in tags for n in range(30)}
    plot = WORDS.figure(
        SPEC, read({**marks, **{f"\t{lang}": 30 for lang in tags}}, turnout=300),
        View(lang=lang, aspect=aspect, variant="languages"), None,
    )  # fmt: skip
    go.Figure(plot)
    assert plot["data"][-1]["text"] == ["+2"]
    assert all(0 <= x <= 1600 for trace in plot["data"] for x in trace["x"] if x is not None)


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


EMPTY: dict[str, int] = {}


def compared(then: dict[str, int], now: dict[str, int], *decisions: Decision, lang: str = "en") -> Any:
    """Two editions of ten people each, beside each other; moderators decided about the later one."""
    view = View(lang=lang, variant="editions")
    return WORDS.compare(SPEC, read(then), read(now, *decisions), view, Editions("2024", "2025"))


def test_words_rose_fell_came_and_went() -> None:
    """What rose most is first and what fell most last, each with both shares and the points between."""
    comparison = compared(
        {"peace": 5, "hope": 4, "war": 3, "joy": 1}, {"Peace": 7, "hope": 4, "care": 6, "war": 1}
    )
    assert comparison.table.rows == (
        ("care", "0%", "60%", "▲\u200960"), ("Peace", "50%", "70%", "▲\u200920"), ("hope", "40%", "40%", "=\u20090"),
        ("joy", "10%", "0%", "▼\u200910"), ("war", "30%", "10%", "▼\u200920"),
    )  # fmt: skip
    assert [column.text for column in comparison.table.columns] == ["", "2024", "2025", ""]


def test_groups_hold_for_both_editions() -> None:
    """What moderators group now is one word in the earlier edition, too."""
    rows = compared({"sharing": 2, "partage": 3}, {"sharing": 4}, Group(("sharing", "partage"))).table.rows
    assert rows == (("sharing", "50%", "40%", "▼\u200910"),)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    ("then", "now"), [(EMPTY, EMPTY), ({"a": 3}, EMPTY), (EMPTY, SPOKEN), (SPOKEN, {"<b>$": 9})]
)
def test_a_comparison_is_plotly(then: dict[str, int], now: dict[str, int], lang: str) -> None:
    """Editions without answers, in any language and of any text, are valid figures without markup."""
    plot = compared(then, now, lang=lang).plot
    go.Figure(plot)
    assert not set("<>$") & set(str([trace.get("text") for trace in plot["data"]]))


def test_layout_of_another_release() -> None:
    """A layout that cannot be read is as good as none."""
    marks = {"paix": 2, "joie": 1}
    assert arranged(marks, before=msgspec.Raw(b'{"spiral":1}')) == arranged(marks)


def test_shown_words_stay_among_equals() -> None:
    """Of words that are equally frequent those on the screen stay there."""
    marks = {f"word {n}": 1 for n in range(200)}
    old = {one[0] for one in msgspec.json.decode(arranged(marks))[2]}
    new = {
        one[0] for one in msgspec.json.decode(arranged({"a new word": 1, **marks}, before=arranged(marks)))[2]
    }
    assert old == new
