"""The built client as files: pages, hashed assets, and their compressed twins.

The folder is listed once, so that no address reaches a file outside of it, and each file is read once: a
few hundred kilobytes that every phone asks for in the same minute. A file whose name carries a hash is
cached for a year, everything else is asked for again.
"""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from palabre.errors import Code, Refusal

ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
FOR_EVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "no-cache"
#: What the build writes. Not `mimetypes`: it asks the system, and a browser runs no script of another type.
TYPES: Final = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
_NEVER: Final = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*", re.IGNORECASE)


class Assets:
    """The files below one folder, as they are when this is made."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            file.relative_to(folder).as_posix(): file for file in folder.rglob("[!.]*") if file.is_file()
        }
        self._bodies: dict[str, bytes] = {}

    async def hashed(self, request: Request) -> Response:
        """Serve a file of `assets/`, whose name carries a hash."""
        return self._serve(request, f"assets/{request.path_params['path']}", FOR_EVER)

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
        body = self._read(path)
        if body is None:
            raise Refusal(Code.NOT_HERE)
        headers = {"cache-control": caching, "vary": "accept-encoding"}
        accepts = _accepted(request.headers.get("accept-encoding", ""))
        for encoding, suffix in ENCODINGS:
            if accepts(encoding) and (smaller := self._read(path + suffix)) is not None:
                body, headers["content-encoding"] = smaller, encoding
                break
        kind = TYPES.get(Path(path).suffix, "application/octet-stream")
        return Response(body, media_type=kind, headers=headers)

    def _read(self, path: str) -> bytes | None:
        if path not in self._files:
            return None
        if path not in self._bodies:
            self._bodies[path] = self._files[path].read_bytes()
        return self._bodies[path]


def _accepted(header: str) -> Callable[[str], bool]:
    """Read an `Accept-Encoding` (RFC 9110, 12.5.3): which codings may be sent."""
    wanted = {}
    for part in header.lower().split(","):
        coding, _, weight = part.partition(";")
        wanted[coding.strip()] = _NEVER.fullmatch(weight) is None
    return lambda coding: wanted.get(coding, wanted.get("*", False))
