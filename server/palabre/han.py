"""Chinese characters in their traditional and their simplified shape.

Pure but for reading its own table, once. For looking up only: what people typed stays as they typed it.
`han.txt` lists pairs of one traditional and one simplified character, sorted by the latter; a character that
both ways of writing share is in none, and where one stands for two (乾, 裡) the commoner is meant.
"""

from functools import cache
from importlib.resources import files
from typing import Final

#: The first character of the block that holds the common ones.
FIRST: Final = "\u4e00"


def simplified(text: str) -> str:
    """Return a text with each traditional character as the simplified one. Idempotent."""
    return text.translate(_table()) if max(text, default="") >= FIRST else text


@cache
def _table() -> dict[int, str]:
    pairs = files("palabre").joinpath("han.txt").read_text("utf-8").split()
    return {ord(pair[0]): pair[1] for pair in pairs}
