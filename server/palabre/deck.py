"""A deck: a whole session as one YAML or JSON document, `{palabre: 1, title, languages, polls: [spec, …]}`.

Pure: takes a text, gives a `Deck`, and back; files and connections are the caller's. A poll is written
exactly as its kind's spec. Every mistake is reported at once, each with its line; whatever is accepted is
in normal form, so that `read(write(deck)) == deck` in either format.
"""

import difflib
import json
import re
import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

import msgspec
import yaml
from msgspec import Meta, Struct
from msgspec.structs import FieldInfo, fields

from palabre import document
from palabre.document import Document, Mistake, Path, Unreadable, sentence, spell
from palabre.errors import Refusal
from palabre.kinds import Kinds
from palabre.kinds.base import Spec
from palabre.protocol import Lang, Localised
from palabre.session import POLL_LIMIT, AnySession, begin

VERSION: Final = 1
#: Reading stops after so many mistakes: nobody mends more in one go.
MISTAKE_LIMIT: Final = 100
Format = Literal["yaml", "json"]


class Deck(Struct, frozen=True):
    """A session as it is written down: everything but its code, its tokens and its ballots."""

    title: Localised
    languages: tuple[str, ...] = ()
    polls: tuple[Spec, ...] = ()


class DeckError(Exception):
    """The text is no deck. Every mistake is in `mistakes`; as text, one `name:line: field: sentence` each."""

    def __init__(self, name: str, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(f"{name}:{m.line}: {m.field}: {m.sentence}" for m in self.mistakes))


def of_session(session: AnySession) -> Deck:
    """Return the deck of a session as it is now."""
    return Deck(session.title, session.languages, tuple(poll.spec for poll in session.polls))


# --- reading ---------------------------------------------------------------------------------------


class Head(Struct, frozen=True):
    """What a deck holds beside its polls; `polls` are checked one by one, each by its kind."""

    palabre: Literal[1]
    title: Localised
    polls: Annotated[tuple[Any, ...], Meta(max_length=POLL_LIMIT)]
    languages: Annotated[tuple[Lang, ...], Meta(max_length=32)] = ()


def read(text: str, kinds: Kinds, name: str = "deck") -> Deck:
    """Read a deck. Raise `DeckError` with everything that is wrong with it, up to `MISTAKE_LIMIT` mistakes."""
    try:
        found = document.read(text)
    except Unreadable as error:
        raise DeckError(name, [error.mistake]) from None
    try:
        deck = _Reader(found, kinds).deck()
    except _TooManyMistakes:
        deck = None
    if deck is None or found.mistakes:
        raise DeckError(name, found.mistakes[:MISTAKE_LIMIT])
    return deck


class _TooManyMistakes(Exception):
    """There is no use in reading on."""


class _Reader:
    """Reads the deck out of a document and adds what is wrong to the document's mistakes."""

    def __init__(self, found: Document, kinds: Kinds) -> None:
        self._found = found
        self._kinds = kinds
        self._specs: dict[str, type[Spec]] = {kind.name: kind.spec for kind in kinds.all}

    def deck(self) -> Deck | None:
        """Return the deck, or None where there is a mistake in it."""
        data = self._found.data
        if not isinstance(data, dict):
            self._wrong((), "must be a deck: `palabre: 1`, a `title` and `polls`")
            return None
        head_is_right = self._fits(Head, data, ())
        polls = data.get("polls")
        specs = (
            [self._spec(poll, place) for place, poll in enumerate(polls)] if isinstance(polls, list) else []
        )
        if not head_is_right:
            return None
        try:
            begin(data["title"], (), ())
        except Refusal as refusal:
            self._refused((), refusal)
        return Deck(data["title"], tuple(data.get("languages", ())), tuple(spec for spec in specs if spec))

    def _spec(self, data: object, place: int) -> Spec | None:
        path: Path = ("polls", place)
        if not isinstance(data, dict):
            self._wrong(path, "must be a poll: a `kind`, a `question` and so on")
            return None
        kind = data.get("kind")
        if not isinstance(kind, str) or kind not in self._specs:
            self._wrong((*path, "kind"), _among(kind, self._specs))
            return None
        struct = self._specs[kind]
        if not self._fits(struct, data, path):
            return None
        try:
            return self._kinds.check_spec(msgspec.convert(data, struct))
        except Refusal as refusal:
            self._refused(path, refusal)
            return None

    def _refused(self, path: Path, refusal: Refusal) -> None:
        inside = re.findall(r"\w+", str(refusal.fields.get("field", "")))
        parts = tuple(int(part) if part.isdecimal() else part for part in inside)
        self._wrong((*path, *parts), str(refusal.fields.get("reason", refusal.sentence)))

    def _fits(self, hint: Any, data: object, path: Path) -> bool:  # noqa: ANN401
        """Check data against a type down to its leaves, and note each thing that does not fit."""
        inside = list(_inside(hint, data))
        whole = True
        if isinstance(hint, type) and issubclass(hint, Struct) and isinstance(data, dict):
            whole = self._names(hint, data, path)
        for part, kind in inside:
            if isinstance(part, _Key):
                whole &= self._leaf(kind, str(part), (*path, str(part)))
            else:
                whole &= self._fits(kind, data[part], (*path, part))  # type: ignore[index]
        return self._leaf(hint, data, path) if whole else False

    def _leaf(self, hint: Any, data: object, path: Path) -> bool:  # noqa: ANN401
        try:
            msgspec.convert(data, hint)
        except msgspec.ValidationError as error:
            choices = [json.dumps(arg) for arg in get_args(hint)] if get_origin(hint) is Literal else []
            among = f"must be {' or '.join(choices)}"
            self._wrong(path, among if choices else _said(str(error), data))
            return False
        return True

    def _names(self, struct: type[Struct], data: dict[str, Any], path: Path) -> bool:
        known = {field.encode_name: field for field in fields(struct)}
        tag = struct.__struct_config__.tag_field
        unknown = [name for name in data if name not in known and name != tag]
        missing = [name for name, field in known.items() if field.required and name not in data]
        for name in unknown:
            self._wrong((*path, name), "is not a field here" + _meant(name, known))
        for name in missing:
            self._wrong((*path, name), f"must be there{': `palabre: 1`' if name == 'palabre' else ''}")
        return not unknown and not missing

    def _wrong(self, path: Path, sentence: str) -> None:
        if len(self._found.mistakes) >= MISTAKE_LIMIT:
            raise _TooManyMistakes
        self._found.mistakes.append(Mistake(self._found.line(path), spell(path) or "deck", sentence))


class _Key(str):
    """A key of a dict, to be checked itself."""

    __slots__ = ()


def _inside(hint: Any, data: object) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    """Yield what is to be checked inside data of a type: each part with the type that it should have."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        yield from _inside(args[0], data)
    elif origin in (Union, types.UnionType):
        for arg in args:
            yield from _inside(arg, data)
    elif origin is tuple and isinstance(data, list) and args[1:] == (Ellipsis,):
        yield from ((place, args[0]) for place in range(len(data)))
    elif origin is dict and isinstance(data, dict):
        yield from ((_Key(key), args[0]) for key in data)
        yield from ((key, args[1]) for key in data)
    elif isinstance(hint, type) and issubclass(hint, Struct) and isinstance(data, dict):
        known = {field.encode_name: field.type for field in fields(hint)}
        yield from ((name, known[name]) for name in data if name in known)


def _said(error: str, data: object) -> str:
    """Return what msgspec says about a value of a deck as a sentence that its author can act on."""
    said = error.partition(" - at `")[0]
    if data is None:
        return "is empty; a text that starts with # must be in quotes"
    if said.startswith("Expected `") and "str" in said.partition("got")[0] and not isinstance(data, str):
        quoted = "" if isinstance(data, list | dict) else "; put it in quotes"
        texts = "text, or one text for each language" if "object" in said else "text"
        return f"must be {texts}{quoted}"
    return sentence(said)


def _meant(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean `{close[0]}`?" if close else ""


def _among(kind: object, known: Iterable[str]) -> str:
    if not isinstance(kind, str):
        return f"must be one of {', '.join(known)}"
    return f"`{kind}` is not one of {', '.join(known)}{_meant(kind, known)}"


# --- writing ---------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Writes block style with indented lists, and quotes whatever this or YAML 1.1 would not read as text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002
        """Indent lists under their key too."""
        super().increase_indent(flow, indentless=False)


def _style(text: str) -> str | None:
    """Return how a text is quoted: lines as a block, what YAML would fold or cannot show as escapes."""
    if "\n" in text and not re.search(
        r"[^\n\x20-\x7e\xa0-\u2027\u2030-\ufefe\U00010000-\U0010fffd]|^\s|\s$|\s\n|\n\s", text
    ):
        return "|"
    return '"' if re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|^\s|\s$", text) else None


class _Row(list[str]):
    """A short list, written on one line."""


_Dumper.add_representer(
    _Row, lambda dumper, row: dumper.represent_sequence("tag:yaml.org,2002:seq", row, flow_style=True)
)
_Dumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))
)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", document.NUMBER, list("-0123456789"))


def write(deck: Deck, format: Format = "yaml") -> str:  # noqa: A002
    """Return the deck as a text for people to read and edit; what has its default is left out."""
    head: dict[str, Any] = {"palabre": VERSION, "title": deck.title}
    if deck.languages:
        head["languages"] = _Row(deck.languages)
    polls = [_plain(spec) for spec in deck.polls]
    if format == "json":
        return json.dumps({**head, "polls": polls}, ensure_ascii=False, indent=2) + "\n"
    if not polls:
        return _yaml({**head, "polls": []})
    blocks = [_yaml({"polls": [poll]}).partition("\n")[2] for poll in polls]
    return f"{_yaml(head)}\npolls:\n" + "\n".join(blocks)


def _yaml(data: dict[str, Any]) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


def _plain(value: object) -> Any:  # noqa: ANN401
    """Return a struct as plain data without its defaults: tag and question first, `hidden` last."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not isinstance(value, Struct):
        return value
    config = value.__struct_config__
    found = {} if config.tag is None else {str(config.tag_field): config.tag}
    order = sorted(fields(value), key=lambda field: (field.name == "hidden") - (field.name == "question"))
    for field in order:
        content = getattr(value, field.name)
        if field.required or content != _default(field):
            found[field.encode_name] = _plain(content)
    return found


def _default(field: FieldInfo) -> object:
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
