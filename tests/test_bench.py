"""The benchmark as a program reads it: the shape of its report, and that it counts what it claims to."""

import json
import socket
from pathlib import Path

import pytest

from palabre import bench, cli


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
    assert [bench.percentile([1.0, 2.0, 3.0, 4.0], share) for share in (0.0, 0.5, 0.99, 1.0)] == [1, 3, 4, 4]
    assert bench.percentile([], 0.5) == 0
