"""The suggester: a real process at a real socket, which nobody's mistake, death or silence takes away for long."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from palabre.advice import CANDIDATES, HEAD, LONGEST, PATIENCE_S as PATIENCE, Adviser, Answer, Question, pack
from palabre.grouping import Answer as Given
from palabre.kinds.base import Candidate
from palabre.protocol import Reason
from palabre.suggester import WORK_S
from palabre.suggester_keeper import PAUSES_S, STAYED_S, SuggesterKeeper, losses_after

PATIENCE_S = 20.0
SHARING = Question(
    (
        Candidate("sharing", (Given("sharing", "en", 3),)),
        Candidate("partage", (Given("partage", "fr", 2),)),
        Candidate("patience", (Given("patience", "en"),)),
    ),
    ("en", "fr"),
)


@pytest.fixture(scope="module")
def keeper() -> Iterator[SuggesterKeeper]:
    with SuggesterKeeper() as keeper:
        yield keeper


async def offered(keeper: SuggesterKeeper) -> list[tuple[str, ...]]:
    """Ask, and ask again as a node does, until there is an answer."""
    for _ in range(3):
        if answer := await Adviser(keeper.path).ask(SHARING):
            return [offer.keys for offer in answer.offers]
    raise AssertionError("the suggester never answered")


def hung_up(keeper: SuggesterKeeper, *sent: bytes) -> bool:
    """Send this and wait until the suggester hangs up without an answer."""
    with socket.socket(socket.AF_UNIX) as mallory:
        mallory.settimeout(PATIENCE_S)
        mallory.connect(keeper.path)
        for piece in sent:
            mallory.sendall(piece)
        try:
            return mallory.recv(1) == b""
        except ConnectionResetError:
            return True


def becomes(look: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while not look():
        assert time.monotonic() < until, f"never: {what}"
        time.sleep(0.02)


async def test_why(keeper: SuggesterKeeper) -> None:
    """An answer has the keys, the most frequent first, and why."""
    answer = await Adviser(keeper.path).ask(SHARING)
    assert answer is not None
    (offer,) = answer.offers
    assert (offer.keys, offer.why) == (("sharing", "partage"), (Reason("idea", ("sharing", "partage")),))


async def test_nothing_before_it_is_needed() -> None:
    """No process runs before somebody asks; then one does."""
    with SuggesterKeeper() as keeper:
        assert keeper.pid is None
        assert await offered(keeper) == [("sharing", "partage")]
        assert keeper.pid is not None


def test_only_this_user(keeper: SuggesterKeeper) -> None:
    """Nobody else can open the socket, nor look into its folder."""
    place = Path(keeper.path)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


async def test_killed(keeper: SuggesterKeeper) -> None:
    """A suggester that is killed is there again for the next question."""
    assert await offered(keeper)
    before = keeper.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    assert await offered(keeper)
    assert keeper.pid not in (None, before)


@pytest.mark.parametrize(
    "sent",
    [
        (b"GET / HTTP/1.1\r\n\r\n",),
        ((5).to_bytes(HEAD), b"\xc1\xc1\xc1\xc1\xc1"),
        (pack(Answer(())),),
        ((0).to_bytes(HEAD),),
        ((LONGEST + 1).to_bytes(HEAD),),
    ],
    ids=["HTTP", "no msgpack", "no question", "nothing", "too long"],
)
async def test_garbage(keeper: SuggesterKeeper, sent: tuple[bytes, ...]) -> None:
    """Whatever is no question is hung up on, and the next one is answered by the same process."""
    assert await offered(keeper)
    before = keeper.pid
    assert await asyncio.to_thread(hung_up, keeper, *sent)
    assert await offered(keeper)
    assert keeper.pid == before


async def test_stalled(keeper: SuggesterKeeper) -> None:
    """Who begins a question and stalls is hung up on, and keeps nobody from an answer for long."""
    assert await asyncio.to_thread(hung_up, keeper, pack(SHARING)[:-1])
    assert await offered(keeper)


async def test_too_many_candidates(keeper: SuggesterKeeper) -> None:
    """A question with more candidates than it may have is not answered, and leaves the process well."""
    many = Question(tuple(Candidate(str(n), (Given(str(n)),)) for n in range(CANDIDATES + 1)))
    assert await Adviser(keeper.path).ask(many) is None
    assert await offered(keeper)


async def test_nobody_there(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Without a suggester there is no answer; that is logged once, not for each question."""
    adviser = Adviser(str(tmp_path / "nobody"))
    assert [await adviser.ask(SHARING), await adviser.ask(SHARING)] == [None, None]
    assert len(caplog.records) == 1
    assert await Adviser().ask(SHARING) is None


async def test_silence(tmp_path: Path) -> None:
    """Who listens and never answers is not waited for."""
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "silent"))
        silent.listen()
        assert await Adviser(str(tmp_path / "silent"), patience_s=0.05).ask(SHARING) is None


WHY = {"same": "idea", "answers": ["a", "b"]}


@pytest.mark.parametrize("offer", [{"keys": ["sharing"], "why": [WHY]}, {"keys": ["a", "b"], "why": []}])
async def test_no_answer(tmp_path: Path, offer: dict[str, list[object]]) -> None:
    """An offer of one entry, or without a reason, is no answer, whoever gives it."""
    body = msgspec.msgpack.encode({"offers": [offer]})

    async def hear(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(len(body).to_bytes(HEAD) + body)
        writer.close()

    async with await asyncio.start_unix_server(hear, str(tmp_path / "other")):
        assert await Adviser(str(tmp_path / "other")).ask(SHARING) is None


async def test_idle() -> None:
    """A suggester that nobody asks any more ends by itself, and comes back for the next question."""
    with SuggesterKeeper(idle_s=0.2) as keeper:
        assert await offered(keeper)
        await asyncio.to_thread(becomes, lambda: keeper.pid is None, "an idle suggester ends")
        assert await offered(keeper)


BUSY = "from palabre import suggester; suggester.WORK_S = 0.01; suggester.main()"


def test_too_much_work(tmp_path: Path) -> None:
    """A question that takes too much work is not answered, and ends the process in a way that the keeper counts."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "busy"))
        listener.listen()
        command = [sys.executable, "-c", BUSY, str(listener.fileno()), "60"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=(listener.fileno(),)) as process:
            assert asyncio.run(Adviser(str(tmp_path / "busy")).ask(SHARING)) is None
            assert process.wait(PATIENCE_S) == -signal.SIGPROF


def test_losses() -> None:
    """A suggester is lost if it dies early, or of a question however late; not if it ends by itself or dies late."""
    assert losses_after(2, 1, 0.5) == losses_after(2, -signal.SIGPROF, WORK_S) == 3
    assert losses_after(2, 0, 0.5) == losses_after(2, -signal.SIGKILL, STAYED_S) == 0
    assert WORK_S > STAYED_S


def test_longest_pause() -> None:
    """Whoever asks while the keeper waits is answered: the suggester has 10 s to start and to read."""
    assert max(PAUSES_S) + 10 <= PATIENCE


async def test_end() -> None:
    """At the end neither the process nor its socket is left."""
    with SuggesterKeeper() as keeper:
        assert await offered(keeper)
        pid = keeper.pid
    assert pid is not None
    assert not Path(keeper.path).parent.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


SERVER = """
import asyncio, sys
from palabre.suggester_keeper import SuggesterKeeper
from tests.test_suggester import offered
with SuggesterKeeper() as keeper:
    asyncio.run(offered(keeper))
    print(keeper.pid, keeper.path, flush=True)
    sys.stdin.read()
"""


def test_server_killed() -> None:
    """A suggester whose server is killed ends too, and leaves no socket."""
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        pid, place = server.stdout.readline().split()
        server.kill()
    becomes(lambda: not Path(f"/proc/{pid}").exists() and not Path(place).parent.exists(), "all of it ends")
