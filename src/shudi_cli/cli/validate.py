"""`shudi validate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.checking import check_all, scopes
from shudi_cli.cli.options import FailOn, Findings, FindingsFormat, OutputFile, Threshold
from shudi_cli.cli.session import Session, counted, output_to
from shudi_cli.diagnostics import Severity
from shudi_cli.errors import Exit
from shudi_cli.report import FORMATS
from shudi_cli.report.look import plain


def command(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[文件或文件夹…] [版本]",
            help="只看这些文件；不写则检查整个工作区。也可以写一个版本或日期，检查当时的清单",
        ),
    ] = None,
    staged: Annotated[
        bool, typer.Option("--staged", help="检查已登记、将要保存的改动（供自动检查用）")
    ] = False,
    form: Findings = FindingsFormat.TEXT,
    output: OutputFile = None,
    fail_on: Threshold = FailOn.ERROR,
) -> None:
    """检查清单，指出错在哪里、怎么改。

    例：
      shudi validate                          检查整个工作区
      shudi validate responsibility           只看这个文件夹
      shudi validate 2026-03-14               检查那天的清单
      shudi validate --format sarif --output 结果.sarif
    """
    session: Session = context.obj
    found: list[Severity] = []
    with (
        output_to(output, for_programs=form is not FindingsFormat.TEXT) as out,
        scopes(Path.cwd(), paths or [], staged=staged) as wanted,
    ):
        reports = check_all(wanted, today=session.today, noting=found.append)
        FORMATS[form.value](
            counted(reports, len(wanted)), out, look=session.look if output is None else plain()
        )
    if any(severity >= fail_on.threshold for severity in found):
        raise typer.Exit(Exit.FINDINGS)
