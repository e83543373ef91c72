"""The figures of official acts on a county with a past: ratios to the same county without one, and to `validate`.

Run it alone: `python benchmarks/gate.py --data FOLDER`.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import histories
from figures import Row, _script, _time
from generate import SAMPLE, _wanted_stamp
from histories import history
from measure import Command, interleaved

CHANGES, RELEASES = 1000, 50


def check(data: Path, rounds: int) -> Iterator[Row]:
    """`shudi check` of one change that enters: after a long past, after none, and against `validate`."""
    young, old = _histories(data)
    words = (_script("shudi"), "check", "--base", "HEAD~1")
    plain = Command((_script("shudi"), "validate"), SAMPLE, mentions=("通过",))
    long, short, validate = interleaved((Command(words, old), Command(words, young), plain), rounds)
    yield _time(f"check, {CHANGES} changes and {RELEASES} releases : none", long, short, 2.0)
    yield _time("check : `shudi validate` of the sample", short, validate, 3.0)


def acts(data: Path, rounds: int) -> Iterator[Row]:
    """`propose`, `approve` (tries that record nothing) and `status`, against `validate` of the same county."""
    young, old = _histories(data)
    shudi = _script("shudi")
    propose = (
        shudi,
        "propose",
        "--remove",
        "SD-06-003",
        "--unit",
        "县水务局",
        "--reason",
        "试",
        "--by",
        "甲",
        "--dry-run",
    )
    approve = (shudi, "approve", "CG-2020-001", "--as", "县委县政府", "--opinion", "同意",
               "--number", "示例办字〔2026〕9号", "--by", "甲", "--dry-run")  # fmt: skip
    status = (shudi, "status")
    commands = (
        Command(propose, young, mentions=("减去",)),
        Command(approve, young, mentions=("试一遍",)),
        Command(status, young, mentions=("CG-2020-001",)),
        Command((shudi, "validate"), young, mentions=("通过",)),
        Command(status, old),
    )
    *ours, validate, aged = interleaved(commands, rounds)
    for name, figure in zip(("propose", "approve, the last", "status"), ours, strict=True):
        yield _time(f"{name} : `shudi validate`", figure, validate, 3.0)
    yield _time(f"status, {CHANGES} changes and {RELEASES} releases : none", aged, ours[2], None)


#: What is measured, in the order of the table.
FIGURES: Mapping[str, Callable[[Path, int], Iterator[Row]]] = {"check": check, "acts": acts}


def _histories(data: Path) -> tuple[Path, Path]:
    wanted = _wanted_stamp() + hashlib.sha256(Path(histories.__file__).read_bytes()).hexdigest()
    made = []
    for name, changes, releases in (("young", 0, 0), ("old", CHANGES, RELEASES)):
        folder, stamp = data / name, data / f"{name}.stamp"
        if not stamp.is_file() or stamp.read_text() != wanted:
            history(folder, SAMPLE, changes=changes, releases=releases)
            stamp.write_text(wanted)
        made.append(folder)
    return made[0], made[1]


def main() -> int:
    """Exit code 0: all within their limits; 1: some over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parent / "data" / "histories")
    arguments = parser.parse_args()
    over = False
    for figure in FIGURES.values():
        for row in figure(arguments.data, arguments.rounds):
            over |= row.over
            print(f"| {row.name} | {row.ours} | {row.peer} | {row.ratio:.2f} | {row.limit} | {row.cpu:.2f} |")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
