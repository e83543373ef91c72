"""Reading .xlsx: every text as a person sees it, every doubt named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from shudi_cli.office.book import HIDDEN_SHEET
from shudi_cli.office.grid import Doubt, Grid, OfficeFile
from shudi_cli.office.reading import read_content, read_office


def book(tmp_path: Path, fill: Any) -> OfficeFile:
    """A workbook whose first sheet (called 清单) `fill` has filled."""
    made = openpyxl.Workbook()
    made.active.title = "清单"
    fill(made.active)
    made.save(tmp_path / "清单.xlsx")
    return read_office(tmp_path / "清单.xlsx")


def one(tmp_path: Path, fill: Any) -> Grid:
    return book(tmp_path, fill).grids[0]


def test_texts_and_merges(tmp_path: Path) -> None:
    """A merged cell stands once, with what it covers; the height ends where the text ends."""

    def fill(sheet: Any) -> None:
        sheet["A1"] = "属地管理责任清单"
        sheet.merge_cells("A1:C1")
        sheet["A2"], sheet["B2"], sheet["C2"] = "序号", "事项\n名称", "责任"
        sheet["A3"] = "一"
        sheet.merge_cells("A3:A4")
        sheet["B4"] = " 留着空格 "
        sheet["A900"].font = openpyxl.styles.Font(bold=True)

    grid = one(tmp_path, fill)
    assert (grid.height, grid.width) == (4, 3)
    assert (grid.cells[0, 0].columns, grid.cells[2, 0].rows) == (3, 2)
    assert grid.text(1, 1) == "事项\n名称"
    assert grid.text(3, 1) == " 留着空格 "
    assert grid.text(3, 0) == ""
    assert grid.where(3, 1) == "工作表“清单”B4"


@pytest.mark.parametrize(
    ("code", "shown", "doubts"),
    [
        ('"不承担："@', "不承担：甲", ()),
        ('@"（已取消）"', "甲（已取消）", ()),
        ('0;-0;0;"乙"', "乙", (Doubt.HIDDEN_TEXT,)),
        (";;;", "", (Doubt.HIDDEN_TEXT,)),
        ("@", "甲", ()),
        ("0.00", "甲", ()),
        ("[Red]@", "甲", ()),
        ("yyyy/m/d;@", "甲", ()),
    ],
)
def test_formats_that_add_words(tmp_path: Path, code: str, shown: str, doubts: tuple[Doubt, ...]) -> None:
    """A text is read as its format shows it."""

    def fill(sheet: Any) -> None:
        sheet["A1"] = "甲"
        sheet["A1"].number_format = code

    assert one(tmp_path, fill).cells[0, 0] == (shown, 1, 1, doubts)


def test_rows_and_columns_too_small_to_be_seen(tmp_path: Path) -> None:
    """Text in a row next to no height is doubted; a column next to no width counts as hidden."""

    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B2"] = "甲", "乙"
        sheet.row_dimensions[1].height = 0.5
        sheet.column_dimensions["B"].width = 0.1

    grid = one(tmp_path, fill)
    assert grid.cells[0, 0].doubts == (Doubt.TINY,)
    assert grid.cells[1, 1].doubts == ()
    assert grid.hidden_columns == {1}


@pytest.mark.parametrize(
    ("value", "code", "shown", "doubt"),
    [
        (5372345678, "General", "5372345678", Doubt.NUMBER),
        (0.1, "General", "0.1", Doubt.NUMBER),
        (123456789012345, "General", "123456789012345", Doubt.NUMBER),
        (7, "000", "007", Doubt.NUMBER),
        (1234.5, "#,##0.00", "1,234.50", Doubt.NUMBER),
        (0.125, "0.0%", "12.5%", Doubt.NUMBER),
        (-3, "0", "-3", Doubt.NUMBER),
        (3, '"不"0"项"', "不3项", Doubt.NUMBER),
        (3, '"第"General', "第3", Doubt.NUMBER),
        (dt.date(2026, 3, 5), "yyyy/m/d", "2026/3/5", Doubt.DATE),
        (dt.date(2026, 3, 5), 'yyyy"年"mm"月"dd"日"', "2026年03月05日", Doubt.DATE),
        (dt.date(2026, 3, 5), "[$-804]m月d日;@", "3月5日", Doubt.DATE),
        (dt.datetime(2026, 3, 5, 9, 7), "yyyy-mm-dd hh:mm", "2026-03-05 09:07", Doubt.DATE),  # noqa: DTZ001
        (dt.date(1900, 1, 31), "yyyy-mm-dd", "1900-01-31", Doubt.DATE),
    ],
)
def test_numbers_and_dates(tmp_path: Path, value: Any, code: str, shown: str, doubt: Doubt) -> None:
    """What Excel has taken for a number or a date is read as it is shown, and doubted."""

    def fill(sheet: Any) -> None:
        sheet["B2"] = value
        sheet["B2"].number_format = code

    assert one(tmp_path, fill).cells[1, 1][:1] + one(tmp_path, fill).cells[1, 1].doubts == (shown, doubt)


def test_formulas(tmp_path: Path) -> None:
    """Of a formula the saved value is read; where there is none that is said. A text that looks like one is a text."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        sheet.write_formula("A1", "=B1&C1", None, "县水务局")
        sheet.write_string("A2", "=1+1")
    grid = read_office(tmp_path / "a.xlsx").grids[0]
    assert grid.cells[0, 0] == ("县水务局", 1, 1, (Doubt.FORMULA,))
    assert grid.cells[1, 0] == ("=1+1", 1, 1, ())
    unsaved = one(tmp_path, lambda sheet: sheet.append(["=1+1"]))
    assert unsaved.cells[0, 0] == ("", 1, 1, (Doubt.FORMULA, Doubt.NO_VALUE))


def test_what_is_hidden_is_read_and_told(tmp_path: Path) -> None:
    """Hidden rows, columns and sheets, and comments."""

    def fill(sheet: Any) -> None:
        for row in range(1, 5):
            sheet.append([f"{row}甲", f"{row}乙", f"{row}丙"])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet["C2"].comment = Comment("对不对？", "某人")
        base = sheet.parent.create_sheet(HIDDEN_SHEET)
        base.append(["版本", "2026.1"])
        base.sheet_state = "veryHidden"

    grids = book(tmp_path, fill).grids
    assert (grids[0].hidden_rows, grids[0].hidden_columns) == ({2}, {1})
    assert grids[0].text(2, 1) == "3乙"
    assert grids[0].cells[1, 2].doubts == (Doubt.COMMENT,)
    assert [(grid.name, grid.hidden, grid.nth) for grid in grids] == [
        ("清单", False, 1),
        (HIDDEN_SHEET, True, 2),
    ]
    assert grids[1].text(0, 1) == "2026.1"


def test_properties(tmp_path: Path) -> None:
    """The custom document properties are read as text."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        made.add_worksheet()
        made.set_custom_property("正式版本", "2026.1", "text")
    assert read_office(tmp_path / "a.xlsx").properties == {"正式版本": "2026.1"}


def test_a_covered_cell_that_says_something_else(tmp_path: Path) -> None:
    """Nobody sees it: it is not read, but doubted. The same text under a merge is none."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet()
        for row, under in ((0, "领域甲"), (2, "藏着的")):
            sheet.merge_range(row, 0, row + 1, 0, "领域甲")
            sheet.write_string(row + 1, 0, under)
    cells = read_office(tmp_path / "a.xlsx").grids[0].cells
    assert cells == {(0, 0): ("领域甲", 2, 1, ()), (2, 0): ("领域甲", 2, 1, (Doubt.HIDDEN_TEXT,))}


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff"), max_size=12
).filter(lambda text: not text.startswith(("{=",)))
GRIDS = st.dictionaries(st.tuples(st.integers(0, 30), st.integers(0, 8)), TEXTS, max_size=25)


@settings(max_examples=40, deadline=None)
@given(GRIDS)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, cells: dict[tuple[int, int], str]
) -> None:
    """Any texts anywhere come back, whichever library wrote them."""
    folder = tmp_path_factory.mktemp("grid")
    with xlsxwriter.Workbook(folder / "x.xlsx") as made:
        sheet = made.add_worksheet()
        for (row, column), text in cells.items():
            sheet.write_string(row, column, text)
    plain = openpyxl.Workbook()
    for (row, column), text in cells.items():
        cell = plain.active.cell(row + 1, column + 1, text)
        cell.data_type = "s"
    plain.save(folder / "o.xlsx")
    wanted = {place: text for place, text in cells.items() if text}
    for name in ("x.xlsx", "o.xlsx"):
        grid = read_content(name, (folder / name).read_bytes()).grids[0]
        assert {place: cell.text for place, cell in grid.cells.items()} == wanted


def test_text_with_a_line_through_it(tmp_path: Path) -> None:
    """Whether the cell or a part of its text has one; what is empty says nothing."""
    made = xlsxwriter.Workbook(tmp_path / "清单.xlsx")
    sheet, struck = made.add_worksheet("清单"), made.add_format({"font_strikeout": True})
    sheet.write("A1", "查处采砂。", struck)
    sheet.write_rich_string("A2", "查处", struck, "运砂", "。")
    sheet.write("A3", "查处运砂。")
    sheet.write("A4", "", struck)
    sheet.write_number("A5", 5, struck)
    made.close()
    grid = read_office(tmp_path / "清单.xlsx").grids[0]
    assert [Doubt.STRUCK in grid.cells[row, 0].doubts for row in (0, 1, 2, 4)] == [True, True, False, True]
    assert grid.text(1, 0) == "查处运砂。"
    assert (3, 0) not in grid.cells
