"""How a Python annotation, struct or plain value reads in TypeScript, in the form that the formatter leaves alone.

Knows no command, frame or kind by name; every function gives text and reads nothing but its arguments.
"""

import ast
import inspect
import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Final, Literal, NewType, Union, get_args, get_origin

import msgspec
from msgspec import Raw, Struct

from palabre.errors import Code

WIDTH: Final = 110
#: What a `Raw` field holds, by its name and whether the server sends it.
RAW: Final = {
    ("spec", True): "Spec",
    ("spec", False): "SpecInput",
    ("ballot", True): "Ballot | null",
    ("ballot", False): "Ballot",
    ("results", True): "Results",
    ("figure", True): "Figure",
}
PLAIN: Final[dict[object, str]] = {
    str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", Any: "unknown",
    Code: "RefusalCode",
}  # fmt: skip
UNIONS: Final = (Union, types.UnionType)
AnyStruct = type[Struct]


# --- annotations -----------------------------------------------------------------------------------


class Names:
    """What annotations are called in TypeScript: the named aliases, and structs under another name."""

    def __init__(self, aliases: dict[str, Any], structs: dict[AnyStruct, str] | None = None) -> None:
        self.aliases = aliases
        self.structs = structs or {}

    def write(self, hint: object, raw: str | None = None) -> str:
        """Return the TypeScript of one annotation; `raw` is what a `Raw` in it holds."""
        for name, alias in self.aliases.items():
            if hint == alias:
                return name
        return self._expand(hint, raw)

    def _expand(self, hint: object, raw: str | None) -> str:
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self.write(args[0], raw)
        if origin in UNIONS:
            return " | ".join(dict.fromkeys(self._members(set(args), args, raw)))
        if origin is Literal:
            return " | ".join(literal(arg) for arg in args)
        if origin is dict:
            record = f"Record<{self.write(args[0])}, {self.write(args[1], raw)}>"
            return f"Readonly<{f'Partial<{record}>' if get_origin(args[0]) is Literal else record}>"
        if origin in (tuple, list):
            return self._array(args, raw)
        return self._named(hint, raw)

    def _members(self, left: set[object], args: tuple[object, ...], raw: str | None) -> Iterator[str]:
        for name, alias in self.aliases.items():
            if len(get_args(alias)) > 1 and get_origin(alias) in UNIONS and left.issuperset(get_args(alias)):
                left.difference_update(get_args(alias))
                yield name
        yield from (self.write(arg, raw) for arg in args if arg in left)

    def _array(self, args: tuple[Any, ...], raw: str | None) -> str:
        if len(args) == 2 and args[1] is not Ellipsis:
            return f"readonly [{', '.join(self.write(arg, raw) for arg in args)}]"
        item = self.write(args[0], raw)
        return f"readonly ({item})[]" if " " in item else f"readonly {item}[]"

    def _named(self, hint: object, raw: str | None) -> str:
        if hint is Raw and raw is not None:
            return raw
        if isinstance(hint, NewType):
            return f'{PLAIN[hint.__supertype__]} & {{ readonly [brand]: "{hint.__name__}" }}'
        if isinstance(hint, type) and issubclass(hint, Struct):
            return self.structs.get(hint, hint.__name__)
        if hint in PLAIN:
            return PLAIN[hint]
        raise TypeError(f"{hint!r} has no TypeScript")


def literal(value: object, indent: str = "", used: int = 0) -> str:
    """Return plain data as a TypeScript literal, in lines where the formatter would break it.

    `used` is what stands on its line beside it.
    """
    flat = _flat(value)
    if len(indent) + len(flat) + used <= WIDTH and not _is_table(value):
        return flat
    inner = indent + "  "
    if isinstance(value, dict):
        items = [f"{_key(key)}: {literal(item, inner, len(_key(key)) + 3)}" for key, item in value.items()]
        return "\n".join(["{", *(f"{inner}{item}," for item in items), indent + "}"])
    if isinstance(value, (list, tuple)):
        return "\n".join(["[", *(f"{inner}{literal(item, inner, 1)}," for item in value), indent + "]"])
    return flat


def _is_table(value: object) -> bool:
    """Whether this is a list of records, which the formatter gives a line each."""
    rows = value if isinstance(value, (list, tuple)) else ()
    return len(rows) > 1 and all(isinstance(row, (dict, list, tuple)) and len(row) > 1 for row in rows)


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)}: {_flat(item)}' for key, item in value.items())} }}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_flat(item) for item in value)}]"
    return msgspec.json.encode(value).decode()


def _key(key: str) -> str:
    return key if key.isidentifier() else _flat(key)


# --- declarations ----------------------------------------------------------------------------------


def comment(text: str | None, indent: str = "") -> str:
    """Return a docstring as a TSDoc comment."""
    lines = inspect.cleandoc(text or "").replace("*/", "* /").splitlines()
    if len(lines) < 2:
        return f"{indent}/** {lines[0]} */\n" if lines else ""
    body = "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines)
    return f"{indent}/**\n{body}{indent} */\n"


def union(name: str, members: Iterable[str], doc: str) -> str:
    """Return a named union, on one line where it fits."""
    parts = list(members)
    flat = f"export type {name} = {' | '.join(parts)};\n"
    if len(flat) > WIDTH + 1:
        flat = f"export type {name} =\n  | " + "\n  | ".join(parts) + ";\n"
    return comment(doc) + flat


def constant(name: str, value: object, doc: str) -> str:
    """Return plain data as an exported constant of its narrowest type."""
    narrow = "" if isinstance(value, int) else " as const"
    used = len(f"export const {name} = {narrow};")
    return f"{comment(doc)}export const {name} = {literal(value, used=used)}{narrow};\n"


def interface(struct: AnyStruct, names: Names, *, sent: bool) -> str:
    """Return a struct as an interface; `sent` says that the server sends it."""
    config = struct.__struct_config__
    lines = [] if config.tag is None else [f"  readonly {config.tag_field}: {literal(config.tag)};\n"]
    for field in msgspec.structs.fields(struct):
        optional = not field.required and (config.omit_defaults or not sent)
        written = names.write(field.type, RAW.get((field.name, sent)))
        lines.append(f"  readonly {field.encode_name}{'?' if optional else ''}: {written};\n")
    name = names.structs.get(struct, struct.__name__)
    return f"{comment(struct.__doc__)}export interface {name} {{\n{''.join(lines)}}}\n"


def structs_in(hint: object) -> Iterator[AnyStruct]:
    """Yield every struct that an annotation mentions, innermost first."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        for field in msgspec.structs.fields(hint):
            yield from structs_in(field.type)
        yield hint
    for arg in get_args(hint):
        yield from structs_in(arg)


def documents(module: types.ModuleType) -> dict[str, str]:
    """Return the `#:` comment of each assignment of a module, in the module's order."""
    source = inspect.getsource(module)
    lines, found = source.splitlines(), {}
    for node in ast.parse(source).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name):
            first = node.lineno - 1
            while first and lines[first - 1].startswith("#:"):
                first -= 1
            found[target.id] = "\n".join(line[3:] for line in lines[first : node.lineno - 1])
    return found
