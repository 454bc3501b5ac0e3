"""One session's pictures on one node: each built once, beside the loop, and arranged as on every other node.

A layout goes on from the one before it, so two nodes that read the tally at different moments would drift
apart. So the history of layouts is kept in the store: whoever arranges first is followed by all, and who
comes later (another node, a reload, a restart) takes over what is there. Nothing here knows a kind.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Final

from msgspec import Raw

from palabre.easel import Easel
from palabre.protocol import PollId, SessionId, View
from palabre.scene import Scene, Sight
from palabre.store import Away, Layout, Store
from palabre.telemetry import faults

log = logging.getLogger(__name__)

#: A picture that could not be built is tried again after this, or when the session changes.
FAULT_S: Final = 5.0
#: How often another node's layout is followed at once; then this picture is its own, and the next one agrees.
TRIES: Final = 3


class Painting:
    """What the members of one session on one node are shown of its tally."""

    def __init__(self, session: SessionId, store: Store, easel: Easel, clock: Callable[[], float]) -> None:
        self._id, self._store, self._easel, self._clock = session, store, easel, clock
        self._brush = asyncio.Lock()
        #: Until when a picture that could not be built is left alone, by who sees it.
        self._broken: dict[Sight, float] = {}
        self._run: tuple[PollId | None, int] = (None, 1)
        #: The layouts last agreed on for this run, by shape.
        self._agreed: dict[str, Layout] = {}

    def retry(self) -> None:
        """Try again now what could not be built."""
        self._broken.clear()

    def is_due(self) -> bool:
        """Whether it is time to try again what could not be built; said once for each failure."""
        due = [sight for sight, until in self._broken.items() if until <= self._clock()]
        for sight in due:
            del self._broken[sight]
        return bool(due)

    async def frames(self, scene: Scene, sight: Sight, *, urgent: bool = False) -> Mapping[str, str]:
        """Return what the tally shows to somebody; how many have answered where a kind cannot read or draw it.

        A fault of one picture is logged, left alone for `FAULT_S`, and keeps nobody else from theirs.
        Raise `Away` where no other node can be asked how the figure is arranged.
        """
        if (built := scene.built(sight)) is not None:
            return built
        async with self._brush:
            if self._broken.get(sight, 0.0) > self._clock():
                return scene.withheld()
            with faults(log, "fault in what a %s sees of session %s", sight[0], self._id, but=(Away,)):
                if scene.is_light(sight):
                    return scene.tallied(sight)
                view = sight[1]
                if view is not None and scene.built(sight) is None:
                    await self._arrange(scene, view, urgent=urgent)
                return await self._easel.build(lambda: scene.tallied(sight), urgent=urgent)
            self._broken[sight] = self._clock() + FAULT_S
            return scene.withheld()

    async def _arrange(self, scene: Scene, view: View, *, urgent: bool) -> None:
        """See that the figure of a view is arranged as on every other node."""
        shape = await self._easel.build(lambda: scene.shape(view), urgent=urgent)
        if shape is None or scene.poll is None:
            return
        poll, run = scene.poll.id, scene.poll.run
        if self._run != (poll, run):
            self._run, self._agreed = (poll, run), {}
        before = self._agreed.get(shape) or await self._store.layout(self._id, poll, run, shape)
        layout = await self._go_on(scene, view, before, urgent=urgent)
        for _ in range(TRIES):
            if before is not None and not before.behind(layout):
                break  # It is what all have, or this scene is late: then this one picture is its own.
            before = await self._store.arrange(self._id, poll, run, shape, before, layout)
            if before == layout:
                break
            layout = await self._go_on(scene, view, before, urgent=urgent)
        scene.keep(shape, Raw(layout.layout))
        self._agreed[shape] = before or layout

    async def _go_on(self, scene: Scene, view: View, before: Layout | None, *, urgent: bool) -> Layout:
        """Return the layout for a scene: the one that there is, or one that goes on from it."""
        session, tally = scene.session.version, scene.tally.version
        if before is not None and (before.session, before.tally) == (session, tally):
            return before
        stood = Raw(before.layout) if before else None
        arranged = await self._easel.build(lambda: scene.arrange(view, stood), urgent=urgent)
        return Layout(session, tally, bytes(arranged or b"null"))
