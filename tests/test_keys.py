"""Where things lie in Redis, as `docs/keys.md` tells operators."""

import re
from pathlib import Path

from palabre.protocol import PollId, SessionId
from palabre.redis_server import RedisServer
from palabre.store import Attendance
from palabre.store.keys import PREFIX, TABLE, Keys
from palabre.store.redis import RedisStore
from tests.room import Room

PAGE = Path(__file__).parent.parent / "docs" / "keys.md"
S1 = SessionId("s1")


def every_key(keys: Keys) -> dict[str, bytes]:
    """Return an example of each key, by its form in the table."""
    return {
        "code:{<code>}": keys.code("ABCDEF"),
        "{<session>}:session": keys.session(S1),
        "{<session>}:<poll>:<run>": keys.run(S1, PollId("p1"), 1),
        "{<session>}:nodes": keys.nodes(S1),
        "{<session>}:editions": keys.editions(S1),
        "{<session>}:bell": keys.bell(S1),
    }


def filled(form: str) -> bytes:
    """Return a form of the table with the examples' values."""
    for name, value in {"code": "ABCDEF", "session": "s1", "poll": "p1", "run": "1"}.items():
        form = form.replace(f"<{name}>", value)
    return form.encode()


def test_documented() -> None:
    """The documentation lists every key with its type and contents, and no other."""
    rows = re.findall(r"^\| `(.*?)` \| (.*?) \| (.*?) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert [(key, (kind, holds)) for key, kind, holds in rows] == list(TABLE.items())
    assert f"`{PREFIX}`" in PAGE.read_text("utf-8")


def test_built_as_documented() -> None:
    """Each key is built in its documented form, under the prefix asked for."""
    assert every_key(Keys("x:")) == {form: b"x:" + filled(form) for form in TABLE}


def test_one_hash_tag() -> None:
    """Whatever belongs to a session has its id as hash tag."""
    mine = [key for form, key in every_key(Keys()).items() if "<session>" in form]
    assert {re.findall(rb"\{(.*?)\}", key)[0] for key in mine} == {b"s1"}


async def test_nothing_else(store: RedisStore, redis_server: RedisServer, prefix: str) -> None:
    """A session in full use has exactly the documented keys, each of its documented type."""
    room = Room(store)
    await room.create()
    await room.open()
    await room.cast("alice", 1, paix=1)
    await store.attend(room.id, "n1", Attendance(1), 1)
    await store.keep_edition(room.id, "e1", b"{}")
    kinds = {key: (await store._pipe.call("TYPE", key)).decode() for key in await room.keys()}
    kept = {form: kind for form, (kind, _) in TABLE.items() if kind != "sharded channel"}
    assert kinds == {prefix + filled(form).decode(): kind for form, kind in kept.items()}
