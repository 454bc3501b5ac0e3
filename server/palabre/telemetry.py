"""Logging, set up once a process: our own words at the chosen level, everybody else's only when it matters.

Neither an address nor a token is ever logged; that is why the server's own access log is off.
"""

import logging

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def configure(level: str) -> None:
    """Log to standard error from `level` on."""
    logging.basicConfig(level=logging.WARNING, format=FORMAT)
    logging.getLogger("palabre").setLevel(level.upper())
