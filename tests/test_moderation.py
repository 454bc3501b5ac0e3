"""Decisions over counted entries: what each does, and that none loses a ballot."""

from itertools import count

from hypothesis import given, strategies as st

from palabre.moderation import moderate, rule
from palabre.protocol import Apart, Decision, Entry, Group, Hide, Show, Split

KEYS = st.sampled_from("abcdef")
DECISIONS = st.lists(
    st.builds(Hide, KEYS)
    | st.builds(Show, KEYS)
    | st.builds(Split, KEYS)
    | st.lists(KEYS, min_size=2, max_size=4).map(lambda keys: Group(tuple(keys)))
    | st.lists(KEYS, min_size=2, max_size=4).map(lambda keys: Apart(tuple(keys))),
    max_size=12,
)
COUNTS = st.dictionaries(KEYS, st.integers(1, 50))


def entries(counts: dict[str, int]) -> list[Entry]:
    """One entry for each key, spelt as its key in capitals."""
    return [Entry(key, key.upper(), count, (key.upper(),)) for key, count in counts.items()]


def seen(counts: dict[str, int], *decisions: Decision) -> dict[str, int]:
    """What a room sees: text and count."""
    return {e.text: e.count for e in moderate(entries(counts), decisions) if e.state == "shown"}


@given(COUNTS, DECISIONS)
def test_conserves_every_count(counts: dict[str, int], decisions: list[Decision]) -> None:
    """Shown and hidden entries together have every count that came in."""
    assert sum(entry.count for entry in moderate(entries(counts), decisions)) == sum(counts.values())


@given(COUNTS, DECISIONS)
def test_hidden_is_never_seen(counts: dict[str, int], decisions: list[Decision]) -> None:
    """What is hidden, before or after it was grouped, is neither the text nor a spelling of anything shown."""
    shown = [e for e in moderate(entries(counts), decisions) if e.state == "shown"]
    seen = {text for entry in shown for text in (entry.text, *entry.forms)}
    assert seen.isdisjoint(key.upper() for key in rule(decisions).hidden)


def test_hidden_before_it_is_grouped() -> None:
    """A hidden answer that is grouped is counted there and spelled nowhere."""
    (entry,) = moderate(entries({"a": 2, "b": 1}), [Hide("b"), Group(("a", "b"))])
    assert (entry.state, entry.count, entry.forms) == ("shown", 3, ("A",))


@given(COUNTS, DECISIONS, KEYS)
def test_order_of_entries_is_no_matter(counts: dict[str, int], decisions: list[Decision], key: str) -> None:
    """The same entries in another order are moderated to the same."""
    assert moderate(entries(counts), decisions) == moderate(entries(counts)[::-1], decisions)


@given(COUNTS, DECISIONS)
def test_keys_stay_distinct(counts: dict[str, int], decisions: list[Decision]) -> None:
    """No two moderated entries share a key or a text."""
    found = moderate(entries(counts), decisions)
    assert len({e.key for e in found}) == len({e.text for e in found}) == len(found)


def test_hide_and_show() -> None:
    """A hidden entry is gone from the room until it is shown again."""
    assert seen({"a": 3, "b": 1}, Hide("b")) == {"A": 3}
    assert seen({"a": 3, "b": 1}, Hide("b"), Show("b")) == {"A": 3, "B": 1}


def test_group_is_shown_as_its_first() -> None:
    """Grouped entries count as one under the first key, whatever their counts."""
    assert seen({"a": 1, "b": 5, "c": 2}, Group(("a", "b"))) == {"A": 6, "C": 2}


def test_groups_join() -> None:
    """Grouping a member brings its whole group along."""
    assert seen({"a": 1, "b": 2, "c": 4}, Group(("a", "b")), Group(("c", "b"))) == {"C": 7}


def test_split_takes_a_group_apart() -> None:
    """Any key of a group splits it."""
    assert seen({"a": 1, "b": 2}, Group(("a", "b")), Split("b")) == {"A": 1, "B": 2}


def test_split_brings_nothing_hidden_back() -> None:
    """What was hidden, alone or with its group, stays hidden when the group is split."""
    assert seen({"a": 1, "b": 2}, Hide("b"), Group(("a", "b"))) == {"A": 3}
    assert seen({"a": 1, "b": 2}, Hide("b"), Group(("a", "b")), Split("a")) == {"A": 1}
    assert seen({"a": 1, "b": 2}, Group(("a", "b")), Hide("a"), Split("a")) == {}


def test_group_without_its_first() -> None:
    """While nobody gives a group's first answer it is shown as the next decent one, or not at all."""
    assert seen({"b": 2, "c": 3}, Group(("a", "b", "c"))) == {"B": 5}
    assert seen({"b": 2, "c": 3}, Hide("b"), Group(("a", "b", "c"))) == {"C": 5}
    assert seen({"b": 2}, Hide("b"), Group(("a", "b"))) == {}


def test_moderator_sees_what_is_in_a_group() -> None:
    """An entry tells how many are grouped in it and how they are spelt, the shown spelling first."""
    (entry,) = moderate(entries({"a": 1, "b": 5}), [Group(("a", "b"))])
    assert (entry.key, entry.members, entry.forms) == ("a", 2, ("A", "B"))


# --- what is not suggested again ---


@given(COUNTS, DECISIONS)
def test_declining_counts_nothing(counts: dict[str, int], decisions: list[Decision]) -> None:
    """Entries are what they would be if nothing had been declined."""
    others = [decision for decision in decisions if not isinstance(decision, Apart)]
    assert moderate(entries(counts), decisions) == moderate(entries(counts), others)


def test_declined() -> None:
    """What was declined is not offered again, whatever else is found with it."""
    ruling = rule([Apart(("a", "b"))])
    assert ruling.together("ab") == ("a",)
    assert ruling.together("abc") == ("a", "c")


@given(DECISIONS, st.permutations("abcdef"))
def test_kept_together(decisions: list[Decision], keys: list[str]) -> None:
    """An entry is offered with those before it unless one of them was put apart from it."""
    ruling = rule(decisions)
    kept: list[str] = []
    for key in keys:
        if all(ruling.together((one, key)) == (one, key) for one in kept):
            kept.append(key)
    assert ruling.together(keys) == tuple(kept)
    assert ruling.together(keys, 2) == tuple(kept[:2])


def test_no_more_than_are_wanted() -> None:
    """Entries are read until there are enough, however many there are, and whether any is apart or not."""
    assert rule([]).together(map(str, count()), 3) == ("0", "1", "2")
    assert rule([Apart(("0", "1"))]).together(map(str, count()), 3) == ("0", "2", "3")


def test_split_is_apart() -> None:
    """The keys of a group that was split are not offered as one again; with others they are."""
    assert rule([Group(("a", "b", "c")), Split("b")]).together("abcd") == ("a", "d")


def test_apart_from_a_group() -> None:
    """What is apart from one of a group is apart from all that were in it, and they are not from each other."""
    declined: list[Decision] = [Group(("a", "b")), Apart(("a", "c"))]
    assert rule(declined).together("ac") == ("a",)
    assert rule([*declined, Group(("b", "d"))]).together("bc") == ("b",)
    assert rule([Apart(("a", "c")), Group(("a", "b"))]).together("ac") == ("a",)


def test_taken_back() -> None:
    """Taking the decision back brings the suggestion back."""
    assert rule([Group(("a", "b"))][:-1]).together("ab") == ("a", "b")
    assert rule([]).together("ab") == ("a", "b")


def test_apart_inside_a_group() -> None:
    """Declining what a moderator has grouped takes no group apart."""
    ruling = rule([Group(("a", "b")), Apart(("a", "b"))])
    assert ruling.groups == {"a": ("a", "b")}
    assert ruling.sides["a"] == ruling.sides["b"]
