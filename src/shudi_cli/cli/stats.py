"""`shudi stats`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import At, Form
from shudi_cli.cli.session import Output, Session, say_clock, warn_unread, write_json, write_lines
from shudi_cli.cli.tables import print_table
from shudi_cli.clocks import opened
from shudi_cli.statistics import Table, tabulate


class By(StrEnum):
    """What to count by."""

    DOMAIN = "领域"
    BATCH = "批次"
    UNIT = "单位"
    LEVEL = "层级"


def command(
    context: typer.Context,
    by: Annotated[By, typer.Option("--by", metavar="项目", help="领域、批次、单位或层级")] = By.DOMAIN,
    at: At = None,
    form: Form = Output.TEXT,
) -> None:
    """按领域、批次、单位、层级计数。

    例：
      shudi stats
      shudi stats --by 单位
      shudi stats --by 层级 --format json
    """
    session: Session = context.obj
    with opened(Path.cwd(), at) as answering:
        workspace = answering.workspace
        warn_unread(workspace)
        tables: Mapping[str, Table] = {
            duty_list.notice.name: tabulate(duty_list, by.value, workspace.units)
            for duty_list in workspace.lists
        }
    if form is Output.JSON:
        write_json({name: table.as_json() for name, table in tables.items()})
        return
    say_clock(answering.clock, session.look)
    for name, table in tables.items():
        if table.rows:
            write_lines([session.look.paint(name, "title"), ""])
            print_table(session, table.titles, table.rows, numbers=True)
            write_lines([""])
