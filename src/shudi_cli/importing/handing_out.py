"""The doubts of an import as a workbook that a clerk fills in, and as a text to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shudi_cli.importing.accepting import accepted
from shudi_cli.importing.answers import ANSWER, HEADS, ORDER, WEIGHT, Key
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.office.book import Book, Sheet, SheetColumn

REPORT, REPORT_TEXT = "导入疑点.xlsx", "导入疑点.txt"
_WIDTHS = (6, 10, 18, 22, 18, 34, 40, 32, 28, 30)
_ANSWERED = "已回答"
_HOW = (
    "照“可以写”在“处理意见”一栏填写，保存后照导入时最后打印的命令再导入一遍；已经回答过的列在最后，要改就改那里",
    "“跳过”是这一项整项不读入；别的写法看不懂的，再导入时会再问",
)


def report_book(queries: Sequence[Query], given: Mapping[Key, Mapping[str, str]] | None = None) -> Book:
    """The doubts, one a row; below them what was answered earlier (`given`), so that the next import has it too."""
    columns = tuple(
        SheetColumn(title, width, open=title == ANSWER) for title, width in zip(HEADS, _WIDTHS, strict=True)
    )
    earlier = dict(given or {})
    rows = [(*_asked(found), earlier.pop(found.key, {}).get(ANSWER, "")) for found in queries]
    rows += [
        tuple(_ANSWERED if head == WEIGHT else row[head] for head in HEADS if head != ORDER)
        for row in earlier.values()
    ]
    numbered = [(str(nth), *row) for nth, row in enumerate(rows, 1)]
    return Book("导入疑点", (Sheet("导入疑点", columns, numbered, face=("导入疑点", *_HOW)),))


def _asked(found: Query) -> tuple[str, ...]:
    own = found.weight.value, found.code, found.place, found.subject, found.quoted
    return *own, found.question, accepted(found), found.done


def report_text(queries: Sequence[Query]) -> str:
    """The doubts as text, by weight."""
    lines = ["导入疑点", ""]
    for weight in Weight:
        of_weight = [found for found in queries if found.weight is weight]
        lines.append(f"{weight.value}：{len(of_weight)} 处")
        for found in of_weight:
            lines.append(query_line(found))
            lines += [f"    可以写：{may}"] if (may := accepted(found)) else []
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def query_line(found: Query) -> str:
    """A doubt on one line."""
    said = f"原文“{found.quoted}”。" if found.quoted else ""
    done = f"（{found.done}）" if found.done else ""
    return f"  [{found.code}] {found.place}：{said}{found.question}{done}"
