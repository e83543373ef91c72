"""Writing a workbook with XlsxWriter: every value is text, and equal workbooks are equal bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from shudi_cli.errors import ShudiError
from shudi_cli.office.book import CHOICES_SHEET, HIDDEN_SHEET, Book, Sheet, SheetColumn
from shudi_cli.office.container import repacked
from shudi_cli.office.grid import column_letters
from shudi_cli.office.heads import head_lines
from shudi_cli.office.heights import row_height
from shudi_cli.office.legal import legal

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_767
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - the same on every machine, whatever its time zone
_TYPED = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
_BASIC = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True, "num_format": "@"}
_OPEN_ACTIONS = dict.fromkeys(("sort", "autofilter", "insert_rows", "delete_rows", "format_columns", "format_rows", "format_cells"), True)  # fmt: skip
_FOOT_MARK = "&"
#: Heights of the lines above the head: fonts that stand in for 宋体 are taller.
_FACE_TITLE, _FACE_LINE = 26, 20
#: Excel takes no longer a property, nor a foot; every sheet's face says the whole.
_PROPERTY, _FOOT = 255, 200
#: A row's height is a proposal: Excel fits it again as soon as the row is written in.
_FIXED_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')


def excel_bytes(book: Book) -> bytes:
    """The file of a workbook. ShudiError, with sheet and cell, for a text that Excel cannot hold."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "default_format_properties": {"font_name": "宋体", "font_size": 11},
        **_TYPED,
    }
    workbook = xlsxwriter.Workbook(stream, options)
    workbook.set_properties({"title": _shortened(book.title, _PROPERTY), "created": _EPOCH})
    for name, value in book.properties.items():
        workbook.set_custom_property(name, _shortened(value, _PROPERTY), "text")
    faces = _Faces(workbook)
    for sheet in book.sheets:
        _write(workbook.add_worksheet(sheet.name), sheet, book, faces)
    _choices(workbook, book)
    _base(workbook, book)
    workbook.close()
    return repacked(stream.getvalue(), _unfixed)


def _unfixed(name: str, part: bytes) -> bytes:
    return _FIXED_HEIGHT.sub(rb"\1", part) if name.startswith("xl/worksheets/sheet") else part


class _Faces:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        centred = {**_BASIC, "bold": True, "align": "center", "valign": "vcenter", "border": 1}
        self.title = workbook.add_format(
            {**_BASIC, "bold": True, "font_size": 14, "valign": "vcenter", "text_wrap": False}
        )
        self.line = workbook.add_format({**_BASIC, "valign": "vcenter", "text_wrap": False})
        self.head = workbook.add_format({**centred, "bg_color": "#E7E6E6"})
        self.locked = workbook.add_format({**_BASIC, "border": 1})
        self.open = workbook.add_format({**_BASIC, "border": 1, "locked": False, "bg_color": "#FFFBE6"})
        self.plain = workbook.add_format({"num_format": "@"})


def _write(worksheet: Worksheet, sheet: Sheet, book: Book, faces: _Faces) -> None:
    for nth, line in enumerate(sheet.face):
        worksheet.set_row(nth, _FACE_LINE if nth else _FACE_TITLE)
        _put(worksheet, nth, 0, line, faces.line if nth else faces.title)
    top = len(sheet.face)
    first = top + _head(worksheet, sheet, top, faces)
    after = first
    cells = [faces.open if sheet.locked and column.open else faces.locked for column in sheet.columns]
    closed = [faces.locked] * len(cells)
    for after, row in enumerate(_rows(sheet), first + 1):
        formats = closed if after - first - 1 in sheet.closed else cells
        worksheet.set_row(after - 1, _height(row, sheet.columns))
        for nth, text in enumerate(row):
            if text:
                _put(worksheet, after - 1, nth, text, formats[nth])
            else:
                worksheet.write_blank(after - 1, nth, None, formats[nth])
    _manners(worksheet, sheet, first, max(after, first + 1) - 1)
    _printing(worksheet, sheet, book, top, first)


def _height(row: Sequence[str], columns: Sequence[SheetColumn]) -> float:
    seen = [(text, column.width) for text, column in zip(row, columns, strict=True) if not column.hidden]
    return row_height([text for text, _ in seen], [width for _, width in seen])


def _rows(sheet: Sheet) -> Iterator[Sequence[str]]:
    yield from sheet.rows
    for _ in range(sheet.spare):
        yield [""] * len(sheet.columns)


def _head(worksheet: Worksheet, sheet: Sheet, top: int, faces: _Faces) -> int:
    """Write the head; how many rows it takes."""
    lines = head_lines(sheet.columns)
    for row, line in enumerate(lines, top):
        for title, nth, across, down in line:
            if across * down > 1:
                worksheet.merge_range(row, nth, row + down - 1, nth + across - 1, "", faces.head)
            _put(worksheet, row, nth, title, faces.head)
    for nth, column in enumerate(sheet.columns):
        _hint(worksheet, top if column.above is None else top + 1, nth, column)
    return len(lines)


def _hint(worksheet: Worksheet, row: int, nth: int, column: SheetColumn) -> None:
    if column.hint:
        worksheet.write_comment(row, nth, column.hint, {"author": "", "x_scale": 1.6})


def _manners(worksheet: Worksheet, sheet: Sheet, first: int, last: int) -> None:
    for nth, column in enumerate(sheet.columns):
        worksheet.set_column(nth, nth, column.width, None, {"hidden": column.hidden})
        if column.choices is not None:
            worksheet.data_validation(
                first,
                nth,
                last,
                nth,
                {
                    "validate": "list",
                    "source": f"={_range_name(column.choices)}",
                    "error_type": "warning",
                    "error_title": "不在选项里",
                    "error_message": "最好从下拉的选项里选。",
                },
            )
    worksheet.freeze_panes(first, 0)
    if sheet.filtered:
        worksheet.autofilter(first - 1, 0, last, len(sheet.columns) - 1)
    if sheet.locked:
        worksheet.protect("", _OPEN_ACTIONS)
    if sheet.hidden:
        worksheet.hide()


def _printing(worksheet: Worksheet, sheet: Sheet, book: Book, top: int, first: int) -> None:
    if sheet.landscape:
        worksheet.set_landscape()
    worksheet.set_paper(9)  # A4
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(top, first - 1)
    foot = _shortened(book.foot, _FOOT).replace(_FOOT_MARK, _FOOT_MARK * 2)
    worksheet.set_footer(f"&L&8{' ' if foot[:1].isdigit() else ''}{foot}&R第&P页 共&N页")


def _choices(workbook: Workbook, book: Book) -> None:
    if not book.choices:
        return
    worksheet = workbook.add_worksheet(CHOICES_SHEET)
    worksheet.hide()
    for nth, (name, values) in enumerate(book.choices.items()):
        for row, value in enumerate([name, *values]):
            _put(worksheet, row, nth, value)
        last = max(len(values), 1) + 1
        letters = column_letters(nth)
        area = f"='{CHOICES_SHEET}'!${letters}$2:${letters}${last}"
        workbook.define_name(_range_name(name), area)


def _base(workbook: Workbook, book: Book) -> None:
    if not book.base:
        return
    worksheet = workbook.add_worksheet(HIDDEN_SHEET)
    worksheet.hide()
    for row, texts in enumerate(book.base):
        for nth, text in enumerate(texts):
            _put(worksheet, row, nth, text)


def _range_name(choices: str) -> str:
    return f"选项_{choices}"


def _put(worksheet: Worksheet, row: int, column: int, text: str, face: Format | None = None) -> None:
    """Write a text as text."""
    held = _fitting(text, worksheet.get_name(), row, column)
    if held.startswith("<r>") and held.endswith("</r>"):  # XlsxWriter would take it for XML of its own
        worksheet.write_rich_string(row, column, held[0], held[1], held[2:], *([face] if face else []))
    else:
        worksheet.write_string(row, column, held, face)


def _fitting(text: str, sheet: str, row: int, column: int) -> str:
    held = legal(text)
    if _units(held) > _LONGEST:
        raise ShudiError(
            f"工作表“{sheet}”{column_letters(column)}{row + 1} 有 {len(held)} 个字，Excel 一格最多 {_LONGEST} 个",
            "把这一格的内容分成几条，或导出成 Word、CSV",
        )
    return held


def _shortened(text: str, most: int) -> str:
    held = legal(text)
    return held if _units(held) <= most else held[: most // 2] + "…"


def _units(text: str) -> int:
    """Its length as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2
