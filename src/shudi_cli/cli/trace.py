"""`shudi trace`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shudi_cli.cli.options import OutputFile
from shudi_cli.cli.session import Session, output_to
from shudi_cli.errors import ShudiError
from shudi_cli.report.look import plain
from shudi_cli.report.tracing import blocks, trace_json
from shudi_cli.trace import trace


class Format(StrEnum):
    """How to write the answer."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def command(
    context: typer.Context,
    term: Annotated[str, typer.Argument(metavar="事项", help="编号，如 SD-05-003，或名称")],
    day: Annotated[str, typer.Option("--date", metavar="日期", help="查哪一天，如 2026-03-14")],
    township: Annotated[
        str | None,
        typer.Option("--township", metavar="乡镇（街道）", help="再看这个乡镇（街道）在里面要做什么"),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help="text、json 或 markdown")
    ] = Format.TEXT,
    output: OutputFile = None,
) -> None:
    """查某一天某个事项怎么写、归谁：有效的正式版本、原文、来历、当天已知；不作责任认定。

    例：
      shudi trace SD-05-003 --date 2026-03-14
      shudi trace SD-05-003 --date 2026-03-14 --township 青山镇
      shudi trace SD-05-003 --date 2026-03-14 --format markdown --output 倒查.md
    """
    session: Session = context.obj
    found = trace(Path.cwd(), term, _day(day), today=session.today, township=township)
    look = session.look if output is None else plain()
    with output_to(output, for_programs=form is not Format.TEXT) as out:
        if form is Format.JSON:
            from shudi_cli.report.json_text import dumped

            out.write(dumped(trace_json(found)))
        elif form is Format.MARKDOWN:
            from shudi_cli.report.paper_markdown import Markdown

            out.write("\n".join(blocks(found, Markdown())))
        else:
            from shudi_cli.report.paper_text import Text

            out.writelines(block + "\n" for block in blocks(found, Text(look)))


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ShudiError(f"没有“{text}”这一天", "日期写成四位年、两位月、两位日，如 2026-03-14") from None
