"""Every key and channel in Redis, in one place; `docs/keys.md` is the same table for operators.

All keys of one session carry the hash tag `{<session id>}`, so that a Redis Cluster keeps them on one
server and one function can touch them together. The only key outside is the join code's, which is what a
session is found by. Nothing here knows how keys are used.
"""

from typing import Final

from palabre.protocol import PollId, SessionId

PREFIX: Final = "palabre:"

#: What is kept under each key: its Redis type, and what it holds.
TABLE: Final[dict[str, tuple[str, str]]] = {
    "code:{<code>}": ("string", "The id of the session that this join code belongs to."),
    "{<session>}:session": (
        "hash",
        "`version`, `document` (the session as JSON), `code`; `secret`, the key of the participants' HMACs; "
        "`token:<role>`, a hash; `phase:<poll>`, its phase and run: which runs take ballots.",
    ),
    "{<session>}:<poll>:<run>": (
        "hash",
        "`ballot:<participant>`, by HMAC: revision, marks and ballot; `mark:<mark>`, its sum over all ballots; "
        "`turnout`; `version`, how often the tally changed; `names` and `names:<n>`, which marks there are; "
        "`layouts`, `layout:<shape>`: how the figure was last arranged.",
    ),
    "{<session>}:nodes": ("hash", "By node, when it last reported (ms) and its connections by role."),
    "{<session>}:editions": (
        "hash",
        "By id, the earlier editions that the session's polls are compared with, as JSON.",
    ),
    "{<session>}:bell": ("sharded channel", "Rung, without data, when anything above changed."),
}


class Keys:
    """The keys under one prefix, so that several installations can share a Redis."""

    def __init__(self, prefix: str = PREFIX) -> None:
        self.prefix: Final = prefix

    def code(self, code: str) -> bytes:
        """Return the key that a join code is looked up by."""
        return f"{self.prefix}code:{{{code}}}".encode()

    def session(self, session: SessionId) -> bytes:
        """Return the key of the session itself, with its secret, tokens and phases."""
        return f"{self.prefix}{{{session}}}:session".encode()

    def nodes(self, session: SessionId) -> bytes:
        """Return the key of what each node reported about its connections."""
        return f"{self.prefix}{{{session}}}:nodes".encode()

    def editions(self, session: SessionId) -> bytes:
        """Return the key of the earlier editions that the session's polls are compared with."""
        return f"{self.prefix}{{{session}}}:editions".encode()

    def run(self, session: SessionId, poll: PollId, run: int) -> bytes:
        """Return the key of one run of one poll: everything that a reset removes."""
        return f"{self.prefix}{{{session}}}:{poll}:{run}".encode()

    def bell(self, session: SessionId) -> bytes:
        """Return the sharded channel of the session's bell."""
        return f"{self.prefix}{{{session}}}:bell".encode()
