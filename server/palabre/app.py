"""The composition root: the only module that chooses. Puts the parts of one node together as an ASGI app."""

import asyncio
import gc
import logging
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import WebSocketRoute

from palabre import session as sessions
from palabre.advice import Adviser
from palabre.api import Begun
from palabre.commands import Commands
from palabre.connection import Live
from palabre.deck import Deck, DeckError
from palabre.easel import Easel
from palabre.entrance import Addresses, Chance, Entrance
from palabre.errors import Refusal
from palabre.feed import Feed
from palabre.headers import SecurityHeaders
from palabre.hub import Hub
from palabre.kinds import Kinds
from palabre.origin import Origin
from palabre.pages import Pages, refused, routes
from palabre.settings import Settings, read as read_settings
from palabre.store import Away, Store
from palabre.store.redis import RedisStore
from palabre.telemetry import configure
from palabre.watch import Node

log = logging.getLogger(__name__)

STATIC = Path(__file__).parent / "static"
CHANCE = Chance(os.urandom, time.monotonic)
#: A node takes connections by then even if it finds no store: a worker that was replaced during an outage
#: says so instead of not being there.
START_S: Final = 3.0
RETRY_S: Final = 0.5
#: The loop waits no longer than this for the thread that builds pictures, each time it has something to do.
SWITCH_S: Final = 0.001


def create_app(settings: Settings, kinds: Kinds | None = None) -> SecurityHeaders:
    """Return a node that keeps everything in the Redis of `settings.redis`."""
    kinds = kinds or Kinds()
    kinds.prepare()
    store = RedisStore(settings.redis, kinds, prefix=settings.key_prefix)
    easel = Easel()
    adviser = Adviser(settings.suggester)
    feed = Feed(Node(os.urandom(8).hex(), store, kinds, Hub(), easel, time.monotonic, _wall_ms, adviser))
    commands = Commands(store, kinds, feed)
    entrance = Entrance(store, feed, CHANCE, _addresses(settings))
    pages = Pages(store, kinds, commands, entrance)
    live = Live(commands, feed, entrance, time.monotonic)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        starting = asyncio.create_task(_start(store))
        try:
            await asyncio.wait([starting], timeout=START_S)
            if starting.done():
                starting.result()
            yield
        finally:
            starting.cancel()
            await asyncio.wait([starting])
            await feed.stop()
            easel.close()
            await store.stop()

    app = Starlette(
        routes=[WebSocketRoute("/api/live", live), *routes(pages, STATIC)],
        exception_handlers=dict.fromkeys((Refusal, DeckError, Away, HTTPException, Exception), refused),
        lifespan=lifespan,
    )
    return SecurityHeaders(app)


async def _start(store: Store) -> None:
    """Start the store as soon as it can be reached. Raise `Unusable`."""
    while True:
        try:
            return await store.start()
        except Away:
            log.warning("The store cannot be reached; trying again.")
            await asyncio.sleep(RETRY_S)


def from_environment() -> SecurityHeaders:
    """Return the node that the environment's settings describe; what a worker process starts."""
    settings = read_settings({}, os.environ)
    configure(settings.log_level)
    node = create_app(settings)
    # What is here now stays: a full collection would stop the loop for as long as it takes to walk the lexicon.
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(SWITCH_S)
    return node


async def prepare(settings: Settings, deck: Deck | None) -> Begun | None:
    """See that the store can be used, and begin a session with a deck if there is one.

    Raise `Away` or `Unusable`.
    """
    kinds = Kinds()
    store = RedisStore(settings.redis, kinds, prefix=settings.key_prefix)
    await store.start()
    try:
        await store.ping()
        if deck is None:
            return None
        feed = Feed(Node("", store, kinds, Hub(), Easel(), time.monotonic, _wall_ms))
        entrance = Entrance(store, feed, CHANCE, _addresses(settings))
        session = sessions.begin(deck.title, deck.languages, deck.polls)
        return await entrance.create(session, Origin(address="", url=settings.lan_url))
    finally:
        await store.stop()


def _addresses(settings: Settings) -> Addresses:
    return Addresses(settings.public_url, settings.lan_url)


def _wall_ms() -> int:
    return time.time_ns() // 1_000_000
