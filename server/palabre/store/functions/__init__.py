"""The Redis functions of this folder as one library: one file each, one job each.

Redis knows functions by names that are global, so the library's name is a hash of its content and every
function's name begins with it: two releases on one Redis, as during a rolling restart, each keep their
own. Nothing here knows Redis; the library is text.
"""

import hashlib
from importlib import resources
from typing import Final

from msgspec import Struct


class Library(Struct, frozen=True):
    """A function library: its name, and its source with the name in the first line."""

    name: str
    source: bytes

    def function(self, job: str) -> bytes:
        """Return the name that Redis knows the function of a file by, such as `cast`."""
        return f"{self.name}_{job}".encode()


def read() -> Library:
    """Return the library of all files in this folder. Equal files give an equal name."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    # A block each, so that one file's locals are not another's.
    blocks = [f"do\n{file.read_text('utf-8')}end\n" for file in files if file.name.endswith(".lua")]
    body = "".join(blocks)
    name = f"palabre_{hashlib.sha256(body.encode()).hexdigest()[:12]}"
    return Library(name, f"#!lua name={name}\nlocal library = '{name}'\n{body}".encode())


LIBRARY: Final = read()
