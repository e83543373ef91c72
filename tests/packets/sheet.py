"""A packet filled in without a spreadsheet program: its workbook as a reader would hand it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shudi_cli.office.book import HIDDEN_SHEET, Book, Sheet
from shudi_cli.office.grid import Doubt, Grid, GridCell, OfficeFile
from shudi_cli.packets.layout import CONTACTS, DUTIES, GUIDE, NEW, NUMBER, PERSON, REASON
from shudi_cli.packets.values import CONTACT_FIELDS


def read_back(book: Book, name: str = "县水务局.xlsx") -> OfficeFile:
    """The workbook as it was sent."""
    grids = [_grid(nth, sheet) for nth, sheet in enumerate(book.sheets, 1)]
    base = {
        (row, column): GridCell(text)
        for row, cells in enumerate(book.base)
        for column, text in enumerate(cells)
        if text
    }
    width = max(map(len, book.base))
    grids.append(Grid(len(grids) + 1, HIDDEN_SHEET, base, len(book.base), width, hidden=True))
    return OfficeFile(name, "xlsx", tuple(grids))


def _grid(nth: int, sheet: Sheet) -> Grid:
    titles = [column.title for column in sheet.columns]
    rows = [*([line] for line in sheet.face), titles, *map(list, sheet.rows)]
    cells = {
        (row, column): GridCell(text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if text
    }
    return Grid(nth, sheet.name, cells, len(rows) + sheet.spare, len(titles))


def typed(
    office: OfficeFile, sheet: str, row: int, title: str, text: str, doubts: tuple[Doubt, ...] = ()
) -> OfficeFile:
    """The file with a text in a cell; `row` counts below the head."""

    def change(grid: Grid) -> Grid:
        head, columns = head_of(grid)
        cells = {key: cell for key, cell in grid.cells.items() if key != (head + 1 + row, columns[title])}
        if text or doubts:
            cells[head + 1 + row, columns[title]] = GridCell(text, doubts=doubts)
        return replace(grid, cells=cells)

    return changed(office, sheet, change)


def duty(office: OfficeFile, number: str, text: str, reason: str = "职责不清") -> OfficeFile:
    """The file with another text for the first duty of an item."""
    grid = next(grid for grid in office.grids if grid.name == DUTIES)
    head, columns = head_of(grid)
    row = next(row for row in range(head + 1, grid.height) if grid.text(row, columns[NUMBER]) == number)
    office = typed(office, DUTIES, row - head - 1, NEW, text)
    return typed(office, DUTIES, row - head - 1, REASON, reason)


def filled_by(office: OfficeFile, name: str) -> OfficeFile:
    """The file with the name of who filled it in."""
    grid = next(grid for grid in office.grids if grid.name == GUIDE)
    head, _ = head_of(grid)
    row = next(row for row in range(head + 1, grid.height) if grid.text(row, 0) == PERSON)
    return typed(office, GUIDE, row - head - 1, "填在这里", name)


def contact(office: OfficeFile, row: int, cells: Mapping[str, str] | None) -> OfficeFile:
    """The file with some cells of a contact's row; None empties all of it."""
    for title in CONTACT_FIELDS:
        if cells is None or title in cells:
            office = typed(office, CONTACTS, row, title, cells[title] if cells else "")
    return office


def changed(office: OfficeFile, sheet: str, change: Any) -> OfficeFile:
    """The file with one sheet changed; without it where the change is None."""
    grids = [change(grid) if grid.name == sheet else grid for grid in office.grids]
    return replace(office, grids=tuple(grid for grid in grids if grid is not None))


def head_of(grid: Grid) -> tuple[int, Mapping[str, int]]:
    """The row of the head, and the column of each title."""
    row = max(
        range(min(grid.height, 6)), key=lambda row: sum(bool(grid.text(row, c)) for c in range(grid.width))
    )
    return row, {grid.text(row, column): column for column in range(grid.width)}
