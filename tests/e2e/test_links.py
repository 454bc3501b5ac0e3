"""What each page does with the link of another one: it says so and waits for nothing."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from palabre.api import Begun
from tests.e2e.decks import WORDS
from tests.e2e.hall import LAPTOP, Hall, heading, looked_at
from tests.e2e.room import Room, words

Begins = Callable[[str], Room]


def opened(hall: Hall, begun: Begun, page: str, token: str) -> Page:
    """Open one page of a session with the token of another."""
    device = hall.device(LAPTOP)
    secret = getattr(begun, token).partition("#")[2]
    device.goto(hall.here(getattr(begun, page)).partition("#")[0] + "#" + secret)
    return device


@pytest.mark.parametrize(
    ("page", "token", "says"),
    [
        ("run", "stage", "This link does not let you run the session"),
        ("run", "moderate", "This link does not let you run the session"),
        ("moderate", "stage", "This link does not let you moderate"),
    ],
)
def test_another_pages_link(hall: Hall, room: Begins, page: str, token: str, says: str) -> None:
    """The run and the moderation page say that the link is another page's, and lead there."""
    here = room(WORDS)
    device = opened(hall, here.begun, page, token)
    expect(device.get_by_role("heading", level=1)).to_contain_text(says)
    looked_at(device, f"{page}-other-role")
    device.get_by_role("link", name="Open the page that this link is for").click()
    expect(device).to_have_url(re.compile(f"/{token}/"))
    heading(device, "Seminar")


def test_facilitator_moderates(hall: Hall, room: Begins) -> None:
    """A facilitator's link moderates on the moderation page, which goes on with the moderator's."""
    here = room(WORDS)
    here.open()
    here.answer([words("sharing")])
    ada = opened(hall, here.begun, "moderate", "run")
    heading(ada, "Seminar")
    expect(ada.get_by_text("sharing").first).to_be_visible()
    expect(ada).to_have_url(hall.here(here.begun.moderate))


@pytest.mark.parametrize(
    ("token", "says"),
    [("moderate", "This link does not open the stage"), ("run", "This is the link to the run page")],
)
def test_stage(hall: Hall, room: Begins, token: str, says: str) -> None:
    """The stage shows nothing by another page's link, and says where to open it."""
    stage = opened(hall, room(WORDS).begun, "stage", token)
    expect(stage.get_by_text(says)).to_be_visible()
    expect(stage.get_by_text("Seminar")).to_have_count(0)


def test_stage_keeps_no_secret(hall: Hall, room: Begins) -> None:
    """The address of a projected page does not keep the link that can change the session."""
    here = room(WORDS)
    stage = opened(hall, here.begun, "stage", "run")
    expect(stage).to_have_url(hall.here(here.begun.stage).partition("#")[0])
