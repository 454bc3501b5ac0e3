"""The lexicon's data are sound, and its look-ups merge what a moderator would and nothing else."""

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from palabre import lexicon, text
from palabre.lexicon import DOUBT, EMOJI, LANGS, glyphs

ENTRIES = [entry for field in sorted(lexicon.FIELDS.glob("*.yaml")) for entry in lexicon.entries(field)]
WORDS = [(idea, lang, word) for idea, lang, word in ENTRIES if lang != EMOJI]
LABELLED = Path(__file__).parent / "data" / "what-is-learning.csv"

#: Alike to the eye or the ear, but never in meaning.
FALSE_FRIENDS = """
en pain, fr pain; en library, fr librairie; en library, es librería; es éxito, en exit; fr chat, en chat
pt esquisito, es exquisito; en sensible, fr sensible; es embarazada, en embarrassed; fr actuellement, en actually
en education, es educado; en sympathy, fr sympa; fr libre, en library; es largo, en large; pt largo, es largo
en present, fr présentation; fr formation, en format; fr stage, en stage; fr journée, en journey; en college, fr collègue
es carpeta, en carpet; fr collège, en colleague; fr avis, en advice; fr pièce, en peace; en peace, fr pièces
es pan, en pan; en pie, es pie; en red, es red; en once, es once; en main, fr main; en fin, fr fin
en love, ru лов; en son, fr son; en son, tr son; tr el, es el; tr on, en on; fr or, en or; fr an, tr an
tr kalp, en help; tr an, es an; en car, fr car; en chair, fr chair; en coin, fr coin; en figure, fr figure
en place, tr plaj; fr place, en place; en bless, fr blesser; en assist, fr assister; es asistir, en assist
en demand, fr demander; en attend, fr attendre; es contestar, en contest; es sopa, en soap; es ropa, en rope
pt puxar, en push; es apellido, pt apelido; es oficina, pt oficina; es polvo, pt polvo; es rato, pt rato
es vaso, pt vaso; es exquisito, pt esquisito; es cena, pt cena; es salada, pt salada; es brincar, pt brincar
es oso, pt osso; es crianza, pt criança; es presunto, pt presunto; es todavía, pt todavia; es cola, pt cola
fr cours, en course correction; fr chance, en chance; fr travail, en travel; fr blessé, en blessed; fr rude, en rude
fr patron, en patron; fr pays, en pays; fr sale, en sale; fr mode, en mode; fr but, en but; fr pour, en pour
fr sol, es sol; fr pan, es pan; fr salade, es salado; fr feu, en few; fr vent, en vent; fr mare, es mar
es mano, en man; es cara, fr cara; fr carte, en cart; fr rose, pt rosto; es mayor, en mayor; fr art, tr art
tr kin, en kin; tr barış, en bars; tr bal, fr bal; tr sol, es sol; tr din, en din; tr fikir, en fakir; tr mal, fr mal
ar دين, tr dinlemek; zh 汽车, zh 火车; zh 手, zh 手机; ru мир, ru мера; en mist, tr mis; ru магазин, en magazine
ru семья, ru семя; ru фамилия, en family; ru артист, en artisans; ru интеллигент, en intelligent; ru проспект, en prospect
tr kar, en car; tr ses, fr ses; tr pasta, es pasta; tr kur, fr cours; tr bank, en bank; tr park, ru парковка
ar حب, ar حبة; ar علم, ar عالم; ar ملح, ar ملهم; ar عمل, ar أمل; ar شعر, ar شعور; ar حلم, ar لحم
en trust, fr triste; en brave, tr bravo; en smart, tr martı; en fast, tr fasıl; en gift, fr gifle; en rat, pt rato
""".strip().replace("\n", "; ")


def said(answer: str) -> frozenset[str]:
    """Read "fr pain" as the answer pain in French."""
    lang, _, word = answer.strip().partition(" ")
    return frozenset(lexicon.ideas(word, lang))


def test_how_many() -> None:
    """Meetings have at least 1,250 ideas here."""
    assert len({idea for idea, _, _ in WORDS}) >= 1250


def test_every_language_has_each_idea() -> None:
    """An idea has words in all eight languages, and in no other."""
    held = defaultdict(set)
    for idea, lang, _ in WORDS:
        held[idea].add(lang)
    assert {idea: langs for idea, langs in held.items() if langs != set(LANGS)} == {}


def test_no_idea_is_in_two_files() -> None:
    """The name of an idea is given once: no file and no block hides another."""
    names = [
        line.rstrip(":\n")
        for field in lexicon.FIELDS.glob("*.yaml")
        for line in field.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith((" ", "#"))
    ]
    assert len(names) == len(set(names)) == len({idea for idea, _, _ in ENTRIES})


def test_words_are_keys() -> None:
    """Words are written as keys, so that none has to be folded when it is read."""
    bare = [(word.removesuffix(DOUBT), lang) for _, lang, word in WORDS]
    assert [word for word, lang in bare if text.key(word, lang) != word or text.clean(word) != word] == []


def test_words_are_in_their_script() -> None:
    """No Latin letter hides in an Arabic, Russian or Chinese word, but for names written so."""
    foreign = {word for _, lang, word in WORDS if lang in {"ar", "ru", "zh"} and word.isascii()}
    mixed = {w for _, lang, w in WORDS if lang == "ru" and any("a" <= c <= "z" for c in w)}
    assert (foreign, mixed) == ({"ai", "lgbt"}, set())


def test_no_word_twice_in_a_row() -> None:
    """A language's row names each word once."""
    assert len(ENTRIES) == len(set(ENTRIES))


def test_doubt_is_marked() -> None:
    """A word under two ideas bears the mark under both, and a word under one bears none."""
    held = defaultdict(list)
    for _, lang, word in WORDS:
        held[word.removesuffix(DOUBT), lang].append(word.endswith(DOUBT))
    assert {word: marks for word, marks in held.items() if set(marks) != {len(marks) > 1}} == {}


def test_emoji_have_one_idea() -> None:
    """An emoji stands under one idea."""
    listed = [glyphs.bare(word) for _, lang, word in ENTRIES if lang == EMOJI]
    assert len(listed) == len(set(listed)) > 200


def test_every_word_is_found() -> None:
    """Each listed word is found in its language, with every idea it stands under."""
    missed = [w for w in WORDS if w[0] not in lexicon.ideas(w[2].removesuffix(DOUBT), w[1])]
    assert missed == []


def test_every_emoji_is_found() -> None:
    """Each listed emoji is found without a language."""
    assert [e for e in ENTRIES if e[1] == EMOJI and lexicon.ideas(e[2]) != {e[0]}] == []


@pytest.mark.parametrize("pair", FALSE_FRIENDS.split(";"))
def test_false_friends(pair: str) -> None:
    """Words of two languages that look alike and differ in meaning never meet."""
    one, other = pair.split(",")
    assert not said(one) & said(other)


def test_false_friends_are_words() -> None:
    """Most of the false friends have one side that the lexicon knows: the test above can fail."""
    known = [any(map(said, pair.split(","))) for pair in FALSE_FRIENDS.split(";")]
    assert sum(known) > 0.7 * len(known) > 60


@pytest.mark.parametrize(
    "pair",
    [
        "en solidarity, en sharing",
        "en growth, en progress",
        "en growth, en development",
        "en teaching, en learning",
        "en freedom, en independence",
        "en equality, en equity",
        "fr égalité, fr équité",
        "en joy, en happiness",
        "en empathy, en compassion",
        "en hope, en optimism",
        "en change, en transformation",
        "en knowledge, en wisdom",
        "en knowledge, en information",
        "ru синий, ru голубой",
        "es azul, es celeste",
        "en listening, en dialogue",
        "en inclusion, en diversity",
        "en tolerance, en acceptance",
        "tr umut, tr iyimserlik",
        "zh 平等, zh 公平",
        "ar عدالة, ar مساواة",
    ],
)
def test_near_is_not_same(pair: str) -> None:
    """Ideas that are near, but that a moderator would not read as one, stay apart."""
    one, other = pair.split(",")
    assert said(one)
    assert said(other)
    assert not said(one) & said(other)


@pytest.mark.parametrize(
    ("typed", "idea"),
    [
        ("fr la paix", "peace"),
        ("fr L’amour", "love"),
        ("fr ecouter", "listening"),
        ("fr SOLIDARITE", "solidarity"),
        ("fr mes enfants", "children"),
        ("es educacion", "education"),
        ("pt-BR a esperanca", "hope"),
        ("tr PAYLAŞIM", "sharing"),
        ("tr ozgurluk", "freedom"),
        ("tr IŞIK", "light"),
        ("ar السَّلام", "peace"),
        ("ar الالتزام", "commitment"),
        ("ar امل", "hope"),
        ("ar التنمية المستدامة", "sustainable-development"),
        ("ru Учеба", "learning"),
        ("zh 快乐的", "happiness"),
        ("zh 學習", "learning"),
        ("zh 機會", "opportunity"),
        ("en To Share", "sharing"),
        ("en Life-Long Learning", "lifelong"),
        ("en co creation", "cocreation"),
        ("en peace 🕊️", "peace"),
    ],
)
def test_as_typed(typed: str, idea: str) -> None:
    """Case, accents, hyphens, articles and a trailing emoji do not hide a word."""
    assert said(typed) == {idea}


@pytest.mark.parametrize(
    ("typed", "idea"),
    [
        ("💡", "idea"),
        ("🌱", "growth"),
        ("❤", "love"),
        ("❤️", "love"),
        ("❤️❤️❤️", "love"),
        ("🕊️", "peace"),
        ("🤝", "cooperation"),
        ("👩🏾‍🏫", "teacher"),
        ("👨‍👩‍👧‍👦", "family"),
        ("🏥", "hospital"),
        ("🧀", "cheese"),
    ],
)
def test_emoji(typed: str, idea: str) -> None:
    """An emoji stands for the idea listed for it, else for the one its names agree on."""
    assert lexicon.ideas(typed) == lexicon.ideas(typed, "tr") == {idea}


def test_emoji_of_no_idea() -> None:
    """An emoji that is a thing and no idea, or two with one unknown, stands for none."""
    assert not lexicon.ideas("🦒")
    assert not lexicon.ideas("💡🦒")


def test_names_of_emoji() -> None:
    """The package of names is there, and names what it always has in all eight languages."""
    assert all(("🐘" in dict(glyphs.names(lang))) for lang in LANGS)
    assert dict(glyphs.names("fr"))["🐘"] == "éléphant"


def test_unknown() -> None:
    """What is no word of the asked language stands for nothing, in whatever other language it does."""
    assert not lexicon.ideas("asdf")
    assert not lexicon.ideas("paix", "en")
    assert not lexicon.ideas("paix", "xx")


def test_without_language() -> None:
    """Without a language an answer may be a word of any: of one meaning, or of several."""
    assert lexicon.ideas("paix") == lexicon.ideas("paix", "und") == {"peace"}
    assert lexicon.ideas("pain") == {"pain", "bread"}
    assert lexicon.ideas("pain", "es", "fr") == {"bread"}


def test_doubt_is_settled_by_the_others() -> None:
    """A word of two ideas joins the one that is there; where both or neither are, it joins none."""
    doubtful = ("мир", ["ru"])
    assert lexicon.gather([doubtful, ("paix", ["fr"])]) == {"peace": [0, 1]}
    assert lexicon.gather([doubtful]) == {}
    assert lexicon.gather([doubtful, ("paix", ["fr"]), ("world", ["en"])]) == {"peace": [1], "world": [2]}


def labelled() -> list[dict[str, str]]:
    """Return the answers to "What is learning?" as a moderator grouped them."""
    with LABELLED.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def test_labelled_ideas_are_found() -> None:
    """Answers of an idea that several languages share are found under that idea, 95 in 100 or more."""
    langs = defaultdict(set)
    for row in labelled():
        langs[row["idea"]].add(row["lang"])
    shared = [row for row in labelled() if len(langs[row["idea"]]) > 1 and row["lang"] != "und"]
    common = [row for row in shared if row["idea"] in lexicon.ideas(text.clean(row["answer"]), row["lang"])]
    assert len(common) >= 0.95 * len(shared) > 0


@pytest.mark.parametrize("told", [True, False])
def test_labelled_ideas_stay_apart(told: bool) -> None:
    """No two answers that a moderator kept apart are gathered, whether languages are told or not."""
    rows = labelled()
    answers = [(text.clean(row["answer"]), [row["lang"]] if told else []) for row in rows]
    for places in lexicon.gather(answers).values():
        assert all(rows[a]["idea"] == rows[b]["idea"] for a, b in combinations(places, 2))
