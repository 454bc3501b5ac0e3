"""What an operator may set: read once from flags and environment, all faults reported together.

Every field is a flag of `palabre serve` (`--data-dir`) and an environment variable (`PALABRE_DATA_DIR`);
the flag wins. `docs/settings.md` lists them all and a test compares it with this file.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

PREFIX = "PALABRE_"


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be set, with its default."""

    #: Where to listen. The default lets phones on the same network in.
    host: str = "0.0.0.0"  # noqa: S104
    port: int = 8000
    #: How many worker processes share the port.
    workers: int = 1
    #: Where the embedded Redis keeps its append-only file.
    data_dir: Path = Path("data")
    #: A Redis of your own, `redis://` or `rediss://` or `unix://`; empty for the embedded one.
    redis: str = ""
    #: Put in front of every key in Redis.
    key_prefix: str = "palabre:"
    #: A deck to start one session with.
    deck: str = ""
    #: The address under which everybody reaches this server, for links and the QR code; empty to take the
    #: one that a page was opened with.
    public_url: str = ""
    #: What stands in links instead of "localhost" where a page was opened on this very machine; empty to
    #: find out.
    lan_url: str = ""
    #: Addresses of reverse proxies whose forwarded headers are believed, separated by commas.
    trusted_proxies: str = "127.0.0.1"
    #: The Unix socket of the process that suggests groups; empty to have `palabre serve` start one.
    suggester: str = ""
    log_level: str = "info"


class BadSettings(Exception):
    """What is wrong with the settings: one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read(flags: Mapping[str, str], environment: Mapping[str, str]) -> Settings:
    """Return the settings that flags and environment ask for. Raise `BadSettings` with every fault."""
    asked: dict[str, str] = {}
    for field in msgspec.structs.fields(Settings):
        variable = PREFIX + field.name.upper()
        if variable in environment:
            asked[field.name] = environment[variable]
    asked.update(flags)
    values: dict[str, Any] = {}
    faults: list[str] = []
    for field in msgspec.structs.fields(Settings):
        if field.name in asked:
            try:
                values[field.name] = _value(field.type, asked[field.name])
            except ValueError:
                faults.append(f"{field.name} must be a whole number, not {asked[field.name]!r}")
    settings = Settings(**values)
    faults += _faults(settings)
    if faults:
        raise BadSettings(faults)
    return settings


def _value(kind: object, text: str) -> object:
    if kind is int:
        return int(text)
    return Path(text) if kind is Path else text


def _faults(settings: Settings) -> list[str]:
    faults = []
    if not 0 <= settings.port <= 65535:
        faults.append(f"port must be from 0 to 65535, not {settings.port}")
    if not 1 <= settings.workers <= 64:
        faults.append(f"workers must be from 1 to 64, not {settings.workers}")
    if settings.redis and not _address(settings.redis, "redis", "rediss", "unix"):
        faults.append("redis must be an address that starts with redis://, rediss:// or unix://")
    if settings.public_url and not _address(settings.public_url, "http", "https"):
        faults.append(
            f"public_url must be an address that starts with http:// or https://, not {settings.public_url!r}"
        )
    if settings.log_level not in ("debug", "info", "warning", "error"):
        faults.append(f"log_level must be debug, info, warning or error, not {settings.log_level!r}")
    if "{" in settings.key_prefix or "}" in settings.key_prefix:
        faults.append("key_prefix must not contain braces: they mark which keys belong together")
    return faults


def _address(text: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.netloc or parts.path) and parts.port != 0
    except ValueError:
        return False
