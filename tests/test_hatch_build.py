"""The build of the client into the package: when it runs, and what it says when it cannot."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import hatch_build

LOCK = {
    "": {"name": "palabre-client"},
    "node_modules/preact": {"version": "11.2.0", "integrity": "sha512-p"},
    "node_modules/vitest": {"version": "5.1.1", "integrity": "sha512-v", "dev": True},
    "node_modules/oxc-darwin": {"version": "1.0.0", "integrity": "sha512-d", "optional": True},
}


class Npm:
    """Stands in for the npm process: remembers what it was asked, builds one page, or fails as told."""

    def __init__(self, root: Path) -> None:
        self.static = root / "server/palabre/static"
        self.asked: list[str] = []
        self.fails_with: str | None = None

    def __call__(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        verb = next(word for word in command if word in ("ci", "run"))
        self.asked.append(verb)
        if self.fails_with is not None:
            return subprocess.CompletedProcess(command, 1, stdout=self.fails_with)
        if verb == "run":
            self.static.mkdir(parents=True, exist_ok=True)
            (self.static / "index.html").write_text("<!doctype html>")
        return subprocess.CompletedProcess(command, 0, stdout="")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    client = tmp_path / "client"
    (client / "src").mkdir(parents=True)
    (client / "src/main.ts").write_text("export {};")
    (client / "package-lock.json").write_text(json.dumps({"packages": LOCK}))
    return tmp_path


@pytest.fixture
def npm(root: Path, monkeypatch: pytest.MonkeyPatch) -> Npm:
    process = Npm(root)
    monkeypatch.setattr(subprocess, "run", process)
    return process


@pytest.fixture
def installs(root: Path) -> Callable[[dict[str, Any]], None]:
    def install(packages: dict[str, Any]) -> None:
        folder = root / "client/node_modules"
        folder.mkdir(exist_ok=True)
        (folder / ".package-lock.json").write_text(json.dumps({"packages": packages}))

    return install


def test_first_build_installs_then_builds(root: Path, npm: Npm) -> None:
    """A fresh clone needs both steps."""
    hatch_build.build_client(root)
    assert npm.asked == ["ci", "run"]


def test_second_build_does_nothing(root: Path, npm: Npm) -> None:
    """What was built from these very sources is not built again."""
    hatch_build.build_client(root)
    npm.asked.clear()
    hatch_build.build_client(root)
    assert npm.asked == []


@pytest.mark.parametrize("name", ["src/main.ts", "src/new.tsx", "phone.html", "package-lock.json"])
def test_a_changed_source_is_built(root: Path, npm: Npm, name: str) -> None:
    """Any file that ends in the pages, or chooses what does, counts as a source."""
    hatch_build.build_client(root)
    npm.asked.clear()
    path = root / "client" / name
    path.write_text((path.read_text() if path.exists() else "") + "\n")
    hatch_build.build_client(root)
    assert npm.asked[-1:] == ["run"]


@pytest.mark.parametrize("name", ["README.md", "biome.json", "src/main.test.ts", "node_modules/x/y.js"])
def test_what_is_not_a_source_changes_nothing(root: Path, npm: Npm, name: str) -> None:
    """Documents, checks and installed packages do not make the build stale."""
    hatch_build.build_client(root)
    npm.asked.clear()
    path = root / "client" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("anything")
    hatch_build.build_client(root)
    assert npm.asked == []


@pytest.mark.parametrize(
    ("present", "asked"),
    [
        (LOCK, ["run"]),
        ({"node_modules/preact": LOCK["node_modules/preact"]}, ["run"]),
        ({"node_modules/preact": {"version": "11.1.0", "integrity": "sha512-o"}}, ["ci", "run"]),
        ({}, ["ci", "run"]),
    ],
    ids=["with tools", "without tools", "another version", "nothing"],
)
def test_packages_are_installed_only_when_they_differ(
    root: Path,
    npm: Npm,
    installs: Callable[[dict[str, Any]], None],
    present: dict[str, Any],
    asked: list[str],
) -> None:
    """A developer's tools are left in place; a wrong version of what the build needs is not."""
    installs(present)
    hatch_build.build_client(root)
    assert npm.asked == asked


def test_no_network_is_one_sentence(root: Path, npm: Npm) -> None:
    """Npm's page of text becomes what a person can do."""
    npm.fails_with = "npm error code ENOTFOUND\nnpm error errno ENOTFOUND"
    with pytest.raises(SystemExit, match=r"cannot be reached \(ENOTFOUND\)\. Connect to the network"):
        hatch_build.build_client(root)


def test_a_failed_build_is_tried_again(
    root: Path, npm: Npm, installs: Callable[[dict[str, Any]], None]
) -> None:
    """Only a build that ended well counts as done."""
    installs(LOCK)
    npm.fails_with = ""
    with pytest.raises(SystemExit, match="could not be built"):
        hatch_build.build_client(root)
    npm.fails_with = None
    hatch_build.build_client(root)
    assert npm.asked == ["run", "run"]


def test_a_node_that_is_not_there_is_named(root: Path, npm: Npm, monkeypatch: pytest.MonkeyPatch) -> None:
    """PALABRE_NODE is believed, so a wrong one must be said."""
    monkeypatch.setenv("PALABRE_NODE", "/no/such/node")
    with pytest.raises(SystemExit, match="There is no Node at /no/such/node"):
        hatch_build.build_client(root)
    assert npm.asked == []
