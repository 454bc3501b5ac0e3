"""What a word is, example by example, and the laws that hold for any string."""

import unicodedata

import pytest
import regex
from hypothesis import assume, given, strategies as st

from palabre.text import READ_LIMIT, clean, key, length

ANY = st.text(st.characters(), max_size=80)
#: The characters that rules are about, so that they meet more often than chance would have it.
TRICKY = st.text("aIiİıßé́̈ ्ً‍‌️⃣👨🏽🏴😀#*1-%!()«»“”´' \u202e⠀ﷺـأ分＃", max_size=24)


@given(ANY | TRICKY)
def test_cleaning_twice(typed: str) -> None:
    """A cleaned answer is clean."""
    assert clean(clean(typed)) == clean(typed)


@given(ANY | TRICKY)
def test_key_of_key(typed: str) -> None:
    """A key is its own key, and only nothing has no key."""
    cleaned = clean(typed)
    assert key(key(cleaned)) == key(cleaned)
    assert bool(key(cleaned)) == bool(cleaned)


@given(ANY | TRICKY)
def test_length_never_exceeds_code_points(typed: str) -> None:
    """A person counts no more characters than a computer does."""
    assert length(typed) <= len(typed)


@given(ANY | TRICKY)
def test_unicode_form_is_no_matter(typed: str) -> None:
    """Composed and decomposed, an answer is the same one."""
    composed, decomposed = (clean(unicodedata.normalize(form, typed)) for form in ("NFC", "NFD"))
    assert composed == decomposed


@given(ANY | TRICKY)
def test_nothing_unseen_is_left(typed: str) -> None:
    """No control, bidirectional control or stray white space is in a cleaned answer, joiners apart."""
    cleaned = clean(typed)
    assert cleaned == " ".join(cleaned.split())
    assert not regex.search(r"[\p{Cc}\p{Bidi_Control}\u200B\u2060\uFEFF]", cleaned)


@given(ANY | TRICKY)
def test_case_is_no_matter(typed: str) -> None:
    """What only case tells apart has one key; Turkish and its i are told below."""
    cleaned = clean(typed)
    assume(not regex.search(r"[IiıİŞşĞğƏə]", unicodedata.normalize("NFKD", cleaned)))
    assert key(clean(cleaned.upper())) == key(clean(cleaned.lower().upper()))


@given(ANY | TRICKY)
def test_marks_are_few(typed: str) -> None:
    """No answer towers over the next line: of one script or of none, marks on a letter are bounded."""
    assert not regex.search(r"\p{M}{7}|[a-z]\p{M}{3}", clean(typed))


@pytest.mark.parametrize(
    "spelling", ["Sharing", "SHARING", " sharing! ", "“sharing”", "ｓｈａｒｉｎｇ", "shar\u200bing"]
)
def test_spellings_of_one_word(spelling: str) -> None:
    """Case, outer punctuation, width and invisible characters do not make another word."""
    assert key(clean(spelling)) == "sharing"


@pytest.mark.parametrize(
    "answer",
    ["❤️", "👨‍👩‍👧‍👦", "👍🏽", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "#️⃣", "C++", "C#", "100 %", "-5", "分享",
     "می‌خواهم", "क्‍ष", "learning (by doing)", "=1+1"],
)  # fmt: skip
def test_kept_whole(answer: str) -> None:
    """Emoji, symbols, joiners that carry meaning and inner punctuation survive cleaning."""
    assert clean(answer) == answer


@pytest.mark.parametrize(
    "typed", ["", "   ", "!!!", "…", "\u200b\u200d", "\x00", "\u202e", "\u2800", "\ud800", "\u0301\u0301"]
)
def test_says_nothing(typed: str) -> None:
    """Punctuation, blanks, controls and marks on nothing are no answer."""
    assert clean(typed) == ""


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("\u202eabc\u202c", "abc"),
        ("a\x00b", "ab"),
        ("a\u200cb", "ab"),
        ("l´écoute", "l’écoute"),
        ("two\n\u00a0 words", "two words"),
        ("#learning", "learning"),
        ("¿Qué?", "Qué"),
        ("（分享）。", "分享"),
        ("- sharing", "sharing"),
    ],
)
def test_cleaned(typed: str, cleaned: str) -> None:
    """What is unseen or outer is removed, what is white is one space."""
    assert clean(typed) == cleaned


@pytest.mark.parametrize(
    "marks", ["\u0335\u0336\u0337\u0338", "\u0e47\u0e48", "\u064b\u0670", "\u20dd\u20de"]
)
@pytest.mark.parametrize("letter", ["z", "я", "分", "ש"])
def test_zalgo_is_tamed(letter: str, marks: str) -> None:
    """A letter keeps two marks that its script does not know, whatever script they are of."""
    cleaned = clean(letter + marks * 9)
    assert (cleaned[0], len(cleaned)) == (letter, 3)


@pytest.mark.parametrize("word", ["تعلُّم", "שָׁלוֹם", "ที่นี่", "ज़रूरत", "བོད་སྐད", "မြန်မာ"])
def test_marks_of_a_script_are_its_own(word: str) -> None:
    """Arabic, Hebrew, Thai, Indic and Tibetan letters keep the marks they are written with."""
    assert clean(word) == word


@pytest.mark.parametrize(
    ("upper", "lower"),
    [("PAYLAŞIM", "paylaşım"), ("İSTANBUL", "istanbul"), ("I\u0307stanbul", "İstanbul"), ("IDEA", "idea")],
)
def test_turkish_i(upper: str, lower: str) -> None:
    """An answer with a Turkish letter folds I to ı and İ to i; any other folds I to i."""
    assert key(clean(upper)) == key(clean(lower))


def test_turkish_by_language() -> None:
    """Where the language is known to be Turkish, no Turkish letter is needed; sık is not sik."""
    assert key("KADIN", "tr") == "kadın"
    assert key("sık") != key("sik")


@pytest.mark.parametrize(
    ("one", "other"),
    [("معًا", "معا"), ("❤", "❤️"), ("straße", "STRASSE"), ("l'idée", "L’IDÉE"), ("co‑op", "co-op")],
)
def test_same_key(one: str, other: str) -> None:
    """Optional signs, presentation, full case folding and the shape of signs are ignored."""
    assert key(clean(one)) == key(clean(other))


@pytest.mark.parametrize(
    ("one", "other"), [("pain", "pairs"), ("ano", "año"), ("resign", "re-sign"), ("C", "C++")]
)
def test_false_friends(one: str, other: str) -> None:
    """What may be another word in some language stays another word."""
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("answer", "count"),
    [("👨‍👩‍👧‍👦", 1), ("é", 1), ("e\u0301", 1), ("分享", 2), ("क्ष", 1), ("🇫🇷", 1), ("", 0)],
)
def test_length_as_counted_by_a_person(answer: str, count: int) -> None:
    """A family, a flag and an accented letter are one character each."""
    assert length(answer) == count


@pytest.mark.parametrize(
    "piece", ["!", "a\u0301", "\u094d\u200d", "👨\u200d", "ﷺ", "(", "-1", " \u0301", "\u180b"]
)
def test_a_megabyte(piece: str) -> None:
    """Any repetition is read only so far, and its clusters count for what they weigh."""
    cleaned = clean(piece * (1_000_000 // len(piece)))
    assert len(cleaned) <= READ_LIMIT
    assert len(cleaned) <= 16 * length(cleaned)
