"""What any colour is called, in eight languages: the finer names, and how each language modifies a name.

A colour within `REACH` of a name's own colour has that name. Any other has the basic term of its family with
a modifier for how its lightness and vividness differ from the family's best example. Every language divides
the space as its speakers do: it has the names that they use and no others ("-"), and where light blue has
no term of its own it is a light blue. Sources of fact: Berlin and Kay, "Basic Color Terms" (1969); Kay,
Berlin, Maffi, Merrifield and Cook, "The World Color Survey" (2009); Paramei, "Singing the Russian blues"
(2005) on голубой and синий; Özgen and Davies, "Turkish color terms" (1998) on mavi and lacivert; Gao and
Sutrop, "The basic color terms of Mandarin Chinese" (2014) on 青 and 蓝; Lillo and others, "Basic color terms
and categories in three dialects of the Spanish language" (2018) on celeste. Colours and wording are our own.
"""

import math
from functools import lru_cache
from itertools import repeat
from typing import Any, Final

from palabre.colour import Places, lab
from palabre.kinds.swatches import FAMILIES, FAMILY_OF, LANGUAGES, SWATCHES, words_of

#: A colour is called like a named one within this distance of it (`apart`).
REACH: Final = 0.07
#: How many times more a difference in hue or vividness counts than one in lightness: a dark green and a
#: light one are both green, but what is a little bluer is turquoise.
TINT: Final = 2.0

#: Colour, then its name in en | fr | es | pt | ar | tr | ru | zh. One that is named in a single language
#: widens a term that its speakers use for more than one best example.
_NAMED: Final = """
#b0142f crimson | carmin | carmesí | carmesim | قرمزي | kızıl | карминовый | 绯红色
#ff0a0a red | rouge | rojo | vermelho | أحمر | kırmızı | красный | 红色
#ff4016 scarlet | écarlate | escarlata | escarlate | أحمر قانٍ | al | алый | 猩红色
#c2185b raspberry | framboise | frambuesa | framboesa | توتي | ahududu | малиновый | 玫红色
#8f1238 - | - | - | - | - | vişneçürüğü | вишнёвый | -
#b5483a brick red | rouge brique | rojo ladrillo | vermelho-tijolo | طوبي | kiremit | кирпичный | 砖红色
#d0704c terracotta | terracotta | terracota | terracota | - | - | терракотовый | 陶土色
#fb9c8c salmon | saumon | salmón | salmão | سلموني | somon | лососёвый | 鲑红色
#fcc58e apricot | abricot | albaricoque | damasco | مشمشي | kayısı | абрикосовый | 杏黄色
#c8641e - | - | - | - | - | - | рыжий | -
#ffa500 orange | orange | naranja | laranja | برتقالي | turuncu | оранжевый | 橙色
#ffbe0b amber | ambre | ámbar | âmbar | كهرماني | kehribar | янтарный | 琥珀色
#c9a227 mustard | moutarde | mostaza | mostarda | خردلي | hardal | горчичный | 芥末色
#d99a26 honey | miel | miel | mel | عسلي | bal rengi | медовый | 蜜色
#b8732a ochre | ocre | ocre | ocre | - | - | охра | 赭色
#fdf24d lemon yellow | jaune citron | amarillo limón | amarelo-limão | أصفر ليموني | limon sarısı | лимонный | 柠檬黄色
#efd98b straw | jaune paille | amarillo paja | amarelo-palha | - | saman sarısı | соломенный | -
#fffaea ivory | ivoire | marfil | marfim | عاجي | fildişi | слоновая кость | 象牙色
#f5f3ec off-white | blanc cassé | blanco roto | branco-gelo | - | kırık beyaz | молочный | 米白色
#d6b98c sand | sable | arena | areia | رملي | kum | песочный | 沙色
#8a8456 khaki | kaki | caqui | cáqui | كاكي | haki | хаки | 卡其色
#8a6a2f bronze | bronze | bronce | bronze | برونزي | bronz | бронзовый | 古铜色
#5d7c3a moss green | vert mousse | verde musgo | verde-musgo | - | yosun yeşili | болотный | 苔绿色
#d3f032 yellow-green | vert-jaune | verde amarillento | verde-amarelado | أخضر مصفر | sarımsı yeşil | жёлто-зелёный | 嫩绿色
#c5e08c pistachio | pistache | pistacho | pistache | فستقي | - | фисташковый | -
#7fc241 apple green | vert pomme | verde manzana | verde-maçã | أخضر تفاحي | elma yeşili | - | 苹果绿色
#3f9b2f grass green | vert gazon | verde hierba | verde-grama | أخضر عشبي | çimen yeşili | травяной | 草绿色
#5dff3b neon green | vert fluo | verde neón | verde-neon | أخضر فسفوري | fosforlu yeşil | кислотно-зелёный | 荧光绿色
#b5f2d2 mint | menthe | menta | menta | نعناعي | nane yeşili | мятный | 薄荷色
#9caf88 sage | sauge | salvia | sálvia | - | adaçayı yeşili | - | 灰绿色
#2f9e83 sea green | - | verde mar | verde-mar | - | deniz yeşili | морская волна | 海绿色
#3f5a2a forest green | vert forêt | verde bosque | verde-floresta | - | orman yeşili | - | 墨绿色
#9af0dc aquamarine | aigue-marine | aguamarina | água-marinha | - | - | аквамариновый | 水绿色
#08f0f8 cyan | cyan | cian | ciano | سيان | camgöbeği | циан | 青蓝色
#0f4c5c - | bleu pétrole | azul petróleo | - | بترولي | - | - | -
#87ceeb sky blue | bleu ciel | celeste | azul-celeste | أزرق سماوي | gök mavisi | голубой | 天蓝色
#d0e0f2 pale blue | bleu pâle | azul pálido | azul pálido | أزرق باهت | soluk mavi | бледно-голубой | 淡蓝色
#e0f5fd ice blue | bleu glacier | azul hielo | azul-gelo | أزرق ثلجي | buz mavisi | - | 冰蓝色
#5682bb steel blue | bleu acier | azul acero | azul-aço | أزرق فولاذي | çelik mavisi | - | 钢蓝色
#1b3f97 - | - | - | - | - | lacivert | - | -
#223e61 - | - | - | - | كحلي | lacivert | - | -
#0e1e47 - | - | - | - | كحلي | lacivert | - | -
#0a1cf0 - | - | - | - | - | - | синий | -
#341f8c indigo | indigo | índigo | índigo | نيلي | çivit mavisi | индиго | 靛蓝色
#98a4f2 periwinkle | pervenche | - | - | - | - | барвинковый | -
#cfa3dc lilac | lilas | lila | lilás | ليلكي | leylak | сиреневый | 丁香色
#e6e6fa pale lavender | lavande pâle | lavanda pálido | lavanda pálido | لافندر باهت | soluk lavanta | бледно-лавандовый | 淡紫色
#e0cdf5 - | - | - | - | - | eflatun | - | 淡紫色
#a9779f mauve | mauve | malva | malva | موف | - | лиловый | -
#86248f purple | pourpre | púrpura | púrpura | أرجواني | - | пурпурный | 紫红色
#3d1a3f aubergine | aubergine | berenjena | berinjela | باذنجاني | patlıcan moru | баклажановый | 茄色
#f72585 fuchsia | fuchsia | fucsia | fúcsia | فوشيا | fuşya | - | 桃红色
#fa20f5 magenta | magenta | magenta | magenta | ماجنتا | macenta | маджента | 品红色
#ff66b3 hot pink | rose vif | rosa fuerte | rosa-choque | وردي فاقع | - | - | 亮粉色
#fbdce3 pale pink | rose pâle | rosa pálido | rosa pálido | وردي باهت | toz pembe | бледно-розовый | 淡粉色
#c08a92 dusty pink | vieux rose | palo de rosa | rosa-antigo | - | gülkurusu | пепельно-розовый | 豆沙色
#9c4a1a rust | rouille | - | ferrugem | صدئي | - | ржавый | 铁锈色
#a9652b caramel | caramel | caramelo | caramelo | - | karamel | карамельный | 焦糖色
#6f4e37 coffee | café | café | café | قهوي | - | кофейный | 咖啡色
#5a3220 chocolate | chocolat | chocolate | chocolate | - | - | шоколадный | 巧克力色
#7f8183 grey | gris | gris | cinza | رمادي | gri | серый | 灰色
#8b7d6d taupe | taupe | - | - | - | vizon | - | 灰褐色
#e2e4e6 silver | argenté | plateado | prateado | فضي | gümüş | серебристый | 银色
#58666d slate grey | gris ardoise | gris pizarra | cinza-ardósia | أردوازي | arduvaz grisi | - | -
#2e3133 charcoal | anthracite | antracita | grafite | فحمي | antrasit | графитовый | 炭黑色
"""

#: How a language says that a colour is lighter than the best example, darker, and so on; {} is the name.
_MODIFIERS: Final = """
light   light {} | {} clair | {} claro | {}-claro | {} فاتح | açık {} | светло-{} | 浅{}
dark    dark {} | {} foncé | {} oscuro | {}-escuro | {} داكن | koyu {} | тёмно-{} | 深{}
pale    pale {} | {} pâle | {} pálido | {} pálido | {} باهت | soluk {} | бледно-{} | 淡{}
vivid   vivid {} | {} vif | {} vivo | {} vivo | {} زاهٍ | canlı {} | ярко-{} | 鲜{}
greyish greyish {} | {} grisâtre | {} grisáceo | {} acinzentado | {} مائل إلى الرمادي | grimsi {} | серовато-{} | 灰{}
"""
MODIFIERS: Final[dict[str, dict[str, str]]] = {
    row.split()[0]: words_of(row.split(maxsplit=1)[1]) for row in _MODIFIERS.strip().splitlines()
}

#: Every colour that has a name of its own, and what the languages that name it call it.
NAMED: Final[dict[str, dict[str, str]]] = {swatch.colour: swatch.name for swatch in SWATCHES} | {
    row[:7]: words_of(row[8:]) for row in _NAMED.strip().splitlines()
}
#: The families that are part of another one for speakers of all but these languages: there they are its light.
LIGHT_OF: Final = {"sky": "blue"}
OWN: Final = {"sky": ("es", "ru")}
#: The best example of a family where no swatch is called like it.
BEST: Final = {"purple": "#8747d7"}
_FAMILIES_AT: Final = Places(FAMILY_OF)
#: How far in lightness, and how many times as vivid, a colour must be from the best example to be told so.
STEP: Final = 0.1
DULL: Final = 0.5
BRIGHT: Final = 1.35
#: Families without vividness, and those that are nothing but themselves.
QUIET: Final = frozenset({"grey", "beige"})
PLAIN: Final = frozenset({"white", "black"})


def called(value: str, lang: str) -> str:
    """Return what speakers of one of `LANGUAGES` call a colour."""
    places, words = _named_in(lang)
    distances = list(map(math.dist, repeat(_tinted(value)), places))
    least = min(distances)
    return words[distances.index(least)] if least <= REACH else _described(value, lang)


def apart(value: str, other: str) -> float:
    """Return how far two colours are from sharing a name: the distance in OKLab, its tint counted more."""
    return math.dist(_tinted(value), _tinted(other))


@lru_cache(maxsize=4096)
def _tinted(value: str) -> tuple[float, float, float]:
    here = lab(value)
    return here.l, TINT * here.a, TINT * here.b


@lru_cache(maxsize=4096)
def name_of(value: str) -> dict[str, str]:
    """Return a colour's name in every language."""
    return {lang: called(value, lang) for lang in LANGUAGES}


@lru_cache(maxsize=len(LANGUAGES))
def _named_in(lang: str) -> tuple[list[tuple[float, float, float]], list[str]]:
    """Return where the colours are that a language has names for, and the names."""
    named = {value: words[lang] for value, words in NAMED.items() if lang in words}
    return list(map(_tinted, named)), list(named.values())


def family_of(value: str) -> str:
    """Return the family of a colour: that of the nearest known one."""
    return _FAMILIES_AT.nearest(value)


def best_of(family: str, lang: str) -> str:
    """Return the best example of a family: the swatch that the language calls like it."""
    same = (one.colour for one in SWATCHES if one.name[lang] == FAMILIES[family][lang])
    return BEST.get(family) or next(same, "") or next(one.colour for one in SWATCHES if one.family == family)


def tables() -> dict[str, Any]:
    """Return what a phone needs to give the same names: the tables as they stand, rows as text."""
    return {
        "NAME_LANGUAGES": list(LANGUAGES),
        "NAMED": _NAMED.strip().splitlines(),
        "FAMILY_NAMES": FAMILIES,
        "FAMILY_COLOURS": {family: _members(family) for family in FAMILIES},
        "FAMILY_BEST": {family: {lang: best_of(family, lang) for lang in LANGUAGES} for family in FAMILIES},
        "LIGHT_OF": {family: {"of": whole, "own": list(OWN[family])} for family, whole in LIGHT_OF.items()},
        "MODIFIERS": MODIFIERS,
        "NAMING": {
            "reach": REACH,
            "tint": TINT,
            "step": STEP,
            "dull": DULL,
            "bright": BRIGHT,
            "quiet": sorted(QUIET),
            "plain": sorted(PLAIN),
        },
    }


def _members(family: str) -> str:
    return " ".join(value for value, one in FAMILY_OF.items() if one == family)


def _described(value: str, lang: str) -> str:
    """Return the basic term of a colour's family with the modifier that tells it from the best example."""
    family = family_of(value)
    part = family in LIGHT_OF and lang not in OWN[family]
    basic = LIGHT_OF[family] if part else family
    kind = _modifier(value, family, best_of(family, lang))
    if part and kind not in {"pale", "greyish"}:
        kind = "light"
    return MODIFIERS[kind][lang].format(FAMILIES[basic][lang]) if kind else FAMILIES[basic][lang]


def _modifier(value: str, family: str, best: str) -> str:
    """Return the key of a modifier, or nothing for a colour that is near enough to the best example."""
    here, there = lab(value), lab(best)
    lighter = here.l - there.l
    if family in PLAIN:
        return ""
    vivid = 1.0 if family in QUIET else here.chroma / there.chroma
    if vivid >= BRIGHT:
        return "vivid"
    if lighter > STEP:
        return "pale" if vivid < DULL else "light"
    if lighter < -STEP:
        return "dark"
    return "greyish" if vivid < DULL else ""
