"""`shudi import`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.asking import agreed
from shudi_cli.cli.session import Session, write_lines
from shudi_cli.errors import Exit, ShudiError
from shudi_cli.founding import carry_out
from shudi_cli.importing.answers import Answers, read_answers
from shudi_cli.importing.whole import Draft, draft_of, place_for
from shudi_cli.office.reading import read_office
from shudi_cli.opening import shown
from shudi_cli.report.importing import Again, found_lines, written_lines


def command(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="Word、Excel 或 CSV 文件，可以几个")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="文件夹", help="草稿写到哪里；不写则是“导入草稿”")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="种类", help="是哪种清单；不写则按栏目判断")
    ] = None,
    answers: Annotated[
        list[Path] | None,
        typer.Option("--answers", metavar="疑点.xlsx", help="照填好的疑点表重新导入，可以写几次，后写的为准"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看读到什么，不写文件")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不再问，直接写")] = False,
) -> None:
    """把已有的 Word、Excel 清单读成草稿。

    草稿另写一个文件夹，不动现有的清单；没有把握的地方列成疑点，填写以后可以重新导入。

    例：
      shudi import 第一批清单.docx 第二批清单.xlsx --yes
      shudi import 清单.xlsx --dry-run              只看读到什么
      shudi import 清单.xlsx --answers 导入草稿/导入疑点.xlsx --to 导入草稿2 --yes
    """
    session: Session = context.obj
    here = Path.cwd()
    folder = None if dry_run else place_for(to, here)
    told = read_answers(*map(read_office, answers)) if answers else Answers()
    draft: Draft = draft_of([read_office(file) for file in _once(files)], here, told, kind)
    write_lines(found_lines(draft.brought, session.look))
    if folder and agreed("写入草稿", yes=yes):
        carry_out(draft.plan(folder))
        again = Again([str(file) for file in files], kind, _other(folder, here))
        write_lines(written_lines(draft.brought, shown(folder, here), again))
    if draft.brought.to_answer:
        raise typer.Exit(Exit.FINDINGS)


def _other(folder: Path, here: Path) -> str:
    """Where the next draft may go: beside this one, under a name that is free."""
    stem = re.sub("[0-9]+$", "", folder.name) or folder.name
    named = (folder.with_name(f"{stem}{nth}") for nth in range(2, 10**6))
    return shown(next(path for path in named if not os.path.lexists(path)), here)


def _once(files: list[Path]) -> list[Path]:
    """The files named, none twice: its items would all come twice."""
    seen: dict[str, Path] = {}
    for file in files:
        if os.path.realpath(file) in seen:
            raise ShudiError(f"“{file}”写了两次，没有导入", "一个文件只写一次")
        seen[os.path.realpath(file)] = file
    return files
