"""Where a request came from and what it was sent to, read from an ASGI scope."""

from msgspec import Struct
from starlette.types import Scope


class Origin(Struct, frozen=True):
    """One request's origin."""

    #: The client's network address; used for limits in memory, never stored or logged.
    address: str
    #: `scheme://host[:port]` as the client wrote it.
    url: str


def origin_of(scope: Scope) -> Origin:
    """Return the origin of an HTTP request or a WebSocket handshake."""
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    client = scope.get("client")
    return Origin(address=client[0] if client else "", url=f"{scheme}://{host}")
