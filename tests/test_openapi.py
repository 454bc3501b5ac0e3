"""The OpenAPI document: valid, complete, and true."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from openapi_spec_validator import validate
from starlette.routing import Route

from palabre import api, openapi, pages
from palabre.deck import read, write
from palabre.kinds import Kinds

DOCUMENT = msgspec.json.decode(openapi.document())
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.*"))


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, verb, it) for path, verbs in DOCUMENT["paths"].items() for verb, it in verbs.items()]


def fits(name: str, data: object) -> bool:
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    return bool(Draft202012Validator(schema).is_valid(data))


def test_valid() -> None:
    """The document is OpenAPI."""
    validate(DOCUMENT)


def test_routes(tmp_path: Path) -> None:
    """The document names exactly the addresses and methods of the API."""
    handlers = pages.Pages(*[None] * 4)  # type: ignore[arg-type] # no handler is called
    found = [route for route in pages.routes(handlers, tmp_path) if isinstance(route, Route)]
    served = {
        (route.path, method.lower())
        for route in found
        if route.path.startswith(("/api/", "/healthz"))
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert served == {(path, verb) for path, verb, _ in operations()}


def test_structs() -> None:
    """Every struct of the API is in the document, and every reference leads somewhere."""
    named = {name for name, it in vars(api).items() if getattr(it, "__module__", "") == api.__name__}
    schemas = set(DOCUMENT["components"]["schemas"])
    assert named <= schemas
    text = openapi.document().decode()
    assert all(part.partition('"')[0] in schemas for part in text.split("#/components/schemas/")[1:])


def test_refusals_share_one_body() -> None:
    """Every answer that is not a success is a refusal's body, or the health's."""
    bodies = {
        answer["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for _, _, it in operations()
        for status, answer in it["responses"].items()
        if status >= "400"
    }
    assert bodies == {"RefusedBody", "Health"}


def test_tokens() -> None:
    """Exactly what reads or writes a session asks for a token."""
    with_token = {path for path, _, it in operations() if "security" in it}
    assert with_token == {path for path, _, _ in operations() if "{session}" in path}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_deck_schema(path: Path) -> None:
    """The document's schema of a deck holds for the examples and not for a poll of no kind."""
    deck = msgspec.json.decode(write(read(path.read_text(encoding="utf-8"), Kinds()), "json"))
    assert fits("Deck", deck)
    assert not fits("Deck", deck | {"polls": [{"kind": "tea", "question": "?"}]})
