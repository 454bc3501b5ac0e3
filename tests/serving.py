"""A real `palabre serve` in a process of its own, with everything that it started in sight."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.web import ask

PATIENCE_S: Final = 30.0
COMMAND: Final = (sys.executable, "-m", "palabre.cli", "serve", "--host", "127.0.0.1")
_WHERE: Final = re.compile(r"listening\. +http://localhost:(\d+)")


def refused(*flags: str, data_dir: Path) -> list[str]:
    """Start a server that does not start; return what it said, having seen that nothing is left of it."""
    running = Serving(data_dir, *flags).start()
    assert running.wait() == 2, running.said
    assert (running.told, running.left()) == ("", [])
    lines = running.said.splitlines()
    assert all(line.startswith("palabre: ") for line in lines), running.said
    return [line.removeprefix("palabre: ") for line in lines]


class Serving:
    """One server on a free port and this data folder. A context manager, killed at the latest at its end."""

    def __init__(self, data_dir: Path, *flags: str) -> None:
        self._command = [
            *COMMAND,
            "--data-dir",
            str(data_dir),
            *(flags if "--port" in flags else ("--port", "0", *flags)),
        ]
        self._out, self._err = data_dir.with_name("out.log"), data_dir.with_name("err.log")
        self.family: set[int] = set()
        self.port = 0

    def start(self) -> Self:
        """Start it, in a process group of its own as a terminal would."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PALABRE_")}
        with self._out.open("wb") as out, self._err.open("wb") as err:
            self.process = subprocess.Popen(
                self._command,
                stdout=out,
                stderr=err,
                stdin=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )
        return self

    def restart(self) -> None:
        """Start it again after it was killed, on the same port."""
        self.process.wait()
        self._command += ["--port", str(self.port)]
        self.__enter__()

    def __enter__(self) -> Self:
        self.start()
        until = time.monotonic() + PATIENCE_S
        while (where := _WHERE.search(self.told)) is None:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < until, self.said
            time.sleep(0.02)
        self.port = int(where[1])
        self.becomes(200)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.look()
        self.process.kill()
        self.process.wait()
        for pid in self.left():
            os.kill(pid, signal.SIGKILL)

    @property
    def told(self) -> str:
        """What it wrote to standard output."""
        return self._out.read_text()

    @property
    def said(self) -> str:
        """What it wrote to standard error."""
        return self._err.read_text()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def look(self) -> list[int]:
        """Return the processes that it has started and that run, and remember them."""
        found, ask_about = [], [self.process.pid]
        while ask_about:
            children = _children(ask_about.pop())
            found += children
            ask_about += children
        self.family.update(found)
        return found

    def redis(self, after: int = 0) -> int:
        """Return the process id of its Redis, once there is another one than `after`."""
        until = time.monotonic() + PATIENCE_S
        while not (found := [it for it in self.look() if it != after and _program(it).startswith("redis")]):
            assert time.monotonic() < until, self.said
            time.sleep(0.01)
        return found[0]

    def workers(self) -> list[int]:
        """Return the process ids of its workers."""
        return [pid for pid in self.look() if "spawn_main" in _command(pid)]

    def suggesters(self) -> list[int]:
        """Return the process ids of its suggesters."""
        return [pid for pid in self.look() if "palabre.suggester" in _command(pid)]

    def left(self) -> list[int]:
        """Return what still runs of everything that was seen, after a moment to end."""
        until = time.monotonic() + 5
        while (running := [pid for pid in self.family if _runs(pid)]) and time.monotonic() < until:
            time.sleep(0.02)
        return running

    def wait(self) -> int:
        """Return its exit code once it has ended, having looked at whatever it starts meanwhile."""
        until = time.monotonic() + PATIENCE_S
        while (code := self.process.poll()) is None:
            self.look()
            assert time.monotonic() < until, self.said
            time.sleep(0.02)
        return code

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.kill()

    def interrupt(self) -> None:
        """Press Ctrl-C: every process of the foreground group hears it."""
        self.look()
        os.killpg(self.process.pid, signal.SIGINT)

    def terminate(self) -> None:
        """Send SIGTERM to the server alone."""
        self.look()
        self.process.terminate()

    def health(self) -> int:
        """Return the status of its health; 0 where nobody answers."""
        try:
            return asyncio.run(ask(self.port, "GET", "/healthz", b"", {})).status
        except OSError:
            return 0

    def becomes(self, status: int) -> None:
        """Return once its health has this status."""
        until = time.monotonic() + PATIENCE_S
        while self.health() != status:
            assert time.monotonic() < until, self.said
            time.sleep(0.02)


def _children(pid: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def _program(pid: int) -> str:
    return Path(_command(pid).partition("\0")[0]).name


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
