"""The two closed tables: complete, sayable, and translated."""

import ast
import json
import string
from pathlib import Path

import pytest

from palabre.errors import CLOSES, SENTENCES, Close, Code, Refusal, returns

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "server" / "palabre").rglob("*.py"))
CATALOGUES = {lang: ROOT / "client/src/i18n/common" / f"{lang}.json" for lang in ("en", "fr", "es", "ar")}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def raised() -> list[tuple[str, str, set[str]]]:
    """Return every `Refusal(Code.X, field=…)` of the server: its place, its code and its fields."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                code = node.args[0]
                if isinstance(code, ast.Attribute):
                    given = {keyword.arg or "**" for keyword in node.keywords}
                    found.append((f"{path.name}:{node.lineno}", code.attr, given))
    return found


def test_every_refusal_has_a_sentence() -> None:
    """No code is without a sentence, and no sentence without a code."""
    assert list(SENTENCES) == list(Code)


def test_every_close_has_a_meaning() -> None:
    """No close code is without a meaning, and each is one that an application may use."""
    assert list(CLOSES) == list(Close)
    assert all(4000 <= close <= 4999 for close in Close)


@pytest.mark.parametrize("close", Close)
def test_meaning_and_range_agree(close: Close) -> None:
    """A close code whose meaning says not to come back is in the range that says so."""
    assert returns(close) == ("do not come back" not in CLOSES[close])


@pytest.mark.parametrize("code", [1000, 1001, 1006, 1011, 1012])
def test_ordinary_closes(code: int) -> None:
    """After a close that is not Palabre's own, a client comes back."""
    assert returns(code)


@pytest.mark.parametrize(
    ("place", "code", "given"), raised(), ids=lambda it: it if isinstance(it, str) else ""
)
def test_fields_are_given(place: str, code: str, given: set[str]) -> None:
    """Wherever a refusal is raised, it is given exactly the fields of its sentence."""
    assert given == fields(SENTENCES[Code[code]]), place


def test_every_code_is_used() -> None:
    """No refusal code is in the table that the server never gives."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if path.name != "errors.py")
    assert [code for code in Code if f"Code.{code.name}" not in text] == []


def test_sentence() -> None:
    """A refusal says its sentence with its fields filled in."""
    refusal = Refusal(Code.TOO_MANY, limit=3)
    assert (refusal.code, refusal.fields, refusal.sentence) == (
        "too_many",
        {"limit": 3},
        "At most 3 can be given.",
    )


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=list(SENTENCES))
def test_sentences_are_sentences(sentence: str) -> None:
    """Every sentence begins like one and ends like one."""
    assert sentence[0].isupper()
    assert sentence.endswith((".", "}"))


@pytest.mark.parametrize("lang", CATALOGUES)
def test_nothing_else_is_translated(lang: str) -> None:
    """No language has a sentence for a refusal that is not given."""
    keys = [
        key for key in json.loads(CATALOGUES[lang].read_text(encoding="utf-8")) if key.startswith("refusal.")
    ]
    assert set(keys) == {f"refusal.{code}" for code in Code}


@pytest.mark.parametrize("lang", CATALOGUES)
@pytest.mark.parametrize("code", Code)
def test_translated(lang: str, code: Code) -> None:
    """Every refusal has its sentence in every language, with no field that it is not given."""
    message = json.loads(CATALOGUES[lang].read_text(encoding="utf-8"))[f"refusal.{code}"]
    wordings = [message] if isinstance(message, str) else list(message.values())
    assert wordings
    assert all(fields(wording) <= fields(SENTENCES[code]) for wording in wordings)
