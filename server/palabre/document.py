"""A YAML or JSON text as plain data that remembers the line of everything in it.

Pure: takes a text, gives data. Plain scalars are read as JSON reads them, so that `no`, `12:30`, `007` and
`2026-05-01` stay text; only null, true, false and numbers are anything else. Size, depth and the number of
values (after aliases are followed) are bounded before anything is built. Everything wrong is collected as
a `Mistake` with its line, so that a person mends a file in one go.
"""

import json
import math
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import yaml
from msgspec import Struct
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)  # fmt: skip

SIZE_LIMIT: Final = 256 * 1024
DEPTH_LIMIT: Final = 12
VALUE_LIMIT: Final = 20_000
NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,15})?([eE][-+]?[0-9]{1,3})?")
_WORDS: Final[dict[str, bool | None]] = {"": None, "~": None, "null": None, "true": True, "false": False}
_TEXT_TAGS: Final = (None, "!", "tag:yaml.org,2002:str")
#: Half of a surrogate pair, which JSON can spell and UTF-8 cannot.
_HALF: Final = re.compile("[\ud800-\udfff]")
#: JSON's pieces; what matches none of them only separates, as the text has been parsed before.
_PIECE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}]|[^][{}",:\s]+|\n')
#: What msgspec says about a value, and the same as a sentence.
_SENTENCES: Final = (
    (r"Expected `int` <= (-?\d+)", "must be at most {}"),
    (r"Expected `int` >= (-?\d+)", "must be at least {}"),
    (r"Expected `array` of length >= (\d+)", "needs at least {}"),
    (r"Expected `array` of length <= (\d+)", "may hold at most {}"),
    (r"Expected `object` of length >= (\d+)", "needs at least {}"),
    (r"Expected `object` of length <= (\d+)", "may hold at most {}"),
    (r"Expected `str` of length <= (\d+)", "must have at most {} characters"),
    (r"Expected `str` matching regex .*", "is not a language code such as `en` or `pt-br`"),
    (r"Expected `bool`.*", "must be true or false"),
    (r"Expected `int`.*", "must be a whole number"),
    (r"Expected `float`.*", "must be a number"),
    (r"Expected `array`.*", "must be a list"),
    (r"Object missing required field (`.*`)", "needs a field {}"),
    (r"Object contains unknown field (`.*)", "has a field {}, which is not one of its fields"),
)

Path = tuple[str | int, ...]


class Mistake(Struct, frozen=True, order=True):
    """One thing to mend: its line (from 1), the field in which it is, and a sentence about it."""

    line: int
    field: str
    sentence: str


class Unreadable(Exception):
    """The text is no document at all; carries the one mistake that stopped the reading."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.mistake = Mistake(line, "document", sentence)


class Document(NamedTuple):
    """The data of a text, the line of every path in it, and the mistakes found while reading."""

    data: Any
    lines: dict[Path, int]
    mistakes: list[Mistake]

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest thing around it that is there."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def spell(path: Path) -> str:
    """Return a path as people write it: `polls[2].question.fr`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def sentence(said: str) -> str:
    """Return what msgspec says about a value, without where, as a sentence that a person can act on."""
    for pattern, wording in _SENTENCES:
        if match := re.fullmatch(pattern, said):
            return wording.format(*match.groups())
    return f"is not right: {said}"


def scalar(text: str) -> str | int | float | bool | None:
    """Return what a plain scalar stands for: JSON's null, true, false and numbers, else text."""
    if text in _WORDS:
        return _WORDS[text]
    found = NUMBER.fullmatch(text)
    if found is None:
        return text
    number = float(text) if found[2] or found[3] else int(text)
    return number if math.isfinite(number) else text


def read(text: str) -> Document:
    """Read one document. Raise `Unreadable` where it is too large, too deep or not YAML or JSON at all."""
    text = text.removeprefix("\ufeff")
    if len(text) > SIZE_LIMIT or len(_encode(text)) > SIZE_LIMIT:
        raise Unreadable(1, f"is larger than {SIZE_LIMIT // 1024} KiB")
    nodes = _Reader(text).nodes()
    if not nodes:
        raise Unreadable(1, "is empty")
    if len(nodes) > 1:
        raise Unreadable(nodes[1].line, "starts a second document; one file holds one")
    document = Document(None, {}, [])
    data = _Builder(document).build(nodes[0], ())
    return document._replace(data=data)


# --- from text to nodes ----------------------------------------------------------------------------


class _Node:
    """A scalar, a list of nodes, or a list of key and value nodes, with its line."""

    def __init__(self, line: int, value: "str | list[_Node]", kind: str) -> None:
        self.line, self.value, self.kind = line, value, kind


class _Reader:
    """Puts events together to nodes, without recursion."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[_Node] = []
        self._anchors: dict[str, _Node] = {}
        self._done: list[_Node] = []
        self._left = 2 * VALUE_LIMIT

    def nodes(self) -> list[_Node]:
        """Return the documents of the text."""
        try:
            for event in _json_events(self._text) if _is_json(self._text) else _yaml_events(self._text):
                self._take(event, event.start_mark.line + 1 if event.start_mark else 1)
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        except yaml.reader.ReaderError as error:
            line = self._text.count("\n", 0, error.position) + 1
            raise Unreadable(line, "holds a character that no text has") from None
        return self._done

    def _unreadable(self, error: yaml.MarkedYAMLError) -> Unreadable:
        if self._text.lstrip()[:1] in ("{", "["):
            try:
                json.loads(self._text)
            except json.JSONDecodeError as wrong:
                return Unreadable(wrong.lineno, f"is not JSON: {wrong.msg} (column {wrong.colno})")
        mark = error.problem_mark or error.context_mark
        column = f" (column {mark.column + 1})" if mark else ""
        return Unreadable(mark.line + 1 if mark else 1, f"is not YAML: {error.problem}{column}")

    def _take(self, event: Event, line: int) -> None:
        match event:
            case ScalarEvent():
                self._add(_Node(line, event.value, "plain" if event.implicit[0] else "text"), event)
            case SequenceStartEvent() | MappingStartEvent():
                kind = "list" if isinstance(event, SequenceStartEvent) else "map"
                node = _Node(line, [], kind)
                self._add(node, event)
                self._open.append(node)
                if len(self._open) > DEPTH_LIMIT:
                    raise Unreadable(line, f"is nested more than {DEPTH_LIMIT} deep")
            case SequenceEndEvent() | MappingEndEvent():
                self._open.pop()
            case AliasEvent():
                if event.anchor not in self._anchors:
                    raise Unreadable(line, f"refers to *{event.anchor}, which is not there above")
                self._put(self._anchors[event.anchor])
            case _:
                pass

    def _add(self, node: _Node, event: Any) -> None:  # noqa: ANN401
        if event.tag not in _TEXT_TAGS or (event.tag and node.kind in ("list", "map")):
            raise Unreadable(node.line, f"has a tag, {event.tag}, which is not understood")
        if event.anchor:
            self._anchors[event.anchor] = node
        self._put(node)

    def _put(self, node: _Node) -> None:
        self._left -= 1
        if self._left < 0:
            raise Unreadable(node.line, f"holds more than {VALUE_LIMIT} values")
        around = self._open[-1].value if self._open else self._done
        if isinstance(around, list):
            around.append(node)


def _encode(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise Unreadable(text.count("\n", 0, error.start) + 1, "holds half a character") from None


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return False
    return True


def _json_events(text: str) -> Iterator[Event]:
    """Yield the events of a text that is JSON, as YAML would (which trips over tabs and escapes in it)."""
    line = 0
    starts = {"{": MappingStartEvent, "[": SequenceStartEvent}
    ends = {"}": MappingEndEvent, "]": SequenceEndEvent}
    for piece in _PIECE.findall(text):
        mark = yaml.Mark("", 0, line, 0, None, 0)
        if piece == "\n":
            line += 1
        elif piece in starts:
            yield starts[piece](None, None, implicit=True, start_mark=mark)
        elif piece in ends:
            yield ends[piece](start_mark=mark)
        elif piece[0] == '"':
            yield ScalarEvent(None, None, (False, True), json.loads(piece), mark)
        else:
            yield ScalarEvent(None, None, (True, False), piece, mark)


def _yaml_events(text: str) -> Iterator[Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    markers = (StreamStartEvent, StreamEndEvent, DocumentStartEvent)
    return (event for event in yaml.parse(text, Loader=loader) if not isinstance(event, markers))


# --- from nodes to data ----------------------------------------------------------------------------


class _Builder:
    """Makes plain data of nodes, following aliases, and notes lines and mistakes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._left = VALUE_LIMIT

    def build(self, node: _Node, path: Path) -> Any:  # noqa: ANN401
        """Return the data of a node."""
        self._left -= 1
        if self._left < 0:
            raise Unreadable(node.line, f"holds more than {VALUE_LIMIT} values")
        if len(path) > DEPTH_LIMIT:
            raise Unreadable(node.line, f"is nested more than {DEPTH_LIMIT} deep")
        self._document.lines.setdefault(path, node.line)
        if isinstance(node.value, str):
            return self._scalar(node, node.value, path)
        if node.kind == "list":
            return [self.build(item, (*path, place)) for place, item in enumerate(node.value)]
        return self._map(node.value, path)

    def _scalar(self, node: _Node, text: str, path: Path) -> str | int | float | bool | None:
        if _HALF.search(text):
            self._wrong(node, path, "holds half a character")
            return "?"
        return scalar(text) if node.kind == "plain" else text

    def _map(self, nodes: list[_Node], path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key.value, str) or _HALF.search(key.value):
                self._wrong(key, path, "has a key that is not text")
                continue
            inside = (*path, key.value)
            if key.value in found:
                first = self._document.lines[inside]
                self._wrong(key, inside, f"stands there twice, first in line {first}")
                continue
            self._document.lines[inside] = key.line
            found[key.value] = self.build(value, inside)
        return found

    def _wrong(self, node: _Node, path: Path, sentence: str) -> None:
        self._document.mistakes.append(Mistake(node.line, spell(path) or "document", sentence))
