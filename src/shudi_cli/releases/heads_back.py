"""读回表头: which row of a table is the head of a list, and which of its columns is which, as a known form has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from shudi_cli.diagnostics import Place
from shudi_cli.documents.tabulated import Column as Printed
from shudi_cli.documents.tabulated import chapter_place
from shudi_cli.forms import columns_named, every_column, forms_of
from shudi_cli.model import Column, DutyList
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.office.grid import Grid

#: A head is looked for in so many rows of a table.
_TOP = 15
_NAMES, _CHAPTER = {"编号", "名称"}, "领域"
_SUFFIX = 2


class Head(NamedTuple):
    """A head: its row (the lower of two) and what stands in which column."""

    row: int
    columns: Mapping[int, Column]


def known_forms(duty_list: DutyList) -> Sequence[Sequence[Column]]:
    """Every way in which a list may be printed."""
    kind = duty_list.kind
    forms = [form.columns for form in forms_of(kind)]
    return [columns_named(kind), *forms, every_column(duty_list)]


def found_head(grid: Grid, duty_list: DutyList) -> Head | None:
    """The first of the rows that name most columns of the list; None where none names its items."""
    shapes = list(_shapes(duty_list))
    heads = (Head(row, _columns(grid, row, shapes)) for row in range(min(grid.height, _TOP)))
    best = max(heads, key=lambda head: len(head.columns), default=None)
    if best is None or not {column.field for column in best.columns.values()} & _NAMES:
        return None
    return best


def above_head(grid: Grid, head: Head) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows above a head that are no part of it, with their texts."""
    for row in range(head.row):
        texts = [
            cell.text
            for (nth, column), cell in sorted(grid.cells.items())
            if nth == row and cell.text.strip() and not _of_head(grid, head, row, column)
        ]
        if texts:
            yield row, texts


def head_lines(grid: Grid, head: Head) -> Sequence[int]:
    """The rows of a head: one, or two where columns share a title."""
    shared = any(
        column.above and _squeezed(column.above) == head_text(grid, head.row - 1, nth)
        for nth, column in head.columns.items()
    )
    return (head.row - 1, head.row) if shared else (head.row,)


def repeats(grid: Grid, row: int, lines: Sequence[int]) -> bool:
    """Whether a row says what one of some lines says, in every column: a head that was repeated on another page."""
    return any(
        all(head_text(grid, row, column) == head_text(grid, line, column) for column in range(grid.width))
        for line in lines
    )


def head_text(grid: Grid, row: int, column: int) -> str:
    """A title as it is compared: offices stretch 序号 to 序　号 and break long ones."""
    found = grid.shown(row, column)
    return _squeezed(found.text) if found else ""


def _of_head(grid: Grid, head: Head, row: int, column: int) -> bool:
    """Whether a cell is in the upper of a head's two lines."""
    if row != head.row - 1:
        return False
    cell = grid.cells[row, column]
    if cell.rows > 1 and grid.shown(head.row, column) is cell:
        return True
    below = head.columns.get(column)
    return below is not None and below.above is not None and _squeezed(below.above) == _squeezed(cell.text)


def _shapes(duty_list: DutyList) -> Iterator[Sequence[Column]]:
    """The known forms; those without a column of chapters with one, since Excel and Word may add it."""
    names = [domain.name for domain in duty_list.domains]
    words = dict.fromkeys((duty_list.kind.chapter, _CHAPTER, *(name[-_SUFFIX:] for name in names[:1])))
    for form in known_forms(duty_list):
        if any(column.field == _CHAPTER for column in form):
            yield form
            continue
        at = chapter_place([Printed(column.title) for column in form])
        for word in words:
            yield (*form[:at], Column(Place(SETTINGS_FILE), word, _CHAPTER), *form[at:])


def _columns(grid: Grid, row: int, shapes: Sequence[Sequence[Column]]) -> Mapping[int, Column]:
    """The columns of a row of titles: in the order of the form that has most of them, others where clear by title."""
    said = [
        (column, head_text(grid, row - 1, column), title)
        for column in range(grid.width)
        if (title := head_text(grid, row, column))
    ]
    found = max((_aligned(said, shape) for shape in shapes), key=len, default={})
    clear = _clear(shapes)
    for column, above, title in said:
        if column not in found:
            known = clear.get((above, title)) or clear.get(("", title))
            if known is not None:
                found[column] = known
    return dict(sorted(found.items()))


def _aligned(said: Sequence[tuple[int, str, str]], shape: Sequence[Column]) -> dict[int, Column]:
    """Titles that stand in the order of a form. One with two lines of heads may have been written in one."""
    flat = {_squeezed(column.above or "") for column in shape}.isdisjoint(
        {above for _, above, _ in said if above}
    )
    found: dict[int, Column] = {}
    at = 0
    for column, above, title in said:
        for nth in range(at, len(shape)):
            wanted = shape[nth]
            if _squeezed(wanted.title) == title and (
                flat or not wanted.above or _squeezed(wanted.above) == above
            ):
                found[column] = wanted
                at = nth + 1
                break
    return found


def _clear(shapes: Sequence[Sequence[Column]]) -> Mapping[tuple[str, str], Column]:
    """(title above, title) → column; with "" above where the title alone is clear."""
    found: dict[tuple[str, str], dict[str, Column]] = {}
    for column in (column for shape in shapes for column in shape):
        for above in {_squeezed(column.above or ""), ""}:
            found.setdefault((above, _squeezed(column.title)), {}).setdefault(column.field, column)
    return {key: next(iter(fields.values())) for key, fields in found.items() if len(fields) == 1}


def _squeezed(title: str) -> str:
    return "".join(title.split())
