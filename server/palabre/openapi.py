"""The HTTP API as an OpenAPI 3.1 document, made from the structs that the API speaks.

Owns what each address is for, which token it wants and what it may answer; every schema comes from
`api.py`, `deck.py` and the kinds. A test compares the addresses with the routes.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import msgspec
from msgspec import Struct

from palabre import __version__
from palabre.api import (
    STATUS,
    Begun,
    Compared,
    Found,
    FromArchive,
    FromSession,
    Health,
    Loaded,
    NewSession,
    Recalled,
    RefusedBody,
)
from palabre.archive import Archive, Kept
from palabre.deck import Head
from palabre.errors import SENTENCES, Code
from palabre.kinds import Kinds
from palabre.kinds.base import Spec

JSON: Final = "application/json"
YAML: Final = "application/yaml"
ABOUT: Final = """\
Live audience polls. By HTTP a session is created, found, written down as a deck or, with its answers, as
an archive, and a poll is given the earlier edition that it is compared with; everything that is live goes over
the WebSocket at `/api/live`, whose commands and frames `docs/wire.md` lists.

A role's token is what follows `#` in its link; send it as `Authorization: Bearer`."""

_STRUCTS: Final = (
    NewSession, Begun, Found, Loaded, FromArchive, FromSession, Recalled, Compared, Health, RefusedBody,
)  # fmt: skip
_SESSION: Final = ("session", "The session's id, as in the addresses of its pages.")
_POLL: Final = ("poll", "The poll's id, as in the session's archive.")
_CODE: Final = ("code", "A join code as somebody typed it.")

Schema = dict[str, Any]


@cache
def document() -> bytes:
    """Return the document as JSON."""
    about = {
        "title": "Palabre", "version": __version__, "description": ABOUT, "license": {"name": "Apache-2.0"},
    }  # fmt: skip
    components = {"schemas": _schemas(), "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
    return msgspec.json.encode(
        {"openapi": "3.1.0", "info": about, "paths": _paths(), "components": components}
    )


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> Schema:
    kinds = Kinds()
    (*_, head, archive, kept, spec), found = msgspec.json.schema_components(
        [*_STRUCTS, Head, Archive[Spec], Kept[Spec], kinds.spec], ref_template="#/components/schemas/{name}"
    )
    deck, whole, part = (found.pop(it["$ref"].rpartition("/")[2]) for it in (head, archive, kept))
    deck["properties"]["polls"]["items"] = _ref("Spec")
    whole |= {"title": "Archive"}
    whole["properties"]["polls"]["items"] = _ref("Kept")
    part |= {"title": "Kept"}
    part["properties"]["spec"] = _ref("Spec")
    found["FromArchive"]["properties"]["archive"] = _ref("Archive")
    deck |= {
        "title": "Deck",
        "description": "A whole session as one document.",
        "additionalProperties": False,
    }
    return {**found, "Deck": deck, "Archive": whole, "Kept": part, "Spec": spec}


# --- what an operation is made of ------------------------------------------------------------------


def _body(name: str, *types: str) -> Schema:
    return {"content": {type_: {"schema": _ref(name)} for type_ in types or (JSON,)}}


def _answer(struct: type[Struct]) -> Schema:
    return {"description": str(struct.__doc__).split("\n", maxsplit=1)[0], **_body(struct.__name__)}


def _refusals(*codes: Code) -> Schema:
    """Return the answers for these refusals, by status; every operation may also meet a fault of ours."""
    by_status: defaultdict[int, list[Code]] = defaultdict(list)
    for code in (*codes, Code.FAULT):
        by_status[STATUS.get(code, 422)].append(code)
    return {
        str(status): {
            "description": "\n".join(f"* `{code}`: {SENTENCES[code]}" for code in found),
            **_body(RefusedBody.__name__),
        }
        for status, found in sorted(by_status.items())
    }


def _operation(
    summary: str, answers: Schema, *, path: Sequence[tuple[str, str]] = (), **more: object
) -> Schema:
    operation: Schema = {"summary": summary, "responses": answers, **more}
    if path:
        parameters = [
            {"name": name, "in": "path", "required": True, "description": about, "schema": {"type": "string"}}
            for name, about in path
        ]
        operation["parameters"] = [*parameters, *operation.get("parameters", ())]
    return operation


_FORMAT: Final = {
    "name": "format", "in": "query", "schema": {"enum": ["yaml", "json"], "default": "yaml"},
    "description": "How the deck is written.",
}  # fmt: skip
_TOKEN: Final[list[dict[str, list[str]]]] = [{"token": []}]


def _paths() -> Schema:
    deck_text = {"required": True, **_body("Deck", YAML, JSON)}
    deck = {"description": "The session as a deck.", **_body("Deck", YAML, JSON)}
    archive = {"description": "The session as an archive.", **_body("Archive")}
    ways = [_ref(way.__name__) for way in (FromArchive, FromSession, Recalled)]
    earlier = {"required": True, "content": {JSON: {"schema": {"oneOf": ways}}}}
    return {
        "/api/sessions": {"post": _operation(
            "Begin a session, empty or from a deck.",
            {"201": _answer(Begun)} | _refusals(
                Code.BAD_JSON, Code.BAD_COMMAND, Code.BAD_SPEC, Code.BAD_DECK, Code.TOO_MANY_POLLS,
                Code.TOO_LARGE, Code.TOO_FAST, Code.AWAY,
            ),
            operationId="beginSession", requestBody={"required": True, **_body("NewSession")},
        )},
        "/api/codes/{code}": {"get": _operation(
            "Find the session of a join code.",
            {"200": _answer(Found)} | _refusals(Code.UNKNOWN_CODE, Code.TOO_FAST, Code.AWAY),
            path=(_CODE,), operationId="findSession",
        )},
        "/api/sessions/{session}/deck": {
            "get": _operation(
                "Take the session home as a deck: facilitators and moderators.",
                {"200": deck} | _refusals(Code.WRONG_TOKEN, Code.NOT_YOURS, Code.UNKNOWN_SESSION, Code.AWAY),
                path=(_SESSION,), operationId="downloadDeck", parameters=[_FORMAT], security=_TOKEN,
            ),
            "post": _operation(
                "Add the polls of a deck at the end, all or none: facilitators.",
                {"200": _answer(Loaded)} | _refusals(
                    Code.BAD_DECK, Code.TOO_MANY_POLLS, Code.TOO_LARGE, Code.STALE, Code.WRONG_TOKEN,
                    Code.NOT_YOURS, Code.UNKNOWN_SESSION, Code.AWAY,
                ),
                path=(_SESSION,), operationId="loadDeck", requestBody=deck_text, security=_TOKEN,
            ),
        },
        "/api/sessions/{session}/archive": {"get": _operation(
            "Take the session home with what was answered and decided in it: facilitators and moderators.",
            {"200": archive} | _refusals(Code.WRONG_TOKEN, Code.NOT_YOURS, Code.UNKNOWN_SESSION, Code.AWAY),
            path=(_SESSION,), operationId="downloadArchive", security=_TOKEN,
        )},
        "/api/sessions/{session}/polls/{poll}/edition": {
            "put": _operation(
                "Compare a poll, in any phase, with a copy of an earlier edition of it: facilitators.",
                {"200": _answer(Compared)} | _refusals(
                    Code.BAD_JSON, Code.BAD_COMMAND, Code.BAD_SPEC, Code.BAD_ARCHIVE, Code.UNKNOWN_EDITION,
                    Code.NOT_COMPARABLE, Code.UNKNOWN_POLL, Code.TOO_MANY, Code.TOO_LARGE, Code.STALE,
                    Code.WRONG_TOKEN, Code.NOT_YOURS, Code.UNKNOWN_SESSION, Code.AWAY,
                ),
                path=(_SESSION, _POLL), operationId="compare", requestBody=earlier, security=_TOKEN,
            ),
            "delete": _operation(
                "Compare a poll with nothing any more: facilitators.",
                {"200": _answer(Compared)} | _refusals(
                    Code.UNKNOWN_POLL, Code.STALE, Code.WRONG_TOKEN, Code.NOT_YOURS, Code.UNKNOWN_SESSION,
                    Code.AWAY,
                ),
                path=(_SESSION, _POLL), operationId="compareNoMore", security=_TOKEN,
            ),
        },
        "/healthz": {"get": _operation(
            "Whether this node can do its work.",
            {"200": _answer(Health), "503": _answer(Health)}, operationId="health",
        )},
        "/api/openapi.json": {"get": _operation(
            "This document.",
            {"200": {"description": "OpenAPI 3.1.", "content": {JSON: {"schema": {"type": "object"}}}}},
            operationId="describe",
        )},
    }  # fmt: skip
