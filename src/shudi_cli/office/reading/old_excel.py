"""Reading .xls by calamine: it knows values and merged cells, not formulas, comments or what is hidden inside a sheet."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

from shudi_cli.errors import ShudiError
from shudi_cli.office.grid import Doubt, Grid, GridCell, OfficeFile
from shudi_cli.office.reading.spans import Spans

_BLIND = "旧格式的 .xls 里，公式、批注、隐藏的行列看不出来；要看得全，另存为 .xlsx 再读"


def read_xls(name: str, raw: bytes) -> OfficeFile:
    """Every sheet of an .xls file. ShudiError for one that is damaged or has a password."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        grids = tuple(
            _grid(nth, book, found.name, hidden=found.visible != SheetVisibleEnum.Visible)
            for nth, found in enumerate(book.sheets_metadata, 1)
        )
    except PasswordError as error:
        raise ShudiError(
            f"“{name}”加了密码，读不了", "在 Excel 或 WPS 里取消密码，另存为 .xlsx 再读"
        ) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise ShudiError(
            f"“{name}”读不出来，可能已经损坏", "重新要一份，或用 Excel、WPS 打开，另存为 .xlsx 再读"
        ) from error
    return OfficeFile(name, "xls", grids, remarks=(_BLIND,))


def _grid(nth: int, book: object, name: str, *, hidden: bool) -> Grid:
    from python_calamine import CalamineWorkbook

    assert isinstance(book, CalamineWorkbook)
    sheet = book.get_sheet_by_name(name)
    cells = {
        (row, column): cell
        for row, values in enumerate(sheet.to_python(skip_empty_area=False))
        for column, value in enumerate(values)
        if (cell := _cell(value)).text
    }
    laid = Spans(sheet.merged_cell_ranges or ()).laid(cells)
    height = max((row + cell.rows for (row, _), cell in laid.items()), default=0)
    width = max((column + cell.columns for (_, column), cell in laid.items()), default=0)
    return Grid(nth, name, laid, height, width, hidden=hidden)


def _cell(value: object) -> GridCell:
    if isinstance(value, bool):
        return GridCell("TRUE" if value else "FALSE")
    if isinstance(value, (int, float)):
        return GridCell(f"{value:.15g}" if value % 1 else str(int(value)), doubts=(Doubt.NUMBER,))
    if isinstance(value, (datetime, date, time, timedelta)):
        return GridCell(_date(value), doubts=(Doubt.DATE,))
    return GridCell(str(value).replace("\r\n", "\n").replace("\r", "\n"))


def _date(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
