"""What is read from a Word, Excel or CSV file: tables of text with their merged cells, and all that gives doubt."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import NamedTuple


class Doubt(Enum):
    """Why a cell may not say what a person saw."""

    FORMULA = "公式"
    NO_VALUE = "公式没有算出的值"
    DATE = "被认作日期"
    NUMBER = "被认作数字"
    INSERTED = "修订：新加的文字"
    DELETED = "修订：删去的文字没有读入"
    HIDDEN_TEXT = "隐藏的文字没有读入"
    STRUCK = "带删除线的文字"
    NUMBERED = "自动编号"
    NESTED = "表中表"
    TINY = "小到看不见的字（行高几乎为零）"
    PICTURE = "图片没有读入"
    FOOTNOTE = "脚注没有读入"
    COMMENT = "批注没有读入"


def in_order(doubts: Collection[Doubt]) -> tuple[Doubt, ...]:
    """Doubts once each, in one order."""
    return tuple(doubt for doubt in Doubt if doubt in doubts) if doubts else ()


class GridCell(NamedTuple):
    """A cell by its upper left corner: its text (paragraphs and line breaks are line feeds), what it covers, doubts."""

    text: str
    rows: int = 1
    columns: int = 1
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table of a Word file, a sheet, or a CSV file. Rows and columns are counted from 0; empty cells are left out.

    `nth` is its number among the tables or sheets of the file, from 1; `before` the text just above a Word table.
    """

    nth: int
    name: str
    cells: Mapping[tuple[int, int], GridCell] = field(repr=False)
    height: int
    width: int
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    before: str = ""

    def text(self, row: int, column: int) -> str:
        """The text of a cell; "" for an empty one and for one covered by another."""
        found = self.cells.get((row, column))
        return found.text if found else ""

    def shown(self, row: int, column: int) -> GridCell | None:
        """The cell that a person sees at a place, which may begin further up or to the left."""
        return self._covering.get((row, column)) or self.cells.get((row, column))

    @cached_property
    def _covering(self) -> Mapping[tuple[int, int], GridCell]:
        return {
            (row + down, column + right): cell
            for (row, column), cell in self.cells.items()
            if cell.rows > 1 or cell.columns > 1
            for down in range(cell.rows)
            for right in range(cell.columns)
        }

    def where(self, row: int, column: int | None = None) -> str:
        """A place as a clerk finds it: 工作表“清单”C5, 表2第3行第4格."""
        if not self.name:
            return f"表{self.nth}第{row + 1}行" + ("" if column is None else f"第{column + 1}列")
        cell = f"第{row + 1}行" if column is None else f"{column_letters(column)}{row + 1}"
        return f"工作表“{self.name}”{cell}"


@dataclass(frozen=True)
class OfficeFile:
    """A file as it was read. `kind` is docx, xlsx, xls or csv; `remarks` are doubts that concern no single cell.

    `paragraphs` is the text of a Word file outside its tables; `properties` are the custom document properties;
    `feet` are the lines at the foot of the pages.
    """

    name: str
    kind: str
    grids: tuple[Grid, ...] = field(repr=False)
    properties: Mapping[str, str] = field(default_factory=dict)
    paragraphs: tuple[str, ...] = field(default=(), repr=False)
    remarks: tuple[str, ...] = ()
    feet: tuple[str, ...] = ()


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: A, B … Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
