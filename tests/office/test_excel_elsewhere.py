"""A workbook that another program has saved again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shudi_cli.office.book import HIDDEN_SHEET, Book, Sheet, SheetColumn
from shudi_cli.office.excel import excel_bytes

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
TEXTS = ["=1+1", "+86", "007", "甲\n乙", "<r>a</r>", "2026-01-01", " a"]


def test_nothing_is_lost(tmp_path: Path) -> None:
    """Texts stay texts, hidden sheets hidden; drop-downs, lock and filter stay as well."""
    column = SheetColumn("甲", 12, choices="单位", open=True)
    sheet = Sheet("清单", (column,), [(text,) for text in TEXTS], locked=True, spare=2)
    book = Book("书", (sheet,), {"单位": ["县水务局"]}, [(text,) for text in TEXTS], {"版面": "公开版"})
    (tmp_path / "a.xlsx").write_bytes(excel_bytes(book))
    home = (tmp_path / "home").as_uri()
    words = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={home}",
        "--convert-to",
        "xlsx",
        "--outdir",
        "again",
        "a.xlsx",
    ]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    found: Any = openpyxl.load_workbook(tmp_path / "again/a.xlsx")
    assert _texts(found["清单"])[1:] == TEXTS
    assert _texts(found[HIDDEN_SHEET]) == TEXTS
    assert {cell.data_type for cell in found["清单"]["A"] if cell.value} == {"s"}
    assert found[HIDDEN_SHEET].sheet_state == "hidden"
    assert found["清单"].protection.sheet
    assert found["清单"].data_validations.dataValidation[0].formula1 == "选项_单位"
    assert found.custom_doc_props["版面"].value == "公开版"


def _texts(sheet: Any) -> list[str]:
    return [cell.value for cell in sheet["A"] if cell.value]
