"""Every page in every state, light and dark, in English and in Arabic, with 3, 30 and 300 answers.

axe-core looks at each; with `PALABRE_SHOTS=folder` each leaves a picture for people to look at, on all
twelve walls. Else two walls are hung: every look and both ends of how many answer are on one of them.
"""

import csv
import random
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from palabre.kinds import BUILT_IN
from palabre.scenes import people
from tests.e2e.decks import CHOICE_POLL, COLOURS_POLL, FOUR, SCALE_POLL, WORDS_POLL
from tests.e2e.hall import LAPTOP, PHONE, PROJECTOR, SHOTS, Hall, eventually, fits, looked_at
from tests.e2e.room import Room, choice, colours, scale, words

#: The simulated people speak eight languages, and the session declares them.
DECK: Final = FOUR.replace("languages: [en, fr, ar]", "languages: [en, fr, es, pt, ar, tr, ru, zh]")
POLLS: Final = {COLOURS_POLL: "colours", WORDS_POLL: "words", CHOICE_POLL: "choice", SCALE_POLL: "scale"}
VARIANTS: Final = {kind.name: kind.variants for kind in BUILT_IN}
COMPARED: Final = {kind.name for kind in BUILT_IN if kind.comparable}
#: What the room said a year ago, as far as it is told apart from this year's: the file, and its column.
BEFORE: Final = {"colours": ("colours-of-peace.csv", "colour"), "words": ("what-we-take-home.csv", "answer")}
DATA: Final = Path(__file__).parents[1] / "data"
SEND: Final = {"en": "Send my answer", "ar": "أرسل إجابتي"}
ADD: Final = {"en": "Add a poll", "ar": "إضافة استطلاع"}
COUNTS: Final = (3, 30, 300)
#: What is not offered where so few answered: a language of one or two people would name them.
RARE: Final = {3: {"languages"}, 30: set[str](), 300: set[str]()}


class Wall(NamedTuple):
    """How the pictures of one wall of the gallery are taken."""

    lang: str
    dark: bool
    answers: int

    def __str__(self) -> str:
        return f"{self.lang}-{'dark' if self.dark else 'light'}-{self.answers}"


WALLS: Final = (
    [Wall(lang, dark, answers) for lang, dark, answers in product(("en", "ar"), (False, True), COUNTS)]
    if SHOTS
    else [Wall("en", dark=False, answers=max(COUNTS)), Wall("ar", dark=True, answers=min(COUNTS))]
)


class Visit:
    """One page on its way through its states."""

    def __init__(self, hall: Hall, wall: Wall, name: str, size: tuple[int, int], link: str) -> None:
        self.page = hall.device(size, wall.lang, dark=wall.dark)
        self.page.goto(hall.here(link))
        self._wall, self._name = wall, name

    def hangs(self, state: str) -> None:
        """Look at the page as it is now."""
        fits(self.page, f"{self._wall} {self._name} {state}")
        looked_at(self.page, f"{self._wall}-{self._name}-{state}")


def ballots(poll: int, count: int) -> list[bytes]:
    """Return what so many people answer."""
    if poll in (COLOURS_POLL, WORDS_POLL):
        return [person.ballots[POLLS[poll]] for person in people(count, seed=1)]
    if poll == CHOICE_POLL:
        return [choice((place * place) % 3) for place in range(count)]
    return [scale(s0=1 + (place * place) % 5, s1=1 + place % 3) for place in range(count)]


def earlier(kind: str, count: int) -> list[bytes]:
    """Return what so many people answered a year ago: half of them as today, the others what is frequent in a file."""
    file, column = BEFORE[kind]
    chance = random.Random(2)
    with (DATA / file).open(encoding="utf-8", newline="") as rows:
        said = [row[column] for row in csv.DictReader(rows) for _ in range(max(0, int(row["people"]) - 4))]
    ballot = words if kind == "words" else colours
    others = [ballot(*dict.fromkeys(chance.choices(said, k=2))) for _ in range(count // 2)]
    return [person.ballots[kind] for person in people(count - len(others), seed=2)] + others


def drawn(page: Page) -> str:
    """Return the figure as it stands, empty where there is none."""
    return "".join(figure.inner_html() for figure in page.locator(".js-plotly-plot").all())


def rest(page: Page, before: str = "") -> str:
    """Wait until a figure other than the one before stands and has stopped to change; return it."""
    seen = [""]

    def same() -> bool:
        last, seen[0] = seen[0], drawn(page)
        page.wait_for_timeout(200)
        return "<text" in seen[0] and seen[0] == last != before

    eventually(page, same, "a figure at rest")
    return seen[0]


def hangs_all(stage: Visit, kind: str) -> list[str]:
    """Go once through the variants that the stage offers, and return them."""
    hung, variant = [], VARIANTS[kind][0]
    figure = rest(stage.page)
    while variant not in hung:
        stage.hangs(f"{kind}-{variant}")
        hung.append(variant)
        if len(VARIANTS[kind]) > 1:
            stage.page.keyboard.press("v")
            figure = rest(stage.page, figure)
            variant = parse_qs(urlsplit(stage.page.url).query)[kind][0]
    return hung


@pytest.mark.parametrize("wall", WALLS, ids=str)
def test_stage(hall: Hall, room: Callable[[str], Room], wall: Wall) -> None:
    """The projected page: waiting, empty, every picture of every kind, kept from the room, closed."""
    here, before = room(DECK), room(DECK)
    stage = Visit(hall, wall, "stage", PROJECTOR, here.begun.stage)
    expect(stage.page.get_by_role("img").first).to_be_visible()
    stage.hangs("waiting")
    for poll, kind in POLLS.items():
        here.open(poll)
        expect(stage.page.locator(".js-plotly-plot")).to_have_count(0)
        here.answer(ballots(poll, wall.answers), poll)
        if kind in COMPARED:
            before.open(poll)
            before.answer(earlier(kind, wall.answers), poll)
            here.compare(before, poll, "2020", "2021")
        expect(stage.page.get_by_text(str(wall.answers)).first).to_be_visible()
        wanted = {*VARIANTS[kind], *(["editions"] if kind in COMPARED else [])}
        assert set(hangs_all(stage, kind)) == wanted - RARE[wall.answers]
    here.conceal(SCALE_POLL)
    expect(stage.page.locator(".js-plotly-plot")).to_have_count(0)
    stage.hangs("kept")


@pytest.mark.parametrize("wall", WALLS, ids=str)
def test_phone(hall: Hall, room: Callable[[str], Room], wall: Wall) -> None:
    """The phone page: waiting, the form of every kind, what the room says, and closed."""
    here = room(DECK)
    phone = Visit(hall, wall, "phone", PHONE, here.begun.join)
    expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
    phone.hangs("wait")
    for poll, kind in POLLS.items():
        here.open(poll)
        send = phone.page.get_by_role("button", name=SEND[wall.lang])
        expect(send).to_be_visible()
        fills(phone.page, kind)
        phone.hangs(f"{kind}-form")
        if kind == "colours":
            phone.page.locator("button[aria-pressed]").click()
            phone.hangs("colours-names")
        send.click()
        here.answer(ballots(poll, wall.answers), poll)
        expect(phone.page.get_by_role("heading", level=2)).to_be_visible()
        expect(phone.page.get_by_text(str(wall.answers + 1)).first).to_be_visible()
        phone.hangs(f"{kind}-counted")
    here.close(SCALE_POLL)
    expect(phone.page.get_by_role("button")).to_have_count(0)
    phone.hangs("closed")


def fills(page: Page, kind: str) -> None:
    """Give an answer of a kind, as far as it shows what the form can look like."""
    if kind == "colours":
        for place in (0, 19):
            page.get_by_role("checkbox").nth(place).check()
        page.get_by_role("button", expanded=False).click()
    elif kind == "words":
        page.get_by_role("textbox").first.fill("learning by doing, always")
        page.keyboard.press("Enter")
    elif kind == "choice":
        page.get_by_role("radio").nth(2).check()
    else:
        page.get_by_text("4", exact=True).first.click()


@pytest.mark.parametrize("wall", WALLS, ids=str)
def test_tools(hall: Hall, room: Callable[[str], Room], wall: Wall) -> None:
    """The landing page, the run page on a laptop and on a phone, and the moderation page."""
    here = room(DECK)
    here.open(COLOURS_POLL)
    here.open(WORDS_POLL)
    here.answer(ballots(WORDS_POLL, wall.answers), WORDS_POLL)
    for name, size, link in (
        ("landing", PHONE, f"{hall.url}/"), ("run", LAPTOP, here.begun.run), ("remote", PHONE, here.begun.run),
        ("moderate", LAPTOP, here.begun.moderate), ("moderate-phone", PHONE, here.begun.moderate),
    ):  # fmt: skip
        visit = Visit(hall, wall, name, size, link)
        expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
        if name != "landing":
            expect(visit.page.get_by_text(str(wall.answers)).first).to_be_visible()
        visit.hangs("now")
        if name in ("run", "remote"):
            visit.page.get_by_role("button", name=ADD[wall.lang]).click()
            visit.page.get_by_role("radio").nth(3).check(force=True)
            visit.hangs("editor")
