"""Ada keeps it decent: by mouse and by key, one answer or several, and never for good."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.decks import CHOICE_POLL, FOUR, WORDS_POLL
from tests.e2e.hall import Hall, fits, looked_at
from tests.e2e.people import Ada, Desk, Stage, press
from tests.e2e.room import Room, choice, words

Begins = Callable[[str], Room]


@pytest.fixture
def here(room: Begins) -> Room:
    """Four people have said what learning is."""
    here = room(FOUR)
    here.open(WORDS_POLL)
    here.answer(
        [words("sharing"), words("sharing", "merde"), words("partage"), words("patience")], WORDS_POLL
    )
    return here


def test_hide_by_key(hall: Hall, here: Room) -> None:
    """Find, arrow down, H: the answer is gone from the stage; U brings it back; every answer still counts."""
    ada, stage = Ada(hall, here.begun.moderate), Stage(hall, here.begun.stage)
    stage.draws("merde")
    ada.page.keyboard.press("/")
    ada.page.keyboard.type("merd")
    ada.page.keyboard.press("ArrowDown")
    ada.page.keyboard.press("h")
    stage.lacks("merde")
    stage.says("4 answers")
    ada.page.keyboard.press("Escape")
    ada.page.keyboard.press("u")
    stage.draws("merde")


def test_group_and_split(hall: Hall, here: Room) -> None:
    """Two answers are counted as one, and taken apart again."""
    ada, stage = Ada(hall, here.begun.moderate), Stage(hall, here.begun.stage)
    stage.draws("partage")
    for word in ("sharing", "partage"):
        ada.page.get_by_role("checkbox", name=f"Pick “{word}”").check()
    press(ada.page, "Count 2 as one")
    expect(stage.figure.get_by_text("partage")).to_have_count(0)
    expect(ada.page.get_by_text("2 answers as one")).to_be_visible()
    looked_at(ada.page, "moderate-group")
    press(ada.page, "Split “sharing”")
    stage.draws("partage")


def card(ada: Ada, words: str) -> Locator:
    """The card that suggests these words."""
    return ada.page.get_by_role("listitem").filter(
        has=ada.page.get_by_role("button", name=f"Count as one: {words}")
    )


def test_suggestion_taken(hall: Hall, here: Room) -> None:
    """One idea in two languages is a card that says why; one press makes it one word on the stage; undo brings it back."""
    ada, stage = Ada(hall, here.begun.moderate), Stage(hall, here.begun.stage)
    stage.draws("partage")
    expect(card(ada, "sharing, partage")).to_contain_text("Same idea")
    looked_at(ada.page, "moderate-suggestion")
    press(ada.page, "Count as one: sharing, partage")
    expect(ada.page.get_by_text("Counted as one: sharing, partage").first).to_be_attached()
    expect(stage.figure.get_by_text("partage")).to_have_count(0)
    looked_at(ada.page, "moderate-suggestion-taken")
    press(ada.page, "Undo (1)")
    stage.draws("partage")
    expect(card(ada, "sharing, partage")).to_be_visible()


def test_suggestion_declined_by_key(hall: Hall, here: Room) -> None:
    """C leads to the cards, X declines one: it is gone and does not come back when more is answered; G takes one."""
    ada, stage = Ada(hall, here.begun.moderate), Stage(hall, here.begun.stage)
    expect(card(ada, "sharing, partage")).to_be_visible()
    ada.page.keyboard.press("c")
    ada.page.keyboard.press("x")
    expect(ada.page.get_by_role("button", name="Not the same: sharing, partage")).to_have_count(0)
    here.answer([words("ville", "partage"), words("city", "ville", "city")], WORDS_POLL)
    expect(card(ada, "ville, city")).to_be_visible()
    expect(card(ada, "sharing, partage")).to_have_count(0)
    ada.page.keyboard.press("c")
    take = ada.page.get_by_role("button", name="Count as one: ville, city")
    expect(take).to_be_focused()
    ada.page.keyboard.press("g")
    expect(stage.figure.get_by_text("city")).to_have_count(0)
    stage.draws("sharing")
    stage.draws("partage")


def test_suggestions_one_after_the_other(hall: Hall, here: Room) -> None:
    """By Enter alone, card after card: the keyboard goes on to the next one, and to the heading after the last."""
    here.answer([words("ville", "city"), words("ville", "city"), words("ville")], WORDS_POLL)
    ada = Ada(hall, here.begun.moderate)
    expect(card(ada, "ville, city")).to_be_visible()
    expect(card(ada, "sharing, partage")).to_be_visible()
    ada.page.keyboard.press("c")
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_role("button", name="Count as one: sharing, partage")).to_be_focused()
    ada.page.keyboard.press("Enter")
    expect(ada.page.get_by_role("heading", name="Suggestions")).to_be_focused()
    expect(ada.page.get_by_text("2 answers as one")).to_have_count(2)


def test_suggestions_applied(hall: Hall, here: Room) -> None:
    """A poll may say that it groups by itself: the stage shows one word, and the moderator no card but a group."""
    pia = Desk(hall, here.begun.run)
    pia.begins("Words", "What do you hope for?")
    tick = pia.page.get_by_role("checkbox", name="Group answers of one idea automatically")
    tick.check()
    tick.scroll_into_view_if_needed()
    looked_at(pia.page, "run-words-apply")
    pia.adds()
    here.open(5)
    here.answer([words("peace"), words("peace", "paix")], 5)
    ada, stage = Ada(hall, here.begun.moderate), Stage(hall, here.begun.stage)
    expect(ada.page.get_by_text("2 answers as one")).to_be_visible()
    expect(ada.page.get_by_text("Nothing to suggest now.")).to_be_visible()
    stage.draws("peace")
    expect(stage.figure.get_by_text("paix")).to_have_count(0)


def test_suggestions_keep_their_places(hall: Hall, here: Room) -> None:
    """While the pointer is among the cards none moves, whatever is answered or decided elsewhere."""
    ada, other = Ada(hall, here.begun.moderate), Ada(hall, here.begun.moderate)
    here.answer([words("ville", "city"), words("ville")], WORDS_POLL)
    first, second = card(ada, "ville, city"), card(ada, "sharing, partage")
    expect(first).to_be_visible()
    expect(second).to_be_visible()
    second.hover()
    before = second.bounding_box()
    press(other.page, "Count as one: ville, city")
    expect(first).to_have_count(0)
    here.answer([words("tree", "arbre"), words("tree"), words("tree"), words("tree")], WORDS_POLL)
    expect(card(ada, "tree, arbre")).to_be_visible()
    assert second.bounding_box() == before


def test_suggestions_on_a_phone(hall: Hall, here: Room) -> None:
    """On a narrow screen the cards are folded into a line above the answers, and the page is not scrolled sideways."""
    ada = Ada(hall, here.begun.moderate)
    ada.page.set_viewport_size({"width": 320, "height": 640})
    expect(ada.page.get_by_role("heading", name="Suggestions 1")).to_be_visible()
    expect(card(ada, "sharing, partage")).to_have_count(0)
    press(ada.page, "Show", exact=True)
    expect(card(ada, "sharing, partage")).to_be_visible()
    fits(ada.page)
    looked_at(ada.page, "moderate-suggestion-narrow")


def test_search(hall: Hall, here: Room) -> None:
    """The search leaves what fits."""
    ada = Ada(hall, here.begun.moderate)
    expect(ada.page.get_by_role("button", name="Hide “patience”")).to_be_visible()
    ada.page.get_by_label("Search answers").fill("shar")
    expect(ada.page.get_by_role("button", name="Hide “patience”")).to_have_count(0)
    expect(ada.page.get_by_role("button", name="Hide “sharing”")).to_be_visible()


def test_help(hall: Hall, here: Room) -> None:
    """`?` lists the keys, Escape takes the list away."""
    ada = Ada(hall, here.begun.moderate)
    expect(ada.page.get_by_role("button", name="Hide “patience”")).to_be_visible()
    ada.page.keyboard.press("?")
    expect(ada.page.get_by_role("dialog", name="Keys")).to_be_visible()
    looked_at(ada.page, "moderate-keys")
    ada.page.keyboard.press("Escape")
    expect(ada.page.get_by_role("dialog")).to_have_count(0)


def test_nothing_to_moderate(hall: Hall, here: Room) -> None:
    """A poll in which people pick and nobody writes says that there is nothing to hide."""
    here.open(CHOICE_POLL)
    here.answer([choice(0)], CHOICE_POLL)
    ada = Ada(hall, here.begun.moderate)
    expect(ada.page.get_by_text("there is nothing to hide")).to_be_visible()
    looked_at(ada.page, "moderate-choice")


def test_narrow(hall: Hall, here: Room) -> None:
    """On a narrow screen the page is not scrolled sideways."""
    ada = Ada(hall, here.begun.moderate)
    ada.page.set_viewport_size({"width": 320, "height": 640})
    expect(ada.page.get_by_role("button", name="Hide “patience”")).to_be_visible()
    fits(ada.page)
    looked_at(ada.page, "moderate-narrow")


def test_wrong_link(hall: Hall, here: Room) -> None:
    """A link with a wrong token says so, and hands out nothing."""
    ada = Ada(hall, here.begun.moderate[:-4] + "AAAA")
    expect(ada.page.get_by_text("This link does not open this session.")).to_be_visible()
    looked_at(ada.page, "moderate-wrong")
