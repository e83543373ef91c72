"""One sheet of an .xlsx as a grid: cells with text only, whatever size the sheet claims to have."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from shudi_cli.office.book import HIDDEN_SHEET
from shudi_cli.office.grid import Doubt, Grid, GridCell
from shudi_cli.office.reading.cell_text import plain, rich_text, struck_part
from shudi_cli.office.reading.markup import elements, local, whole
from shudi_cli.office.reading.numbers import TEXT, NumberFormat, number_text
from shudi_cli.office.reading.package import Package
from shudi_cli.office.reading.spans import Spans, position

#: Page numbers, places and faces in the foot of a page.
_FOOT_CODE = re.compile(r'&"[^"]*"|&K[0-9A-F]{6}|&[0-9]+|&[A-Za-z]|&(?=&)')
_TRUE = {"1", "true"}
#: Rows (in points) and columns (in characters) smaller than this show nothing.
_TINY_ROW, _TINY_COLUMN = 4.0, 1.0


class Shared(NamedTuple):
    """What the sheets of a workbook share: texts, the number format of each style, where days are counted from.

    `struck` are the styles with a line through their text, `struck_strings` the texts a part of which has one.
    """

    strings: Sequence[str]
    formats: Sequence[NumberFormat | None]
    since_1904: bool
    struck: Collection[str] = ()
    struck_strings: Collection[str] = ()
    #: What the format of each cell style makes of a text: {} stands for it; None where it shows it as it is.
    faces: Sequence[str | None] = ()


class SheetPart(NamedTuple):
    """A sheet as its workbook names it."""

    nth: int
    name: str
    part: str
    hidden: bool


@dataclass
class _Found:
    """What is gathered as a sheet is read."""

    cells: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    spans: Spans = field(default_factory=Spans)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    foot: str = ""


def read_sheet(package: Package, sheet: SheetPart, shared: Shared) -> tuple[Grid, Sequence[str], str]:
    """A sheet as a grid, the remarks on it, the line at the foot of its pages."""
    found = _Found()
    row = -1
    raw = package.read(sheet.part) or b"<worksheet/>"
    for element in elements(package.name, sheet.part, raw, ("row", "col", "mergeCell", "oddFooter")):
        match local(element):
            case "row":
                row = whole(element, "r", row + 2) - 1
                _read_row(element, row, found, shared)
            case "col" if element.get("hidden") in _TRUE or _below(element.get("width"), _TINY_COLUMN):
                found.hidden_columns.append((whole(element, "min", 1) - 1, whole(element, "max", 1)))
            case "mergeCell":
                found.spans.add(element.get("ref", ""))
            case "oddFooter":
                found.foot = _FOOT_CODE.sub("", element.text or "").strip()
    remarks = _annotate(package, sheet, found)
    return _grid(sheet, found), remarks, found.foot


def _read_row(element: etree._Element, row: int, found: _Found, shared: Shared) -> None:
    if element.get("hidden") in _TRUE or element.get("ht") == "0":
        found.hidden_rows.append(row)
    if not any(map(len, element)):
        return  # formats only
    tiny = element.get("hidden") not in _TRUE and _below(element.get("ht"), _TINY_ROW)
    column = -1
    for cell in element:
        if local(cell) != "c":
            continue
        said = cell.get("r")
        column = position(said)[1] if said else column + 1
        if len(cell):
            read = _read_cell(cell, shared)
            if read is not None:
                found.cells[row, column] = (
                    read._replace(doubts=(*read.doubts, Doubt.TINY)) if tiny and read.text else read
                )


def _below(said: str | None, least: float) -> bool:
    """Whether a height or width is said to be smaller than this."""
    try:
        return said is not None and float(said) < least
    except ValueError:
        return False


def _read_cell(cell: etree._Element, shared: Shared) -> GridCell | None:
    """A cell with text or a doubt; None for an empty one."""
    value, text, doubts = "", "", []
    for child in cell:
        name = local(child)
        if name == "v":
            value = child.text or ""
        elif name == "f":
            doubts.append(Doubt.FORMULA)
        elif name == "is":
            text = rich_text(child)
            doubts += [Doubt.STRUCK] if struck_part(child) else []
    if value:
        text, doubt = _value(value, cell, shared)
        doubts += doubt
    elif Doubt.FORMULA in doubts and cell.get("t") != "str":
        doubts.append(Doubt.NO_VALUE)
    if text and (cell.get("s") in shared.struck or (cell.get("t") == "s" and value in shared.struck_strings)):
        doubts.append(Doubt.STRUCK)
    if text and cell.get("t") in {"s", "str", "inlineStr"}:
        text, doubt = _faced(text, cell.get("s", "0"), shared)
        doubts += doubt
    return GridCell(text, doubts=tuple(doubts)) if text or doubts else None


def _value(value: str, cell: etree._Element, shared: Shared) -> tuple[str, Sequence[Doubt]]:
    """What a cell shows for the value that the file holds."""
    match cell.get("t", "n"):
        case "s":
            nth = int(value) if value.isdecimal() else -1
            return (shared.strings[nth] if 0 <= nth < len(shared.strings) else ""), ()
        case "b":
            return "TRUE" if value == "1" else "FALSE", ()
        case "n":
            text, doubt = _number(value, cell.get("s", "0"), shared)
            return text, (doubt,)
        case "d":
            return value, (Doubt.DATE,)
        case _:
            return plain(value), ()


def _faced(text: str, style: str, shared: Shared) -> tuple[str, Sequence[Doubt]]:
    """A text as its format shows it, with words of the format's own, or not at all."""
    nth = int(style) if style.isdecimal() else -1
    face = shared.faces[nth] if 0 <= nth < len(shared.faces) else None
    if face is None:
        return text, ()
    return face.replace(TEXT, text), () if TEXT in face else (Doubt.HIDDEN_TEXT,)


def _number(value: str, style: str, shared: Shared) -> tuple[str, Doubt]:
    nth = int(style) if style.isdecimal() else -1
    wanted = shared.formats[nth] if 0 <= nth < len(shared.formats) else None
    text, date = number_text(value, wanted, since_1904=shared.since_1904)
    return text, Doubt.DATE if date else Doubt.NUMBER


def _annotate(package: Package, sheet: SheetPart, found: _Found) -> Sequence[str]:
    """Marks the cells that have a comment, and tells of pictures."""
    remarks = []
    for relation in package.relations(sheet.part):
        root = package.root(relation.target) if relation.type in {"comments", "drawing"} else None
        if root is None:
            continue
        if relation.type == "drawing":
            if root.find(".//{*}pic") is not None:
                remarks.append(f"工作表“{sheet.name}”里有图片，没有读入")
            continue
        for comment in root.iterfind(".//{*}comment"):
            place = position(comment.get("ref", "A1"))
            cell = found.cells.get(place, GridCell(""))
            found.cells[place] = cell._replace(doubts=(*cell.doubts, Doubt.COMMENT))
    return remarks


def _grid(sheet: SheetPart, found: _Found) -> Grid:
    cells = found.spans.laid(found.cells)
    height = max((row + cell.rows for (row, _), cell in cells.items()), default=0)
    width = max((column + cell.columns for (_, column), cell in cells.items()), default=0)
    return Grid(
        sheet.nth,
        sheet.name,
        cells,
        height,
        width,
        frozenset(row for row in found.hidden_rows if row < height),
        frozenset(column for first, end in found.hidden_columns for column in range(first, min(end, width))),
        hidden=sheet.hidden or sheet.name == HIDDEN_SHEET,
    )
