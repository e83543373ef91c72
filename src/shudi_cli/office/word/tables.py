"""Tables as WordprocessingML, row by row: python-docx would look through the whole table for each of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from shudi_cli.office.document import Cell, Mark, Paragraph, Row, Style, Table
from shudi_cli.office.word.paragraphs import Pen, paragraph_xml, settled
from shudi_cli.office.word.styles import SPECS, TABLE_STYLE
from shudi_cli.office.word.xml import only_if

#: What the style of tables keeps free at the two sides of a cell.
_SIDES = 160
_EMPTY = Cell((Paragraph((), Style.TABLE_TEXT),))
_CENTRED = {Style.TABLE_HEAD, Style.TABLE_CENTRE, Style.TABLE_BAND}


def table_xml(table: Table, pen: Pen, area: tuple[int, int], style: str = TABLE_STYLE) -> Iterator[str]:
    """A table, in pieces, on pages with a text area of this width and height (twentieths of a point)."""
    width, height = area
    grid = column_widths(table.widths, width)
    columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in grid)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )
    covered: dict[int, tuple[int, Cell]] = {}
    for row in table.rows:
        yield _row(row, pen, grid, covered, height // 2)
    yield "</w:tbl>"


def column_widths(shares: Sequence[float], width: int) -> Sequence[int]:
    """Whole widths in the proportion of the shares that fill a width exactly."""
    whole = sum(shares)
    edges = [round(width * sum(shares[:nth]) / whole) for nth in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _row(row: Row, pen: Pen, grid: Sequence[int], covered: dict[int, tuple[int, Cell]], half: int) -> str:
    """A row; `covered` tells, by column, for how many rows yet a cell from above covers it."""
    cells = []
    tallest = column = 0
    coming = iter(row.cells)
    while column < len(grid):
        rows, cell = covered.pop(column, (0, _EMPTY))
        merge = ""
        if rows:
            cell, merge = _EMPTY._replace(columns=cell.columns, rows=rows), "<w:vMerge/>"
        else:
            cell = next(coming, _EMPTY)
            merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
        if cell.rows > 1:
            covered[column] = (cell.rows - 1, cell)
        span = min(cell.columns, len(grid) - column)
        room = sum(grid[column : column + span])
        cells.append(_cell(cell, pen, (room, span, merge), row.mark))
        if not merge:
            tallest = max(tallest, _tall(cell, room - _SIDES))
        column += span
    whole = row.head or (row.whole and tallest <= half)
    properties = (
        only_if(whole, "<w:cantSplit/>") + only_if(row.head, "<w:tblHeader/>") + pen.mark_of(row.mark)
    )
    return f"<w:tr>{only_if(properties, f'<w:trPr>{properties}</w:trPr>')}{''.join(cells)}</w:tr>"


def _cell(cell: Cell, pen: Pen, place: tuple[int, int, str], within: Mark) -> str:
    room, span, merge = place
    centred = any(paragraph.style in _CENTRED for paragraph in cell.paragraphs)
    held = cell.paragraphs or _EMPTY.paragraphs
    paragraphs = held if within is not Mark.SAME else settled(held)
    inner = "".join([paragraph_xml(paragraph, pen, within=within) for paragraph in paragraphs])
    spanned = only_if(span > 1, f'<w:gridSpan w:val="{span}"/>')
    upright = only_if(centred, '<w:vAlign w:val="center"/>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{room}" w:type="dxa"/>{spanned}{merge}{upright}</w:tcPr>{inner}</w:tc>'


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
