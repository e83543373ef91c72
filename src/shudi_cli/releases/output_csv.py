"""成品 CSV: one table a list, for Excel and WPS."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.model import DutyList, Item, Responsibility
from shudi_cli.model.editions import INTERNAL_FIELDS, Edition
from shudi_cli.releases.outputs import Issue

#: A cell that begins with one of these would be run as a formula, the full-width ones in Chinese Excel too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def csv_files(issue: Issue) -> Mapping[str, bytes]:
    """One file a list: what it is, the release, then one row an item."""
    return {f"{issue.stem}-{found.folder}.csv": _file(_rows(found, issue)) for found in issue.workspace.lists}


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _file(rows: Iterator[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([guarded(unicodedata.normalize("NFC", cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _rows(duty_list: DutyList, issue: Issue) -> Iterator[Sequence[str]]:
    yield [f"{duty_list.notice.name}（{issue.edition.title}）"]
    yield [cell for fact in issue.face.items() for cell in fact]
    fields = [field for field in _CELLS if _is_shown(field, duty_list, issue.edition)]
    yield ["序号", duty_list.kind.chapter, "编号", *fields]
    nth = 0
    for domain in duty_list.domains:
        for item in domain.items:
            nth += 1
            yield [str(nth), domain.name, item.number, *(_CELLS[field](item) for field in fields)]


def _is_shown(field: str, duty_list: DutyList, edition: Edition) -> bool:
    """Whether a column is: one that the kind of list has not, or that no item fills, is left out."""
    if edition is Edition.PUBLIC and field in INTERNAL_FIELDS:
        return False
    return field not in duty_list.kind.unused and any(field in item.content for item in duty_list.items)


def _lines(texts: Sequence[Any]) -> str:
    """Texts one below the other, numbered where there are several."""
    return "\n".join(f"{nth}. {text}" if len(texts) > 1 else str(text) for nth, text in enumerate(texts, 1))


def _duties(entries: Sequence[Responsibility]) -> str:
    return "\n".join(
        f"{entry.unit}{'（牵头）' if entry.leads else ''}：{_gap(entry.duties)}{_lines(entry.duties)}"
        + "".join(f"\n赋权依据：{basis}" for basis in entry.empowered_by)
        for entry in entries
    )


def _gap(duties: Sequence[str]) -> str:
    return "\n" if len(duties) > 1 else ""


#: 字段 → its text in a cell.
_CELLS: Mapping[str, Callable[[Item], str]] = {
    "名称": lambda item: item.name,
    "批次": lambda item: "" if item.batch is None else str(item.batch),
    "适用": lambda item: "、".join(item.applies_to),
    "职责任务": lambda item: _lines(item.tasks),
    "主体责任": lambda item: _duties(item.main),
    "配合责任": lambda item: _duties(item.support),
    "依据": lambda item: "\n".join(map(str, item.bases)),
    "对应事项": lambda item: "、".join(item.links),
    "备注": lambda item: item.note or "",
}
