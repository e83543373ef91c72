"""A Word table as a grid: spans and merges resolved, rows in content controls kept, deleted rows told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from shudi_cli.office.grid import Doubt, Grid, GridCell, in_order
from shudi_cli.office.reading.cell import Reader, cell_content
from shudi_cli.office.reading.markup import attribute, children, local
from shudi_cli.office.reading.styles import is_on
from shudi_cli.office.reading.words import unwrapped

#: Word allows 63 columns.
_WIDEST = 200
#: An exact height of a row, in twentieths of a point, below which nothing is seen.
_TINY = 80
_NO_SHAPE: Mapping[str, etree._Element] = {}


@dataclass
class _Drawn:
    """A table as it is read: cells, and of each column the cell that goes on downwards."""

    cells: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    owners: dict[int, tuple[int, int]] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)
    width: int = 0
    deleted: int = 0


def read_table(table: etree._Element, reader: Reader, nth: int, before: str) -> tuple[Grid, Sequence[str]]:
    """A table as a grid, and the remarks on it."""
    drawn = _Drawn()
    height = 0
    for row in unwrapped(table):
        if local(row) != "tr":
            continue
        properties = children(row.find("{*}trPr"))
        if "del" in properties:
            drawn.deleted += 1
            continue
        if is_on(properties, "hidden"):
            drawn.hidden.append(height)
        _read_row(row, properties, height, reader, drawn)
        if _tiny(properties):
            _doubt(drawn, height, Doubt.TINY)
        height += 1
    style = table.find("{*}tblPr/{*}tblStyle")
    if style is not None and reader.styles.strikes(attribute(style, "val") or ""):
        for nth_row in range(height):
            _doubt(drawn, nth_row, Doubt.STRUCK)
    remarks = [f"表{nth}有 {drawn.deleted} 行在修订中删去，没有读入"] if drawn.deleted else []
    cells = {place: cell for place, cell in drawn.cells.items() if cell.text or cell.doubts}
    grid = Grid(nth, "", cells, height, drawn.width, frozenset(drawn.hidden), before=before)
    return grid, remarks


def _read_row(
    row: etree._Element, properties: Mapping[str, etree._Element], nth: int, reader: Reader, drawn: _Drawn
) -> None:
    column = _number(properties, "gridBefore", 0)
    inserted = "ins" in properties
    owners: dict[int, tuple[int, int]] = {}
    last = None
    for cell in unwrapped(row):
        if local(cell) != "tc":
            continue
        shape = next((children(child) for child in cell if local(child) == "tcPr"), _NO_SHAPE)
        columns = _number(shape, "gridSpan", 1)
        text, doubts = cell_content(cell, reader)
        if inserted:
            doubts.add(Doubt.INSERTED)
        place = (nth, column)
        above = drawn.owners.get(column)
        if _goes_on(shape, "hMerge") and last is not None:
            _extend(drawn, last, text, columns=columns)
        elif _goes_on(shape, "vMerge") and above is not None:
            owners[column] = above
            _extend(drawn, above, text, to_row=nth)
            last = None
        else:
            drawn.cells[place] = GridCell(text, 1, columns, in_order(doubts))
            last = place
            if "vMerge" in shape:
                owners[column] = place
        column += columns
    drawn.owners = owners
    drawn.width = max(drawn.width, column + _number(properties, "gridAfter", 0))


def _extend(
    drawn: _Drawn, owner: tuple[int, int], text: str, *, to_row: int | None = None, columns: int = 0
) -> None:
    """Lets a cell cover more; text in what it covers is seen by nobody."""
    cell = drawn.cells[owner]
    rows = cell.rows if to_row is None else to_row - owner[0] + 1
    doubts = cell.doubts
    if text.strip() and Doubt.HIDDEN_TEXT not in doubts:
        doubts = (*doubts, Doubt.HIDDEN_TEXT)
    drawn.cells[owner] = GridCell(cell.text, rows, cell.columns + columns, doubts)


def _tiny(properties: Mapping[str, etree._Element]) -> bool:
    """Whether a row is so low that nothing in it is seen."""
    height = properties.get("trHeight")
    exact = height is not None and attribute(height, "hRule") == "exact"
    return exact and _number(properties, "trHeight", _TINY) < _TINY


def _doubt(drawn: _Drawn, row: int, doubt: Doubt) -> None:
    """Doubts every text that begins in a row."""
    for place, cell in drawn.cells.items():
        if place[0] == row and cell.text.strip():
            drawn.cells[place] = cell._replace(doubts=in_order({*cell.doubts, doubt}))


def _goes_on(shape: Mapping[str, etree._Element], name: str) -> bool:
    found = shape.get(name)
    return found is not None and attribute(found, "val") != "restart"


def _number(properties: Mapping[str, etree._Element], name: str, otherwise: int) -> int:
    found = properties.get(name)
    said = "" if found is None else attribute(found, "val") or ""
    return min(int(said), _WIDEST) if said.isdecimal() and len(said) < 7 else otherwise  # noqa: PLR2004 - longer is nonsense
