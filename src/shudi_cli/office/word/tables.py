"""Tables as WordprocessingML, row by row: python-docx would look through the whole table for each of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from shudi_cli.office.document import Cell, Mark, Paragraph, Row, Style, Table
from shudi_cli.office.word.paragraphs import Pen, paragraph_xml, settled
from shudi_cli.office.word.styles import SPECS, TABLE_STYLE
from shudi_cli.office.word.xml import only_if

#: What the style of tables keeps free at the two sides of a cell.
_SIDES = 160
_EMPTY = Cell((Paragraph((), Style.TABLE_TEXT),))


def table_xml(table: Table, pen: Pen, area: tuple[int, int], style: str = TABLE_STYLE) -> Iterator[str]:
    """A table, in pieces, on pages with a text area of this width and height (twentieths of a point)."""
    width, height = area
    grid = column_widths(table.widths, width)
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in grid)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    covered: dict[int, Cell] = {}
    for row in table.rows:
        yield _row(row, pen, grid, covered, height // 2)
    yield "</w:tbl>"


def column_widths(shares: Sequence[float], width: int) -> Sequence[int]:
    """Whole widths in the proportion of the shares that fill a width exactly."""
    whole = sum(shares)
    edges = [round(width * sum(shares[:nth]) / whole) for nth in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


class _Placed(NamedTuple):
    """A cell in its row: how many columns it covers, its width, and its part in a cell that covers several rows."""

    cell: Cell
    columns: int
    room: int
    merge: str


def _row(row: Row, pen: Pen, grid: Sequence[int], covered: dict[int, Cell], half: int) -> str:
    placed = list(_placed(row, grid, covered))
    tall = max([_tall(entry.cell, entry.room - _SIDES) for entry in placed if not entry.merge], default=0)
    whole = row.head or (row.whole and tall <= half)
    properties = (
        only_if(whole, "<w:cantSplit/>") + only_if(row.head, "<w:tblHeader/>") + pen.mark_of(row.mark)
    )
    cells = "".join([_cell(entry, pen, row.mark, whole=whole) for entry in placed])
    return f"<w:tr>{only_if(properties, f'<w:trPr>{properties}</w:trPr>')}{cells}</w:tr>"


def _placed(row: Row, grid: Sequence[int], covered: dict[int, Cell]) -> Iterator[_Placed]:
    """The cells of a row with those that are covered; `covered` keeps, by column, what covers the rows to come."""
    coming = iter(row.cells)
    column = 0
    while column < len(grid):
        above = covered.pop(column, None)
        cell = above or next(coming, _EMPTY)
        merge = "<w:vMerge/>" if above else only_if(cell.rows > 1, '<w:vMerge w:val="restart"/>')
        if cell.rows > 1:
            covered[column] = _EMPTY._replace(columns=cell.columns, rows=cell.rows - 1)
        end = min(column + cell.columns, len(grid))
        yield _Placed(cell, end - column, sum(grid[column:end]), merge)
        column = end


def _cell(placed: _Placed, pen: Pen, within: Mark, *, whole: bool) -> str:
    """What may be torn between pages begins at the top; all else stands in the middle of its row."""
    held = placed.cell.paragraphs or _EMPTY.paragraphs
    paragraphs = held if within is not Mark.SAME else settled(held)
    inner = "".join([paragraph_xml(paragraph, pen, within=within) for paragraph in paragraphs])
    properties = (
        f'<w:tcW w:w="{placed.room}" w:type="dxa"/>'
        + only_if(placed.columns > 1, f'<w:gridSpan w:val="{placed.columns}"/>')
        + placed.merge
        + only_if(whole, '<w:vAlign w:val="center"/>')
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def _tall(cell: Cell, room: int) -> int:
    """About how high a cell stands; every character is taken for a Chinese one."""
    tall = 0
    for paragraph in cell.paragraphs:
        spec = SPECS[paragraph.style]
        a_line = max(1, room // (spec.size * 10))
        lines = sum(
            max(1, ceil(len(line) / a_line))
            for line in "".join([run.text for run in paragraph.runs]).split("\n")
        )
        tall += lines * spec.line
    return tall
