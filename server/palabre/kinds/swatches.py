"""The standard palette: named swatches, and the families that a room's colours are read in.

The one table of colour names. The swatches are chosen in OKLCH so that neighbours in the grid differ
clearly and every family has a light and a dark member; six in a row, neutrals first, then around the hues.
A language is one more word in each row. Families follow the basic colour terms of Berlin and Kay (1969);
light blue is a family of its own, as Russian, Spanish and many others divide the blues.
"""

from typing import Final

from msgspec import Struct

#: The languages that every name is given in, in the order of the table below.
LANGUAGES: Final = ("en", "fr", "es", "ar")


class Swatch(Struct, frozen=True):
    """A colour that can be picked, its name by language, and the family it is counted in."""

    colour: str
    family: str
    name: dict[str, str]


def _names(words: str) -> dict[str, str]:
    return dict(zip(LANGUAGES, (word.strip() for word in words.split("|")), strict=True))


def _swatch(colour: str, family: str, words: str) -> Swatch:
    return Swatch(colour, family, _names(words))


#: The families in the order in which figures show them: around the hues, then earths, then greys.
FAMILIES: Final[dict[str, dict[str, str]]] = {
    "red": _names("red | rouge | rojo | أحمر"),
    "orange": _names("orange | orange | naranja | برتقالي"),
    "yellow": _names("yellow | jaune | amarillo | أصفر"),
    "green": _names("green | vert | verde | أخضر"),
    "turquoise": _names("turquoise | turquoise | turquesa | فيروزي"),
    "sky": _names("sky blue | bleu ciel | celeste | أزرق سماوي"),
    "blue": _names("blue | bleu | azul | أزرق"),
    "purple": _names("purple | violet | morado | بنفسجي"),
    "pink": _names("pink | rose | rosa | وردي"),
    "brown": _names("brown | marron | marrón | بني"),
    "beige": _names("beige | beige | beis | بيج"),
    "white": _names("white | blanc | blanco | أبيض"),
    "grey": _names("grey | gris | gris | رمادي"),
    "black": _names("black | noir | negro | أسود"),
}

SWATCHES: Final[tuple[Swatch, ...]] = (
    _swatch("#ffffff", "white", "white | blanc | blanco | أبيض"),
    _swatch("#d2d4d7", "grey", "light grey | gris clair | gris claro | رمادي فاتح"),
    _swatch("#8f9296", "grey", "grey | gris | gris | رمادي"),
    _swatch("#4a4d51", "grey", "dark grey | gris foncé | gris oscuro | رمادي داكن"),
    _swatch("#000000", "black", "black | noir | negro | أسود"),
    _swatch("#fbf4da", "beige", "cream | crème | crema | كريمي"),
    _swatch("#e6d1b0", "beige", "beige | beige | beis | بيج"),
    _swatch("#c19469", "brown", "light brown | brun clair | marrón claro | بني فاتح"),
    _swatch("#7f4d28", "brown", "brown | marron | marrón | بني"),
    _swatch("#4a2d1d", "brown", "dark brown | brun foncé | marrón oscuro | بني داكن"),
    _swatch("#7d1828", "red", "burgundy | bordeaux | burdeos | عنابي"),
    _swatch("#e12527", "red", "red | rouge | rojo | أحمر"),
    _swatch("#f58171", "orange", "coral | corail | coral | مرجاني"),
    _swatch("#fa8c23", "orange", "orange | orange | naranja | برتقالي"),
    _swatch("#fac9a3", "orange", "peach | pêche | melocotón | خوخي"),
    _swatch("#eeb328", "yellow", "gold | doré | dorado | ذهبي"),
    _swatch("#f8e32e", "yellow", "yellow | jaune | amarillo | أصفر"),
    _swatch("#faf3b1", "yellow", "pale yellow | jaune pâle | amarillo pálido | أصفر باهت"),
    _swatch("#aedf3c", "green", "lime green | vert anis | verde lima | أخضر ليموني"),
    _swatch("#7c7d22", "green", "olive | olive | verde oliva | زيتوني"),
    _swatch("#99e7a9", "green", "light green | vert clair | verde claro | أخضر فاتح"),
    _swatch("#2baa49", "green", "green | vert | verde | أخضر"),
    _swatch("#008d60", "green", "emerald | émeraude | esmeralda | زمردي"),
    _swatch("#135328", "green", "dark green | vert foncé | verde oscuro | أخضر داكن"),
    _swatch("#49d6cc", "turquoise", "turquoise | turquoise | turquesa | فيروزي"),
    _swatch("#138282", "turquoise", "teal | bleu canard | verde azulado | أزرق مخضر"),
    _swatch("#bfe9fb", "sky", "pale blue | bleu pâle | azul pálido | أزرق باهت"),
    _swatch("#61c4f4", "sky", "sky blue | bleu ciel | celeste | أزرق سماوي"),
    _swatch("#2f83f2", "blue", "blue | bleu | azul | أزرق"),
    _swatch("#184ace", "blue", "royal blue | bleu roi | azul rey | أزرق ملكي"),
    _swatch("#132a69", "blue", "navy blue | bleu marine | azul marino | كحلي"),
    _swatch("#c3b2f1", "purple", "lavender | lavande | lavanda | لافندر"),
    _swatch("#8747d7", "purple", "violet | violet | violeta | بنفسجي"),
    _swatch("#59236e", "purple", "plum | prune | ciruela | برقوقي"),
    _swatch("#fba8c7", "pink", "pink | rose | rosa | وردي"),
    _swatch("#e5259a", "pink", "magenta | magenta | magenta | ماجنتا"),
)

#: Colours that nobody is offered but people pick freely: they sharpen the names and the family borders.
SHADES: Final[tuple[Swatch, ...]] = ()
