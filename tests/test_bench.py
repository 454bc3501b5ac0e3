"""The benchmark as a program reads it: the shape of its report, and that it counts what it claims to."""

import json
import socket
from pathlib import Path

import pytest

from palabre import cli
from palabre.bench.cloud import overlaps
from palabre.bench.histories import ROOMS, replay
from palabre.bench.report import percentile
from palabre.cloud import Cloud, Item, Placed
from palabre.kinds import BUILT_IN
from palabre.kinds.choice import CHOICE


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What `palabre bench cast --json` wrote after one second with twenty phones."""
    file = Path(tmp_path_factory.mktemp("bench")) / "cast.json"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with pytest.raises(SystemExit):
        cli.main(
            ["bench", "cast", "--phones", "20", "--seconds", "1", "--port", str(port), "--json", str(file)]
        )
    found: dict[str, object] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_shape(report: dict[str, object]) -> None:
    """A report names its scenario, commit, parameters, figures and targets, and nothing else."""
    assert list(report) == ["scenario", "commit", "parameters", "figures", "targets"]
    assert report["scenario"] == "cast"
    figures, targets = report["figures"], report["targets"]
    assert isinstance(figures, dict)
    assert isinstance(targets, dict)
    assert {"casts_per_s", "ack_p50_ms", "ack_p99_ms", "lost", "double"} <= figures.keys()
    assert all(set(target) == {"limit", "met"} for target in targets.values())


def test_every_ballot_is_accounted_for(report: dict[str, object]) -> None:
    """After the run nothing acknowledged is missing from the results, and nothing is there twice."""
    figures = report["figures"]
    assert isinstance(figures, dict)
    assert (figures["lost"], figures["double"]) == (0, 0)
    assert figures["casts"] >= 20


def test_percentile() -> None:
    """A percentile is one of the waits, the largest at most; of none it is 0."""
    assert [percentile([1.0, 2.0, 3.0, 4.0], share) for share in (0.0, 0.5, 0.99, 1.0)] == [1, 3, 4, 4]
    assert percentile([], 0.5) == 0


@pytest.fixture(scope="module")
def cloud_report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    """What `palabre bench cloud --json` wrote of five frames of each room."""
    file = Path(tmp_path_factory.mktemp("bench")) / "cloud.json"
    with pytest.raises(SystemExit):
        cli.main(["bench", "cloud", "--frames", "5", "--repeats", "1", "--json", str(file)])
    found: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def test_cloud(cloud_report: dict[str, dict[str, float]]) -> None:
    """The clouds of every room are full, nothing overlaps in them, and all figures are there."""
    assert list(cloud_report) == ["scenario", "commit", "parameters", "figures", "targets"]
    figures = cloud_report["figures"]
    assert (figures["overlaps"], figures["words"], figures["frames"]) == (0, 150, 25)
    assert {
        "layout_p50_ms",
        "layout_p99_ms",
        "layout_max_ms",
        "fresh_p50_ms",
        "fresh_p99_ms",
    } <= figures.keys()
    assert {"movement_p50", "movement_p99", "movement_max", "moved_words_p50", "bytes"} <= figures.keys()
    assert {"layout_p50_ms", "layout_p99_ms", "overlaps", "movement_p99"} <= cloud_report["targets"].keys()


def test_overlaps_are_counted() -> None:
    """Two words on one place are found, and two beside each other are not."""
    items = [Item("a", "peace", 1), Item("b", "paix", 1)]
    assert overlaps(Cloud(placed=(Placed("a", 100, 100, 20.0), Placed("b", 130, 105, 20.0))), items) == 1
    assert overlaps(Cloud(placed=(Placed("a", 100, 100, 20.0), Placed("b", 100, 140, 20.0))), items) == 0


def test_the_same_seed_is_the_same_room() -> None:
    """A history is replayed word for word; another seed is another room."""
    first, again, other = (list(replay(ROOMS[0], 3, seed)) for seed in (1, 1, 2))
    assert first == again != other


def test_figures(tmp_path: Path) -> None:
    """Every variant of every kind has its cost, and a choice poll's has a target."""
    file = tmp_path / "figures.json"
    with pytest.raises(SystemExit):
        cli.main(
            ["bench", "figures", "--people", "12", "--frames", "2", "--repeats", "1", "--json", str(file)]
        )
    found = json.loads(file.read_text(encoding="utf-8"))
    variants = [f"{kind.name}_{variant}" for kind in BUILT_IN for variant in kind.variants]
    assert {f"{name}_p50_ms" for name in variants} <= found["figures"].keys()
    assert {f"choice_{variant}_p50_ms" for variant in CHOICE.variants} == found["targets"].keys()


def test_stages(tmp_path: Path) -> None:
    """Every stage of a crowd is drawn while people answer."""
    file = tmp_path / "stages.json"
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    small = ["--stages", "3", "--phones", "5", "--seconds", "1", "--hides", "2"]
    with pytest.raises(SystemExit):
        cli.main(["bench", "stages", *small, "--port", str(port), "--json", str(file)])
    assert json.loads(file.read_text(encoding="utf-8"))["figures"]["pictures_per_s_min"] > 0
