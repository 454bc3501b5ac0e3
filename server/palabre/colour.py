"""What a colour is: sRGB, OKLab and OKLCH, gamut, distance, contrast, the nearest of a table, and clusters.

Pure, and knows no language and no poll. A colour travels and is stored as `#rrggbb` in lower case; it is
measured as OKLab, where a distance (ΔE OK) of 0.02 is about the smallest step that people notice between
two patches that touch. Source: Björn Ottosson, "A perceptual color space for image processing" (2020),
with sRGB as in IEC 61966-2-1; gamut mapping as in CSS Color 4; contrast as in WCAG 2.2.
"""

import heapq
import math
import operator
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Final, Generic, NamedTuple, TypeVar

HEX: Final = re.compile(r"#[0-9a-f]{6}")
#: A free pick moves by at most this ΔE OK when it is quantised, on a grid of this step.
QUANTUM_LIMIT: Final = 0.02
GRID: Final = 0.015
#: The difference that is just noticed, and the precision of a search: both as in CSS Color 4.
JND: Final = 0.02
EPSILON: Final = 0.0001
#: Up to this many members every one is tried as the medoid, of more so many of two sorts.
EXACT: Final = 24
TRIED: Final = 4
#: Into so many cells a search for the nearest colour divides each axis of OKLab.
CELLS: Final = 18
BLACK_INK: Final = "#000000"
WHITE_INK: Final = "#ffffff"

T = TypeVar("T")


class Lab(NamedTuple):
    """A colour in OKLab: lightness 0 to 1; a (green to red) and b (blue to yellow) about -0.4 to 0.4."""

    l: float  # noqa: E741 - the field's own name
    a: float
    b: float

    @property
    def chroma(self) -> float:
        """The vividness: 0 for a grey, about 0.32 at most in sRGB."""
        return math.hypot(self.a, self.b)

    @property
    def hue(self) -> float:
        """The hue in degrees from 0 up to 360; it means nothing for a grey."""
        return math.degrees(math.atan2(self.b, self.a)) % 360


def is_colour(value: str) -> bool:
    """Whether `value` is a colour in its normal form."""
    return HEX.fullmatch(value) is not None


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


#: The linear light of each of a channel's 256 values.
LIGHT: Final = [_linear(channel / 255) for channel in range(256)]


def linear_rgb(value: str) -> tuple[float, float, float]:
    """Return the linear sRGB of a colour in its normal form, each channel from 0 to 1."""
    red, green, blue = bytes.fromhex(value[1:])
    return LIGHT[red], LIGHT[green], LIGHT[blue]


@lru_cache(maxsize=32768)
def lab(value: str) -> Lab:
    """Return the OKLab coordinates of a colour in its normal form."""
    return lab_of_linear(*linear_rgb(value))


def lab_of_linear(r: float, g: float, b: float) -> Lab:
    """Return the OKLab coordinates of linear sRGB, each channel from 0 to 1."""
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return Lab(
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def linear_of_lab(colour: Lab) -> tuple[float, float, float]:
    """Return the linear sRGB of OKLab coordinates; a channel outside 0 to 1 is one that no screen shows."""
    lightness, a, b = colour
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def lab_of_lch(lightness: float, chroma: float, hue: float) -> Lab:
    """Return the OKLab coordinates of OKLCH ones, hue in degrees."""
    angle = math.radians(hue)
    return Lab(lightness, chroma * math.cos(angle), chroma * math.sin(angle))


def is_shown(colour: Lab) -> bool:
    """Whether sRGB has a colour, but for rounding."""
    return all(-EPSILON <= channel <= 1 + EPSILON for channel in linear_of_lab(colour))


def _clipped(colour: Lab) -> Lab:
    return lab_of_linear(*(min(1.0, max(0.0, channel)) for channel in linear_of_lab(colour)))


def hex_of_lch(lightness: float, chroma: float, hue: float) -> str:
    """Return the sRGB colour that comes nearest to OKLCH coordinates, keeping lightness and hue.

    What sRGB has comes out exactly. Of anything else the chroma is reduced until clipping the channels would
    no longer be seen: the gamut mapping of CSS Color 4, section 13.2.
    """
    if lightness >= 1 or lightness <= 0:
        return WHITE_INK if lightness >= 1 else BLACK_INK
    here = lab_of_lch(lightness, chroma, hue)
    if is_shown(here) or distance(_clipped(here), here) < JND:
        return hex_of_lab(here)
    low, high, inside = 0.0, chroma, True
    while high - low > EPSILON:
        middle = (low + high) / 2
        here = lab_of_lch(lightness, middle, hue)
        if inside and is_shown(here):
            low = middle
            continue
        error = distance(_clipped(here), here)
        if error >= JND:
            high = middle
        elif JND - error < EPSILON:
            break
        else:
            low, inside = middle, False
    return hex_of_lab(here)


def hex_of_lab(colour: Lab) -> str:
    """Return the sRGB colour of OKLab coordinates, each channel clipped to the gamut."""
    channels = (
        round(255 * min(1.0, max(0.0, _gamma(max(0.0, channel))))) for channel in linear_of_lab(colour)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def distance(one: Lab, other: Lab) -> float:
    """Return ΔE OK, the Euclidean distance in OKLab; black to white is 1."""
    return math.dist(one, other)


def luminance(value: str) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 (black) to 1 (white)."""
    r, g, b = linear_rgb(value)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_ink(ground: str) -> str:
    """Return black or white, whichever reads better on a colour; it always reaches 4.5:1."""
    return max((BLACK_INK, WHITE_INK), key=lambda ink: contrast(ink, ground))


def nearest(value: str, table: Iterable[str]) -> str:
    """Return the colour of a table that is nearest in OKLab; the first of equals."""
    here = lab(value)
    return min(table, key=lambda other: distance(here, lab(other)))


class Places(Generic[T]):
    """Values at places in OKLab, to ask many times which is nearest to a colour."""

    def __init__(self, known: Mapping[str, T]) -> None:
        """Take colours and what each stands for; the first of equally near ones counts."""
        self._places = [lab(value) for value in known]
        self._known = list(known.values())
        self._cells: dict[tuple[int, int, int], tuple[list[Lab], list[T]]] = {}

    def nearest(self, value: str) -> T:
        """Return what the nearest colour stands for."""
        light, a, b = here = lab(value)
        cell = (int(light * CELLS), int((a + 0.5) * CELLS), int((b + 0.5) * CELLS))
        places, known = self._cells.get(cell) or self._gather(cell)
        if len(known) == 1:
            return known[0]
        distances = list(map(math.dist, repeat(here), places))
        return known[distances.index(min(distances))]

    def _gather(self, cell: tuple[int, int, int]) -> tuple[list[Lab], list[T]]:
        """Return, and keep, all that may be nearest to a colour in a cell.

        By the triangle's inequality, as no colour of the cell is farther from its middle than half a diagonal.
        """
        light, a, b = ((axis + 0.5) / CELLS for axis in cell)
        reach = list(map(math.dist, repeat((light, a - 0.5, b - 0.5)), self._places))
        most = min(reach) + math.sqrt(3) / CELLS + EPSILON
        near = [place for place, far in enumerate(reach) if far <= most]
        self._cells[cell] = [self._places[place] for place in near], [self._known[place] for place in near]
        return self._cells[cell]


def _cell_centre(value: str) -> str:
    """Return the sRGB colour at the centre of a colour's cell in a grid over OKLab."""
    light, a, b = (round(axis / GRID) * GRID for axis in lab(value))
    return hex_of_lab(Lab(light, a, b))


@lru_cache(maxsize=8192)
def quantise(value: str) -> str:
    """Return the one colour that stands for all that cannot be told from this one.

    All of sRGB falls into some 18,300 of them, so no audience makes a tally larger than that.
    Within `QUANTUM_LIMIT` of the colour; quantising again changes nothing. Where clipping to sRGB moves a
    cell's centre into another cell the walk goes on until it stays, or takes the first of a circle.
    """
    seen = [value]
    while (following := _cell_centre(seen[-1])) not in seen:
        seen.append(following)
    return min(seen[seen.index(following) :])


def medoid(members: Mapping[str, int]) -> str:
    """Return the member with the least distance to all others, weighted by counts; the first of equals.

    Unlike a mean it is a colour that somebody gave. Among more than `EXACT` members only the most frequent
    and those nearest to the middle are tried, so that the work stays in proportion to the members. Raise
    ValueError without members.
    """
    # In one order, as a sum of fractions depends on it.
    values = sorted(members)
    counts, places = [members[value] for value in values], list(map(lab, values))

    def cost(one: int) -> float:
        distances = map(math.dist, repeat(places[one]), places)
        return sum(count * far for count, far in zip(counts, distances, strict=True))

    return values[min(_candidates(counts, places), key=cost)]


def _candidates(counts: Sequence[int], places: Sequence[Lab]) -> list[int]:
    """Return the members that may be the medoid, in order."""
    every = range(len(counts))
    if len(counts) <= EXACT:
        return list(every)
    total = sum(counts)
    middle = [sum(map(operator.mul, counts, axis)) / total for axis in zip(*places, strict=True)]
    far = list(map(math.dist, repeat(middle), places))
    central = heapq.nsmallest(TRIED, every, key=far.__getitem__)
    return sorted({*central, *heapq.nlargest(TRIED, every, key=counts.__getitem__)})
