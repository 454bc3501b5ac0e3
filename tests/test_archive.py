"""Archives: there and back, and everything that is none is refused with its place, whatever was done to it."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, strategies as st
from msgspec import structs

from palabre import archive as archives, edition
from palabre.archive import Archive, read, write
from palabre.edition import MARK_LIMIT, Past
from palabre.errors import Code, Refusal
from palabre.kinds import Kinds
from palabre.protocol import Add, Decide, Hide, Open, PollId, Tally
from palabre.session import AnySession, Session, apply
from tests.kinds.strategies import Poll, polls

KINDS = Kinds()
SPECS = (
    {"kind": "words", "question": {"en": "What is learning?", "ar": "ما التعلّم؟"}},
    {"kind": "colours", "question": "Which colours?", "hidden": True},
)
P1, P2 = PollId("p1"), PollId("p2")
TALLY = Tally(9, 2, {"partage": 2, "سلام": 1, "gone": 0})


def session() -> AnySession:
    """A session of two polls, one of which was open and has a hidden word."""
    begun: AnySession = Session(id="s1", code="CDF346", title="The seminar, 2020", languages=("en", "ar"))  # type: ignore[arg-type]
    for spec in SPECS:
        begun = apply(begun, Add(0, 0, msgspec.Raw(msgspec.json.encode(spec))), KINDS)
    opened = apply(begun, Open(0, 0, P1), KINDS)
    return apply(opened, Decide(0, P1, Hide("partage")), KINDS)


ARCHIVE = archives.of_session(session(), {P1: TALLY})
PLAIN: dict[str, Any] = msgspec.json.decode(write(ARCHIVE))


def changed(path: str, value: object) -> bytes:
    """The archive with something else at `polls.0.turnout`."""
    plain = msgspec.json.decode(write(ARCHIVE))
    *around, last = [int(part) if part.isdecimal() else part for part in path.split(".")]
    inside: Any = plain
    for part in around:
        inside = inside[part]
    inside[last] = value
    return msgspec.json.encode(plain)


def refused(document: bytes) -> tuple[str, str]:
    """Where and why a document is refused."""
    with pytest.raises(Refusal) as refusal:
        read(document, KINDS)
    assert refusal.value.code == Code.BAD_ARCHIVE
    assert len(refusal.value.sentence) < 500
    return str(refusal.value.fields["place"]), str(refusal.value.fields["reason"])


def test_there_and_back() -> None:
    """What is read is what was written."""
    assert read(write(ARCHIVE), KINDS) == ARCHIVE
    assert read(b"\xef\xbb\xbf" + write(ARCHIVE), KINDS) == ARCHIVE


@given(polls())
def test_every_kind_there_and_back(poll: Poll) -> None:
    """Whatever is asked and answered, of any kind, comes back as it was."""
    asked = structs.replace(session().polls[0], spec=poll.spec, decisions=())
    archive = archives.of_session(structs.replace(session(), polls=(asked,)), {P1: poll.tally})
    assert read(write(archive), KINDS) == archive


def test_what_is_in_it() -> None:
    """Each poll with its tally and decisions; a poll that nobody answered has none."""
    first, second = ARCHIVE.polls
    assert (first.phase, first.turnout, first.marks) == ("open", 2, {"partage": 2, "سلام": 1})
    assert first.decisions == (Hide("partage"),)
    assert (second.phase, second.revealed, second.turnout, second.marks) == ("draft", False, 0, {})


def test_what_is_not_in_it() -> None:
    """No code, no token, no participant and no time."""
    fields = {"id", "run", "phase", "revealed", "spec", "turnout", "marks", "decisions"}
    assert set(PLAIN) == {"palabre", "archive", "title", "languages", "polls"}
    assert [set(poll) for poll in PLAIN["polls"]] == [fields, fields]


def test_equal_archives_are_equal_bytes() -> None:
    """The order in which answers came is not in it."""
    other = Tally(3, 2, dict(reversed(TALLY.marks.items())))
    assert write(archives.of_session(session(), {P1: other})) == write(ARCHIVE)


def test_name() -> None:
    """The file is called as the session is, in the letters of its language."""
    assert archives.disposition(ARCHIVE).endswith("filename*=UTF-8''The-seminar-2020.archive.json")
    arabic = Archive[Any](1, 1, {"ar": 'الملتقى / "\r\n'}, ())
    assert archives.disposition(arabic).isascii()
    assert "\r" not in archives.disposition(arabic)


def test_as_an_edition() -> None:
    """A poll of an archive is an earlier edition with its decisions; what is not in it is not found."""
    assert ARCHIVE.poll(P1).past.tally.marks == {"partage": 2, "سلام": 1}
    assert ARCHIVE.poll(P1).past.decisions == (Hide("partage"),)
    with pytest.raises(Refusal):
        ARCHIVE.poll(PollId("p3"))


def test_an_edition_is_bounded() -> None:
    """Of many marks an edition has the most frequent ones and how many answered in each language; an archive has all."""
    many = {"\tfr": 1, **{f"w{number:06}": 1 + number % 3 for number in range(MARK_LIMIT + 9)}, "\ten": 1}
    past = edition.leading(Past(9, many))
    assert len(past.marks) == MARK_LIMIT
    assert {"\ten", "\tfr", *(mark for mark, count in many.items() if count > 1)} <= past.marks.keys()
    assert read(changed("polls.0.marks", many), KINDS).poll(P1).marks == many
    assert edition.leading(ARCHIVE.poll(P1).past) == ARCHIVE.poll(P1).past


@pytest.mark.parametrize(
    ("document", "place", "reason"),
    [
        (b"", "document", "is not JSON"), (b"{", "document", "is not JSON"), (b"\xff\xfe", "document", "is not JSON"),
        (b"[]", "document", "is not right"), (b"7", "document", "is not right"), (b"{}", "document", "of Palabre"),
        (b'{"palabre":1,"title":"x","polls":[]}', "document", "is a deck"),
        (b"[" * 100_000, "document", "is not right"), (b'{"polls":' + b"[" * 100_000, "document", "is nested too deep"),
        (changed("archive", 2), "archive", "is of version 2; this server reads up to 1"),
        (changed("archive", 10**30), "archive", "this server reads up to 1"),
        (changed("archive", "1"), "archive", "must be a whole number"),
        (changed("palabre", 2), "document", "is not an archive"), (changed("title", " "), "title", "must not be empty"),
        (changed("title", "a" * 1_000_000), "title", "at most 200 characters"),
        (changed("x", 1), "document", "which is not one of its fields"),
        (changed("x" * 1_000_000, 1), "document", "has a field"),
        (changed("polls.0", {}), "polls[0]", "needs a field `id`"),
        (changed("polls.1.id", "p1"), "polls[1].id", "stands there twice"),
        (changed("polls.0.id", "p" * 25), "polls[0].id", "at most 24 characters"),
        (changed("polls.0.run", 0), "polls[0].run", "at least 1"),
        (changed("polls.0.phase", "gone"), "polls[0].phase", "Invalid enum value 'gone'"),
        (changed("polls.0.turnout", -1), "polls[0].turnout", "at least 0"),
        (changed("polls.0.turnout", 4), "polls[0].turnout", "is more than all marks together"),
        (changed("polls.0.turnout", 0), "polls[0].turnout", "is 0, but there are marks"),
        (changed("polls.0.turnout", 2.5), "polls[0].turnout", "whole number"),
        (changed("polls.0.turnout", True), "polls[0].turnout", "whole number"),
        (changed("polls.0.marks.partage", -2), "polls[0].marks", "at least 0"),
        (changed("polls.0.marks.partage", 2**31 + 1), "polls[0].marks", "at most"),
        (changed("polls.0.marks.partage", 10**60), "polls[0].marks", "at most"),
        (changed("polls.0.marks." + "a" * 1101, 1), "polls[0].marks", "at most 1100 characters"),
        *((changed(f"polls.0.marks.{mark}", 1), "polls[0].marks[2]", f"no answer has: {mark[:40]!a}") for mark in (
            "a\x00b", "\u202eb", "a\u2069b", "a" + "\u0301" * 1000, "\u200b", "", "\U000e0041\U000e0042", "paz\tx\ty",
            "Paix!!!", " paz", "\t", "paz\tund", "paz\tfr-CA", "paz\tFR", "\tfr\n",
        )),
        (changed("polls.1.marks.paz", 1), "polls[1].turnout", "is 0, but there are marks"),
        (changed("polls.1", PLAIN["polls"][1] | {"turnout": 1, "marks": {"#abc": 1}}), "polls[1].marks[0]", "'#abc'"),
        (changed("polls.0.spec.kind", "tea"), "polls[0].spec.kind", "Invalid value 'tea'"),
        (changed("polls.0.spec.question", ""), "polls[0].spec.question", "must not be empty"),
        (changed("polls.0.spec.answers", 99), "polls[0].spec.answers", "at most"),
        (changed("polls.0.decisions.0", {"decide": "burn", "key": "a"}), "polls[0].decisions", "burn"),
        (changed("polls", [PLAIN["polls"][0]] * 201), "polls", "at most 200"),
        (write(ARCHIVE).replace(b"partage", b"\\ud800"), "document", "is not JSON"),
        (write(ARCHIVE).replace(b'"turnout": 2', b'"turnout": NaN'), "document", "is not JSON"),
        (write(ARCHIVE)[:-3], "document", "is not JSON"),
    ],
    ids=lambda it: repr(it)[:30],
)  # fmt: skip
def test_refused(document: bytes, place: str, reason: str) -> None:
    """A broken or foreign file is refused, with the place of what is wrong and what it is."""
    where, why = refused(document)
    assert where.startswith(place)
    assert reason in why


@given(st.binary(max_size=200), st.integers(0, len(write(ARCHIVE))), st.integers(0, 40))
def test_any_bytes(noise: bytes, at: int, gone: int) -> None:
    """Whatever is written over an archive, it is read or refused."""
    document = write(ARCHIVE)
    try:
        read(document[:at] + noise + document[at + gone :], KINDS)
    except Refusal as refusal:
        assert refusal.code == Code.BAD_ARCHIVE  # noqa: PT017 (either is right)


def test_markup_is_only_text() -> None:
    """Titles and answers that look like markup are kept as they are: escaping is the page's work."""
    document = changed("polls.0.marks.<script>alert(1)</script>", 1)
    assert "<script>alert(1)</script>" in read(document, KINDS).polls[0].marks
