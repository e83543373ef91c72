"""`shudi propose`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.acts.desk import Clerk, Desk
from shudi_cli.acts.proposing import Proposal, others_waiting, proposal
from shudi_cli.acts.restoring import lay_out
from shudi_cli.acts.trying import entering
from shudi_cli.changes.drafting import Request
from shudi_cli.changes.standing import standing_of
from shudi_cli.cli.acting import (
    By,
    Day,
    DryRun,
    KeyFile,
    Yes,
    at_the_desk,
    citation,
    day_of,
    show_difference,
    the_desk,
)
from shudi_cli.cli.asking import agreed, someone_there
from shudi_cli.cli.drafting import Wish, chosen, completed
from shudi_cli.cli.session import Session, write_lines
from shudi_cli.cli.words import if_number, if_written, number_of, written
from shudi_cli.report.acts import proposed_lines


def command(
    context: typer.Context,
    numbers: Annotated[
        list[str] | None, typer.Argument(metavar="[编号…]", help="只报送这几个事项的改动；不写则全部")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="申请单位")] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="理由", help="为什么要增、减、改")] = None,
    trigger: Annotated[
        str | None, typer.Option("--trigger", metavar="触发", help="程序所列的一种，如 基层有实际需求")
    ] = None,
    basis: Annotated[
        list[str] | None, typer.Option("--basis", metavar="依据", help="如 《某某条例》第五条，可以写几次")
    ] = None,
    concern: Annotated[
        list[str] | None,
        typer.Option("--concern", metavar="乡镇", help="要征求意见的乡镇（街道），可以写几次"),
    ] = None,
    downhill: Annotated[
        str | None, typer.Option("--downhill", metavar="理由", help="主体责任移给乡镇（街道）时，破例的理由")
    ] = None,
    attach: Annotated[
        list[Path] | None, typer.Option("--attach", metavar="文件", help="申请书等附件，可以写几次")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="不改文件，答几个问题来增加一个事项")] = False,
    amend: Annotated[
        str | None, typer.Option("--amend", metavar="编号", help="答几个问题来改一个事项")
    ] = None,
    remove: Annotated[str | None, typer.Option("--remove", metavar="编号", help="减去一个事项")] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="文件", help="增加、修改的新文在这个文件里，与清单里的写法相同"),
    ] = None,
    chapter: Annotated[
        str | None, typer.Option("--chapter", metavar="领域", help="增加到哪个领域、板块")
    ] = None,
    renew: Annotated[
        str | None, typer.Option("--renew", metavar="变更", help="更新一项变更：退回以后，或清单变了以后")
    ] = None,
    edit: Annotated[
        str | None, typer.Option("--edit", metavar="变更", help="把一项变更的新文放回清单，好接着改")
    ] = None,
    procedure: Annotated[str | None, typer.Option("--procedure", metavar="名称", help="按哪套程序办")] = None,
    day: Day = None,
    by: By = None,
    key: KeyFile = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """报送清单变更：增、减、改。

    先在清单文件里改好，再运行它：改动变成一项申请，清单放回原样，批准以后才会改。
    也可以不改文件，答几个问题（--add、--amend、--remove）。

    例：
      shudi propose --unit 青山镇 --reason 群众反映集中，职责不清
      shudi propose SD-05-003 --unit 县水务局 --reason 机构职能调整
      shudi propose --remove SD-05-003 --unit 县水务局 --reason 法规已废止
      shudi propose --renew CG-2026-001
    """
    session: Session = context.obj
    if edit is not None:
        _lay_out(number_of(edit))
        return
    with at_the_desk(by) as (desk, clerk):
        renews = if_number(renew)
        wish = Wish(
            [number_of(number) for number in numbers or ()],
            add,
            if_number(amend),
            if_number(remove),
            renews,
            source,
            chapter,
        )
        edited, in_tree = chosen(desk, wish)
        old = desk.standings[renews].change if renews else None
        said = Request(
            unit=if_written(unit, "申请单位", "--unit") or "",
            person=clerk.name,
            day=day_of(day, clerk),
            reason=if_written(reason, "理由", "--reason", lines=True) or "",
            trigger=trigger,
            bases=[citation(written(text, "依据", "--basis")) for text in basis or ()],
            concerned=[written(name, "乡镇（街道）", "--concern") for name in concern or ()],
            downhill=if_written(downhill, "破例的理由", "--downhill", lines=True),
        )
        request = completed(said, desk, edited, procedure, old)
        made = proposal(
            desk,
            clerk,
            edited,
            request,
            procedure=procedure,
            attachments=attach or (),
            in_tree=in_tree,
            key=key,
        )
        _show(desk, clerk, made, session)
        if dry_run or not agreed("报送", yes=yes or not someone_there()):
            write_lines(["", "没有报送，清单文件没有动。"])
            return
        version = made.record(desk, clerk)
        standings = [standing_of(change, (), desk.authority) for change in made.changes]
    write_lines(["", *proposed_lines(made, standings, version)])


def _show(desk: Desk, clerk: Clerk, made: Proposal, session: Session) -> None:
    for change in made.changes:
        show_difference(desk, entering(change, desk, clerk.today), session.look)
        if others := others_waiting(desk, change):
            sys.stderr.write(
                f"注意：{'、'.join(others)} 也在改这几项；哪一项先入册，另一项就要更新（--renew）以后再办。\n"
            )


def _lay_out(number: str) -> None:
    with the_desk() as desk:
        lay_out(desk, number)
    write_lines([f"{number} 的新文已经放进清单文件，改好以后运行：shudi propose --renew {number}"])
