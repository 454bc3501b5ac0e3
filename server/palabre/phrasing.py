"""What stands around an idea in an answer: words that weigh nothing, and words that turn it round.

Pure; knows no dictionary. Takes keys (`text.key`) and says what else to look up: "so happy", "j'ai faim" and
"tengo miedo" say no more than their last word; "no cars", "sans voitures" and "arabasız" say the opposite of
theirs, and "less noise" wants less of it. An ending that a dictionary may lack (Turkish and Arabic join words
to words) is a last try, for `reading` to look up.
"""

from collections.abc import Iterator
from typing import Final

import regex

#: What is said of the rest of an answer: nothing, that it shall not be, that it shall be less.
Sign = str
PLAIN: Final[Sign] = ""
NO: Final[Sign] = "no"
LESS: Final[Sign] = "less"
#: French "plus de" asks for more of a good thing and for no more of a bad one.
PLUS: Final[Sign] = "plus"

_LEADS: Final = {
    "en": "a bit|a little|a bit of|a little bit|knowing how to|how to|staying|stay|keep|keeping|it is"
    "|being in|mutual|pure|total|more|much|lots of|lot of|a lot of|some|its|it's|their|his|her|your|good"
    "|better|best|great|real|true|very|so|too|really|quite|super|an?|the|our|my|i|we|i am|i'm|im|we are"
    "|i feel|feel|feeling|am|being|be|become|becoming|get|getting|have|having|need|needs|want|wants|to"
    "|making|make|taking|take|full of|sense of|spirit of"
    "|extremely|totally|completely|absolutely|somewhat|slightly|kind of|always|constantly|hyper",
    "fr": "un peu|un peu de|savoir|rester|c'est|le|faire preuve de|être en|être dans|davantage de"
    "|davantage d'|davantage|beaucoup de|beaucoup d'|de|d'|des|du|de la|de l'|bon|bons|bonne|bonnes"
    "|meilleure?s?|leurs?|sa|ses|son|mon|ma|mes|nos|notre|une?|les?|la|l'|vrais?|vraie|très|trop|si|bien|je"
    "|je suis|j'ai|je me sens|me sens|on est|nous|avoir|être|s'|se|il faut|besoin de|besoin d'|envie de"
    "|plein de|plein d'|pleine d'|pleine de|en|faire|faire du|faire des|prendre|sens de l'|sens du"
    "|sens de la|sentiment de|sentiment d'"
    "|plutôt|assez|vraiment|tellement|complètement|totalement|extrêmement|toujours|un petit peu|hyper|super",
    "es": "un poco|un poco de|saber|estoy en|me|qué|que|es|todos|pura|puro|más|mucho|mucha|muchos|muchas"
    "|buen|buena|buenos|buenas|mejor|mejores|su|sus|muy|tan|el|la|los|las|una?|estoy|soy|me siento|tengo"
    "|tener|ser|estar|estar en|en|hay|con|de|necesitamos|queremos|hacer|lleno de|llena de|mis?|sentido de"
    "|sentido del|sentimiento de|sensación de|espíritu de"
    "|bastante|realmente|totalmente|completamente|siempre|súper|super|medio",
    "pt": "um pouco|um pouco de|saber|ficar|que|é|pura|puro|sinto|mais|muito|muita|muitos|muitas|bom|boa"
    "|bons|boas|melhor|melhores|seu|sua|seus|suas|tão|o|a|os|as|uma?|estou|sou|me sinto|sinto-me|tenho|ter"
    "|ser|estar|estar em|em|com|de|precisamos de|queremos|fazer|cheio de|cheia de|minha|meu|sentido de"
    "|senso de|sentimento de|sensação de|espírito de"
    "|bastante|realmente|totalmente|completamente|sempre|super|meio",
    "ar": "أن|قليل من|بعض|إنه|هو|هي|المزيد من|مزيد من|أكثر|أنا|انا|أشعر ب|أشعر بال|الشعور ب|الشعور بال|كل"
    "|روح|في|دائما",
    "tr": "biraz|karşılıklı|herkes için|en|hep|bol|bolca|daha|çok|fazla|daha çok|daha fazla|daha iyi|iyi"
    "|bir|ben|benim|bizim|oldukça|gerçekten|süper|aşırı|her gün|her zaman|sürekli",
    "ru": "немного|чуть-чуть|уметь|умение|взаимн(?:ое|ый|ая)|это|полный|полная|испытываю|больше|много"
    "|хорош(?:ий|ая|ее|ие)|лучшая|очень|я|мне|мы|у меня|чувствую|чувство|быть|хочу|нужн[оыа]|нужен"
    "|наш[аеи]?|мо[йяи]|моё|все|с|в|довольно|слегка|совсем|супер|всегда|постоянно",
    "zh": "有点|有一点|一点|保持|学会|懂得|互相|相互|人人|大家|最|挺|超|超级|被|我的|我们的|更多的?|更好的?|更|好的|我们?|我很|我们要|很|好|太|非常|真|感到|感觉|有|充满"
    "|要|需要|想要?|多|不断|不斷|每天|天天|一直|总是|總是|经常",
}
_TAILS: Final = {
    "en": "each other|one another|to others|others|for all|for everyone|for everybody|please|haha|lol"
    "|very much|out|sense|every day|each day|daily|day by day|all the time|always|right now|every time",
    "fr": "mutuel|mutuelle|les autres|des autres|aux autres|un peu|pour tous|pour toutes"
    "|pour tous et toutes|pour toutes et tous|svp|chaque jour|tous les jours|au quotidien|toujours|tout le temps",
    "es": "mutuo|mutua|a los demás|a los otros|los demás|un poco|para todos|para todas|para todos y todas"
    "|para todas y todos|por favor|cada día|todos los días|a diario|siempre|todo el tiempo",
    "pt": "mútuo|mútua|os outros|aos outros|um pouco|para todos|para todas|para todos e todas|por favor|cada dia|todos os dias|a cada dia|sempre|o tempo todo",
    "ar": "متبادل|متبادلة|المتبادل|الآخرين|قليلا|للجميع|للكل|جدا|كثيرا|كل يوم|يوميا|دائما",
    "tr": "bilmek|dolu|dolmak|aldım|istemek|herkes için|lütfen|olmak|etmek|yapmak|hissetmek|hissediyorum"
    "|istiyorum|lazım|gerek|duygusu|hissi|görmek|kalmak|almak|duymak|kurmak|vermek",
    "ru": "других|другим|друг друга|немного|для всех|всем|очень|пожалуйста|каждый день|всегда|постоянно",
    "zh": "了|啊|呀|吧|的|感|性|心|中|时|人人",
}
_NONE: Final = {
    "en": "no|no more|not|never|without|without any|zero|stop|stopping|end|ending|end of|end the|against"
    "|fight against|fighting|fight|non|anti",
    "fr": "pas de|pas d'|sans|zéro|stop à la|stop aux?|stop|stopper|arrêter|fin de|fin des|contre|non à la"
    "|non au|non aux|non à|plus jamais de|plus jamais|plus aucune?|aucune?|lutter contre|lutte contre"
    "|ne pas|anti",
    "es": "no a|no al|no más|no|sin|cero|basta de|parar|detener|acabar con|fin de|contra|lucha contra"
    "|luchar contra|anti",
    "pt": "não à|não ao|não a|não|sem|zero|chega de|parar|parar com|acabar com|fim da|fim do|contra"
    "|luta contra|combater|anti",
    "ar": "لا|لا ل|لا لل|بدون|بلا|من دون|دون|وقف|إيقاف|ضد|عدم|منع|مكافحة|إنهاء",
    "tr": "sıfır|hayır",
    "ru": "без|нет|стоп|против|долой|не|хватит|остановить|никаких|никакой|ноль",
    "zh": "没有|沒有|无|無|不要|不|零|停止|反对|禁止|反|消除|消灭",
}
_FEWER: Final = {
    "en": "less|fewer|reduce|reducing|cut|cutting|cut down on|lower|decrease|limit|minimi[sz]e",
    "fr": "moins de|moins d'|moins|réduire|diminuer|baisser|limiter|réduction de|réduction des|baisse des",
    "es": "menos|reducir|disminuir|bajar|limitar|reducción de",
    "pt": "menos|reduzir|diminuir|baixar|limitar|redução de|redução da|redução do|redução das",
    "ar": "تقليل|أقل|خفض|الحد من|تخفيض|تقليص|التقليل من",
    "tr": "daha az|az",
    "ru": "меньше|поменьше|снижение|снизить|сокращение|сократить|уменьшить|уменьшение",
    "zh": "减少|減少|少|降低|更少|更少的|少用|少些",
}
_PLUS: Final = {
    "fr": "plus de|plus d'|plus|plus des",
}
#: What says no or less after its word.
_NONE_AFTER: Final = {
    "en": r"[ -]free",
    "tr": r"(?:s[ıiuü]z|s[ıiuü]zlık| yok| olmasın|['’]?[yea] hayır|[aey]* hayır)",
    "zh": "零容忍",
}
_FEWER_AFTER: Final = {
    "en": r" (?:reduction|cuts)",
    "tr": r"(?:[ıiuü]|ları|leri|y[ıiuü])? azalt(?:mak|ma|alım|ılması)",
}
_SPACED: Final = r"(?:\s+|(?<='))"


def _leading(lang: str, words: str) -> regex.Pattern[str]:
    gap = r"\s*" if lang == "zh" else r"(?:\s+|(?<=['بل]))" if lang == "ar" else _SPACED
    # Longest first, or "je" would stop "je suis".
    return regex.compile(rf"^(?:(?:{words}){gap})+(?=\S)", regex.POSIX)


_LEAD: Final = {lang: _leading(lang, words) for lang, words in _LEADS.items()}
_TAIL: Final = {
    lang: regex.compile(rf"(?<=\S){'' if lang == 'zh' else ' '}(?:{words})$")
    for lang, words in _TAILS.items()
}
_SIGNS: Final = [
    *((lang, NO, _leading(lang, words)) for lang, words in _NONE.items()),
    *((lang, LESS, _leading(lang, words)) for lang, words in _FEWER.items()),
    *((lang, PLUS, _leading(lang, words)) for lang, words in _PLUS.items()),
    *((lang, NO, regex.compile(rf"(?<=\S\S){words}$")) for lang, words in _NONE_AFTER.items()),
    *((lang, LESS, regex.compile(rf"(?<=\S\S){words}$")) for lang, words in _FEWER_AFTER.items()),
]
#: What Turkish and Arabic join to a word of three letters or more, the longest first.
_TURKISH: Final = regex.compile(
    r"(?<=\p{L}{3})(?:l[ae]r[ıi]m[ıi]z|l[ae]r[ıi]n|l[ae]r[ıi]|l[ae]r|[ıiuü]m[ıiuü]z|y?[ıiuü]m|l[ıiuü]k|l[ıiuü]"
    r"|s[ıi]|[dt][ae]n?|[ıiuü]n|y?[ıiuü]|n[ıiuü]n|c[ae])$"
)
_VERB: Final = regex.compile(r"(?<=\p{L}{2})(?:m[ae]k|m[ae]|[ıiuü]yorum|yorum|d[ıiuü]m|[ıiuü]ş|y[ıiuü]ş)$")
#: Turkish consonants as they are again where nothing follows: geleceğim, gelecek.
_HARD: Final = {"ğ": "k", "b": "p", "c": "ç", "d": "t"}
_BEFORE: Final = regex.compile(r"^(?:[وفبلك]?ال|لل|[وفبلك])(?=\p{L}{3})")
_BEHIND: Final = regex.compile(r"(?<=\p{L}{3})(?:ات|ون|ين|ية|ها|نا|هم|ة|ه|ي)$")


def plain(key: str, lang: str) -> Iterator[str]:
    """Yield what an answer says without words that weigh nothing before it, behind it, and both."""
    if lang in _LEAD:
        led, tailed = _LEAD[lang].sub("", key), _TAIL[lang].sub("", key)
        yield from dict.fromkeys(one for one in (led, tailed, _TAIL[lang].sub("", led)) if one != key)


def signed(key: str, lang: str) -> Iterator[tuple[Sign, str]]:
    """Yield what an answer turns round or wants less of, with its sign."""
    for spoken, sign, pattern in _SIGNS:
        if spoken == lang and (rest := pattern.sub("", key)) != key:
            yield sign, rest
            yield from ((sign, one) for one in plain(rest, lang))


def stems(key: str, lang: str) -> Iterator[str]:
    """Yield a Turkish or Arabic word without what is joined to it, and a Turkish verb for its noun."""
    if lang == "tr":
        stem = _TURKISH.sub("", key)
        for one in (stem, _TURKISH.sub("", stem)):
            if one != key:
                yield one
                yield one[:-1] + _HARD.get(one[-1], one[-1])
        root = _VERB.sub("", key)
        if root != key:
            yield from (root + ending for ending in ("mak", "mek", "ma", "me", "ış", "iş"))
    elif lang == "ar":
        led, tailed = _BEFORE.sub("", key), _BEHIND.sub("", key.replace("ائي", "اءي"))
        short = _BEHIND.sub("", led.replace("ائي", "اءي"))
        yield from dict.fromkeys(one for one in (led, tailed, short, tailed + "ة", short + "ة") if one != key)
