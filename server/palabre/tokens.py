"""Secrets and names: role tokens, join codes, and the key under which the store knows a participant.

A token is 256 random bits, shown once and kept only as a hash. The stage's and the moderator's tokens
are derived from the facilitator's (HMAC, one way), so a facilitator can hand them out again from any
device although the server keeps none of the three. A participant's key is an HMAC under the session's
secret: once the secret is gone nobody, not even we, can tell whose ballot it was.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256
from secrets import compare_digest
from typing import Final
from unicodedata import decimal, normalize

from palabre.protocol import Me, Role

#: No vowels (a code never spells a word) and no look-alikes: 0 O Q, 1 I L, 2 Z, 5 S, 8 B, U V, A 4.
CODE_ALPHABET: Final = "CDFGHJKMNPRTVWXY34679"
CODE_LENGTH: Final = 6
_MEANT: Final = str.maketrans("AU", "4V")
TOKEN_BYTES: Final = 32

Randomness = Callable[[int], bytes]


def new_token(random: Randomness) -> str:
    """Return 256 random bits as 43 characters that are safe in a URL fragment."""
    return _text(random(TOKEN_BYTES))


def role_tokens(facilitator: str) -> dict[Role, str]:
    """Return the tokens of every role that carries one, all derived from the facilitator's."""
    return {"facilitator": facilitator, **handed_out(facilitator)}


def handed_out(facilitator: str) -> dict[Role, str]:
    """Return the tokens that a facilitator may hand out: stage and moderator."""
    return {"stage": _derive(facilitator, "stage"), "moderator": _derive(facilitator, "moderator")}


def hash_token(token: str) -> str:
    """Return what the store keeps of a token. A fast hash is enough: the token itself is random."""
    return sha256(token.encode()).hexdigest()


def role_of(token: str, hashes: Mapping[Role, str]) -> Role | None:
    """Return the role that a token carries in a session with these hashes, in constant time a role."""
    given = hash_token(token)
    found: Role | None = None
    for role, kept in hashes.items():
        if compare_digest(given, kept):
            found = role
    return found


def participant_key(secret: bytes, me: Me) -> str:
    """Return the name under which the store keeps a participant's ballots: 128 bits, base64url."""
    return _text(hmac.digest(secret, me.encode(), "sha256")[:16])


def new_code(random: Randomness) -> str:
    """Return a random join code, every character equally likely."""
    letters = ""
    fair = 256 - 256 % len(CODE_ALPHABET)
    while len(letters) < CODE_LENGTH:
        letters += "".join(CODE_ALPHABET[byte % len(CODE_ALPHABET)] for byte in random(16) if byte < fair)
    return letters[:CODE_LENGTH]


def canonical_code(typed: str) -> str | None:
    """Return the join code that somebody meant by what was typed, or None if it cannot be one.

    Full-width letters, the digits of every script and anything between the characters are understood; of
    the letters that look like one of the alphabet but are not in it, so are A and U.
    """
    upper = normalize("NFKC", typed).upper().translate(_MEANT)
    code = "".join(str(decimal(character, character)) for character in upper if character.isalnum())
    if len(code) != CODE_LENGTH or any(character not in CODE_ALPHABET for character in code):
        return None
    return code


def _derive(token: str, role: str) -> str:
    return _text(hmac.digest(token.encode(), role.encode(), "sha256"))


def _text(secret: bytes) -> str:
    return urlsafe_b64encode(secret).rstrip(b"=").decode()
