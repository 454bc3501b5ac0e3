"""What each role sees at one instant: a session, one tally, and the frames that follow from them.

Pure. A scene never changes what it shows; a change makes a new one. Each distinct frame is built and
encoded at most once, however many connections it goes to, and only when somebody who may see it is there.
How a figure was arranged before is handed in before it is drawn (`arrange`, `keep`), since all nodes agree on it.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from palabre import session as sessions
from palabre.edition import Past, names
from palabre.kinds import AnyKind, Kinds
from palabre.kinds.base import EDITIONS, Comparison, Layout, Plot, Results
from palabre.protocol import (
    Decision,
    Drawn,
    Edition,
    Entries,
    Frame,
    PollId,
    Role,
    Shown,
    Table,
    Tally,
    Turnout,
    View,
)
from palabre.session import AnyPoll, AnySession

#: The topics of the frames that a scene makes. What a tally shows is one topic, so that a waiting frame
#: with results is replaced, not followed, by the frame that hides them again.
NOW, SCRIPT, TALLY, ENTRIES = "now", "script", "tally", "entries"

#: Figures are kept for this many views at once: more stages than any hall has, fewer than one can ask for.
VIEW_LIMIT: Final = 32

#: What some members share: a role and, where a figure is drawn for it, a view.
Sight = tuple[Role, View | None]


def encode(frame: Frame) -> str:
    """Return a frame as the text that travels."""
    return msgspec.json.encode(frame).decode()


class Earlier:
    """The earlier edition that a poll is compared with, read once however often the poll is drawn.

    Both are read by the decisions about both, so that what is hidden in one is drawn in neither.
    """

    def __init__(self, poll: AnyPoll, edition: Edition, past: Past, kinds: Kinds) -> None:
        self._of = (poll.id, poll.spec, edition)
        self._spec, self._edition, self._past, self._kinds = poll.spec, edition, past, kinds
        self._kind, self._decided = kinds.of(poll.spec), poll.decisions

    def is_of(self, poll: AnyPoll) -> bool:
        """Whether it is still what a poll is compared with, and is read with its spec."""
        return self._of == (poll.id, poll.spec, poll.edition)

    def moderated(self, poll: AnyPoll) -> "Earlier":
        """Return it beside a poll that it `is_of`, by what is decided about the poll now."""
        if self._decided == poll.decisions:
            return self
        return Earlier(poll, self._edition, self._past, self._kinds)

    def beside(self, tally: Tally, now: Results, view: View) -> Comparison:
        """Draw it beside what the poll's tally comes to now."""
        # Where nothing was decided then, the decisions about both are those that `now` was read by.
        after = self._read(tally) if self._past.decisions else now
        return self._kind.compare(self._spec, self._results, after, view, names(self._edition, view.lang))

    @cached_property
    def _results(self) -> Results:
        """What it comes to, without what is hidden in either."""
        return self._read(self._past.tally)

    def _read(self, tally: Tally) -> Results:
        results: Results = self._kind.results(self._spec, tally, self._decisions)
        return results

    @cached_property
    def _decisions(self) -> tuple[Decision, ...]:
        """The decisions about both editions as one."""
        return self._kind.unite(self._past.decisions, self._decided)


class Scene:
    """A session with the tally of the poll on its stage, and the edition that it is compared with."""

    def __init__(
        self,
        session: AnySession,
        tally: Tally,
        turnouts: Mapping[PollId, int],
        kinds: Kinds,
        earlier: Earlier | None = None,
    ) -> None:
        self.session = session
        self.tally = tally
        self.turnouts = turnouts
        self.earlier = earlier
        self._kinds = kinds
        self._layouts: dict[str, Layout] = {}
        self._tables: dict[str, Table] = {}
        self._seen: dict[Sight, dict[str, str]] = {}

    @cached_property
    def poll(self) -> AnyPoll | None:
        """The poll on the stage."""
        current = self.session.current
        return None if current is None else self.session.poll(current)

    def frames(self, role: Role, view: View) -> dict[str, str]:
        """Return what a role sees now, by topic, encoded, in the order in which to send it."""
        return self.head(role) | self.tallied(self.sight(role, view))

    def head(self, role: Role) -> dict[str, str]:
        """Return the part of `frames` that follows from the session alone."""
        return {SCRIPT: self._script} if role in ("facilitator", "moderator") else {NOW: self._now}

    def sight(self, role: Role, view: View) -> Sight:
        """Return what decides about the rest of `frames`."""
        drawn = role == "stage" and self.poll is not None and self.poll.revealed
        return role, view if drawn else None

    def built(self, sight: Sight) -> dict[str, str] | None:
        """Return what `tallied` returned, if it was asked for already."""
        return self._seen.get(sight)

    def is_light(self, sight: Sight) -> bool:
        """Whether `tallied` has so little to do that the loop may do it."""
        role, view = sight
        hidden = self.poll is None or not self.poll.revealed
        return view is None and role in ("participant", "stage") and (hidden or "_read" in self.__dict__)

    def withheld(self) -> dict[str, str]:
        """Return what may be shown instead of a picture that cannot be built: how many have answered."""
        return {} if self.poll is None else {TALLY: self._turnout}

    def tallied(self, sight: Sight) -> dict[str, str]:
        """Return the part of `frames` that follows from the tally."""
        frames = self._seen.get(sight)
        if frames is None:
            frames = self._seen[sight] = self._build(*sight)
            _keep_latest(self._seen)
        return frames

    def _build(self, role: Role, view: View | None) -> dict[str, str]:
        if self.poll is None:
            return {}
        if role in ("facilitator", "moderator"):
            entries = {ENTRIES: self._entries} if role == "moderator" else {}
            return {TALLY: self._results, **entries}
        if not self.poll.revealed:
            return {TALLY: self._turnout}
        return {TALLY: self._results if view is None else self._draw(view)}

    # --- how figures are arranged ---

    def shape(self, view: View) -> str | None:
        """Return under which name the layout of this view's figure is known; None where it has none."""
        shown = self._shown(view)
        arranged = self._kind.arranged
        return f"{shown.variant} {shown.aspect:.2f}" if shown.variant in arranged else None

    def arrange(self, view: View, before: Layout | None) -> Layout | None:
        """Arrange the figure of a view anew, given how it was arranged before."""
        return self._kind.layout(self._staged.spec, self._read, self._shown(view), before)

    def keep(self, shape: str, layout: Layout) -> None:
        """Draw the figures of a shape with this layout."""
        self._layouts[shape] = layout

    @cached_property
    def _now(self) -> str:
        return encode(sessions.now(self.session))

    @cached_property
    def _script(self) -> str:
        return encode(sessions.script(self.session, self.turnouts))

    @cached_property
    def _read(self) -> Results:
        poll = self._staged
        results: Results = self._kind.results(poll.spec, self.tally, poll.decisions)
        return results

    @cached_property
    def _results(self) -> str:
        poll = self._staged
        results: Results = self._kind.brief(self._read)
        return encode(
            Shown(
                poll=poll.id, run=poll.run, version=self.tally.version, turnout=self.tally.turnout,
                results=Raw(msgspec.json.encode(results)),
            )
        )  # fmt: skip

    @cached_property
    def _entries(self) -> str:
        poll = self._staged
        entries = self._kind.entries(poll.spec, self.tally, poll.decisions)
        return encode(Entries(poll=poll.id, run=poll.run, version=self.tally.version, entries=entries))

    @cached_property
    def _turnout(self) -> str:
        poll = self._staged
        return encode(Turnout(poll=poll.id, run=poll.run, turnout=self.tally.turnout))

    @property
    def _kind(self) -> AnyKind:
        return self._kinds.of(self._staged.spec)

    @cached_property
    def _variants(self) -> tuple[str, ...]:
        offered = self._kind.offered(self._read)
        return (*offered, EDITIONS) if self.earlier and self._kind.comparable else offered

    def _shown(self, view: View) -> View:
        """Return the view with the variant that there is."""
        return view if view.variant in self._variants else replace(view, variant=self._variants[0])

    def _draw(self, view: View) -> str:
        poll, shown = self._staged, self._shown(view)
        plot, table = self._pictured(shown)
        return encode(
            Drawn(
                poll=poll.id, run=poll.run, version=self.tally.version, turnout=self.tally.turnout,
                variant=shown.variant, variants=self._variants,
                figure=Raw(msgspec.json.encode(plot)), table=table,
            )
        )  # fmt: skip

    def _pictured(self, view: View) -> tuple[Plot, Table]:
        """Return the figure of a variant that there is, and the same numbers as a table."""
        if view.variant == EDITIONS and self.earlier is not None:
            both = self.earlier.beside(self.tally, self._read, view)
            return both.plot, both.table
        spec, shape = self._staged.spec, self.shape(view)
        if shape is not None and shape not in self._layouts and (layout := self.arrange(view, None)):
            self.keep(shape, layout)
        plot = self._kind.figure(spec, self._read, view, self._layouts.get(shape or ""))
        return plot, self._table(view.lang)

    def _table(self, lang: str) -> Table:
        """Return the table, which stages that differ in shape or theme share."""
        if lang not in self._tables:
            self._tables[lang] = self._kind.table(self._staged.spec, self._read, lang)
        return self._tables[lang]

    @property
    def _staged(self) -> AnyPoll:
        return self.session.poll(self.session.current or PollId(""))


def _keep_latest(by_sight: dict[Sight, Any]) -> None:
    if len(by_sight) > VIEW_LIMIT:
        del by_sight[next(iter(by_sight))]
