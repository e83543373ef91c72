"""A table as a sheet to work in: each row says its chapter, nothing is merged, so that filters hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from shudi_cli.documents.tabulated import DIGEST_MARK, DIGITS, Tabulated, with_chapters
from shudi_cli.office.book import CHOICES_SHEET, HIDDEN_SHEET, Sheet, SheetColumn

#: Widths in half-width characters: of the narrowest and of the widest column.
_LEAST, _MOST = 6.0, 44.0
_SIDES = 2.0
#: A column is as wide as nine in ten of its lines; longer ones are wrapped.
_NINE_IN_TEN = 0.9
_NAME = 31
#: Names that other sheets of a workbook have, and one that Excel keeps for itself.
_RESERVED = tuple(name.casefold() for name in (CHOICES_SHEET, HIDDEN_SHEET, "History"))
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'"))


def sheet_of(
    table: Tabulated, name: str, *, chapters: str = "", choices: Mapping[str, str] | None = None
) -> Sheet:
    """The table as a sheet; `chapters` is the head of a column for its bands where it has none yet.

    `choices` says, by a column's field, which drop-down of the workbook its cells have.
    """
    picked = choices or {}
    laid = with_chapters(table, chapters) if chapters else table
    rows = [tuple(unicodedata.normalize("NFC", cell) for cell in row) for row in laid.rows]
    columns = tuple(
        SheetColumn(
            column.title,
            _width(column.title, [row[nth] for row in rows]),
            column.above,
            choices=picked.get(column.field),
        )
        for nth, column in enumerate(laid.columns)
    )
    return Sheet(sheet_name(name), columns, rows, face=(table.title, *table.lines, _said(table)))


def sheet_name(name: str) -> str:
    """A name that Excel takes for a sheet."""
    return name.translate(_NOT_IN_NAMES).strip()[:_NAME] or "清单"


def sheet_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names that Excel takes for the sheets of one workbook, each another."""
    taken: dict[str, str] = dict.fromkeys(_RESERVED, "")
    for name in names:
        plain = found = sheet_name(name)
        nth = 1
        while found.casefold() in taken:
            nth += 1
            found = f"{plain[: _NAME - len(str(nth)) - 2]}（{nth}）"
        taken[found.casefold()] = found
    return tuple(name for name in taken.values() if name)


def _said(table: Tabulated) -> str:
    """What the file says of itself, in a line below the title."""
    return "　".join(f"{title}：{_short(said)}" for title, said in table.face.items() if said)


def _short(said: str) -> str:
    """A digest by its first digits, as at the foot of a page; the properties of the file have it whole."""
    return said[: len(DIGEST_MARK) + DIGITS] if said.startswith(DIGEST_MARK) else said


def _width(title: str, texts: Sequence[str]) -> float:
    lines = sorted(_across(line) for text in texts for line in text.split("\n"))
    usual = lines[int(len(lines) * _NINE_IN_TEN)] if lines else 0
    return min(max(_LEAST, _across(title) + _SIDES, usual + _SIDES), _MOST)


def _across(line: str) -> float:
    return sum(2.0 if ord(letter) > ord("\u2e7f") else 1.0 for letter in line)
