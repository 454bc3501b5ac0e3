"""The cloud as Chromium draws it: the ink of no word lies on another's, in any script, wide or tall.

The server reckons every word's room (`extent`), the stage corrects what its letters draw wider (`tighten.ts`);
here the ink itself is measured, in the faces that the stage loads and those of the system.
"""

import csv
from collections.abc import Callable
from itertools import chain, combinations, zip_longest
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import expect

from tests.e2e.hall import PROJECTOR, SETTLED, Hall, looked_at
from tests.e2e.people import Stage
from tests.e2e.room import Room, words

TALL: Final = (1080, 1920)
DECK: Final = """
palabre: 1
title: Seminar
polls:
  - {kind: words, question: What is learning?, answers: 10, characters: 60}
"""
DATA: Final = Path(__file__).parents[1] / "data"
FILES: Final = ("what-is-learning.csv", "what-makes-a-good-city.csv", "what-do-you-hope-for.csv")
EMOJI: Final = ("🌍", "😀😀😀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "🌱🌳", "1️⃣", "🇸🇳", "☮️ 🕊️", "👍🏿", "🤝🏽 team")
HOSTILE: Final = (
    "﷽", "ﷺ", "𒐫", "⸻", "WWWWWWWWWWWW", "ＷＷＷ wide", "Z̵̡a̷̢l̶̨g̸̛o̴̧", "Ǻ́Ễ̂Ǘ", "jjjjjjjj", "fffffijf", "ŵ̈ŷ̈",
    "الاستقلالية", "السَّلَامُ عَلَيْكُمْ", "كككككككككككك", "ＦＵＬＬ　ＷＩＤＴＨ", "ที่ปรึกษา", "हिन्दुस्तानी", "தொழில்நுட்பம்", "བོད་སྐད",
    "<b>bold</b>", "$x^2$ & co", "Ἀΐδηλος", "ᾈᾈᾈ", "ŁŁŁ Đđ", "한국어", "ひらがな", "|||", "___", "ਪੰਜਾਬੀ", "ဗမာစာ",
)  # fmt: skip
SHOWN: Final = 150
#: Of the figure's own units.
LEAST: Final = 1.0

#: The box of each word's ink in the figure's units: where its line begins, and what the same face inks on a canvas.
INK: Final = """(texts) => {
  const pen = document.createElement("canvas").getContext("2d");
  return texts.map((text) => {
    const style = getComputedStyle(text), line = text.getBBox(), place = text.getCTM();
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.textAlign = "left";
    const ink = pen.measureText(text.textContent), base = text.getStartPositionOfChar(0).y;
    // A line that is enlarged with its picture is hinted otherwise, and a little wider.
    const [x, y, wider] = [line.x + place.e, base + place.f, line.width / ink.width];
    return { text: text.textContent, size: parseFloat(style.fontSize), width: wider,
      left: x - ink.actualBoundingBoxLeft * wider, right: x + ink.actualBoundingBoxRight * wider,
      top: y - ink.actualBoundingBoxAscent, bottom: y + ink.actualBoundingBoxDescent };
  });
}"""


def answers() -> list[str]:
    """Return several hundred words, scripts and jokers taking turns."""
    by_lang: dict[str, dict[str, None]] = {}
    for file in FILES:
        with (DATA / file).open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                by_lang.setdefault(row["lang"], {})[row["answer"]] = None
    turns = zip_longest(HOSTILE[::3], HOSTILE[1::3], HOSTILE[2::3], EMOJI, *by_lang.values())
    return list(dict.fromkeys(word for word in chain.from_iterable(turns) if word))


def ballots() -> list[bytes]:
    """Return what a room says: a few words often, several hundred at least once, ten words a person."""
    said = [
        word
        for rank, word in enumerate(answers())
        for _ in range(60 // (rank + 1) + 4 // (1 + rank // 160) or 1)
    ]
    people = -(-len(said) // 10)
    return [words(*said[start::people]) for start in range(people)]


def overlap(one: dict[str, float], other: dict[str, float]) -> float:
    """Return by how much two boxes lie on each other, in the direction in which it is less."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    return min(across, min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]))


@pytest.mark.parametrize("size", [PROJECTOR, TALL], ids=["wide", "tall"])
def test_no_overlap(hall: Hall, room: Callable[[str], Room], size: tuple[int, int]) -> None:
    """150 words of several hundred, in a dozen scripts, are drawn and none touches another."""
    here = room(DECK)
    here.open()
    given = ballots()
    stage = Stage(hall, here.begun.stage, size=size)
    here.answer(given)
    stage.says(f"{len(given)} answers")
    cloud = stage.figure.locator("text[data-unformatted]")
    expect(cloud).to_have_count(SHOWN + 1)
    stage.page.wait_for_function(SETTLED)
    drawn = cloud.evaluate_all(INK)
    looked_at(stage.page, f"cloud-{size[0]}")
    pairs = [(one["text"], other["text"], overlap(one, other)) for one, other in combinations(drawn, 2)]
    assert [pair for pair in pairs if pair[-1] > LEAST] == []
