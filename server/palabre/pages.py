"""Everything by HTTP: the five pages, their assets, the small API, and whether we are well.

Pages are files that the client's build wrote; nothing is rendered here. Every answer carries the security
headers, every refusal has the same body, and no request is logged with a token: tokens travel in fragments
and in `Authorization` only.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, Literal, TypeVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from palabre import archive as archives, deck as decks, openapi, session as sessions, text
from palabre.api import (
    STATUS,
    Compared,
    Found,
    FromArchive,
    FromSession,
    Health,
    Loaded,
    NewSession,
    Recalled,
    RefusedBody,
)
from palabre.archive import AnyKept
from palabre.assets import Assets
from palabre.commands import Commands
from palabre.document import Mistake
from palabre.entrance import Entrance
from palabre.errors import Code, Refusal
from palabre.kinds import Kinds
from palabre.limits import ARCHIVE, DOCUMENT
from palabre.origin import origin_of
from palabre.protocol import PollId, Role, SessionId
from palabre.store import Away, Store
from palabre.tokens import canonical_code

Handler = Callable[[Request], Awaitable[Response]]
T = TypeVar("T")

HEALTH_S: Final = 2.0
#: So much more than is taken is read of a body that is too large, and it is cut off beyond.
READ_ON: Final = 16 * DOCUMENT
#: Who may take home what a session holds.
SEES: Final[tuple[Role, ...]] = ("facilitator", "moderator")
#: As long as the name of an edition may be, in characters.
NAME_LIMIT: Final = 40


def routes(pages: "Pages", static: Path) -> list[BaseRoute]:
    """Return every address by HTTP; the last one takes what could be a join code."""
    assets = Assets(static)
    return [
        Route("/healthz", pages.healthz),
        Route("/api/openapi.json", pages.openapi),
        Route("/api/sessions", pages.create, methods=["POST"]),
        Route("/api/codes/{code}", pages.find),
        Route("/api/sessions/{session}/deck", pages.download, methods=["GET"]),
        Route("/api/sessions/{session}/deck", pages.load, methods=["POST"]),
        Route("/api/sessions/{session}/archive", pages.archive),
        Route("/api/sessions/{session}/polls/{poll}/edition", pages.compare, methods=["PUT"]),
        Route("/api/sessions/{session}/polls/{poll}/edition", pages.compare_no_more, methods=["DELETE"]),
        Route("/assets/{path:path}", assets.hashed),
        Route("/", assets.page("index")),
        Route("/stage/{session}", assets.page("stage")),
        Route("/run/{session}", assets.page("run")),
        Route("/moderate/{session}", assets.page("moderate")),
        Route("/{name}.{suffix}", assets.root),
        Route("/{code}", _under_one_address(assets.page("phone"))),
    ]


def _under_one_address(page: Handler) -> Handler:
    """Lead every spelling of a code to the one on the stage: a phone keeps who it is under the code it was given."""

    async def serve(request: Request) -> Response:
        typed: str = request.path_params["code"]
        code = canonical_code(typed)
        if code is None or code == typed:
            return await page(request)
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/{code}{query}", headers={"cache-control": "no-store"})

    return serve


class Pages:
    """The API's handlers."""

    def __init__(self, store: Store, kinds: Kinds, commands: Commands, entrance: Entrance) -> None:
        self._store, self._kinds = store, kinds
        self._commands, self._entrance = commands, entrance

    async def healthz(self, request: Request) -> Response:
        """Answer 200 only when the store answers."""
        try:
            async with asyncio.timeout(HEALTH_S):
                await self._store.ping()
        except (Away, TimeoutError):
            return _json(Health(store="away"), 503)
        return _json(Health(store="here"))

    async def openapi(self, request: Request) -> Response:
        """Describe the API."""
        return Response(openapi.document(), media_type="application/json")

    async def find(self, request: Request) -> Response:
        """Look a join code up."""
        session, code = await self._entrance.find(request.path_params["code"], origin_of(request.scope))
        return _json(Found(session=session, code=code))

    async def create(self, request: Request) -> Response:
        """Begin a session, empty or from a deck."""
        origin = origin_of(request.scope)
        self._entrance.ask(origin)
        asked = _read(await _body(request), NewSession)
        deck = decks.Deck(asked.title, asked.languages)
        if asked.deck:
            deck = await self._read(asked.deck)
        session = sessions.begin(deck.title, deck.languages, deck.polls)
        return _json(await self._entrance.create(session, origin), 201)

    async def download(self, request: Request) -> Response:
        """Give the session as a deck."""
        session = await self._allowed(request, *SEES)
        form: Literal["yaml", "json"] = "json" if request.query_params.get("format") == "json" else "yaml"
        text = decks.write(decks.of_session(await self._entrance.load(session)), form)
        return Response(
            text,
            media_type="application/json" if form == "json" else "application/yaml",
            headers={"content-disposition": f'attachment; filename="palabre.{form}"'},
        )

    async def load(self, request: Request) -> Response:
        """Add the polls of a deck to the session."""
        session = await self._allowed(request, "facilitator")
        try:
            text = (await _body(request)).decode("utf-8-sig")
        except UnicodeError:
            raise Refusal(Code.BAD_DECK, reason="it is not UTF-8 text.") from None
        deck = await self._read(text)
        return _json(Loaded(version=await self._commands.extend(session, deck.polls)))

    async def archive(self, request: Request) -> Response:
        """Give the session as an archive, as it stands now."""
        session = await self._entrance.load(await self._allowed(request, *SEES))
        runs = [self._store.tally(session.id, poll.id, poll.run) for poll in session.polls]
        tallies = dict(zip((poll.id for poll in session.polls), await asyncio.gather(*runs), strict=True))
        archive = archives.of_session(session, tallies)
        return Response(
            await asyncio.to_thread(archives.write, archive),
            media_type="application/json",
            headers={"content-disposition": archives.disposition(archive), "cache-control": "no-store"},
        )

    async def compare(self, request: Request) -> Response:
        """Name the earlier edition that a poll is compared with."""
        session = await self._allowed(request, "facilitator")
        body = await _body(request, ARCHIVE)
        asked = await asyncio.to_thread(_read_edition, body)
        names = (_name("then", asked.then), _name("now", asked.now))
        poll = PollId(request.path_params["poll"])
        if isinstance(asked, Recalled):
            return _json(Compared(version=await self._commands.recall(session, poll, names)))
        if isinstance(asked, FromArchive):
            archive = await asyncio.to_thread(archives.read, bytes(asked.archive), self._kinds)
            earlier = archive.poll(asked.poll)
        else:
            earlier = await self._copy(asked)
        return _json(Compared(version=await self._commands.compare(session, poll, earlier, names)))

    async def compare_no_more(self, request: Request) -> Response:
        """Compare a poll with nothing any more."""
        session = await self._allowed(request, "facilitator")
        poll = PollId(request.path_params["poll"])
        return _json(Compared(version=await self._commands.compare_no_more(session, poll)))

    async def _copy(self, asked: FromSession) -> AnyKept:
        """Return a poll of a session as it stands now, for a token that may see what moderators hid in it.

        Raise `UNKNOWN_EDITION`.
        """
        try:
            role = await self._entrance.role(asked.session, asked.token)
            session = await self._entrance.load(asked.session)
            run = session.poll(asked.poll).run
        except Refusal:
            raise Refusal(Code.UNKNOWN_EDITION) from None
        if role not in SEES:
            raise Refusal(Code.UNKNOWN_EDITION)
        return archives.keep(session, asked.poll, await self._store.tally(session.id, asked.poll, run))

    async def _read(self, text: str) -> decks.Deck:
        """Read a deck beside the loop: a large one takes a while, and phones are not to wait for it."""
        return await asyncio.to_thread(decks.read, text, self._kinds)

    async def _allowed(self, request: Request, *roles: Role) -> SessionId:
        session = SessionId(request.path_params["session"])
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        role = await self._entrance.role(session, token if scheme.lower() == "bearer" else "")
        if role not in roles:
            raise Refusal(Code.NOT_YOURS)
        return session


async def _body(request: Request, limit: int = DOCUMENT) -> bytes:
    """Return the body. Raise `TOO_LARGE` once it was read to its end, as nobody listens while still sending."""
    body, size = bytearray(), 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= limit:
            body += chunk
        elif size > limit + READ_ON:
            break
    if size > limit:
        raise Refusal(Code.TOO_LARGE, limit=limit)
    return bytes(body)


def _read(body: bytes, type_: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=type_)
    except msgspec.ValidationError as error:
        raise Refusal(Code.BAD_COMMAND, reason=str(error)) from None
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise Refusal(Code.BAD_JSON) from None


class _Which(msgspec.Struct):
    """What tells the ways to name an edition apart."""

    archive: msgspec.Raw = msgspec.Raw()
    session: msgspec.Raw = msgspec.Raw()


def _read_edition(body: bytes) -> FromArchive | FromSession | Recalled:
    which = _read(body, _Which)
    if which.archive:
        return _read(body, FromArchive)
    return _read(body, FromSession) if which.session else _read(body, Recalled)


def _name(field: str, given: str) -> str:
    name = text.clean(given)
    if len(name) > NAME_LIMIT:
        raise Refusal(Code.BAD_SPEC, field=field, reason=f"must have at most {NAME_LIMIT} characters")
    return name


def _json(answer: msgspec.Struct, status: int = 200) -> Response:
    return Response(
        msgspec.json.encode(answer),
        status,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )


async def refused(_: Request, error: Exception) -> Response:
    """Answer a refused request with the one body that all refusals share."""
    match error:
        case decks.DeckError():
            refusal = Refusal(Code.BAD_DECK, reason=error.mistakes[0].sentence)
            return _refused(refusal, error.mistakes)
        case Away():
            return _refused(Refusal(Code.AWAY))
        case Refusal():
            return _refused(error)
        case HTTPException(status_code=status, headers=headers):
            body = _refused(Refusal(Code.NOT_HERE))
            body.status_code = status
            body.headers.update(headers or {})
            return body
        case _:
            # Logged by the server, as Starlette raises it again once this is sent.
            return _refused(Refusal(Code.FAULT))


def _refused(refusal: Refusal, errors: tuple[Mistake, ...] = ()) -> Response:
    body = RefusedBody(code=refusal.code, args=refusal.fields, text=refusal.sentence, errors=errors)
    return _json(body, STATUS.get(refusal.code, 422))
