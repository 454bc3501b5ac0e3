"""What one session's moderators are offered to count as one, or what is counted so because the poll says so.

Owns when the suggester is asked: only while somebody looks who is offered something, at most once in
`PAUSE_S`, and only when other entries stand there, other languages were spoken, or a count has doubled.
Every moderator of a node is shown the same cards. What a moderator has declined, taken apart, hidden or
grouped is not offered, from the moment the decision is known. Without a suggester nothing is said at all.
Whoever tells of a session only leaves a note: two tasks work, one shows and one asks, and build beside the loop.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from palabre import session as sessions
from palabre.advice import CANDIDATES, Adviser, Offer, Question
from palabre.easel import Easel
from palabre.hub import Hub, Member
from palabre.kinds import Kinds
from palabre.kinds.base import Candidate
from palabre.moderation import Ruling, rule
from palabre.protocol import (
    Decide,
    Entry,
    Group,
    PollId,
    Reason,
    SessionId,
    Suggestion,
    Suggestions,
    Tally,
)  # fmt: skip
from palabre.scene import encode
from palabre.session import DECISION_LIMIT, AnyPoll, AnySession
from palabre.store import Away, Store
from palabre.telemetry import faults

log = logging.getLogger(__name__)

#: The topic of the one frame that is made here.
SUGGESTIONS: Final = "suggestions"
#: The shortest time between two looks at a session.
PAUSE_S: Final = 2.0
#: The longest time until a poll that was not answered may ask again; at first it is `PAUSE_S`.
LONGEST_PAUSE_S: Final = 60.0
#: So often the same is asked without an answer: once more, as others may have kept the suggester from it.
ASKS: Final = 2
#: So many cards travel, and so many entries are on one of them.
CARDS: Final = 60
KEYS: Final = 64
#: Suggestions are applied up to so many decisions of a poll, so that a moderator can always decide more.
APPLIED: Final = DECISION_LIMIT // 2
#: How often applying is computed anew when others change the session too.
TRIES: Final = 8


class Means(NamedTuple):
    """What the offers of all sessions of a node share."""

    store: Store
    kinds: Kinds
    hub: Hub
    easel: Easel
    adviser: Adviser


class _View(Struct, frozen=True):
    """The entries of a poll that may be offered, and what was last heard about them."""

    poll: PollId
    run: int
    candidates: Mapping[str, Candidate]
    entries: Mapping[str, Entry]
    asked: object
    offers: tuple[Offer, ...] = ()


class _Silence(Struct, frozen=True):
    """What a poll asked in vain: what last and how often just this, how often in all, until when it waits."""

    asked: object
    same: int
    times: int
    until: float


class Offers:
    """The suggestions of one session on this node."""

    def __init__(self, means: Means, session: SessionId) -> None:
        self._means, self._id = means, session
        self._seen: tuple[AnySession, Tally] | None = None
        self._view: _View | None = None
        #: Why a poll may have to wait, or to ask something else.
        self._silence: dict[PollId, _Silence] = {}
        #: What moderators were sent last.
        self._frame: str | None = None
        self._changed, self._news = asyncio.Event(), asyncio.Event()
        work = (self._showing, self._asking) if means.adviser.path else ()
        self._tasks = [asyncio.create_task(one()) for one in work]

    def tell(self, session: AnySession, tally: Tally) -> None:
        """Take note of what the session has become, and no more: whoever tells must go on."""
        before, self._seen = self._seen, (session, tally)
        if before is None or before[0].version != session.version:
            self._changed.set()
        self._news.set()

    def greet(self, member: Member) -> None:
        """Put what moderators see into a new one's mailbox; whoever has come may be the first to look."""
        if member.role == "moderator" and self._frame is not None:
            member.mailbox.put(SUGGESTIONS, self._frame)
        if member.role in ("moderator", "stage"):
            self._news.set()

    def end(self) -> None:
        """Offer no more."""
        for task in self._tasks:
            task.cancel()

    async def stop(self) -> None:
        """Offer no more, and return once what was under way is over."""
        self.end()
        if self._tasks:
            await asyncio.wait(self._tasks)

    # --- showing ---

    async def _showing(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            with faults(log, "fault in showing the suggestions of session %s", self._id):
                await self._show()

    async def _show(self) -> None:
        """Send every moderator what still holds, where that is news."""
        poll, view = self._staged, self._view
        if poll is None:
            return
        frame = await self._means.easel.build(lambda: encode(self._cards(poll, view)), urgent=True)
        if frame == self._frame:
            return
        self._frame = frame
        for member in self._means.hub.members(self._id):
            if member.role == "moderator":
                member.mailbox.put(SUGGESTIONS, frame)

    def _cards(self, poll: AnyPoll, view: _View | None) -> Suggestions:
        """Return the cards for a moderator: none where suggestions are applied."""
        found = [] if self._applies(poll) else _holding(view, poll)
        return Suggestions(poll=poll.id, run=poll.run, suggestions=tuple(found[:CARDS]))

    def _applies(self, poll: AnyPoll) -> bool:
        applies: bool = self._means.kinds.of(poll.spec).applies(poll.spec)
        return applies

    @property
    def _staged(self) -> AnyPoll | None:
        if self._seen is None or self._seen[0].current is None:
            return None
        return self._seen[0].poll(self._seen[0].current)

    # --- asking ---

    async def _asking(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            with faults(log, "fault in the suggestions of session %s", self._id):
                poll = self._staged
                if self._seen is None or poll is None or not self._is_looked_at(poll):
                    continue
                await self._look(*self._seen, poll)
            await asyncio.sleep(PAUSE_S)

    def _is_looked_at(self, poll: AnyPoll) -> bool:
        here = self._means.hub.attendance(self._id)
        return here.moderator > 0 or (here.stage > 0 and self._applies(poll))

    async def _look(self, session: AnySession, tally: Tally, poll: AnyPoll) -> None:
        """Read the entries of the poll, ask about them where that makes sense, and act on the answer."""
        silence = self._silence.get(poll.id)
        if silence is not None and _now_s() < silence.until:
            self._news.set()
            return
        kind = self._means.kinds.of(poll.spec)

        def read() -> _View:
            entries = kind.entries(poll.spec, tally, poll.decisions)
            shown = {entry.key: entry for entry in entries if entry.state == "shown"}
            candidates = kind.candidates(poll.spec, tally, poll.decisions)
            few = tuple(one for one in candidates if one.key in shown)[:CANDIDATES]
            asked = (poll.id, poll.run, session.languages, {one.key: _outline(one) for one in few})
            return _View(poll.id, poll.run, {one.key: one for one in few}, shown, asked)

        view = await self._means.easel.build(read)
        offers = await self._offers(view, session.languages)
        if offers is None:
            return
        self._view = replace(view, offers=offers)
        if self._applies(poll):
            await self._apply(poll)
        else:
            self._changed.set()

    async def _offers(self, view: _View, langs: tuple[str, ...]) -> tuple[Offer, ...] | None:
        """Return what is offered of these entries, as heard before where nothing has changed; None without an answer.

        Whoever has no answer waits, longer each time, and asks the same only `ASKS` times: it may be what the
        suggester dies of.
        """
        if self._view is not None and self._view.asked == view.asked:
            return self._view.offers
        if len(view.candidates) < 2:
            return ()
        before = self._silence.get(view.poll, _Silence(None, 0, 0, 0.0))
        same = before.same if before.asked == view.asked else 0
        if same >= ASKS:
            return None
        answer = await self._means.adviser.ask(Question(tuple(view.candidates.values()), langs))
        if answer is not None:
            self._silence.pop(view.poll, None)
            return answer.offers
        times = before.times + 1
        self._silence[view.poll] = _Silence(view.asked, same + 1, times, _now_s() + pause_s(times))
        self._news.set()
        return None

    # --- applying ---

    async def _apply(self, of: AnyPoll) -> None:
        """Count as one what is suggested, by the same decisions as a moderator's.

        Computed anew when the session is changed meanwhile, by another node too: what is one already, was
        taken apart or has been hidden by then is left alone.
        """
        for _ in range(TRIES):
            try:
                before = await self._means.store.load(self._id)
                poll = next((one for one in before.polls if one.id == of.id), None) if before else None
                if before is None or poll is None or poll.run != of.run:
                    return
                after = await self._means.easel.build(partial(self._grouped, before, poll))
                if after is before or await self._means.store.change(before, after):
                    return
            except Away:
                return

    def _grouped(self, session: AnySession, poll: AnyPoll) -> AnySession:
        room = max(0, APPLIED - len(poll.decisions))
        for one in _holding(self._view, poll)[:room]:
            decide = Decide(ref=0, poll=poll.id, decision=Group(one.keys))
            session = sessions.apply(session, decide, self._means.kinds)
        return session


def pause_s(times: int) -> float:
    """Return how long a poll waits that has asked so often in vain: twice as long each time, up to a minute."""
    return min(LONGEST_PAUSE_S, PAUSE_S * (1 << min(times - 1, 16)))


def _now_s() -> float:
    return asyncio.get_running_loop().time()


def _holding(view: _View | None, poll: AnyPoll) -> list[Suggestion]:
    """Return what was heard about a poll and still holds after its decisions, the most frequent first."""
    if view is None or (view.poll, view.run) != (poll.id, poll.run):
        return []
    found = suggestions(view.offers, view.candidates, view.entries, rule(poll.decisions))
    return sorted(found, key=lambda one: (-one.count, one.keys))


def suggestions(
    offers: Iterable[Offer], candidates: Mapping[str, Candidate], entries: Mapping[str, Entry], ruling: Ruling
) -> list[Suggestion]:
    """Return what of some offers still holds, the most frequent first: two entries or more, and none put apart.

    An offer comes from another process: what it names that is no candidate, or names twice, is left out.
    """
    inside = {key for keys in ruling.groups.values() for key in keys[1:]}
    free = (candidates.keys() & entries.keys()) - inside - ruling.hidden
    found = []
    for offer in offers:
        given = sorted(free.intersection(offer.keys), key=lambda key: (-entries[key].count, key))
        keys = ruling.together(given, KEYS)
        if len(keys) > 1:
            texts = tuple(entries[key].text for key in keys)
            said = {answer.text for key in keys for answer in candidates[key].answers}
            count = sum(entries[key].count for key in keys)
            found.append(Suggestion(keys, texts, count, _reasons(offer, said, texts)))
    return sorted(found, key=lambda one: -one.count)


def _reasons(offer: Offer, said: set[str], texts: tuple[str, ...]) -> tuple[Reason, ...]:
    """Return the reasons without the answers that are not offered any more."""
    left = [Reason(why.same, tuple(one for one in why.answers if one in said)) for why in offer.why]
    return tuple(why for why in left if len(why.answers) > 1) or (Reason(offer.why[0].same, texts),)


def _outline(candidate: Candidate) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Return what an answer of the suggester depends on: who said what, and how many in steps of doubling."""
    people = sum(answer.people for answer in candidate.answers)
    return people.bit_length(), tuple((answer.lang, answer.text) for answer in candidate.answers)
