"""Words then and now: how both editions are set, and what the picture says beside its colours."""

from typing import Any

import pytest

from palabre.figures import inks
from palabre.kinds.base import Editions
from palabre.kinds.rise import Movement, draw_rise
from palabre.protocol import View

VIEW = View(aspect=2.4)
MOVED = [Movement("care", "care", 0.0, 0.3), Movement("hope", "hope", 0.2, 0.2), Movement("war", "war", 0.4, 0.0),
         Movement("joy", "joy", 0.1, 0.2)]  # fmt: skip


def drawn(moved: list[Movement], view: View = VIEW) -> dict[str, dict[str, Any]]:
    """Every text of the picture, by id: what it says and its size and colour; numbers under "… %"."""
    found: dict[str, dict[str, Any]] = {}
    for trace in draw_rise(view, moved, Editions("2024", "2025"))["data"]:
        for place, name in enumerate(trace.get("ids", [])):
            font = trace["textfont"]
            said = {"text": trace["text"][place], "size": font["size"][place], "ink": font["color"][place]}
            found[f"{name} %" if name in found else name] = {**said, "x": trace["x"][place]}
    return found


def test_who_came_and_went() -> None:
    """What is new stands on the later side alone, and what is gone on the earlier one."""
    found = drawn(MOVED)
    assert {"now/care", "then/war", "then/hope", "now/hope"} <= found.keys()
    assert not {"then/care", "now/war"} & found.keys()


def test_never_by_colour_alone() -> None:
    """Beside every word that moved stands an arrow with its points; one that stayed says so."""
    found = drawn(MOVED)
    assert "▲\u200930" in found["now/care %"]["text"]
    assert "▼\u200940" in found["then/war %"]["text"]
    assert "=" in found["now/hope %"]["text"]


def test_one_scale() -> None:
    """Equal shares are equally large in both editions."""
    found = drawn(MOVED)
    assert found["then/hope"]["size"] == found["now/hope"]["size"] == found["now/joy"]["size"]


def test_rising_and_falling_are_two_colours() -> None:
    """Rising and falling words have their colours on both sides."""
    found = drawn(MOVED)
    assert found["then/joy"]["ink"] == found["now/care"]["ink"] == inks(VIEW).accent
    assert found["then/war"]["ink"] not in {inks(VIEW).accent, inks(VIEW).ink}


def test_time_runs_as_reading_does() -> None:
    """The earlier edition stands where reading begins."""
    arabic = drawn(MOVED, View(aspect=2.4, lang="ar"))
    assert drawn(MOVED)["then/hope"]["x"] < 800 < arabic["then/hope"]["x"]


@pytest.mark.parametrize("aspect", [0.25, 1.0, 2.4, 8.0])
def test_the_rest_is_left_out(aspect: float) -> None:
    """Of many words those that lead or moved most are drawn, as many as are legible, on the canvas."""
    many = [Movement(f"w{n}", f"a rather long word {n}", n / 400, (n * 7 % 100) / 300) for n in range(100)]
    found = drawn(many, View(aspect=aspect))
    assert 3 <= sum(name.startswith("now/w") and not name.endswith("%") for name in found) <= 14
    assert all(0 <= one["x"] <= 1600 for one in found.values())
