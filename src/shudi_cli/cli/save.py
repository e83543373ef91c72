"""`shudi save`."""

from __future__ import annotations

from typing import Annotated

import typer

from shudi_cli.acts.saving import saving
from shudi_cli.cli.acting import By, at_the_desk, listed
from shudi_cli.cli.session import write_lines
from shudi_cli.cli.words import written


def command(
    message: Annotated[str, typer.Argument(metavar="[说明]", help="改了什么，一句话")] = "修改名录和设置",
    by: By = None,
) -> None:
    """保存名录、设置等不必报送的改动；清单发布以前的改动也这样保存。

    清单发布以后的改动要经过批准，用 shudi propose 报送。

    例：
      shudi save 更新单位名录
      shudi save 第三批清单录入完毕 --by 联络员甲
    """
    said = written(message, "说明", "shudi save", lines=True)
    with at_the_desk(by) as (desk, clerk):
        made = saving(desk, clerk.today)
        version = made.record(desk, clerk, said)
    write_lines([f"已保存 {len(made.files)} 个文件：{listed(list(made.files))}（版本 {version.short}）"])
    if made.waiting:
        write_lines([f"清单里 {made.waiting} 的改动要经过批准，没有保存：用 shudi propose 报送"])
    if made.procedures:
        write_lines(["变更的程序改了：已经报送的变更仍按报送时的程序办，以后报送的按新程序。"])
