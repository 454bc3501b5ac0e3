"""The suggester: the one process of a machine that holds dictionaries of word forms, and answers nodes.

`python -m palabre.suggester FD IDLE_S` takes questions at the listening Unix socket FD, one after the other. It
reads a dictionary when its first word is asked for, ends when nobody has asked for IDLE_S seconds, and ends at
once with the server that started it, whose end of standard input then closes. Whatever is not a question, and
whoever stalls, is hung up on; a question that takes more than `WORK_S` of work ends the process by the signal
SIGPROF, and the next one finds another (`suggester_keeper`).
"""

import logging
import os
import select
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from palabre.advice import HEAD, Answer, Garbled, Offer, Question, length, pack
from palabre.lemmas import Simplemma
from palabre.lexicon import LANGS
from palabre.suggest import suggest
from palabre.telemetry import configure, faults

log = logging.getLogger(__name__)

#: A question arrives, and an answer leaves, within this.
TRANSFER_S: Final = 2.0
#: Processor time for one question: reading all dictionaries takes 5 s of it, the largest question 2 s.
WORK_S: Final = 25.0
#: Answering never takes the processor from those who count.
NICE: Final = 5


def main() -> None:
    """Answer questions until nobody asks any more or the server ends."""
    configure(os.environ.get("PALABRE_LOG_LEVEL", "info"))
    listening, idle_s = int(sys.argv[1]), float(sys.argv[2])
    with socket.socket(fileno=listening) as listener:
        place = Path(listener.getsockname())
        threading.Thread(target=_end_with_server, args=(place,), daemon=True).start()
        os.nice(NICE)
        while select.select([listener], [], [], idle_s)[0]:
            with listener.accept()[0] as caller, faults(log, "fault in answering a node"):
                _hear(caller)


def _end_with_server(place: Path) -> None:
    """Wait until the server lets go of standard input, as it does however it ends; leave no socket behind."""
    while os.read(0, 1):
        pass
    with suppress(OSError):
        place.unlink()
        place.parent.rmdir()
    os._exit(0)


def _hear(caller: socket.socket) -> None:
    """Take one question and answer it."""
    with suppress(OSError, Garbled, msgspec.MsgspecError):
        until = time.monotonic() + TRANSFER_S
        body = _read(caller, length(_read(caller, HEAD, until)), until)
        question = msgspec.msgpack.decode(body, type=Question)
        if select.select([caller], [], [], 0)[0]:
            return  # Nobody says more than one question: the node has given up.
        signal.setitimer(signal.ITIMER_PROF, WORK_S)
        answer = pack(advise(question))
        signal.setitimer(signal.ITIMER_PROF, 0)
        caller.settimeout(TRANSFER_S)
        caller.sendall(answer)


def _read(caller: socket.socket, size: int, until: float) -> bytes:
    """Return so many bytes. Raise `OSError` where they do not come in time, `Garbled` where they end."""
    got = bytearray()
    while len(got) < size:
        caller.settimeout(max(0.001, until - time.monotonic()))
        piece = caller.recv(size - len(got))
        if not piece:
            raise Garbled
        got += piece
    return bytes(got)


def advise(question: Question) -> Answer:
    """Return which candidates may count as one."""
    keys = {candidate.answers: candidate.key for candidate in question.candidates}
    found = suggest(keys, _langs(question), Simplemma())
    return Answer(tuple(Offer(tuple(keys[group] for group in one.groups), one.reasons) for one in found))


def _langs(question: Question) -> list[str]:
    """Return the languages in play: the session's and those that were spoken, or all where none is known."""
    asked = {lang.partition("-")[0] for lang in question.langs}
    spoken = {answer.lang for candidate in question.candidates for answer in candidate.answers}
    return [lang for lang in LANGS if lang in asked | spoken] or list(LANGS)


if __name__ == "__main__":
    main()
