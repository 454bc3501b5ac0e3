"""The demo as whoever tries it sees it: one command, both scenes, and nothing left when it ends."""

import re
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml

from palabre import scenes
from palabre.kinds import Kinds
from palabre.kinds.base import Editions
from palabre.protocol import Drawn, Tally, View
from palabre.simulate import Client

PEOPLE = 12


@pytest.fixture
def demo() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A demo of twelve people who are in a hurry, and the address where it listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    words = ["demo", "--people", PEOPLE, "--seconds", 1, "--pause", 0.5, "--think", 0.2, "--port", port]
    with subprocess.Popen(
        [sys.executable, "-m", "palabre.cli", *map(str, words), "--host", "127.0.0.1"],
        stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        yield process, f"http://127.0.0.1:{port}"
        process.kill()


async def test_both_scenes(demo: tuple[subprocess.Popen[str], str]) -> None:
    """The stage shows everybody's colours, then everybody's words; SIGTERM ends it and the server with it."""
    process, url = demo
    assert process.stdout is not None
    said = ""
    while "Phones join" not in said:
        said += process.stdout.readline()
    found = re.search(r"/stage/(\S+)#(\S+)", said)
    assert found is not None
    stage = await Client.open(url)
    await stage.enter(found[1], found[2])
    for poll in ("p1", "p2"):
        drawn = await stage.until(Drawn, lambda it, poll=poll: (it.poll, it.turnout) == (poll, PEOPLE))  # type: ignore[misc]
        assert len(drawn.table.rows) > 3
        assert ("editions" in drawn.variants) == (poll == "p1")
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    with pytest.raises(ConnectionResetError):
        await stage.until(Drawn, lambda it: it.turnout < 0)


def test_a_year_ago() -> None:
    """Since a year ago white has fallen most among the colours of peace, and green has risen most."""
    kinds = Kinds()
    before = scenes.a_year_ago(kinds).polls[0]
    marks: Counter[str] = Counter()
    for person in scenes.people(150, seed=1):
        marks.update(kinds.read_ballot(before.spec, person.ballots["colours"])[1])
    kind = kinds.of(before.spec)
    then, now = (
        kind.results(before.spec, tally, ()) for tally in (before.past.tally, Tally(1, 150, dict(marks)))
    )
    rows = kind.compare(before.spec, then, now, View(), Editions("then", "now")).table.rows
    assert (rows[0][0], rows[-1][0]) == ("green", "white")


def test_answers_fit_their_polls() -> None:
    """Every simulated ballot is one that its poll takes."""
    kinds = Kinds()
    specs = {kind.name: kind.spec(question="?") for kind in kinds.all if kind.name in ("colours", "words")}
    for person in scenes.people(50, seed=1):
        for name, ballot in person.ballots.items():
            assert kinds.read_ballot(specs[name], ballot)[1]


def test_answers_are_the_files() -> None:
    """As many people as it takes say everything that stands in the files."""
    said = {
        word
        for person in scenes.people(400, seed=1)
        for word in msgspec.json.decode(person.ballots["words"])["answers"]
    }
    rows = (Path(scenes.__file__).parent / "learning.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert said == {row.rpartition(",")[0].rpartition(",")[0].strip('"') for row in rows}


def test_words_say_their_language() -> None:
    """Simulated phones name the languages that the deck declares, or none."""
    ballots = [msgspec.json.decode(person.ballots["words"]) for person in scenes.people(400, seed=1)]
    declared = yaml.safe_load(scenes.DECK.read_text(encoding="utf-8"))["languages"]
    assert {ballot["lang"] for ballot in ballots} == {*declared, "und"}
