"""The figures of the issue's “Speed” section: what is run, against which peer, and the limit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from counties import county_name
from generate import AFTER, BEFORE, COUNTIES, EDITED, ROOT, SAMPLE, Data, chapter_files, prepared
from measure import Command, FailedRunError, Figure, interleaved

MIB = 1024 * 1024
_MEMORY_LIMIT = 100 * MIB
_SCHEMA = str(ROOT / "schemas" / "domain.schema.json")
_SCRIPTS = Path(sys.executable).parent
_PARTS = (17, 34, 68, COUNTIES)


class Row(NamedTuple):
    """One line of the table. Without a limit it is only told, not judged.

    `cpu` is the ratio of CPU times, where the judged one is of wall times: a busy machine sways it less.
    """

    name: str
    ours: str
    peer: str
    ratio: float
    limit: float | None
    cpu: float | None = None

    @property
    def over(self) -> bool:
        """Whether it is over its limit."""
        return self.limit is not None and self.ratio > self.limit


@dataclass(frozen=True)
class Bench:
    """One run of the benchmarks: how many rounds, and where the generated data is."""

    rounds: int
    folder: Path

    @cached_property
    def data(self) -> Data:
        """The generated data, made at its first use."""
        return prepared(self.folder)

    @property
    def few(self) -> int:
        """The rounds of what takes a minute."""
        return max(2, self.rounds // 4)


def version(bench: Bench) -> Iterator[Row]:
    """`shudi --version`; the script is judged, the module told: `-m` alone loads half of `importlib`."""
    nothing = Command((sys.executable, "-c", "pass"), ROOT)
    script = Command((_script("shudi"), "--version"), ROOT)
    module = Command((sys.executable, "-m", "shudi_cli", "--version"), ROOT)
    base, as_script, as_module = interleaved((nothing, script, module), bench.rounds * 3)
    yield _time("`shudi --version` (script) : `python -c pass`", as_script, base, 1.3)
    yield _time("`python -m shudi_cli --version` : `python -c pass`", as_module, base, None)


def help_page(bench: Bench) -> Iterator[Row]:
    """`shudi --help`."""
    ours = Command((_script("shudi"), "--help"), ROOT)
    peer = Command((_script("check-jsonschema"), "--help"), ROOT)
    first, second = interleaved((ours, peer), bench.rounds)
    yield _time("`shudi --help` : `check-jsonschema --help`", first, second, 0.6)


def sample(bench: Bench) -> Iterator[Row]:
    """The sample county: we read all of its lists and judge them by all rules, the peer one list's form."""
    folder = bench.data.lists
    chapters = chapter_files(folder / "responsibility")
    items = sum(path.read_text(encoding="utf-8").count("  - 编号: ") for path in chapters)
    peer = _check_jsonschema(folder, [str(path) for path in chapters])
    words = (_script("shudi"), "validate")
    ours = Command(words, folder, mentions=(f"{items} 事项",))
    yield from _both("the sample", ours, peer, 0.35, bench.rounds)
    whole, lists = interleaved((Command(words, SAMPLE), ours), bench.rounds)
    yield _time("the sample with its records : without", whole, lists, None)


def broken(bench: Bench) -> Iterator[Row]:
    """The sample with every chapter file broken."""
    folder = bench.data.broken
    chapters = [path.relative_to(folder).as_posix() for path in chapter_files(folder / "responsibility")]
    peer = _check_jsonschema(folder, chapters, code=1, mentions=tuple(chapters))
    ours = Command((_script("shudi"), "validate"), folder, code=1, mentions=tuple(chapters))
    yield from _both("every file broken", ours, peer, 0.5, bench.rounds)


def province(bench: Bench) -> Iterator[Row]:
    """136 counties: time against the peer, memory against a fixed limit."""
    folder = bench.data.province
    ours = Command(
        (_script("shudi"), "validate"), folder, mentions=(county_name(0), county_name(COUNTIES - 1))
    )
    peer = _check_jsonschema(folder, bench.data.chapters())
    first, second = interleaved((ours, peer), bench.few)
    yield _time(f"{COUNTIES} counties, time", first, second, 0.1)
    yield _memory(f"{COUNTIES} counties, memory : what is allowed", first, Figure(0, 0, _MEMORY_LIMIT))


def linear(bench: Bench) -> Iterator[Row]:
    """Whether time grows with the number of items and no faster: a county's share, among ever more."""
    folder = bench.data.province
    commands = [
        Command((_script("shudi"), "validate", *(path.name for path in _first(folder, count))), folder)
        for count in _PARTS
    ]
    figures = interleaved(commands, bench.few)
    alone = figures[0]
    for count, figure in list(zip(_PARTS, figures, strict=True))[1:]:
        share = figure.cpu * _PARTS[0] / count
        name = f"{count} counties, CPU time of {_PARTS[0]} : {_PARTS[0]} alone"
        limit = 1.25 if count == COUNTIES else None
        yield Row(name, _seconds(share), _seconds(alone.cpu), share / alone.cpu, limit)


def versions(bench: Bench) -> Iterator[Row]:
    """`shudi diff` between two saved versions that differ in 40 files."""
    yield from _diff(bench, f"diff of two versions, {EDITED} files", (BEFORE, AFTER), 4.0)


def files(bench: Bench) -> Iterator[Row]:
    """`shudi diff` of the files as they are, 40 of them edited."""
    yield from _diff(bench, f"diff of the files, {EDITED} edited", (), None)


#: The name `--only` takes → the figure.
FIGURES: Mapping[str, Callable[[Bench], Iterator[Row]]] = {
    "version": version,
    "help": help_page,
    "sample": sample,
    "broken": broken,
    "province": province,
    "linear": linear,
    "diff": versions,
    "diff-files": files,
}


def _diff(bench: Bench, name: str, words: tuple[str, ...], limit: float | None) -> Iterator[Row]:
    folder = bench.data.province
    ours = Command((_script("shudi"), "diff", *words), folder)
    peer = Command(("git", "diff", "--stat", *words), folder, mentions=(f"{EDITED} files changed",))
    first, second = interleaved((ours, peer), bench.rounds)
    yield _time(f"{name} : `git diff --stat`", first, second, limit)


def _both(name: str, ours: Command, peer: Command, limit: float, rounds: int) -> Iterator[Row]:
    first, second = interleaved((ours, peer), rounds)
    yield _time(f"{name}, time", first, second, limit)
    yield _memory(f"{name}, memory", first, second)


def _check_jsonschema(
    folder: Path, names: list[str], *, code: int = 0, mentions: tuple[str, ...] = ()
) -> Command:
    words = (_script("check-jsonschema"), "--schemafile", _SCHEMA, *names)
    return Command(words, folder, code=code, mentions=mentions)


def _script(name: str) -> str:
    path = _SCRIPTS / name
    if not path.is_file():
        message = f"no {name} beside {sys.executable}: pip install -e '.[bench]'"
        raise FailedRunError(message)
    return str(path)


def _first(folder: Path, count: int) -> list[Path]:
    return sorted(folder.glob("c[0-9]*"))[:count]


def _time(name: str, ours: Figure, peer: Figure, limit: float | None) -> Row:
    ratio, cpu = ours.seconds / peer.seconds, ours.cpu / peer.cpu
    return Row(name, _seconds(ours.seconds), _seconds(peer.seconds), ratio, limit, cpu)


def _memory(name: str, ours: Figure, peer: Figure) -> Row:
    return Row(name, f"{ours.peak / MIB:.1f} MiB", f"{peer.peak / MIB:.1f} MiB", ours.peak / peer.peak, 1.0)


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"
