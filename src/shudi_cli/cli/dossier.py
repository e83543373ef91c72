"""`shudi dossier`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.acts.filing import dossier_at
from shudi_cli.cli.options import OutputFile
from shudi_cli.cli.session import Session, output_to
from shudi_cli.cli.words import number_of
from shudi_cli.report.dossier import dossier_writer
from shudi_cli.report.look import plain


class Format(StrEnum):
    """How to write the page."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


def command(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="变更", help="变更的编号，如 CG-2026-001")],
    form: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help="text、markdown 或 html")
    ] = Format.TEXT,
    output: OutputFile = None,
) -> None:
    """把一项变更的全部案卷写成一页：申请、程序、原文和新文、每份意见、还缺什么。

    例：
      shudi dossier CG-2026-001
      shudi dossier CG-2026-001 --format html --output 案卷.html    可以打印存档
    """
    session: Session = context.obj
    found = dossier_at(Path.cwd(), number_of(number), today=session.today)
    with output_to(output, for_programs=form is not Format.TEXT) as out:
        dossier_writer(form.value)(found, out, session.look if output is None else plain())
