"""Apps on real ports, and one HTTP request over a plain socket, so that nothing tidies up what a test sends."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import msgspec
import uvicorn

from palabre.headers import SecurityHeaders
from palabre.serve import listen, server_config
from palabre.settings import Settings


@asynccontextmanager
async def served(app: SecurityHeaders, send_buffer: int = 0) -> AsyncIterator[int]:
    """Serve an app in this loop, as `palabre serve` does; the port. With a small send buffer, if one is given."""
    with listen("127.0.0.1", 0) as listener:
        if send_buffer:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
        server = uvicorn.Server(server_config(app, Settings()))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        while not (server.started or serving.done()):  # noqa: ASYNC110 (it has no event)
            await asyncio.sleep(0.005)
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await serving


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, decoded."""
        return msgspec.json.decode(self.body)


async def ask(port: int, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send one request and return its answer; `accept_encoding` is the header `accept-encoding`."""
    lines = {"host": f"127.0.0.1:{port}", "connection": "close", "content-length": str(len(body))}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(head.encode("latin-1") + b"\r\n" + body)
        return _parse(await reader.read())
    finally:
        writer.close()
        await writer.wait_closed()


def _parse(said: bytes) -> Answer:
    head, _, body = said.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Answer(int(status.split()[1]), headers, body)
