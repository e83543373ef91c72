"""`shudi restore`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from shudi_cli.acts.undoing import undoing
from shudi_cli.cli.acting import Yes, listed, the_desk
from shudi_cli.cli.asking import agreed
from shudi_cli.cli.session import Session, write_lines
from shudi_cli.cli.words import number_of
from shudi_cli.diff import compare
from shudi_cli.report.diffs import diff_writer
from shudi_cli.snapshot import Overlay


def command(
    context: typer.Context,
    numbers: Annotated[
        list[str] | None,
        typer.Argument(metavar="[编号…]", help="只恢复这几个事项；不写则恢复全部改动过的文件"),
    ] = None,
    yes: Yes = False,
) -> None:
    """把没有报送、没有保存的改动恢复原样，也就是上次保存的样子。先列出要去掉的改动，确认后才动文件。

    例：
      shudi restore SD-05-003
      shudi restore
    """
    session: Session = context.obj
    with the_desk() as desk:
        made = undoing(desk, [number_of(number) for number in numbers or ()])
        after = Overlay(desk.tree, made.files, "恢复以后")
        diff_writer("text")([compare(desk.tree, after, folder=desk.folder or ".")], sys.stdout, session.look)
        sys.stdout.write("\n")
        if not agreed("去掉这些改动", yes=yes):
            write_lines(["没有恢复，文件没有动。"])
            return
        made.carry_out(desk)
    write_lines([f"已恢复：{listed(list(made.files))}"])
