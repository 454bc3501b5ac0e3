"""Moderation: a list of decisions, read over counted entries.

Pure. Nothing is ever changed: decisions are kept in order and read anew, so undo is leaving out the last.
A decision may come before the answer it names, or name one that nobody gives any more. The invariant, for
any decisions: the counts of the moderated entries, shown and hidden, add up to the counts that came in;
and no text that a moderator hid is ever the text of a shown entry. What was declined or taken apart is
counted as if nothing had been said; it only is not suggested as one again.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from palabre.protocol import Apart, Decision, Entry, Group, Hide, Show, Split

#: How many spellings an entry lists; a moderator judges by the frequent ones.
FORM_LIMIT: Final = 6


class Ruling(Struct, frozen=True):
    """What all decisions come to: the keys that are hidden, the groups, each under its first key, and what is apart.

    `sides` has for each key the side that it took in which decision, both by number: two keys on different
    sides of one decision are not suggested as one.
    """

    hidden: frozenset[str] = frozenset()
    groups: Mapping[str, tuple[str, ...]] = {}
    sides: Mapping[str, Mapping[int, int]] = {}

    def together(self, keys: Iterable[str], most: int = sys.maxsize) -> tuple[str, ...]:
        """Return those of some entries that may be suggested as one: none was put apart from one before it.

        No more than `most`, and no key is read behind the last of them.
        """
        if not self.sides:
            return tuple(islice(keys, most))
        kept: list[str] = []
        taken: defaultdict[int, set[int]] = defaultdict(set)
        for key in keys if most else ():
            sides = [side for one in self.groups.get(key, (key,)) for side in self.sides.get(one, {}).items()]
            if any(taken[number] - {side} for number, side in sides):
                continue
            for number, side in sides:
                taken[number].add(side)
            kept.append(key)
            if len(kept) == most:
                break
        return tuple(kept)


def rule(decisions: Iterable[Decision]) -> Ruling:
    """Read decisions in order. Any key of a group names the whole group.

    Hiding and showing hold for every key in the group at that moment and stay with it when it is split,
    so that splitting never brings back what was hidden. Grouping hides and shows nothing. Splitting also
    keeps each key of the group apart from the others.
    """
    read = _Reading()
    for number, decision in enumerate(decisions):
        match decision:
            case Hide(key):
                read.hidden.update(read.group_of(key))
            case Show(key):
                read.hidden.difference_update(read.group_of(key))
            case Group(keys):
                read.join(keys)
            case Split(key):
                read.put_apart(number, [(member,) for member in read.split(key)])
            case Apart(keys):
                read.put_apart(number, dict.fromkeys(map(read.group_of, keys)))
    return Ruling(frozenset(read.hidden), read.groups, read.sides)


def unite(earlier: Sequence[Decision], later: Sequence[Decision]) -> tuple[Decision, ...]:
    """Return the decisions by which two editions are read that stand beside each other.

    What is hidden at last in either is hidden; groups of the later one go on from those of the earlier.
    """
    hidden = rule(earlier).hidden | rule(later).hidden
    joined = (one for one in (*earlier, *later) if isinstance(one, Group | Split))
    return (*map(Hide, sorted(hidden)), *joined)


class _Reading:
    """Decisions as far as they were read."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self.groups: dict[str, tuple[str, ...]] = {}
        self.sides: dict[str, dict[int, int]] = {}
        self._heads: dict[str, str] = {}

    def group_of(self, key: str) -> tuple[str, ...]:
        return self.groups.get(self._heads.get(key, key), (key,))

    def join(self, keys: Sequence[str]) -> None:
        members = (member for key in keys for member in self.group_of(key))
        joined = tuple(dict.fromkeys([keys[0], *members]))
        for member in joined:
            self.groups.pop(member, None)
        self._heads.update(dict.fromkeys(joined, joined[0]))
        self.groups[joined[0]] = joined

    def split(self, key: str) -> tuple[str, ...]:
        members = self.groups.pop(self._heads.get(key, key), ())
        for member in members:
            del self._heads[member]
        return members

    def put_apart(self, number: int, groups: Iterable[tuple[str, ...]]) -> None:
        for side, members in enumerate(groups):
            for member in members:
                self.sides.setdefault(member, {})[number] = side


def moderate(entries: Iterable[Entry], decisions: Sequence[Decision]) -> tuple[Entry, ...]:
    """Return the entries grouped and with their state, the most frequent first.

    `entries` have different keys and stand alone. A group is hidden when its first key is; else it is
    shown as the first of its keys that was given and is not hidden. Equal counts are ordered by key.
    """
    ruling = rule(decisions)
    if not (ruling.hidden or ruling.groups):
        return tuple(sorted(entries, key=_rank))
    alone = {entry.key: entry for entry in entries}
    grouped = [_join(keys, alone, ruling.hidden) for keys in ruling.groups.values()]
    rest = [replace(e, state="hidden") if e.key in ruling.hidden else e for e in _not_grouped(alone, ruling)]
    return tuple(sorted([*rest, *(entry for entry in grouped if entry)], key=_rank))


def _rank(entry: Entry) -> tuple[int, str]:
    return -entry.count, entry.key


def _not_grouped(alone: Mapping[str, Entry], ruling: Ruling) -> list[Entry]:
    members = {key for keys in ruling.groups.values() for key in keys}
    return [entry for key, entry in alone.items() if key not in members]


def _join(keys: tuple[str, ...], alone: Mapping[str, Entry], hidden: frozenset[str]) -> Entry | None:
    """Return the group's one entry; None while nobody gave any of its answers."""
    given = [alone[key] for key in keys if key in alone]
    if not given:
        return None
    decent = [entry for entry in given if entry.key not in hidden]
    shown = bool(decent) and keys[0] not in hidden
    face = decent[0] if shown else given[0]
    # What is hidden is counted in the group and never spelled out in it.
    spelled = decent if shown else given
    forms = [face, *(entry for entry in sorted(spelled, key=_rank) if entry is not face)]
    return Entry(
        key=keys[0],
        text=face.text,
        count=sum(entry.count for entry in given),
        forms=tuple(form for entry in forms for form in entry.forms)[:FORM_LIMIT],
        members=len(keys),
        state="shown" if shown else "hidden",
    )
