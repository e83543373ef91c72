"""`shudi diff`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import OutputFile
from shudi_cli.cli.session import Session, output_to
from shudi_cli.comparison import differences
from shudi_cli.errors import Exit
from shudi_cli.report.diffs import diff_writer
from shudi_cli.report.look import plain


class Format(StrEnum):
    """How to write the difference."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def command(
    context: typer.Context,
    before: Annotated[
        str | None, typer.Argument(metavar="[旧版本]", help="版本或日期；不写则是最近保存的版本")
    ] = None,
    after: Annotated[str | None, typer.Argument(metavar="[新版本]", help="不写则是现在的文件")] = None,
    staged: Annotated[bool, typer.Option("--staged", help="新的一边取已登记、将要保存的改动")] = False,
    form: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help="text、markdown、html 或 json")
    ] = Format.TEXT,
    output: OutputFile = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有不同时退出码为 1")] = False,
) -> None:
    """逐项比较两个版本的清单；排版和注释的改动不算。

    例：
      shudi diff                        最近保存的版本与现在的文件
      shudi diff 2026-03-14             那天的清单与现在的文件
      shudi diff 2025-12-31 2026-06-30 --format html --output 对照.html
    """
    session: Session = context.obj
    found = differences(Path.cwd(), before, after, staged=staged)
    with output_to(output, for_programs=form is not Format.TEXT) as out:
        diff_writer(form.value)(found, out, session.look if output is None else plain())
    if any(diff.unread for diff in found):
        raise typer.Exit(Exit.UNABLE)
    if exit_code and any(found):
        raise typer.Exit(Exit.FINDINGS)
