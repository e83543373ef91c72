"""A list laid out in columns, chapter by chapter; whoever writes it (Word, Excel, CSV) only draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from shudi_cli.diagnostics import Place
from shudi_cli.errors import ShudiError
from shudi_cli.forms.cells import cell_text
from shudi_cli.forms.standard import forms_of
from shudi_cli.matching import did_you_mean
from shudi_cli.model import Column, Domain, DutyList, Item, ListKind, UnitRegister
from shudi_cli.model.editions import INTERNAL_FIELDS, Edition
from shudi_cli.model.settings import SETTINGS_FILE

#: The fields of an item itself, in the order in which `every_column` has them; none is said twice.
_FIELDS = ("名称", "批次", "适用", "职责任务", "主体责任", "配合责任", "依据", "对应事项", "备注")
_NOWHERE = Place(SETTINGS_FILE)
#: What a column shows that does not lie in the item itself.
NUMBER, CHAPTER = "序号", "领域"


class PrintedRow(NamedTuple):
    """An item as a row: one text a column, lines parted by line feeds."""

    item: Item
    cells: tuple[str, ...]


class PrintedChapter(NamedTuple):
    """A chapter: its name as in the list, and how many items it has there; `rows` may be fewer."""

    name: str
    whole: int
    rows: tuple[PrintedRow, ...]


class PrintedList(NamedTuple):
    """A list in columns. `folder` is where it stands, `chapter_word` what its chapters are called."""

    folder: str
    title: str
    chapter_word: str
    columns: tuple[Column, ...]
    chapters: tuple[PrintedChapter, ...]
    edition: Edition

    @property
    def rows(self) -> Iterator[PrintedRow]:
        """Every row, in order."""
        return (row for chapter in self.chapters for row in chapter.rows)


def columns_named(kind: ListKind, form: str | None = None) -> tuple[Column, ...]:
    """The columns of a kind of list in a form (式样), by default its own; ShudiError for a form it has not.

    A kind without 栏目 is printed with every field that it uses.
    """
    if form is None:
        return kind.columns or (_column(NUMBER), *(_column(field) for field in _used(kind)))
    known = forms_of(kind)
    for found in known:
        if found.name == form:
            return found.columns
    names = [found.name for found in known]
    hint = did_you_mean(
        form, names, f"有这些：{'、'.join(names)}" if names else "在 shudi.yaml 的“式样”里写一种"
    )
    raise ShudiError(f"没有“{form}”这种式样", hint)


def every_column(duty_list: DutyList) -> tuple[Column, ...]:
    """序号, chapter, 编号, and every field that some item fills: nothing of the list is left out."""
    filled = {key for item in duty_list.items for key in item.content}
    fields = [field for field in _used(duty_list.kind) if field in filled]
    chapter = Column(_NOWHERE, duty_list.kind.chapter, CHAPTER)
    return (_column(NUMBER), chapter, _column("编号"), *map(_column, fields))


def printed(
    duty_list: DutyList,
    units: UnitRegister,
    columns: Iterable[Column],
    edition: Edition = Edition.PUBLIC,
    *,
    takes: Callable[[Item, Domain], bool] | None = None,
) -> PrintedList:
    """A list in columns; those the edition leaves out are dropped. ShudiError where it leaves out every one.

    Of an extract (`takes`) the 序号 is that of the whole list, so that both can be read side by side.
    """
    shown = tuple(
        column for column in columns if edition is Edition.INTERNAL or column.field not in INTERNAL_FIELDS
    )
    if not shown:
        raise ShudiError(
            f"《{duty_list.notice.name}》的{edition.title}里没有这种式样的任何一栏，印不出表来",
            "换一种式样，或在 shudi.yaml 的式样里加上公开版也有的栏目，如“名称”",
        )
    chapters = []
    nth = 0
    for domain in duty_list.domains:
        rows = []
        for item in domain.items:
            nth += 1
            if takes is None or takes(item, domain):
                rows.append(PrintedRow(item, _cells(item, domain, nth, units, shown)))
        if rows or takes is None:
            chapters.append(PrintedChapter(domain.name, len(domain.items), tuple(rows)))
    return PrintedList(
        duty_list.folder, duty_list.notice.name, duty_list.kind.chapter, shown, tuple(chapters), edition
    )


def _cells(
    item: Item, domain: Domain, nth: int, units: UnitRegister, columns: Sequence[Column]
) -> tuple[str, ...]:
    outside = {NUMBER: str(nth), CHAPTER: domain.name}
    return tuple(
        outside[column.field] if column.field in outside else cell_text(column.field, item, units)
        for column in columns
    )


def _used(kind: ListKind) -> Sequence[str]:
    return [field for field in _FIELDS if field not in kind.unused]


def _column(field: str) -> Column:
    return Column(_NOWHERE, field, field)
