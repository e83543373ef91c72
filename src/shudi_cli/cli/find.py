"""`shudi find`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import At, Form
from shudi_cli.cli.session import Output, Session, say_clock, warn_unread, write_json, write_lines
from shudi_cli.clocks import opened
from shudi_cli.errors import Exit
from shudi_cli.report.showing import hit_json, hit_lines
from shudi_cli.search import find, find_loosely


def command(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="词…", help="几个词用空格分开，每个都要沾边")],
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="最多列出几项")] = 10,
    at: At = None,
    form: Form = Output.TEXT,
) -> None:
    """按词查找事项，最相关的在前；字写得不全、说法不同也能找到。

    例：
      shudi find 渣土车撒漏
      shudi find 畜禽 污染
      shudi find 工资 --most 3
    """
    session: Session = context.obj
    with opened(Path.cwd(), at) as answering:
        workspace = answering.workspace
        warn_unread(workspace)
        said = " ".join(words)
        exact = find(said, workspace.lists)
        hits = exact or find_loosely(said, workspace.lists)
    shown = hits[:most]
    if form is Output.TEXT:
        say_clock(answering.clock, session.look)
    if form is Output.JSON:
        write_json([{**hit_json(hit), "exact": bool(exact)} for hit in shown])
    elif shown:
        if not exact:
            write_lines([f"没有正好写着“{said}”的事项，沾边的有："])
        write_lines(hit_lines(shown, session.look))
        if len(hits) > most:
            write_lines([session.look.paint(f"另有 {len(hits) - most} 项，用 --most 多看", "dim")])
    else:
        write_lines(
            [f"没有找到与“{said}”有关的事项；换个说法，或只写一个词再试。清单里没有写，不等于没有单位负责。"]
        )
    if not shown:
        raise typer.Exit(Exit.FINDINGS)
