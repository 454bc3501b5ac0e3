"""The way in: codes, tokens and links; who may enter what, and how a session begins.

Knows no transport: an address and an origin (`https://host[:port]`) are handed in. An address that has
tried too many codes that do not exist is answered late, so that nobody finds sessions by trying and nobody
shuts out the hall that shares an address.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlsplit

from msgspec import Struct, structs

from palabre.api import Begun
from palabre.errors import Code, Refusal
from palabre.feed import Feed
from palabre.hub import Member
from palabre.limits import (
    CREATE_BURST,
    CREATE_RATE,
    LOOKUP_BURST,
    LOOKUP_LATE_AT_ONCE,
    LOOKUP_LATE_S,
    LOOKUP_RATE,
    Buckets,
    Clock,
)  # fmt: skip
from palabre.origin import Origin
from palabre.protocol import Enter, Join, Role, SessionId, Welcome
from palabre.session import AnySession
from palabre.store import Store
from palabre.tokens import (
    CODE_LENGTH,
    Randomness,
    canonical_code,
    handed_out,
    hash_token,
    new_code,
    new_token,
    participant_key,
    role_of,
    role_tokens,
)  # fmt: skip

#: Tries to find a free code; with a thousand sessions the first is free 99.999 % of the time.
CODE_TRIES = 20
PAGES: Mapping[str, Role] = {"stage": "stage", "run": "facilitator", "moderate": "moderator"}


class Addresses(Struct, frozen=True):
    """How pages are reached: as the operator says, or from the local network; either may be empty."""

    public: str = ""
    lan: str = ""


class Chance(Struct, frozen=True):
    """Randomness and time: `clock` is monotonic, in seconds."""

    random: Randomness
    clock: Clock
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Entrance:
    """Admits members to sessions of one node."""

    def __init__(self, store: Store, feed: Feed, chance: Chance, addresses: Addresses) -> None:
        self._store, self._feed, self._addresses = store, feed, addresses
        self._random, self._sleep = chance.random, chance.sleep
        self._lookups = Buckets(LOOKUP_BURST, LOOKUP_RATE, chance.clock)
        self._creations = Buckets(CREATE_BURST, CREATE_RATE, chance.clock)
        self._late: Counter[str] = Counter()

    async def find(self, typed: str, origin: Origin) -> tuple[SessionId, str]:
        """Return the session of a typed join code, and the code. Raise `UNKNOWN_CODE` or `TOO_FAST`."""
        if not self._lookups.has(origin.address):
            await self._wait_in_line(origin.address)
        code = canonical_code(typed)
        found = await self._store.find(code) if code else None
        if code is None or found is None:
            self._lookups.take(origin.address)
            raise Refusal(Code.UNKNOWN_CODE, length=CODE_LENGTH)
        return found, code

    async def _wait_in_line(self, address: str) -> None:
        """Answer an address late that has tried too many codes. Raise `TOO_FAST` where its line is full."""
        if self._late[address] >= LOOKUP_LATE_AT_ONCE:
            raise Refusal(Code.TOO_FAST, seconds=self._lookups.patience_s)
        self._late[address] += 1
        try:
            await self._sleep(LOOKUP_LATE_S)
        finally:
            self._late[address] -= 1
            if not self._late[address]:
                del self._late[address]

    async def role(self, session: SessionId, token: str) -> Role:
        """Return the role that a token carries. Raise `UNKNOWN_SESSION` or `WRONG_TOKEN`."""
        hashes = await self._store.tokens(session)
        if not hashes:
            raise Refusal(Code.UNKNOWN_SESSION)
        role = role_of(token, hashes)
        if role is None:
            raise Refusal(Code.WRONG_TOKEN)
        return role

    async def admit(self, command: Join | Enter, member: Member, origin: Origin) -> Welcome:
        """Make a member of whoever said hello, and return the welcome. Raise a refusal if not."""
        if isinstance(command, Join):
            return await self._join(command, member, origin)
        member.session = SessionId(command.session)
        member.role = await self.role(member.session, command.token)
        member.look(command.view)
        session = self._feed.session(member.session) or await self.load(member.session)
        tokens = handed_out(command.token) if member.role == "facilitator" else {}
        return self._welcome(command.ref, member, session.code, origin, tokens)

    async def _join(self, command: Join, member: Member, origin: Origin) -> Welcome:
        member.session, code = await self.find(command.code, origin)
        secret = await self._store.secret(member.session)
        if secret is None:
            raise Refusal(Code.UNKNOWN_SESSION)
        member.participant = participant_key(secret, command.me)
        return self._welcome(command.ref, member, code, origin, {})

    def _welcome(
        self, ref: int, member: Member, code: str, origin: Origin, tokens: dict[Role, str]
    ) -> Welcome:
        return Welcome(
            ref=ref, role=member.role, session=member.session, code=code,
            join=self.join_link(code, origin), tokens=tokens,
        )  # fmt: skip

    async def load(self, session_id: SessionId) -> AnySession:
        """Return the session as it is now. Raise `UNKNOWN_SESSION`."""
        session = await self._store.load(session_id)
        if session is None:
            raise Refusal(Code.UNKNOWN_SESSION)
        return session

    # --- beginning a session ---

    def ask(self, origin: Origin) -> None:
        """Count one wish to begin a session, before anything is read of it. Raise `TOO_FAST`."""
        if not self._creations.take(origin.address):
            raise Refusal(Code.TOO_FAST, seconds=self._creations.patience_s)

    async def create(self, session: AnySession, origin: Origin) -> Begun:
        """Keep a new session under a free code with new tokens."""
        tokens = role_tokens(new_token(self._random))
        hashes = {role: hash_token(token) for role, token in tokens.items()}
        for _ in range(CODE_TRIES):
            named = structs.replace(
                session, id=SessionId(new_token(self._random)[:16]), code=new_code(self._random)
            )
            if await self._store.create(named, hashes, self._random(32)):
                return self._begun(named, tokens, origin)
        raise Refusal(Code.TOO_FAST, seconds=1)

    def _begun(self, session: AnySession, tokens: dict[Role, str], origin: Origin) -> Begun:
        home = self._home(origin)
        pages = {page: f"{home}/{page}/{session.id}#{tokens[role]}" for page, role in PAGES.items()}
        return Begun(
            session=session.id, code=session.code, join=self.join_link(session.code, origin), **pages
        )

    def join_link(self, code: str, origin: Origin) -> str:
        """Return the address of a session's phone page that a phone in the room can open."""
        return f"{self._home(origin)}/{code}"

    def _home(self, origin: Origin) -> str:
        """The operator's address; else the one that was used, unless only this machine understands it."""
        if self._addresses.public:
            return self._addresses.public.rstrip("/")
        host = urlsplit(origin.url).hostname or ""
        local = host in ("localhost", "::1", "") or host.startswith("127.")
        return self._addresses.lan if local and self._addresses.lan else origin.url
