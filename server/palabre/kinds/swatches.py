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
    _swatch("#c8cbcd", "grey", "light grey | gris clair | gris claro | رمادي فاتح"),
    _swatch("#8f9296", "grey", "grey | gris | gris | رمادي"),
    _swatch("#4a4d51", "grey", "dark grey | gris foncé | gris oscuro | رمادي داكن"),
    _swatch("#000000", "black", "black | noir | negro | أسود"),
    _swatch("#fcf0cf", "beige", "cream | crème | crema | كريمي"),
    _swatch("#e2cead", "beige", "beige | beige | beis | بيج"),
    _swatch("#c19469", "brown", "light brown | brun clair | marrón claro | بني فاتح"),
    _swatch("#7f4d28", "brown", "brown | marron | marrón | بني"),
    _swatch("#4a2d1d", "brown", "dark brown | brun foncé | marrón oscuro | بني داكن"),
    _swatch("#7d1828", "red", "burgundy | bordeaux | burdeos | عنابي"),
    _swatch("#e12527", "red", "red | rouge | rojo | أحمر"),
    _swatch("#f58171", "orange", "coral | corail | coral | مرجاني"),
    _swatch("#fa8c23", "orange", "orange | orange | naranja | برتقالي"),
    _swatch("#feb486", "orange", "peach | pêche | melocotón | خوخي"),
    _swatch("#eeb328", "yellow", "gold | doré | dorado | ذهبي"),
    _swatch("#f8e32e", "yellow", "yellow | jaune | amarillo | أصفر"),
    _swatch("#faf18f", "yellow", "pale yellow | jaune pâle | amarillo pálido | أصفر باهت"),
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
    _swatch("#3a86ff", "blue", "blue | bleu | azul | أزرق"),
    _swatch("#184ace", "blue", "royal blue | bleu roi | azul rey | أزرق ملكي"),
    _swatch("#132a69", "blue", "navy blue | bleu marine | azul marino | كحلي"),
    _swatch("#c3b2f1", "purple", "lavender | lavande | lavanda | لافندر"),
    _swatch("#8747d7", "purple", "violet | violet | violeta | بنفسجي"),
    _swatch("#59236e", "purple", "plum | prune | ciruela | برقوقي"),
    _swatch("#fba8c7", "pink", "pink | rose | rosa | وردي"),
    _swatch("#e5259a", "pink", "magenta | magenta | magenta | ماجنتا"),
)

#: Colours that nobody is offered but people pick freely: they draw the borders between the families.
SHADES: Final[dict[str, tuple[str, ...]]] = {
    "red": ("#b7191c", "#f12941", "#9e1614", "#cc2443", "#ed5350"),
    "orange": ("#e77050", "#f4a261", "#f87103", "#f15b00", "#f3b680"),
    "yellow": ("#ffd166", "#ffe066", "#fdd500", "#f5c40d", "#fde988", "#d3a82d"),
    "green": (
        "#50b584",
        "#44aa8b",
        "#74c59c",
        "#55cc4b",
        "#1d7635",
        "#63f157",
        "#7fb042",
        "#c4f2cc",
        "#465e2c",
        "#d0e9a7",
        "#668c5e",
        "#97b997",
        "#14361d",
    ),
    "turquoise": ("#17b6a8", "#63ede6", "#2ba1a7", "#a7edea", "#156163", "#5cc3b0"),
    "sky": ("#7fc7f7", "#5eade2", "#75aadb", "#a8dcfc", "#33beeb", "#d8f0fc", "#a5ccf4"),
    "blue": (
        "#296baf",
        "#4c8cf6",
        "#2867e4",
        "#1b3f97",
        "#305686",
        "#0001ff",
        "#5682bb",
        "#223e61",
        "#0e1e47",
    ),
    "purple": (
        "#c87dff",
        "#9045ae",
        "#b71a9f",
        "#703dc6",
        "#816dd2",
        "#ddcbf5",
        "#6022a2",
        "#ad8ed1",
        "#d76ede",
        "#812688",
        "#9c70bc",
        "#351b46",
    ),
    "pink": ("#fb1678", "#f45fb0", "#f982aa", "#fcd1dc", "#da1d69", "#f996a6", "#ea808a", "#f7cce7"),
    "brown": ("#6e4d36", "#a05f38", "#673a2a", "#9b785c", "#8a5f28", "#59441f", "#b27744", "#311c0f"),
    "beige": ("#efe3cf", "#d9c099", "#e9ddbd", "#f8ece0", "#cfbaa3"),
    "white": ("#fcfaf4", "#f6fbfd", "#fff8f8"),
    "grey": (
        "#e8e8e8",
        "#bcbec0",
        "#6f7275",
        "#2e3133",
        "#b5b0a9",
        "#877e77",
        "#58666d",
        "#8594a4",
        "#f0f2f4",
    ),
    "black": ("#0b0b0b", "#10141b"),
}
