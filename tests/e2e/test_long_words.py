"""One word that is longer than a phone is wide, in every place where people write, widens no page."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.e2e.hall import NARROW, Hall, fits, heading
from tests.e2e.people import Phone, Stage
from tests.e2e.room import Room, choice, scale, words

LONG: Final = "Kraftfahrzeughaftpflichtversicherungsgesellschaft"
WIDE: Final = "W" * 60
FACES: Final = "😀" * 60
DECK: Final = f"""
palabre: 1
title: {WIDE}
languages: [en, ar]
polls:
  - {{kind: choice, question: {LONG}, options: [{LONG}, {WIDE}, b]}}
  - {{kind: scale, question: {LONG}, statements: [{LONG}, {WIDE}], low_label: {LONG}, high_label: {LONG}}}
  - {{kind: words, question: {WIDE}, characters: 60}}
"""
BALLOTS: Final = (choice(0), scale(s0=3, s1=1), words(WIDE, FACES, LONG))
Begins = Callable[[str], Room]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_phone(hall: Hall, room: Begins, lang: str) -> None:
    """A phone of 320 px is never scrolled sideways, not by questions, options, labels or results."""
    here = room(DECK)
    alice = Phone(hall, here.code, lang, size=NARROW)
    alice.sees(WIDE)
    fits(alice.page, "waiting")
    for poll, ballot in enumerate(BALLOTS, 1):
        here.open(poll)
        expect(alice.page.locator("form")).to_be_visible()
        fits(alice.page, f"answering poll {poll}")
        here.answer([ballot], poll)
        here.close(poll)
        expect(alice.page.locator(".bar").first).to_be_visible()
        fits(alice.page, f"results of poll {poll}")


@pytest.mark.parametrize("page", ["run", "moderate"])
def test_tools(hall: Hall, room: Begins, page: str) -> None:
    """The run and the moderation page fit a phone of 320 px."""
    here, tool = room(DECK), hall.device(NARROW, "ar")
    tool.goto(hall.here(getattr(here.begun, page)))
    heading(tool, WIDE)
    for poll, ballot in enumerate(BALLOTS, 1):
        here.open(poll)
        here.answer([ballot], poll)
        expect(tool.get_by_text(LONG).last).to_be_attached()
        fits(tool, f"poll {poll}")


@pytest.mark.parametrize("answer", [WIDE, FACES])
def test_table(hall: Hall, room: Begins, answer: str) -> None:
    """A long answer leaves the people and the share where the stage's table shows them."""
    here = room(DECK)
    here.open(3)
    here.answer([words(answer)], 3)
    stage = Stage(hall, hall.here(here.begun.stage))
    expect(stage.page.get_by_role("cell", name="100%").first).to_be_attached()
    stage.page.keyboard.press("t")
    body = stage.page.locator(".panel-body")
    assert body.evaluate("(it) => it.scrollWidth <= it.clientWidth")
