"""Commands: obeyed or refused with a code from the table, and a refused one changes nothing."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, get_args

import msgspec
import pytest
import pytest_asyncio

from palabre.errors import Code
from palabre.protocol import (
    Add,
    Cast,
    Change,
    CloseDown,
    Command,
    Conceal,
    Decide,
    Done,
    Duplicate,
    Edit,
    Enter,
    Hide,
    Join,
    Look,
    Move,
    Next,
    Open,
    PollId,
    Project,
    Refused,
    Remove,
    Rename,
    Reset,
    Reveal,
    SessionChange,
    SessionId,
    Undo,
    View,
)
from palabre.session import MODERATE, PRESENT, RIGHTS, WRITE, AnySession
from palabre.store import Store
from palabre.store.redis import RedisStore
from tests.people import P1, WORDS, Node, Person, Sitting, counted, expect

pytestmark = pytest.mark.asyncio(loop_scope="module")

GONE = PollId("gone")
SPEC = msgspec.Raw(msgspec.json.encode(WORDS))
FIELDS: dict[type[Command], dict[str, Any]] = {
    Open: {"poll": P1}, CloseDown: {"poll": P1}, Reveal: {"poll": P1}, Conceal: {"poll": P1}, Reset: {"poll": P1},
    Project: {"poll": P1}, Next: {}, Add: {"spec": SPEC}, Edit: {"poll": P1, "spec": SPEC}, Duplicate: {"poll": P1},
    Remove: {"poll": P1}, Move: {"poll": P1, "to": 0}, Rename: {"title": "Other"},
    Decide: {"poll": P1, "decision": Hide("paix")}, Undo: {"poll": P1},
}  # fmt: skip
CHANGES = tuple(it for it in FIELDS if issubclass(it, Change))
ON_POLL = tuple(it for it, fields in FIELDS.items() if "poll" in fields)
PAGES = {"participant": "", "stage": "stage", "facilitator": "run", "moderator": "moderate"}


class Kept:
    """What is kept of a sitting, seen past every node."""

    def __init__(self, store: Store, sitting: Sitting) -> None:
        self.store, self.sitting, self.id = store, sitting, SessionId(sitting.begun.session)

    async def session(self) -> AnySession:
        """The session as it is in the store."""
        session = await self.store.load(self.id)
        assert session is not None
        return session

    async def all(self) -> tuple[object, ...]:
        """Everything that a command could change."""
        session = await self.session()
        return session, *[await self.store.tally(self.id, it.id, it.run) for it in session.polls]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def keeper(node: Node) -> AsyncIterator[RedisStore]:
    """Another store on the same keys."""
    store = RedisStore(node.settings.redis, node.kinds, node.settings.key_prefix)
    await store.start()
    yield store
    await store.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def kept(keeper: RedisStore, sitting: Sitting) -> Kept:
    """What is kept of the sitting."""
    return Kept(keeper, sitting)


async def somebody(sitting: Sitting, role: str) -> Person:
    if role == "participant":
        return await sitting.phone()
    return await sitting._with_token(PAGES[role])


async def test_table() -> None:
    """The tables of these tests name every change."""
    assert set(FIELDS) == set(get_args(SessionChange)) == {*PRESENT, *WRITE, *MODERATE}


# --- who may ---


@pytest.mark.parametrize("role", RIGHTS)
async def test_rights(kept: Kept, role: str) -> None:
    """What a role may not do it is refused, and nothing changes."""
    person, before = await somebody(kept.sitting, role), await kept.all()
    forbidden = [it for it in FIELDS if not issubclass(it, RIGHTS[role])]  # type: ignore[index]
    codes = [await person.is_refused(it, **FIELDS[it]) for it in forbidden]
    assert codes == [Code.NOT_YOURS] * len(forbidden)
    assert await kept.all() == before


@pytest.mark.parametrize("role", ["stage", "facilitator", "moderator"])
async def test_only_participants_cast(kept: Kept, role: str) -> None:
    """Nobody but a participant casts."""
    person, before = await somebody(kept.sitting, role), await kept.all()
    assert expect(Refused, await person.cast(["paix"])).code is Code.NOT_YOURS
    assert await kept.all() == before


@pytest.mark.parametrize("role", ["participant", "facilitator", "moderator"])
async def test_only_stages_look(sitting: Sitting, role: str) -> None:
    """Nobody but a stage has a figure drawn."""
    person = await somebody(sitting, role)
    assert await person.is_refused(Look, view=View()) is Code.NOT_YOURS


@pytest.mark.parametrize("role", RIGHTS)
async def test_hello_again(sitting: Sitting, role: str) -> None:
    """Nobody changes role or session on the way."""
    person = await somebody(sitting, role)
    assert await person.is_refused(Join, code=sitting.begun.code, me="A" * 22) is Code.BAD_COMMAND
    assert await person.is_refused(Enter, session=sitting.begun.session, token="x") is Code.BAD_COMMAND


# --- what cannot be done ---


async def test_stale(kept: Kept) -> None:
    """A change of any other version than the current one is refused, and nothing changes."""
    pia, before = kept.sitting.people[0], await kept.all()
    version = (await kept.session()).version
    for change in CHANGES:
        for other in (version - 1, version + 1):
            assert await pia.is_refused(change, **FIELDS[change], version=other) is Code.STALE
    assert await kept.all() == before


async def test_unknown_poll(kept: Kept) -> None:
    """A poll that is not in the session is told, and nothing changes."""
    pia, before = kept.sitting.people[0], await kept.all()
    for command in ON_POLL:
        assert await pia.is_refused(command, **FIELDS[command] | {"poll": GONE}) is Code.UNKNOWN_POLL
    assert await kept.all() == before


@pytest.mark.parametrize(
    ("command", "fields", "code"),
    [
        (Open, {"poll": P1}, Code.WRONG_PHASE),
        (Edit, {"poll": P1, "spec": SPEC}, Code.NOT_DRAFT),
        (Next, {}, Code.NO_NEXT),
        (Undo, {"poll": P1}, Code.NOTHING_TO_UNDO),
        (Rename, {"title": " "}, Code.BAD_SPEC),
        (Rename, {"title": {}}, Code.BAD_SPEC),
        (Rename, {"title": "a" * 201}, Code.BAD_SPEC),
        (Add, {"spec": msgspec.Raw(b"{}")}, Code.BAD_SPEC),
        (Add, {"spec": msgspec.Raw(b"null")}, Code.BAD_SPEC),
        (Add, {"spec": msgspec.Raw(b'{"kind":"words"}')}, Code.BAD_SPEC),
        (Add, {"spec": msgspec.Raw(b'{"kind":"words","question":""}')}, Code.BAD_SPEC),
        (Add, {"spec": msgspec.Raw(b'{"kind":"words","question":"a","x":1}')}, Code.BAD_SPEC),
        (Add, {"spec": msgspec.Raw(b'{"kind":"none","question":"a"}')}, Code.UNKNOWN_KIND),
    ],
    ids=lambda it: getattr(it, "__name__", None),
)
async def test_impossible(kept: Kept, command: type[Command], fields: dict[str, Any], code: Code) -> None:
    """What cannot be done to an open poll, or is no poll, is refused, and nothing changes."""
    pia, before = kept.sitting.people[0], await kept.all()
    assert await pia.is_refused(command, **fields) is code
    assert await kept.all() == before


async def test_race(kept: Kept) -> None:
    """Two facilitators at once: one change is made, the other's sender is told."""
    pia, pio = kept.sitting.people[0], await kept.sitting.pia()
    version = (await kept.session()).version
    answers = await asyncio.gather(
        pia.asks(CloseDown, poll=P1, version=version), pio.asks(Rename, title="Other", version=version)
    )
    assert sorted(type(it).__name__ for it in answers) == ["Done", "Refused"]
    assert (await kept.session()).version == version + 1


async def test_decisions_add_up(kept: Kept) -> None:
    """Two moderators at once: every decision is kept."""
    ada, ode = await kept.sitting.ada(), await kept.sitting.ada()
    words = ["a", "b", "c", "d", "e", "f"]
    answers = await asyncio.gather(
        *(
            it.asks(Decide, poll=P1, decision=Hide(word))
            for word, it in zip(words, [ada, ode] * 3, strict=True)
        )
    )
    assert [type(it) for it in answers] == [Done] * 6
    decisions = (await kept.session()).polls[0].decisions
    assert sorted(it.key for it in decisions if isinstance(it, Hide)) == words


# --- casting ---


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"poll": GONE}, Code.UNKNOWN_POLL),
        ({"poll": "\x00"}, Code.UNKNOWN_POLL),
        ({"run": 2}, Code.RESET),
        ({"ballot": b"null"}, Code.WRONG_KIND),
        ({"ballot": b"{}"}, Code.WRONG_KIND),
        ({"ballot": b'{"kind":"choice","picks":[0]}'}, Code.WRONG_KIND),
        ({"ballot": b'{"kind":"words","answers":[7]}'}, Code.WRONG_KIND),
        ({"ballot": b'{"kind":"words","answers":["a"],"x":1}'}, Code.WRONG_KIND),
        ({"ballot": b'{"kind":"words","answers":[]}'}, Code.EMPTY),
        ({"ballot": b'{"kind":"words","answers":[" ","\\u200b"]}'}, Code.EMPTY),
        ({"ballot": b'{"kind":"words","answers":["a","b","c","d"]}'}, Code.TOO_MANY),
        ({"ballot": b'{"kind":"words","answers":["' + b"a" * 31 + b'"]}'}, Code.TOO_LONG),
    ],
    ids=lambda it: str(it)[:60],
)
async def test_no_ballot(kept: Kept, fields: dict[str, Any], code: Code) -> None:
    """What is no answer to this question is refused, and the ballot given before still counts."""
    alice = await kept.sitting.phone()
    assert counted()(await alice.cast(["paix"]))
    before = await kept.all()
    cast: dict[str, Any] = {
        "poll": P1,
        "run": 1,
        "rev": 2,
        "ballot": b'{"kind":"words","answers":["a"]}',
    } | fields
    cast["ballot"] = msgspec.Raw(cast["ballot"])
    assert await alice.is_refused(Cast, **cast) is code
    assert await kept.all() == before


async def test_languages_of_the_session(kept: Kept) -> None:
    """A ballot in a language that the session does not declare is counted in none, whatever the phone says."""
    await kept.sitting.people[0].does(Rename, title="Plenary", languages=("en", "fr-CA"))
    for lang in ("fuk", "fr"):
        alice = await kept.sitting.phone()
        await alice.shows(languages=("en", "fr-CA"))
        await alice.casts(msgspec.json.encode({"kind": "words", "answers": ["paix"], "lang": lang}))
    assert (await kept.store.tally(kept.id, P1, 1)).marks == {"paix": 1, "paix\tfr": 1, "\tfr": 1}


async def test_behind(kept: Kept) -> None:
    """A ballot of an older revision is refused with the one to cast above."""
    alice = await kept.sitting.phone()
    assert counted(5)(await alice.cast(["paix"], rev=5))
    refused = expect(Refused, await alice.cast(["guerre"], rev=5))
    assert (refused.code, refused.args) == (Code.BEHIND, {"rev": 5})
    assert counted(6)(await alice.cast(["guerre"], rev=6))


async def test_again(kept: Kept) -> None:
    """The same ballot again is counted again and once."""
    alice = await kept.sitting.phone()
    answers = [await alice.cast(["paix"]) for _ in range(3)]
    assert all(map(counted(), answers))
    assert (await kept.store.tally(kept.id, P1, 1)).marks == {"paix": 1}


@pytest.mark.parametrize(
    ("commands", "code"),
    [
        ([CloseDown], Code.CLOSED), ([Reset], Code.RESET), ([CloseDown, Reset], Code.RESET),
        ([Remove], Code.UNKNOWN_POLL), ([Reset, Edit], Code.RESET),
    ],
    ids=["closed", "reset", "closed and reset", "removed", "edited"],
)  # fmt: skip
async def test_too_late(kept: Kept, commands: list[type[Command]], code: Code) -> None:
    """A ballot that comes too late is told why, and is not counted."""
    pia, alice = kept.sitting.people[0], await kept.sitting.phone()
    for command in commands:
        await pia.does(command, **FIELDS[command])
    before = await kept.all()
    assert expect(Refused, await alice.cast(["paix"])).code is code
    assert await kept.all() == before


async def test_too_early(kept: Kept) -> None:
    """A ballot for a draft is told that the poll is not open yet."""
    pia, alice = kept.sitting.people[0], await kept.sitting.phone()
    await pia.does(Reset, poll=P1)
    assert expect(Refused, await alice.cast(["paix"], run=2)).code is Code.DRAFT


async def test_edited_spec(kept: Kept) -> None:
    """After an edit a ballot is checked against the new spec, whatever the node had read before."""
    pia, alice = kept.sitting.people[0], await kept.sitting.phone()
    one = msgspec.Raw(msgspec.json.encode(WORDS | {"answers": 1}))
    await pia.does(Reset, poll=P1)
    await pia.does(Edit, poll=P1, spec=one)
    await pia.does(Open, poll=P1)
    assert expect(Refused, await alice.cast(["a", "b"], run=3)).code is Code.TOO_MANY
    assert counted()(await alice.cast(["a"], run=3))


async def test_acknowledged_although_closed(kept: Kept) -> None:
    """A repeated delivery of a counted ballot is acknowledged even after the close."""
    pia, alice = kept.sitting.people[0], await kept.sitting.phone()
    assert counted()(await alice.cast(["paix"]))
    await pia.does(CloseDown, poll=P1)
    assert counted()(await alice.cast(["paix"]))
