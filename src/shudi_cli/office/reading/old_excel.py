"""Reading .xls by calamine: it knows values and merged cells, not formulas, comments or what is hidden inside a sheet.

It does so in a process of its own: a damaged file can make calamine panic, or ask for more memory than there is,
and then the whole process is gone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from shudi_cli.errors import ShudiError
from shudi_cli.office.grid import Doubt, Grid, GridCell, OfficeFile
from shudi_cli.office.reading.spans import Spans

_BLIND = "旧格式的 .xls 里，公式、批注、隐藏的行列看不出来；要看得全，另存为 .xlsx 再读"
_READER = "shudi_cli.office.reading.old_excel_process"
_SECONDS = 60


def read_xls(name: str, raw: bytes) -> OfficeFile:
    """Every sheet of an .xls file. ShudiError for one that is damaged or has a password."""
    try:
        answer = subprocess.run(  # noqa: S603 - this very Python and a module of ours
            [sys.executable, "-m", _READER], input=raw, capture_output=True, check=False, timeout=_SECONDS
        )
        said = json.loads(answer.stdout) if answer.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        said = {}
    if said.get("password"):
        raise ShudiError(f"“{name}”加了密码，读不了", "在 Excel 或 WPS 里取消密码，另存为 .xlsx 再读")
    if "sheets" not in said:
        raise ShudiError(
            f"“{name}”读不出来，可能已经损坏", "重新要一份，或用 Excel、WPS 打开，另存为 .xlsx 再读"
        )
    grids = tuple(_grid(nth, sheet) for nth, sheet in enumerate(said["sheets"], 1))
    return OfficeFile(name, "xls", grids, remarks=(_BLIND,))


def _grid(nth: int, sheet: Any) -> Grid:
    cells = {
        (row, column): GridCell(text, doubts=(Doubt[doubt],) if doubt else ())
        for row, column, text, doubt in sheet["cells"]
    }
    spans = Spans(((top, left), (bottom, right)) for (top, left), (bottom, right) in sheet["merged"])
    laid = spans.laid(cells)
    height = max((row + cell.rows for (row, _), cell in laid.items()), default=0)
    width = max((column + cell.columns for (_, column), cell in laid.items()), default=0)
    return Grid(nth, sheet["name"], laid, height, width, hidden=sheet["hidden"])
