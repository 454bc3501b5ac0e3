"""`palabre demo`: both scenes alive, with a simulated audience that arrives over a minute.

Starts a server of its own on data that is thrown away, and plays facilitator and participants over real
WebSockets. Whoever watches can join from a phone, and can take over on the run page: the simulated
facilitator only ever acts on the session as he left it, and lets go once somebody else has changed it.
"""

import asyncio
import random
import sys

import msgspec
import segno
from msgspec import Struct
from websockets.exceptions import ConnectionClosed

from palabre import archive as archives, scenes
from palabre.api import Begun
from palabre.kinds import Kinds
from palabre.own_server import OwnServer
from palabre.protocol import (
    Change,
    CloseDown,
    Done,
    Localised,
    Next,
    Now,
    Open,
    PollLine,
    PollNow,
    Refused,
    Script,
    say,
)
from palabre.scenes import Person
from palabre.simulate import Client


class Plan(Struct, frozen=True):
    """How many people come, within how many seconds, and where the server listens.

    `pause`: seconds between one scene and the next, to look at the picture. `think`: seconds that people
    take on average after a question opens.
    """

    people: int = 250
    seconds: float = 60.0
    pause: float = 20.0
    think: float = 2.0
    port: int = 8000
    host: str = "0.0.0.0"  # noqa: S104
    seed: int = 1


def demo(plan: Plan) -> None:
    """Show both scenes, then keep serving until Ctrl-C. Raise `NotStarted`."""
    with OwnServer(plan.port, host=plan.host) as server:
        begun = server.begin(scenes.DECK.read_text(encoding="utf-8"))
        server.compare(begun, scenes.COMPARED, archives.write(scenes.a_year_ago(Kinds())))
        _announce(begun)
        try:
            asyncio.run(_play(plan, server.url, begun))
        except KeyboardInterrupt:
            print("\n  The demo has ended, and its data is gone.")


async def _play(plan: Plan, url: str, begun: Begun) -> None:
    chance = random.Random(plan.seed)
    audience = [
        asyncio.create_task(_attend(plan, url, begun.code, person, chance))
        for person in scenes.people(plan.people, plan.seed)
    ]
    await _facilitate(plan, url, begun)
    print("  Both scenes have been shown. Everything stays open for you; Ctrl-C ends it.", flush=True)
    await asyncio.gather(*audience)


async def _facilitate(plan: Plan, url: str, begun: Begun) -> None:
    """Open each poll in turn, for as long as nobody else takes over."""
    pia = await Client.open(url)
    await pia.enter(begun.session, begun.run.partition("#")[2])
    script = await pia.until(Script, lambda _: True)
    version = script.version
    for number, poll in enumerate(script.polls):
        if number:
            await asyncio.sleep(plan.pause)
            version = await _change(pia, CloseDown(pia.ref(), version, script.polls[number - 1].id))
            version = await _change(pia, Next(pia.ref(), version))
        version = await _change(pia, Open(pia.ref(), version, poll.id))
        if version < 0:
            print("  You have taken over: the simulated facilitator lets go.", flush=True)
            break
        print(f"  “{say(_asked(poll).question, 'en')}” is open.", flush=True)
        if poll.edition:
            print("  Press E on the stage: it stands beside what the room said a year ago.", flush=True)
        await asyncio.sleep(plan.seconds + plan.think)
    await pia.close()


async def _change(pia: Client, change: Change) -> int:
    """Make a change and return the session's new version, or -1 when somebody else was faster."""
    if change.version < 0:
        return -1
    answer = await pia.ask(change)
    return answer.version if isinstance(answer, Done) else -1


async def _attend(plan: Plan, url: str, code: str, person: Person, chance: random.Random) -> None:
    """Arrive, then answer each poll once when it opens, and come back after a lost connection."""
    await asyncio.sleep(chance.uniform(0, plan.seconds))
    answered: set[tuple[str, int]] = set()
    while True:
        try:
            alice = await Client.open(url)
            if isinstance(await alice.join(code), Refused):
                return
            while True:
                now = await alice.until(Now, lambda now: _answerable(now, answered))
                poll = now.poll
                assert poll is not None  # noqa: S101 (answerable)
                await asyncio.sleep(chance.expovariate(1 / plan.think))
                if ballot := person.ballots.get(_asked(poll).kind):
                    await alice.cast(poll.id, poll.run, 1, ballot)
                answered.add((poll.id, poll.run))
        except (ConnectionClosed, OSError):
            await asyncio.sleep(chance.uniform(0.2, 3))


def _answerable(now: Now, answered: set[tuple[str, int]]) -> bool:
    poll: PollNow | None = now.poll
    return poll is not None and poll.phase == "open" and (poll.id, poll.run) not in answered


class _Asked(Struct, frozen=True):
    """What the demo reads of a spec: the kind, to have an answer, and the question, to say it."""

    kind: str
    question: Localised


def _asked(poll: PollNow | PollLine) -> _Asked:
    return msgspec.json.decode(poll.spec, type=_Asked)


def _announce(begun: Begun) -> None:
    print(
        f"\n  Palabre demo. Project the stage, join from a phone, and take over whenever you like.\n"
        f"\n  Stage                {begun.stage}"
        f"\n  Run                  {begun.run}"
        f"\n  Moderate             {begun.moderate}"
        f"\n  Phones join at       {begun.join}   (code {begun.code})\n"
    )
    segno.make(begun.join, micro=False).terminal(sys.stdout, compact=True)
    print(flush=True)
