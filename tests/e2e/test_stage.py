"""The stage obeys its keys, tells the truth in two ways, and keeps still while nothing changes."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.decks import CHOICE_POLL, COLOURS_POLL, FOUR, HIDDEN, SCALE_POLL, WORDS_POLL
from tests.e2e.hall import LAPTOP, Hall, eventually, fits, looked_at
from tests.e2e.people import Phone, Stage
from tests.e2e.room import Room, choice, colours, scale, words

Begins = Callable[[str], Room]

#: What `?` lists, and the test below that presses it.
LISTED = {
    "Open or close the question": "space", "Show or hide the results": "reveal", "Next question": "remote",
    "Previous question": "remote", "Another picture of the results": "variant",
    "The numbers as a table": "table", "QR code on the full screen": "qr", "Light or dark": "theme",
    "Another language": "language", "Full screen": "full", "Black screen": "blank", "The keys": "help",
    "Back to the picture": "help",
}  # fmt: skip
BALLOTS = {
    COLOURS_POLL: [colours("#ffffff", "#000000"), colours("#ffffff"), colours("#ffffff")],
    WORDS_POLL: [words("sharing", "patience"), words("sharing"), words("مشاركة")],
    CHOICE_POLL: [choice(1), choice(1), choice(0)],
    SCALE_POLL: [scale(s0=4, s1=2), scale(s0=5)],
}
#: How often the page changes within 3 s.
STIRS = """() => new Promise((tell) => {
  let stirs = [];
  const watch = new MutationObserver((all) => { stirs = stirs.concat(all.map((it) =>
    `${it.type} ${it.attributeName ?? ""} in ${it.target.nodeName} ${it.target.className ?? ""}`)); });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  setTimeout(() => { watch.disconnect(); tell(stirs); }, 3000);
})"""


@pytest.fixture
def here(room: Begins) -> Iterator[Room]:
    """A session with a poll of each kind; that of words is open, and three people have answered it."""
    here = room(FOUR)
    here.open(WORDS_POLL)
    here.answer(BALLOTS[WORDS_POLL], WORDS_POLL)
    yield here


@pytest.fixture
def stage(hall: Hall, here: Room) -> Stage:
    """The stage that shows it."""
    stage = Stage(hall, here.begun.stage)
    stage.draws("sharing")
    return stage


def theme(page: Page) -> str:
    """Return the colour of the question."""
    return str(page.get_by_role("heading", level=1).evaluate("(it) => getComputedStyle(it).color"))


def test_help_lists_every_key(stage: Stage) -> None:
    """`?` lists what the tests here press, and nothing else; the same key or Escape takes the list away."""
    stage.presses("?")
    dialog = stage.page.get_by_role("dialog", name="The keys")
    assert set(dialog.get_by_role("definition").all_inner_texts()) == set(LISTED)
    looked_at(stage.page, "stage-help")
    stage.presses("?")
    expect(dialog).to_have_count(0)
    stage.presses("?", "Escape")
    expect(dialog).to_have_count(0)


def test_space(stage: Stage) -> None:
    """Space closes the question and opens it again."""
    stage.presses(" ")
    stage.says("Closed")
    stage.presses(" ")
    expect(stage.page.get_by_text("Closed", exact=True)).to_have_count(0)


def test_reveal(stage: Stage) -> None:
    """R keeps the results from the room and shows them again."""
    stage.presses("r")
    stage.says("The results will be shown later")
    stage.lacks("sharing", "patience")
    stage.presses("r")
    stage.draws("sharing")


@pytest.mark.parametrize(("on", "back"), [("PageDown", "PageUp"), ("ArrowRight", "ArrowLeft")])
def test_remote(stage: Stage, on: str, back: str) -> None:
    """The keys of a presentation remote, and the arrows, lead to the next question and back."""
    stage.presses(on)
    expect(stage.page.get_by_role("heading", name="Where shall we meet next year?")).to_be_visible()
    stage.presses(back)
    expect(stage.page.get_by_role("heading", name="What is learning?")).to_be_visible()
    stage.draws("sharing")


def test_variant(stage: Stage) -> None:
    """V shows another picture of the same results, and a reload keeps it."""
    assert "3" not in stage.texts()
    stage.presses("v")
    stage.draws("67%")
    stage.page.reload()
    stage.draws("67%")
    stage.presses("v")
    expect(stage.figure.get_by_text("67%")).to_have_count(0)


def test_table(stage: Stage) -> None:
    """T shows the numbers as a table, and takes it away."""
    stage.presses("t")
    table = stage.page.get_by_role("dialog").get_by_role("table", name="What is learning?")
    expect(table.get_by_role("row", name="sharing")).to_contain_text("2")
    looked_at(stage.page, "stage-table")
    stage.presses("t")
    expect(stage.page.get_by_role("dialog")).to_have_count(0)


def test_qr(stage: Stage) -> None:
    """Q fills the screen with the way in, and takes it away."""
    stage.presses("q")
    region = stage.page.get_by_role("region", name="QR code on the full screen")
    expect(region.get_by_role("img", name="QR code to join")).to_be_visible()
    looked_at(stage.page, "stage-qr")
    stage.presses("q")
    expect(region).to_have_count(0)


def test_theme(stage: Stage) -> None:
    """D turns light into dark and back, figure and all."""
    light = theme(stage.page)
    stage.presses("d")
    eventually(stage.page, lambda: theme(stage.page) != light, "dark")
    stage.draws("sharing")
    stage.presses("d")
    eventually(stage.page, lambda: theme(stage.page) == light, "light")


def test_language(stage: Stage) -> None:
    """L asks the question in each language of the session, right to left where it is read so."""
    for question, direction in (
        ("Apprendre, c’est quoi ?", "ltr"), ("ما هو التعلّم؟", "rtl"), ("What is learning?", "ltr")
    ):  # fmt: skip
        stage.presses("l")
        expect(stage.page.get_by_role("heading", name=question)).to_be_visible()
        expect(stage.page.locator("html")).to_have_attribute("dir", direction)


def test_full(stage: Stage) -> None:
    """F takes the whole screen and gives it back."""
    for wanted in (True, False):
        stage.presses("f")
        eventually(
            stage.page,
            lambda: stage.page.evaluate("document.fullscreenElement !== null") is wanted,
            "full screen",
        )


@pytest.mark.parametrize("key", ["b", "."])
def test_blank(stage: Stage, key: str) -> None:
    """B, or the point of a remote, makes the screen black and brings the picture back."""
    stage.presses(key)
    middle = "document.elementFromPoint(innerWidth / 2, innerHeight / 2)"
    ground = f"getComputedStyle({middle}).backgroundColor"
    eventually(stage.page, lambda: stage.page.evaluate(ground) == "rgb(0, 0, 0)", "a black screen")
    stage.presses(key)
    eventually(stage.page, lambda: stage.page.evaluate(ground) != "rgb(0, 0, 0)", "the picture")


def test_keys_on_buttons(stage: Stage) -> None:
    """Every control on the bar is reached by Tab; Space presses it and does not close the question."""
    stage.page.get_by_role("button", name="The numbers as a table").focus()
    stage.presses(" ")
    expect(stage.page.get_by_role("dialog")).to_be_visible()
    expect(stage.page.get_by_text("Closed", exact=True)).to_have_count(0)


@pytest.mark.parametrize("poll", [COLOURS_POLL, WORDS_POLL, CHOICE_POLL, SCALE_POLL])
def test_table_equals_figure(hall: Hall, room: Begins, poll: int) -> None:
    """What the bars of a figure say is what the table beside it says, label by label and number by number."""
    here = room(FOUR)
    here.open(poll)
    here.answer(BALLOTS[poll], poll)
    stage = Stage(hall, here.begun.stage)
    expect(stage.page.get_by_role("table").last).to_be_attached()
    rows = stage.table()
    stage.presses("v")
    eventually(stage.page, lambda: agree(rows, stage.texts()), f"{rows} in the figure")


def agree(rows: list[list[str]], drawn: list[str]) -> bool:
    """Whether a figure draws each row's label, and at least one of its numbers."""
    return all(label in drawn and any(number in drawn for number in numbers) for label, *numbers in rows)


def test_quiet_stage(hall: Hall, here: Room, stage: Stage) -> None:
    """While nothing happens, and while somebody sends the same answer again, nothing in the page stirs for 3 s."""
    alice = Phone(hall, here.code)
    alice.types_and_counts("sharing")
    stage.says("4 answers")
    stage.page.wait_for_timeout(2500)
    assert stage.page.evaluate(STIRS) == []


def test_same_answer_again(hall: Hall, here: Room, stage: Stage) -> None:
    """An answer that is sent once more as it was changes nothing in the figure."""
    alice = Phone(hall, here.code)
    alice.types_and_counts("sharing")
    stage.says("4 answers")
    stage.figure.evaluate("""(figure) => { window.stirs = 0; new MutationObserver((all) => { stirs += all.length; })
      .observe(figure, { subtree: true, childList: true, attributes: true, characterData: true }); }""")
    before = stage.page.evaluate("stirs")
    alice.page.get_by_role("button", name="Change my answer").click()
    alice.sends()
    alice.reads("Your answer counts")
    here.counts(4, WORDS_POLL)
    stage.page.wait_for_timeout(1000)
    assert stage.page.evaluate("stirs") == before


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


def test_hidden_keeps_turnout(hall: Hall, room: Begins) -> None:
    """A stage that keeps the results to itself still says how many have answered."""
    here = room(HIDDEN)
    here.open(2)
    here.answer([choice(0), choice(1)], 2)
    stage = Stage(hall, here.begun.stage)
    stage.says("2 answers")
    stage.lacks("Coffee")
    looked_at(stage.page, "stage-kept")


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
