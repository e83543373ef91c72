"""Reading CSV: the encoding and the separator found out, our own formula guard taken off."""

from __future__ import annotations

import csv
import io
from collections import Counter

from shudi_cli.errors import ShudiError
from shudi_cli.office.formula_guard import unguarded
from shudi_cli.office.grid import Grid, GridCell, OfficeFile

_SEPARATORS = (",", "\t", ";")
_LOOKED_AT = 30
_LARGEST_FIELD = 10_000_000
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_csv(name: str, raw: bytes) -> OfficeFile:
    """A CSV file as one table. ShudiError for what is no text."""
    text, remark = _decoded(name, raw)
    separator = _separator(text)
    if text.startswith("sep=") and separator == text[4:5]:
        text = text.partition("\n")[2]
    cells, width, height = {}, 0, 0
    for nth, row in enumerate(_rows(name, text, separator)):
        for column, value in enumerate(row):
            if value:
                words = unguarded(value).replace("\r\n", "\n").replace("\r", "\n")
                cells[nth, column] = GridCell(words)
                width, height = max(width, column + 1), nth + 1
    return OfficeFile(name, "csv", (Grid(1, "", cells, height, width),), remarks=remark)


def _decoded(name: str, raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text: by its mark, else UTF-8, else GB 18030, which is told since it fits almost anything."""
    try:
        for mark, encoding in _MARKS:
            if raw.startswith(mark):
                return raw.decode(encoding), ()
        if b"\0" in raw:
            raise ShudiError(f"“{name}”不是文本，读不了", "用 Excel 或 WPS 打开，另存为 .xlsx 再读")
        try:
            return raw.decode("utf-8"), ()
        except UnicodeDecodeError:
            return raw.decode("gb18030"), ("文件不是 UTF-8 编码，按 GBK 读的；请看一眼有没有乱码",)
    except UnicodeDecodeError as error:
        raise ShudiError(
            f"“{name}”的文字编码认不出来", "用 Excel 或 WPS 打开，另存为 .xlsx 或“CSV UTF-8”再读"
        ) from error


def _separator(text: str) -> str:
    """The separator that parts most of the first rows into the same number of cells."""
    if text.startswith("sep=") and text[4:5] in _SEPARATORS:
        return text[4:5]
    head = text[:100_000]

    def worth(separator: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
        try:
            widths = Counter(
                len(row) for row, _ in zip(rows, range(_LOOKED_AT), strict=False) if len(row) > 1
            )
        except csv.Error:
            return 0, 0
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        return times, width

    return max(_SEPARATORS, key=worth)


def _rows(name: str, text: str, separator: str) -> list[list[str]]:
    before = csv.field_size_limit(_LARGEST_FIELD)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise ShudiError(
            f"“{name}”的引号不成对，或一格太长，读不了", "用 Excel 或 WPS 打开，另存为 .xlsx 再读"
        ) from error
    finally:
        csv.field_size_limit(before)
