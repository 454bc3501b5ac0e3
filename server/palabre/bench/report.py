"""What a scenario found, in the one shape that all of them print and write.

With `--json FILE`: `{"scenario", "commit", "parameters", "figures", "targets"}`.
"""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct


class Target(Struct, frozen=True):
    """A limit that a figure is to keep, and whether it did."""

    limit: float
    met: bool


class Report(Struct, frozen=True):
    """What one run of a scenario found."""

    scenario: str
    commit: str
    parameters: dict[str, float]
    figures: dict[str, float]
    targets: dict[str, Target]


def parameters(plan: Struct) -> dict[str, float]:
    """Return the numbers of a plan."""
    return {name: float(value) for name, value in msgspec.structs.asdict(plan).items()}


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the value that a share (0 to 1) of the ordered values does not exceed; 0 for none."""
    if not ordered:
        return 0.0
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)


def commit() -> str:
    """Return the commit that is measured, "unknown" outside a checkout."""
    git = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607
        cwd=Path(__file__).parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return git.stdout.strip() or "unknown"


def show(report: Report, tell: Callable[[str], None] = print) -> None:
    """Print a report as a table."""
    tell(
        f"\n  {report.scenario} at {report.commit}: "
        + ", ".join(f"{k} {v:g}" for k, v in report.parameters.items())
    )
    for name, value in report.figures.items():
        target = report.targets.get(name)
        verdict = "" if target is None else f"   target {target.limit:g}: {'met' if target.met else 'MISSED'}"
        tell(f"  {name:>15} {value:>12,.2f}{verdict}")


def write(report: Report, file: Path) -> None:
    """Write a report as JSON."""
    file.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
