"""The doubts of an import as a workbook that a clerk fills in, and as a text to print."""

from __future__ import annotations

from collections.abc import Sequence

from shudi_cli.importing.answers import ANSWER, HEADS
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.office.book import Book, Sheet, SheetColumn

REPORT, REPORT_TEXT = "导入疑点.xlsx", "导入疑点.txt"
_WIDTHS = (6, 10, 18, 24, 20, 36, 44, 30, 30)
_HOW = (
    "在“处理意见”一栏填写，保存后运行 shudi import 原来的文件 --answers 导入疑点.xlsx --to 另一个文件夹",
    "未登记单位：写名录里的名称，或“新单位”“不是单位”；表头不确定：写栏目名称；一行不要：写“跳过”；看过没有问题：写“确认”",
)


def report_book(queries: Sequence[Query]) -> Book:
    """The doubts, one a row."""
    columns = tuple(
        SheetColumn(title, width, open=title == ANSWER) for title, width in zip(HEADS, _WIDTHS, strict=True)
    )
    rows = [
        (
            str(nth),
            found.weight.value,
            found.code,
            found.place,
            found.subject,
            found.quoted,
            found.question,
            found.done,
            "",
        )
        for nth, found in enumerate(queries, 1)
    ]
    return Book("导入疑点", (Sheet("导入疑点", columns, rows, face=("导入疑点", *_HOW)),))


def report_text(queries: Sequence[Query]) -> str:
    """The doubts as text, by weight."""
    lines = ["导入疑点", ""]
    for weight in Weight:
        of_weight = [found for found in queries if found.weight is weight]
        lines += [f"{weight.value}：{len(of_weight)} 处", *map(query_line, of_weight), ""]
    return "\n".join(lines).rstrip() + "\n"


def query_line(found: Query) -> str:
    """A doubt on one line."""
    said = f"原文“{found.quoted}”。" if found.quoted else ""
    return (
        f"  [{found.code}] {found.place}：{said}{found.question}{f'（{found.done}）' if found.done else ''}"
    )
