"""The process in which calamine reads an .xls file: the file comes in, JSON goes out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

#: More memory than this no honest file of that size takes.
_MEMORY = 4_000_000_000


def main() -> None:
    """Reads the file from the standard input."""
    _limit_memory()
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    except PasswordError:
        said: Mapping[str, Any] = {"password": True}
    else:
        said = {"sheets": [_sheet(book, found) for found in book.sheets_metadata]}
    sys.stdout.write(json.dumps(said))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _sheet(book: Any, found: Any) -> Mapping[str, Any]:
    from python_calamine import SheetVisibleEnum

    sheet = book.get_sheet_by_name(found.name)
    return {
        "name": found.name,
        "hidden": found.visible != SheetVisibleEnum.Visible,
        "merged": sheet.merged_cell_ranges or [],
        "cells": list(_cells(sheet)),
    }


def _cells(sheet: Any) -> Iterator[tuple[int, int, str, str]]:
    """Row, column, text and the name of a doubt of every cell with text."""
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        for column, value in enumerate(values):
            text, doubt = _cell(value)
            if text:
                yield row, column, text, doubt


def _cell(value: object) -> tuple[str, str]:
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), ""
    if isinstance(value, (int, float)):
        return (f"{value:.15g}" if value % 1 else str(int(value))), "NUMBER"
    if isinstance(value, (datetime, date, time, timedelta)):
        return _date(value), "DATE"
    return str(value).replace("\r\n", "\n").replace("\r", "\n"), ""


def _date(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)


if __name__ == "__main__":
    main()
