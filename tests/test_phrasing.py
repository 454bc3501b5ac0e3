"""What stands around an idea: words that weigh nothing, words that turn it round, and what is joined to it."""

import pytest
from hypothesis import given, strategies as st

from palabre import han, phrasing
from palabre.lexicon import LANGS

ANY = st.text(st.characters(), max_size=30)


@pytest.mark.parametrize(
    ("lang", "said", "rest"),
    [
        ("en", "a bit stressed", "stressed"),
        ("fr", "je suis heureux", "heureux"),
        ("fr", "j'ai faim", "faim"),
        ("es", "muy cansada", "cansada"),
        ("tr", "herkes için adalet", "adalet"),
        ("ru", "очень устала", "устала"),
        ("zh", "有点紧张", "紧张"),
        ("en", "justice for all", "justice"),
        ("en", "growing every day", "growing"),
        ("es", "crecer cada día", "crecer"),
        ("ru", "учиться каждый день", "учиться"),
        ("tr", "her gün öğrenmek", "öğrenmek"),
        ("zh", "不断成长", "成长"),
    ],
)
def test_weightless(lang: str, said: str, rest: str) -> None:
    """Words that only say how much or whose are left out."""
    assert rest in list(phrasing.plain(said, lang))


@pytest.mark.parametrize(
    ("lang", "said", "sign", "rest"),
    [
        ("en", "plastic-free", phrasing.NO, "plastic"),
        ("fr", "pas de racisme", phrasing.NO, "racisme"),
        ("tr", "arabasız", phrasing.NO, "araba"),
        ("ru", "без пластика", phrasing.NO, "пластика"),
        ("zh", "减少噪音", phrasing.LESS, "噪音"),
        ("es", "menos ruido", phrasing.LESS, "ruido"),
        ("fr", "plus de parcs", phrasing.PLUS, "parcs"),
    ],
)
def test_signs(lang: str, said: str, sign: str, rest: str) -> None:
    """What is unwanted or wanted less is told from what is wanted."""
    assert (sign, rest) in list(phrasing.signed(said, lang))


@pytest.mark.parametrize(
    ("lang", "said", "stem"),
    [("tr", "geleceğim", "gelecek"), ("tr", "mutluyum", "mutlu"), ("ar", "والسلام", "سلام"), ("ar", "أصدقائي", "أصدقاء")],
)  # fmt: skip
def test_stems(lang: str, said: str, stem: str) -> None:
    """Endings and beginnings that Turkish and Arabic join to a word are taken off."""
    assert stem in list(phrasing.stems(said, lang))


@given(ANY, st.sampled_from(LANGS))
def test_something_is_left(said: str, lang: str) -> None:
    """Whatever is left out, some of the answer is left, and it is shorter."""
    for rest in [*phrasing.plain(said, lang), *(rest for _, rest in phrasing.signed(said, lang))]:
        assert 0 < len(rest) < len(said)


@given(ANY)
def test_simplified_twice(said: str) -> None:
    """A simplified text is simplified, and as long as it was."""
    once = han.simplified(said)
    assert han.simplified(once) == once
    assert len(once) == len(said)


def test_simplified() -> None:
    """Traditional characters are looked up as simplified ones."""
    assert han.simplified("學習圖書館 learning") == "学习图书馆 learning"
