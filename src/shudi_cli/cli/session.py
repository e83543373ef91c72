"""What every command shares: where it runs, and how it may write to the screen."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from shudi_cli.errors import ShudiError
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look, coloured, plain

if TYPE_CHECKING:
    from shudi_cli.workspace import Workspace


T = TypeVar("T")
#: So many are done before anyone would look for a sign of life.
_FEW = 8


class Output(StrEnum):
    """What a command that looks something up writes."""

    TEXT = "text"
    JSON = "json"


class ColorChoice(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True)
class Session:
    """One run of the command line."""

    color: ColorChoice = ColorChoice.AUTO

    @property
    def look(self) -> Look:
        """The look of standard output: the width of the terminal (80 in a pipe), colour or none."""
        width = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
        return coloured(width) if self.in_colour else plain(width)

    @property
    def in_colour(self) -> bool:
        """Whether to colour: the choice made, else FORCE_COLOR and NO_COLOR, else whether it is a terminal."""
        if self.color is not ColorChoice.AUTO:
            return self.color is ColorChoice.ALWAYS
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

    @property
    def today(self) -> str:
        """Today's date as ISO text."""
        return date.today().isoformat()  # noqa: DTZ011 - the clerk's own calendar day is meant


def counted(things: Iterable[T], whole: int, *, alone: bool = False) -> Iterator[T]:
    """The things, with a line on the terminal that says how many are done; none in a pipe, nor for a few.

    Where standard output is the terminal too, only if nothing is written to it meanwhile (`alone`).
    """
    shows = whole > _FEW and sys.stderr.isatty() and (alone or not sys.stdout.isatty())
    for done, thing in enumerate(things, 1):
        if shows:
            sys.stderr.write(f"\r{done}/{whole}" + ("\n" if done == whole else ""))
            sys.stderr.flush()
        yield thing


def warn_unread(workspace: Workspace) -> None:
    """Say on standard error that what is shown is not everything."""
    broken = sorted(name for name in workspace.unread if name in workspace.documents)
    if broken:
        sys.stderr.write(f"注意：{'、'.join(broken)} 有错没有读入，结果不完整；用 shudi validate 查看。\n")


def say_clock(clock: str | None, look: Look) -> None:
    """Say which of the two clocks an answer is by; nothing where it is by the files as they are."""
    if clock is not None:
        write_lines(folded(f"{clock}：", look, 0, "dim"))


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output."""
    for line in lines:
        sys.stdout.write(line + "\n")


def write_json(data: Any) -> None:
    """Write data to standard output as JSON that a person can read too."""
    from shudi_cli.report.json_text import dumped

    with output_to(None, for_programs=True) as out:
        out.write(dumped(data))


@contextmanager
def output_to(file: Path | None, *, for_programs: bool = False) -> Iterator[TextIO]:
    """Standard output, or a UTF-8 file that appears whole or not at all.

    What is for programs is UTF-8 on standard output too, whatever the console's code page.
    """
    if file is None:
        if for_programs and isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    if file.suffix.lower() in {".yaml", ".yml"}:
        raise ShudiError(f"不能写进清单文件“{file}”", "换一个文件名，如 结果.txt")
    from shudi_cli.writing import write_whole

    text = StringIO()
    yield text
    write_whole(file, text.getvalue().encode())
    sys.stderr.write(f"已写入 {file}\n")
