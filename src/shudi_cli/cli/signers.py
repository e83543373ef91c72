"""`shudi signers`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.acts.enrolling import draft, signed
from shudi_cli.archive import everything
from shudi_cli.cli.acting import By, KeyFile, at_the_desk
from shudi_cli.cli.session import Session, write_lines
from shudi_cli.errors import Exit
from shudi_cli.model.signers import ROSTER_DRAFT
from shudi_cli.opening import workspace_at
from shudi_cli.report.signers import roster_lines, signed_lines
from shudi_cli.signers import chain_faults
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import load


def command(
    context: typer.Context,
    new: Annotated[bool, typer.Option("--new", help="写一版新的签批名册，供填写")] = False,
    sign: Annotated[
        bool, typer.Option("--sign", help="在正填写的签批名册上签名；管理人签够了就启用")
    ] = False,
    by: By = None,
    key: KeyFile = None,
) -> None:
    """看签批名册，或在上面签名。

    签批名册写明谁用哪把密钥、担任什么；没有它的县不用密钥，照样可以办理变更。

    例：
      shudi signers
      shudi signers --new
      shudi signers --sign --by 联络员甲
    """
    session: Session = context.obj
    if new or sign:
        with at_the_desk(by) as (desk, clerk):
            if new:
                path = draft(desk, clerk)
                write_lines([f"写在“{path}”里。填好人员、公钥和职务，再运行：shudi signers --sign"])
            else:
                write_lines(signed_lines(signed(desk, clerk, key)))
        return
    root = workspace_at(Path.cwd())
    workspace = load(WorkTree(root), records=everything)
    faults = list(chain_faults(workspace.archive.rosters, workspace.settings, workspace.archive.releases))
    write_lines(roster_lines(workspace.archive.rosters, faults, session.look))
    if (root / ROSTER_DRAFT).exists():
        write_lines([f"正在填写的一版在“{ROSTER_DRAFT}”里，填好运行：shudi signers --sign"])
    if faults:
        raise typer.Exit(Exit.FINDINGS)
