"""What a Redis must be and allow before Palabre entrusts ballots to it, in sentences for the operator."""

import logging
from typing import Final

from palabre.store import Away, Unusable
from palabre.store.functions import LIBRARY
from palabre.store.redis.lines import LOST, Line, Reply, ResponseError, connect, passes, reply

log = logging.getLogger(__name__)

OLDEST: Final = 7


async def check(line: Line, channel: bytes) -> None:
    """Connect, look at the server, load the functions. Raise `Away` or `Unusable`; warn about durability."""
    try:
        await connect(line)
        _check_server(_fields(await _allowed(line, b"INFO", b"server")))
        _check_role(_fields(await _allowed(line, b"INFO", b"replication")))
        await _allowed(line, b"FUNCTION", b"LOAD", b"REPLACE", LIBRARY.source)
        await _allowed(line, b"SPUBLISH", channel, b"")
        await _check_durability(line)
    except LOST as error:
        if _denied(error):
            raise Unusable(f"Redis does not let Palabre in: {error} Check user and password.") from error
        raise Away from error


async def _allowed(line: Line, *words: bytes) -> Reply:
    """Send a command that Palabre cannot do without."""
    try:
        return await reply(line, *words)
    except ResponseError as error:
        if passes(error):
            raise
        name = b" ".join(words[:2] if words[0] in (b"FUNCTION", b"INFO") else words[:1]).decode()
        raise Unusable(
            f"This Redis refuses {name}: {error}. Palabre needs Redis {OLDEST} or later, or Valkey, "
            "and a user that may call functions and publish on sharded channels."
        ) from error


def _denied(error: BaseException | None) -> bool:
    """Whether Redis said who may enter; redis-py raises that as a lost connection, or as one's cause."""
    code = getattr(error, "status_code", None)
    return error is not None and (code in ("NOAUTH", "WRONGPASS", "NOPERM") or _denied(error.__cause__))


def _fields(info: bytes | str) -> dict[str, str]:
    text = info.decode() if isinstance(info, bytes) else info
    return dict(line.split(":", 1) for line in text.split("\r\n") if ":" in line)


def _check_server(server: dict[str, str]) -> None:
    version = server.get("redis_version", "0")
    if int(version.split(".")[0]) < OLDEST:
        raise Unusable(f"This is Redis {version}; Palabre needs Redis {OLDEST} or later, or Valkey.")
    if server.get("redis_mode") not in (None, "standalone"):
        raise Unusable(
            f"This Redis runs as {server['redis_mode']}; give the address of one Redis server instead."
        )


def _check_role(replication: dict[str, str]) -> None:
    if replication.get("role", "master") != "master":
        raise Unusable("This Redis is a replica and takes no ballots; give the address of its primary.")


async def _check_durability(line: Line) -> None:
    """Warn if an acknowledged ballot could be lost. Raise nothing: it is the operator's to choose."""
    try:
        found = await reply(line, b"CONFIG", b"GET", b"append*")
    except ResponseError:
        log.warning(
            "This Redis does not say how it keeps data (CONFIG is denied): make sure of appendonly yes "
            "and appendfsync always, or ballots that were acknowledged can be lost."
        )
        return
    config = {key.decode(): value.decode() for key, value in found.items()}
    for setting, value in (("appendonly", "yes"), ("appendfsync", "always")):
        if config.get(setting) != value:
            log.warning(
                "This Redis has %s %s: set it to %s, or ballots that were acknowledged can be lost.",
                setting, config.get(setting), value,
            )  # fmt: skip
