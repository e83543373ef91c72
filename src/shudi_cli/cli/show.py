"""`shudi show`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import At, Form
from shudi_cli.cli.session import Output, Session, say_clock, warn_unread, write_json, write_lines
from shudi_cli.clocks import opened
from shudi_cli.lookup import DomainFound, ItemFound, look_up
from shudi_cli.report.showing import as_json, domain_lines, item_lines, unit_lines


def command(
    context: typer.Context,
    term: Annotated[
        str,
        typer.Argument(metavar="事项、领域或单位", help="编号、名称、领域名或单位名（别称、曾用名也可以）"),
    ],
    at: At = None,
    form: Form = Output.TEXT,
) -> None:
    """看一个事项、一个领域或一个单位的责任。

    例：
      shudi show SD-05-003              谁牵头、谁配合、各做什么
      shudi show 城市管理               这个领域有哪些事项
      shudi show 县水务局               它有哪些主体责任和配合责任
      shudi show 青山镇 --at 2026-03-14  那天有效的清单
    """
    session: Session = context.obj
    with opened(Path.cwd(), at) as answering:
        workspace = answering.workspace
        warn_unread(workspace)
        found = look_up(term, workspace)
        if form is Output.JSON:
            write_json({**as_json(found), **({"at": answering.clock} if answering.clock else {})})
            return
        say_clock(answering.clock, session.look)
        if isinstance(found, ItemFound):
            write_lines(item_lines(found, session.look))
        elif isinstance(found, DomainFound):
            write_lines(domain_lines(found, session.look))
        else:
            write_lines(unit_lines(found, session.look))
