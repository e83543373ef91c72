"""Measures the speed figures and prints them as one Markdown table: see README.md."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from figures import FIGURES, Bench, Row
from generate import ForeignFolderError
from measure import FailedRunError

_DATA = Path(__file__).resolve().parent / "data"
_HEAD = (
    "| figure | ours | peer | ratio | limit | | CPU ratio |\n| --- | ---: | ---: | ---: | ---: | --- | ---: |"
)


def main() -> int:
    """Exit code 0: all within their limits; 1: some over; 2: a figure could not be measured."""
    arguments = _arguments()
    bench = Bench(arguments.rounds, arguments.data)
    print(_HEAD, flush=True)
    over = False
    for name in arguments.only or FIGURES:
        try:
            for row in FIGURES[name](bench):
                over |= row.over
                print(_line(row), flush=True)
        except (FailedRunError, ForeignFolderError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
    return 1 if over else 0


def _line(row: Row) -> str:
    verdict = "" if row.limit is None else "**over**" if row.over else "ok"
    limit = "" if row.limit is None else f"{row.limit:.2f}"
    cpu = "" if row.cpu is None else f"{row.cpu:.2f}"
    return f"| {row.name} | {row.ours} | {row.peer} | {row.ratio:.2f} | {limit} | {verdict} | {cpu} |"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", action="append", choices=tuple(FIGURES), help="only this figure (may be repeated)"
    )
    parser.add_argument("--rounds", type=int, default=8, help="how many runs of each command (default: 8)")
    parser.add_argument("--data", type=Path, default=_DATA, help="folder of the generated data")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
