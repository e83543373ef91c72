"""`shudi fmt`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.session import Session, write_lines
from shudi_cli.errors import Exit, ShudiError
from shudi_cli.report.unified import unified_lines
from shudi_cli.tidying import Tidied, tidy, write


def command(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[文件或文件夹…]", help="只整理这些；不写则整理整个工作区")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="只看哪些要整理，不动文件")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="显示会怎么改，不动文件")] = False,
) -> None:
    """把文件整理成统一的书写格式；内容和注释都不变。

    例：
      shudi fmt                 整理整个工作区
      shudi fmt --check         只看哪些文件要整理
      shudi fmt --diff units.yaml
    """
    session: Session = context.obj
    results = tidy(Path.cwd(), paths or [])
    changing = [result for result in results if result.changes]
    broken = [result for result in results if result.after is None]
    refused: list[ShudiError] = []
    for result in list(changing):
        if diff:
            write_lines(unified_lines(result, session.look))
        elif not check:
            try:
                write(result)
            except ShudiError as error:  # the other files are still tidied, and each is told of
                refused.append(error)
                changing.remove(result)
    write_lines(_summary(results, changing, broken, done=not (check or diff)))
    if refused:
        sys.stderr.writelines(f"没有做成：{error.message}（{error.hint}）\n" for error in refused)
        raise typer.Exit(Exit.UNABLE)
    if broken or ((check or diff) and changing):
        raise typer.Exit(Exit.FINDINGS)


def _summary(results: list[Tidied], changing: list[Tidied], broken: list[Tidied], *, done: bool) -> list[str]:
    lines = [f"{'已整理' if done else '要整理'}：{result.shown}" for result in changing]
    lines += [
        f"没有整理：{result.shown}（{result.reason}），先用 shudi validate 查看并改正" for result in broken
    ]
    lines.append(
        f"{len(results)} 个文件，{len(changing)} 个{'已' if done else '要'}整理，{len(broken)} 个有错。"
    )
    return lines
