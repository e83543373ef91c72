"""Packets filled in with another program (openpyxl), as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

NEW = "查处河道非法采砂、运砂。"


def write(path: Path, *cells: tuple[str, str, object]) -> Path:
    """Type into cells, as another program would, and save."""
    book = openpyxl.load_workbook(path)
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    book.save(path)
    return path


def duty(path: Path, text: object = NEW, reason: str = "职责不清", person: str = "填报员甲") -> Path:
    """Another text for the first duty."""
    book = openpyxl.load_workbook(path)
    guide = {row[0].value: row[2] for row in book["填写说明"].iter_rows()}
    guide["填报人"].value = person
    sheet, row, columns = first_row(book, "职责")
    sheet.cell(row, columns["改为"]).value = text
    sheet.cell(row, columns["修改理由"]).value = reason
    book.save(path)
    return path


def contact(path: Path, nth: int = 0, **cells: object) -> Path:
    """Other cells in the row of a contact."""
    book = openpyxl.load_workbook(path)
    sheet, row, columns = first_row(book, "联络员")
    for title, value in cells.items():
        sheet.cell(row + nth, columns[title]).value = value
    book.save(path)
    return path


def first_row(book: Any, name: str) -> tuple[Any, int, dict[str, int]]:
    sheet = book[name]
    head = max(range(1, 6), key=lambda row: sum(cell.value is not None for cell in sheet[row]))
    return sheet, head + 1, {cell.value: cell.column for cell in sheet[head]}
