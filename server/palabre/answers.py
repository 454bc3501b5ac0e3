"""`palabre group`: a file of answers in, the groups that count as one and the suggested ones out.

Reads CSV with the columns `answer`, `lang` and `people`, in any order and beside any others; `lang` may be
empty or "und". This process reads dictionaries of word forms, and ends when it has printed.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from palabre import text
from palabre.grouping import ANY, Answer, Group, group, people
from palabre.lemmas import Simplemma
from palabre.lexicon import LANGS
from palabre.suggest import suggest

COLUMNS: Final = ("answer", "lang", "people")
#: More distinct answers than a session's largest poll has.
ROWS: Final = 100_000


class BadFile(Exception):
    """Why a file of answers cannot be read, in a sentence."""


class Offer(Struct, frozen=True):
    """Answers that a moderator may group, and the reason."""

    answers: tuple[str, ...]
    why: str


class Grouped(Struct, frozen=True):
    """What counts as one without asking, and what is suggested.

    A group lists the distinct spellings of two or more rows that count as one. A row that stands alone is
    in none, so that an answer found there is one in all the languages that it was given in, and false
    friends are not listed. No answer is in two suggestions, and each has all spellings of its groups.
    """

    groups: tuple[tuple[str, ...], ...]
    suggestions: tuple[Offer, ...]


def run(file: Path, langs: Sequence[str], *, as_json: bool) -> Iterator[str]:
    """Yield the lines to print. `langs` are the session's languages; none given: those of the file."""
    answers = read(file)
    grouped = arrange(answers, langs or sorted({answer.lang for answer in answers} & set(LANGS)))
    if as_json:
        yield msgspec.json.encode(grouped).decode()
        return
    yield from _listing(grouped, answers)


def read(file: Path) -> list[Answer]:
    """Return the answers of a file. Raise `BadFile` where it has other columns or a row makes no sense."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, strict=True)
            missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise BadFile(f"{file}: the first line must name the columns {', '.join(COLUMNS)}.")
            return [_answer(file, number, row) for number, row in enumerate(rows, 2)]
    except OSError as error:
        raise BadFile(f"{file}: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadFile(f"{file}: this is not CSV in UTF-8.") from error


def arrange(answers: Sequence[Answer], langs: Sequence[str]) -> Grouped:
    """Group answers and suggest more, in a session in some languages."""
    groups = group(answers, langs)
    offered = suggest(groups, langs, Simplemma())
    return Grouped(
        tuple(_spellings([one]) for one in groups if len(one) > 1),
        tuple(Offer(_spellings(one.groups), one.why) for one in offered),
    )


def check_langs(given: str) -> tuple[str, ...]:
    """Return the languages of "en,fr"; raise `BadFile` where one is none of ours."""
    langs = tuple(lang.strip() for lang in given.split(",") if lang.strip())
    foreign = [lang for lang in langs if lang not in LANGS]
    if foreign:
        raise BadFile(f"--langs: {foreign[0]} is none of {', '.join(LANGS)}.")
    return langs


def _answer(file: Path, number: int, row: dict[str, str | None]) -> Answer:
    if number > ROWS:
        raise BadFile(f"{file}: more than {ROWS} answers are no poll's.")
    answer, lang, given = (row[column] for column in COLUMNS)
    if answer is None or lang is None or given is None or None in row:
        raise BadFile(f"{file}, row {number}: a row has as many fields as the first line.")
    if not (given.strip().isdecimal() and len(given) < 10):
        raise BadFile(f"{file}, row {number}: people must be a number, not {given!r}.")
    return Answer(answer, lang.strip().partition("-")[0].lower() or ANY, int(given))


def _spellings(groups: Sequence[Group]) -> tuple[str, ...]:
    """Return the distinct answers of some groups as they are in the file."""
    return tuple(dict.fromkeys(answer.text for one in groups for answer in one))


def _listing(grouped: Grouped, answers: Sequence[Answer]) -> Iterator[str]:
    yield f"{len(answers)} answers of {people(tuple(answers))} people"
    yield f"\nCounted as one ({len(grouped.groups)}):"
    yield from (f"  {' · '.join(map(text.clean, one))}" for one in grouped.groups)
    yield f"\nSuggested ({len(grouped.suggestions)}):"
    for offer in grouped.suggestions:
        yield f"  {' · '.join(map(text.clean, offer.answers))}"
        yield f"    {offer.why}"
