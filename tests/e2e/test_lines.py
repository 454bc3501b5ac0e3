"""Bad Wi-Fi and a server that goes away: what a phone keeps, what it says, and that it all counts once afterwards."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.decks import WORDS
from tests.e2e.hall import CUT, Hall, looked_at
from tests.e2e.people import Phone, press
from tests.e2e.room import Room

Begins = Callable[[str], Room]


def test_answer_without_a_line(hall: Hall, room: Begins) -> None:
    """An answer given while the phone is out of reach is sent by itself, and counts once."""
    hall.forgive(CUT)
    here = room(WORDS)
    here.open()
    alice = Phone(hall, here.code)
    alice.reads("What is learning?")
    alice.page.context.set_offline(True)
    alice.types("sharing")
    alice.sends()
    expect(alice.page.get_by_label("Your answer").get_by_text("sharing")).to_be_visible()
    expect(alice.page.get_by_text("Your answer counts")).to_have_count(0)
    alice.page.context.set_offline(False)
    alice.reads("Your answer counts")
    here.counts(1)


def test_too_late(hall: Hall, room: Begins) -> None:
    """An answer that arrives after the close is not counted, and its author is told."""
    hall.forgive(CUT)
    here = room(WORDS)
    here.open()
    alice = Phone(hall, here.code)
    alice.reads("What is learning?")
    alice.page.context.set_offline(True)
    alice.types("sharing")
    alice.sends()
    here.close()
    alice.page.context.set_offline(False)
    alice.sees("Your last answer came after the close and was not counted.")
    here.counts(0)
    looked_at(alice.page, "phone-late")


def test_server_goes_away(hall: Hall, room: Begins) -> None:
    """With the server gone an answer is kept and said to be, survives a reload, and counts once when it is back."""
    hall.forgive(CUT)
    here = room(WORDS)
    here.open()
    alice, bob = Phone(hall, here.code), Phone(hall, here.code)
    alice.types_and_counts("patience")
    bob.types("sharing")
    with hall.away():
        alice.sees("No connection. Trying again by itself.")
        press(alice.page, "Change my answer")
        alice.types("listening")
        alice.sends()
        bob.sends()
        for phone in (alice, bob):
            phone.reads("Your answer is kept")
        looked_at(bob.page, "phone-offline")
    bob.page.reload()
    for phone in (alice, bob):
        phone.reads("Your answer counts")
    expect(bob.page.get_by_label("Your answer").get_by_text("sharing")).to_be_visible()
    here.enter()
    here.counts(2)


def test_typed_and_reloaded(hall: Hall, room: Begins) -> None:
    """What was typed and not sent is there again after a reload."""
    here = room(WORDS)
    here.open()
    alice = Phone(hall, here.code)
    alice.types("sharing", "patience")
    alice.page.reload()
    expect(alice.page.get_by_role("textbox").nth(1)).to_have_value("patience")


def test_facilitator_away(hall: Hall, room: Begins) -> None:
    """A phone says when nobody runs the session, and when somebody does again."""
    here = room(WORDS)
    alice = Phone(hall, here.code)
    alice.sees("Connected")
    here.leave()
    alice.sees("Connected. The facilitator is not here right now.")
    here.enter()
    alice.sees("Connected")
