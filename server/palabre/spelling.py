"""Spellings of one word in any language: compounds written apart, and letters without their accents.

Pure; knows no dictionary. Takes keys (`text.key`) and returns keys. `close_up` joins what is one word
whether it is written in one, with a hyphen or with a space; `bare` drops what a keyboard may lack. Two
words that are told apart by an accent alone have one bare form: it is for looking up, never for counting.
"""

import unicodedata
from itertools import pairwise
from typing import Final

import regex

from palabre import han

#: Parts shorter than this are no word of a compound: "to get her" is not "together".
PART: Final = 3
#: Short first parts that are one all the same, before a part of four letters: "co-creation", "e learning".
PREFIXES: Final = frozenset({"co", "eco", "bio", "geo", "neo", "e"})
#: Never a part of a compound: articles, prepositions and the like, by which "the rapist" is two words.
LOOSE: Final = frozenset(
    regex.split(
        r" ",
        "the and for but not nor all any one our your his her its they with from into than that this more"
        " les des une aux par pour sur sans dans avec pas plus que qui mon ton son mes tes ses nos vos leur"
        " los las una uno por para con sin sobre del más sus mis como pero todo todos sino"
        " uma dos das com sem seu sua meu mais mas todas"
        " bir çok için ile ama это для без над под при что как мой все من في على عن إلى مع كل",
    )
)

_GAP: Final = regex.compile(r"(?<=[\p{L}\p{N}\p{M}])(?:[ -])(?=[\p{L}\p{N}])")
_LETTERS: Final = regex.compile(r"[\p{L}\p{M}]+")
_HAN: Final = regex.compile(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+")
#: Accents of the scripts in which they may be left out; й and щ are letters of their own, ё is not.
_ACCENTED: Final = regex.compile(
    r"(?<=\p{Script=Latin}|\p{Script=Greek})\p{M}+|(?<=е)\u0308|(?<=[اوي])[\u0653-\u0655]"
)
_PLAIN: Final = str.maketrans(
    {"ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "ى": "ي", "ة": "ه", "ٱ": "ا", "ئ": "ي"}
)


def close_up(key: str) -> str:
    """Return a key with each compound closed up, and a space where a hyphen stands between words.

    A gap is closed between two words of at least `PART` letters that are not `LOOSE`, after a prefix,
    and in scripts that need no spaces. Idempotent up to words that closing itself makes.
    """
    if " " not in key and "-" not in key:
        return key
    parts = _GAP.split(key)
    closed = [parts[0]]
    for before, part in pairwise(parts):
        if _one_word(before, part):
            closed[-1] += part
        else:
            closed.append(part)
    return " ".join(closed)


def bare(key: str) -> str:
    """Return a key without the accents, dots and hamzas that people leave out, and in simplified characters."""
    if key.isascii():
        return key
    plain = _ACCENTED.sub("", unicodedata.normalize("NFD", key)).translate(_PLAIN)
    return han.simplified(unicodedata.normalize("NFC", plain))


def is_poorer(key: str, full: str) -> bool:
    """Whether `key` is `full` with some of its accents left out, and none that `full` has not."""
    if bare(key) != bare(full):
        return False
    one, other = (regex.findall(r"\X", text) for text in (key, full))
    return len(one) == len(other) and all(a == b or a == bare(b) for a, b in zip(one, other, strict=True))


def _one_word(before: str, part: str) -> bool:
    if _HAN.fullmatch(before) and _HAN.fullmatch(part):
        return True
    if not (_LETTERS.fullmatch(before) and _LETTERS.fullmatch(part)) or LOOSE & {before, part}:
        return False
    if before in PREFIXES:
        return len(part) > PART
    return len(before) >= PART and len(part) >= PART
