"""`shudi packet`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.acts.answering import Wish, heard, taken
from shudi_cli.archive import unsettled_records
from shudi_cli.cli.acting import By, Day, DryRun, KeyFile, Yes, at_the_desk, day_of
from shudi_cli.cli.session import Session, counted, write_lines
from shudi_cli.cli.taking import answers_in, completed_wish, take
from shudi_cli.cli.words import if_written
from shudi_cli.clocks import snapshot_at
from shudi_cli.errors import ShudiError
from shudi_cli.opening import workspace_at
from shudi_cli.packets.sending import packets_sent, units_asked, write_packets
from shudi_cli.workspace import load

#: As many names as are told.
_FEW = 3


class What(StrEnum):
    """What to do with packets."""

    OUT = "out"
    IN = "in"


def command(
    context: typer.Context,
    what: Annotated[What, typer.Argument(metavar="out|in", help="out 发出，in 收回")],
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件夹|文件…", help="发到哪个文件夹；收回哪些文件，或哪个文件夹里的全部"),
    ],
    units: Annotated[
        list[str] | None, typer.Option("--unit", metavar="单位", help="发给这个单位，可以写几次")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="发给每个有责任、有联络员的单位")] = False,
    due: Annotated[
        str | None, typer.Option("--due", metavar="日期", help="请各单位在哪一天以前交回，印在填写说明里")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="理由", help="改了职责没有写修改理由的，都用它")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="姓名", help="改了职责没有写填报人的，都写他")
    ] = None,
    trigger: Annotated[
        str | None, typer.Option("--trigger", metavar="触发", help="程序所列的一种，如 基层有实际需求")
    ] = None,
    procedure: Annotated[str | None, typer.Option("--procedure", metavar="名称", help="按哪套程序办")] = None,
    day: Day = None,
    by: By = None,
    key: KeyFile = None,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """一个单位一份 Excel 填报表，发出去，收回来。

    out 发出：每个单位一份，只有它的职责和联络员，能改的格开着，其余锁着。
    in 收回：职责的改动成为那个单位的变更申请，联络员的改动写进名录；有一处收不了，就什么也不写。

    例：
      shudi packet out --all --due 2026-12-15 填报表
      shudi packet out --unit 县水务局 填报表
      shudi packet in 交回 --dry-run
      shudi packet in 县水务局.xlsx 青山镇.xlsx --by 联络员甲
    """
    session: Session = context.obj
    if what is What.OUT:
        _send(session, paths, units or [], every=every, due=due)
        return
    with at_the_desk(by) as (desk, clerk):
        wish = Wish(
            day=day_of(day, clerk),
            reason=if_written(reason, "理由", "--reason", lines=True) or "",
            person=if_written(person, "姓名", "--person") or "",
            trigger=trigger,
            procedure=procedure,
            key=key,
        )
        found = heard(desk, answers_in(paths, session), clerk.today)
        made = taken(desk, clerk, found, completed_wish(desk, found, wish))
        take(desk, clerk, made, session, ask_first=not yes, dry_run=dry_run)


def _send(session: Session, paths: Sequence[Path], units: list[str], *, every: bool, due: str | None) -> None:
    if len(paths) != 1:
        raise ShudiError("发出填报表只写一个文件夹", "如 shudi packet out --all 填报表")
    if every == bool(units):
        raise ShudiError("要写明发给谁", "加 --all 发给全部单位，或加 --unit 单位名称")
    with snapshot_at(workspace_at(Path.cwd()), "HEAD") as moment:
        snapshot = moment.snapshot
        workspace = load(snapshot, records=unsettled_records(snapshot), roster=True)
        broken = sorted(workspace.unread)
        if broken or not workspace.lists:
            raise ShudiError(
                f"上次保存的“{(broken or ['shudi.yaml'])[0]}”有错，读不出来", "改正以后用 shudi save 保存"
            )
        asked = units_asked(units, workspace, session.today)
        last = _due(due)
        sent = list(
            counted(packets_sent(asked, workspace, day=session.today, due=last), len(asked), alone=True)
        )
        written = write_packets(paths[0], sent)
    names = "、".join(found.name for found in sent[:_FEW]) + ("……" if len(sent) > _FEW else "")
    write_lines([f"已写好 {len(sent)} 份填报表，在“{paths[0]}”里：{names}"])
    if len(written) < len(sent):
        write_lines([f"其中 {len(sent) - len(written)} 份原来就有，一模一样"])
    write_lines(["里面有联络员的手机号码，只在内部发送。收回：shudi packet in 交回的文件夹"])


def _due(text: str | None) -> str:
    from datetime import date

    from shudi_cli.packets.cells import day as day_in

    if text is None:
        return ""
    found = day_in(text.strip())
    try:
        return date.fromisoformat(found).isoformat()
    except ValueError:
        raise ShudiError(f"没有“{text}”这一天", "日期写成四位年、两位月、两位日，如 2026-12-15") from None
