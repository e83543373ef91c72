"""`shudi doctor`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import Form
from shudi_cli.cli.session import Output, Session, write_json, write_lines
from shudi_cli.errors import Exit
from shudi_cli.health import examine
from shudi_cli.health import repair as carry_out_repair
from shudi_cli.report.health import health_json, health_lines


def command(
    context: typer.Context,
    form: Form = Output.TEXT,
    repair: Annotated[bool, typer.Option("--repair", help="上一次办理中断了的，先补完或撤回，再看")] = False,
) -> None:
    """看看这台电脑缺什么、怎么补。

    标“可选”的缺了不妨碍使用。

    例：
      shudi doctor
      shudi doctor --format json
      shudi doctor --repair
    """
    session: Session = context.obj
    if repair:
        sys.stderr.write(f"{carry_out_repair(Path.cwd()) or '没有中断的办理，不用补'}。\n")
    checks = list(examine(Path.cwd(), encoding=sys.stdout.encoding))
    if form is Output.JSON:
        write_json(health_json(checks))
    else:
        write_lines(health_lines(checks, session.look))
    if any(check.fails for check in checks):
        raise typer.Exit(Exit.FINDINGS)
