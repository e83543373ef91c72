"""读回表格: which table of a Word or Excel file is which list, which column which field, which row which item."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from shudi_cli.forms import columns_named, every_column, forms_of
from shudi_cli.model import Column, Domain, DutyList, Item
from shudi_cli.office.grid import Grid, GridCell

#: A head is looked for in so many rows of a table.
_TOP = 15
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
    """A table as a list: column → field, the titles of those columns, titles that are no field's, rows, other lines.

    A line is a row with one text only, which may be the heading of a chapter.
    """

    grid: Grid
    columns: Mapping[int, str]
    titles: Mapping[str, str]
    strange: Sequence[str]
    rows: Sequence[ReadRow]
    lines: Mapping[int, str]


class Line(NamedTuple):
    """A line across a table: its text, and the name of the chapter that it is the heading of."""

    text: str
    chapter: str | None


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


def known_forms(duty_list: DutyList) -> Sequence[Sequence[Column]]:
    """Every way in which a list may be printed."""
    kind = duty_list.kind
    forms = [form.columns for form in forms_of(kind)]
    return [columns_named(kind), *forms, every_column(duty_list)]


def read_table(grid: Grid, duty_list: DutyList) -> ReadTable | None:
    """A table read as a list; None where it has no head of such a list."""
    fields = _titles(duty_list)
    heads = [(_columns(grid, row, fields), row) for row in range(min(grid.height, _TOP))]
    columns, head = max(heads, key=lambda found: (len(found[0]), found[1]), default=({}, 0))
    if not set(columns.values()) & set(_NAMES):
        return None
    titles = {field: _text(grid, head, column) for column, field in columns.items()}
    strange = [
        text for column in range(grid.width) if column not in columns and (text := _text(grid, head, column))
    ]
    rows, lines = [], {}
    for nth in range(head + 1, grid.height):
        shown = [grid.shown(nth, column) for column in range(grid.width)]
        texts = {cell.text for cell in shown if cell and cell.text.strip()}
        own = {field: cell for column, field in columns.items() if (cell := shown[column])}
        if not texts or all(comparable(own[field].text) == titles[field] for field in own):
            continue
        if len(texts) == 1 and (len(columns) == 1 or any(cell and cell.columns > 1 for cell in shown)):
            lines[nth] = texts.pop()
            if len(columns) > 1:
                continue
        rows.append(ReadRow(nth, own))
    return ReadTable(grid, columns, titles, strange, rows, lines)


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


def headings(table: ReadTable, items: Mapping[int, Item], domains: Iterable[Domain]) -> Mapping[int, Line]:
    """The lines of a table that are no items, by row."""
    names = sorted((domain.name for domain in domains), key=len, reverse=True)
    return {
        nth: Line(text, next((name for name in names if comparable(name) in comparable(text)), None))
        for nth, text in table.lines.items()
        if nth not in items
    }


def _titles(duty_list: DutyList) -> Mapping[tuple[str, str], str]:
    """(title above, title) → field; with "" above where the title alone is clear."""
    found: dict[tuple[str, str], str] = {}
    alone: dict[str, set[str]] = {}
    for column in (column for form in known_forms(duty_list) for column in form):
        title = _squeezed(column.title)
        found[_squeezed(column.above or ""), title] = column.field
        alone.setdefault(title, set()).add(column.field)
    return found | {("", title): fields.pop() for title, fields in alone.items() if len(fields) == 1}


def _columns(grid: Grid, row: int, fields: Mapping[tuple[str, str], str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for column in range(grid.width):
        title = _squeezed(_text(grid, row, column))
        above = _squeezed(_text(grid, row - 1, column))
        field = fields.get((above, title)) or fields.get(("", title))
        if title and field and field not in columns.values():
            columns[column] = field
    return columns


def _text(grid: Grid, row: int, column: int) -> str:
    found = grid.shown(row, column)
    return comparable(found.text) if found else ""


def _squeezed(title: str) -> str:
    """A title as it is compared: offices stretch 序号 to 序　号 and break long ones."""
    return "".join(title.split())
