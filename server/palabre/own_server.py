"""A server of one's own, in a process of its own: for the demo and the benchmark."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

import msgspec

from palabre.api import Begun, FromArchive, NewSession
from palabre.protocol import PollId

START_S: Final = 30.0
STOP_S: Final = 15.0


class NotStarted(Exception):
    """The server did not come up; the argument is what it said."""


class OwnServer:
    """`palabre serve` as a child process, by default on data that is thrown away afterwards."""

    def __init__(
        self, port: int, *, host: str = "127.0.0.1", workers: int = 1, data_dir: Path | None = None
    ) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._flags = ["--port", str(port), "--host", host, "--workers", str(workers)]
        self._data_dir = data_dir
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """Start it and return once it is well. Raise `NotStarted`."""
        if self._data_dir is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="palabre-")
            self._data_dir = Path(self._scratch.name)
        command = [
            sys.executable,
            "-m",
            "palabre.cli",
            "serve",
            *self._flags,
            "--data-dir",
            str(self._data_dir),
        ]
        # A file, not a pipe: nobody reads it while the server runs, and a full pipe would stop it.
        self._said = tempfile.TemporaryFile()
        # Its own process group: Ctrl-C reaches us, and we end it.
        self._process = subprocess.Popen(  # noqa: S603 (our own program)
            command, stdout=subprocess.DEVNULL, stderr=self._said, start_new_session=True
        )
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def pid(self) -> int:
        """The process id of the server, the parent of its workers and of its Redis."""
        assert self._process is not None  # noqa: S101 (only asked between enter and exit)
        return self._process.pid

    def begin(self, deck: str) -> Begun:
        """Begin a session with a deck."""
        request = urllib.request.Request(  # noqa: S310 (our own address)
            self.url + "/api/sessions", msgspec.json.encode(NewSession(deck=deck)), method="POST"
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return msgspec.json.decode(answer.read(), type=Begun)

    def compare(self, begun: Begun, poll: PollId, archive: bytes) -> None:
        """Give a poll of a session the poll of the same id of an archive as its earlier edition."""
        body = msgspec.json.encode(FromArchive(archive=msgspec.Raw(archive), poll=poll))
        request = urllib.request.Request(  # noqa: S310 (our own address)
            f"{self.url}/api/sessions/{begun.session}/polls/{poll}/edition",
            body,
            {"authorization": f"Bearer {begun.run.partition('#')[2]}"},
            method="PUT",
        )
        with urllib.request.urlopen(request, timeout=10):  # noqa: S310
            pass

    def said(self) -> str:
        """Return what the server wrote to standard error so far: its warnings and faults."""
        if self._said is None or self._said.closed:
            return ""
        self._said.seek(0)
        return self._said.read().decode(errors="replace").strip()

    def stop(self) -> None:
        """End it and whatever it started, and throw its scratch data away."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=STOP_S)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
            self._process = None
        if self._said is not None:
            self._said.close()
        if self._scratch is not None:
            self._scratch.cleanup()

    def _wait(self) -> None:
        assert self._process is not None  # noqa: S101
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise NotStarted(self.said().removeprefix("palabre: "))
            try:
                with urllib.request.urlopen(self.url + "/healthz", timeout=1):  # noqa: S310
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise NotStarted(f"The server did not answer within {START_S:.0f} s.")
