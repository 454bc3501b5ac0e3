"""Logging and faults: our own words at the chosen level, everybody else's only when it matters.

Neither an address, a token nor a ballot is ever logged; that is why the server's own access log is off.
"""

import logging
from types import TracebackType

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def configure(level: str) -> None:
    """Log to standard error from `level` on."""
    logging.basicConfig(level=logging.WARNING, format=FORMAT)
    logging.getLogger("palabre").setLevel(level.upper())


class faults:  # noqa: N801 (reads as a block: `with faults(...)`)
    """Keep a fault of ours from spreading: log it with its ids, and go on behind the `with`.

    The one place that catches every `Exception`, except those named by `but`. Cancellation passes through.
    """

    def __init__(
        self, log: logging.Logger, where: str, *ids: object, but: tuple[type[Exception], ...] = ()
    ) -> None:
        self._log, self._where, self._ids, self._but = log, where, ids, but

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Log what went wrong, if anything."""
        if not isinstance(error, Exception) or isinstance(error, self._but):
            return False
        self._log.error(self._where, *self._ids, exc_info=error)
        return True
