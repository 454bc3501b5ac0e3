"""Laws that hold for every kind, whatever it asks."""

import json
from re import fullmatch
from typing import Any

import msgspec
import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from palabre.errors import Code, Refusal
from palabre.figures import escape
from palabre.kinds import BUILT_IN, Kinds
from palabre.protocol import Tally, View
from tests.kinds.strategies import POLLS, TEXTS, VIEWS, Poll, polls

thorough = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
NOISE = {"": 1, "none of ours": 2, "99": 1, "99=1": 1, "#12345g": 3, "#FFFFFF": 1, "0=99": 1, "-1": 1}


def drawn(poll: Poll, view: View) -> dict[str, Any]:
    """The figure of a poll as the stage reads it."""
    results = poll.kind.results(poll.spec, poll.tally, ())
    figure: dict[str, Any] = json.loads(
        msgspec.json.encode(
            poll.kind.figure(poll.spec, results, view, poll.kind.layout(poll.spec, results, view, None))
        )
    )
    return figure


def texts(node: object) -> list[str]:
    """Every text that a figure draws."""
    if isinstance(node, dict):
        own = node["text"] if isinstance(node.get("text"), list) else [node["text"]] if "text" in node else []
        return [str(one) for one in own] + [
            text for key in node if key != "text" for text in texts(node[key])
        ]
    return [text for child in node for text in texts(child)] if isinstance(node, list) else []


def test_every_kind_has_a_strategy() -> None:
    """No kind escapes the laws."""
    assert set(POLLS) == {kind.name for kind in BUILT_IN}


@thorough
@given(polls())
def test_checking_again_changes_nothing(poll: Poll) -> None:
    """A checked spec and a checked ballot are in their normal form."""
    assert poll.kind.check_spec(poll.spec) == poll.spec
    assert [poll.kind.check(poll.spec, ballot) for ballot in poll.ballots] == poll.ballots


@thorough
@given(polls())
def test_a_ballot_makes_marks(poll: Poll) -> None:
    """Every ballot makes at least one mark, and each counts at least one."""
    for ballot in poll.ballots:
        assert min(poll.kind.marks(poll.spec, ballot).values()) >= 1


@thorough
@given(polls())
def test_a_spec_and_a_ballot_travel_as_json(poll: Poll) -> None:
    """What was checked comes back equal from JSON, with equal marks."""
    kinds = Kinds()
    assert kinds.read_spec(msgspec.json.encode(poll.spec)) == poll.spec
    for ballot in poll.ballots:
        raw, marks = kinds.read_ballot(poll.spec, msgspec.json.encode(ballot))
        assert raw == msgspec.json.encode(ballot)
        assert marks == poll.kind.marks(poll.spec, ballot)


@thorough
@given(polls().filter(lambda poll: poll.kind.name != "words"))
def test_results_ignore_what_they_cannot_read(poll: Poll) -> None:
    """Marks of another spec or version are passed over; to words every mark is a word."""
    ours = poll.tally
    noisy = Tally(ours.version, ours.turnout, {**NOISE, **ours.marks})
    assert poll.kind.results(poll.spec, noisy, ()) == poll.kind.results(poll.spec, ours, ())


@thorough
@given(polls(), st.randoms(use_true_random=False))
def test_results_do_not_depend_on_arrival(poll: Poll, order: Any) -> None:
    """The same ballots in another order are the same results."""
    ballots = list(poll.ballots)
    order.shuffle(ballots)
    again = poll._replace(ballots=ballots).tally
    assert poll.kind.results(poll.spec, again, ()) == poll.kind.results(poll.spec, poll.tally, ())


@settings(thorough, max_examples=30)
@given(polls(), VIEWS)
def test_every_figure_is_one_to_plotly(poll: Poll, view: View) -> None:
    """Plotly knows every attribute of every figure, in every view, and with no answers at all."""
    go.Figure(drawn(poll, view))
    go.Figure(drawn(poll._replace(ballots=()), view))


@settings(thorough, max_examples=30)
@given(polls(), VIEWS)
def test_trace_ids_are_plain(poll: Poll, view: View) -> None:
    """Plotly makes selectors of the ids of traces: none has anything of an answer, and no two are the same."""
    ids = [trace["uid"] for trace in drawn(poll, view)["data"] if "uid" in trace]
    assert all(fullmatch(r"[a-z0-9-]+", one) for one in ids)
    assert len(set(ids)) == len(ids)


@thorough
@given(polls(), VIEWS)
def test_equal_arguments_give_an_equal_figure(poll: Poll, view: View) -> None:
    """A figure is a function of its arguments."""
    assert drawn(poll, view) == drawn(poll, view)


@thorough
@given(polls(), VIEWS)
def test_no_text_in_a_figure_can_be_read_as_markup(poll: Poll, view: View) -> None:
    """No figure holds a tag but the line break, an entity but our own, or a dollar sign."""
    for text in texts(drawn(poll, view)):
        letters = text.replace("<br>", "")
        for entity in ("&lt;", "&gt;", "&amp;", "&#36;"):
            letters = letters.replace(entity, "")
        assert not set(letters) & set("<>&$")


@thorough
@given(TEXTS)
def test_an_escaped_text_is_safe_and_says_the_same(text: str) -> None:
    """Escaping loses nothing and leaves nothing that Plotly interprets."""
    safe = escape(text)
    assert not set(safe) & set("<>$")
    plain = safe.replace("&lt;", "<").replace("&gt;", ">").replace("&#36;", "$").replace("&amp;", "&")
    assert plain == text


@thorough
@given(polls(), VIEWS)
def test_a_table_has_one_cell_for_each_column(poll: Poll, view: View) -> None:
    """Every row of a table is as long as its head, and shares are parts of one."""
    table = poll.kind.table(poll.spec, poll.kind.results(poll.spec, poll.tally, ()), view.lang)
    assert {len(row) for row in table.rows} <= {len(table.columns)}
    assert len(table.swatches) in {0, len(table.rows)}
    for place, column in enumerate(table.columns):
        assert column.name != "share" or all(0 <= float(row[place]) <= 1 for row in table.rows)


@thorough
@given(polls())
def test_an_answer_to_another_kind_is_refused(poll: Poll) -> None:
    """A ballot fits the kind that it is tagged with and no other."""
    assume(poll.ballots)
    raw = msgspec.json.encode(poll.ballots[0]).replace(f'"{poll.kind.name}"'.encode(), b'"riddle"')
    with pytest.raises(Refusal) as refused:
        Kinds().read_ballot(poll.spec, raw)
    assert refused.value.code is Code.WRONG_KIND
