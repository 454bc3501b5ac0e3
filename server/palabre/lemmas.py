"""Lemmas by simplemma's dictionaries: which forms are of one word.

The only module that imports simplemma. A language's dictionary is read when its first word is asked for,
in about half a second, and takes some 10 MB; all seven take 70. So one process of a machine may hold
them, and no worker does.
"""

from typing import Final

from msgspec import Struct
from simplemma import is_known, lemmatize

#: The languages of Palabre that inflect and that simplemma knows. Chinese words have one form.
LANGS: Final = frozenset({"en", "fr", "es", "pt", "ar", "tr", "ru"})


class Simplemma(Struct, frozen=True):
    """The dictionaries, all instances of which are one, in the form that is slower to read and takes a sixth of the memory."""

    def lemma(self, word: str, lang: str) -> str | None:
        """Return the dictionary form of a word; None for a word or language that is not in there.

        What simplemma makes of an unknown word by rule is no evidence that it is one.
        """
        if lang not in LANGS or not is_known(word, lang, low_memory=True):
            return None
        return lemmatize(word, lang, low_memory=True)
