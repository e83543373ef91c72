"""Writing a workbook: what a clerk sees, and what is in the file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.errors import ShudiError
from shudi_cli.office.book import HIDDEN_SHEET, Book, Sheet, SheetColumn
from shudi_cli.office.excel import CHOICES_SHEET, excel_bytes

COLUMNS = (
    SheetColumn("序号", 6),
    SheetColumn("单位", 16, "责任", choices="单位", open=True, hint="写全称"),
    SheetColumn("职责", 40, "责任", open=True),
    SheetColumn("钥匙", 10, hidden=True),
)
ROWS = (("1", "县水务局", "巡查河道。\n发现问题上报。", "k1"), ("2", "县公安局", "=1+1", "k2"))
SHEET = Sheet("清单", COLUMNS, ROWS, face=("清单", "公开版"), spare=3, locked=True)
BOOK = Book(
    "清单",
    (SHEET,),
    choices={"单位": ("县水务局", "县公安局")},
    base=(("甲", "=乙"), ("丙",)),
    properties={"版面": "公开版"},
    foot="2026.1 R&D",
)
#: What Excel and XML can hold, which carriage returns are not part of.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40
)
TRAPS = [
    "=1+1", "+86", "-1", "@SUM(A1)", "{=1}", "＝1", "007", "1e5", "2026-01-01", "TRUE", "#N/A", "http://a.b",
    "internal:a!A1", "a\nb", " a ", "\ta", "_x0041_", "_x000D_", "<b>&\"'", "<r>a</r>", "<r><t>a</t></r></si><c></r>",
]  # fmt: skip


def read(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw))


def values(raw: bytes, nth: int = 0) -> list[list[Any]]:
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(nth)
    return sheet.to_python(skip_empty_area=False)


def plain(*texts: str) -> Book:
    return Book("书", (Sheet("表", (SheetColumn("甲", 10),), [(text,) for text in texts]),))


@pytest.fixture(scope="module")
def sheet() -> Any:
    return read(excel_bytes(BOOK))["清单"]


@pytest.mark.parametrize("text", TRAPS)
def test_traps_are_text(text: str) -> None:
    """What a program would run, reckon or link stays the text that it is, in cells, drop-downs and the hidden sheet."""
    raw = excel_bytes(replace(plain(text), choices={"单位": [text]}, base=[(text,)]))
    assert [values(raw, nth)[-1][0] for nth in range(3)] == [text] * 3
    assert {cell.data_type for found in read(raw) for row in found.iter_rows() for cell in row} == {"s"}


@settings(deadline=None, max_examples=50)
@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=4))
def test_any_text_comes_back(texts: list[str]) -> None:
    """Any text is read back as it was, and no cell is a formula."""
    raw = excel_bytes(plain(*texts))
    assert [row[0] for row in values(raw)[1:]] == texts
    assert {cell.data_type for cell in read(raw)["表"]["A"]} == {"s"}


def test_what_no_file_can_hold_is_shown_as_a_box() -> None:
    """Control characters are boxes, line ends are one kind; the file stays readable."""
    assert values(excel_bytes(plain("a\x00\x0b\ud800\ufffe", "a\r\nb\rc")))[1:] == [["a\ufffd\ufffd\ufffd\ufffd"], ["a\nb\nc"]]  # fmt: skip


def test_equal_books_are_equal_bytes() -> None:
    """No clock and no compressor enters the file."""
    raw = excel_bytes(BOOK)
    assert raw == excel_bytes(BOOK)
    parts = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    assert {(part.date_time, part.compress_type) for part in parts} == {((1980, 1, 1, 0, 0, 0), 0)}


@pytest.mark.parametrize("text", ["水" * 32_768, "😀" * 16_384])
def test_a_text_too_long_is_named(text: str) -> None:
    """What Excel cannot hold is never cut: sheet and cell are named."""
    with pytest.raises(ShudiError, match="工作表“表”A3"):
        excel_bytes(plain("甲", text))
    assert values(excel_bytes(plain(text[: len(text) - 1])))[1] == [text[:-1]]


def test_long_words_about_the_file_are_shortened() -> None:
    """A foot or a property that Excel would throw away is shortened, the reader sees that it was."""
    found = read(excel_bytes(replace(plain("a"), foot="水" * 300, properties={"版面": "水" * 300})))
    assert found.custom_doc_props["版面"].value.endswith("水…")
    assert found["表"].oddFooter.left.text.endswith("水…")


def test_the_head(sheet: Any) -> None:
    """Titles that belong together stand under a common one; nothing else is merged; the head stays in sight."""
    assert [[cell.value for cell in row] for row in sheet["A3:D4"]] == [
        ["序号", "责任", None, "钥匙"],
        [None, "单位", "职责", None],
    ]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A3:A4", "B3:C3", "D3:D4"}
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A5", "A4:D9", "$3:$4")
    assert "写全称" in sheet["B4"].comment.text


def test_the_page(sheet: Any) -> None:
    """It prints on A4 across, as wide as the page, with page numbers and what it is."""
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter.right.text == "第&P页 共&N页"
    assert sheet.oddFooter.left.text.strip().endswith("R&&D")


def test_the_lock(sheet: Any) -> None:
    """Only open columns can be written in, spare rows too; sorting, filtering and new rows are allowed."""
    assert sheet.protection.sheet
    kept_from = (sheet.protection.sort, sheet.protection.autoFilter, sheet.protection.insertRows)
    assert kept_from == (False, False, False)
    assert [[cell.protection.locked for cell in row] for row in (sheet[5], sheet[9])] == [
        [True, False, False, True]
    ] * 2
    assert sheet.column_dimensions["D"].hidden


def test_the_drop_down(sheet: Any) -> None:
    """It covers the spare rows, its values stand on a hidden sheet, and another value may be insisted on."""
    (found,) = sheet.data_validations.dataValidation
    assert (str(found.sqref), found.errorStyle) == ("B5:B9", "warning")
    area = sheet.parent.defined_names[found.formula1].attr_text
    assert area.replace("'", "") == f"{CHOICES_SHEET}!$A$2:$A$3"


def test_hidden_sheets(sheet: Any) -> None:
    """What a program reads back stands on hidden sheets."""
    book = sheet.parent
    assert {name: book[name].sheet_state for name in book.sheetnames} == {
        "清单": "visible", CHOICES_SHEET: "hidden", HIDDEN_SHEET: "hidden",
    }  # fmt: skip
    assert [[cell.value for cell in row] for row in book[HIDDEN_SHEET].iter_rows()] == [["甲", "=乙"], ["丙", None]]  # fmt: skip


def test_rows_are_as_high_as_their_text(sheet: Any) -> None:
    """Every line of a row is seen and printed; the height is not fixed, so that it follows what is written in."""
    assert sheet.row_dimensions[5].height > sheet.row_dimensions[6].height
    raw = zipfile.ZipFile(io.BytesIO(excel_bytes(BOOK))).read("xl/worksheets/sheet1.xml")
    assert b"customHeight" not in raw


def test_a_sheet_without_rows() -> None:
    """Only its head."""
    assert values(excel_bytes(plain())) == [["甲"]]
