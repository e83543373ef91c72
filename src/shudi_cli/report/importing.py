"""Telling what an import found: the tables, which column is what, how much there is, and the doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from shudi_cli.importing.bringing_in import BroughtIn
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.importing.handing_out import REPORT, REPORT_TEXT, query_line
from shudi_cli.importing.lists import DraftList, units_in
from shudi_cli.importing.tables import FileRead, Table
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look
from shudi_cli.report.width import visible

#: So many doubts of a weight are shown; all of them are in the report.
_SHOWN = {Weight.MUST: 20, Weight.LOOK: 8, Weight.KNOW: 0}


def found_lines(brought: BroughtIn, look: Look) -> Iterator[str]:
    """What was found, before anything is written."""
    for file in brought.files:
        yield from _file(file, look)
    for found in brought.lists:
        yield from folded(_list(found), look, 0)
    yield from doubt_lines(brought.queries, look)


def doubt_lines(queries: Sequence[Query], look: Look) -> Iterator[str]:
    """The doubts, what must be answered first."""
    if not queries:
        yield "没有疑点"
    for weight in Weight:
        of_weight = [found for found in queries if found.weight is weight]
        if not of_weight:
            continue
        yield f"{weight.value}：{len(of_weight)} 处"
        for found in of_weight[: _SHOWN[weight]]:
            yield from folded(visible(query_line(found).strip()), look, 2)
        rest = len(of_weight) - _SHOWN[weight]
        if rest > 0 and _SHOWN[weight]:
            yield f"  还有 {rest} 处，见 {REPORT}"


def written_lines(brought: BroughtIn, folder: str) -> Iterator[str]:
    """Where the draft is, and what to do next."""
    yield f"已写入草稿工作区：{visible(folder)}"
    yield f"  疑点表：{visible(str(Path(folder) / REPORT))}，同样的内容在 {REPORT_TEXT}"
    yield "接下来："
    if brought.to_answer:
        yield f"  在 {REPORT} 的“处理意见”一栏回答，"
        yield f"  再加 --answers {REPORT} 重新导入，写到另一个文件夹"
    yield f'  shudi -C "{visible(folder)}" validate'


def _file(file: FileRead, look: Look) -> Iterator[str]:
    told = "，带有导出时的底稿" if file.base else ""
    yield f"{visible(file.name)}：{len(file.tables)} 个表{told}"
    for table in file.tables:
        yield from folded(visible(_table(table)), look, 2)


def _table(table: Table) -> str:
    columns = "；".join(
        f"{table.head.titles[column]}={field}" for column, field in sorted(table.head.fields.items())
    )
    return f"{table.place}：{len(table.rows)} 项，栏目 {columns}"


def _list(found: DraftList) -> str:
    items = list(found.items)
    units = {unit for item in items for unit in units_in(item)}
    return visible(
        f"{found.title}（{found.kind}）：{len(found.chapters)} 章，{len(items)} 项，{len(units)} 个单位"
    )
