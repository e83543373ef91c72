"""`shudi roster`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.contacts import Staffed, staffed
from shudi_cli.cli.options import At
from shudi_cli.cli.session import Session, output_to, say_clock, write_lines
from shudi_cli.cli.tables import print_table
from shudi_cli.cli.writing_out import Overwrite, write_out
from shudi_cli.documents import Tabulated
from shudi_cli.errors import Exit, ShudiError
from shudi_cli.lookup import UnitFound, look_up
from shudi_cli.model.editions import Edition
from shudi_cli.report.json_text import dumped
from shudi_cli.report.look import plain
from shudi_cli.report.staffing import staffing_json, staffing_lines
from shudi_cli.roll_call import staffing_report
from shudi_cli.roster import Directory
from shudi_cli.roster.files import ENDINGS, table_bytes
from shudi_cli.roster.tables import UNBROKEN, roster_table


class What(StrEnum):
    """What to do with the roster."""

    CHECK = "check"
    TABLE = "table"


class By(StrEnum):
    """What a table is arranged by, in either language."""

    ITEM = "item"
    UNIT = "unit"
    TOWNSHIP = "township"
    DOMAIN = "domain"
    ITEMS = "事项"
    UNITS = "单位"
    TOWNSHIPS = "乡镇"
    DOMAINS = "领域"

    @property
    def word(self) -> str:
        """The Chinese word."""
        return {"item": "事项", "unit": "单位", "township": "乡镇", "domain": "领域"}.get(
            self.value, self.value
        )


class Format(StrEnum):
    """What is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    WORD = "word"
    EXCEL = "excel"


def command(
    context: typer.Context,
    what: Annotated[What, typer.Argument(metavar="check|table", help="check 核对；table 列成表")],
    unit: Annotated[str | None, typer.Option("--unit", metavar="单位", help="核对时只看这个单位的")] = None,
    by: Annotated[
        By, typer.Option("--by", metavar="项目", help="列表按 事项、单位、乡镇 或 领域 排")
    ] = By.UNITS,
    internal: Annotated[
        bool,
        typer.Option(
            "--internal/--public", help="内部版号码是完整的，不得公开；不写则是公开版，遮盖手机号码"
        ),
    ] = False,
    at: At = None,
    form: Annotated[
        Format,
        typer.Option("--format", metavar="FORMAT", help="text、json；列表还可以是 csv、html、word、excel"),
    ] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="文件", help="写进文件；列表不写则是当前文件夹")
    ] = None,
    overwrite: Overwrite = False,
) -> None:
    """核对联络员名录，或列成表。

    核对：每个事项、每个有责任的单位、每个乡镇（街道）都有人接，人在、号码对、核实过；没有做到的，一个单位一张单子。

    例：
      shudi roster check                            哪里没有人接
      shudi roster check --unit 县水务局            只看一个单位的
      shudi roster table --by 乡镇                  公开版，在屏幕上看
      shudi roster table --by 单位 --format word    公开版，写成 Word 文件
      shudi roster table --by item --internal --format excel
    """
    session: Session = context.obj
    with staffed(at) as found:
        if what is What.CHECK:
            _check(session, found, unit, form, output)
        else:
            if unit is not None:
                raise ShudiError("列表不能只取一个单位", "去掉 --unit；要一个单位的事项，用 shudi show 单位")
            _table(
                session,
                found,
                by.word,
                Edition.INTERNAL if internal else Edition.PUBLIC,
                form,
                output,
                overwrite,
            )


def _check(session: Session, found: Staffed, unit: str | None, form: Format, output: Path | None) -> None:
    if form not in {Format.TEXT, Format.JSON}:
        raise ShudiError(f"核对的结果不能写成 {form.value}", "写 --format text 或 --format json")
    workspace = found.workspace
    name = _unit(unit, found) if unit else None
    day = found.judged_on(session.today)
    report = staffing_report(workspace, day, today=session.today, unit=name)
    with output_to(output, for_programs=form is Format.JSON) as out:
        if form is Format.JSON:
            out.write(dumped(staffing_json(report)))
        else:
            look = plain() if output else session.look
            out.writelines(f"{line}\n" for line in staffing_lines(report, look))
    if report.stops:
        raise typer.Exit(Exit.FINDINGS)


def _unit(term: str, found: Staffed) -> str:
    meant = look_up(term, found.workspace)
    if not isinstance(meant, UnitFound):
        raise ShudiError(f"“{term}”不是单位", "写单位名录里的名称，如 县水务局")
    return meant.name


def _table(
    session: Session,
    found: Staffed,
    by: str,
    edition: Edition,
    form: Format,
    output: Path | None,
    overwrite: bool,
) -> None:
    workspace = found.workspace
    directory = Directory(workspace.roster, workspace.units, found.judged_on(session.today))
    face = {"地区": workspace.settings.region.name, **({"状态": f"{found.day} 在任"} if found.day else {})}
    table = roster_table(by, workspace.lists, directory, face, edition)
    if form is Format.TEXT:
        if output is not None:
            raise ShudiError("屏幕上的表不能写进文件", "加 --format csv、html、word 或 excel")
        say_clock(found.clock, session.look)
        _print(session, table)
    elif output is None and form in {Format.JSON, Format.CSV, Format.HTML}:
        with output_to(None, for_programs=True) as out:
            out.write(table_bytes(table, form.value, workspace.settings.export).decode("utf-8-sig"))
    else:
        ending = ENDINGS[form.value]
        name = f"{table.title}-{'内部版' if edition is Edition.INTERNAL else '公开版'}.{ending}"
        files = {name: table_bytes(table, form.value, workspace.settings.export)}
        write_lines(write_out(files, output, ending, overwrite=overwrite))


def _print(session: Session, table: Tabulated) -> None:
    write_lines([session.look.paint(f"{table.title}（{table.face['版面']}）", "title")])
    titles = [column.title for column in table.columns]
    for band in table.bands:
        write_lines(["", session.look.paint(band.title, "title")])
        sys.stdout.flush()
        print_table(session, titles, band.rows, whole=UNBROKEN)
