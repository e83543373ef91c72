"""读回核对: a Word or Excel file held against the release it says it is of, item by item, whoever saved it again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from shudi_cli.diagnostics import Fault, Place
from shudi_cli.forms import cell_text
from shudi_cli.model import Column, DutyList, Item, Release
from shudi_cli.model.editions import INTERNAL_FIELDS, Edition
from shudi_cli.office.grid import Doubt, Grid, GridCell, OfficeFile
from shudi_cli.releases.cells_back import cell_faults
from shudi_cli.releases.heads_back import known_forms
from shudi_cli.releases.lines_back import (
    EXTRACT,
    above_faults,
    above_open,
    band_faults,
    chapter_names,
    face_lines,
    has_bands,
    short,
)
from shudi_cli.releases.parts import Part
from shudi_cli.releases.tables_back import Matched, ReadTable, comparable, matched, read_table
from shudi_cli.workspace import Workspace

_ANOTHER = "以版本里的为准；文件改过的，向发布单位另取一份"
_BESIDE = (Doubt.COMMENT, Doubt.FOOTNOTE, Doubt.PICTURE)
_TITLE_ROWS = 5


def claim_of(file: OfficeFile, region: str | None) -> Mapping[str, str]:
    """What a file says of itself, by title: in its properties, else in what is printed on it."""
    if file.properties.get("正式版本") or file.properties.get("内容指纹"):
        return file.properties
    printed = _printed(file)
    number = re.search(r"(?<![\d.])[0-9]{4}\.[1-9][0-9]*(?![\d.])", printed)
    digest = re.search(r"(?:指纹\s*|sha256:)([0-9a-f]{16,64})", printed)
    edition = next((edition.title for edition in Edition if edition.title in printed), "")
    return {
        "正式版本": number[0] if number else "",
        "版本指纹": digest[1] if digest else "",
        "地区": region if region and region in printed else "",
        "版面": edition,
    }


def _printed(file: OfficeFile) -> str:
    """What is printed around the tables, and in the first rows of sheets."""
    tops = [cell.text for grid in file.grids for (row, _), cell in grid.cells.items() if row < _TITLE_ROWS]
    return "\n".join([*file.feet, *file.paragraphs, *tops])


class _Found(NamedTuple):
    """A table and the list it is, as far as it is one."""

    table: ReadTable
    duty_list: DutyList
    rows: Matched


class _Looking(NamedTuple):
    """What a file is held against, and what it is itself: its `name`, whether an `extract`, whether of Word (`paged`)."""

    name: str
    release: Release
    workspace: Workspace
    extract: bool
    paged: bool

    @property
    def said(self) -> str:
        """The release as an answer names it."""
        return f"{self.release.number} 版"


def read_back(
    file: OfficeFile, name: str, release: Release, workspace: Workspace, claim: Mapping[str, str]
) -> Part:
    """Every cell of every list in a file against the release."""
    shown = [grid for grid in file.grids if not grid.hidden]
    found = [table for grid in shown if (table := _recognised(grid, workspace.lists))]
    extract = EXTRACT.search(_printed(file)) is not None
    looking = _Looking(name, release, workspace, extract, file.kind == "docx")
    said = looking.said
    if not any(table.rows.items or table.rows.extra or extract for table in found):
        return Part(
            [Fault("", Place(name), "里面没有认得出的清单事项", f"表头要与{said}的栏目一致；" + _ANOTHER)]
        )
    faults = [fault for table in found for fault in _table_faults(table, looking)]
    proves: list[str] = []
    unproved: list[str] = []
    for duty_list in workspace.lists:
        of_list = [table for table in found if table.duty_list is duty_list]
        if of_list:
            held = {item.number: item for table in of_list for item in table.rows.items.values()}
            faults += _missing(duty_list, held, name, said) if not extract else ()
            proves += [] if not held else [_proof(duty_list, of_list, held, said)]
            unproved += _left_open(duty_list, of_list, held, looking)
        else:
            unproved.append(f"{said}的《{duty_list.notice.name}》不在这个文件里")
    if claim.get("版面") == Edition.PUBLIC.title:
        faults += [
            Fault("", Place(name), f"公开版里不该有“{column.title}”这一栏", "不要外传；" + _ANOTHER)
            for table in found
            for column in table.table.head.columns.values()
            if column.field in INTERNAL_FIELDS
        ]
    others = [grid for grid in shown if grid.cells and all(grid is not each.table.grid for each in found)]
    unproved += [f"{grid.where(0).removesuffix('第1行')}不是清单的表格，没有核对" for grid in others]
    unproved += file.remarks
    unproved.append("标题、说明、附注等表格以外的文字，字的颜色和大小，没有核对")
    return Part(faults, proves, list(dict.fromkeys(unproved)))


def _recognised(grid: Grid, lists: Sequence[DutyList]) -> _Found | None:
    """The list of which a table holds most items."""
    tables = [(table, each) for each in lists if (table := read_table(grid, each)) is not None]
    found = [_Found(table, each, matched(table, each)) for table, each in tables]
    return max(found, key=lambda each: (len(each.rows.items), len(each.table.head.columns)), default=None)


def _table_faults(found: _Found, looking: _Looking) -> Iterator[Fault]:
    table, duty_list, rows = found
    said, place = looking.said, Place(looking.name)
    chapters = {item.number: domain.name for domain in duty_list.domains for item in domain.items}
    order = {item.number: str(nth) for nth, item in enumerate(duty_list.items, 1)}
    for nth, item in rows.items.items():
        for column, what in table.head.columns.items():
            cell = table.grid.shown(nth, column) or GridCell("")
            if what.field == "领域":
                names = chapter_names(chapters[item.number], duty_list.kind.chapter)
                wanted = next((name for name in names if comparable(name) == comparable(cell.text)), names[0])
            elif what.field == "序号":
                wanted = order[item.number]
            else:
                wanted = cell_text(what.field, item, looking.workspace.units)
            for message in cell_faults(cell, wanted, said):
                where = place / table.grid.where(nth, column)
                yield Fault("", where, f"{item.number} {table.title(column)}：{message}", _ANOTHER)
    for nth, message in (
        *above_faults(table, face_lines(looking.release, duty_list), said, paged=looking.paged),
        *band_faults(table, rows.items, duty_list, said, extract=looking.extract),
        *_row_faults(table, rows, said),
    ):
        yield Fault("", place / table.grid.where(nth), message, _ANOTHER)
    for nth in sorted(table.grid.hidden_rows) if looking.paged else ():
        yield Fault("", place / table.grid.where(nth), "这一行隐藏着，翻看时看不见", _ANOTHER)
    for column in sorted(table.grid.hidden_columns & table.head.columns.keys()):
        message = f"“{table.title(column)}”这一栏隐藏着，或窄到看不见"
        yield Fault(
            "", place / table.grid.where(table.head.row, column), message, "取消隐藏再看；" + _ANOTHER
        )
    for column, (nth, text) in table.loose.items():
        message = f"没有表头的一栏里写着“{short(text)}”，{said}没有"
        yield Fault("", place / table.grid.where(nth, column), message, _ANOTHER)


def _row_faults(table: ReadTable, rows: Matched, said: str) -> Iterator[tuple[int, str]]:
    """Rows that are no item of the list, or one that was there before. Row and message."""
    for row in rows.extra:
        if row.nth not in table.lines:
            told = " ".join(filter(None, (row.text(field) for field in ("序号", "编号", "名称"))))
            yield row.nth, f"多出一项“{short(told)}”，{said}没有"
    for nth, text in table.stray.items():
        yield nth, f"多出一行“{short(text)}”，{said}没有"
    for row in rows.twice:
        yield row.nth, f"“{short(row.text('编号') or row.text('名称'))}”在表里出现了两次"


def _missing(duty_list: DutyList, held: Mapping[str, Item], name: str, said: str) -> Iterator[Fault]:
    for item in duty_list.items:
        if item.number not in held:
            message = f"少了 {item.number} {item.name}，{said}的《{duty_list.notice.name}》里有"
            yield Fault("", Place(name), message, "是摘录的，向发布单位要整份；" + _ANOTHER)


def _proof(duty_list: DutyList, found: Sequence[_Found], held: Mapping[str, Item], said: str) -> str:
    chapters = sum(any(item.number in held for item in domain.items) for domain in duty_list.domains)
    titles = "、".join(
        dict.fromkeys(each.table.title(column) for each in found for column in each.table.head.columns)
    )
    told = f" {chapters} 个{duty_list.kind.chapter}" if all(map(_shows_chapters, found)) else ""
    return f"《{duty_list.notice.name}》{told} {len(held)} 个事项与 {said}逐项相同（{titles}）".replace(
        "》 ", "》"
    )


def _shows_chapters(found: _Found) -> bool:
    return "领域" in found.table.fields or has_bands(found.table, found.duty_list)


def _left_open(
    duty_list: DutyList, found: Sequence[_Found], held: Mapping[str, Item], looking: _Looking
) -> Iterator[str]:
    """What the tables of a list leave open."""
    title = f"《{duty_list.notice.name}》"
    whole = sum(1 for _ in duty_list.items)
    if len(held) < whole:
        yield f"这是摘录，只有{title} {whole} 个事项里的 {len(held)} 个，有没有摘全没有核对"
    if held and not all(map(_shows_chapters, found)):
        yield f"{title}的表里没有写{duty_list.kind.chapter}，哪一项在哪个{duty_list.kind.chapter}没有核对"
    for each in found:
        yield from _table_left_open(each, title, looking)
    if any(item.note for item in held.values()) and all("备注" not in each.table.fields for each in found):
        yield f"{title}的备注不在文件里，没有核对"


def _table_left_open(found: _Found, title: str, looking: _Looking) -> Iterator[str]:
    table = found.table
    forms = known_forms(found.duty_list)
    if not any(_fields(form) - INTERNAL_FIELDS <= table.fields for form in forms):
        absent = [column.title for column in forms[0] if column.field not in table.fields | INTERNAL_FIELDS]
        yield f"{title}的表里没有“{'”“'.join(absent)}”，没有核对这些栏目"
    if table.strange:
        yield f"{title}的表里多出“{'”“'.join(table.strange)}”，{looking.said}的式样里没有，没有核对"
    if not looking.paged:
        for text in above_open(table, face_lines(looking.release, found.duty_list)):
            yield f"{title}的表头上面写着“{text}”，没有核对"
    if table.grid.hidden_rows and not looking.paged:
        yield f"{title}的表里有 {len(table.grid.hidden_rows)} 行隐藏着（筛选也算），核对了，但翻看时看不见"
    beside = {doubt.value for cell in table.grid.cells.values() for doubt in cell.doubts if doubt in _BESIDE}
    if beside:
        yield f"{title}的表里有{'、'.join(sorted(beside))}，没有核对"


def _fields(columns: Sequence[Column]) -> set[str]:
    return {column.field for column in columns}
