"""Lists as a workbook to work in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shudi_cli.documents import Band, Column, Tabulated
from shudi_cli.documents.excel import sheet_names, sheet_of
from shudi_cli.documents.workbook import workbook
from shudi_cli.forms import columns_named, every_column, printed
from tests.documents.county import PUBLIC, sample

TABLE = Tabulated(
    "清平县清单",
    (Column("序号"), Column("名称"), Column("主体", "责任")),
    (
        Band("一、水务领域（1项）", (("1", "采砂", "县水务局"),), "水务"),
        Band("二、农业领域（1项）", (("2", "秸秆", "x" * 900),), "农业"),
    ),
    {"版面": "内部版，不得公开"},
    ("（摘录：县水务局）",),
)


def test_each_row_says_its_chapter() -> None:
    """The chapter stands in every row, so that a filter holds; it may be picked from a drop-down."""
    sheet = sheet_of(TABLE, "清单", chapters="领域", choices={"领域": "清单1_领域"})
    assert [column.title for column in sheet.columns] == ["序号", "领域", "名称", "主体"]
    assert [row[1] for row in sheet.rows] == ["水务", "农业"]
    assert [column.choices for column in sheet.columns] == [None, "清单1_领域", None, None]


@pytest.mark.parametrize("form", [None, "配合履职事项", "职责边界"])
def test_what_a_row_says_is_among_its_drop_downs(form: str | None) -> None:
    """In whatever form: each chapter is written as in the list, neither more nor less of it."""
    duty_list = sample().lists[0]
    columns = every_column(duty_list) if form is None else columns_named(duty_list.kind, form)
    book = workbook(sample(), [(duty_list, printed(duty_list, sample().units, columns))], PUBLIC)
    (sheet,) = book.sheets
    picked = {nth: column.choices for nth, column in enumerate(sheet.columns) if column.choices}
    assert "领域" in [sheet.columns[nth].title for nth in picked]
    for nth, choices in picked.items():
        assert {row[nth] for row in sheet.rows} <= {*book.choices[choices], ""}


def test_the_face() -> None:
    """Title, which part it is, and what the file says of itself stand above the head."""
    assert sheet_of(TABLE, "清单").face == ("清平县清单", "（摘录：县水务局）", "版面：内部版，不得公开")


def test_the_face_fits_a_line() -> None:
    """A digest stands there by its first digits, as at a page's foot."""
    digest = "sha256:" + "0123456789abcdef" * 4
    sheet = sheet_of(replace(TABLE, face={"版面": "公开版", "版本指纹": digest}), "清单")
    assert sheet.face[-1] == "版面：公开版　版本指纹：sha256:0123456789abcdef"


def test_no_column_is_too_wide() -> None:
    """However long a text is, three such columns still print on a page's width."""
    assert max(column.width for column in sheet_of(TABLE, "清单").columns) <= 44


def test_texts_are_composed() -> None:
    """Letters composed in another way are the same file."""
    bands = (Band("", (("cafe\u0301",),)),)
    (row,) = sheet_of(Tabulated("t", (Column("甲"),), bands), "清单").rows
    assert row == ("caf\u00e9",)


@pytest.mark.parametrize(
    ("names", "given"),
    [
        (["责任清单", "任务清单"], ("责任清单", "任务清单")),
        (["清单", "清单", "清单"], ("清单", "清单（2）", "清单（3）")),
        (["甲/乙[一]", "", "'"], ("甲乙一", "清单", "清单（2）")),
        (["A", "a"], ("A", "a（2）")),
        (["字典", "_shudi", "history"], ("字典（2）", "_shudi（2）", "history（2）")),
        (["水" * 40, "水" * 40], ("水" * 31, "水" * 28 + "（2）")),
    ],
)
def test_sheets_have_names_of_their_own(names: list[str], given: tuple[str, ...]) -> None:
    """Names that Excel takes: not too long, without signs it uses itself, none twice."""
    assert sheet_names(names) == given
