"""Palabre: live audience polls, in colour, in any language."""

__version__ = "0.1.0"
