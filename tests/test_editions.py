"""Naming the earlier edition of a poll: from an archive, from a session whose token one has, and what is refused."""

import asyncio
import csv
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from palabre import archive as archives
from palabre.kinds import Kinds
from palabre.limits import ARCHIVE
from palabre.protocol import (
    AnyFrame,
    Decide,
    Drawn,
    Duplicate,
    Edit,
    Edition,
    Hide,
    Open,
    PollId,
    Project,
    Remove,
    Reset,
    Script,
    Undo,
    View,
)
from palabre.session import EDITION_LIMIT
from palabre.store.redis import RedisStore
from tests.people import P1, WORDS, Node, Person, Sitting, expect
from tests.web import Answer

pytestmark = pytest.mark.asyncio(loop_scope="module")

COLOURS = {
    "kind": "colours",
    "question": "Which colours do you associate with peace?",
    "picks": 3,
    "free": True,
}
P2 = PollId("p2")
FILE = Path(__file__).parent / "data" / "colours-of-peace.csv"


def picks(year: str) -> Counter[str]:
    """How often each colour was picked in an edition."""
    picked: Counter[str] = Counter()
    with FILE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            picked[row["colour"]] += int(row["people"]) * (row["edition"] == year)
    return +picked


def archive(**changed: Any) -> dict[str, Any]:
    """An archive whose one poll is the colours of 2020."""
    marks = picks("2020")
    poll = {
        "id": "p1", "run": 1, "phase": "closed", "revealed": True, "spec": COLOURS,
        "turnout": marks.total(), "marks": marks, "decisions": [],
    }  # fmt: skip
    return {"palabre": 1, "archive": 1, "title": "2020", "polls": [poll | changed]}


async def asked(
    sitting: Sitting, method: str, body: Any = b"", poll: str = "p1", role: str = "run"
) -> Answer:
    """Ask for an edition in a role."""
    path = f"/api/sessions/{sitting.begun.session}/polls/{poll}/edition"
    raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
    return await sitting.node.ask(method, path, raw, authorization=f"Bearer {sitting.tokens[role]}")


async def named(sitting: Sitting, body: Any, poll: str = "p1") -> int:
    """Name an edition, and return the session's version."""
    answer = await asked(sitting, "PUT", body, poll)
    assert answer.status == 200, answer.body
    sitting.people[0]._version = answer.json["version"]
    return int(answer.json["version"])


async def downloaded(sitting: Sitting, role: str = "run") -> Answer:
    """The session as an archive."""
    path = f"/api/sessions/{sitting.begun.session}/archive"
    return await sitting.node.ask("GET", path, b"", authorization=f"Bearer {sitting.tokens[role]}")


def of_session(sitting: Sitting, page: str = "run", poll: str = "p1", **names: str) -> dict[str, str]:
    """What names a poll of a session by a role's token."""
    return {"session": sitting.begun.session, "token": sitting.tokens[page], "poll": poll, **names}


async def picked(node: Node, *colours: str) -> Sitting:
    """A session in which each of these colours was picked by somebody."""
    sitting = await Sitting.begin(node, COLOURS)
    for colour in colours:
        alice = await sitting.phone()
        await alice.casts(msgspec.json.encode({"kind": "colours", "picks": [colour]}))
    return sitting


async def edition_of(pia: Person, poll: PollId, version: int) -> Edition | None:
    """The edition that the script names, at a version."""
    script = expect(Script, await pia.shows(version=version))
    return next(line.edition for line in script.polls if line.id == poll)


async def kept(sitting: Sitting) -> int:
    """How many editions are kept for the session."""
    settings = sitting.node.settings
    store = RedisStore(settings.redis, sitting.node.kinds, settings.key_prefix)
    await store.start()
    found = await store._pipe.call("HLEN", store._keys.editions(sitting.begun.session))
    await store.stop()
    return int(found)


# --- archives ---


async def test_archive(node: Node) -> None:
    """Facilitators and moderators take the session home with its answers, and nobody else does."""
    sitting = await picked(node, "#2f8b5b", "#2f8b5b", "#ffffff")
    answers = {role: await downloaded(sitting, role) for role in sitting.tokens}
    assert {role: it.status for role, it in answers.items()} == {"run": 200, "moderate": 200, "stage": 403}
    read = archives.read(answers["run"].body, Kinds())
    assert (read.polls[0].turnout, dict(read.polls[0].marks)) == (3, {"#2f8b5b": 2, "#ffffff": 1})
    assert answers["run"].headers["content-disposition"].endswith("''Plenary.archive.json")
    assert answers["run"].headers["cache-control"] == "no-store"
    await sitting.leave()


# --- naming an edition ---


async def test_from_archive(node: Node) -> None:
    """The stage shows what rose and what fell since the archive, by the names that both were given."""
    sitting = await picked(node, "#2f8b5b", "#2f8b5b", "#ffffff")
    body = {"archive": archive(), "poll": "p1", "then": " 2020\u202e ", "now": "2021"}
    version = await named(sitting, body)
    edition = await edition_of(sitting.people[0], P1, version)
    assert edition is not None
    assert (edition.turnout, edition.then, edition.now) == (picks("2020").total(), "2020", "2021")
    stage = await sitting.stage(View(variant="editions"))
    drawn = expect(Drawn, await stage.shows(poll=P1, variant="editions"))
    assert drawn.variants[-1] == "editions"
    assert "2020" in bytes(drawn.figure).decode()
    await sitting.leave()


async def test_from_session(node: Node) -> None:
    """A poll of another session is copied as it stands; what becomes of that session changes nothing."""
    before = await picked(node, "#ffffff", "#ffffff")
    sitting = await picked(node, "#2e8b57")
    version = await named(sitting, of_session(before, then="Before"))
    await before.people[0].does(Reset, poll=P1)
    edition = await edition_of(sitting.people[0], P1, version)
    assert edition is not None
    assert (edition.turnout, edition.then, edition.now) == (2, "Before", "")
    stage = await sitting.stage(View(variant="editions"))
    assert "▲" in bytes(expect(Drawn, await stage.shows(variant="editions")).figure).decode()
    await sitting.leave()


async def test_same_session(node: Node) -> None:
    """An earlier poll of the same session is named by the own token; so is the same poll, before it is asked again."""
    sitting = await picked(node, "#ffffff")
    pia = sitting.people[0]
    await pia.does(Duplicate, poll=P1)
    assert await edition_of(pia, P2, await named(sitting, of_session(sitting), "p2"))
    await named(sitting, of_session(sitting))
    await pia.does(Reset, poll=P1)
    edition = await edition_of(pia, P1, pia._version)
    assert edition is not None
    assert edition.turnout == 1
    await sitting.leave()


@pytest.mark.parametrize(("page", "status"), [("run", 200), ("moderate", 200), ("stage", 404)])
async def test_tokens_of_the_earlier_session(node: Node, page: str, status: int) -> None:
    """A token that may see what was hidden may have it copied: a stage's may not."""
    sitting = await picked(node)
    assert (await asked(sitting, "PUT", of_session(sitting, page))).status == status
    await sitting.leave()


async def test_hidden_stays_hidden(node: Node) -> None:
    """What moderators hid in the earlier edition is nowhere beside the later one, by link and by archive."""
    before, sitting = await Sitting.begin(node, WORDS), await Sitting.begin(node, WORDS)
    await (await before.phone()).cast(["rudeword", "peace"])
    await before.people[0].does(Decide, poll=P1, decision=Hide("rudeword"))
    await (await sitting.phone()).cast(["peace", "bread"])
    file = msgspec.json.decode((await downloaded(before, "moderate")).body)
    stage = await sitting.stage(View(variant="editions"))
    for number, body in enumerate([of_session(before), {"archive": file, "poll": "p1"}]):
        await named(sitting, {**body, "then": f"Year {number}"})
        drawn = await stage.waits_for(_drawn(f"Year {number}"), "both editions")
        assert "peace" in drawn
        assert "bread" in drawn
        assert "rudeword" not in drawn
    await before.leave()
    await sitting.leave()


async def test_hidden_now_is_hidden_then(node: Node) -> None:
    """A word that is hidden now leaves the earlier edition's column as well, and comes back with undo."""
    before, sitting = await Sitting.begin(node, WORDS), await Sitting.begin(node, WORDS)
    await (await before.phone()).cast(["rudeword", "peace"])
    await (await sitting.phone()).cast(["peace", "bread"])
    await named(sitting, of_session(before))
    stage, pia = await sitting.stage(View(variant="editions")), sitting.people[0]
    await stage.waits_for(_drawn("rudeword"), "the earlier edition")
    await pia.does(Decide, poll=P1, decision=Hide("rudeword"))
    assert "peace" in await stage.waits_for(_drawn("bread", without="rudeword"), "the word to go")
    await pia.does(Undo, poll=P1)
    await stage.waits_for(_drawn("rudeword"), "the word to come back")
    await before.leave()
    await sitting.leave()


def _drawn(text: str, without: str = "nothing else") -> Callable[[dict[str, AnyFrame]], str | None]:
    """Look for the figure and the table that a stage shows, once there is one text in them and not another."""

    def look(view: dict[str, AnyFrame]) -> str | None:
        shown = msgspec.json.encode(view["tally"]).decode() if "tally" in view else ""
        return shown if text in shown and without not in shown else None

    return look


# --- what stays with a poll ---


async def test_phases(node: Node) -> None:
    """A poll keeps its edition when it is edited and reset, a duplicate shares it, another kind has none."""
    sitting = await Sitting.begin(node, COLOURS, opened=False)
    pia = sitting.people[0]
    await named(sitting, {"archive": archive(), "poll": "p1"})
    spec = {**COLOURS, "question": "And now?"}
    await pia.does(Edit, poll=P1, spec=msgspec.Raw(msgspec.json.encode(spec)))
    await pia.does(Duplicate, poll=P1)
    await pia.does(Open, poll=P1)
    await pia.does(Reset, poll=P1)
    assert await edition_of(pia, P1, pia._version) == await edition_of(pia, P2, pia._version)
    await pia.does(Edit, poll=P1, spec=msgspec.Raw(msgspec.json.encode(WORDS)))
    assert await edition_of(pia, P1, pia._version) is None
    await sitting.leave()


async def test_recalled(node: Node) -> None:
    """The two are called otherwise without naming the edition again; of a poll without one there is nothing to call."""
    sitting = await picked(node)
    assert (await asked(sitting, "PUT", {"then": "a", "now": "b"})).json["code"] == "unknown_edition"
    await named(sitting, {"archive": archive(), "poll": "p1", "then": "2020"})
    edition = await edition_of(sitting.people[0], P1, await named(sitting, {"then": "", "now": " Dakar "}))
    assert edition is not None
    assert (edition.turnout, edition.then, edition.now) == (picks("2020").total(), "", "Dakar")
    await sitting.leave()


async def test_taken_away(node: Node) -> None:
    """An edition that is taken away is gone, and taking it away again is nothing new."""
    sitting = await picked(node)
    await named(sitting, {"archive": archive(), "poll": "p1"})
    versions = [(await asked(sitting, "DELETE")).json["version"] for _ in range(2)]
    assert versions[0] == versions[1]
    assert await edition_of(sitting.people[0], P1, versions[0]) is None
    assert (await asked(sitting, "DELETE", poll="p9")).json["code"] == "unknown_poll"
    await sitting.leave()


async def test_nothing_is_left(node: Node) -> None:
    """An edition is kept once, until the last poll that names it is compared with another or removed."""
    sitting = await Sitting.begin(node, COLOURS, COLOURS, opened=False)
    for poll in ("p1", "p2"):
        await named(sitting, {"archive": archive(), "poll": "p1", "then": poll}, poll)
    assert await kept(sitting) == 1
    await named(sitting, {"archive": archive(turnout=3), "poll": "p1"}, "p2")
    pia = sitting.people[0]
    await pia.does(Project, poll=None)
    for poll in (P1, P2):
        await pia.does(Remove, poll=poll)
    assert await kept(sitting) == 0
    await sitting.leave()


# --- what is refused ---


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"", (400, "bad_json")), (b"{", (400, "bad_json")), (b"\xff", (400, "bad_json")),
        (b"[]", (422, "bad_command")), ({}, (422, "bad_command")), ({"poll": "p1"}, (422, "bad_command")),
        ({"archive": archive()}, (422, "bad_command")), ({"archive": 7, "poll": "p1"}, (422, "bad_archive")),
        ({"archive": archive(), "poll": "p1", "token": "x"}, (422, "bad_command")),
        ({"archive": archive(), "poll": "p2"}, (422, "bad_archive")),
        ({"archive": archive(), "poll": 1}, (422, "bad_command")),
        ({"archive": archive(), "poll": "p1", "then": "a" * 41}, (422, "bad_spec")),
        ({"archive": archive(), "poll": "p1", "now": "a" * 1_000_000}, (422, "bad_spec")),
        ({"archive": archive(spec=WORDS, marks={"paix": 9}, turnout=9), "poll": "p1"}, (422, "not_comparable")),
        ({"archive": archive(turnout=-1), "poll": "p1"}, (422, "bad_archive")),
        (b'{"poll":"p1","archive":' + b"[" * 100_000, (400, "bad_json")),
        (b'{"poll":"p1","then":"\\ud800","archive":{}}', (400, "bad_json")),
        (b" " * (ARCHIVE + 1), (413, "too_large")),
        ({"session": "none", "token": "x", "poll": "p1"}, (404, "unknown_edition")),
        ({"session": "}{", "token": "é\u0000", "poll": "p1"}, (404, "unknown_edition")),
    ],
    ids=lambda it: repr(it)[:40],
)  # fmt: skip
async def test_refused(node: Node, body: Any, refusal: tuple[int, str]) -> None:
    """What is no edition is refused, and the poll is compared with nothing."""
    sitting = await picked(node)
    answer = await asked(sitting, "PUT", body)
    assert (answer.status, answer.json["code"]) == refusal
    assert len(answer.body) < 2000
    assert await edition_of(sitting.people[0], P1, await sitting.people[0].version()) is None
    await sitting.leave()


async def test_refused_tokens(node: Node) -> None:
    """Only the facilitator of the session names an edition; a token of it opens no other session."""
    sitting, other = await picked(node), await picked(node)
    body = of_session(other) | {"token": sitting.tokens["run"]}
    assert (await asked(sitting, "PUT", body)).json["code"] == "unknown_edition"
    assert (await asked(sitting, "PUT", of_session(sitting, poll="p9"))).json["code"] == "unknown_edition"
    roles = {
        role: (await asked(sitting, "PUT", of_session(sitting), role=role)).status for role in sitting.tokens
    }
    assert roles == {"run": 200, "moderate": 403, "stage": 403}
    foreign = dict(sitting.tokens, run=other.tokens["run"])
    sitting.tokens, own = foreign, sitting.tokens
    assert (await asked(sitting, "PUT", of_session(other))).json["code"] == "wrong_token"
    assert (await asked(sitting, "DELETE")).json["code"] == "wrong_token"
    sitting.tokens = own
    await sitting.leave()
    await other.leave()


async def test_other_kinds(node: Node) -> None:
    """Polls of two kinds are not compared, nor are two of a kind that is not drawn side by side."""
    choice = {"kind": "choice", "question": "Which?", "options": ["a", "b"]}
    sitting = await Sitting.begin(node, choice, choice, COLOURS, opened=False)
    answers = [await asked(sitting, "PUT", of_session(sitting, poll=earlier)) for earlier in ("p2", "p3")]
    assert [it.json["code"] for it in answers] == ["not_comparable"] * 2
    assert answers[1].json["args"] == {"kind": "choice", "other": "colours"}
    assert (await asked(sitting, "PUT", of_session(sitting, poll="p3"), "p9")).json["code"] == "unknown_poll"
    await sitting.leave()


async def test_too_many(node: Node) -> None:
    """A session is compared with so many different editions, and the same one counts once."""
    sitting = await Sitting.begin(node, *[COLOURS] * (EDITION_LIMIT + 1), opened=False)
    for place in range(EDITION_LIMIT):
        await named(sitting, {"archive": archive(turnout=place + 1), "poll": "p1"}, f"p{place + 1}")
    last = f"p{EDITION_LIMIT + 1}"
    assert (await asked(sitting, "PUT", {"archive": archive(), "poll": "p1"}, last)).json[
        "code"
    ] == "too_many"
    await named(sitting, {"archive": archive(turnout=1), "poll": "p1"}, last)
    await sitting.leave()


async def test_two_facilitators(node: Node) -> None:
    """Of facilitators who name and take away editions at once, each is obeyed, and what is named is there."""
    sitting = await picked(node, "#ffffff")
    bodies = [{"archive": archive(turnout=n + 1), "poll": "p1"} for n in range(3)]
    acts = [asked(sitting, "PUT", body) for body in bodies] + [asked(sitting, "DELETE")]
    assert [it.status for it in await asyncio.gather(*acts)] == [200] * 4
    await named(sitting, bodies[0])
    stage = await sitting.stage(View(variant="editions"))
    await stage.shows(poll=P1, variant="editions")
    await sitting.leave()


async def test_large(node: Node) -> None:
    """An archive of ten thousand different answers is taken, with room for ten times as many."""
    sitting = await picked(node)
    body = {"archive": archive(marks={f"#{n:06x}": 1 for n in range(10_000)}, turnout=10_000), "poll": "p1"}
    assert len(msgspec.json.encode(body)) < ARCHIVE / 10
    await named(sitting, body)
    await sitting.leave()
