"""What a workbook carries along unseen comes back whole."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.documents.base import Base, BaseItem, BaseList, base_rows, column_key, fingerprint, read_base
from shudi_cli.office.book import HIDDEN_SHEET, Book, Sheet, SheetColumn
from shudi_cli.office.excel import excel_bytes

LISTS = (BaseList("responsibility", {"名称": "清平县清单"}, {"章节称谓": "领域"}),)


def item(content: Any, shown: Any = ()) -> BaseItem:
    return BaseItem("responsibility", "水务", 6, "06-water.yaml", content, dict(shown))


def through_a_file(rows: list[list[str]]) -> list[list[str]]:
    """The rows as they are read from a workbook."""
    book = Book("书", (Sheet("表", (SheetColumn("甲", 9),), [("a",)]),), base=rows)
    sheet = openpyxl.load_workbook(io.BytesIO(excel_bytes(book)))[HIDDEN_SHEET]
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]


PLAIN = st.text(st.characters(max_codepoint=0x2FF), max_size=20)


@settings(deadline=None)
@given(st.dictionaries(PLAIN, st.one_of(PLAIN, st.integers(), st.lists(PLAIN, max_size=3)), max_size=4))
def test_any_data_comes_back(content: dict[str, Any]) -> None:
    """Whatever an item says is read back from the file as it was."""
    base = Base(LISTS, (item({**content, "编号": "SD-06-001"}, {"名称": fingerprint("甲")}),))
    found = read_base(through_a_file(base_rows(base)))
    assert found is not None
    assert base_rows(found) == base_rows(base)


def test_a_long_item_is_parted() -> None:
    """What does not fit one cell stands in several."""
    base = Base(LISTS, (item({"编号": "SD-06-001", "备注": "水" * 40_000}),))
    rows = base_rows(base)
    assert max(len(cell) for row in rows for cell in row) < 32_767
    assert read_base(through_a_file(rows)) == base


def test_equal_data_are_equal_rows() -> None:
    """The order of keys, and how letters are composed, do not reach the rows."""
    one = item({"编号": "SD-06-001", "名称": "caf\u00e9"})
    other = item({"名称": "cafe\u0301", "编号": "SD-06-001"})
    assert base_rows(Base(LISTS, (one,))) == base_rows(Base(LISTS, (other,)))


@pytest.mark.parametrize("rows", [[], [["甲"]], [["shudi-list", "0"]], [["shudi-list", "1"], ["事项", "a"]]])
def test_what_is_none_of_ours_is_none(rows: list[list[str]]) -> None:
    """A hidden sheet of another program, of another version, or spoilt says nothing."""
    assert read_base(rows) is None


@pytest.mark.parametrize("now", ["一\r\n二", " 一 \n二\n", "一_x000D_\n二"])
def test_saving_elsewhere_is_no_change(now: str) -> None:
    """Blanks and line ends that a program changes on saving leave a cell untouched."""
    assert item({"编号": "a"}, {"职责": fingerprint("一\n二")}).untouched("职责", now)


@pytest.mark.parametrize("now", ["一二", "一\n三", "", "一，二"])
def test_an_edit_is_a_change(now: str) -> None:
    """Another wording, a joined line or an emptied cell is a change."""
    assert not item({"编号": "a"}, {"职责": fingerprint("一\n二")}).untouched("职责", now)


def test_columns_of_one_title_are_told_by_what_stands_above() -> None:
    """A change of the one is not covered by the other; width and line breaks of a title do not count."""
    shown = {
        column_key("主体（县级）", "职责"): fingerprint("一"),
        column_key("配合", "职责"): fingerprint("二"),
    }
    found = item({"编号": "a"}, shown)
    assert found.untouched("主体(县级)/职 责", "一")
    assert not found.untouched("主体(县级)/职责", "二")
    assert found.untouched("配合/职责", "二")
    assert found.shows("配合/职责")
    assert not found.shows("职责")
