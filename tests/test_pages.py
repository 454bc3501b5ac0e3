"""The HTTP API: every refusal with its status and the one body, sizes, tokens, and decks there and back."""

import asyncio

import pytest

from palabre import entrance
from palabre.deck import read
from palabre.limits import CREATE_BURST, DOCUMENT, LOOKUP_BURST
from tests.people import Node, Person, Sitting
from tests.web import Answer

pytestmark = pytest.mark.asyncio(loop_scope="module")

DECK = "palabre: 1\ntitle: Plenary\npolls:\n  - kind: words\n    question: What is learning?\n"


def code(answer: Answer) -> tuple[int, str]:
    """The status and code of a refusal, which has its sentence and is never kept by anybody."""
    assert answer.headers["cache-control"] == "no-store"
    assert len(answer.json["text"]) > 10
    return answer.status, answer.json["code"]


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


# --- finding and beginning a session ---


async def test_begin(node: Node) -> None:
    """A new session has a code and three links, each with its own token in the fragment."""
    begun = await node.begin()
    links = [begun.stage, begun.run, begun.moderate]
    assert begun.join == f"{node.url}/{begun.code}"
    assert [link.partition("#")[0] for link in links] == [
        f"{node.url}/{page}/{begun.session}" for page in ("stage", "run", "moderate")
    ]
    assert len({link.partition("#")[2] for link in links}) == 3


async def test_begin_with_deck(node: Node) -> None:
    """A session that is begun with a deck has its polls."""
    begun = await node.begin(deck=DECK)
    stage = Person(node.url)
    await stage.enters(begun.session, begun.stage.partition("#")[2])
    await stage.shows(polls=1, title="Plenary")
    await stage.leaves()


async def test_find(node: Node) -> None:
    """A code leads to its session, however it is typed."""
    begun = await node.begin()
    answer = await node.ask("GET", f"/api/codes/{begun.code.lower()[:3]}%20{begun.code.lower()[3:]}")
    assert (answer.status, answer.json) == (200, {"session": begun.session, "code": begun.code})


@pytest.mark.parametrize("typed", ["cdf346", "CDF-346", "%EF%BC%A3df%D9%A3%D9%A4%D9%A6"])
async def test_one_address(node: Node, typed: str) -> None:
    """Every spelling of a code's address leads to the one on the stage, with the language that it asks for."""
    answer = await node.ask("GET", f"/{typed}?lang=ar")
    assert (answer.status, answer.headers["location"]) == (307, "/CDF346?lang=ar")


@pytest.mark.parametrize("path", ["CDF346", "nothing"])
async def test_own_address(node: Node, path: str) -> None:
    """A code as it is written, and what is no code at all, is the phone page's own address."""
    assert "location" not in (await node.ask("GET", f"/{path}")).headers


@pytest.mark.parametrize("typed", ["CDF347", "nothing", "%00", "%ff", "a" * 2000, "%F0%9F%98%80"])
async def test_unknown_code(node: Node, typed: str) -> None:
    """A code that no session has is not found."""
    assert code(await node.ask("GET", f"/api/codes/{typed}")) == (404, "unknown_code")


async def test_looking_for_codes(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tries codes waits in a short line; what is beyond it is refused, and the rest of the world is not."""
    monkeypatch.setattr(entrance, "LOOKUP_LATE_S", 0.2)
    monkeypatch.setattr(entrance, "LOOKUP_LATE_AT_ONCE", 1)
    begun = await node.begin()
    for _ in range(LOOKUP_BURST):
        await node.ask("GET", "/api/codes/CDF347", x_forwarded_for="10.1.0.1")
    path = f"/api/codes/{begun.code}"
    answers = await asyncio.gather(*(node.ask("GET", path, x_forwarded_for="10.1.0.1") for _ in range(3)))
    assert sorted(it.status for it in answers) == [200, 429, 429]
    assert (await node.ask("GET", path, x_forwarded_for="10.1.0.2")).status == 200


async def test_beginning_many(node: Node) -> None:
    """One address begins only so many sessions at once."""
    body = b'{"title":"Plenary"}'
    answers = [
        await node.ask("POST", "/api/sessions", body, x_forwarded_for="10.2.0.1")
        for _ in range(CREATE_BURST + 1)
    ]
    assert [it.status for it in answers] == [201] * CREATE_BURST + [429]


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"", (400, "bad_json")), (b"{", (400, "bad_json")), (b'{"title":"\xff"}', (400, "bad_json")),
        (b"\xff\xfe", (400, "bad_json")), (b"[]", (422, "bad_command")), (b"{}", (422, "bad_spec")),
        (b'{"title":" "}', (422, "bad_spec")), (b'{"title":7}', (422, "bad_command")),
        (b'{"title":"a","x":1}', (422, "bad_command")), (b'{"title":"' + b"a" * 201 + b'"}', (422, "bad_spec")),
        (b'{"title":"a","languages":["!"]}', (422, "bad_command")), (b"[" * 100_000, (422, "bad_command")),
        (b'{"title":' + b"[" * 100_000, (422, "bad_command")), (b'{"deck":"polls: 7"}', (422, "bad_deck")),
        (b'{"deck":"a: [b"}', (422, "bad_deck")), (b'{"deck":"\\u0000"}', (422, "bad_deck")),
        (b"a" * (DOCUMENT + 1), (413, "too_large")),
    ],
    ids=lambda it: repr(it)[:24],
)  # fmt: skip
async def test_bad_beginning(node: Node, body: bytes, refusal: tuple[int, str]) -> None:
    """What is no new session is refused."""
    assert code(await node.ask("POST", "/api/sessions", body, x_forwarded_for="10.3.0.1")) == refusal


async def test_endless_body(node: Node) -> None:
    """A body that is larger than it may be is refused before it has all come."""
    answer = await node.ask("POST", "/api/sessions", b"a" * 4 * DOCUMENT)
    assert code(answer) == (413, "too_large")


@pytest.mark.parametrize(
    ("method", "path", "refusal"),
    [
        ("GET", "/api/sessions", (405, "not_here")), ("DELETE", "/healthz", (405, "not_here")),
        ("POST", "/", (405, "not_here")), ("GET", "/a/b/c", (404, "not_here")), ("GET", "/api/none", (404, "not_here")),
        ("GET", "/api/live", (404, "not_here")), ("GET", "/none.txt", (404, "not_here")), ("PATCH", "/", (405, "not_here")),
    ],
)  # fmt: skip
async def test_nothing_here(node: Node, method: str, path: str, refusal: tuple[int, str]) -> None:
    """A wrong address or method has the same body as every refusal."""
    assert code(await node.ask(method, path)) == refusal


@pytest.mark.parametrize("host", ["[", "a b", "x; y", "", "é"])
async def test_odd_host(node: Node, host: str) -> None:
    """A Host header that is no address harms nobody."""
    answer = await node.ask(
        "POST", "/api/sessions", b'{"title":"a"}', host=host, x_forwarded_for=f"10.4.0.{len(host)}"
    )
    assert answer.status == 201


async def test_health(node: Node) -> None:
    """A node whose store answers is well."""
    answer = await node.ask("GET", "/healthz")
    assert (answer.status, answer.json) == (200, {"store": "here"})


async def test_openapi(node: Node) -> None:
    """The API describes itself."""
    assert (await node.ask("GET", "/api/openapi.json")).json["openapi"].startswith("3.")


# --- decks ---


async def test_deck_there_and_back(sitting: Sitting) -> None:
    """A downloaded deck means what the session is, as YAML and as JSON, and can be loaded again."""
    node, token = sitting.node, sitting.tokens["run"]
    path = f"/api/sessions/{sitting.begun.session}/deck"
    texts = [
        (await node.ask("GET", path + query, b"", **bearer(token))).body.decode()
        for query in ("", "?format=json")
    ]
    decks = [read(text, node.kinds) for text in texts]
    assert decks[0] == decks[1]
    assert [it.question for it in decks[0].polls] == ["What is learning?"]
    loaded = await node.ask("POST", path, texts[0].encode(), **bearer(token))
    await (await sitting.stage()).shows(polls=2, version=loaded.json["version"])


@pytest.mark.parametrize(
    ("role", "download", "load"), [("run", 200, 200), ("moderate", 200, 403), ("stage", 403, 403)]
)
async def test_deck_by_role(sitting: Sitting, role: str, download: int, load: int) -> None:
    """Facilitators load and download decks, moderators download them."""
    path, headers = f"/api/sessions/{sitting.begun.session}/deck", bearer(sitting.tokens[role])
    answers = [await sitting.node.ask(method, path, DECK.encode(), **headers) for method in ("GET", "POST")]
    assert [it.status for it in answers] == [download, load]


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic {}",
        "{}",
        "Bearer {}x",
        "Bearer  {}",
        "Bearer é",
        "Token {}",
        "Bearer \x01",
    ],
)
async def test_wrong_token(sitting: Sitting, authorization: str) -> None:
    """Without the token, whole and as a bearer's, there is nothing to be had."""
    headers = {"authorization": authorization.format(sitting.tokens["run"])}
    path = f"/api/sessions/{sitting.begun.session}/deck"
    answer = await sitting.node.ask("GET", path, b"", **headers)
    assert answer.status in (400, 401)


async def test_bearer_in_any_case(sitting: Sitting) -> None:
    """The scheme's name has no case (RFC 9110, 11.1)."""
    path = f"/api/sessions/{sitting.begun.session}/deck"
    headers = {"authorization": f"bearer {sitting.tokens['run']}"}
    assert (await sitting.node.ask("GET", path, b"", **headers)).status == 200


async def test_token_of_another_session(sitting: Sitting, node: Node) -> None:
    """A token opens its own session alone."""
    other = await node.begin()
    answer = await node.ask(
        "GET", f"/api/sessions/{other.session}/deck", b"", **bearer(sitting.tokens["run"])
    )
    assert code(answer) == (401, "wrong_token")


@pytest.mark.parametrize("session", ["none", "%00", "}{", "a" * 500, "%ff"])
async def test_unknown_session(node: Node, session: str) -> None:
    """A session that is not there is not found, whatever token is shown."""
    assert code(await node.ask("GET", f"/api/sessions/{session}/deck", b"", **bearer("x"))) == (
        404,
        "unknown_session",
    )


@pytest.mark.parametrize(
    ("deck", "status"),
    [
        (b"\xff\xfe", 422),
        (b"", 422),
        (b"palabre: 1\npolls: []", 422),
        (b"palabre: 1\ntitle: x\npolls:\n  - kind: none\n", 422),
        (b"a" * (DOCUMENT + 1), 413),
    ],
    ids=["not UTF-8", "empty", "no title", "unknown kind", "too large"],
)
async def test_bad_deck(sitting: Sitting, deck: bytes, status: int) -> None:
    """A deck with a mistake is refused whole, and the session stays as it is."""
    stage = await sitting.stage()
    path = f"/api/sessions/{sitting.begun.session}/deck"
    answer = await sitting.node.ask("POST", path, deck, **bearer(sitting.tokens["run"]))
    assert answer.status == status
    await stage.shows(polls=1)


async def test_mistakes_have_lines(sitting: Sitting) -> None:
    """Each mistake in a deck names its line and its field."""
    path = f"/api/sessions/{sitting.begun.session}/deck"
    deck = b"palabre: 1\ntitle: x\npolls:\n  - kind: words\n    question: Who?\n    answers: 99\n"
    answer = await sitting.node.ask("POST", path, deck, **bearer(sitting.tokens["run"]))
    assert [(it["line"], it["field"]) for it in answer.json["errors"]] == [(6, "polls[0].answers")]


async def test_strange_host(node: Node) -> None:
    """A host that no address has is not quoted, and the session's links are still good ones."""
    begun = (await node.ask("POST", "/api/sessions", b'{"title":"Plenary"}', host="[::::]")).json
    assert begun["join"].endswith(begun["code"])
    assert "::::" not in str(begun)
