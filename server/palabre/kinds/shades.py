"""The shades of one colour, as every figure of colours shows them: which, in what order, and inside what edge.

What stands for a cluster is one colour; the shades that people really picked stand beside it, so that its
range is seen. Colours that anybody's eyes would lose on the ground have a hairline.
"""

from collections.abc import Iterable
from typing import Final

from palabre.colour import lab
from palabre.figures import HOLLOW, inks
from palabre.protocol import View
from palabre.vision import large_ink, legible, stands_out

#: A colour is shown in at most this many shades, its own among them.
BANDS: Final = 7
#: The size of what stands for shades that a colour has not, so that every figure has the same blocks.
SPECK: Final = 1.0

#: Letters from this size on are large on any screen, in units.
LARGE: Final = 35.0

Shades = list[tuple[str, int]]


def others(colour: str, members: Iterable[tuple[str, int]]) -> Shades:
    """Return the other shades of a colour from light to dark: of its members, the most picked first, the first few."""
    most = [one for one in members if one[0] != colour][: BANDS - 1]
    return sorted(most, key=lambda one: -lab(one[0]).l)


def edge(view: View, values: Iterable[str]) -> str:
    """Return the hairline around colours: none where each of them is told from the ground by all eyes."""
    theme = inks(view)
    return HOLLOW if all(stands_out(value, theme.ground) for value in values) else theme.line


def written(colour: str, size: float) -> tuple[str, str]:
    """Return the ink for letters of a size on a colour, and what they stand on: the colour itself where they are large."""
    return (large_ink(colour), colour) if size >= LARGE else legible(colour)
