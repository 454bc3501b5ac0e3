"""`docs/wire.md` says what the code says, row by row, both ways."""

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from msgspec import Struct

from palabre import connection, limits, protocol, serve, session
from palabre.errors import CLOSES, SENTENCES, returns
from palabre.session import RIGHTS

PAGE = (Path(__file__).parents[1] / "docs" / "wire.md").read_text(encoding="utf-8")
COMMANDS: tuple[type[Struct], ...] = get_args(protocol.AnyCommand)
FRAMES: tuple[type[Struct], ...] = get_args(protocol.AnyFrame)
EXAMPLES = re.findall(r"^([<>] \{.*\})$", PAGE, re.MULTILINE)
#: Who may send the commands that are no change of the session.
SENDERS = {
    protocol.Join: "participant",
    protocol.Enter: "stage, facilitator, moderator",
    protocol.Ping: "everyone",
    protocol.Look: "stage",
    protocol.Cast: "participant",
}


def table(heading: str) -> dict[str, list[str]]:
    """Return the rows of a section's table by their first cell."""
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return {first.strip("`"): rest for first, *rest in rows[2:]}


def tag(struct: type[Struct]) -> str:
    return str(struct.__struct_config__.tag)


def first(struct: type[Struct]) -> str:
    return " ".join(str(struct.__doc__).split("\n\n", maxsplit=1)[0].split())


def fields(struct: type[Struct], *but: str) -> str:
    found = [field for field in msgspec.structs.fields(struct) if field.name not in but]
    return ", ".join(f"`{field.name}`{'' if field.required else '?'}" for field in found) or "—"


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Commands", [tag(struct) for struct in COMMANDS]),
        ("Frames", [tag(struct) for struct in FRAMES]),
        ("Refusals", [str(code) for code in SENTENCES]),
        ("Close codes", [str(int(close)) for close in CLOSES]),
    ],
)
def test_names(heading: str, names: list[str]) -> None:
    """A table holds every name that the code has, no other, in the same order."""
    assert list(table(heading)) == names


@pytest.mark.parametrize("command", COMMANDS, ids=tag)
def test_command(command: type[Struct]) -> None:
    """A command's row tells who may send it, its fields and what it does."""
    roles = [role for role, changes in RIGHTS.items() if command in changes]
    senders = SENDERS.get(command) or ", ".join(roles)
    assert table("Commands")[tag(command)] == [senders, fields(command, "ref", "version"), first(command)]


def test_versions() -> None:
    """Exactly the commands from `open` to `rename` carry a version."""
    versioned = [tag(struct) for struct in COMMANDS if "version" in struct.__struct_fields__]
    names = list(table("Commands"))
    assert versioned == names[names.index("open") : names.index("rename") + 1]


@pytest.mark.parametrize("frame", FRAMES, ids=tag)
def test_frame(frame: type[Struct]) -> None:
    """A frame's row tells its fields and, first of all, who receives it."""
    assert table("Frames")[tag(frame)] == [fields(frame), first(frame)]
    assert first(frame).startswith("To ")


def test_refusals() -> None:
    """A refusal's row is its sentence."""
    assert {code: sentence for code, (sentence,) in table("Refusals").items()} == SENTENCES


def test_closes() -> None:
    """A close code's row tells its reason, whether to come back, and its meaning."""
    told = {
        str(int(it)): [f"`{it.name.lower()}`", "yes" if returns(it) else "no", CLOSES[it]] for it in CLOSES
    }
    assert table("Close codes") == told


def test_limits() -> None:
    """The limits are the ones that are kept."""
    assert [row[0] for row in table("Limits").values()] == [
        f"{limits.PARTICIPANT_FRAME:,} bytes",
        f"{limits.ROLE_FRAME:,} bytes",
        f"{serve.WS_MAX_SIZE:,} bytes",
        f"{limits.DOCUMENT:,} bytes",
        f"{limits.ARCHIVE:,} bytes",
        f"{limits.COMMAND_BURST} at once, then {limits.COMMAND_RATE:g} a second",
        f"{limits.FLOOD}",
        f"within {connection.HELLO_S:g} seconds",
        f"{session.POLL_LIMIT}",
        f"{session.EDITION_LIMIT}",
    ]


@pytest.mark.parametrize("line", EXAMPLES, ids=str)
def test_example(line: str) -> None:
    """A line of the examples is a command or frame, whole unless it shows that it is shortened."""
    known = COMMANDS if line[0] == ">" else FRAMES
    found = re.match(r'[<>] \{"(do|is)":"(\w+)"', line)
    assert found is not None
    assert found[2] in {tag(struct) for struct in known}
    if "…" not in line:
        msgspec.json.decode(line[2:], type=protocol.AnyCommand if line[0] == ">" else protocol.AnyFrame)
