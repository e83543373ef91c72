"""不是清单的文件: cards, booklets, papers and others that are ours or look like it, but hold no list to verify."""

from __future__ import annotations

from pathlib import PurePath

from shudi_cli.errors import ShudiError
from shudi_cli.office.grid import Grid, OfficeFile

_INSTEAD = "核对发布的 Word、Excel、CSV 或 JSON 清单"
_FORMATS = {
    ".pdf": "PDF",
    ".zip": "压缩包",
    ".rar": "压缩包",
    ".7z": "压缩包",
    ".ofd": "OFD",
    ".html": "网页",
}
_CARD, _BOOKLET = {"编号", "事项名称"}, {"本单位职责", "谁牵头、谁配合"}
_ROSTER = "联络员名录"


class NoListError(ShudiError):
    """A file that is not a list, so that there is nothing to hold against a release."""


def refuse_format(name: str, suffix: str, raw: bytes) -> None:
    """NoListError for what is neither Word, Excel, CSV nor JSON."""
    if suffix == ".json" or raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return
    what = _FORMATS.get(suffix)
    hint = "解开压缩包，核对里面的 Word、Excel、CSV 或 JSON 文件" if what == "压缩包" else _INSTEAD
    if what is None:
        raise NoListError(
            f"“{PurePath(name).name}”不是能核对的文件，只核对清单的 Word、Excel、CSV、JSON 文件", hint
        )
    raise NoListError(f"{what} 不能核对，没有核对“{PurePath(name).name}”", hint)


def refuse_others(file: OfficeFile, name: str) -> None:
    """NoListError for a card, a booklet, a paper, a roster: they hold parts of lists, in tables of their own."""
    what = _what(file)
    if what is not None:
        raise NoListError(
            f"“{PurePath(name).name}”是{what}，不是清单的表格，不能逐项核对",
            f"{_INSTEAD}；里面的事项用 shudi show 事项编号 对照",
        )


def _what(file: OfficeFile) -> str | None:
    """What a file is, by the shape of its tables or by what it says of itself; None where it may be a list."""
    if file.properties.get("文书"):
        return file.properties["文书"]
    shown = [grid for grid in file.grids if not grid.hidden and grid.cells]
    if shown and all(map(_is_card, shown)):
        return "事项卡"
    if shown and all(map(_is_booklet, shown)):
        return "职责册"
    tops = [grid.text(0, 0) for grid in shown]
    if any(_ROSTER in text and "（按" in text for text in (*file.paragraphs, *tops)):
        return _ROSTER
    return None


def _is_card(grid: Grid) -> bool:
    return {grid.text(row, 0) for row in range(2)} == _CARD


def _is_booklet(grid: Grid) -> bool:
    return {grid.text(0, column) for column in range(grid.width)} >= _BOOKLET
