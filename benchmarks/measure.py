"""Whole processes measured: wall time, peak memory, and whether they did their work."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PROBE = Path(__file__).with_name("probe.py")
_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


class FailedRunError(Exception):
    """A command did not do what it was measured for, so its time means nothing."""


@dataclass(frozen=True)
class Command:
    """A command line, where it runs, the exit code it must have, and words its output must contain."""

    words: tuple[str, ...]
    folder: Path
    code: int = 0
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """The best of several runs of one command: wall and CPU time in seconds, peak memory in bytes."""

    seconds: float
    cpu: float
    peak: int

    def best(self, other: Figure) -> Figure:
        """The better of both, each by itself."""
        return Figure(min(self.seconds, other.seconds), min(self.cpu, other.cpu), min(self.peak, other.peak))


def interleaved(commands: Sequence[Command], rounds: int) -> list[Figure]:
    """The best of `rounds` runs of each command, all of them taking turns so that noise hits all.

    One run of each comes first that does not count: it proves that the command does its work, and
    fills the disk cache and Python's cache of compiled modules.
    """
    for command in commands:
        _prove(command)
    best: dict[int, Figure] = {}
    for turn in range(rounds):
        order = list(enumerate(commands))
        for index, command in order if turn % 2 == 0 else reversed(order):
            figure = _run(command)
            best[index] = best.get(index, figure).best(figure)
    return [best[index] for index in range(len(commands))]


def _run(command: Command) -> Figure:
    probe = (sys.executable, "-I", "-S", str(_PROBE), *command.words)
    done = subprocess.run(
        probe, cwd=command.folder, env=_environment(), capture_output=True, text=True, check=True
    )
    seconds, cpu, peak, code = done.stdout.split()
    if int(code) != command.code:
        raise FailedRunError(_told(command, int(code), ""))
    return Figure(float(seconds), float(cpu), int(peak) * _PEAK_UNIT)


def _prove(command: Command) -> None:
    done = subprocess.run(
        command.words,
        cwd=command.folder,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode != command.code:
        raise FailedRunError(_told(command, done.returncode, output))
    missing = [word for word in command.mentions if word not in output]
    if missing:
        message = f"{_short(command)}: its output does not mention {', '.join(missing[:3])}"
        raise FailedRunError(f"{message}\n{output[-2000:]}")


def _environment() -> dict[str, str]:
    """The caller's environment without what would change how Python or git run."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GIT_", "SHUDI_"))
    }
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return {**kept, **nowhere, "PYTHONUTF8": "1"}


def _told(command: Command, code: int, output: str) -> str:
    return f"{_short(command)}: exit code {code}, expected {command.code}\n{output[-2000:]}"


def _short(command: Command) -> str:
    line = " ".join(command.words)
    return line if len(line) <= 120 else f"{line[:120]} …"  # noqa: PLR2004 - fits a screen line
