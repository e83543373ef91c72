"""Reading CSV: encodings, separators, and our own guard against formulas."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.errors import ShudiError
from shudi_cli.office.formula_guard import guarded, unguarded
from shudi_cli.office.reading import read_content

ROWS = "序号,名称\r\n1,河道非法采砂\r\n2,无证取水\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(encoding: str, separator: str) -> None:
    """Whatever Excel and WPS write; that it is GBK is said, since almost anything passes for it."""
    found = read_content("a.csv", ROWS.replace(",", separator).encode(encoding))
    grid = found.grids[0]
    assert (grid.height, grid.width, grid.text(2, 1)) == (3, 2, "无证取水")
    assert ("GBK" in "".join(found.remarks)) == (encoding == "gb18030")


def test_places() -> None:
    """A place is a row and a column of the only table."""
    assert read_content("a.csv", ROWS.encode()).grids[0].where(2, 1) == "表1第3行第2列"


@given(st.text(max_size=6) | st.text("'=+-@＝\t1", max_size=5))
def test_the_guard_comes_off(text: str) -> None:
    """Every text is the same after guard on and guard off, and the guarded one is no formula."""
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_what_was_written_is_read(rows: list[list[str]]) -> None:
    """Any texts come back."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(
        [guarded(cell) for cell in row] for row in [["甲", "乙", "丙", "丁"]] * 7 + rows
    )
    cells = read_content("a.csv", text.getvalue().encode("utf-8-sig")).grids[0].cells
    wanted = {(nth + 7, at): cell for nth, row in enumerate(rows) for at, cell in enumerate(row) if cell}
    assert {place: cell.text for place, cell in cells.items() if place[0] >= 7} == wanted


@pytest.mark.parametrize("raw", [b"a,b\x00c", b"\xff\xff\xff,\x81", b"<html><table>", b"{\\rtf1 x}"])
def test_what_is_no_csv(raw: bytes) -> None:
    """Other things under this name are refused in words."""
    with pytest.raises(ShudiError):
        read_content("a.csv", raw)
