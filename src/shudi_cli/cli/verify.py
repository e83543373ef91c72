"""`shudi verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import Form
from shudi_cli.cli.session import Output, Session, write_json, write_lines
from shudi_cli.errors import Exit
from shudi_cli.releases.verifying import verify
from shudi_cli.report.verification import verification_json, verification_lines


def command(
    context: typer.Context,
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="[版本|文件夹|文件]",
            help="核对哪个正式版本、哪个拷来的文件夹、哪个成品文件；不写则核对这里的工作区",
        ),
    ] = None,
    pin: Annotated[
        str | None, typer.Option("--pin", metavar="名册指纹", help="第1版签批名册的指纹，从别处得知的")
    ] = None,
    expect: Annotated[
        str | None, typer.Option("--expect", metavar="版本指纹", help="正式版本的指纹，如印发文件上写的")
    ] = None,
    form: Form = Output.TEXT,
) -> None:
    """核对一个版本、文件夹或文件是不是正式的：把案卷从头重放一遍，说清证明了什么、没有证明什么。

    例：
      shudi verify                              这里的工作区
      shudi verify 2026.1                       一个正式版本
      shudi verify 拷来的文件夹 --expect sha256:3f2a…   与印发文件上的指纹对照
      shudi verify 2026.1-public.json           单独一个公开版文件
      shudi verify 清单.docx                    Word、Excel 文件，读回表格逐项比
    """
    session: Session = context.obj
    found = verify(Path.cwd(), target, pin=pin, expect=expect)
    if form is Output.JSON:
        write_json(verification_json(found))
    else:
        write_lines(verification_lines(found, session.look))
    if not found.holds:
        raise typer.Exit(Exit.FINDINGS)
