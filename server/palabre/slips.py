"""Slips of the thumb: which of some words was meant by one that no dictionary has.

Pure. One edit is a letter added, left out, changed, or two neighbours swapped, which four slips in five
are one of (Damerau 1964). What differs in a number, or is written in Chinese, where every character is a
choice, is no slip.
"""

from collections.abc import Mapping
from typing import Final

import regex
from rapidfuzz.distance import OSA

from palabre import spelling
from palabre.reading import Word

#: Letters from which on a word may be one edit and two edits away; and a phrase of known words one.
ONE_EDIT: Final = 5
TWO_EDITS: Final = 9
PHRASE: Final = 12
#: How many times more people gave the word that was meant, and how many people at least.
MEANT: Final = 3

_FIXED: Final = regex.compile(r"\p{N}|\p{Han}")


def nearest(word: Word, words: Mapping[int, Word]) -> int | None:
    """Return which of some words, the most frequent first, is meant; None if none is near enough."""
    slip = spelling.bare(word.spelt[0])
    best, best_edits = None, allowed(word, slip) + 1
    for place, other in words.items():
        if other.people < MEANT * word.people or best_edits == 1:
            break
        for meant in other.spelt:
            edits = OSA.distance(slip, spelling.bare(meant), score_cutoff=best_edits - 1)
            if edits < best_edits and _FIXED.findall(slip) == _FIXED.findall(meant):
                best, best_edits = place, edits
    return best


def allowed(word: Word, slip: str) -> int:
    """Return how many edits a word may be away from what was meant."""
    if _FIXED.search(slip) and not regex.search(r"\p{L}{4}", slip):
        return 0
    if word.lemmas:
        return int(" " in slip and len(slip) >= PHRASE)
    return (len(slip) >= ONE_EDIT) + (len(slip) >= TWO_EDITS)
