"""A sheet of a packet that came back: where its head is, what its cells say, and which of them cannot be taken as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from shudi_cli.office.grid import Doubt, Grid, GridCell
from shudi_cli.packets.cells import plain
from shudi_cli.packets.layout import NEW, REASON
from shudi_cli.packets.values import Spot, Trouble

_NO_TEXT = {
    Doubt.FORMULA: ("是公式", "把公式换成它的结果：复制，选择性粘贴为“值”"),
    Doubt.NO_VALUE: ("是公式", "把公式换成它的结果：复制，选择性粘贴为“值”"),
    Doubt.HIDDEN_TEXT: ("是合并的，底下还盖着别的字", "取消合并单元格，一格写一样"),
}
_AS_DATE = ("被认作日期", "把这一格设成文本格式，重新写一遍")
_AS_NUMBER = ("被认作数字", "把这一格设成文本格式，重新写一遍")
_MERGED = ("这一格是合并的", "取消合并单元格，每一行都写上自己的")
_DAYS = frozenset({"起", "止", "确认"})


class Returned(NamedTuple):
    """A sheet of the packet: where its head is, and the column of each title."""

    file: str
    grid: Grid
    head: int
    columns: Mapping[str, int]

    @property
    def rows(self) -> Sequence[int]:
        """The rows below the head that say anything, however far down."""
        return sorted({row for row, _ in self.grid.cells if row > self.head})

    def text(self, row: int, title: str) -> str:
        """What a cell says, as it stands there."""
        return self.grid.text(row, self.columns[title])

    def spot(self, row: int, title: str) -> Spot:
        """Where a cell is."""
        return Spot(self.file, self.grid.where(row, self.columns[title]))

    def says(self, row: int, titles: Sequence[str]) -> bool:
        """Whether one of these cells holds anything; a formula without a value does."""
        cells = (self.grid.cells.get((row, self.columns[title])) for title in titles)
        return any(cell and (plain(cell.text) or {*cell.doubts} & _NO_TEXT.keys()) for cell in cells)

    def doubts(self, row: int, titles: Sequence[str]) -> Iterator[Trouble]:
        """The cells of a row of which nobody can know what they say."""
        for title in titles:
            cell = self.grid.cells.get((row, self.columns[title]))
            found = _doubt(cell, title) if cell else None
            if found:
                yield Trouble(self.spot(row, title), f"这一格{found[0]}", found[1])

    def misshapen(self) -> Iterator[Trouble]:
        """The merged cells below the head, and the rows with a line through them."""
        struck: set[int] = set()
        for (row, column), cell in sorted(self.grid.cells.items()):
            spot = Spot(self.file, self.grid.where(row, column))
            if row <= self.head:
                continue
            if cell.rows > 1 or cell.columns > 1:
                yield Trouble(spot, *_MERGED)
            if Doubt.STRUCK in cell.doubts and row not in struck:
                struck.add(row)
                message = "这一格带删除线，不知道还要不要"
                yield Trouble(spot, message, "不要的照填写说明办，要的去掉这一行的删除线")

    def above(self, is_face: Callable[[str], bool]) -> Iterator[Trouble]:
        """What was typed above the head, where the packet has no more than its faces."""
        for (row, column), cell in sorted(self.grid.cells.items()):
            if row < self.head and (said := plain(cell.text)) and not is_face(said):
                spot = Spot(self.file, self.grid.where(row, column))
                yield Trouble(
                    spot, f"表头上面写着“{said[:20]}”，这里收不了", "写到表里该写的格里，这一格恢复原样"
                )

    def stray(self) -> Iterator[str]:
        """What was written below the head in columns of the clerk's own."""
        for (row, column), cell in sorted(self.grid.cells.items()):
            if row > self.head and column not in self.columns.values() and (said := plain(cell.text)):
                yield f"{Spot(self.file, self.grid.where(row, column))} 写着“{said[:20]}”，没有收"
            if row > self.head and Doubt.COMMENT in cell.doubts:
                yield f"{Spot(self.file, self.grid.where(row, column))} 有批注，没有收"


def _doubt(cell: GridCell, title: str) -> tuple[str, str] | None:
    for doubt in cell.doubts:
        if doubt in _NO_TEXT:
            return _NO_TEXT[doubt]
        if doubt is Doubt.DATE and title not in _DAYS:
            return _AS_DATE
        if doubt is Doubt.NUMBER and title in {NEW, REASON}:
            return _AS_NUMBER
    return None
