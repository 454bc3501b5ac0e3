"""Emoji: what is one, taken apart, and how eight languages name it.

Pure but for reading the names, which the package `emoji` carries from Unicode's CLDR annotations.
"""

from collections.abc import Iterator
from importlib import resources
from typing import Final

import msgspec
import regex

from palabre import text

_TONE: Final = regex.compile(r"\p{Emoji_Modifier}")
_ALONE: Final = regex.compile(
    r"(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200D\uFE0F\u20E3]|\s)+",
    regex.VERSION1,
)
#: Not through its memo: thousands of names are read once.
_key: Final = text.key.__wrapped__


def alone(answer: str) -> bool:
    """True if an answer is of emoji and nothing else."""
    return _ALONE.fullmatch(answer) is not None


def bare(glyph: str) -> str:
    """Return the key of an emoji without its skin tone."""
    return _TONE.sub("", _key(glyph))


def apart(answer: str) -> list[str]:
    """Return the distinct emoji of an answer, bare."""
    return list(dict.fromkeys(bare(glyph) for glyph in regex.findall(r"\X", answer) if not glyph.isspace()))


def names(lang: str) -> Iterator[tuple[str, str]]:
    """Yield every emoji with its CLDR short name in a language, both as keys.

    Skin tones are left out.
    """
    source = resources.files("emoji") / "unicode_codes"
    shown = (source / ("emoji.json" if lang == "en" else f"emoji_{lang}.json")).read_bytes()
    for glyph, name in msgspec.json.decode(shown).items():
        if not _TONE.search(glyph):
            said = name["en"] if lang == "en" else name
            yield _key(glyph), _key(said.strip(":").replace("_", " "), lang)
