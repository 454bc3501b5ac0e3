"""Moderation: a list of decisions, read over counted entries.

Pure. Nothing is ever changed: decisions are kept in order and read anew, so undo is leaving out the last.
A decision may come before the answer it names, or name one that nobody gives any more. The invariant, for
any decisions: the counts of the moderated entries, shown and hidden, add up to the counts that came in;
and no text that a moderator hid is ever the text of a shown entry.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from palabre.protocol import Decision, Entry, Group, Hide, Show, Split

#: How many spellings an entry lists; a moderator judges by the frequent ones.
FORM_LIMIT: Final = 6


class Ruling(Struct, frozen=True):
    """What all decisions come to: the keys that are hidden, and the groups, each under its first key."""

    hidden: frozenset[str] = frozenset()
    groups: Mapping[str, tuple[str, ...]] = {}


def rule(decisions: Iterable[Decision]) -> Ruling:
    """Read decisions in order. Any key of a group names the whole group.

    Hiding and showing hold for every key in the group at that moment and stay with it when it is split,
    so that splitting never brings back what was hidden. Grouping hides and shows nothing.
    """
    hidden: set[str] = set()
    groups: dict[str, tuple[str, ...]] = {}
    heads: dict[str, str] = {}

    def group_of(key: str) -> tuple[str, ...]:
        return groups.get(heads.get(key, key), (key,))

    for decision in decisions:
        match decision:
            case Hide(key):
                hidden.update(group_of(key))
            case Show(key):
                hidden.difference_update(group_of(key))
            case Group(keys):
                joined = tuple(
                    dict.fromkeys([keys[0], *(member for key in keys for member in group_of(key))])
                )
                for member in joined:
                    groups.pop(member, None)
                heads.update(dict.fromkeys(joined, joined[0]))
                groups[joined[0]] = joined
            case Split(key):
                for member in groups.pop(heads.get(key, key), ()):
                    del heads[member]
    return Ruling(frozenset(hidden), groups)


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
