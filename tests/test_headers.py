"""The security headers: on every answer, and never made of what a client wrote."""

import pytest

from palabre.headers import HEADERS
from tests.people import Node

pytestmark = pytest.mark.asyncio(loop_scope="module")


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/codes/CDF347", "/none/none", "/assets/none.js"])
async def test_every_answer(node: Node, path: str) -> None:
    """A page, an answer of the API and a refusal carry them all."""
    headers = (await node.ask("GET", path)).headers
    assert HEADERS.items() <= headers.items()
    assert "content-security-policy" in headers


async def test_policy(node: Node) -> None:
    """Nothing is allowed but our own files and our own WebSocket; nothing runs inline."""
    policy = directives((await node.ask("GET", "/")).headers["content-security-policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src-elem"] == ["'self'"]
    own = f"127.0.0.1:{node.port}"
    assert policy["connect-src"] == ["'self'", f"ws://{own}", f"wss://{own}"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]


@pytest.mark.parametrize("host", ["[::1]:80", "palabre.example", "xn--bcher-kva.example:8443"])
async def test_own_address(node: Node, host: str) -> None:
    """The address that was used is spelled out for older browsers."""
    policy = directives((await node.ask("GET", "/", host=host)).headers["content-security-policy"])
    assert policy["connect-src"] == ["'self'", f"ws://{host}", f"wss://{host}"]


@pytest.mark.parametrize(
    "host", ["a; script-src *", "a b", "'unsafe-inline'", "[", "a,b", "a:b", "é", "*", ""]
)
async def test_no_injection(node: Node, host: str) -> None:
    """A Host header that is no address adds nothing to the policy."""
    answer = await node.ask("GET", "/healthz", host=host)
    assert directives(answer.headers["content-security-policy"])["connect-src"] == ["'self'"]


async def test_not_who_serves(node: Node) -> None:
    """Nobody is told which software answers."""
    assert "server" not in (await node.ask("GET", "/")).headers
