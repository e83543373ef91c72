"""A printed list as a table to hand out: a band for each chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shudi_cli.documents.tabulated import Band, Column, Tabulated
from shudi_cli.forms import PrintedChapter, PrintedList
from shudi_cli.model import DutyList
from shudi_cli.numerals import numeral


def tabulated(
    table: PrintedList, face: Mapping[str, str], *, lines: tuple[str, ...] = (), annex: str = ""
) -> Tabulated:
    """A printed list with its face."""
    columns = tuple(
        Column(column.title, column.above, column.width, column.field) for column in table.columns
    )
    bands = tuple(
        Band(_heading(nth, chapter, table), tuple(row.cells for row in chapter.rows), chapter.name)
        for nth, chapter in enumerate(table.chapters, 1)
    )
    return Tabulated(table.title, columns, bands, face, lines, annex, table.chapter_word)


def _heading(nth: int, chapter: PrintedChapter, table: PrintedList) -> str:
    word = "" if chapter.name.endswith(table.chapter_word) else table.chapter_word
    return f"{numeral(nth)}、{chapter.name}{word}（{len(chapter.rows)}项）"


def annex_of(duty_list: DutyList, lists: Sequence[DutyList]) -> str:
    """Which annex a county's list is: 附件, numbered where there are several."""
    return (
        "附件" if len(lists) == 1 else f"附件{[found.folder for found in lists].index(duty_list.folder) + 1}"
    )
