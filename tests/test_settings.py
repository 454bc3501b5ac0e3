"""Settings: from flags and environment, all faults together, and every one of them documented."""

import re
from pathlib import Path

import msgspec
import pytest

from palabre.cli import _HELP, _parser
from palabre.settings import PREFIX, BadSettings, Settings, read

FIELDS = msgspec.structs.fields(Settings)
DOCUMENT = (Path(__file__).parents[1] / "docs" / "settings.md").read_text()
ROW = re.compile(r"^\| `(--[a-z-]+)` \| `([A-Z_]+)` \| (?:`(.*?)`)? ?\| .+ \|$", re.MULTILINE)


def faults(**flags: str) -> list[str]:
    with pytest.raises(BadSettings) as caught:
        read(flags, {})
    return caught.value.faults


def test_defaults() -> None:
    """Nothing needs to be set."""
    assert read({}, {}) == Settings()


def test_environment() -> None:
    """A setting is read from its variable."""
    assert read({}, {"PALABRE_PORT": "9000", "PALABRE_DATA_DIR": "/srv"}) == Settings(
        port=9000, data_dir=Path("/srv")
    )


def test_flag_wins() -> None:
    """A flag wins over the environment."""
    assert read({"port": "1"}, {"PALABRE_PORT": "2"}).port == 1


def test_other_variables() -> None:
    """Variables of others are none of ours, nor is one of ours that nobody knows."""
    assert read({}, {"PORT": "1", "PALABRE_NODE": "2"}) == Settings()


@pytest.mark.parametrize(
    "flags",
    [
        {"port": "65536"}, {"port": "-1"}, {"port": "http"}, {"port": ""}, {"port": "80.0"},
        {"workers": "0"}, {"workers": "65"}, {"workers": "two"},
        {"redis": "localhost"}, {"redis": "http://localhost"}, {"redis": "redis://["}, {"redis": "redis://"},
        {"redis": "redis://localhost:port"},
        {"public_url": "example.org"}, {"public_url": "http://"}, {"public_url": "https://["},
        {"log_level": "loud"}, {"key_prefix": "{a}"},
    ],
)  # fmt: skip
def test_fault(flags: dict[str, str]) -> None:
    """What cannot be used is one fault, in a sentence that names the setting."""
    (name,) = flags
    (fault,) = faults(**flags)
    assert fault.startswith(f"{name} must")


def test_all_faults() -> None:
    """All faults are reported together."""
    found = faults(port="x", workers="0", redis="x", public_url="x", log_level="x", key_prefix="{")
    assert len(found) == 6


def test_no_password_is_told() -> None:
    """A fault in the address of Redis does not repeat it, as it may hold a password."""
    assert "secret" not in " ".join(faults(redis="http://:secret@localhost"))


@pytest.mark.parametrize(
    "redis", ["redis://localhost:6379/0", "rediss://:secret@redis.example", "unix:///run/r.sock"]
)
def test_redis(redis: str) -> None:
    """The three kinds of address are understood."""
    assert read({"redis": redis}, {}).redis == redis


def test_documented() -> None:
    """Every setting has a line in the document with its flag, its variable and its default, and no other has."""
    told = [(flag, variable, default) for flag, variable, default in ROW.findall(DOCUMENT)]
    assert told == [
        ("--" + field.name.replace("_", "-"), PREFIX + field.name.upper(), str(field.default))
        for field in FIELDS
    ]


def test_flags() -> None:
    """Every setting is a flag of `palabre serve` and has a word of help."""
    arguments = [word for field in FIELDS for word in ("--" + field.name.replace("_", "-"), "1")]
    asked = vars(_parser().parse_args(["serve", *arguments]))
    assert {asked[field.name] for field in FIELDS} == {"1"}
    assert set(_HELP) == {field.name for field in FIELDS}
