"""`shudi init`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.asking import ask
from shudi_cli.cli.session import write_lines
from shudi_cli.founding import adopt, adoptable, contents, county_named, found, plan, sign
from shudi_cli.report.founding import adoption_lines, founding_lines


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="[文件夹]", help="建在这个文件夹里；不写则建在当前文件夹")
    ] = Path(),
    sample: Annotated[bool, typer.Option("--sample", help="放进示例县的全部清单，供练习")] = False,
    region: Annotated[str | None, typer.Option("--region", metavar="县名", help="本县的名称")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="姓名", help="给保存的版本署名")] = None,
    email: Annotated[str | None, typer.Option("--email", metavar="邮箱", help="与署名写在一起")] = None,
    no_git: Annotated[bool, typer.Option("--no-git", help="只建文件，不建版本库")] = False,
) -> None:
    """新建一个工作区。

    放进清单、格式文件、编辑器和自动检查的设置，并保存第一个版本；已有的文件不会改动。
    文件夹里已有工作区、还没有保存过版本的，只为它保存第一个版本。

    例：
      shudi init 某某县清单 --region 某某县
      shudi init 练习 --sample              用示例县的清单练习
      shudi init                            建在当前文件夹
    """
    root = Path(os.path.abspath(folder))  # noqa: PTH100 - symlinks stay as the user wrote them
    workspace = None if no_git or sample or region else adoptable(root)
    if workspace:
        signature = adopt(root, workspace, lambda near: sign(name, email, near=near, ask=ask))
        write_lines(adoption_lines(workspace, signature))
        return
    county = county_named(region, sample=sample)
    made = plan(folder, contents(county, sample=sample))
    signer = None if no_git else lambda near: sign(name, email, near=near, ask=ask)
    signed, trouble = found(made, county, signer)
    write_lines(founding_lines(made, county, signed, trouble, here=Path.cwd()))
