"""Slips of the thumb: which of some words was meant by one that no dictionary has.

Pure. One edit is a letter added, left out, changed, or two neighbours swapped, which four slips in five
are one of (Damerau 1964). What differs in a number, or is written in Chinese, where every character is a
choice, is no slip.
"""

from collections.abc import Mapping
from typing import Final

import regex
from rapidfuzz import process
from rapidfuzz.distance import OSA

from palabre import spelling
from palabre.reading import Word

#: Letters from which on a word may be one edit and two edits away; and a phrase of known words one. A word one
#: letter short of the first may lack that letter ("trst"), but is no other word's neighbour.
ONE_EDIT: Final = 5
TWO_EDITS: Final = 9
PHRASE: Final = 12
#: How many times more people gave the word that was meant, and how many people at least.
MEANT: Final = 3

#: A word's place in the order of frequency, and which of its spellings.
Place = tuple[int, int]

_FIXED: Final = regex.compile(r"\p{N}|\p{Han}")


def nearest(slip: str, edits: int, words: Mapping[Place, str]) -> Place | None:
    """Return which of some bare spellings, the most frequent first, is within so many edits and the nearest."""
    fixed = _FIXED.findall(slip)
    alike = (
        {place: word for place, word in words.items() if _FIXED.findall(word) == fixed} if fixed else words
    )
    if len(slip) < ONE_EDIT:
        alike = {place: word for place, word in alike.items() if len(word) == ONE_EDIT}
    found = process.extractOne(slip, alike, scorer=OSA.distance, score_cutoff=edits)
    if found is None or _FIXED.findall(found[0]) != fixed:
        return None
    return found[2]


def allowed(word: Word) -> int:
    """Return how many edits a word may be away from what was meant."""
    slip = spelling.bare(word.spelt[0])
    if _FIXED.search(slip) and not regex.search(r"\p{L}{4}", slip):
        return 0
    if word.lemmas:
        return int(" " in slip and len(slip) >= PHRASE)
    return (len(slip) >= ONE_EDIT - 1) + (len(slip) >= TWO_EDITS)
