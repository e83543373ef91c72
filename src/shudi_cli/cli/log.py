"""`shudi log`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import Form
from shudi_cli.cli.session import Output, Session, write_json, write_lines
from shudi_cli.cli.words import if_number
from shudi_cli.diff import Unread
from shudi_cli.errors import ShudiError
from shudi_cli.history import item_history
from shudi_cli.opening import workspace_at
from shudi_cli.report.histories import entry_json, entry_lines, event_json, event_lines


def command(
    context: typer.Context,
    number: Annotated[
        str | None,
        typer.Argument(metavar="[编号]", help="事项的编号，如 SD-05-003；只有加 --changes 才可以不写"),
    ] = None,
    changes: Annotated[bool, typer.Option("--changes", help="改看办过哪些变更、发布过哪些正式版本")] = False,
    form: Form = Output.TEXT,
) -> None:
    """看一个事项的来历：什么时候增加、修改、移动，改了什么，最新的在前。

    例：
      shudi log SD-05-003
      shudi log --changes               全部变更和正式版本
      shudi log SD-05-003 --changes     其中与这个事项有关的
    """
    session: Session = context.obj
    wanted = if_number(number)
    if changes:
        _tell_changes(wanted, session, form)
    elif wanted is None:
        raise ShudiError("缺少“编号”", "用 shudi log --help 看用法")
    else:
        _tell_versions(wanted, session, form)


def _tell_changes(number: str | None, session: Session, form: Output) -> None:
    from shudi_cli.archive import everything
    from shudi_cli.releases.chronicle import chronicle
    from shudi_cli.snapshot import WorkTree
    from shudi_cli.workspace import load

    workspace = load(WorkTree(workspace_at(Path.cwd())), records=everything)
    found = chronicle(workspace.archive, workspace.settings, number)
    if form is Output.JSON:
        write_json([entry_json(entry) for entry in found])
    elif found:
        write_lines(line for entry in found for line in entry_lines(entry, session.look))
    else:
        write_lines([f"没有{f'与 {number} 有关的' if number else ''}变更，也没有正式版本。"])
    broken = sorted(workspace.archive.unread)
    if broken:
        sys.stderr.write(f"注意：{'、'.join(broken)} 有错没有读入，结果不完整；用 shudi validate 查看。\n")


def _tell_versions(wanted: str, session: Session, form: Output) -> None:
    from shudi_cli.repository import open_repository

    root = workspace_at(Path.cwd())
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
