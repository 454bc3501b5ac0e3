"""The stage obeys its keys, tells the truth in two ways, and keeps still while nothing changes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.decks import CHOICE_POLL, COLOURS_POLL, FOUR, SCALE_POLL, WORDS_POLL
from tests.e2e.hall import LAPTOP, PHONE, Hall, eventually, fits, looked_at
from tests.e2e.people import Phone, Stage, press
from tests.e2e.room import Room, choice, colours, scale, words

Begins = Callable[[str], Room]

BALLOTS = {
    COLOURS_POLL: [colours("#ffffff", "#000000"), colours("#ffffff"), colours("#ffffff")],
    WORDS_POLL: [words("sharing", "patience"), words("sharing"), words("مشاركة")],
    CHOICE_POLL: [choice(1), choice(1), choice(0)],
    SCALE_POLL: [scale(s0=4, s1=2), scale(s0=5)],
}
#: Nothing in the page has changed for a second.
IDLE = """() => { window.idle ??= (() => { const state = { since: performance.now() };
  new MutationObserver(() => { state.since = performance.now(); })
    .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  return state; })(); return performance.now() - window.idle.since > 3000; }"""
#: Tell the console in 3 s what has changed in the page until then.
STIRS = """() => { const stirs = [];
  const watch = new MutationObserver((all) => stirs.push(...all.map((it) =>
    `${it.type} ${it.attributeName ?? ""} in ${it.target.parentNode?.outerHTML?.slice(0, 99)}`)));
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  setTimeout(() => { watch.disconnect(); console.log(`stirs ${stirs.join(", ")}`); }, 3000); }"""


@pytest.fixture
def here(room: Begins) -> Room:
    """A session with a poll of each kind; that of words is open, and three people have answered it."""
    here = room(FOUR)
    here.open(WORDS_POLL)
    here.answer(BALLOTS[WORDS_POLL], WORDS_POLL)
    return here


@pytest.fixture
def stage(hall: Hall, here: Room) -> Stage:
    """The stage that shows it."""
    stage = Stage(hall, here.begun.stage)
    stage.draws("sharing")
    return stage


def theme(page: Page) -> str:
    """Return the colour of the question."""
    return str(page.get_by_role("heading", level=1).evaluate("(it) => getComputedStyle(it).color"))


def tries_toggle(stage: Stage) -> None:
    """Space closes the question and opens it again."""
    stage.presses(" ")
    stage.says("Closed")
    stage.presses(" ")
    expect(stage.page.get_by_text("Closed", exact=True)).to_have_count(0)


def tries_reveal(stage: Stage) -> None:
    """R keeps the results from the room and shows them again."""
    stage.presses("r")
    stage.says("The results will be shown later")
    stage.lacks("sharing", "patience")
    stage.presses("r")
    stage.draws("sharing")


def tries_remote(stage: Stage) -> None:
    """The keys of a presentation remote, and the arrows, lead to the next question and back."""
    for on, back in (("PageDown", "PageUp"), ("ArrowRight", "ArrowLeft")):
        stage.presses(on)
        expect(stage.page.get_by_role("heading", name="Where shall we meet next year?")).to_be_visible()
        stage.presses(back)
        expect(stage.page.get_by_role("heading", name="What is learning?")).to_be_visible()
    stage.draws("sharing")


def tries_variant(stage: Stage) -> None:
    """V shows another picture of the same results, a reload keeps it, and V leads back."""
    stage.presses("v")
    stage.draws("67%")
    stage.page.reload()
    stage.draws("67%")
    stage.presses("v")
    expect(stage.figure.get_by_text("67%")).to_have_count(0)


def tries_editions(stage: Stage) -> None:
    """E would show the earlier edition, and says that there is none."""
    stage.presses("e")
    stage.says("This question has no earlier edition.")


def tries_table(stage: Stage) -> None:
    """T shows the numbers as a table, and takes it away."""
    stage.presses("t")
    table = stage.page.get_by_role("dialog").get_by_role("table", name="What is learning?")
    expect(table.get_by_role("row", name="sharing")).to_contain_text("2")
    looked_at(stage.page, "stage-table")
    stage.presses("t")
    expect(stage.page.get_by_role("dialog")).to_have_count(0)


def tries_qr(stage: Stage) -> None:
    """Q fills the screen with the way in, and takes it away."""
    stage.presses("q")
    region = stage.page.get_by_role("region", name="QR code on the full screen")
    expect(region.get_by_role("img", name="QR code to join")).to_be_visible()
    looked_at(stage.page, "stage-qr")
    stage.presses("q")
    expect(region).to_have_count(0)


def tries_theme(stage: Stage) -> None:
    """D turns light into dark and back."""
    light = theme(stage.page)
    stage.presses("d")
    eventually(stage.page, lambda: theme(stage.page) != light, "dark")
    stage.draws("sharing")
    stage.presses("d")
    eventually(stage.page, lambda: theme(stage.page) == light, "light")


def tries_language(stage: Stage) -> None:
    """L asks the question in each language of the session, right to left where it is read so."""
    asked = {"Apprendre, c’est quoi ?": "ltr", "ما هو التعلّم؟": "rtl", "What is learning?": "ltr"}
    for question, direction in asked.items():
        stage.presses("l")
        expect(stage.page.get_by_role("heading", name=question)).to_be_visible()
        expect(stage.page.locator("html")).to_have_attribute("dir", direction)


def tries_full(stage: Stage) -> None:
    """F takes the whole screen and gives it back."""
    full = "document.fullscreenElement !== null"
    for seen in (full, f"!({full})"):
        stage.presses("f")
        stage.page.wait_for_function(f"() => {seen}")


def tries_blank(stage: Stage) -> None:
    """B, or the point of a remote, makes the screen black and brings the picture back."""
    middle = "document.elementFromPoint(innerWidth / 2, innerHeight / 2)"
    black = f"getComputedStyle({middle}).backgroundColor === 'rgb(0, 0, 0)'"
    for key in ("b", "."):
        for seen in (black, f"!({black})"):
            stage.presses(key)
            stage.page.wait_for_function(f"() => {seen}")


def tries_help(stage: Stage) -> None:
    """`?` lists the keys; the same key or Escape takes the list away."""
    dialog = stage.page.get_by_role("dialog", name="The keys")
    stage.presses("?")
    expect(dialog).to_be_visible()
    looked_at(stage.page, "stage-help")
    for key in ("?", "Escape"):
        stage.presses(key)
        expect(dialog).to_have_count(0)
        stage.presses("?")
        expect(dialog).to_be_visible()
    stage.presses("Escape")


#: What `?` lists, and who tries it.
TRIES = {
    "Open or close the question": tries_toggle, "Show or hide the results": tries_reveal,
    "Next question": tries_remote, "Previous question": tries_remote,
    "Another picture of the results": tries_variant,
    "Beside the earlier edition, or alone": tries_editions, "The numbers as a table": tries_table,
    "QR code on the full screen": tries_qr, "Light or dark": tries_theme, "Another language": tries_language,
    "Full screen": tries_full, "Black screen": tries_blank, "The keys": tries_help,
    "Back to the picture": tries_help,
}  # fmt: skip


def test_every_listed_key(stage: Stage) -> None:
    """Every key that `?` lists does what the list says, and there is no other."""
    stage.presses("?")
    listed = stage.page.get_by_role("dialog", name="The keys").get_by_role("definition").all_inner_texts()
    assert set(listed) == set(TRIES)
    stage.presses("Escape")
    for tries in dict.fromkeys(TRIES.values()):
        tries(stage)


def test_keys_on_buttons(stage: Stage) -> None:
    """Every control on the bar is reached by Tab; Space presses it and does not close the question."""
    stage.page.get_by_role("button", name="The numbers as a table").focus()
    stage.presses(" ")
    expect(stage.page.get_by_role("dialog")).to_be_visible()
    expect(stage.page.get_by_text("Closed", exact=True)).to_have_count(0)


def test_table_equals_figure(hall: Hall, room: Begins) -> None:
    """What a figure's bars say is what the table beside it says, label by label and number by number, in every kind."""
    here = room(FOUR)
    stage = Stage(hall, here.begun.stage)
    for poll, ballots in BALLOTS.items():
        here.open(poll)
        stage.says("Answers will appear here")
        here.answer(ballots, poll)
        expect(stage.page.get_by_role("table").last).to_be_attached()
        rows = stage.table()
        stage.presses("v")
        eventually(stage.page, lambda rows=rows: agree(rows, stage.texts()), f"{rows} in the figure")  # type: ignore[misc]


def agree(rows: list[list[str]], drawn: list[str]) -> bool:
    """Whether a figure draws each row's label, and at least one of its numbers."""
    return all(label in drawn and any(number in drawn for number in numbers) for label, *numbers in rows)


def test_quiet_stage(hall: Hall, here: Room, stage: Stage) -> None:
    """While nothing happens, and when somebody sends the same answer again, nothing in the page stirs for 3 s."""
    alice = Phone(hall, here.code)
    alice.types_and_counts("sharing")
    stage.says("4 answers")
    stage.page.wait_for_function(IDLE)
    press(alice.page, "Change my answer")
    with stage.page.expect_console_message(lambda said: said.text.startswith("stirs")) as told:
        stage.page.evaluate(STIRS)
        alice.sends()
        alice.reads("Your answer counts")
    assert told.value.text == "stirs "


def test_resize(stage: Stage) -> None:
    """In a window of any shape the figure stands whole inside the page, and nothing is scrolled."""
    for width, height in ((1280, 720), (800, 1000), (600, 400), LAPTOP):
        stage.page.set_viewport_size({"width": width, "height": height})
        stage.draws("sharing")
        eventually(stage.page, lambda w=width, h=height: whole(stage, w, h), f"whole at {width}x{height}")  # type: ignore[misc]
        fits(stage.page, f"stage at {width}x{height}")


def whole(stage: Stage, width: int, height: int) -> bool:
    """Whether every text of the figure lies inside the window."""
    boxes = [text.bounding_box() for text in stage.figure.locator("text").all()]
    return all(
        box is not None and box["x"] >= 0 and box["y"] >= 0
        and box["x"] + box["width"] <= width and box["y"] + box["height"] <= height
        for box in boxes
    )  # fmt: skip


@pytest.mark.parametrize("size", [(1080, 1920), (900, 1000), PHONE, (640, 360)], ids=str)
def test_strip_in_any_shape(hall: Hall, here: Room, size: tuple[int, int]) -> None:
    """However tall and narrow the window is, the count stands beside the join code and not on it."""
    stage = Stage(hall, here.begun.stage, size=size)
    here.answer([words("sharing")] * 20, WORDS_POLL)
    stage.says("23 answers")
    code, count = (
        stage.page.get_by_text(text, exact=True).first.bounding_box()
        for text in (f"{here.code[:3]} {here.code[3:]}", "23 answers")
    )
    assert code is not None
    assert count is not None
    assert code["x"] + code["width"] < count["x"]
    assert count["x"] + count["width"] <= size[0]
    looked_at(stage.page, f"strip-{size[0]}")


def test_wrong_link(hall: Hall, room: Begins) -> None:
    """A link with a wrong token says so."""
    stage = Stage(hall, room(FOUR).begun.stage[:-4] + "AAAA")
    stage.says("This link does not open this session. Ask whoever created it for the full link.")
    looked_at(stage.page, "stage-wrong")


def test_deleted_words_never_flash(stage: Stage, here: Room) -> None:
    """When the next question opens, nothing of the one before is left."""
    here.open(CHOICE_POLL)
    stage.says("Answers will appear here")
    stage.lacks("sharing", "patience")
