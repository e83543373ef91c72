"""Lists as a workbook to work in: a sheet a list, and unseen the data that went into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.documents.base import Base, BaseItem, BaseList, base_rows, column_key, fingerprint
from shudi_cli.documents.excel import sheet_names, sheet_of
from shudi_cli.documents.tabulated import foot_of
from shudi_cli.documents.tabulating import tabulated
from shudi_cli.forms import PrintedList
from shudi_cli.forms.printing import CHAPTER
from shudi_cli.model import Domain, DutyList
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.office.book import Book, Sheet
from shudi_cli.workspace import Workspace

_BATCH = "批次"


def workbook(
    workspace: Workspace,
    lists: Sequence[tuple[DutyList, PrintedList]],
    face: Mapping[str, str],
    lines: tuple[str, ...] = (),
) -> Book:
    """Lists of a workspace, each as it is printed, as one workbook; `lines` stand below each title."""
    names = sheet_names(duty_list.notice.kind for duty_list, _ in lists)
    sheets: list[Sheet] = []
    choices: dict[str, Sequence[str]] = {}
    for name, (duty_list, table) in zip(names, lists, strict=True):
        picked = {field: f"清单{len(sheets) + 1}_{field}" for field in _picked(duty_list, table)}
        choices.update({called: _values(field, duty_list) for field, called in picked.items()})
        laid = tabulated(table, face, lines=lines)
        sheets.append(sheet_of(laid, name, chapters=table.chapter_word, choices=picked))
    title = lists[0][1].title if len(lists) == 1 else f"{face['地区']}清单"
    base = base_rows(_base(workspace, lists))
    return Book(title, tuple(sheets), choices, base, face, foot_of(face))


def _picked(duty_list: DutyList, table: PrintedList) -> Iterator[str]:
    """The fields of the columns whose cells are picked; every sheet has one of chapters."""
    yield CHAPTER
    if any(column.field == _BATCH for column in table.columns) and _values(_BATCH, duty_list):
        yield _BATCH


def _values(field: str, duty_list: DutyList) -> Sequence[str]:
    if field == CHAPTER:
        return [domain.name for domain in duty_list.domains]
    return [
        str(batch) for batch in sorted({item.batch for item in duty_list.items if item.batch is not None})
    ]


def _base(workspace: Workspace, lists: Sequence[tuple[DutyList, PrintedList]]) -> Base:
    kinds = workspace.documents[SETTINGS_FILE].data["清单种类"]
    notices = tuple(
        BaseList(found.folder, workspace.documents[found.notice.place.file].data, kinds[found.notice.kind])
        for found, _ in lists
    )
    items = tuple(item for found, table in lists for item in _items(workspace, found, table))
    return Base(notices, items)


def _items(workspace: Workspace, duty_list: DutyList, table: PrintedList) -> Iterator[BaseItem]:
    homes: dict[str, Domain] = {item.number: domain for domain in duty_list.domains for item in domain.items}
    shown = {domain.place.file: _shown(workspace, domain, table) for domain in duty_list.domains}
    for row in table.rows:
        domain = homes[row.item.number]
        prints = {
            column_key(column.above, column.title): fingerprint(text)
            for column, text in zip(table.columns, row.cells, strict=True)
        }
        file = domain.place.file.removeprefix(f"{duty_list.folder}/")
        content = shown[domain.place.file][row.item.number]
        yield BaseItem(duty_list.folder, domain.name, domain.order, file, content, prints)


def _shown(workspace: Workspace, domain: Domain, table: PrintedList) -> Mapping[str, Mapping[str, Any]]:
    """The items of a chapter by number, with nothing that the edition leaves out."""
    data = table.edition.shown(workspace.documents[domain.place.file].data)
    return {item["编号"]: item for item in data["事项"]}
