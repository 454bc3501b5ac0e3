"""`palabre group`: files of answers, and how well labelled ones are grouped."""

import csv
import json
from itertools import combinations
from pathlib import Path

import pytest

from palabre.answers import arrange
from palabre.cli import main
from palabre.grouping import Answer

DATA = Path(__file__).parent / "data"
LABELLED = (
    "what-is-learning",
    "what-makes-a-good-city",
    "what-do-you-hope-for",
    "what-we-take-home",
    "peace-streets-and-moods",
)
GOOD = "answer,lang,people\nPaix,fr,2\npaix!,fr,1\npeace,en,3\nwar,en,1\n"

Pairs = set[frozenset[str]]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and complaints of `palabre group`."""
    with pytest.raises(SystemExit) as ended:
        main(["group", *arguments])
    out, err = capsys.readouterr()
    return int(str(ended.value.code)), out, err


def pairs(lists: list[list[str]]) -> Pairs:
    """Every two different answers that some list has."""
    return {frozenset(two) for one in lists for two in combinations(one, 2)}


def labelled(name: str) -> tuple[list[Answer], Pairs]:
    """The answers of a file and the pairs that its column `idea` makes."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ideas: dict[str, list[str]] = {}
    for row in rows:
        if row["answer"] not in ideas.setdefault(row["idea"], []):
            ideas[row["idea"]].append(row["answer"])
    return [Answer(row["answer"], row["lang"], int(row["people"])) for row in rows], pairs(
        list(ideas.values())
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", LABELLED)
def test_labelled_answers(name: str) -> None:
    """What is grouped without asking is right; of all pairs 90 % are suggested, and 95 % of those are right."""
    answers, true = labelled(name)
    grouped = arrange(answers, sorted({answer.lang for answer in answers} - {"und"}))
    alone = pairs([list(one) for one in grouped.groups])
    found = alone | pairs([list(one.answers) for one in grouped.suggestions])
    recall, precision = len(found & true) / len(true), len(found & true) / len(found)
    print(f"{name}: {len(true)} pairs, recall {recall:.3f}, precision {precision:.3f}")  # noqa: T201
    assert alone <= true
    assert recall >= 0.90
    assert precision >= 0.95


def test_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two lists: groups of answers as they are in the file, and suggestions with a reason."""
    code, out, _ = run(capsys, str(file), "--json", "--langs", "en,fr")
    assert code == 0
    assert json.loads(out) == {
        "groups": [["Paix", "paix!"]],
        "suggestions": [{"answers": ["Paix", "paix!", "peace"], "why": "same idea: Paix, peace"}],
    }


def test_false_friends_are_not_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer of several languages is a group where it is one word, and in none where it is two."""
    path = tmp_path / "friends.csv"
    path.write_text("lang,people,answer\nen,1,pain\nfr,1,pain\nes,1,juntos\npt,1,juntos\n", encoding="utf-8")
    assert json.loads(run(capsys, str(path), "--json")[1])["groups"] == [["juntos"]]


def test_listing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json a person reads what counts as one, what is suggested and why."""
    code, out, _ = run(capsys, str(file))
    assert code == 0
    assert "Paix · paix\n" in out
    assert "same idea: Paix, peace" in out


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"word,number\nx,1\n", "must name the columns answer, lang, people"),
        (b"", "must name the columns"),
        (b"answer,lang,people\nx,en,many\n", "row 2: people must be a number"),
        (b"answer,lang,people\nx,en," + b"9" * 5000, "row 2: people must be a number"),
        (b"answer,lang,people\nx,en\n", "row 2: a row has as many fields"),
        (b"answer,lang,people\nx,en,1,2\n", "row 2: a row has as many fields"),
        (b"answer,lang,people\n\xff\xfe,en,1\n", "not CSV in UTF-8"),
        (b'answer,lang,people\n"x"y,en,1\n', "not CSV in UTF-8"),
    ],
)
def test_bad_file(content: bytes, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that makes no sense is refused with a sentence that says where, and exit code 2."""
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    code, out, err = run(capsys, str(path), "--json")
    assert (code, out) == (2, "")
    assert complaint in err


def test_bad_arguments(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there and a language that is not ours are refused the same way."""
    assert run(capsys, str(file.parent / "none.csv"))[0] == 2
    code, _, err = run(capsys, str(file), "--langs", "en,xx")
    assert (code, "xx is none of" in err) == (2, True)


def test_nothing_to_group(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without answers, or with empty ones, has no groups."""
    path = tmp_path / "empty.csv"
    path.write_text("answer,lang,people\n!!!,en,3\n", encoding="utf-8")
    assert json.loads(run(capsys, str(path), "--json")[1]) == {"groups": [], "suggestions": []}
