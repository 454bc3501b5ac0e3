"""What happens to people with phones: they find the session, answer, change their mind, come too late, start again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.decks import CHOICE_POLL, COLOURS_POLL, FOUR, HIDDEN, SCALE_POLL, WORDS, WORDS_POLL
from tests.e2e.hall import CUT, NARROW, PHONE, Hall, fits, heading, looked_at
from tests.e2e.people import Phone, Stage, press, tab_to
from tests.e2e.room import Room, choice, words

Begins = Callable[[str], Room]


def test_code_as_people_type_it(hall: Hall, room: Begins) -> None:
    """A code typed in small letters and with a space leads to the session."""
    here, page = room(WORDS), hall.device(PHONE)
    page.goto(hall.url)
    page.get_by_label("Join code").fill(f"{here.code[:3]} {here.code[3:]}".lower())
    page.keyboard.press("Enter")
    heading(page, "You are in")


def test_unknown_code(hall: Hall) -> None:
    """A code that no session has is said to be one, and can be typed again."""
    hall.forgive("404")
    page = hall.device(PHONE)
    page.goto(hall.url)
    page.get_by_label("Join code").fill("222222")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="No session has this code")).to_be_visible()
    looked_at(page, "landing-unknown-code")


def test_short_code(hall: Hall) -> None:
    """A code that is too short is said to be so before anybody is asked."""
    page = hall.device(PHONE)
    page.goto(hall.url)
    page.get_by_label("Join code").fill("ab")
    press(page, "Join")
    expect(page.get_by_text("A code has 6 characters")).to_be_visible()


@pytest.mark.parametrize("typed", ["lower", "wide"])
def test_address_as_people_type_it(hall: Hall, room: Begins, typed: str) -> None:
    """However the code is written in an address, the phone is the same phone under the one address of the session."""
    here = room(WORDS)
    code = here.code.lower() if typed == "lower" else "".join(chr(ord(it) + 0xFEE0) for it in here.code)
    alice = Phone(hall, code)
    alice.reads("You are in")
    assert alice.page.url.partition("?")[0] == f"{hall.url}/{here.code}"


def test_links_outlive_a_reload(hall: Hall) -> None:
    """The links of a new session are still there after a reload, and no more once their owner goes on."""
    page = hall.device(PHONE)
    page.goto(hall.url)
    page.get_by_text("Start a session").first.click()
    page.get_by_label("Title", exact=True).fill("Seminar")
    press(page, "Start a session")
    run = page.get_by_role("textbox", name="run the session").input_value()
    page.reload()
    expect(page.get_by_role("textbox", name="run the session")).to_have_value(run)
    looked_at(page, "landing-begun-phone")
    press(page, "I have kept them: back to the start")
    page.reload()
    expect(page.get_by_label("Join code")).to_be_visible()


def test_wrong_link(hall: Hall) -> None:
    """A link with a code that no session has leads back to where a code is typed."""
    alice = Phone(hall, "222222")
    alice.reads("No session has this code")
    looked_at(alice.page, "phone-gone")
    alice.page.get_by_role("link", name="Type the code").click()
    expect(alice.page.get_by_label("Join code")).to_be_visible()


def test_language_of_a_phone(hall: Hall, room: Begins) -> None:
    """An Arabic phone reads from right to left, and can be switched to French."""
    here = room(FOUR)
    here.open(WORDS_POLL)
    carol = Phone(hall, here.code, "ar")
    carol.reads("ما هو التعلّم؟")
    expect(carol.page.locator("html")).to_have_attribute("dir", "rtl")
    carol.page.get_by_role("combobox").select_option("fr")
    carol.reads("Apprendre, c’est quoi ?")
    expect(carol.page.locator("html")).to_have_attribute("dir", "ltr")


def test_empty_answer(hall: Hall, room: Begins) -> None:
    """Sending nothing says what to do."""
    here = room(WORDS)
    here.open()
    alice = Phone(hall, here.code)
    alice.sends()
    expect(alice.page.get_by_role("alert")).to_have_text("Give an answer first, then send it.")
    looked_at(alice.page, "phone-empty")


def test_changed_answer(hall: Hall, room: Begins) -> None:
    """An answer that is changed counts once, and an answer that is left as it is stays."""
    here = room(WORDS)
    here.open()
    alice = Phone(hall, here.code)
    alice.types_and_counts("sharing")
    press(alice.page, "Change my answer")
    alice.types_and_counts("patience")
    here.counts(1)
    press(alice.page, "Change my answer")
    looked_at(alice.page, "phone-change")
    press(alice.page, "Keep my answer as it is")
    alice.sees("patience")
    alice.lacks("sharing")


def test_kept_from_the_room(hall: Hall, room: Begins) -> None:
    """Results that are not revealed are nowhere in the pages; once revealed they are on phone and stage; then hidden again."""
    here = room(HIDDEN)
    here.open()
    alice, stage = Phone(hall, here.code), Stage(hall, here.begun.stage)
    here.answer([words("listening")])
    alice.types_and_counts("sharing")
    stage.says("2 answers")
    stage.lacks("listening", "sharing")
    alice.lacks("listening")
    here.reveal()
    stage.draws("listening")
    alice.sees("listening")
    here.conceal()
    stage.lacks("listening", "sharing")
    alice.lacks("listening")


def test_reset_while_answering(hall: Hall, room: Begins) -> None:
    """When a poll is started again, what was typed is kept, what was counted is gone, and the answer counts anew."""
    here = room(WORDS)
    here.open()
    alice, bob = Phone(hall, here.code), Phone(hall, here.code)
    alice.types_and_counts("sharing")
    bob.types("patience")
    here.reset()
    expect(bob.page.get_by_text("You can answer as soon as it opens.")).to_be_visible()
    looked_at(bob.page, "phone-next")
    here.open()
    expect(bob.page.get_by_role("textbox").first).to_have_value("patience")
    bob.sends()
    here.counts(1)
    expect(alice.page.get_by_role("button", name="Send my answer")).to_be_visible()


def test_two_tabs(hall: Hall, room: Begins) -> None:
    """Two tabs of one phone are one person: the latest answer counts once and stands in both."""
    here = room(WORDS)
    here.open()
    first = Phone(hall, here.code)
    second = first.page.context.new_page()
    second.goto(first.page.url)
    first.types_and_counts("sharing")
    heading(second, "Your answer counts")
    press(second, "Change my answer")
    second.get_by_role("textbox").first.fill("patience")
    press(second, "Send my answer")
    for page in (first.page, second):
        expect(page.get_by_label("Your answer").get_by_text("patience")).to_be_visible()
    here.counts(1)


def test_two_tabs_without_a_line(hall: Hall, room: Begins) -> None:
    """Of two answers given in two tabs while the phone is out of reach, the later one counts, once, in both tabs."""
    hall.forgive(CUT)
    here = room(WORDS)
    here.open()
    first = Phone(hall, here.code)
    second = first.page.context.new_page()
    second.goto(first.page.url)
    heading(second, "What is learning?")
    first.page.context.set_offline(True)
    first.types("sharing")
    first.sends()
    press(second, "Change my answer")
    second.get_by_role("textbox").first.fill("patience")
    press(second, "Send my answer")
    first.page.context.set_offline(False)
    for page in (first.page, second):
        heading(page, "Your answer counts")
        expect(page.get_by_label("Your answer").get_by_text("patience")).to_be_visible()
    here.counts(1)


@pytest.mark.parametrize("poll", [COLOURS_POLL, WORDS_POLL, CHOICE_POLL, SCALE_POLL])
def test_keyboard_only(hall: Hall, room: Begins, poll: int) -> None:
    """An answer of each kind is given, sent and changed with Tab, arrows, Space and Enter alone."""
    here = room(FOUR)
    here.open(poll)
    page = Phone(hall, here.code).page
    answers_by_keyboard(page, poll)
    tab_to(page, page.get_by_role("button", name="Send my answer"))
    page.keyboard.press("Enter")
    heading(page, "Your answer counts")
    tab_to(page, page.get_by_role("button", name="Change my answer"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Keep my answer as it is"))
    page.keyboard.press("Enter")
    heading(page, "Your answer counts")
    here.counts(1, poll)


def answers_by_keyboard(page: Page, poll: int) -> None:
    """Fill the form of a kind."""
    key = page.keyboard
    if poll == COLOURS_POLL:
        tab_to(page, page.get_by_role("checkbox", name="white", exact=True))
        for press_key in ("Space", "ArrowRight", "ArrowDown", "Space"):
            key.press(press_key)
        assert page.get_by_role("checkbox", checked=True).count() == 2
    elif poll == WORDS_POLL:
        tab_to(page, page.get_by_role("textbox"))
        key.type("sharing")
        key.press("Enter")
        key.type("patience")
    elif poll == CHOICE_POLL:
        tab_to(page, page.get_by_role("radio", name="Dakar"))
        key.press("Space")
        key.press("ArrowDown")
        expect(page.get_by_role("radio", name="Istanbul")).to_be_checked()
    else:
        for statement in ("I learnt something", "I felt heard"):
            group = page.get_by_role("group", name=statement)
            tab_to(page, group.get_by_role("radio").first)
            key.press("ArrowRight")
            expect(group.get_by_role("radio", checked=True)).to_have_count(1)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_narrow(hall: Hall, room: Begins, lang: str) -> None:
    """On a screen of 320 px no state of the page is scrolled sideways, whatever the kind."""
    here = room(FOUR)
    page = Phone(hall, here.code, lang, size=NARROW).page
    send = {"en": "Send my answer", "ar": "أرسل إجابتي"}[lang]
    ballots = {WORDS_POLL: words("Verschwisterungsangelegenheit", "W" * 30), CHOICE_POLL: choice(2)}
    fits(page, "wait")
    for poll in (COLOURS_POLL, WORDS_POLL, CHOICE_POLL, SCALE_POLL):
        here.open(poll)
        expect(page.get_by_role("button", name=send)).to_be_visible()
        fits(page, f"{poll} open")
        gives_something(page, poll)
        fits(page, f"{poll} filled in")
        press(page, send)
        expect(page.get_by_role("button", name=send)).to_have_count(0)
        here.answer([ballots[poll]] if poll in ballots else [], poll)
        here.counts(2 if poll in ballots else 1, poll)
        fits(page, f"{poll} counted")
        here.close(poll)
        heading(page, {"en": "This question is closed", "ar": "أُغلق هذا السؤال"}[lang])
        fits(page, f"{poll} closed")
        looked_at(page, f"phone-narrow-{lang}-{poll}")


def gives_something(page: Page, poll: int) -> None:
    """Fill the form of a kind with what takes the most room."""
    if poll == COLOURS_POLL:
        for swatch in page.get_by_role("checkbox").all()[:3]:
            swatch.check()
        page.get_by_role("button", expanded=False).click()
    elif poll == WORDS_POLL:
        page.get_by_role("textbox").first.fill("W" * 30)
    elif poll == CHOICE_POLL:
        page.get_by_role("radio").nth(2).check()
    else:
        page.get_by_text("3", exact=True).first.click()
