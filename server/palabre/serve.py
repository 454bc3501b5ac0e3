"""`palabre serve`: from settings to a listening server and back to nothing, whatever goes wrong between.

Owns the order of things: the port first, then Redis, then a look at whether it can be used, then workers;
and the same backwards. Every reason not to start is one sentence (`CannotServe`), with nothing left behind.
"""

import asyncio
import logging
import multiprocessing
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import msgspec
import segno
import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from palabre.api import Begun
from palabre.app import from_environment, prepare
from palabre.deck import Deck, DeckError, read as read_deck
from palabre.headers import SecurityHeaders
from palabre.kinds import Kinds
from palabre.limits import ROLE_FRAME
from palabre.redis_keeper import RedisKeeper
from palabre.redis_server import CannotStart, RedisServer
from palabre.settings import PREFIX, Settings
from palabre.store import Away, Unusable
from palabre.suggester_keeper import SuggesterKeeper
from palabre.telemetry import configure

log = logging.getLogger(__name__)

#: A peer that has not acknowledged anything for this long is gone, and frees its writer.
USER_TIMEOUT_MS: Final = 10_000
BACKLOG: Final = 4096
#: The protocol closes above this; up to it, what is too large is refused with a sentence.
WS_MAX_SIZE: Final = 2 * ROLE_FRAME
SHUTDOWN_S: Final = 5


class CannotServe(Exception):
    """Why the server does not start: one sentence with what to do."""


class Stopped(BaseException):
    """SIGTERM or Ctrl-C came while no server was there to take it."""


def serve(settings: Settings) -> None:
    """Serve until Ctrl-C or SIGTERM. Raise `CannotServe`."""
    configure(settings.log_level)
    deck = _deck(settings)
    with _stoppable(), listen(settings.host, settings.port) as listener:
        port = listener.getsockname()[1]
        lan = settings.lan_url or f"http://{_reachable(settings.host)}:{port}"
        settings = msgspec.structs.replace(settings, port=port, lan_url=lan)
        with _store(settings) as url:
            settings = msgspec.structs.replace(settings, redis=url)
            begun = _prepare(settings, deck)
            _announce(settings, begun)
            with _suggester(settings) as place:
                _export(msgspec.structs.replace(settings, suggester=place))
                _run(settings, listener)


def _deck(settings: Settings) -> Deck | None:
    if not settings.deck:
        return None
    try:
        text = Path(settings.deck).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise CannotServe(f"The deck {settings.deck} cannot be read: {reason}.") from None
    try:
        return read_deck(text, Kinds(), name=settings.deck)
    except DeckError as error:
        raise CannotServe(str(error)) from None


@contextmanager
def listen(host: str, port: int) -> Iterator[socket.socket]:
    """Provide a listening socket. Raise `CannotServe`."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except (socket.gaierror, UnicodeError):
        raise CannotServe(f"Cannot listen on {host}: this machine has no such address. See --host.") from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise CannotServe(
            f"Cannot listen on {host} port {port}: {reason}. Choose another with --port (make serve PORT=8001)."
        ) from None
    if sys.platform == "linux":
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, USER_TIMEOUT_MS)
    with listener:
        yield listener


@contextmanager
def _store(settings: Settings) -> Iterator[str]:
    """Provide the address of a Redis: the operator's, or our own for as long as the server runs."""
    if settings.redis:
        yield settings.redis
        return
    try:
        redis = RedisServer(settings.data_dir)
        with RedisKeeper(redis):
            yield redis.url
    except CannotStart as error:
        raise CannotServe(str(error)) from None


@contextmanager
def _suggester(settings: Settings) -> Iterator[str]:
    """Provide the socket of a suggester: another server's, or our own for as long as the server runs."""
    if settings.suggester:
        yield settings.suggester
        return
    with ExitStack() as stack:
        try:
            place = stack.enter_context(SuggesterKeeper()).path
        except OSError as error:
            log.warning("Nothing will be suggested to moderators: %s.", error.strerror or error)
            place = ""
        yield place


def _prepare(settings: Settings, deck: Deck | None) -> Begun | None:
    preparing = prepare(settings, deck)
    try:
        return asyncio.run(preparing)
    except Unusable as error:
        raise CannotServe(str(error)) from None
    except Away:
        where = _without_password(settings.redis)
        raise CannotServe(f"Redis does not answer at {where}. Start it, or check --redis.") from None
    finally:
        preparing.close()  # Told to end before the loop was there, it would complain that nobody awaited it.


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _export(settings: Settings) -> None:
    """Hand the settings to worker processes, which read them from the environment."""
    for field in msgspec.structs.fields(Settings):
        os.environ[PREFIX + field.name.upper()] = str(getattr(settings, field.name))


def _run(settings: Settings, listener: socket.socket) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if settings.workers > 1:
        workers = Workers(server_config("palabre.serve:worker", settings), sockets=[listener])
        workers.run()
        failed = any(process.exitcode == STARTUP_FAILURE for process in workers.processes)
    else:
        server = uvicorn.Server(server_config("palabre.app:from_environment", settings))
        server.run(sockets=[listener])
        failed = not server.started
    if failed:
        raise CannotServe("The server could not start; the reason is logged above.")


def server_config(app: SecurityHeaders | str, settings: Settings) -> uvicorn.Config:
    """Return how uvicorn serves a node, given as an app or as the name of what makes one."""
    return uvicorn.Config(
        app, factory=isinstance(app, str), workers=settings.workers,
        ws="websockets-sansio", ws_per_message_deflate=False, ws_max_size=WS_MAX_SIZE,
        ws_ping_interval=20, ws_ping_timeout=20,
        log_config=None, log_level="warning", access_log=False, server_header=False,
        forwarded_allow_ips=settings.trusted_proxies, backlog=BACKLOG,
        timeout_graceful_shutdown=SHUTDOWN_S,
    )  # fmt: skip


class Workers(Multiprocess):
    """Worker processes, which Ctrl-C in the terminal does not reach: the server hears it and ends them."""

    def init_processes(self) -> None:
        """Start every worker."""
        # Starts a helper process, once, and would undo what follows.
        resource_tracker.ensure_running()
        with _not_interrupted():
            super().init_processes()

    def keep_subprocess_alive(self) -> None:
        """Start a worker for each that has ended."""
        with _not_interrupted():
            super().keep_subprocess_alive()


@contextmanager
def _not_interrupted() -> Iterator[None]:
    """Let Ctrl-C wait; processes that are started meanwhile never hear it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def worker() -> SecurityHeaders:
    """Make the node of a worker process, which ends with the server that started it, however that ends."""
    server = multiprocessing.parent_process()
    if server is not None:
        threading.Thread(target=_end_with, args=(server,), daemon=True).start()
    return from_environment()


def _end_with(server: BaseProcess) -> None:
    server.join()
    # Nothing needs an orderly end: what was acknowledged is in Redis, and the port must become free.
    os._exit(1)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Turn Ctrl-C and SIGTERM into an orderly way out, before, during and after the server's own time."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Stopped

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except Stopped:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


# --- telling where ---------------------------------------------------------------------------------


def _reachable(host: str) -> str:
    """Return the address under which phones in the same network reach this machine."""
    if host not in ("0.0.0.0", "::"):  # noqa: S104
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket sends nothing; it only asks which way such an address would lie.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _announce(settings: Settings, begun: Begun | None) -> None:
    """Print the addresses, and a QR code of the one for phones."""
    door = begun.join if begun else settings.public_url or settings.lan_url
    lines = [f"  Palabre is listening.   http://localhost:{settings.port}"]
    if begun:
        lines += [
            f"  Phones join at          {begun.join}   (code {begun.code})",
            f"  Write and run polls     {begun.run}",
            f"  Project the stage       {begun.stage}",
            f"  Moderate                {begun.moderate}",
        ]
    else:
        lines.append(f"  From other devices      {door}")
    print("\n".join(["", *lines, ""]))
    if sys.stdout.isatty():
        segno.make(door, micro=False).terminal(compact=True)
    else:
        segno.make(door, micro=False).terminal(sys.stdout, compact=True)
    print("\n  Ctrl-C stops it. What was answered stays in the data folder.\n", flush=True)
