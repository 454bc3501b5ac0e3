"""The forms under which one word is typed: with or without article, accent, hyphen or space.

Pure, and of one word and language at a time. Nothing here merges answers: it only says where to look
one up, from the most to the least faithful form.
"""

import unicodedata
from typing import Final

import regex

from palabre import han

#: Words that may stand before an answer and change nothing in what it means.
_LEADS: Final = {
    "en": "the a an to my our your",
    "fr": "le la les un une des du de mon ma mes notre nos se",
    "es": "el la los las lo un una unos unas mi mis nuestro nuestra nuestros nuestras",
    "pt": "o a os as um uma uns umas meu minha nosso nossa",
    "tr": "bir",
    "ar": "",
    "ru": "",
    "zh": "",
}
_LEAD: Final = {
    lang: regex.compile(rf"^(?:(?:{leads.replace(' ', '|')})\s+(?=\S))+")
    for lang, leads in _LEADS.items()
    if leads
}
_ELIDED: Final = regex.compile(r"^[lds]'(?=\p{L}{2})")
#: The Arabic article, where a word of three letters or more is left.
_ARTICLE: Final = regex.compile(r"(?<=^|\s)ال(?=\p{L}{3})")
#: 的 makes an adjective of a word, and 们 people of a person.
_PARTICLE: Final = regex.compile(r"(?<=\p{Han}{2})的$")
_GLYPH: Final = regex.compile(r"[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]")
_DROPPED: Final = regex.compile(r"[\p{Mn}\s'\-]")
#: Letters that Unicode does not take apart, and two Arabic ones that are typed for one another.
_LETTERS: Final = str.maketrans({"ı": "i", "œ": "oe", "æ": "ae", "ø": "o", "ة": "ه", "ى": "ي"})


def spelled(key: str, lang: str) -> list[str]:
    """Return a key as it is, and without what may be left out before or after it."""
    told = _GLYPH.sub("", key).strip() or key
    if lang == "ar":
        bare = _ARTICLE.sub("", told)
    elif lang == "zh":
        return list(dict.fromkeys((told, *_simplified(told))))
    elif lang == "fr":
        bare = _ELIDED.sub("", _LEAD[lang].sub("", told))
    else:
        bare = _LEAD[lang].sub("", told) if lang in _LEAD else told
    return list(dict.fromkeys((told, bare)))


def _simplified(told: str) -> tuple[str, str]:
    simple = han.simplified(told)
    return simple, _PARTICLE.sub("", simple)


def plain(form: str) -> str:
    """Return a form without accents, spaces, hyphens and apostrophes, as hasty thumbs type it."""
    apart = unicodedata.normalize("NFKD", form.translate(_LETTERS))
    return _DROPPED.sub("", apart)
