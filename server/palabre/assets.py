"""The built client as files: pages, hashed assets, and their compressed twins.

Read from disk once and kept: a few hundred kilobytes that every phone asks for in the same minute. A file
whose name carries a hash is cached for a year, everything else is asked for again.
"""

import mimetypes
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from palabre.errors import Code, Refusal

ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
FOR_EVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "no-cache"


class Assets:
    """The files below one folder. As an ASGI app it serves its `assets/`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._read = lru_cache(maxsize=256)(self._read_uncached)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a hashed asset."""
        request = Request(scope, receive)
        path = str(scope["path"]).removeprefix("/")
        response = self._serve(request, path, FOR_EVER)
        await response(scope, receive, send)

    def page(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        """Return a handler that serves one page."""

        async def serve(request: Request) -> Response:
            return self._serve(request, f"{name}.html", ASK_AGAIN)

        return serve

    async def root(self, request: Request) -> Response:
        """Serve a file that lies beside the pages, such as the icon."""
        name, suffix = request.path_params["name"], request.path_params["suffix"]
        return self._serve(request, f"{name}.{suffix}", ASK_AGAIN)

    def _serve(self, request: Request, path: str, caching: str) -> Response:
        accepted = {
            part.partition(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")
        }
        for encoding, suffix in ENCODINGS:
            if encoding in accepted and (body := self._read(path + suffix)) is not None:
                return self._response(path, body, caching, {"content-encoding": encoding})
        body = self._read(path)
        if body is None:
            raise Refusal(Code.NOT_HERE)
        return self._response(path, body, caching, {})

    def _response(self, path: str, body: bytes, caching: str, headers: dict[str, str]) -> Response:
        kind, _ = mimetypes.guess_type(path)
        headers |= {"cache-control": caching, "vary": "accept-encoding"}
        return Response(body, media_type=kind or "application/octet-stream", headers=headers)

    def _read_uncached(self, path: str) -> bytes | None:
        file = (self._folder / path).resolve()
        if not file.is_relative_to(self._folder) or not file.is_file():
            return None
        return file.read_bytes()
