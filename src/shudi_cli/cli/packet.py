"""`shudi packet`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.acts.answering import Wish, heard, taken
from shudi_cli.cli.acting import By, Day, DryRun, KeyFile, Yes, at_the_desk, day_of
from shudi_cli.cli.sending import send
from shudi_cli.cli.session import Session
from shudi_cli.cli.taking import answers_in, completed_wish, take
from shudi_cli.cli.words import if_written
from shudi_cli.errors import ShudiError

#: The options of 发出; all others are those of 收回.
_OF_OUT = frozenset({"units", "every", "due"})


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
    _refuse_options_of_the_other(context, what)
    if what is What.OUT:
        send(session, paths, units or [], every=every, due=due)
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
        answers, against = answers_in(paths, session)
        found = heard(desk, answers, clerk.today, against)
        made = taken(desk, clerk, found, completed_wish(desk, found, wish))
        take(desk, clerk, made, session, ask_first=not yes, dry_run=dry_run)


def _refuse_options_of_the_other(context: typer.Context, what: What) -> None:
    """ShudiError for an option that says nothing where the command goes: it would be passed over in silence."""
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if parameter.param_type_name != "option" or source is None or source.name != "COMMANDLINE":
            continue
        if (parameter.name in _OF_OUT) is (what is What.IN):
            way, other = ("收回", What.OUT) if what is What.IN else ("发出", What.IN)
            raise ShudiError(
                f"{way}填报表用不着“{parameter.opts[0]}”，什么也没有写",
                f"它只用于 shudi packet {other.value}；去掉它再运行一次",
            )
