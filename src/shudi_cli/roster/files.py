"""The contact tables as files: CSV, a page, Word, Excel, data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from shudi_cli.documents import Tabulated
from shudi_cli.documents.tabulated import with_chapters
from shudi_cli.model.settings import Export

#: Form → the ending of its files.
ENDINGS: Mapping[str, str] = {"csv": "csv", "html": "html", "word": "docx", "excel": "xlsx", "json": "json"}
#: The head of the column for what runs across the page elsewhere.
_BAND = "分组"


def table_bytes(table: Tabulated, form: str, settings: Export) -> bytes:
    """A table as a file of this form: csv, html, word, excel or json. Equal tables give equal bytes."""
    return _WRITERS[form](table, settings)


def _csv(table: Tabulated, _settings: Export) -> bytes:
    from shudi_cli.documents.csv_file import csv_bytes

    return csv_bytes(with_chapters(table, _BAND))


def _html(table: Tabulated, _settings: Export) -> bytes:
    from shudi_cli.documents.html import html_bytes

    return html_bytes(table)


def _word(table: Tabulated, settings: Export) -> bytes:
    from shudi_cli.documents.word import word_document, word_look
    from shudi_cli.office.word import word_bytes

    return word_bytes(word_document(table, settings), word_look(settings))


def _excel(table: Tabulated, _settings: Export) -> bytes:
    from shudi_cli.documents.excel import sheet_of
    from shudi_cli.office.book import Book
    from shudi_cli.office.excel import excel_bytes

    sheet = sheet_of(table, "联络员名录", chapters=_BAND)
    return excel_bytes(Book(table.title, (sheet,), properties=table.face, foot=table.foot))


def _json(table: Tabulated, _settings: Export) -> bytes:
    laid = with_chapters(table, _BAND)
    titles = [column.title for column in laid.columns]
    rows = [dict(zip(titles, row, strict=True)) for row in laid.rows]
    data = {"名称": table.title, **table.face, "名录": rows}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


_WRITERS: Mapping[str, Callable[[Tabulated, Export], bytes]] = {
    "csv": _csv,
    "html": _html,
    "word": _word,
    "excel": _excel,
    "json": _json,
}
