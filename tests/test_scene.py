"""A scene: each role sees what it may and no more, and each frame is built once."""

from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import replace

from palabre.edition import Past
from palabre.kinds import Kinds
from palabre.kinds.base import EDITIONS, Spec
from palabre.kinds.colours import ColoursSpec
from palabre.kinds.words import WordsSpec
from palabre.protocol import (
    Add,
    Conceal,
    Decide,
    Decision,
    Edition,
    Group,
    Hide,
    Open,
    Project,
    Role,
    SessionChange,
    SessionId,
    Show,
    Tally,
    View,
)
from palabre.scene import VIEW_LIMIT, Earlier, Scene
from palabre.session import AnyPoll, AnySession, Session, apply
from tests.people import P1, WORDS

KINDS = Kinds()
ADD = Add(ref=0, version=0, spec=msgspec.Raw(msgspec.json.encode(WORDS)))
OPEN, CONCEAL = Open(ref=0, version=0, poll=P1), Conceal(ref=0, version=0, poll=P1)
HIDE = Decide(ref=0, poll=P1, decision=Hide("merde"))
ANY_WORDS = WordsSpec(question="In one word?")
PALETTE = ColoursSpec(question="Which colours?")
TALLY = Tally(version=3, turnout=2, marks={"paix": 2, "merde": 1})
ROLES = get_args(Role)
RUNNERS, ROOM = ("facilitator", "moderator"), ("participant", "stage")


def scene(*changes: SessionChange) -> Scene:
    session: AnySession = Session(id=SessionId("s"), code="CDF347", title="Plenary")
    for change in (ADD, *changes):
        session = apply(session, change, KINDS)
    return Scene(session, TALLY, {P1: 2}, KINDS)


def seen(scene: Scene, role: Role) -> dict[str, Any]:
    """What a role sees, decoded, by topic."""
    return {topic: msgspec.json.decode(frame) for topic, frame in scene.frames(role, View()).items()}


def kinds(scene: Scene, role: Role) -> list[str]:
    return [frame["is"] for frame in seen(scene, role).values()]


@pytest.mark.parametrize(
    ("role", "frames"),
    [
        ("participant", ["now", "results"]),
        ("stage", ["now", "figure"]),
        ("facilitator", ["script", "results"]),
        ("moderator", ["script", "results", "entries"]),
    ],
)
def test_revealed(role: Role, frames: list[str]) -> None:
    """Revealed: phones have results, stages a figure, facilitators results, moderators entries as well."""
    assert kinds(scene(OPEN), role) == frames


@pytest.mark.parametrize("role", ROOM)
def test_hidden(role: Role) -> None:
    """While hidden the room sees the turnout and nothing of the answers."""
    frames = seen(scene(OPEN, CONCEAL), role)
    assert frames["tally"] == {"is": "turnout", "poll": "p1", "run": 1, "turnout": 2}
    assert "paix" not in str(frames)


@pytest.mark.parametrize("role", RUNNERS)
def test_hidden_from_the_room_alone(role: Role) -> None:
    """Who runs or moderates the session sees the results before the room does."""
    assert seen(scene(OPEN, CONCEAL), role)["tally"]["is"] == "results"


@pytest.mark.parametrize("role", [*ROOM, "facilitator"])
def test_hidden_word(role: Role) -> None:
    """A word that a moderator hid reaches no stage, no phone and no run page."""
    frames = scene(OPEN, HIDE).frames(role, View())
    assert "paix" in frames["tally"]
    assert "merde" not in str(frames)


def test_moderator_sees_hidden_word() -> None:
    """A moderator sees what is hidden, to bring it back."""
    entries = seen(scene(OPEN, HIDE), "moderator")["entries"]["entries"]
    assert [(it["key"], it["state"]) for it in entries] == [("merde", "hidden"), ("paix", "shown")]


@pytest.mark.parametrize("role", ROLES)
def test_waiting(role: Role) -> None:
    """With no poll on the stage there is nothing to see but the session."""
    assert kinds(scene(), role) == ["script" if role in RUNNERS else "now"]


@pytest.mark.parametrize("role", ROOM)
def test_other_polls(role: Role) -> None:
    """The room sees the poll on the stage and none of the others."""
    other = Add(ref=0, version=0, spec=msgspec.Raw(msgspec.json.encode(WORDS | {"question": "Surprise?"})))
    assert "Surprise" not in str(scene(OPEN, other).frames(role, View()))


@pytest.mark.parametrize("role", ROLES)
def test_tallied(role: Role) -> None:
    """What follows from the tally is the frames without the session's own."""
    it = scene(OPEN)
    own = {"script", "now"}
    assert it.tallied(it.sight(role, View())) == {
        topic: frame for topic, frame in it.frames(role, View()).items() if topic not in own
    }


def test_built_once() -> None:
    """However many connections a frame goes to, it is one string."""
    it = scene(OPEN)
    for role in ROLES:
        one, other = it.frames(role, View()), it.frames(role, View())
        assert all(one[topic] is other[topic] for topic in one)


def test_figure_for_each_view() -> None:
    """Each view has its own figure."""
    it = scene(OPEN)
    figures = {
        it.frames("stage", View(theme=theme, aspect=aspect))["tally"]
        for theme in ("light", "dark")
        for aspect in (1.0, 2.0)
    }
    assert len(figures) == 4


def test_bounded_views() -> None:
    """However many views one stage asks for, the figures of a few are kept."""
    it = scene(OPEN)
    for number in range(VIEW_LIMIT + 10):
        it.frames("stage", View(aspect=1 + number / 100))
    assert len(it._seen) == VIEW_LIMIT


def test_draft_on_stage() -> None:
    """A draft that is projected shows its question and no answers of an earlier run."""
    frames = seen(scene(Project(ref=0, version=0, poll=P1)), "stage")
    assert frames["now"]["poll"]["phase"] == "draft"


PAST = Past(turnout=4, marks={"guerre": 3, "paix": 1, "merde": 2}, decisions=(Hide("merde"),))


def compared(spec: Spec, *decisions: Decision, past: Past = PAST) -> Scene:
    """A revealed poll that names an earlier edition."""
    poll = AnyPoll(P1, spec, "open", edition=Edition("e1", 4, then="2020"), decisions=decisions)
    session: AnySession = Session(SessionId("s"), "CDF347", "Plenary", current=P1, polls=(poll,))
    return Scene(session, TALLY, {}, KINDS, Earlier(poll, Edition("e1", 4, then="2020"), past, KINDS))


def drawn(scene: Scene, variant: str = "") -> dict[str, Any]:
    """The figure that a stage is shown."""
    figure: dict[str, Any] = msgspec.json.decode(scene.frames("stage", View(variant=variant))["tally"])
    return figure


def test_edition_is_one_more_variant() -> None:
    """A stage can show the earlier edition beside the poll once the poll names one."""
    alone, beside = drawn(scene(OPEN)), drawn(compared(PALETTE))
    assert EDITIONS not in alone["variants"]
    assert (beside["variant"], beside["variants"][-1]) == (beside["variants"][0], EDITIONS)


def test_editions_by_their_names() -> None:
    """What the facilitator called the editions, and else the words of the stage's language, head the table."""
    heads = [column["text"] for column in drawn(compared(PALETTE), EDITIONS)["table"]["columns"]]
    assert heads[1:3] == ["2020", "Now"]


def rows(scene: Scene) -> list[list[str]]:
    """The words of both editions with their shares; none of them is in the picture alone."""
    frame = drawn(scene, EDITIONS)
    beside = [row[:3] for row in frame["table"]["rows"]]
    shown = {name.partition("/")[2] for trace in frame["figure"]["data"] for name in trace.get("ids", [])}
    assert shown - {""} == {row[0] for row in beside}
    return beside


def test_hidden_now_is_not_drawn_then() -> None:
    """A word that is hidden in the poll stands in no column, and its false fall nowhere; shown again it is back."""
    assert ["guerre", "75%", "0%"] in rows(compared(ANY_WORDS))
    hidden = compared(ANY_WORDS, Hide("guerre"))
    assert rows(hidden) == [["paix", "25%", "100%"]]
    assert "guerre" not in hidden.frames("stage", View(variant=EDITIONS))["tally"]
    assert rows(compared(ANY_WORDS, Hide("guerre"), Show("guerre"))) == rows(compared(ANY_WORDS))


def test_hidden_then_is_not_drawn_now() -> None:
    """A word that was hidden in the earlier edition stands in neither column, whatever is shown now."""
    assert "merde" in drawn(compared(ANY_WORDS))["table"]["rows"][1]
    for decisions in ((), (Hide("merde"), Show("merde"))):
        assert "merde" not in str(rows(compared(ANY_WORDS, *decisions)))


def test_hidden_in_a_group_is_counted_in_both() -> None:
    """What is hidden in a group is counted in it in both editions and spelled out in neither."""
    past = Past(turnout=4, marks={"guerre": 2, "paix": 1}, decisions=(Group(("paix", "guerre")),))
    assert rows(compared(ANY_WORDS, Hide("guerre"), Hide("merde"), past=past)) == [["paix", "75%", "100%"]]


def test_decisions_reach_the_earlier_edition() -> None:
    """The edition is read anew by what is decided about the poll, and only then."""
    before = compared(ANY_WORDS)
    after = compared(ANY_WORDS, Hide("guerre")).poll
    assert before.poll
    assert before.earlier
    assert after
    assert before.earlier.moderated(before.poll) is before.earlier
    anew = Scene(before.session, TALLY, {}, KINDS, before.earlier.moderated(after))
    assert "guerre" not in str(drawn(anew, EDITIONS))


def test_unknown_variant() -> None:
    """A variant that is not offered is the default, and the frame says so."""
    assert drawn(scene(OPEN), "spiral")["variant"] == drawn(scene(OPEN))["variants"][0]


def test_edition_of_another_spec_is_read_again() -> None:
    """What was read for one spec is not taken for another."""
    poll = compared(PALETTE).poll
    assert poll
    earlier = Earlier(poll, Edition("e1", 4, then="2020"), PAST, KINDS)
    assert earlier.is_of(poll)
    assert not earlier.is_of(replace(poll, spec=replace(PALETTE, picks=1)))
    assert not earlier.is_of(replace(poll, edition=Edition("e2", 4)))


def test_layout_is_shared_by_shape() -> None:
    """Stages of one shape and variant share a layout, whatever their theme and language."""
    it = scene(OPEN)
    shapes = [it.shape(view) for view in (View(), View("fr", "dark"), View(aspect=1.0), View(variant="bars"))]
    assert shapes[0] == shapes[1] != shapes[2]
    assert shapes[3] is None
