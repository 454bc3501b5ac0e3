"""`palabre serve`: why it does not start, that it ends with all it started, and how it is in between."""

import asyncio
import os
import signal
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import msgspec
import pytest

from palabre.api import Begun
from palabre.protocol import Open
from palabre.serve import CannotServe, listen, serve
from palabre.settings import Settings
from tests.people import P1, Person
from tests.serving import Serving, refused
from tests.web import ask

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


DECK = "palabre: 1\ntitle: Plenary\nlanguages: [en, fr]\npolls:\n  - {kind: words, question: What?}\n"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


class NoRedis(socketserver.StreamRequestHandler):
    """Something that listens and is not Redis."""

    def handle(self) -> None:
        self.rfile.readline()
        self.wfile.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")


class OldRedis(socketserver.StreamRequestHandler):
    """As much of Redis 6 as a newcomer looks at."""

    ANSWERS: ClassVar = {
        b"hello": b"%2\r\n$6\r\nserver\r\n$5\r\nredis\r\n$5\r\nproto\r\n:3\r\n",
        b"info": b"$20\r\nredis_version:6.2.14\r\n",
    }

    def handle(self) -> None:
        while count := self.rfile.readline():
            words = [self._word() for _ in range(int(count[1:]))]
            self.wfile.write(self.ANSWERS.get(words[0].lower(), b"-ERR unknown command\r\n"))

    def _word(self) -> bytes:
        return self.rfile.read(int(self.rfile.readline()[1:]) + 2)[:-2]


@contextmanager
def listening(handler: type[socketserver.StreamRequestHandler]) -> Iterator[str]:
    """Have something listen; its address, as if it were Redis."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"redis://:secret@127.0.0.1:{server.server_address[1]}"
        server.shutdown()


# --- not starting: one sentence, exit code 2, nothing left ---


def test_taken_port(data: Path) -> None:
    """A taken port is told, with a way out."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (sentence,) = refused("--port", str(port), data_dir=data)
    assert sentence.startswith(f"Cannot listen on 127.0.0.1 port {port}: Address already in use.")


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "..", "a" * 70 + ".example", "", "::g"])
def test_no_such_host(host: str) -> None:
    """A host that is not this machine is told."""
    with pytest.raises(CannotServe, match=f"Cannot listen on {host}"), listen(host, 0):
        pass


def test_nobody_at_redis(data: Path) -> None:
    """A Redis that is not there is told, without the password."""
    (sentence,) = refused("--redis", "redis://me:secret@127.0.0.1:9/1", data_dir=data)
    assert sentence == "Redis does not answer at redis://127.0.0.1:9/1. Start it, or check --redis."
    assert not data.exists()


def test_not_redis(data: Path) -> None:
    """Something that is not Redis is told, without the password."""
    with listening(NoRedis) as url:
        (sentence,) = refused("--redis", url, data_dir=data)
    assert "Redis" in sentence
    assert "secret" not in sentence


def test_old_redis(data: Path) -> None:
    """A Redis that is too old is told, with its version and the one that is needed."""
    with listening(OldRedis) as url:
        (sentence,) = refused("--redis", url, data_dir=data)
    assert sentence == "This is Redis 6.2.14; Palabre needs Redis 7 or later, or Valkey."


def test_data_folder_is_a_file(data: Path) -> None:
    """A file in place of the data folder is told."""
    data.write_text("a file")
    (sentence,) = refused(data_dir=data)
    assert sentence.startswith(f"Redis cannot be started in {data}")


def test_unwritable_data_folder(data: Path) -> None:
    """A folder where nothing can be written is told."""
    (sentence,) = refused("--data-dir", "/proc/palabre", data_dir=data)
    assert sentence.startswith("Redis cannot be started in /proc/palabre")


def test_data_folder_in_use(data: Path) -> None:
    """Two servers never share a data folder; the second is told, and the first goes on."""
    with Serving(data) as first:
        other = data.with_name("other")
        (sentence,) = refused("--data-dir", str(data), data_dir=other)
        assert sentence.startswith(f"Another Palabre is running on the data folder {data}")
        assert first.process.poll() is None


def test_broken_deck(data: Path) -> None:
    """A broken deck is told with file, line and field."""
    file = data.with_name("deck.yaml")
    file.write_text(
        "palabre: 1\ntitle: Plenary\npolls:\n  - kind: words\n    question: What?\n    answers: 99\n"
    )
    (sentence,) = refused("--deck", str(file), data_dir=data)
    assert sentence.startswith(f"{file}:6: polls[0].answers")


def test_unreadable_deck(data: Path) -> None:
    """A deck that is not there, or is not text, is told."""
    file = data.with_name("deck.yaml")
    file.write_bytes(b"\xff")
    for deck, reason in (("none.yaml", "No such file or directory"), (str(file), "it is not UTF-8 text")):
        with pytest.raises(CannotServe, match=f"The deck {deck} cannot be read: {reason}."):
            serve(Settings(deck=deck))


def test_every_bad_setting(data: Path) -> None:
    """Several bad settings are told at once."""
    sentences = refused("--port", "http", "--workers", "0", "--log-level", "loud", data_dir=data)
    assert [sentence.partition(" ")[0] for sentence in sentences] == ["port", "workers", "log_level"]


# --- ending: everything ends, quietly ---


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("end", [Serving.interrupt, Serving.terminate])
def test_end(data: Path, workers: int, end: Callable[[Serving], None]) -> None:
    """Ctrl-C and SIGTERM end the server, its Redis and every worker, without a word of complaint."""
    with Serving(data, "--workers", str(workers)) as running:
        assert len(running.workers()) == (workers if workers > 1 else 0)
        end(running)
        assert running.wait() == 0
        assert (running.left(), running.said) == ([], "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_end_while_starting(data: Path, number: int) -> None:
    """A server that is told to end while it starts leaves nothing behind."""
    running = Serving(data).start()
    running.redis()
    os.killpg(running.process.pid, number)
    assert running.wait() == 0
    assert (running.left(), running.said) == ([], "")


@pytest.mark.parametrize("workers", [1, 2])
def test_killed(data: Path, workers: int) -> None:
    """A server that is killed takes its Redis and workers with it; the next one starts on the same port and data."""
    with Serving(data, "--workers", str(workers)) as running:
        running.look()
        running.process.kill()
        running.process.wait()
        assert running.left() == []
    with Serving(data, "--port", str(running.port)) as again:
        assert again.port == running.port


# --- its suggester ---


async def sees_a_suggestion(running: Serving) -> None:
    """Ada moderates a session on this server and is offered what two people said."""
    answer = await ask(running.port, "POST", "/api/sessions", msgspec.json.encode({"deck": DECK}), {})
    begun = msgspec.json.decode(answer.body, type=Begun)
    pia, ada, *phones = people = [Person(running.url) for _ in range(4)]
    await pia.enters(begun.session, begun.run.partition("#")[2])
    await ada.enters(begun.session, begun.moderate.partition("#")[2])
    await pia.does(Open, poll=P1)
    for phone, word in zip(phones, ("sharing", "partage"), strict=True):
        await phone.joins(begun.code)
        await phone.cast([word])
    await ada.waits_for(lambda view: getattr(view.get("suggestions"), "suggestions", None) or None, "a card")
    for person in people:
        await person.leaves()


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("end", [Serving.interrupt, Serving.terminate, Serving.kill])
def test_suggester(data: Path, workers: int, end: Callable[[Serving], None]) -> None:
    """All workers share one suggester, begun when it is needed; it ends with the server, however that ends."""
    with Serving(data, "--workers", str(workers)) as running:
        assert running.suggesters() == []
        asyncio.run(sees_a_suggestion(running))
        assert len(running.suggesters()) == 1
        end(running)
        running.wait()
        assert (running.left(), running.said) == ([], "")


def test_suggester_is_restarted(data: Path) -> None:
    """A suggester that dies is there again when it is needed, with a line in the log."""
    with Serving(data) as running:
        asyncio.run(sees_a_suggestion(running))
        (before,) = running.suggesters()
        os.kill(before, signal.SIGKILL)
        asyncio.run(sees_a_suggestion(running))
        assert running.suggesters() not in ([], [before])
        assert "The suggester ended unasked (exit code -9)" in running.said


# --- in between ---


def test_redis_is_restarted(data: Path) -> None:
    """A Redis that dies is started again on the same data, with a line in the log."""
    with Serving(data) as running:
        before = running.redis()
        os.kill(before, signal.SIGKILL)
        assert running.redis(after=before) != before
        running.becomes(200)
        assert "Redis ended unasked (exit code -9)" in running.said


def test_redis_hangs(data: Path) -> None:
    """While Redis does not answer the server is not well, and well again afterwards."""
    with Serving(data) as running:
        redis = running.redis()
        os.kill(redis, signal.SIGSTOP)
        running.becomes(503)
        os.kill(redis, signal.SIGCONT)
        running.becomes(200)
