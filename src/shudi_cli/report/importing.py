"""Telling what an import found: the tables, which column is what, how much there is, and the doubts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from shudi_cli.importing.bringing_in import BroughtIn
from shudi_cli.importing.doubts import SKIPPED, Query, Weight
from shudi_cli.importing.handing_out import REPORT, REPORT_TEXT, query_line
from shudi_cli.importing.lists import DraftList, units_in
from shudi_cli.importing.tables import FileRead, Table
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look
from shudi_cli.report.width import visible

#: What a shell takes for something else than a letter of a name.
_PARTED = re.compile(r"[\s&()$;|<>*?!^%~#`'\[\]{}]")
#: So many doubts of a weight are shown; all of them are in the report.
_SHOWN = {Weight.MUST: 20, Weight.LOOK: 8, Weight.KNOW: 0}


def found_lines(brought: BroughtIn, look: Look) -> Iterator[str]:
    """What was found, before anything is written."""
    for file in brought.files:
        yield from _file(file, look)
    for found in brought.lists:
        yield from folded(_list(found), look, 0)
    skipped = [found for found in brought.queries if found.code == SKIPPED]
    if skipped:
        names = "、".join(found.subject for found in skipped)
        yield from folded(visible(f"照处理意见跳过了 {len(skipped)} 项，整项没有读入：{names}"), look, 0)
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


class Again(NamedTuple):
    """How the import was called, to call it once more: files, kind, where the next draft goes."""

    files: Sequence[str]
    kind: str | None
    to: str

    def line(self, report: str) -> str:
        """The whole command, to copy. A report holds what earlier ones said, so that it is enough."""
        words = ["shudi", "import", *map(_word, self.files)]
        words += ["--kind", _word(self.kind)] if self.kind else []
        return " ".join([*words, "--answers", _word(report), "--to", _word(self.to), "--yes"])


def written_lines(brought: BroughtIn, folder: str, again: Again) -> Iterator[str]:
    """Where the draft is, and what to do next."""
    report = str(Path(folder) / REPORT)
    yield f"已写入草稿工作区：{visible(folder)}"
    yield f"  疑点表：{visible(report)}，同样的内容在 {REPORT_TEXT}"
    yield "接下来："
    if brought.to_answer:
        yield f"  在 {REPORT} 的“处理意见”一栏照“可以写”回答，存盘，再运行"
        yield f"  {visible(again.line(report))}"
        yield "对照原件看过、不再有要回答的以后："
    yield f"  shudi -C {_word(folder)} validate"
    yield f"  shudi init {_word(folder)}    从此保存版本，当作本县的工作区"


def _word(text: str) -> str:
    """A word of a command line: in quotes where the shell would part it."""
    plain = visible(text)
    return f'"{plain}"' if _PARTED.search(plain) else plain


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
