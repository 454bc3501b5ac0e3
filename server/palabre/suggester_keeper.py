"""Starts the suggester when a node asks for the first time, and again whenever it has ended and one asks.

Owns the socket at which it listens, in a folder of this user alone, and so the moment: while there is no
suggester, the one thread here waits at that socket, and whoever connects waits until the suggester takes
the question. The suggester ends with this process, however that ends.
"""

import logging
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

log = logging.getLogger(__name__)

#: Before it is started again: at once, then slower while it is lost. Whoever asks in the longest pause is
#: still answered (`advice.PATIENCE_S`).
PAUSES_S: Final = (0.0, 1.0, 5.0, 20.0)
#: A suggester that ran for this long had come up: it is not counted as lost, unless a question was too much
#: for it, which takes longer (`suggester.WORK_S`).
STAYED_S: Final = 10.0
#: Without a question for so long, its memory is given back.
IDLE_S: Final = 600.0
BACKLOG: Final = 64


class SuggesterKeeper:
    """A place where nodes of this machine may ask. A context manager; nothing runs before somebody asks."""

    def __init__(self, idle_s: float = IDLE_S) -> None:
        self._idle_s = idle_s
        self._dir = Path()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        #: Held while the suggester is started or killed, so that none is started that nobody kills.
        self._turn = threading.Lock()
        self._awake, self._wake = socket.socketpair()
        self._listener = socket.socket(socket.AF_UNIX)
        self._thread = threading.Thread(target=self._keep, name="suggester-keeper", daemon=True)

    @property
    def path(self) -> str:
        """Where to ask: a Unix socket."""
        return str(self._dir / "suggester.sock")

    @property
    def pid(self) -> int | None:
        """The process id of the suggester while there is one."""
        process = self._process
        return None if process is None or process.poll() is not None else process.pid

    def __enter__(self) -> Self:
        """Open the place. Raise `OSError` where there is none to be had."""
        self._dir = Path(tempfile.mkdtemp(prefix="palabre-"))
        self._listener.bind(self.path)
        Path(self.path).chmod(0o600)
        self._listener.listen(BACKLOG)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._wake.send(b"\0")
        with self._turn:
            if self._process is not None:
                self._process.kill()
        self._thread.join()
        for one in (self._listener, self._awake, self._wake):
            one.close()
        shutil.rmtree(self._dir, ignore_errors=True)

    def _keep(self) -> None:
        losses = 0
        while not self._stopping.wait(PAUSES_S[min(losses, len(PAUSES_S) - 1)]):
            select.select([self._listener, self._awake], [], [])
            began = time.monotonic()
            try:
                ended = self._run()
            except OSError as error:
                ended, why = 1, error.strerror
            else:
                why = f"exit code {ended}"
            losses = losses_after(losses, ended, time.monotonic() - began)
            if ended and not self._stopping.is_set():
                log.warning("The suggester ended unasked (%s); it is started when it is needed.", why)

    def _run(self) -> int:
        """Run a suggester and return its exit code; 0 where all ends. Raise `OSError` where none can be started."""
        with self._turn:
            if self._stopping.is_set():
                return 0
            listening = self._listener.fileno()
            # Its own session: Ctrl-C in the terminal reaches the server, which ends it.
            self._process = subprocess.Popen(  # noqa: S603 (our own program)
                [sys.executable, "-m", "palabre.suggester", str(listening), str(self._idle_s)],
                stdin=subprocess.PIPE, pass_fds=(listening,), start_new_session=True,
            )  # fmt: skip
        with self._process as process:
            return process.wait()


def losses_after(before: int, ended: int, ran_s: float) -> int:
    """Return how many suggesters in a row were lost, with one that has ended so after running so long."""
    stayed = ran_s >= STAYED_S and ended != -signal.SIGPROF
    return 0 if ended == 0 or stayed else before + 1
