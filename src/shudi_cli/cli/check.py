"""`shudi check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import FailOn, Findings, FindingsFormat, OutputFile, Threshold
from shudi_cli.cli.session import Session, counted, output_to
from shudi_cli.diagnostics import Severity
from shudi_cli.errors import Exit
from shudi_cli.gate import gate_at
from shudi_cli.report import FORMATS
from shudi_cli.report.look import plain


def command(
    context: typer.Context,
    base: Annotated[
        str, typer.Option("--base", metavar="旧版本", help="从哪个版本核对起：版本、标签、日期或正式版本号")
    ],
    head: Annotated[
        str | None, typer.Option("--head", metavar="新版本", help="核对到哪个版本；不写则是最近保存的版本")
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help="新的一边取已登记、将要保存的改动")] = False,
    form: Findings = FindingsFormat.TEXT,
    output: OutputFile = None,
    fail_on: Threshold = FailOn.ERROR,
) -> None:
    """核对两个版本之间的改动都经过批准。

    新的一边要没有错误；清单的每一处改动都有批准的变更；案卷没有改写，新的意见、正式版本、签批名册都成立。
    供自动检查用。

    例：
      shudi check --base main
      shudi check --base 2026-03-14 --format sarif --output 结果.sarif
      shudi check --base HEAD --staged
    """
    session: Session = context.obj
    found: list[Severity] = []
    with (
        output_to(output, for_programs=form is not FindingsFormat.TEXT) as out,
        gate_at(Path.cwd(), base, head, staged=staged, telling=_tell) as gate,
    ):
        folders = gate.folders
        reports = gate.reports(folders, today=session.today, noting=found.append)
        FORMATS[form.value](
            counted(reports, len(folders)), out, look=session.look if output is None else plain()
        )
    if any(severity >= fail_on.threshold for severity in found):
        raise typer.Exit(Exit.FINDINGS)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
