"""Every key and channel in Redis, in one place; `docs/keys.md` is the same table for operators.

All keys of one session carry the hash tag `{<session id>}`, so that a Redis Cluster keeps them on one
server and one function can touch them together. The only key outside is the join code's, which is what a
session is found by. Nothing here knows how keys are used.
"""

from typing import Final, NamedTuple

from palabre.protocol import PollId, SessionId

PREFIX: Final = "palabre:"

#: What is kept under each key: its Redis type, and what it holds.
TABLE: Final[dict[str, tuple[str, str]]] = {
    "code:{<code>}": ("string", "The id of the session that this join code belongs to."),
    "{<session>}:session": ("hash", "`version`, and `document`: the session as JSON."),
    "{<session>}:phases": ("hash", "By poll id, its phase and run: `open 2`. Says which runs take ballots."),
    "{<session>}:tokens": ("hash", "By role, the hash of its token."),
    "{<session>}:secret": ("string", "The key of the participants' HMACs; dies with the session."),
    "{<session>}:nodes": ("hash", "By node, when it last reported (ms) and its connections by role."),
    "{<session>}:<poll>:<run>:ballots": ("hash", "By participant (an HMAC): revision, marks and ballot."),
    "{<session>}:<poll>:<run>:marks": ("hash", "By mark, its sum over all current ballots."),
    "{<session>}:<poll>:<run>:version": ("string", "How often the tally has changed."),
    "{<session>}:bell": ("sharded channel", "Rung, without data, when anything above changed."),
}


class RunKeys(NamedTuple):
    """The keys of one run of a poll: everything that a reset removes."""

    ballots: bytes
    marks: bytes
    version: bytes


class Keys:
    """The keys under one prefix, so that several installations can share a Redis."""

    def __init__(self, prefix: str = PREFIX) -> None:
        self.prefix: Final = prefix

    def code(self, code: str) -> bytes:
        """Return the key that a join code is looked up by."""
        return f"{self.prefix}code:{{{code}}}".encode()

    def session(self, session: SessionId) -> bytes:
        """Return the key of the session's version and document."""
        return f"{self.prefix}{{{session}}}:session".encode()

    def phases(self, session: SessionId) -> bytes:
        """Return the key of the polls' phases and runs."""
        return f"{self.prefix}{{{session}}}:phases".encode()

    def tokens(self, session: SessionId) -> bytes:
        """Return the key of the hashed tokens."""
        return f"{self.prefix}{{{session}}}:tokens".encode()

    def secret(self, session: SessionId) -> bytes:
        """Return the key of the session's secret."""
        return f"{self.prefix}{{{session}}}:secret".encode()

    def nodes(self, session: SessionId) -> bytes:
        """Return the key of what each node reported about its connections."""
        return f"{self.prefix}{{{session}}}:nodes".encode()

    def run(self, session: SessionId, poll: PollId, run: int) -> RunKeys:
        """Return the keys of one run of one poll."""
        stem = f"{self.prefix}{{{session}}}:{poll}:{run}:"
        return RunKeys(f"{stem}ballots".encode(), f"{stem}marks".encode(), f"{stem}version".encode())

    def bell(self, session: SessionId) -> bytes:
        """Return the sharded channel of the session's bell."""
        return f"{self.prefix}{{{session}}}:bell".encode()
