"""Rows that an export of ours carried along: where a cell was not touched, its data is taken as it left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shudi_cli.documents.base import Base, BaseItem
from shudi_cli.forms.printing import CHAPTER, NUMBER
from shudi_cli.importing.matters import Matter, matter_of
from shudi_cli.importing.naming import Names
from shudi_cli.importing.neatening import narrowed
from shudi_cli.importing.rows import Row

#: Columns whose text is drawn from several of an item's data, and those data.
_DRAWN = {"牵头单位": ("主体责任",), "主体单位": ("主体责任",), "配合单位": ("配合责任",), "县级职责": ("主体责任", "配合责任"), "乡级职责": ("主体责任", "配合责任")}  # fmt: skip


def base_items(base: Base | None) -> Mapping[str, BaseItem]:
    """The items of a base by number."""
    return {item.number: item for item in base.items} if base else {}


def based_matter(row: Row, item: BaseItem, names: Names) -> Matter:
    """The item of a row: each field whose cell was not touched from the base, the others as they stand."""
    touched = [
        field
        for field, cell in row.cells.items()
        if field not in (NUMBER, CHAPTER) and not item.untouched(row.titles.get(field, ""), cell.text)
    ]
    gone = [
        field
        for field, title in row.titles.items()
        if field not in row.cells and field not in (NUMBER, CHAPTER) and not _empty(item, title)
    ]
    if not touched and not gone:
        return Matter(dict(item.content))
    read = matter_of(row, names)
    content: dict[str, Any] = dict(item.content)
    for field in dict.fromkeys((*touched, *gone)):
        for key in _DRAWN.get(field, (field,)):
            if key in read.content:
                content[key] = read.content[key]
            else:
                content.pop(key, None)
    content["编号"] = item.number
    places = {row.cells[field].place for field in touched}
    read.queries[:] = [query for query in read.queries if query.place in places or query.place == row.place]
    return Matter(content, read.queries)


def chapter_of(row: Row, item: BaseItem | None) -> str:
    """The chapter of a row: that of the base where the cell was not touched."""
    if item and CHAPTER in row.cells and item.untouched(row.titles.get(CHAPTER, ""), row.text(CHAPTER)):
        return item.chapter
    return row.chapter


def number_of(row: Row) -> str:
    """The number in a row's 编号."""
    return narrowed(row.text("编号")).strip()


def _empty(item: BaseItem, title: str) -> bool:
    return not item.shows(title) or item.untouched(title, "")
