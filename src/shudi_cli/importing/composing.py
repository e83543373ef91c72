"""From the tables of all files to lists: chapters in their order, items with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from shudi_cli.importing.accepting import UNKNOWN_UNIT
from shudi_cli.importing.answers import not_understood
from shudi_cli.importing.based import base_items, based_matter, chapter_of, number_of
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.importing.lists import DraftList, settled, units_in
from shudi_cli.importing.matters import matter_of
from shudi_cli.importing.naming import TOWNSHIPS, Names
from shudi_cli.importing.shares import NO_UNIT
from shudi_cli.importing.tables import FileRead, Table

NO_CHAPTER = "未分领域"
RESPONSIBILITY, TASKS = "属地管理责任清单", "职责任务清单"
_FOLDERS = {RESPONSIBILITY: "responsibility", TASKS: "tasks"}


@dataclass
class Composed:
    """The lists, the doubts, and for each unit the places in which it is named."""

    lists: list[DraftList] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)
    units: dict[str, list[str]] = field(default_factory=dict)


def compose(
    files: Iterable[FileRead], names: Names, prefixes: Mapping[str, str], *, kind: str | None = None
) -> Composed:
    """All lists. `prefixes`: kind → how its numbers begin; `kind` is what a person says the tables are."""
    made = Composed()
    for file in files:
        if file.base:
            _based_lists(made, file)
        for table in file.tables:
            _take(made, file, table, names, kind)
    for found in made.lists:
        made.queries += settled(found, prefixes.get(found.kind, "QD"))
    made.queries += _unknown_units(made, names)
    made.lists = [found for found in made.lists if found.chapters or found.notice]
    return made


def _based_lists(made: Composed, file: FileRead) -> None:
    assert file.base is not None
    for entry in file.base.lists:
        if all(found.folder != entry.folder for found in made.lists):
            notice = dict(entry.notice)
            made.lists.append(
                DraftList(entry.folder, notice["种类"], notice["名称"], notice=notice, settings=entry.kind)
            )


def _take(made: Composed, file: FileRead, table: Table, names: Names, kind: str | None) -> None:
    known = base_items(file.base)
    folders = Counter(known[number].folder for row in table.rows if (number := number_of(row)) in known)
    into = _list_of(made, file, table, kind, folders.most_common(1)[0][0] if folders else None)
    for row in table.rows:
        base = known.get(number_of(row))
        matter = based_matter(row, base, names) if base else matter_of(row, names)
        made.queries += matter.queries
        untouched = base is not None and matter.content == base.content
        for unit in () if untouched else units_in(matter.content):
            made.units.setdefault(unit, []).append(row.place)
        chapter = into.chapter(chapter_of(row, base) or NO_CHAPTER)
        if base and base.chapter == chapter.name:
            chapter.order, chapter.file = base.order, base.file
        chapter.items.append(matter.content)
    if any(not row.chapter for row in table.rows):
        place = table.rows[0].place
        question = "这些事项属于哪个领域？在表里加一栏“领域”，或在每个领域前加一行“一、…领域”"
        made.queries.append(
            Query(Weight.LOOK, "没有领域", place, "", question, f"归入“{NO_CHAPTER}”", table.place)
        )
    if folders:
        made.queries += _gone(table, known)


def _gone(table: Table, known: Mapping[str, Any]) -> Iterator[Query]:
    """An item that our export had and the file has no more."""
    here = {number_of(row) for row in table.rows}
    folders = {known[number].folder for number in here if number in known}
    for number, item in known.items():
        if number not in here and item.folder in folders:
            name = item.content["名称"]
            yield Query(
                Weight.LOOK,
                "少了一行",
                table.place,
                number,
                "是不是删去了这个事项？",
                "没有读入",
                f"{number} {name}",
            )


def _list_of(made: Composed, file: FileRead, table: Table, kind: str | None, folder: str | None) -> DraftList:
    fields = dict(table.head.fields)
    kind = kind or _kind(set(fields.values()))
    found = next((one for one in made.lists if (one.folder == folder if folder else one.kind == kind)), None)
    if found is None:
        taken = {one.folder for one in made.lists}
        base = _FOLDERS.get(kind, "list")
        name = next(
            name for nth in range(1, 100) if (name := base if nth == 1 else f"{base}-{nth}") not in taken
        )
        found = DraftList(name, kind, table.title or file.title or kind)
        made.lists.append(found)
    for column, name in sorted(fields.items()):
        found.columns.setdefault(name, table.head.titles[column].split("/")[-1])
    if file.declared and not found.declared:
        found.declared = dict(file.declared)
    return found


def _kind(fields: set[str]) -> str:
    """What a table is, by its columns."""
    duties = {"主体责任", "配合责任", "主体单位", "县级职责"}
    return TASKS if "职责任务" in fields and not fields & duties else RESPONSIBILITY


def _unknown_units(made: Composed, names: Names) -> Iterator[Query]:
    """Units that the register has not: one doubt each."""
    for unit, places in made.units.items():
        if unit in names.register.by_name or unit in (NO_UNIT, TOWNSHIPS):
            continue
        near = names.nearest(unit)
        hint = f"是不是{near}？是就写“{near}”，" if near else ""
        before = not_understood(names.answered[unit]) if unit in names.answered else ""
        question = f"{before}“{unit}”是哪个单位？{hint}新单位写“新单位”，不是单位写“不是单位”"
        done = f"{len(places)}处，作为新单位登记在 units.yaml"
        yield Query(Weight.MUST, UNKNOWN_UNIT, places[0], unit, question, done, unit)
