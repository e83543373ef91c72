"""A table as it is handed out: its face, its columns, its rows in bands; whatever it is written as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

#: What a band's title says besides the chapter's name.
_ORDER, _COUNT = re.compile("^[一二三四五六七八九十0-9]+、"), re.compile("（[0-9]+项）$")


class Column(NamedTuple):
    """A column: its title, the title it shares with its neighbours, its share of the width (None: by content)."""

    title: str
    above: str | None = None
    width: float | None = None


class Band(NamedTuple):
    """Rows under one heading that runs across the table, as 一、自然资源领域（9项）; no heading for ""."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Tabulated:
    """A table with what it says of itself.

    `face` holds what every file says of itself, by title (版面, 正式版本, 文号, 版本指纹 …; 内容指纹 where it is
    no release); its writers put it into the properties of the file and, small, at its foot. `lines` stand below
    the title. A cell's lines are parted by line feeds.
    """

    title: str
    columns: tuple[Column, ...]
    bands: tuple[Band, ...] = field(repr=False)
    face: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    annex: str = ""

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
    short = f"指纹 {digest.removeprefix('sha256:')[:16]}" if digest else ""
    return "　".join(filter(None, (*said, short)))


def is_internal(face: Mapping[str, str]) -> bool:
    """Whether a file says of itself that it is not for the public."""
    return "内部" in face.get("版面", "")


def with_chapters(table: Tabulated, head: str = "") -> Tabulated:
    """The table with its chapters in a column of their own, after 序号; `head` is the column's title."""
    if not any(band.title for band in table.bands):
        return table
    at = chapter_place(table.columns)
    names = [_COUNT.sub("", _ORDER.sub("", band.title)) for band in table.bands]
    word = names[0][-2:] if all(name.endswith(names[0][-2:]) for name in names) else "领域"
    bands = tuple(
        Band(band.title, tuple((*row[:at], name, *row[at:]) for row in band.rows))
        for band, name in zip(table.bands, names, strict=True)
    )
    columns = (*table.columns[:at], Column(head or word), *table.columns[at:])
    return Tabulated(table.title, columns, bands, table.face, table.lines, table.annex)


def chapter_place(columns: Sequence[Column]) -> int:
    """Where a column of chapters stands: after 序号, else first."""
    return 1 if columns and columns[0].title == "序号" else 0
