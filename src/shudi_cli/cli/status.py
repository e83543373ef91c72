"""`shudi status`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.acts.surveying import survey
from shudi_cli.cli.options import Form
from shudi_cli.cli.session import Output, Session, warn_unread, write_json, write_lines
from shudi_cli.cli.words import if_number
from shudi_cli.report.standings import change_lines, overview_lines, standing_json


def command(
    context: typer.Context,
    number: Annotated[str | None, typer.Argument(metavar="[变更]", help="变更的编号，如 CG-2026-001")] = None,
    every: Annotated[bool, typer.Option("--all", help="已经办结、发布的也列出")] = False,
    form: Form = Output.TEXT,
) -> None:
    """看变更办到哪个环节、等谁；从哪天起，缺什么。

    例：
      shudi status                  在办的变更
      shudi status CG-2026-001      一项变更的每一步
      shudi status --all
    """
    session: Session = context.obj
    found = survey(Path.cwd(), if_number(number), every=every or number is not None, today=session.today)
    warn_unread(found.workspace)
    if form is Output.JSON:
        write_json([standing_json(standing, found) for standing in found.standings])
    elif number is not None:
        write_lines(change_lines(found.standings[0], found, session.look))
    else:
        write_lines(overview_lines(found, session.look))
