"""The run page: writing polls, steering them with two hands at once, with keys, from a phone; and decks in and out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.decks import CHOICE_POLL, FOUR, WORDS, WORDS_POLL
from tests.e2e.hall import NARROW, PHONE, Hall, eventually, fits, looked_at
from tests.e2e.people import SETTLED_MS, Desk, Phone, SlowLine, press, tab_to
from tests.e2e.room import Room, words

Begins = Callable[[str], Room]

PEACE = "Which colours do you associate with peace?"
LEARNING = "What is learning?"
MEET = "Where shall we meet next year?"
WEEK = "How was this week for you?"


def test_writing_each_kind(hall: Hall, room: Begins) -> None:
    """A poll of each kind is written in the editor, in the order in which it was added."""
    pia = Desk(hall, room(WORDS).begun.run)
    pia.begins("Choice", "Tea or coffee?")
    pia.page.get_by_role("textbox", name="Option 1").fill("Tea")
    pia.page.keyboard.press("Enter")
    pia.page.keyboard.type("Coffee")
    looked_at(pia.page, "run-editor-choice")
    pia.adds()
    pia.begins("Scale", "How was it?")
    pia.page.get_by_role("textbox", name="Statement 1").fill("I felt heard")
    looked_at(pia.page, "run-editor-scale")
    pia.adds()
    eventually(pia.page, lambda: pia.order() == [LEARNING, "Tea or coffee?", "How was it?"], "three polls")


def test_incomplete_poll(hall: Hall, room: Begins) -> None:
    """A poll without a question is not added; the field that is missing is named and has the focus."""
    pia = Desk(hall, room(WORDS).begun.run)
    press(pia.page, "Add a poll")
    press(pia.page, "Add the poll")
    expect(pia.page.get_by_label("Question", exact=True)).to_be_focused()
    pia.told("Write something here")
    looked_at(pia.page, "run-editor-incomplete")


def test_draft_put_aside(hall: Hall, room: Begins) -> None:
    """What was typed is not lost with Escape: it can be brought back."""
    pia = Desk(hall, room(WORDS).begun.run)
    pia.begins("Words", "What is peace?")
    pia.page.keyboard.press("Escape")
    press(pia.page, "Bring it back")
    expect(pia.page.get_by_label("Question", exact=True)).to_have_value("What is peace?")


def test_several_languages(hall: Hall, room: Begins) -> None:
    """A question written in two languages is read by each phone in its own."""
    here = room(FOUR)
    pia = Desk(hall, here.begun.run)
    pia.begins("Words", "What is peace?")
    press(pia.page, "Word it in French, Arabic")
    pia.page.get_by_role("textbox", name="French").fill("La paix, c’est quoi ?")
    pia.page.get_by_role("textbox", name="Arabic").fill("ما هو السلام؟")
    looked_at(pia.page, "run-editor-languages")
    pia.adds()
    here.open(5)
    Phone(hall, here.code, "fr").reads("La paix, c’est quoi ?")


def test_only_drafts_are_edited(hall: Hall, room: Begins) -> None:
    """A draft can be edited; a poll that has been opened cannot, and it is said why."""
    here = room(FOUR)
    pia = Desk(hall, here.begun.run)
    press(pia.unfolds(LEARNING), "Edit")
    pia.page.get_by_role("textbox", name="English").fill("What is learning to you?")
    press(pia.page, "Save")
    pia.told("The poll was saved.")
    here.open(WORDS_POLL)
    row = pia.row("What is learning to you?")
    expect(row.get_by_role("button", name="Edit", exact=True)).to_be_disabled()
    pia.told("Only a draft can be edited.")
    looked_at(pia.page, "run-row")


def test_reset_asks_first(hall: Hall, room: Begins) -> None:
    """Reset says how many answers it removes, does nothing when cancelled, and all of it when confirmed."""
    here = room(WORDS)
    here.open()
    here.answer([words("sharing"), words("patience"), words("sharing")])
    here.close()
    pia = Desk(hall, here.begun.run)
    row = pia.unfolds(LEARNING)
    press(row, "Reset…")
    pia.told("This removes 3 answers for good.")
    looked_at(pia.page, "run-reset")
    press(pia.page, "Cancel")
    expect(row.get_by_role("button", name="Reset…")).to_be_focused()
    press(row, "Reset…")
    press(pia.page, "Reset and remove 3 answers")
    pia.told("The poll was reset.")
    expect(row.get_by_text("Draft")).to_be_visible()


def test_delete_and_duplicate(hall: Hall, room: Begins) -> None:
    """A poll is duplicated behind itself, and deleted after a question."""
    pia = Desk(hall, room(FOUR).begun.run)
    press(pia.unfolds(PEACE), "Duplicate")
    eventually(pia.page, lambda: pia.order()[:2] == [PEACE, PEACE], "the poll twice")
    press(pia.row(PEACE).first, "Delete…")
    press(pia.page.get_by_role("dialog"), "Delete")
    pia.page.mouse.move(0, 0)
    eventually(pia.page, lambda: pia.order() == [PEACE, LEARNING, MEET, WEEK], "the poll once")


def test_reorder_by_keyboard(hall: Hall, room: Begins) -> None:
    """With the focus on a poll, Alt and an arrow move it, and the focus goes with it."""
    pia = Desk(hall, room(FOUR).begun.run)
    row = pia.row(LEARNING).get_by_role("button", expanded=False)
    tab_to(pia.page, row)
    pia.page.keyboard.press("Alt+ArrowDown")
    eventually(pia.page, lambda: pia.order() == [PEACE, MEET, LEARNING, WEEK], "the new order")
    expect(row).to_be_focused()
    pia.page.keyboard.press("Alt+ArrowUp")
    eventually(pia.page, lambda: pia.order() == [PEACE, LEARNING, MEET, WEEK], "the old order")


def test_keys_steer_the_stage(hall: Hall, room: Begins) -> None:
    """O opens, C closes, N goes on, B clears the stage, and `?` lists it; none of it while somebody types."""
    here = room(FOUR)
    pia = Desk(hall, here.begun.run)
    panel = pia.page.get_by_role("region", name="On the stage")
    expect(panel.get_by_text("The stage shows how to join")).to_be_visible()
    for key, seen in (
        ("n", PEACE),
        ("o", "Open"),
        ("c", "Closed"),
        ("n", LEARNING),
        ("b", "The stage shows how to join"),
    ):
        pia.page.wait_for_timeout(SETTLED_MS)
        pia.page.keyboard.press(key)
        expect(panel.get_by_text(seen, exact=True).first).to_be_visible()
    pia.begins("Words", "no")
    expect(panel.get_by_text("The stage shows how to join")).to_be_visible()
    pia.page.keyboard.press("Escape")
    pia.page.keyboard.press("?")
    expect(pia.page.get_by_role("dialog", name="Keys")).to_be_visible()
    looked_at(pia.page, "run-keys")


def test_two_who_edit(hall: Hall, room: Begins) -> None:
    """Of two who edit one draft, the second is shown what the first saved; what he typed is kept, and can win."""
    link = room(WORDS).begun.run
    pia, max_ = Desk(hall, link), Desk(hall, link)
    for desk, question in ((pia, "What is learning to us?"), (max_, "What is learning to me?")):
        press(desk.unfolds(LEARNING), "Edit")
        desk.page.get_by_label("Question", exact=True).fill(question)
    press(pia.page, "Save")
    max_.told("Somebody else has edited this poll meanwhile.")
    expect(max_.page.get_by_label("Question", exact=True)).to_have_value("What is learning to me?")
    looked_at(max_.page, "run-conflict")
    press(max_.page, "Keep my version")
    press(max_.page, "Save")
    expect(pia.row("What is learning to me?")).to_be_visible()


def test_edited_and_opened(hall: Hall, room: Begins) -> None:
    """A draft that somebody opens while another edits it: what was typed becomes a poll of its own."""
    here = room(WORDS)
    pia = Desk(hall, here.begun.run)
    press(pia.unfolds(LEARNING), "Edit")
    pia.page.get_by_label("Question", exact=True).fill("What is peace?")
    here.open()
    pia.told("Somebody else has opened this poll meanwhile")
    press(pia.page, "Make it a new poll")
    pia.adds()
    eventually(pia.page, lambda: pia.order() == [LEARNING, "What is peace?"], "both")


def test_two_who_press(hall: Hall, room: Begins) -> None:
    """Of two who act at the same moment, the second is told that it was not done, and sees the session as it is."""
    here = room(FOUR)
    pia = Desk(hall, here.begun.run)
    line = SlowLine(pia.page)
    pia.page.reload()
    pia.told("The stage shows how to join")
    line.hold()
    here.open(CHOICE_POLL)
    pia.page.keyboard.press("n")
    line.release()
    pia.told("was not done: somebody else changed the session at the same moment")
    panel = pia.page.get_by_role("region", name="On the stage")
    expect(panel.get_by_text(MEET)).to_be_visible()
    looked_at(pia.page, "run-stale")


def test_deck_with_mistakes(hall: Hall, room: Begins) -> None:
    """A deck with mistakes adds nothing and names line and field of each; what was pasted stays."""
    hall.forgive("422")
    pia = Desk(hall, room(WORDS).begun.run)
    press(pia.page, "Deck")
    field = pia.page.get_by_role("textbox", name="Or paste it here")
    field.fill(
        "palabre: 1\npolls:\n  - kind: words\n    question: ''\n  - kind: dance\n    question: Tango?\n"
    )
    press(pia.page, "Add these polls")
    pia.told("Nothing was added")
    expect(pia.page.get_by_role("listitem").filter(has_text="Line 4")).to_be_visible()
    expect(pia.page.get_by_role("listitem").filter(has_text="Line 5")).to_be_visible()
    looked_at(pia.page, "run-deck-wrong")


def test_deck_there_and_back(hall: Hall, room: Begins, tmp_path: Path) -> None:
    """A deck that was downloaded is loaded from its file into another session, and means the same."""
    pia, max_ = Desk(hall, room(FOUR).begun.run), Desk(hall, room(WORDS).begun.run)
    press(pia.page, "Deck")
    with pia.page.expect_download() as saved:
        press(pia.page, "JSON")
    saved.value.save_as(tmp_path / "deck.json")
    press(max_.page, "Deck")
    max_.page.get_by_label("Choose a file…").set_input_files(tmp_path / "deck.json")
    press(max_.page, "Add these polls")
    max_.told("The polls were added.")
    press(max_.page, "Close")
    eventually(max_.page, lambda: max_.order() == [LEARNING, PEACE, LEARNING, MEET, WEEK], "all polls")


@pytest.mark.parametrize("size", [PHONE, NARROW])
def test_phone_as_remote(hall: Hall, room: Begins, size: tuple[int, int]) -> None:
    """On a phone one big button runs the session from the first poll to the next, and nothing is scrolled sideways."""
    here = room(FOUR)
    pia = Desk(hall, here.begun.run, size)
    for step in ("Put the first poll on the stage", "Open for answers", "Close the poll", "Next poll"):
        fits(pia.page, step)
        pia.does(step)
    expect(pia.page.get_by_role("region", name="On the stage").get_by_text(LEARNING)).to_be_visible()
    looked_at(pia.page, f"run-phone-{size[0]}")
    pia.unfolds(MEET)
    fits(pia.page, "a row unfolded")
    press(pia.page, "Add a poll")
    for kind in ("Colours", "Words", "Choice", "Scale"):
        pia.page.get_by_role("radio", name=kind).check(force=True)
        fits(pia.page, f"{kind} in the editor")
    looked_at(pia.page, f"run-phone-editor-{size[0]}")


def test_remote_and_join_codes(hall: Hall, room: Begins) -> None:
    """The QR codes to join and to steer from a phone are shown in dialogs that keep and give back the focus."""
    pia = Desk(hall, room(WORDS).begun.run)
    for name, dialog in (("QR code to join", "Join"), ("Phone remote", "Your phone as remote control")):
        opener = pia.page.get_by_role("button", name=name)
        opener.click()
        expect(pia.page.get_by_role("dialog", name=dialog)).to_be_visible()
        looked_at(pia.page, f"run-{dialog.split()[0].lower()}")
        pia.page.keyboard.press("Escape")
        expect(opener).to_be_focused()


def test_title(hall: Hall, room: Begins) -> None:
    """The session's title is changed in every language, and phones see it."""
    here = room(WORDS)
    pia, alice = Desk(hall, here.begun.run), Phone(hall, here.code)
    press(pia.page, "Title and languages")
    pia.page.get_by_label("Title of the session").fill("The seminar")
    looked_at(pia.page, "run-title")
    press(pia.page, "Save")
    alice.sees("The seminar")


def test_wrong_link(hall: Hall, room: Begins) -> None:
    """A link with a wrong token, or with none, says what to do."""
    link = room(WORDS).begun.run
    for wrong, told in (
        (link[:-4] + "AAAA", "This link does not open this session."),
        (link.split("#")[0], "This address is not complete."),
    ):
        pia = Desk(hall, wrong)
        pia.told(told)
        looked_at(pia.page, "run-wrong")


def stays_in(page: Page) -> None:
    """Fail if Tab leaves the open dialog for something on the page behind it."""
    for _ in range(12):
        page.keyboard.press("Tab")
        where = page.evaluate(
            "document.activeElement.closest('dialog') !== null || document.activeElement === document.body"
        )
        assert where


def test_dialogs_keep_the_focus(hall: Hall, room: Begins) -> None:
    """While a dialog is open, Tab stays in it."""
    pia = Desk(hall, room(WORDS).begun.run)
    press(pia.page, "Deck")
    stays_in(pia.page)
