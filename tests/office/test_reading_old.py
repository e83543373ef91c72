"""Reading .xls, .doc and files that LibreOffice has saved again."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
import xlsxwriter

from shudi_cli.errors import ShudiError
from shudi_cli.office.grid import Doubt
from shudi_cli.office.reading import read_content, read_office

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="没有 LibreOffice")


def saved_as(path: Path, suffix: str) -> Path:
    """A file saved by LibreOffice in another format."""
    folder = path.parent / suffix
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(path.parent / 'profile').as_uri()}",
         "--convert-to", suffix, "--outdir", str(folder), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{path.stem}.{suffix}"


def test_old_excel(tmp_path: Path) -> None:
    """Values, merged cells and hidden sheets are read; what cannot be seen is said."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        sheet = made.add_worksheet("清单")
        sheet.merge_range("A1:C1", "清平县清单")
        sheet.write_row("B3", ["甲\n乙", "=1+1"], made.add_format({"num_format": "@"}))
        sheet.write_number("D3", 7)
        made.add_worksheet("底稿").hide()
    found = read_office(saved_as(tmp_path / "a.xlsx", "xls"))
    grid, hidden = found.grids
    assert (found.kind, grid.name, grid.cells[0, 0].columns, hidden.hidden) == ("xls", "清单", 3, True)
    assert grid.text(2, 1) == "甲\n乙"
    assert grid.cells[2, 3] == ("7", 1, 1, (Doubt.NUMBER,))
    assert "看不出来" in found.remarks[0]


def test_damaged_old_excel(tmp_path: Path) -> None:
    """Bytes changed at random: read, or refused in words; calamine's own panics and aborts stay outside."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as made:
        made.add_worksheet("清单").write_row("A1", ["序号", "事项名称"])
    raw = saved_as(tmp_path / "a.xlsx", "xls").read_bytes()
    chance = random.Random(7)
    for _ in range(12):
        hurt = bytearray(raw)
        for at in chance.choices(range(8, len(raw) - 4), k=20):
            hurt[at : at + 4] = b"\xff\xff\xff\x7f"
        with contextlib.suppress(ShudiError):
            assert read_content("a.xls", bytes(hurt)).kind == "xls"


def test_old_word(tmp_path: Path) -> None:
    """A .doc is converted and read like a .docx, and leaves nothing behind."""
    made = docx.Document()
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "领域"
    table.cell(0, 1).text = "事项一\n第二行"
    table.cell(1, 2).text = "责任"
    made.add_paragraph("（此件公开发布）")  # without it LibreOffice writes a .doc without the table
    made.save(tmp_path / "a.docx")
    found = read_office(saved_as(tmp_path / "a.docx", "doc"))
    cells = found.grids[0].cells
    assert (found.name, found.kind) == ("a.doc", "docx")
    assert "LibreOffice" in found.remarks[0]
    assert (cells[0, 0].text, cells[0, 0].rows, cells[0, 1].text, cells[1, 2].text) == (
        "领域",
        2,
        "事项一\n第二行",
        "责任",
    )
