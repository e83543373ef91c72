"""A table as a CSV file that Excel and WPS open as it is meant: UTF-8 with its mark, no formulas."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence

from shudi_cli.documents.tabulated import Tabulated
from shudi_cli.office.formula_guard import guarded


def csv_bytes(table: Tabulated) -> bytes:
    """What it is, what it says of itself, which part it is, the heads, the rows; of two heads one is made, 上级·标题."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerows([guarded(unicodedata.normalize("NFC", cell)) for cell in row] for row in _rows(table))
    return text.getvalue().encode("utf-8-sig")


def _rows(table: Tabulated) -> Iterator[Sequence[str]]:
    edition = table.face.get("版面")
    yield [f"{table.title}（{edition}）" if edition else table.title]
    yield [cell for fact in table.face.items() for cell in fact]
    yield from ([line] for line in table.lines)
    yield ["·".join(filter(None, (column.above, column.title))) for column in table.columns]
    yield from table.rows
