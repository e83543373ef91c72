"""成品 CSV: one table a list, for Excel and WPS."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from shudi_cli.forms import every_column, printed
from shudi_cli.model import DutyList
from shudi_cli.office.formula_guard import guarded
from shudi_cli.releases.outputs import Issue


def csv_files(issue: Issue) -> Mapping[str, bytes]:
    """One file a list: what it is, the release, then one row an item."""
    return {
        f"{issue.stem}-{found.folder}.csv": csv_text(_rows(found, issue)) for found in issue.workspace.lists
    }


def csv_text(rows: Iterator[Sequence[str]]) -> bytes:
    """A CSV file that Excel and WPS open as it is meant: UTF-8 with its mark, no formulas."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([guarded(unicodedata.normalize("NFC", cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _rows(duty_list: DutyList, issue: Issue) -> Iterator[Sequence[str]]:
    table = printed(duty_list, issue.workspace.units, every_column(duty_list), issue.edition)
    yield [f"{table.title}（{issue.edition.title}）"]
    yield [cell for fact in issue.face.items() for cell in fact]
    yield [column.title for column in table.columns]
    yield from (row.cells for row in table.rows)
