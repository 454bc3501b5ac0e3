"""The standard palette: named swatches, and the families that a room's colours are read in.

The swatches are chosen in OKLCH so that neighbours in the grid differ clearly and every family has a light
and a dark member; six in a row, neutrals first, then around the hues. Names are in the order of `LANGUAGES`
and in the form in which each language names a colour by itself; `names` has all others. Families follow the
basic colour terms of Berlin and Kay, "Basic Color Terms" (1969); light blue is one of its own, as Russian
(Paramei, "Singing the Russian blues", 2005) and American Spanish divide the blues, and so is turquoise.
"""

from typing import Final

from msgspec import Struct

#: The languages that every name is given in, in the order of the tables.
LANGUAGES: Final = ("en", "fr", "es", "pt", "ar", "tr", "ru", "zh")

#: The families in the order in which figures show them: around the hues, then earths, then greys.
_FAMILIES: Final = """
red        red | rouge | rojo | vermelho | أحمر | kırmızı | красный | 红色
orange     orange | orange | naranja | laranja | برتقالي | turuncu | оранжевый | 橙色
yellow     yellow | jaune | amarillo | amarelo | أصفر | sarı | жёлтый | 黄色
green      green | vert | verde | verde | أخضر | yeşil | зелёный | 绿色
turquoise  turquoise | turquoise | turquesa | turquesa | فيروزي | turkuaz | бирюзовый | 青色
sky        sky blue | bleu ciel | celeste | azul-celeste | أزرق سماوي | gök mavisi | голубой | 天蓝色
blue       blue | bleu | azul | azul | أزرق | mavi | синий | 蓝色
purple     purple | violet | morado | roxo | بنفسجي | mor | фиолетовый | 紫色
pink       pink | rose | rosa | rosa | وردي | pembe | розовый | 粉色
brown      brown | marron | marrón | marrom | بني | kahverengi | коричневый | 棕色
beige      beige | beige | beis | bege | بيج | bej | бежевый | 米色
white      white | blanc | blanco | branco | أبيض | beyaz | белый | 白色
grey       grey | gris | gris | cinza | رمادي | gri | серый | 灰色
black      black | noir | negro | preto | أسود | siyah | чёрный | 黑色
"""

_SWATCHES: Final = """
#ffffff white      white | blanc | blanco | branco | أبيض | beyaz | белый | 白色
#c8cbcd grey       light grey | gris clair | gris claro | cinza-claro | رمادي فاتح | açık gri | светло-серый | 浅灰色
#8f9296 grey       grey | gris | gris | cinza | رمادي | gri | серый | 灰色
#4a4d51 grey       dark grey | gris foncé | gris oscuro | cinza-escuro | رمادي داكن | koyu gri | тёмно-серый | 深灰色
#000000 black      black | noir | negro | preto | أسود | siyah | чёрный | 黑色
#fcf0cf beige      cream | crème | crema | creme | كريمي | krem | кремовый | 奶油色
#e2cead beige      beige | beige | beis | bege | بيج | bej | бежевый | 米色
#c19469 brown      light brown | marron clair | marrón claro | marrom-claro | بني فاتح | açık kahverengi | светло-коричневый | 浅棕色
#7f4d28 brown      brown | marron | marrón | marrom | بني | kahverengi | коричневый | 棕色
#4a2d1d brown      dark brown | marron foncé | marrón oscuro | marrom-escuro | بني داكن | koyu kahverengi | тёмно-коричневый | 深棕色
#7d1828 red        burgundy | bordeaux | burdeos | bordô | عنابي | bordo | бордовый | 酒红色
#e12527 red        red | rouge | rojo | vermelho | أحمر | kırmızı | красный | 红色
#f58171 orange     coral | corail | coral | coral | مرجاني | mercan | коралловый | 珊瑚色
#fa8c23 orange     orange | orange | naranja | laranja | برتقالي | turuncu | оранжевый | 橙色
#feb486 orange     peach | pêche | melocotón | pêssego | خوخي | şeftali | персиковый | 蜜桃色
#eeb328 yellow     gold | doré | dorado | dourado | ذهبي | altın | золотой | 金色
#f8e32e yellow     yellow | jaune | amarillo | amarelo | أصفر | sarı | жёлтый | 黄色
#faf18f yellow     pale yellow | jaune pâle | amarillo pálido | amarelo pálido | أصفر باهت | soluk sarı | бледно-жёлтый | 淡黄色
#aedf3c green      lime green | vert anis | verde lima | verde-limão | أخضر ليموني | fıstık yeşili | салатовый | 黄绿色
#7c7d22 green      olive | olive | verde oliva | verde-oliva | زيتوني | zeytin yeşili | оливковый | 橄榄色
#99e7a9 green      light green | vert clair | verde claro | verde-claro | أخضر فاتح | açık yeşil | светло-зелёный | 浅绿色
#2baa49 green      green | vert | verde | verde | أخضر | yeşil | зелёный | 绿色
#008d60 green      emerald | émeraude | esmeralda | verde-esmeralda | زمردي | zümrüt yeşili | изумрудный | 翠绿色
#135328 green      dark green | vert foncé | verde oscuro | verde-escuro | أخضر داكن | koyu yeşil | тёмно-зелёный | 深绿色
#49d6cc turquoise  turquoise | turquoise | turquesa | turquesa | فيروزي | turkuaz | бирюзовый | 青色
#138282 turquoise  teal | bleu canard | verde azulado | azul-petróleo | أزرق مخضر | petrol mavisi | сине-зелёный | 蓝绿色
#bfe9fb sky        pale blue | bleu pâle | azul pálido | azul pálido | أزرق باهت | soluk mavi | бледно-голубой | 淡蓝色
#61c4f4 sky        sky blue | bleu ciel | celeste | azul-celeste | أزرق سماوي | gök mavisi | голубой | 天蓝色
#3a86ff blue       blue | bleu | azul | azul | أزرق | mavi | васильковый | 蓝色
#184ace blue       royal blue | bleu roi | azul rey | azul-royal | أزرق ملكي | saks mavisi | синий | 宝蓝色
#132a69 blue       navy blue | bleu marine | azul marino | azul-marinho | كحلي | lacivert | тёмно-синий | 藏青色
#c3b2f1 purple     lavender | lavande | lavanda | lavanda | لافندر | lavanta | лавандовый | 薰衣草色
#8747d7 purple     violet | violet | violeta | violeta | بنفسجي | mor | фиолетовый | 紫色
#59236e purple     plum | prune | ciruela | ameixa | برقوقي | mürdüm | сливовый | 深紫色
#fba8c7 pink       pink | rose | rosa | rosa | وردي | pembe | розовый | 粉色
#e5259a pink       magenta | magenta | magenta | magenta | ماجنتا | macenta | фуксия | 洋红色
"""

#: Colours that nobody is offered but people pick freely: they draw the borders between the families.
_SHADES: Final = """
red        #b7191c #f12941 #9e1614 #cc2443 #ed5350
orange     #ffa500 #fca311 #ffb347 #e77050 #f4a261 #f87103 #f15b00 #f3b680
yellow     #ffd166 #ffe066 #fdd500 #f5c40d #fde988 #d3a82d
green      #50b584 #44aa8b #74c59c #55cc4b #1d7635 #63f157 #7fb042 #c4f2cc #465e2c #d0e9a7 #668c5e #97b997 #14361d
turquoise  #17b6a8 #63ede6 #2ba1a7 #a7edea #156163 #5cc3b0
sky        #7fc7f7 #5eade2 #75aadb #a8dcfc #33beeb #d8f0fc #a5ccf4
blue       #296baf #4c8cf6 #2867e4 #1b3f97 #305686 #0001ff #5682bb #223e61 #0e1e47
purple     #c87dff #9045ae #b71a9f #703dc6 #816dd2 #ddcbf5 #6022a2 #ad8ed1 #d76ede #e6e6fa #812688 #9c70bc #351b46
pink       #fb1678 #f45fb0 #f982aa #fcd1dc #da1d69 #f996a6 #ea808a #f7cce7
brown      #6e4d36 #a05f38 #673a2a #9b785c #8a5f28 #59441f #b27744 #311c0f
beige      #efe3cf #d9c099 #e9ddbd #f8ece0 #cfbaa3
white      #fcfaf4 #f6fbfd #fff8f8
grey       #e8e8e8 #bcbec0 #6f7275 #2e3133 #b5b0a9 #877e77 #58666d #8594a4 #f0f2f4
black      #0b0b0b #10141b
"""


class Swatch(Struct, frozen=True):
    """A colour that can be picked, its name by language, and the family it is counted in."""

    colour: str
    family: str
    name: dict[str, str]


def words_of(row: str) -> dict[str, str]:
    """Return the names of a row of a table by language, without those that are missing ("-")."""
    words = zip(LANGUAGES, (word.strip() for word in row.split("|")), strict=True)
    return {lang: word for lang, word in words if word != "-"}


def _swatch(row: str) -> Swatch:
    colour, family, words = row.split(maxsplit=2)
    return Swatch(colour, family, words_of(words))


def _families() -> dict[str, dict[str, str]]:
    rows = (row.split(maxsplit=1) for row in _FAMILIES.strip().splitlines())
    return {family: words_of(words) for family, words in rows}


FAMILIES: Final[dict[str, dict[str, str]]] = _families()
SWATCHES: Final[tuple[Swatch, ...]] = tuple(map(_swatch, _SWATCHES.strip().splitlines()))
SHADES: Final[dict[str, tuple[str, ...]]] = {
    row.split()[0]: tuple(row.split()[1:]) for row in _SHADES.strip().splitlines()
}
#: Which family each known colour is of, swatches and shades alike.
FAMILY_OF: Final = {swatch.colour: swatch.family for swatch in SWATCHES} | {
    value: family for family, values in SHADES.items() for value in values
}
