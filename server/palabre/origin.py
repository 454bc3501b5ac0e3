"""Where a request came from and what it was sent to, read from an ASGI scope."""

import re
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct
from starlette.types import Scope

#: A name, an IPv4 or a bracketed IPv6 address, with or without a port: nothing that ends a quotation.
_HOST: Final = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


class Origin(Struct, frozen=True):
    """One request's origin."""

    #: The client's network address; used for limits in memory, never stored or logged.
    address: str
    #: `scheme://host[:port]` as the client wrote it.
    url: str


def origin_of(scope: Scope) -> Origin:
    """Return the origin of an HTTP request or a WebSocket handshake."""
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    client = scope.get("client")
    return Origin(address=client[0] if client else "", url=f"{scheme}://{host_of(scope)}")


def host_of(scope: Scope) -> str:
    """Return the `host[:port]` that a request was sent to; empty where it is none that can be quoted."""
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    try:
        return host if _HOST.fullmatch(host) and urlsplit(f"http://{host}").hostname else ""
    except ValueError:
        return ""
