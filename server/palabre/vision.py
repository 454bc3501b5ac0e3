"""What everybody can read and tell from its ground: people without one kind of cones, and a projector without colour.

Pure. Source: Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
deficiency" (2009), the matrices for severity 1 on linear sRGB; contrast as in WCAG 2.2. Greyscale keeps the
luminance, so what three cones can read it can.
"""

from functools import lru_cache
from typing import Final

from palabre.colour import BLACK_INK, WHITE_INK, contrast, hex_of_lch, lab, linear_rgb, readable_ink

#: The contrast that a label has to any eyes.
READABLE: Final = 4.5
#: The contrast by which an area is told from its ground, to any eyes (WCAG 2.2, 1.4.11).
APART: Final = 3.0
#: How bright a channel of linear sRGB is.
LUMINANCE: Final = (0.2126, 0.7152, 0.0722)
#: What linear sRGB looks like: to three cones, without the long, without the medium, without the short ones.
SEEN: Final = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)
#: The step in lightness by which a shade is searched; room for the rounding of a channel.
STEP: Final = 0.01
ROUNDING: Final = 0.05


@lru_cache(maxsize=8192)
def legible(ground: str) -> tuple[str, str]:
    """Return black or white, and what to write it on: a colour, or its nearest shade that everybody can read.

    Most colours are their own such shade; a pure red, which is dark to some and not to others, is not.
    """
    here, first = lab(ground), readable_ink(ground)
    inks = (first, BLACK_INK if first == WHITE_INK else WHITE_INK)
    for step in range(round(1 / STEP)):
        for ink in inks:
            lightness = here.l + (-STEP if ink == WHITE_INK else STEP) * step
            shade = hex_of_lch(lightness, here.chroma, here.hue) if step else ground
            if _least_contrast(ink, shade) >= READABLE + ROUNDING:
                return ink, shade
    return WHITE_INK, BLACK_INK


@lru_cache(maxsize=8192)
def large_ink(ground: str) -> str:
    """Return black or white for large letters: 4.5:1 to three cones and in greyscale, and 3:1 to any eyes.

    WCAG 2.2 asks 3:1 of large letters. Of the inks that reach 4.5:1 the one whose least contrast is highest.
    """
    inks = [ink for ink in (BLACK_INK, WHITE_INK) if contrast(ink, ground) >= READABLE]
    return max(inks, key=lambda ink: _least_contrast(ink, ground))


@lru_cache(maxsize=16384)
def stands_out(value: str, ground: str) -> bool:
    """Whether a colour reaches 3:1 on a ground to any eyes, so that it is seen there without an edge."""
    pairs = zip(_brightness(value), _brightness(ground), strict=True)
    return all((max(pair) + 0.05) / (min(pair) + 0.05) >= APART for pair in pairs)


def _least_contrast(ink: str, ground: str) -> float:
    """Return the least contrast that black or white has on a colour to any eyes."""
    seen = _brightness(ground)
    return 1.05 / (max(seen) + 0.05) if ink == WHITE_INK else (min(seen) + 0.05) / 0.05


def _brightness(value: str) -> list[float]:
    """Return the relative luminance of a colour to each kind of eyes in `SEEN`, from 0 to 1."""
    rgb = linear_rgb(value)
    return [sum(map(float.__mul__, LUMINANCE, _looks(rgb, matrix))) for matrix in SEEN]


def _looks(
    rgb: tuple[float, float, float], matrix: tuple[tuple[float, float, float], ...]
) -> tuple[float, ...]:
    """Return what linear sRGB looks like through a matrix, each channel clipped."""
    return tuple(min(1.0, max(0.0, sum(map(float.__mul__, row, rgb)))) for row in matrix)
