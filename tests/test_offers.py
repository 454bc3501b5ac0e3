"""What moderators are offered, with a real suggester: everybody the same, and nothing that somebody has judged."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from palabre.advice import HEAD, Adviser, Answer as Advice, Offer, Question, length, pack
from palabre.grouping import Answer
from palabre.kinds import Kinds
from palabre.kinds.base import Candidate
from palabre.kinds.words import Words, WordsSpec
from palabre.moderation import rule
from palabre.offers import KEYS, pause_s, suggestions
from palabre.protocol import (
    AnyFrame,
    Apart,
    Decide,
    Decision,
    Drawn,
    Entry,
    Group,
    Hide,
    Project,
    Reason,
    Script,
    Split,
    Suggestion,
    Suggestions,
    Undo,
)
from palabre.redis_server import RedisServer
from palabre.suggester_keeper import SuggesterKeeper
from tests.laws.test_convergence import Plenary
from tests.people import P1, PATIENCE_S, WORDS, Node, Person, Sitting

pytestmark = pytest.mark.asyncio(loop_scope="module")
APPLYING = WORDS | {"suggestions": "apply"}
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def keeper() -> Iterator[SuggesterKeeper]:
    """A suggester that has read its dictionaries, so that nobody here waits for that."""
    with SuggesterKeeper() as keeper:
        anything = Question((Candidate("a", (Answer("qwertz"),)),))
        assert any(asyncio.run(Adviser(keeper.path).ask(anything)) for _ in range(3))
        yield keeper


@pytest.fixture(scope="module")
def prefix() -> str:
    return f"offers{next(_numbers)}:"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def node(redis_server: RedisServer, keeper: SuggesterKeeper, prefix: str) -> AsyncIterator[Node]:
    async with Node(redis_server.url, prefix, suggester=keeper.path) as node:
        yield node


@pytest_asyncio.fixture(loop_scope="module")
async def sitting(node: Node) -> AsyncIterator[Sitting]:
    sitting = await Sitting.begin(node)
    yield sitting
    await sitting.leave()


async def says(sitting: Sitting, *words: str) -> None:
    """Each word is given by one more person."""
    for word in words:
        phone = await sitting.phone()
        await phone.cast([word])


async def eventually(look: Callable[[], bool]) -> None:
    """Wait until it is so."""
    async with asyncio.timeout(PATIENCE_S):
        while not look():  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def offered(person: Person, *cards: set[str]) -> tuple[Suggestion, ...]:
    """See exactly these cards, by their texts."""

    def look(view: dict[str, AnyFrame]) -> tuple[Suggestion, ...] | None:
        frame = view.get("suggestions")
        if isinstance(frame, Suggestions) and [set(card.texts) for card in frame.suggestions] == list(cards):
            return frame.suggestions
        return None

    return await person.waits_for(look, f"the cards {cards}")


async def drawn(stage: Person, **words: int) -> None:
    """See exactly these words on the stage, each given so often."""

    def look(view: dict[str, AnyFrame]) -> bool | None:
        frame = view.get("tally")
        if not isinstance(frame, Drawn):
            return None
        return {str(row[0]): row[1] for row in frame.table.rows} == words or None

    await stage.waits_for(look, f"the words {words}")


# --- asking ---


async def test_one_idea(sitting: Sitting) -> None:
    """Ada sees which words are one idea, how often they were given and why; she takes the card; the stage shows one."""
    ada, stage = await sitting.ada(), await sitting.stage()
    await says(sitting, "sharing", "sharing", "partage", "patience")
    (card,) = await offered(ada, {"sharing", "partage"})
    assert (card.count, card.why) == (3, (Reason("idea", ("sharing", "partage")),))
    await ada.does(Decide, poll=P1, decision=Group(card.keys))
    await offered(ada)
    await drawn(stage, sharing=3, patience=1)


async def test_undo(sitting: Sitting) -> None:
    """A card that was taken or declined comes back when that is taken back."""
    ada = await sitting.ada()
    await says(sitting, "sharing", "partage")
    (card,) = await offered(ada, {"sharing", "partage"})
    for decision in (Group(card.keys), Apart(card.keys)):
        await ada.does(Decide, poll=P1, decision=decision)
        await offered(ada)
        await ada.does(Undo, poll=P1)
        await offered(ada, {"sharing", "partage"})


async def test_declined(sitting: Sitting) -> None:
    """What Ada has declined is not offered again when more is answered; what is new with it is."""
    ada = await sitting.ada()
    await says(sitting, "sharing", "sharing", "partage")
    (card,) = await offered(ada, {"sharing", "partage"})
    await ada.does(Decide, poll=P1, decision=Apart(card.keys))
    await says(sitting, "patience", "partage", "compartir")
    await offered(ada, {"partage", "compartir"})


async def test_split(sitting: Sitting) -> None:
    """What was taken apart is not offered again."""
    ada = await sitting.ada()
    await says(sitting, "sharing", "partage", "city", "ville")
    await offered(ada, {"city", "ville"}, {"sharing", "partage"})
    await ada.does(Decide, poll=P1, decision=Group(("sharing", "partage")))
    await ada.does(Decide, poll=P1, decision=Split("sharing"))
    await offered(ada, {"city", "ville"})


async def test_hidden(sitting: Sitting) -> None:
    """A hidden word is not offered."""
    ada = await sitting.ada()
    await says(sitting, "sharing", "partage")
    await offered(ada, {"sharing", "partage"})
    await ada.does(Decide, poll=P1, decision=Hide("partage"))
    await offered(ada)


async def test_two_moderators(sitting: Sitting) -> None:
    """All moderators see the same cards, whoever came when; one that somebody took is gone for the others."""
    ada = await sitting.ada()
    await says(sitting, "sharing", "partage")
    (card,) = await offered(ada, {"sharing", "partage"})
    other = await sitting.ada()
    assert await offered(other, {"sharing", "partage"}) == (card,)
    await other.does(Decide, poll=P1, decision=Group(card.keys))
    await offered(ada)


async def test_only_moderators(sitting: Sitting) -> None:
    """Nobody else is told what is offered."""
    others = [await sitting.phone(), await sitting.stage(), await sitting.pia()]
    ada = await sitting.ada()
    await says(sitting, "sharing", "partage")
    await offered(ada, {"sharing", "partage"})
    assert not any(isinstance(frame, Suggestions) for person in others for frame in person.heard)


async def test_another_poll(sitting: Sitting) -> None:
    """Cards are those of the poll on the stage."""
    ada, pia = await sitting.ada(), sitting.people[0]
    await says(sitting, "sharing", "partage")
    await offered(ada, {"sharing", "partage"})
    await pia.does(Project, poll=None)
    await pia.does(Project, poll=P1)
    await offered(ada, {"sharing", "partage"})


async def test_fresh_view(sitting: Sitting) -> None:
    """Whoever stayed and whoever has just come are offered the same, whatever was decided before."""
    full = Plenary(sitting)
    await full.fill()
    ada, pia = full.stayed["ada"], full.stayed["pia"]
    await says(sitting, "sharing", "sharing", "partage", "city", "ville")
    cards = await offered(ada, {"sharing", "partage"}, {"city", "ville"})
    await full.assert_same()
    await ada.does(Decide, poll=P1, decision=Group(cards[0].keys))
    await ada.does(Decide, poll=P1, decision=Apart(cards[1].keys))
    await full.assert_same()
    await ada.does(Undo, poll=P1)
    await pia.shows(version=await ada.version())
    await full.assert_same()
    await pia.does(Project, poll=None)
    await full.assert_same()
    await pia.does(Project, poll=P1)
    await offered(ada, {"city", "ville"})
    await full.assert_same()


async def test_no_suggester(redis_server: RedisServer, prefix: str) -> None:
    """Without a suggester a moderator is told nothing of suggestions, and sees everything else."""
    async with Node(redis_server.url, prefix) as node:
        sitting = await Sitting.begin(node)
        ada = await sitting.ada()
        await says(sitting, "sharing", "partage")
        await ada.shows(turnout=2)
        assert "suggestions" not in ada.view
        await sitting.leave()


async def test_silent_suggester(redis_server: RedisServer, prefix: str) -> None:
    """With a suggester that is gone a moderator sees everything else."""
    async with Node(redis_server.url, prefix, suggester="/nonexistent/socket") as node:
        sitting = await Sitting.begin(node)
        ada = await sitting.ada()
        await says(sitting, "sharing", "partage")
        await ada.shows(turnout=2)
        await offered(ada)
        await sitting.leave()


class Listener:
    """A suggester that has no suggestion, or dies of any question, and remembers what it was asked."""

    def __init__(self, *, dies: bool = False) -> None:
        self.asked: list[set[str]] = []
        self._dies = dies

    async def hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        body = await reader.readexactly(length(await reader.readexactly(HEAD)))
        question = msgspec.msgpack.decode(body, type=Question)
        self.asked.append({candidate.key for candidate in question.candidates})
        if not self._dies:
            writer.write(pack(Advice(())))
        writer.close()


async def test_asked_seldom(redis_server: RedisServer, prefix: str, tmp_path: Path) -> None:
    """The suggester is asked when somebody looks, and again when other words stand there, but not for one more voice."""
    listener, place = Listener(), str(tmp_path / "listener")
    async with (
        await asyncio.start_unix_server(listener.hear, place),
        Node(redis_server.url, prefix, suggester=place) as node,
    ):
        sitting = await Sitting.begin(node)
        await says(sitting, "sharing", "sharing", "partage")
        assert listener.asked == []
        ada = await sitting.ada()
        await eventually(lambda: listener.asked == [{"sharing", "partage"}])
        await says(sitting, "sharing")
        await ada.shows(turnout=4)
        await says(sitting, "patience")
        await eventually(lambda: len(listener.asked) > 1)
        assert listener.asked[1:] == [{"sharing", "partage", "patience"}]
        await sitting.leave()


class Thinker(Listener):
    """A suggester that has one suggestion, and thinks about any later question until nobody waits."""

    async def hear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append(set())
        if len(self.asked) > 1:
            await reader.read()
        keys = ("sharing", "partage")
        writer.write(pack(Advice((Offer(keys, (Reason("idea", keys),)),))))
        writer.close()


async def test_while_it_thinks(redis_server: RedisServer, prefix: str, tmp_path: Path) -> None:
    """What Ada declines is gone at once, whether the suggester answers anything meanwhile or not."""
    thinker, place = Thinker(), str(tmp_path / "thinker")
    async with (
        await asyncio.start_unix_server(thinker.hear, place),
        Node(redis_server.url, prefix, suggester=place) as node,
    ):
        sitting = await Sitting.begin(node)
        ada = await sitting.ada()
        await says(sitting, "sharing", "partage")
        (card,) = await offered(ada, {"sharing", "partage"})
        await says(sitting, "patience")
        await eventually(lambda: len(thinker.asked) > 1)
        await ada.does(Decide, poll=P1, decision=Apart(card.keys))
        await offered(ada)
        await sitting.leave()


async def test_deadly_question(
    redis_server: RedisServer, prefix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the suggester dies of is asked once more, and then not before other words stand there."""
    monkeypatch.setattr("palabre.offers.PAUSE_S", 0.02)
    listener, place = Listener(dies=True), str(tmp_path / "listener")
    async with (
        await asyncio.start_unix_server(listener.hear, place),
        Node(redis_server.url, prefix, suggester=place) as node,
    ):
        sitting = await Sitting.begin(node)
        await says(sitting, "sharing", "sharing", "partage")
        ada = await sitting.ada()
        await eventually(lambda: len(listener.asked) > 1)
        await says(sitting, "sharing")
        await ada.shows(turnout=4)
        await says(sitting, "patience")
        await eventually(lambda: len(listener.asked) > 2)
        assert [len(words) for words in listener.asked[:3]] == [2, 2, 3]
        await sitting.leave()


async def test_pauses() -> None:
    """A poll that is not answered waits twice as long each time, up to a minute, before it asks again."""
    assert [pause_s(times) for times in (1, 2, 3, 4, 5, 6, 10_000)] == [2, 4, 8, 16, 32, 60, 60]


class Muddled(Words):
    """A kind of which nobody can say whether its suggestions are applied: a fault of ours, for this test."""

    def applies(self, spec: WordsSpec) -> bool:
        raise RuntimeError("muddled")


async def test_fault(
    redis_server: RedisServer, keeper: SuggesterKeeper, prefix: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault in the suggestions is logged, sends nobody away and keeps nobody from anything else."""
    async with Node(redis_server.url, prefix, Kinds([Muddled()]), suggester=keeper.path) as node:
        sitting = await Sitting.begin(node)
        ada = await sitting.ada()
        await says(sitting, "sharing", "partage")
        await ada.shows(turnout=2)
        await eventually(lambda: "fault in the suggestions of session" in caplog.text)
        await says(sitting, "patience")
        await ada.shows(turnout=3)
        await sitting.leave()


async def test_nothing_to_ask(redis_server: RedisServer, prefix: str) -> None:
    """A poll in which nobody writes starts no suggester; a moderator is told that nothing is suggested."""
    choice = {"kind": "choice", "question": "Which?", "options": ["a", "b"]}
    with SuggesterKeeper() as keeper:
        async with Node(redis_server.url, prefix, suggester=keeper.path) as node:
            sitting = await Sitting.begin(node, choice)
            await offered(await sitting.ada())
            await sitting.leave()
        assert keeper.pid is None


# --- where the poll says so ---


async def test_applied(node: Node) -> None:
    """Where the poll says so, one idea is one word on the stage without anybody's asking, and no card is shown."""
    sitting = await Sitting.begin(node, APPLYING)
    stage = await sitting.stage()
    await says(sitting, "sharing", "sharing", "partage", "patience")
    await drawn(stage, sharing=3, patience=1)
    ada = await sitting.ada()
    await offered(ada)
    await sitting.leave()


async def test_applied_and_taken_back(node: Node) -> None:
    """A moderator's undo of what was applied holds, whatever is answered next; a split does, too."""
    sitting = await Sitting.begin(node, APPLYING)
    stage, ada = await sitting.stage(), await sitting.ada()
    await says(sitting, "sharing", "sharing", "partage")
    await drawn(stage, sharing=3)
    await ada.does(Undo, poll=P1)
    await says(sitting, "city", "city", "ville")
    await drawn(stage, sharing=2, partage=1, city=3)
    await ada.does(Decide, poll=P1, decision=Split("city"))
    await says(sitting, "tree", "tree", "arbre")
    await drawn(stage, sharing=2, partage=1, city=2, ville=1, tree=3)
    await sitting.leave()


async def test_two_nodes(redis_server: RedisServer, keeper: SuggesterKeeper, node: Node, prefix: str) -> None:
    """Two nodes that both apply make one group, once."""
    async with Node(redis_server.url, prefix, suggester=keeper.path) as other:
        here = await Sitting.begin(node, APPLYING)
        there = Sitting(other, here.begun)
        stages = [await here.stage(), await there.stage()]
        await says(here, "sharing", "sharing", "partage")
        for stage in stages:
            await drawn(stage, sharing=3)
        ada = await there.ada()
        script = await ada.waits_for(lambda view: view.get("script"), "the session")
        assert isinstance(script, Script)
        assert script.polls[0].decisions == 1
        await here.leave()
        await there.leave()


# --- what still holds (pure) ---

ENTRIES = {key: Entry(key, key.upper(), 2) for key in "abcd"}
CANDIDATES = {key: Candidate(key, (Answer(key, "en", 2),)) for key in "abcd"}
ALL = Offer(("a", "b", "c"), (Reason("idea", ("a", "b")), Reason("spelling", ("b", "c"))))


def left(*decisions: Decision) -> list[tuple[str, ...]]:
    return [one.keys for one in suggestions([ALL], CANDIDATES, ENTRIES, rule(decisions))]


async def test_what_holds() -> None:
    """An offer loses what was hidden, taken into another group or put apart; one entry alone is none."""
    assert left() == [("a", "b", "c")]
    assert left(Hide("b")) == left(Group(("d", "b"))) == left(Apart(("a", "b"))) == [("a", "c")]
    assert left(Group(("a", "b", "c"))) == left(Hide("a"), Hide("b")) == []


async def test_reasons_follow() -> None:
    """A reason names only what is still offered; the last one is never lost."""
    (one,) = suggestions([ALL], CANDIDATES, ENTRIES, rule([Hide("c")]))
    assert (one.why, one.texts, one.count) == ((Reason("idea", ("a", "b")),), ("A", "B"), 4)
    (one,) = suggestions([ALL], CANDIDATES, ENTRIES, rule([Hide("b")]))
    assert one.why == (Reason("idea", ("A", "C")),)


async def test_another_release() -> None:
    """What an offer names that was not asked about, or twice, is left out."""
    strange = Offer(("x", "b", "a", "b"), (Reason("idea", ("x", "y")),))
    (one,) = suggestions([strange], CANDIDATES, ENTRIES, rule([]))
    assert (one.keys, one.why) == (("a", "b"), (Reason("idea", ("A", "B")),))
    assert suggestions([Offer(("x", "a"), strange.why)], CANDIDATES, ENTRIES, rule([])) == []


async def test_bounded() -> None:
    """A card has no more entries than one decision may group."""
    keys = tuple(f"{number:03}" for number in range(KEYS + 9))
    entries = {key: Entry(key, key, 1) for key in keys}
    candidates = {key: Candidate(key, (Answer(key),)) for key in keys}
    (one,) = suggestions([Offer(keys, (Reason("idea", keys[:4]),))], candidates, entries, rule([]))
    assert one.keys == keys[:KEYS]
