"""The store in Redis 7+ or Valkey: fulfils the promises of `palabre.store.Store` and adds none.

Owns how sessions, ballots and tallies lie in Redis, together with `keys.py` and `functions/*.lua`. Each
write is one function with one writing command, so what belongs together happens in one instant and no
crash can cut it in two. Must not know a kind, a role's
rights or a phone. Redis answers a write after its fsync, and only then does a method here return.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from palabre.kinds import Kinds
from palabre.protocol import PollId, Role, SessionId, Tally
from palabre.session import AnySession, decoder, editions_named, encode, runs_dropped
from palabre.store import (
    ALIVE_MS,
    SHAPES,
    Attendance,
    Behind,
    Cast,
    Counted,
    Glance,
    Layout,
    Outcome,
    Shut,
    Stored,
    Unusable,
)  # fmt: skip
from palabre.store.functions import LIBRARY
from palabre.store.keys import PREFIX, Keys
from palabre.store.redis.bells import Bells
from palabre.store.redis.checks import check
from palabre.store.redis.lines import Reply, Word, dial
from palabre.store.redis.pipe import Pipe
from palabre.store.redis.scrub import Scrub

#: A code is claimed before its session is kept; should that never happen, it is free again after this.
CLAIM_S: Final = 60

#: What `change.lua` answers when it has removed earlier editions as well.
EDITIONS_GONE: Final = 2

_CAST: Final = LIBRARY.function("cast")
_SHUT: Final = {
    b"draft": Shut("draft"), b"closed": Shut("closed"), b"gone": Shut("gone"), b"reset": Shut("reset"),
}  # fmt: skip


class RedisStore:
    """A `Store` in the Redis at `url` (`redis://`, `rediss://` or `unix://`), under one key prefix.

    Raise `Unusable` if `url` is no such address. `lines` connections carry commands, one more the bells.
    """

    def __init__(self, url: str, kinds: Kinds, prefix: str = PREFIX, lines: int = 4) -> None:
        try:
            self._dial: Final = dial(url)
        except ValueError as error:
            raise Unusable(f"{url!r} is not the address of a Redis: {error}") from error
        self._keys: Final = Keys(prefix)
        self._pipe: Final = Pipe(self._dial, lines)
        self._bells: Final = Bells(self._dial)
        self._scrub: Final = Scrub(self._pipe)
        self._decode: Final = decoder(kinds).decode

    # --- sessions ---

    async def create(self, session: AnySession, tokens: Mapping[Role, str], secret: bytes) -> bool:
        """See `Store.create`."""
        keys, code = self._keys, self._keys.code(session.code)
        owner = await self._pipe.call("SET", code, session.id, "NX", "EX", CLAIM_S, "GET")
        if owner not in (None, session.id.encode()):
            return False
        fields = {
            "version": str(session.version), "document": encode(session).decode(), "code": session.code,
            **{f"token:{role}": token for role, token in tokens.items()}, **_phases(session),
        }  # fmt: skip
        await self._fcall("create", (keys.session(session.id),), msgspec.json.encode(fields), secret)
        await self._pipe.call("PERSIST", code)
        return True

    async def find(self, code: str) -> SessionId | None:
        """See `Store.find`."""
        found = await self._pipe.call("GET", self._keys.code(code))
        return None if found is None else SessionId(found.decode())

    async def load(self, session: SessionId) -> AnySession | None:
        """See `Store.load`."""
        document = await self._pipe.call("HGET", self._keys.session(session), "document")
        return None if document is None else self._decode(document)

    async def tokens(self, session: SessionId) -> Mapping[Role, str]:
        """See `Store.tokens`."""
        found = await self._pipe.call("HGETALL", self._keys.session(session))
        pairs = ((field.decode().partition(":"), value) for field, value in found.items())
        return {role: value.decode() for (name, _, role), value in pairs if name == "token"}

    async def secret(self, session: SessionId) -> bytes | None:
        """See `Store.secret`."""
        found: bytes | None = await self._pipe.call("HGET", self._keys.session(session), "secret")
        return found

    async def change(self, before: AnySession, after: AnySession) -> bool:
        """See `Store.change`."""
        key = self._keys.session(after.id)
        dropped = runs_dropped(before, after)
        kept = {poll.id for poll in after.polls}
        phases = {f"phase:{poll}": f"gone {run}" for poll, run in dropped if poll not in kept}
        phases |= _phases(after)
        named = editions_named(after)
        changed = await self._fcall(
            "change", (key, self._keys.editions(after.id)),
            before.version, after.version, encode(after), msgspec.json.encode(phases),
            msgspec.json.encode(named), msgspec.json.encode([one for one in named if one not in editions_named(before)]),
            bell=self._keys.bell(after.id),
        )  # fmt: skip
        if changed and dropped:
            # Repeated with the change itself, should it be cut short here; what is left `delete` finds.
            await self._pipe.call("UNLINK", *(self._keys.run(after.id, poll, run) for poll, run in dropped))
            self._scrub.soon()
        if changed == EDITIONS_GONE:
            self._scrub.soon()
        return bool(changed)

    async def delete(self, session: SessionId) -> bool:
        """See `Store.delete`."""
        there = False
        while kept := await self._pipe.call("HGETALL", self._keys.session(session)):
            there = True
            # The code goes first: a deletion cut short can be repeated, as the session is still found.
            await self._fcall("release", (self._keys.code(kept[b"code"].decode()),), session)
            own = (self._keys.session, self._keys.nodes, self._keys.editions)
            every = [*(key(session) for key in own), *self._runs(session, kept)]
            if await self._fcall("delete", every, kept[b"version"], bell=self._keys.bell(session)):
                self._scrub.soon()
                break
        return there

    def _runs(self, session: SessionId, kept: Mapping[bytes, bytes]) -> Iterator[bytes]:
        """Return the key of every run that any poll of a session has had."""
        for field, value in kept.items():
            name, _, poll = field.decode().partition(":")
            if name == "phase":
                for run in range(1, int(value.split()[1]) + 1):
                    yield self._keys.run(session, PollId(poll), run)

    # --- ballots ---

    async def cast(self, cast: Cast) -> Outcome:
        """See `Store.cast`."""
        keys, marks = self._keys, msgspec.json.encode(dict(cast.marks))
        word, detail = await self._pipe.call(
            "FCALL", _CAST, 2, keys.session(cast.session), keys.run(cast.session, cast.poll, cast.run),
            cast.poll, cast.run, cast.participant, cast.rev, cast.ballot, marks,
            bell=keys.bell(cast.session),
        )  # fmt: skip
        if word == b"counted":
            return Counted(detail)
        return Behind(detail) if word == b"behind" else _SHUT[detail]

    async def ballots(
        self, session: SessionId, poll: PollId, run: int, participants: Sequence[str]
    ) -> list[Stored | None]:
        """See `Store.ballots`."""
        if not participants:
            return []
        fields = (f"ballot:{participant}" for participant in participants)
        found = await self._pipe.call("HMGET", self._keys.run(session, poll, run), *fields)
        return [None if kept is None else _stored(kept) for kept in found]

    async def turnouts(self, session: SessionId, runs: Sequence[tuple[PollId, int]]) -> list[int]:
        """See `Store.turnouts`."""
        keys = [self._keys.run(session, poll, run) for poll, run in runs]
        found = await asyncio.gather(*(self._pipe.call("HGET", key, "turnout") for key in keys))
        return [int(turnout or 0) for turnout in found]

    async def tally(self, session: SessionId, poll: PollId, run: int) -> Tally:
        """See `Store.tally`."""
        version, turnout, pairs = await self._fcall("tally", (self._keys.run(session, poll, run),))
        marks = {name.decode(): int(total) for name, total in zip(pairs[::2], pairs[1::2], strict=True)}
        return Tally(version, turnout, marks)

    # --- layouts and editions ---

    async def layout(self, session: SessionId, poll: PollId, run: int, shape: str) -> Layout | None:
        """See `Store.layout`."""
        kept = await self._pipe.call("HGET", self._keys.run(session, poll, run), f"layout:{shape}")
        return None if kept is None else _layout(kept)

    async def arrange(
        self, session: SessionId, poll: PollId, run: int, shape: str, before: Layout | None, after: Layout
    ) -> Layout:
        """See `Store.arrange`."""
        other = await self._fcall(
            "arrange", (self._keys.run(session, poll, run),),
            shape, _versions(before) if before else "", _versions(after), after.layout, SHAPES,
        )  # fmt: skip
        return after if other is None else _layout(other)

    async def keep_edition(self, session: SessionId, edition: str, document: bytes) -> None:
        """See `Store.keep_edition`."""
        await self._fcall(
            "keep", (self._keys.session(session), self._keys.editions(session)), edition, document
        )

    async def edition(self, session: SessionId, edition: str) -> bytes | None:
        """See `Store.edition`."""
        kept: bytes | None = await self._pipe.call("HGET", self._keys.editions(session), edition)
        return kept

    # --- watching ---

    async def glance(self, session: SessionId, poll: PollId | None, run: int) -> Glance | None:
        """See `Store.glance`."""
        tally = () if poll is None else (self._keys.run(session, poll, run),)
        versions = await self._fcall("glance", (self._keys.session(session), *tally))
        return None if versions is None else Glance(*versions)

    async def attend(self, session: SessionId, node: str, here: Attendance, now_ms: int) -> Attendance:
        """See `Store.attend`."""
        return Attendance(
            *await self._fcall(
                "attend", (self._keys.session(session), self._keys.nodes(session)),
                node, now_ms, ALIVE_MS, here.participant, here.stage, here.facilitator, here.moderator,
            )
        )  # fmt: skip

    async def ring(self, session: SessionId) -> None:
        """See `Store.ring`."""
        await self._pipe.call("SPUBLISH", self._keys.bell(session), b"")

    async def watch(self, session: SessionId) -> None:
        """See `Store.watch`."""
        await self._bells.watch(session, self._keys.bell(session))

    async def unwatch(self, session: SessionId) -> None:
        """See `Store.unwatch`."""
        self._bells.unwatch(self._keys.bell(session))

    def on_bell(self, hear: Callable[[SessionId], None]) -> None:
        """See `Store.on_bell`."""
        self._bells.hear = hear

    # --- life ---

    async def ping(self) -> None:
        """See `Store.ping`."""
        await self._pipe.call("PING")

    async def start(self) -> None:
        """See `Store.start`."""
        line = self._dial()
        try:
            await check(line, self._keys.bell(SessionId("start")))
        finally:
            await line.disconnect()
        self._pipe.start()
        self._bells.start()
        self._scrub.start()

    async def stop(self) -> None:
        """See `Store.stop`."""
        await self._bells.stop()
        await self._scrub.stop()
        await self._pipe.stop()

    async def _fcall(
        self, job: str, keys: tuple[bytes, ...] | list[bytes], *words: Word, bell: bytes | None = None
    ) -> Reply:
        return await self._pipe.call("FCALL", LIBRARY.function(job), len(keys), *keys, *words, bell=bell)


def _stored(kept: bytes) -> Stored:
    rev, _, ballot = kept.split(b"\n", 2)
    return Stored(int(rev), ballot)


def _versions(layout: Layout) -> str:
    return f"{layout.session} {layout.tally}"


def _layout(kept: bytes) -> Layout:
    versions, _, layout = kept.partition(b"\n")
    session, tally = versions.split()
    return Layout(int(session), int(tally), layout)


def _phases(session: AnySession) -> dict[str, str]:
    """Return what `cast` must know of a session: the phase and run of each poll."""
    return {f"phase:{poll.id}": f"{poll.phase} {poll.run}" for poll in session.polls}
