"""The generated TypeScript: fresh, complete, and told what the client may leave out."""

import re
from typing import get_args

import pytest
from msgspec import Raw, Struct

from palabre import errors, protocol, session, tokens, typescript
from palabre.kinds import BUILT_IN, AnyKind
from palabre.protocol import Lang, Localised, PollId
from palabre.typescript.syntax import Names, interface, literal

PROTOCOL, KINDS = typescript.write_protocol(), typescript.write_kinds()
FILES = list(typescript.generate())


def body(source: str, name: str) -> str:
    found = re.search(rf"export interface {name} {{\n(.*?)\n}}\n", source, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_fresh(path: object) -> None:
    """The committed file is what the server's types make of it."""
    assert path not in typescript.stale(), "run `palabre types`"


@pytest.mark.parametrize("struct", [*get_args(protocol.AnyCommand), *get_args(protocol.AnyFrame)])
def test_complete(struct: type[Struct]) -> None:
    """Every command and frame is there under its tag, with its comment."""
    config = struct.__struct_config__
    assert f'readonly {config.tag_field}: "{config.tag}";' in body(PROTOCOL, struct.__name__)
    assert str(struct.__doc__).split("\n", maxsplit=1)[0] in PROTOCOL


@pytest.mark.parametrize("code", errors.Code)
def test_refusal_codes(code: errors.Code) -> None:
    """Every refusal code is in the union."""
    union = PROTOCOL.split("export type RefusalCode =")[1].split(";")[0]
    assert f'"{code}"' in union


@pytest.mark.parametrize("close", errors.Close)
def test_close_codes(close: errors.Close) -> None:
    """Every close code is in the table, and the written rule says what ours says."""
    border = int(PROTOCOL.split("return code < ")[1].split(";")[0])
    assert f"  {close.name}: {close.value},\n" in PROTOCOL
    assert (close < border) == errors.returns(close)


@pytest.mark.parametrize("kind", BUILT_IN, ids=lambda kind: kind.name)
def test_kinds(kind: AnyKind) -> None:
    """Every kind has its three structs, each in its union, and what its spec fills in may be left out."""
    title = kind.name.capitalize()
    for union in ("Spec", "Ballot", "Results"):
        assert f'readonly kind: "{kind.name}";' in body(KINDS, title + union)
        assert title + union in KINDS.split(f"export type {union} =")[1].split(";")[0]
    assert re.search(rf'{title}SpecInput = Filled<{title}Spec, [^>]*"hidden"', KINDS)


def test_bounds() -> None:
    """The bounds that a page tells by itself are the server's."""
    assert f"export const TITLE_LIMIT = {session.TITLE_LIMIT};" in PROTOCOL
    assert f"export const CODE_LENGTH = {tokens.CODE_LENGTH};" in PROTOCOL


def test_left_out() -> None:
    """What has a default may be left out by the client, and is always sent by the server."""
    assert "readonly languages?: readonly Lang[];" in body(PROTOCOL, "Rename")
    assert "readonly title: Localised;" in body(PROTOCOL, "Rename")
    assert "?:" not in "".join(body(PROTOCOL, it.__name__) for it in get_args(protocol.AnyFrame))


def test_omitted_by_the_server() -> None:
    """What the server omits when it has its default is optional on both sides."""

    class Lean(Struct, omit_defaults=True):
        count: int
        more: int = 0

    assert "readonly more?: number;" in interface(Lean, Names({}), sent=True)


def test_raw() -> None:
    """What travels raw has the type that only its kind reads."""
    assert "readonly ballot: Ballot;" in body(PROTOCOL, "Cast")
    assert "readonly ballot: Ballot | null;" in body(PROTOCOL, "Mine")
    assert "readonly spec: SpecInput;" in body(PROTOCOL, "Add")
    assert "readonly spec: Spec;" in body(PROTOCOL, "PollNow")
    assert "readonly figure: Figure;" in body(PROTOCOL, "Drawn")


def test_unknown_raw() -> None:
    """A raw field that nobody gave a type is refused rather than written as unknown."""

    class Odd(Struct):
        thing: Raw

    with pytest.raises(TypeError, match="no TypeScript"):
        interface(Odd, Names({}), sent=True)


@pytest.mark.parametrize(
    ("hint", "written"),
    [
        (int | float, "number"),
        (tuple[str | None, ...], "readonly (string | null)[]"),
        (tuple[str, int], "readonly [string, number]"),
        (dict[str, int], "Readonly<Record<string, number>>"),
        (dict[protocol.Role, str], "Readonly<Partial<Record<Role, string>>>"),
        (str | dict[Lang, str] | None, "Localised | null"),
        (PollId, "PollId"),
    ],
)
def test_annotations(hint: object, written: str) -> None:
    """Each annotation has one reading."""
    names = Names({"Role": protocol.Role, "Localised": Localised, "PollId": PollId})
    assert names.write(hint) == written


def test_literals() -> None:
    """Plain data is written as literals, in lines where one line would be too long."""
    assert literal({"a": [1, "b"], "c-d": None}) == '{ a: [1, "b"], "c-d": null }'
    assert literal({"a": "x" * 120}) == '{\n  a: "' + "x" * 120 + '",\n}'
    assert literal([{"a": 1, "b": 2}] * 2).count("\n") == 3


def test_check(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """A check names each stale file and fails; writing makes the next check pass."""
    monkeypatch.setattr(typescript, "CLIENT", tmp_path)
    assert typescript.main(check=True) == 1
    assert "protocol.ts is stale" in capsys.readouterr().err
    assert (typescript.main(check=False), typescript.main(check=True)) == (0, 0)
