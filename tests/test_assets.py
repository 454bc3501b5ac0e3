"""The built client as files: found, typed, compressed, cached, and nothing beside them."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Route

from palabre.app import STATIC
from palabre.assets import ASK_AGAIN, FOR_EVER, TYPES, Assets
from palabre.errors import Refusal
from palabre.headers import SecurityHeaders
from palabre.pages import refused
from tests.web import Answer, ask, served

pytestmark = pytest.mark.asyncio(loop_scope="module")

#: What the content security policy refuses.
REFUSED = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\son[a-z]+=|https?://")
STATIC_TEXTS = {page.name: page.read_text() for page in sorted(STATIC.glob("*.html"))}
Get = Callable[..., Awaitable[Answer]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def get(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Get]:
    """A server of one folder, beside which a secret lies."""
    tmp_path = tmp_path_factory.mktemp("assets")
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "index.html").write_text("plain")
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "assets" / "a-1.js").write_text("plain")
    for suffix in ("br", "gz"):
        (folder / "assets" / f"a-1.js.{suffix}").write_text(suffix)
    assets = Assets(folder)
    app = Starlette(
        routes=[
            Route("/assets/{path:path}", assets.hashed),
            Route("/", assets.page("index")),
            Route("/{name}.{suffix}", assets.root),
        ],
        exception_handlers={Refusal: refused, HTTPException: refused},
    )
    async with served(SecurityHeaders(app)) as port:

        async def get(path: str, method: str = "GET", **headers: str) -> Answer:
            return await ask(port, method, path, b"", headers)

        yield get


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("", None), ("br", "br"), ("gzip", "gzip"), ("gzip, br", "br"), ("GZIP", "gzip"), ("deflate", None),
        ("*", "br"), ("br;q=0, gzip", "gzip"), ("br;q=0,gzip;q=0", None), ("*;q=0", None), ("br;q=0, *", "gzip"),
        ("br; q=0.000, gzip; q=0.1", "gzip"), ("identity", None), (",;=,", None),
    ],
)  # fmt: skip
async def test_encoding(get: Get, accepts: str, encoding: str | None) -> None:
    """The smallest file is sent that the browser takes."""
    answer = await get("/assets/a-1.js", accept_encoding=accepts)
    assert answer.headers.get("content-encoding") == encoding
    assert answer.body == {"br": b"br", "gzip": b"gz", None: b"plain"}[encoding]
    assert answer.headers["vary"] == "accept-encoding"


async def test_not_compressed(get: Get) -> None:
    """A file without a compressed twin is sent as it is."""
    answer = await get("/", accept_encoding="br, gzip")
    assert (answer.status, answer.body, "content-encoding" in answer.headers) == (200, b"plain", False)


async def test_caching(get: Get) -> None:
    """What has a hash in its name is kept for ever; a page and an icon are asked for again."""
    answers = [await get(path) for path in ("/assets/a-1.js", "/", "/icon.svg")]
    assert [it.headers["cache-control"] for it in answers] == [FOR_EVER, ASK_AGAIN, ASK_AGAIN]


async def test_types(get: Get) -> None:
    """A browser is told what a file is, and told to believe it."""
    answers = [await get(path) for path in ("/assets/a-1.js", "/", "/icon.svg")]
    kinds = [it.headers["content-type"].partition(";")[0] for it in answers]
    assert kinds == ["text/javascript", "text/html", "image/svg+xml"]
    assert {it.headers["x-content-type-options"] for it in answers} == {"nosniff"}


async def test_head(get: Get) -> None:
    """HEAD says what GET would, without the body."""
    answer = await get("/assets/a-1.js", method="HEAD")
    assert (answer.status, answer.headers["content-length"], answer.body) == (200, "5", b"")


@pytest.mark.parametrize(
    "path",
    [
        "/assets/", "/assets/none.js", "/assets/../secret.txt", "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/assets//etc/passwd",
        "/assets/%00", "/assets/a-1.js%00", "/assets/a-1.js/", "/assets/%ff", "/assets/./a-1.js", "/none.html",
        "/..%2fsecret.txt", "/assets/" + "a" * 5000, "/assets/..\\..\\secret.txt",
    ],
)  # fmt: skip
async def test_not_here(get: Get, path: str) -> None:
    """Whatever is not a listed file is not here."""
    answer = await get(path)
    assert (answer.status, answer.json["code"]) == (404, "not_here")


async def test_read_only(get: Get) -> None:
    """Files are for reading."""
    assert (await get("/assets/a-1.js", method="POST")).status == 405


async def test_every_file_has_a_type() -> None:
    """Every kind of file that the build writes is named."""
    suffixes = {file.suffix for file in STATIC.rglob("[!.]*") if file.is_file()}
    assert suffixes - {".br", ".gz"} <= set(TYPES)


@pytest.mark.parametrize("page", STATIC_TEXTS)
async def test_policy_fits(page: str) -> None:
    """No page holds a script or a style that the policy would not run."""
    assert REFUSED.findall(STATIC_TEXTS[page]) == []
