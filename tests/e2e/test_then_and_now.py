"""Then and now: a room's colours beside those of a year ago, by an archive or a link, from the run page to the stage."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.hall import LAPTOP, PHONE, Hall, eventually, fits, looked_at
from tests.e2e.people import Desk, Stage, press
from tests.e2e.room import Room, colours

Begins = Callable[[str], Room]

QUESTION: Final = "Which colours do you associate with peace?"
PEACE: Final = """
palabre: 1
title: {{en: The seminar {year}, fr: Le séminaire {year}, ar: الملتقى {year}}}
languages: [en, fr, ar]
polls:
  - kind: colours
    question: {{en: Which colours do you associate with peace?, fr: Quelles couleurs associez-vous à la paix ?, ar: ما الألوان التي تقترن عندكم بالسلام؟}}
    picks: 3
    free: true
  - {{kind: colours, question: And which with conflict?, picks: 3}}
  - {{kind: choice, question: Tea or coffee?, options: [Tea, Coffee]}}
"""
FILE: Final = Path(__file__).parents[1] / "data" / "colours-of-peace.csv"
#: What the run page says in the languages in which it is looked at.
SAID: Final = {
    "en": {
        "action": "Compare with an earlier edition…", "title": "Compare with an earlier edition",
        "question": QUESTION, "here": "In this session", "link": "In another session",
        "file": "In an archive file", "paste": "Link to that session", "upload": "Choose a file…",
        "go": "Compare", "change": "Change", "remove": "Remove", "then": "The earlier one",
    },
    "ar": {
        "action": "المقارنة بدورة سابقة…", "title": "المقارنة بدورة سابقة",
        "question": "ما الألوان التي تقترن عندكم بالسلام؟", "here": "في هذه الجلسة", "link": "في جلسة أخرى",
        "file": "في ملف أرشيف", "paste": "رابط تلك الجلسة", "upload": "اختيار ملف…",
        "go": "مقارنة", "change": "تغيير", "remove": "إزالة", "then": "السابقة",
    },
}  # fmt: skip
WALLS: Final = [("en", False), ("en", True), ("ar", False), ("ar", True)]


def ballots(year: str) -> list[bytes]:
    """The answers of an edition: three colours a person, as far as they go."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        of_year = [row for row in csv.DictReader(rows) if row["edition"] == year]
    people = sum(int(row["people"]) for row in of_year) // 3 + 1
    hands: list[list[str]] = [[] for _ in range(people)]
    place = 0
    for row in of_year:
        for _ in range(int(row["people"])):
            hands[place % people].append(row["colour"])
            place += 1
    return [colours(*hand) for hand in hands]


def answered(room: Begins, year: str, people: int | None = None) -> Room:
    """A session whose room has said its colours of peace, or the first few of it."""
    here = room(PEACE.format(year=year))
    here.open()
    here.answer(ballots(year)[:people])
    return here


def asks(pia: Desk, lang: str = "en") -> Locator:
    """Open the dialog from the poll of peace in the list."""
    said = SAID[lang]
    row = pia.page.get_by_role("listitem").filter(has_text=said["question"]).last
    toggle = row.get_by_role("button").first
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    row.get_by_role("button", name=said["action"]).click()
    dialog = pia.page.get_by_role("dialog", name=said["title"])
    expect(dialog).to_be_visible()
    return dialog


def chooses_link(dialog: Locator, link: str, lang: str = "en") -> None:
    """Paste the link of another session."""
    dialog.get_by_role("radio", name=SAID[lang]["link"]).check(force=True)
    dialog.get_by_label(SAID[lang]["paste"]).fill(link)


def points(stage: Stage) -> dict[str, str]:
    """What the figure says of each colour, by its name: an arrow and the points."""
    texts = stage.texts()
    arrows = [place for place, text in enumerate(texts) if text[:1] in "▲▼="]
    names = texts[arrows[-1] + 1 :]
    return dict(zip(names, (texts[place] for place in arrows), strict=True))


def rose_and_fell(stage: Stage, green: str = "green", white: str = "white") -> None:
    """See at a glance that green rose and white fell, and read the same numbers in the table."""
    stage.draws("2020")
    stage.draws("2021")
    drawn = points(stage)
    assert next(iter(drawn)) == green
    assert list(drawn)[-1] == white
    assert (drawn[green][0], drawn[white][0]) == ("▲", "▼")
    change = {name: drawn[name].split() for name in (green, white)}
    eventually(stage.page, lambda: changed(stage, green, white) == change, f"{change} in the table")


def changed(stage: Stage, *names: str) -> dict[str, list[str]]:
    """What the table says that has changed of some colours."""
    return {row[0].strip(): row[-1].split() for row in stage.table() if row[0].strip() in names}


def test_from_archive(hall: Hall, room: Begins, tmp_path: Path) -> None:
    """The archive of last year's session is chosen as a file, and one key on the stage shows both years."""
    before = Desk(hall, answered(room, "2020").begun.run)
    press(before.page, "Deck")
    with before.page.expect_download() as download:
        press(before.page, "Archive (JSON)")
    assert download.value.suggested_filename == "The-seminar-2020.archive.json"
    download.value.save_as(tmp_path / "2020.json")
    here = answered(room, "2021")
    pia = Desk(hall, here.begun.run)
    dialog = asks(pia)
    dialog.get_by_role("radio", name=SAID["en"]["file"]).check(force=True)
    dialog.get_by_label(SAID["en"]["upload"]).set_input_files(tmp_path / "2020.json")
    dialog.get_by_role("radio", name=QUESTION).check()
    dialog.get_by_label("The earlier one").fill("2020")
    dialog.get_by_label("This one").fill("2021")
    press(dialog, "Compare", exact=True)
    pia.told("Beside \u20682020\u2069")
    stage = Stage(hall, here.begun.stage)
    stage.draws("green")
    stage.presses("e")
    rose_and_fell(stage)
    assert "colours=editions" in stage.page.url
    stage.page.reload()
    rose_and_fell(stage)
    stage.presses("e")
    expect(stage.figure.get_by_text("2020")).to_have_count(0)


@pytest.mark.parametrize(("lang", "dark"), WALLS)
def test_on_the_wall(hall: Hall, room: Begins, lang: str, dark: bool) -> None:
    """Both years hang on the wall in every light and direction."""
    before, here = answered(room, "2020"), answered(room, "2021")
    pia = Desk(hall, here.begun.run)
    dialog = asks(pia)
    chooses_link(dialog, hall.here(before.begun.moderate))
    expect(dialog.get_by_role("radio", name=QUESTION)).to_be_checked()
    dialog.get_by_label("The earlier one").fill("2020")
    dialog.get_by_label("This one").fill("2021")
    press(dialog, "Compare", exact=True)
    stage = Stage(hall, here.begun.stage, lang, dark=dark)
    stage.draws({"en": "green", "ar": "أخضر"}[lang])
    stage.presses("e")
    rose_and_fell(stage, *{"en": ("green", "white"), "ar": ("أخضر", "أبيض")}[lang])
    looked_at(stage.page, f"editions-{lang}-{'dark' if dark else 'light'}")
    stage.presses("t")
    looked_at(stage.page, f"editions-table-{lang}-{'dark' if dark else 'light'}")


def test_same_session(hall: Hall, room: Begins) -> None:
    """A poll is compared with an earlier one of the session, with others instead, and with none any more."""
    here = answered(room, "2020", 3)
    pia = Desk(hall, here.begun.run)
    pia.unfolds("And which with conflict?").get_by_role("button", name=SAID["en"]["action"]).click()
    dialog = pia.page.get_by_role("dialog")
    expect(dialog.get_by_role("radio", name=QUESTION)).to_be_checked()
    press(dialog, "Compare", exact=True)
    pia.told("The stage can show both now: press E there.")
    row = pia.row("And which with conflict?")
    expect(row).to_contain_text("Beside an earlier edition")
    row.get_by_role("button", name=SAID["en"]["action"]).click()
    press(dialog, "Change")
    dialog.get_by_label("The earlier one").fill("<b>Peace</b>")
    press(dialog, "Compare", exact=True)
    expect(row).to_contain_text("Beside \u2068<b>Peace</b>\u2069")
    row.get_by_role("button", name=SAID["en"]["action"]).click()
    press(dialog, "Remove")
    expect(row).not_to_contain_text("Beside")


#: Links that lead nowhere, and what is said of each.
WRONG: Final = {
    "hello": "This is no link to a session.",
    "https://example.org/run/abc#x": "another server, example.org",
    "{url}/run/{session}": "The end of the link is missing",
    "{url}/{code}": "This is no link to a session.",
    "{url}/stage/{session}#x": "A link to the stage is not enough",
    "{url}/run/{session}#x": "This link does not open this session.",
    "{url}/moderate/gone#x": "This session does not exist, or it was deleted.",
}


def test_wrong_links(hall: Hall, room: Begins) -> None:
    """What is wrong with a link is said where it was pasted, and nothing that was chosen is lost."""
    hall.forgive("401", "404")
    here = room(PEACE.format(year="2021"))
    dialog = asks(Desk(hall, here.begun.run))
    dialog.get_by_label("The earlier one").fill("2020")
    for link, said in WRONG.items():
        chooses_link(dialog, link.format(url=hall.url, session=here.begun.session, code=here.code))
        expect(dialog).to_contain_text(said)
        expect(dialog.get_by_role("button", name="Compare", exact=True)).to_be_disabled()
    expect(dialog.get_by_label("The earlier one")).to_have_value("2020")


def test_broken_archive(hall: Hall, room: Begins, tmp_path: Path) -> None:
    """A file that the server does not take is said to be wrong, and where; the choice stays to be mended."""
    hall.forgive("422")
    dialog = asks(Desk(hall, room(PEACE.format(year="2021")).begun.run))
    dialog.get_by_role("radio", name="In an archive file").check(force=True)
    broken = tmp_path / "broken.json"
    for text, said in ((b"\xff", "no archive of a session"), (PEACE.encode(), "This file is a deck")):
        broken.write_bytes(text)
        dialog.get_by_label("Choose a file…").set_input_files(broken)
        expect(dialog).to_contain_text(said)
    poll = '{"id":"p1","turnout":7,"spec":{"kind":"colours","question":"<i>Which?</i>"}}'
    broken.write_text('{"palabre":1,"archive":1,"title":"x","polls":[' + poll + "]}")
    dialog.get_by_label("Choose a file…").set_input_files(broken)
    expect(dialog.get_by_role("radio", name="<i>Which?</i>")).to_be_checked()
    press(dialog, "Compare", exact=True)
    expect(dialog).to_contain_text("polls[0] needs a field `run`")
    expect(dialog.get_by_role("radio", name="<i>Which?</i>")).to_be_checked()


@pytest.mark.parametrize(
    ("size", "lang", "dark"),
    [(LAPTOP, "en", False), (PHONE, "en", True), (LAPTOP, "ar", True), (PHONE, "ar", False)],
)
def test_looks(hall: Hall, room: Begins, size: tuple[int, int], lang: str, dark: bool) -> None:
    """Every state of the dialog can be read, on a phone and a laptop, in both themes and directions."""
    before, here, said = answered(room, "2020", 7), answered(room, "2021", 9), SAID[lang]
    name = f"edition-{lang}-{size[0]}-{'dark' if dark else 'light'}"
    pia = Desk(hall, here.begun.run, size, lang, dark=dark)
    dialog = asks(pia, lang)
    dialog.get_by_role("radio", name=said["here"]).check(force=True)
    looked_at(pia.page, f"{name}-here")
    chooses_link(dialog, "https://example.org/run/abc#x", lang)
    looked_at(pia.page, f"{name}-wrong")
    chooses_link(dialog, hall.here(before.begun.run), lang)
    expect(dialog.get_by_role("radio", name=said["question"])).to_be_checked()
    dialog.get_by_label(said["then"], exact=True).fill("2020")
    looked_at(pia.page, f"{name}-link")
    press(dialog, said["go"], exact=True)
    expect(dialog).to_have_count(0)
    looked_at(pia.page, f"{name}-list")
    dialog = asks(pia, lang)
    looked_at(pia.page, f"{name}-current")
    press(dialog, said["change"], exact=True)
    looked_at(pia.page, f"{name}-change")
    fits(pia.page)
