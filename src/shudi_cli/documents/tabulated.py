"""A table as it is handed out: its face, its columns, its rows in bands; whatever it is written as."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from shudi_cli.forms.printing import CHAPTER

#: What a digest begins with, and how many of its digits are printed.
DIGEST_MARK, DIGITS = "sha256:", 16


class Column(NamedTuple):
    """A column: its title, the title it shares with its neighbours, its share of the width (None: by content).

    `field` is what a printed list shows in it; "" in other tables.
    """

    title: str
    above: str | None = None
    width: float | None = None
    field: str = ""


class Band(NamedTuple):
    """Rows under one heading that runs across the table, as 一、自然资源领域（9项）; no heading for "".

    `chapter` is the chapter's own name, where the heading says more.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    chapter: str = ""

    @property
    def name(self) -> str:
        """What its rows say of it in a column of their own."""
        return self.chapter or self.title


@dataclass(frozen=True)
class Tabulated:
    """A table with what it says of itself.

    `face` holds what every file says of itself, by title (版面, 正式版本, 文号, 版本指纹 …; 内容指纹 where it is
    no release); its writers put it into the properties of the file and, small, at its foot. `lines` stand below
    the title. A cell's lines are parted by line feeds. `chapter_word` is what its chapters are called.
    """

    title: str
    columns: tuple[Column, ...]
    bands: tuple[Band, ...] = field(repr=False)
    face: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    annex: str = ""
    chapter_word: str = CHAPTER

    @property
    def rows(self) -> Iterator[Sequence[str]]:
        """Every row, in order."""
        return (row for band in self.bands for row in band.rows)

    @property
    def foot(self) -> str:
        """The small line at a page's foot."""
        return foot_of(self.face)


def foot_of(face: Mapping[str, str]) -> str:
    """The small line at a page's foot: which version it is, and its digest's first digits."""
    digest = face.get("版本指纹") or face.get("内容指纹") or ""
    said = [face.get(title, "") for title in ("地区", "正式版本", "文号", "状态", "版面")]
    short = f"指纹 {digest.removeprefix(DIGEST_MARK)[:DIGITS]}" if digest else ""
    return "　".join(filter(None, (*said, short)))


def is_internal(face: Mapping[str, str]) -> bool:
    """Whether a file says of itself that it is not for the public."""
    return "内部" in face.get("版面", "")


def with_chapters(table: Tabulated, head: str = "") -> Tabulated:
    """The table with its chapters in a column of their own, after 序号, unless it has one.

    `head` is the column's title, by default what the table's chapters are called.
    """
    if shows_chapters(table.columns) or not any(band.title for band in table.bands):
        return table
    at = chapter_place(table.columns)
    bands = tuple(
        band._replace(rows=tuple((*row[:at], band.name, *row[at:]) for row in band.rows))
        for band in table.bands
    )
    column = Column(head or table.chapter_word, field=CHAPTER)
    return replace(table, columns=(*table.columns[:at], column, *table.columns[at:]), bands=bands)


def shows_chapters(columns: Sequence[Column]) -> bool:
    """Whether one of the columns is that of the chapters."""
    return any(column.field == CHAPTER for column in columns)


def chapter_place(columns: Sequence[Column]) -> int:
    """Where a column of chapters stands: where there is one, else after 序号, else first."""
    if shows_chapters(columns):
        return [column.field for column in columns].index(CHAPTER)
    return 1 if columns and columns[0].title == "序号" else 0
