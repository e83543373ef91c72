"""`shudi approve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from shudi_cli.acts.approving import Answer, Given, decisions_for, given, refuse_outdated, seat_for, under_way
from shudi_cli.acts.trying import entering
from shudi_cli.changes import Standing
from shudi_cli.cli.acting import By, Day, DryRun, KeyFile, Yes, at_the_desk, day_of, show_difference
from shudi_cli.cli.asking import agreed, choose
from shudi_cli.cli.options import DocumentNumber
from shudi_cli.cli.session import Session, write_lines
from shudi_cli.cli.words import if_written, number_of
from shudi_cli.errors import ShudiError
from shudi_cli.model.procedures import APPLICANT
from shudi_cli.report.acts import given_lines, review_lines


def command(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="变更", help="变更的编号，如 CG-2026-001")],
    role: Annotated[
        str | None,
        typer.Option("--as", metavar="单位", help="以哪一方的名义：单位名或代号；申请单位撤回写“申请单位”"),
    ] = None,
    decision: Annotated[
        str | None,
        typer.Option("--opinion", metavar="意见", help="同意、不同意或退回修改；征求意见时还有“有意见”"),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="说明", help="意见的内容")] = None,
    document: DocumentNumber = None,
    day: Day = None,
    paper: Annotated[
        bool, typer.Option("--paper", help="凭纸质文件登记：要文号、扫描件，两家单位的两个人各登记一次")
    ] = False,
    attach: Annotated[
        list[Path] | None, typer.Option("--attach", metavar="文件", help="扫描件，可以写几次")
    ] = None,
    together: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="变更", help="同一份纸质文件还批准了哪项变更，可以写几次"),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", metavar="单位", help="登记的人是哪个单位的；凭纸质文件登记时必须写，否则与 --as 相同"
        ),
    ] = None,
    by: By = None,
    key: KeyFile = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """出具意见；最后一个环节同意，随即入册。

    先列出改了什么，确认后才记入。

    例：
      shudi approve CG-2026-001 --as 县委编办 --opinion 同意
      shudi approve CG-2026-001 --as 县委县政府 --number 示例办字〔2026〕12号
      shudi approve CG-2026-001 --as 市委编办 --paper --attach a.pdf --unit 县委编办
      shudi approve CG-2026-001 --as 申请单位 --opinion 撤回
    """
    session: Session = context.obj
    with at_the_desk(by) as (desk, clerk):
        standing = under_way(desk, number_of(number))
        seat = seat_for(standing, role or _missing(standing))
        write_lines(review_lines(standing, seat, session.look))
        if seat.code != APPLICANT:  # taking back needs no look at the list
            refuse_outdated(desk, standing.change)
            show_difference(desk, entering(standing.change, desk, clerk.today), session.look)
        answer = Answer(
            choose("意见", decisions_for(seat), "--opinion", decision),
            day_of(day, clerk),
            if_written(text, "说明", "--text", lines=True),
            if_written(document, "文号", "--number"),
            paper,
            [number_of(word) for word in together or ()],
            attach or (),
            if_written(unit, "登记的人的单位", "--unit"),
            key,
        )
        made: Given = given(desk, clerk, standing, seat, answer)
        if dry_run:
            write_lines(["", "以上只是试一遍，没有记入。"])
            return
        for doubt in made.doubts:
            sys.stderr.write(f"注意：{doubt}；核对原件再记入。\n")
        sys.stdout.write("\n")
        if not agreed(f"记入{seat.unit}的意见“{answer.decision}”", yes=yes):
            write_lines(["没有记入。"])
            return
        version = made.record(desk, clerk)
    write_lines(given_lines(made, version))


def _missing(standing: Standing) -> NoReturn:
    waiting = "、".join(seat.unit for seat in standing.waiting)
    raise ShudiError("没有写明以哪一方的名义", f"加 --as 单位；现在等的是：{waiting}")
