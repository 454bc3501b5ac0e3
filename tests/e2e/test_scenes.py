"""The two scenes that Palabre was made for, from an empty browser to the deck taken home, as people play them."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.decks import CHOICE_POLL, COLOURS_POLL, FOUR, SCALE_POLL, WORDS_POLL
from tests.e2e.hall import LAPTOP, Hall, looked_at
from tests.e2e.people import Ada, Desk, Phone, Stage, press
from tests.e2e.room import Room


def starts_a_session(hall: Hall) -> dict[str, str]:
    """Start a session on the landing page and return its links by what they are called there."""
    page = hall.device(LAPTOP)
    page.goto(hall.url)
    page.get_by_text("Start a session").first.click()
    page.get_by_label("Title", exact=True).fill("Seminar")
    for language in ("Français", "العربية"):
        page.get_by_role("checkbox", name=language).check(force=True)
    looked_at(page, "landing-start")
    page.get_by_role("button", name="Start a session").click()
    expect(page.get_by_role("heading", name="Your session is ready")).to_be_focused()
    looked_at(page, "landing-begun")
    names = ("join and answer", "run the session", "the stage", "moderate answers")
    return {name: page.get_by_role("textbox", name=name).input_value() for name in names}


def plays_colours(pia: Desk, stage: Stage, alice: Phone, bob: Phone, carol: Phone) -> None:
    """Three people answer with colours, and one of them changes her mind."""
    pia.does("Put the first poll on the stage")
    stage.says("Opens soon")
    pia.does("Open for answers")
    stage.says("Answers will appear here")
    alice.reads("Which colours do you associate with peace?")
    alice.picks("white", "green")
    bob.picks("blanc")
    carol.picks("أخضر")
    alice.sends()
    bob.sends("Envoyer ma réponse")
    carol.sends("أرسل إجابتي")
    alice.reads("Your answer counts")
    stage.says("3 answers")
    stage.draws("white")

    press(alice.page, "Change my answer")
    alice.drops("green")
    alice.picks("blue")
    alice.sends()
    alice.reads("Your answer counts")
    stage.draws("blue")
    stage.says("3 answers")
    pia.does("Close the poll")
    alice.reads("This question is closed")
    stage.says("Closed")


def plays_words(pia: Desk, stage: Stage, alice: Phone, bob: Phone, carol: Phone) -> None:
    """Three people answer with words that the room sees only once they are revealed."""
    pia.does("Next poll")
    pia.does("Open for answers")
    alice.reads("What is learning?")
    alice.types("sharing", "learning by doing", "🌱")
    bob.types("partage", "merde")
    carol.types("مشاركة")
    alice.sends()
    bob.sends("Envoyer ma réponse")
    carol.sends("أرسل إجابتي")
    alice.reads("Your answer counts")
    stage.says("3 answers")
    stage.says("The results will be shown later")
    stage.lacks("sharing", "partage", "merde")
    for word in ("partage", "merde", "مشاركة"):
        alice.lacks(word)
    pia.does("Reveal")
    for word in ("sharing", "learning by doing", "partage", "merde", "مشاركة"):
        stage.draws(word)
        alice.sees(word)


def moderates(ada: Ada, stage: Stage, alice: Phone) -> None:
    """A rude word leaves stage and phones, nobody's answer is lost, and undo brings it back."""
    ada.hides("merde")
    stage.lacks("merde")
    alice.lacks("merde")
    stage.draws("partage")
    stage.says("3 answers")
    looked_at(ada.page, "moderate-hidden")
    press(ada.page, "Undo")
    stage.draws("merde")
    alice.sees("merde")


def takes_the_deck_home(desk: Page) -> None:
    """Download the session as a file."""
    press(desk, "Deck")
    looked_at(desk, "run-deck")
    with desk.expect_download() as saved:
        press(desk, "YAML")
    assert "What is learning?" in saved.value.path().read_text(encoding="utf-8")


def test_both_scenes(hall: Hall) -> None:
    """A facilitator writes and runs both scenes, three phones answer, the stage shows what they said."""
    links = starts_a_session(hall)
    code = links["join and answer"].rsplit("/", 1)[-1]
    pia = Desk(hall, links["run the session"])
    pia.told("Write your first poll")
    looked_at(pia.page, "run-empty")
    pia.begins("Colours", "Which colours do you associate with peace?")
    pia.adds()
    pia.begins("Words", "What is learning?")
    pia.page.get_by_label("Hide the results until I reveal them").check()
    pia.adds()

    stage = Stage(hall, links["the stage"])
    stage.says("The first question is coming soon")
    phones = [Phone(hall, code, lang) for lang in ("en", "fr", "ar")]
    phones[0].reads("You are in")
    plays_colours(pia, stage, *phones)
    plays_words(pia, stage, *phones)
    moderates(Ada(hall, links["moderate answers"]), stage, phones[0])
    takes_the_deck_home(pia.page)


def test_four_kinds(hall: Hall, room: Callable[[str], Room]) -> None:
    """A poll of each kind is answered on a phone, counted, drawn on the stage and listed on the phone."""
    here = room(FOUR)
    alice, stage = Phone(hall, here.code), Stage(hall, here.begun.stage)
    here.open(COLOURS_POLL)
    alice.picks("turquoise", "green")
    alice.sends()
    stage.draws("turquoise")
    here.open(WORDS_POLL)
    alice.types_and_counts("patience")
    stage.draws("patience")
    here.open(CHOICE_POLL)
    alice.chooses("Istanbul")
    alice.sends()
    stage.draws("Istanbul")
    here.open(SCALE_POLL)
    alice.rates("I felt heard", "4")
    alice.sends()
    alice.reads("Your answer counts")
    stage.draws("I felt heard")
