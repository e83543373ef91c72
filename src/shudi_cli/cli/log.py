"""`shudi log`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import Form
from shudi_cli.cli.session import Output, Session, write_json, write_lines
from shudi_cli.diff import Unread
from shudi_cli.errors import ShudiError
from shudi_cli.history import item_history
from shudi_cli.opening import workspace_at
from shudi_cli.report.histories import event_json, event_lines


def command(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="编号", help="事项的编号，如 SD-05-003")],
    form: Form = Output.TEXT,
) -> None:
    """看一个事项的来历：什么时候增加、修改、移动，改了什么，最新的在前。

    例：
      shudi log SD-05-003
    """
    from shudi_cli.repository import open_repository

    session: Session = context.obj
    root = workspace_at(Path.cwd())
    wanted = number.strip().upper()
    events = []
    missing: list[Unread] = []
    with open_repository(root) as repository:
        for event in item_history(repository, root, wanted, missing=missing.append):
            events.append(event_json(event))
            if form is Output.TEXT:
                write_lines(event_lines(event, session.look))
        shallow = repository.shallow
    if not events:
        raise ShudiError(f"保存过的版本里没有编号为“{wanted}”的事项", "用 shudi find 按词查找，再写编号")
    if form is Output.JSON:
        write_json(events)
    notes = [
        f"{found.where}的“{found.name}”读不出来（{found.message}），那一版里的改动没有单独列出"
        for found in dict.fromkeys(missing)
    ]
    if shallow:
        notes.append("这份拷贝只带了最近的版本，更早的来历不在里面；请管理版本库的人把它补成完整的")
    sys.stderr.writelines(f"注意：{note}。\n" for note in notes)
