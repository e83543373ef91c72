"""A workbook of lists to work in: a sheet a list, and unseen the data that went into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shudi_cli.documents.base import Base, BaseItem, BaseList, base_rows, fingerprint
from shudi_cli.documents.excel import sheet_of
from shudi_cli.documents.tabulated import foot_of
from shudi_cli.exporting.asked import Asked
from shudi_cli.exporting.files import Export, what_of
from shudi_cli.forms import PrintedList
from shudi_cli.model import Domain, DutyList
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.office.book import Book
from shudi_cli.office.excel import excel_bytes


def excel_files(export: Export, ending: str) -> Mapping[str, bytes]:
    """One workbook."""
    return {export.named(what_of(export), ending): excel_bytes(workbook(export.asked, export.face))}


def workbook(asked: Asked, face: Mapping[str, str]) -> Book:
    """The lists asked for as a workbook."""
    printed = asked.printed(whole=True)
    tables = asked.tables(face, whole=True)
    shows_chapter = [any(column.field == "领域" for column in table.columns) for table in printed]
    sheets = tuple(
        sheet_of(table, found.notice.kind, chapters="" if shown else found.kind.chapter)
        for table, found, shown in zip(tables, asked.lists, shows_chapter, strict=True)
    )
    title = tables[0].title if len(tables) == 1 else f"{face['地区']}清单"
    return Book(title, sheets, base=base_rows(_base(asked, printed)), properties=face, foot=foot_of(face))


def _base(asked: Asked, printed: tuple[PrintedList, ...]) -> Base:
    items: list[BaseItem] = []
    for duty_list, table in zip(asked.lists, printed, strict=True):
        items += _items(asked, duty_list, table)
    return Base(tuple(_list(asked, duty_list) for duty_list in asked.lists), tuple(items))


def _list(asked: Asked, duty_list: DutyList) -> BaseList:
    documents = asked.workspace.documents
    settings = documents[SETTINGS_FILE].data["清单种类"]
    return BaseList(
        duty_list.folder, documents[duty_list.notice.place.file].data, settings[duty_list.notice.kind]
    )


def _items(asked: Asked, duty_list: DutyList, table: PrintedList) -> Iterator[BaseItem]:
    homes: dict[str, Domain] = {item.number: domain for domain in duty_list.domains for item in domain.items}
    shown = {domain.place.file: _shown(asked, domain) for domain in duty_list.domains}
    for row in table.rows:
        domain = homes[row.item.number]
        prints = {
            column.title: fingerprint(text) for column, text in zip(table.columns, row.cells, strict=True)
        }
        file = domain.place.file.removeprefix(f"{duty_list.folder}/")
        content = shown[domain.place.file][row.item.number]
        yield BaseItem(duty_list.folder, domain.name, domain.order, file, content, prints)


def _shown(asked: Asked, domain: Domain) -> Mapping[str, Mapping[str, Any]]:
    """The items of a chapter by number, with nothing that the edition leaves out."""
    data = asked.wish.edition.shown(asked.workspace.documents[domain.place.file].data)
    return {item["编号"]: item for item in data["事项"]}
