"""What each role sees at one instant: a session, one tally, and the frames that follow from them.

Pure. A scene never changes; a change makes a new one. Each distinct frame is built and encoded at most
once, however many connections it goes to, and only when somebody who may see it is there.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from palabre import session as sessions
from palabre.kinds import Kinds
from palabre.kinds.base import Layout, Results
from palabre.protocol import Drawn, Entries, Frame, PollId, Role, Shown, Tally, Turnout, View
from palabre.session import AnyPoll, AnySession

#: The topics of the frames that a scene makes. What a tally shows is one topic, so that a waiting frame
#: with results is replaced, not followed, by the frame that hides them again.
NOW, SCRIPT, TALLY, ENTRIES = "now", "script", "tally", "entries"

#: Figures are kept for this many views at once: more stages than any hall has, fewer than one can ask for.
VIEW_LIMIT: Final = 32


def encode(frame: Frame) -> str:
    """Return a frame as the text that travels."""
    return msgspec.json.encode(frame).decode()


class Scene:
    """A session with the tally of the poll on its stage."""

    def __init__(
        self,
        session: AnySession,
        tally: Tally,
        turnouts: Mapping[PollId, int],
        kinds: Kinds,
        layouts: dict[View, Layout] | None = None,
    ) -> None:
        self.session = session
        self.tally = tally
        self.turnouts = turnouts
        #: How the figures were arranged that were drawn before, by view; the latest drawn last.
        self.layouts: dict[View, Layout] = dict(layouts or {})
        self._kinds = kinds
        self._figures: dict[View, str] = {}

    @cached_property
    def poll(self) -> AnyPoll | None:
        """The poll on the stage."""
        current = self.session.current
        return None if current is None else self.session.poll(current)

    def frames(self, role: Role, view: View) -> dict[str, str]:
        """Return what a role sees now, by topic, encoded, in the order in which to send it."""
        return self.head(role) | self.tallied(role, view)

    def head(self, role: Role) -> dict[str, str]:
        """Return the part of `frames` that follows from the session alone."""
        return {SCRIPT: self._script} if role in ("facilitator", "moderator") else {NOW: self._now}

    def tallied(self, role: Role, view: View) -> dict[str, str]:
        """Return the part of `frames` that follows from the tally."""
        if self.poll is None:
            return {}
        if role in ("facilitator", "moderator"):
            entries = {ENTRIES: self._entries} if role == "moderator" else {}
            return {TALLY: self._results, **entries}
        if not self.poll.revealed:
            return {TALLY: self._turnout}
        return {TALLY: self._figure(view) if role == "stage" else self._results}

    @cached_property
    def _now(self) -> str:
        return encode(sessions.now(self.session))

    @cached_property
    def _script(self) -> str:
        return encode(sessions.script(self.session, self.turnouts))

    @cached_property
    def _read(self) -> Results:
        poll = self._staged
        results: Results = self._kinds.of(poll.spec).results(poll.spec, self.tally, poll.decisions)
        return results

    @cached_property
    def _results(self) -> str:
        poll = self._staged
        results = self._kinds.of(poll.spec).brief(self._read)
        return encode(
            Shown(
                poll=poll.id, run=poll.run, version=self.tally.version, turnout=self.tally.turnout,
                results=Raw(msgspec.json.encode(results)),
            )
        )  # fmt: skip

    @cached_property
    def _entries(self) -> str:
        poll = self._staged
        entries = self._kinds.of(poll.spec).entries(poll.spec, self.tally, poll.decisions)
        return encode(Entries(poll=poll.id, run=poll.run, version=self.tally.version, entries=entries))

    @cached_property
    def _turnout(self) -> str:
        poll = self._staged
        return encode(Turnout(poll=poll.id, run=poll.run, turnout=self.tally.turnout))

    def _figure(self, view: View) -> str:
        if view not in self._figures:
            self._figures[view] = self._draw(view)
            _keep_latest(self._figures)
        return self._figures[view]

    def _draw(self, view: View) -> str:
        poll = self._staged
        kind = self._kinds.of(poll.spec)
        variants = kind.offered(self._read)
        shown = replace(view, variant=view.variant if view.variant in variants else variants[0])
        layout = kind.layout(poll.spec, self._read, shown, self.layouts.get(view))
        if layout is not None:
            self.layouts.pop(view, None)
            self.layouts[view] = layout
            _keep_latest(self.layouts)
        return encode(
            Drawn(
                poll=poll.id, run=poll.run, version=self.tally.version, turnout=self.tally.turnout,
                variant=shown.variant, variants=variants,
                figure=Raw(msgspec.json.encode(kind.figure(poll.spec, self._read, shown, layout))),
                table=kind.table(poll.spec, self._read, view.lang),
            )
        )  # fmt: skip

    @property
    def _staged(self) -> AnyPoll:
        return self.session.poll(self.session.current or PollId(""))


def _keep_latest(by_view: dict[View, Any]) -> None:
    if len(by_view) > VIEW_LIMIT:
        del by_view[next(iter(by_view))]
