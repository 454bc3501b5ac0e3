"""Tokens and codes: random, told apart, never kept, and typed by people."""

import os
import re

import pytest

from palabre.tokens import (
    CODE_ALPHABET,
    CODE_LENGTH,
    canonical_code,
    handed_out,
    hash_token,
    new_code,
    new_token,
    participant_key,
    role_of,
    role_tokens,
)

TOKEN = new_token(os.urandom)


def test_token() -> None:
    """A token is 256 bits, safe in a fragment, and no two are alike."""
    tokens = {new_token(os.urandom) for _ in range(100)}
    assert len(tokens) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_roles_differ() -> None:
    """Each role has its own token, all of one shape."""
    tokens = role_tokens(TOKEN)
    assert set(tokens) == {"facilitator", "stage", "moderator"}
    assert len(set(tokens.values())) == 3
    assert all(len(token) == 43 for token in tokens.values())


def test_handed_out() -> None:
    """A facilitator's token gives the others again, and theirs give nobody's."""
    tokens = role_tokens(TOKEN)
    assert handed_out(TOKEN) == {"stage": tokens["stage"], "moderator": tokens["moderator"]}
    assert not set(handed_out(tokens["stage"]).values()) & set(tokens.values())


def test_role_of() -> None:
    """A token carries the role whose hash is kept, and no other text carries any."""
    tokens = role_tokens(TOKEN)
    hashes = {role: hash_token(token) for role, token in tokens.items()}
    assert {role: role_of(token, hashes) for role, token in tokens.items()} == {role: role for role in tokens}
    assert [role_of(it, hashes) for it in ("", "é", TOKEN[:-1], TOKEN + "x", *hashes.values())] == [None] * 7


def test_hash_is_not_the_token() -> None:
    """What is kept of a token does not open anything."""
    assert TOKEN not in hash_token(TOKEN)
    assert role_of(hash_token(TOKEN), {"stage": hash_token(TOKEN)}) is None


def test_participant() -> None:
    """A participant has one key under one secret, another under another, and neither shows the id."""
    me = new_token(os.urandom)
    keys = [participant_key(secret, me) for secret in (b"one", b"one", b"other")]
    assert keys[0] == keys[1] != keys[2]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", key) and me not in key for key in keys)


def test_alphabet() -> None:
    """The alphabet spells no word and holds no two characters that look alike."""
    assert len(set(CODE_ALPHABET)) == len(CODE_ALPHABET)
    assert not set(CODE_ALPHABET) & set("AEIOU0Q1L2Z5S8B")


def test_code() -> None:
    """A code is six characters of the alphabet."""
    assert all(re.fullmatch(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}", new_code(os.urandom)) for _ in range(100))


def test_every_character_is_as_likely() -> None:
    """Bytes beyond the last whole alphabet are passed over, so that no character is favoured."""
    assert new_code(lambda _: bytes([255, 252, 0, 253, 1, 21, 2, 254, 3, 20])) == "CDCFG9"


@pytest.mark.parametrize(
    "typed",
    ["CDF347", "cdf347", " cdf 347 ", "CDF-347", "cdf\u2013347", "\u200fCDF347\u200e", "ＣＤＦ３４７", "cdf٣٤٧", "CDF۳۴۷",
     "CDF3A7"],
)  # fmt: skip
def test_typed(typed: str) -> None:
    """Case, spaces, dashes, marks of direction, full width, other scripts' digits: all mean one code."""
    assert canonical_code(typed) == "CDF347"


@pytest.mark.parametrize(
    "typed", ["", "CDF34", "CDF3477", "CDF34O", "CDF34!", "ß", "\x00" * 6, "CDF34é", "²" * 6]
)
def test_no_code(typed: str) -> None:
    """What cannot be a code is none."""
    assert canonical_code(typed) is None
