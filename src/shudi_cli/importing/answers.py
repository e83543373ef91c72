"""处理意见: what a person answered to the doubts of an earlier import, read back from its report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shudi_cli.errors import ShudiError
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.importing.heads import FIELDS, field_of
from shudi_cli.office.grid import Grid, OfficeFile

#: The heads of the report, by which it is known when it comes back.
ORDER, WEIGHT, CODE, PLACE, SUBJECT, EXCERPT, QUESTION, DONE, ANSWER = HEADS = (
    "序号", "轻重", "疑点", "位置", "对象", "原文", "问题", "已作处理", "处理意见",
)  # fmt: skip
UNKNOWN_UNIT, UNKNOWN_COLUMN, UNCLEAR = "未登记单位", "表头不确定", "处理意见看不懂"
_YES = frozenset(
    {
        "是",
        "对",
        "确认",
        "无误",
        "没有问题",
        "已核对",
        "新单位",
        "是新单位",
        "保留",
        "要",
        "正确",
        "知道了",
        "好",
    }
)
_SKIP = frozenset({"跳过", "不要", "删去", "不读", "不是事项"})
_NO_UNIT = frozenset({"不是单位", "不是"})
_NOTHING = "不读这一栏"


@dataclass(frozen=True)
class Answers:
    """What was answered: units by the name they stand for, columns by field, rows left out, doubts that are settled."""

    units: Mapping[str, str] = field(default_factory=dict)
    not_units: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    settled: frozenset[tuple[str, str, str]] = frozenset()
    unclear: tuple[tuple[str, str, str, str], ...] = ()

    def open(self, queries: Iterable[Query]) -> list[Query]:
        """The doubts that are not settled; those whose answer was not understood say so."""
        unclear = {(code, place, subject): said for code, place, subject, said in self.unclear}
        return [
            query._replace(question=f"处理意见“{unclear[query.key]}”看不懂，请另写：{query.question}")
            if query.key in unclear
            else query
            for query in queries
            if not (query.weight is not Weight.KNOW and query.key in self.settled)
        ]


def read_answers(file: OfficeFile) -> Answers:
    """The answers in a report that came back; ShudiError where the file is none."""
    for grid in file.grids:
        for row in range(min(grid.height, 12)):
            heads = {grid.text(row, column).strip(): column for column in range(grid.width)}
            if {CODE, PLACE, SUBJECT, ANSWER} <= heads.keys():
                return _answers(grid, row, heads)
    raise ShudiError(f"“{file.name}”不是导入疑点表", "用导入时写出的“导入疑点.xlsx”，在“处理意见”一栏填写")


def _answers(grid: Grid, head: int, heads: Mapping[str, int]) -> Answers:
    units: dict[str, str] = {}
    columns: dict[str, str] = {}
    not_units, skipped, settled, unclear = set(), set(), set(), []
    for row in range(head + 1, grid.height):
        code, place, subject, said = (
            grid.text(row, heads[name]).strip() for name in (CODE, PLACE, SUBJECT, ANSWER)
        )
        key = code, place, subject
        if not said or not code:
            continue
        if code == UNKNOWN_UNIT and said not in _YES:
            if said in _NO_UNIT | _SKIP:
                not_units.add(subject)
            elif (name := said.removeprefix("就是").removeprefix("是").strip(" 。")) and len(name) <= 40:  # noqa: PLR2004
                units[subject] = name
        elif code == UNKNOWN_COLUMN:
            named = said if said in FIELDS else field_of([said])
            if named or said in _SKIP:
                columns[subject] = named or _NOTHING
                settled.add(key)
            else:
                unclear.append((*key, said))
        elif said in _SKIP:
            skipped.add(place)
            settled.add(key)
        elif said in _YES:
            settled.add(key)
        else:
            unclear.append((*key, said))
    return Answers(
        units, frozenset(not_units), columns, _rows_of(skipped), frozenset(settled), tuple(unclear)
    )


def _rows_of(places: Iterable[str]) -> frozenset[str]:
    """The places of the rows in which cells are: 表2第3行第4列 → 表2第3行, 工作表“清单”C5 → 工作表“清单”第5行."""
    return frozenset(row_place(place) for place in places)


def row_place(place: str) -> str:
    """The row in which a cell is."""
    plain = re.sub("(?<=行)第[0-9]+列$", "", place)
    return re.sub(r"(?<=”)[A-Z]{1,3}([0-9]+)$", r"第\1行", plain)
