"""The command line: `palabre serve | demo | bench | types`. Reads flags, prints, and chooses exit codes.

Exit code 2 means that nothing was started and one sentence on standard error says why.
"""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from palabre import __version__, answers, typescript
from palabre.answers import BadFile
from palabre.bench import report as reports
from palabre.bench.cast import CastPlan, cast
from palabre.bench.cloud import CloudPlan, cloud
from palabre.bench.figures import FiguresPlan, figures
from palabre.bench.report import Report
from palabre.bench.stages import StagesPlan, stages
from palabre.demo import Plan, demo
from palabre.own_server import NotStarted
from palabre.serve import CannotServe, serve
from palabre.settings import BadSettings, Settings, read as read_settings

P = TypeVar("P", bound=msgspec.Struct)

REFUSED: Final = 2

_HELP: Final = {
    "host": "where to listen (default: everywhere)",
    "port": "the port to listen on (default: 8000)",
    "workers": "how many processes share the port (default: 1)",
    "data_dir": "where the embedded Redis keeps its data (default: ./data)",
    "redis": "the address of your own Redis 7+ instead of the embedded one",
    "key_prefix": "put in front of every key in Redis (default: palabre:)",
    "deck": "a YAML or JSON file to start one session with",
    "public_url": "the address that everybody opens, for links and the QR code (default: the one used)",
    "lan_url": "what stands in links instead of localhost (default: found out)",
    "trusted_proxies": "addresses of reverse proxies to believe (default: 127.0.0.1)",
    "suggester": "the socket of another server's suggester to ask instead of an own one",
    "log_level": "debug, info, warning or error (default: info)",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that the arguments name and end the process with its exit code."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        sys.exit(asked.run(asked))
    except BadSettings as error:
        sys.exit(_refuse(*error.faults))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="palabre", description="Live audience polls.")
    parser.add_argument("--version", action="version", version=f"palabre {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")

    server = commands.add_parser("serve", help="start the server here")
    _add_settings(server)
    server.set_defaults(run=_serve)

    scenes = commands.add_parser("demo", help="show both scenes with a simulated audience")
    _add_plan(scenes, Plan)
    scenes.set_defaults(run=_demo)

    scenarios = commands.add_parser("bench", help="measure").add_subparsers(required=True, metavar="scenario")
    _add_scenario(scenarios.add_parser("cast", help="acknowledged casts a second"), CastPlan, cast)
    _add_scenario(
        scenarios.add_parser("cloud", help="time and stillness of the word cloud"), CloudPlan, cloud
    )
    _add_scenario(scenarios.add_parser("figures", help="the cost of each picture"), FiguresPlan, figures)
    _add_scenario(scenarios.add_parser("stages", help="one node with many stages"), StagesPlan, stages)

    grouping = commands.add_parser("group", help="group the answers of a file and suggest more")
    grouping.add_argument("file", type=Path, metavar="FILE.csv", help="columns: answer, lang, people")
    grouping.add_argument(
        "--langs", default="", help="the session's languages, as en,fr (default: the file's)"
    )
    grouping.add_argument("--json", action="store_true", help="print JSON instead of a listing")
    grouping.set_defaults(run=_group)

    types = commands.add_parser("types", help="write the TypeScript of the wire (for developers)")
    types.add_argument("--check", action="store_true", help="only say which files are out of date")
    types.set_defaults(run=_types)
    return parser


def _add_settings(parser: argparse.ArgumentParser) -> None:
    for field in msgspec.structs.fields(Settings):
        flag = "--" + field.name.replace("_", "-")
        parser.add_argument(flag, dest=field.name, metavar=field.name.upper(), help=_HELP[field.name])


def _settings(asked: argparse.Namespace) -> Settings:
    names = [field.name for field in msgspec.structs.fields(Settings)]
    flags = {name: getattr(asked, name) for name in names if getattr(asked, name) is not None}
    return read_settings(flags, os.environ)


def _serve(asked: argparse.Namespace) -> int:
    try:
        serve(_settings(asked))
    except CannotServe as error:
        return _refuse(str(error))
    return 0


def _add_plan(parser: argparse.ArgumentParser, plan: type[msgspec.Struct]) -> None:
    for field in msgspec.structs.fields(plan):
        flag = "--" + field.name.replace("_", "-")
        parser.add_argument(
            flag, dest=field.name, type=field.type, default=field.default, help="(default: %(default)s)"
        )


def _plan(asked: argparse.Namespace, plan: type[P]) -> P:
    return plan(**{field.name: getattr(asked, field.name) for field in msgspec.structs.fields(plan)})


def _end_in_order() -> None:
    """Have SIGTERM and a closed terminal end us as Ctrl-C does: with everything stopped that was started."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)


def _demo(asked: argparse.Namespace) -> int:
    _end_in_order()
    try:
        demo(_plan(asked, Plan))
    except NotStarted as error:
        return _refuse(str(error))
    return 0


def _add_scenario(parser: argparse.ArgumentParser, plan: type[P], scenario: Callable[[P], Report]) -> None:
    _add_plan(parser, plan)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures as JSON")
    parser.set_defaults(run=lambda asked: _bench(asked, plan, scenario))


def _bench(asked: argparse.Namespace, plan: type[P], scenario: Callable[[P], Report]) -> int:
    _end_in_order()
    try:
        report = scenario(_plan(asked, plan))
    except NotStarted as error:
        return _refuse(str(error))
    reports.show(report)
    if asked.json:
        reports.write(report, asked.json)
    return 0 if all(target.met for target in report.targets.values()) else 1


def _group(asked: argparse.Namespace) -> int:
    try:
        for line in answers.run(asked.file, answers.check_langs(asked.langs), as_json=asked.json):
            print(line)
    except BadFile as error:
        return _refuse(str(error))
    return 0


def _types(asked: argparse.Namespace) -> int:
    return typescript.main(check=asked.check)


def _refuse(*sentences: str) -> int:
    for sentence in sentences:
        print(f"palabre: {sentence}", file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    main()
