"""读回表格: which table of a Word or Excel file is which list, which column which field, which row which item."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shudi_cli.model import DutyList, Item
from shudi_cli.office.grid import Grid, GridCell
from shudi_cli.releases.heads_back import Head, above_head, found_head, head_lines, head_text, repeats

_NAMES, _NUMBER = ("编号", "名称"), "序号"


class ReadRow(NamedTuple):
    """A row of a table: its place and the cell of each field."""

    nth: int
    cells: Mapping[str, GridCell]

    def text(self, field: str) -> str:
        """What stands in the cell of a field, ready to be compared."""
        found = self.cells.get(field)
        return comparable(found.text) if found else ""


class ReadTable(NamedTuple):
    """A table as a list: its head, titles that are no field's, rows, and what else stands in it, by row.

    A line is a row with one text only, which may be the heading of a chapter. `stray` rows say nothing in any column
    of the list; `loose` is the first text in each column without a title; `above` the rows above the head.
    """

    grid: Grid
    head: Head
    strange: Sequence[str]
    rows: Sequence[ReadRow]
    lines: Mapping[int, str]
    stray: Mapping[int, str]
    loose: Mapping[int, tuple[int, str]]
    above: Sequence[tuple[int, Sequence[str]]]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that it shows."""
        return frozenset(column.field for column in self.head.columns.values())

    def title(self, column: int) -> str:
        """The title of a column as the file has it."""
        return head_text(self.grid, self.head.row, column)


class Matched(NamedTuple):
    """Which item each row is (by the row's place), which rows are none, which items have two rows."""

    items: Mapping[int, Item]
    extra: Sequence[ReadRow]
    twice: Sequence[ReadRow]


def comparable(text: str) -> str:
    """A text without what programs change when they save it: forms of characters, line ends, spaces at line ends."""
    text = (
        unicodedata.normalize("NFC", text).replace("_x000D_", "").replace("\xa0", " ").replace("\r\n", "\n")
    )
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def read_table(grid: Grid, duty_list: DutyList) -> ReadTable | None:
    """A table read as a list; None where it has no head of such a list."""
    head = found_head(grid, duty_list)
    if head is None:
        return None
    lines_of_head = head_lines(grid, head)
    titles = {column: head_text(grid, head.row, column) for column in range(grid.width)}
    strange = [text for column, text in titles.items() if text and column not in head.columns]
    rows: list[ReadRow] = []
    lines: dict[int, str] = {}
    stray: dict[int, str] = {}
    for nth in range(head.row + 1, grid.height):
        shown = [grid.shown(nth, column) for column in range(grid.width)]
        texts = list(dict.fromkeys(cell.text for cell in shown if cell and cell.text.strip()))
        if not texts or repeats(grid, nth, lines_of_head):
            continue
        own = {
            what.field: cell
            for column, what in reversed(list(head.columns.items()))
            if (cell := shown[column])
        }
        if len(texts) == 1 and (len(head.columns) == 1 or any(cell and cell.columns > 1 for cell in shown)):
            lines[nth] = texts[0]
            if len(head.columns) > 1:
                continue
        if any(cell.text.strip() for cell in own.values()):
            rows.append(ReadRow(nth, own))
        else:
            stray[nth] = " ".join(texts)
    return ReadTable(
        grid, head, strange, rows, lines, stray, _loose(grid, head), list(above_head(grid, head))
    )


def _loose(grid: Grid, head: Head) -> Mapping[int, tuple[int, str]]:
    """The first text below the head in each column that has no title; row and text."""
    found: dict[int, tuple[int, str]] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        if row > head.row and cell.text.strip() and not head_text(grid, head.row, column):
            found.setdefault(column, (row, cell.text))
    return found


def matched(table: ReadTable, duty_list: DutyList) -> Matched:
    """Each row's item: by its number, else by its name, else by where it stands in the list."""
    order = {str(nth): item for nth, item in enumerate(duty_list.items, 1)}
    keys: dict[tuple[str, str], list[Item]] = {}
    for item in duty_list.items:
        keys.setdefault(("编号", item.number), []).append(item)
        keys.setdefault(("名称", comparable(item.name)), []).append(item)
    items: dict[int, Item] = {}
    taken: set[str] = set()
    left: list[ReadRow] = []
    twice: list[ReadRow] = []
    for row in table.rows:
        key = next((key for key in _NAMES if row.text(key)), "名称")
        among = keys.get((key, row.text(key)), [])
        by_place = order.get(row.text(_NUMBER))
        if not among:
            left.append(row)
            continue
        free = next((found for found in among if found.number not in taken), among[0])
        item = by_place if by_place is not None and by_place in among else free
        if item.number in taken:
            twice.append(row)
        else:
            items[row.nth] = item
            taken.add(item.number)
    extra = []
    for row in left:
        by_place = None if row.text("编号") else order.get(row.text(_NUMBER))
        if by_place is None or by_place.number in taken:
            extra.append(row)
        else:
            items[row.nth] = by_place
            taken.add(by_place.number)
    return Matched(items, extra, twice)
