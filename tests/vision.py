"""How colours look to others: greyscale and the three dichromacies, as a figure's tests need them.

Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision deficiency"
(2009): the matrices for severity 1.0, applied to linear sRGB.
"""

from collections.abc import Callable
from typing import Final

from palabre import colour

Row = tuple[float, float, float]
PROTANOPIA: Final[tuple[Row, Row, Row]] = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTERANOPIA: Final[tuple[Row, Row, Row]] = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
TRITANOPIA: Final[tuple[Row, Row, Row]] = (
    (1.255528, -0.076749, -0.178779),
    (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)
#: What a projector without colour makes of linear sRGB: its luminance.
GREYSCALE: Final[tuple[Row, Row, Row]] = ((0.2126, 0.7152, 0.0722),) * 3


def _seen(value: str, matrix: tuple[Row, Row, Row]) -> str:
    linear = colour.linear_of_lab(colour.lab(value))
    channels = (sum(part * channel for part, channel in zip(row, linear, strict=True)) for row in matrix)
    return colour.hex_of_lab(colour.lab_of_linear(*(min(1.0, max(0.0, channel)) for channel in channels)))


def seen(matrix: tuple[Row, Row, Row]) -> Callable[[str], str]:
    """Return how any colour looks to eyes of this kind."""
    return lambda value: _seen(value, matrix)


#: How a colour looks to each kind of eyes.
VISIONS: Final[dict[str, Callable[[str], str]]] = {
    "all cones": str,
    "protanopia": seen(PROTANOPIA),
    "deuteranopia": seen(DEUTERANOPIA),
    "tritanopia": seen(TRITANOPIA),
    "greyscale": seen(GREYSCALE),
}


def read_by_all(ink: str, ground: str, size: float) -> bool:
    """Whether letters can be read: 4.5:1 to all eyes; large ones 4.5:1 in full colour and in greyscale, 3:1 to all."""
    seen = {name: colour.contrast(see(ink), see(ground)) for name, see in VISIONS.items()}
    strict = seen if size < 35 else {name: seen[name] for name in ("all cones", "greyscale")}
    return min(strict.values()) >= 4.49 and min(seen.values()) >= 3
