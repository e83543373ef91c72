"""处理意见: what a person answered to the doubts of an earlier import, read back from its report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shudi_cli.errors import ShudiError
from shudi_cli.importing.accepting import (
    AGREED,
    ALIAS,
    NO_UNIT,
    SKIP,
    TOLD,
    UNKNOWN_COLUMN,
    UNKNOWN_UNIT,
    in_row,
    yes,
)
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.importing.heads import FIELDS, field_of
from shudi_cli.office.grid import Grid, OfficeFile

#: A whole table that was not read.
_TABLE = re.compile("(?:表[0-9]+|”)$")
_OFFERED = re.compile("？是不是([^？]+)？")
_NOTHING = "不读这一栏"
#: The heads of the report, by which it is known when it comes back.
ORDER, WEIGHT, CODE, PLACE, SUBJECT, EXCERPT, QUESTION, ALLOWED, DONE, ANSWER = HEADS = (
    "序号", "轻重", "疑点", "位置", "对象", "原文", "问题", "可以写", "已作处理", "处理意见",
)  # fmt: skip
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Answers:
    """What was answered: units by the name they stand for, columns by field, rows left out, doubts that are settled.

    `told` are words that the reading of a cell takes, by doubt; `given` are all rows answered, as the report had them.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    not_units: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    settled: frozenset[Key] = frozenset()
    unclear: tuple[tuple[str, str, str, str], ...] = ()
    told: Mapping[Key, str] = field(default_factory=dict)
    given: Mapping[Key, Mapping[str, str]] = field(default_factory=dict)

    def open(self, queries: Iterable[Query]) -> list[Query]:
        """The doubts that are not settled; those whose answer was not understood say so."""
        unclear = {(code, place, subject): said for code, place, subject, said in self.unclear}
        return [
            query._replace(question=f"{not_understood(unclear[query.key])}{query.question}")
            if query.key in unclear
            else query
            for query in queries
            if not (query.weight is not Weight.KNOW and query.key in self.settled)
        ]


def not_understood(said: str) -> str:
    """What stands before a question whose answer said nothing to us."""
    return f"处理意见“{said}”看不懂，请照“可以写”另写："


def read_answers(*files: OfficeFile) -> Answers:
    """The answers in reports that came back, a later one above an earlier; ShudiError where a file is none."""
    given: dict[Key, Mapping[str, str]] = {}
    for file in files:
        given |= _given(file)
    made = _Made()
    for key, row in given.items():
        made.take(key, row[ANSWER], row[QUESTION])
    return Answers(
        made.units, frozenset(made.not_units), made.columns, _rows_of(made.skipped), frozenset(made.settled),
        tuple(made.unclear), made.told, given,
    )  # fmt: skip


def _given(file: OfficeFile) -> dict[Key, Mapping[str, str]]:
    for grid in file.grids:
        for head in range(min(grid.height, 12)):
            heads = {grid.text(head, column).strip(): column for column in range(grid.width)}
            if {CODE, PLACE, SUBJECT, ANSWER} <= heads.keys():
                rows = (_row(grid, row, heads) for row in range(head + 1, grid.height))
                return {
                    (row[CODE], row[PLACE], row[SUBJECT]): row for row in rows if row[CODE] and row[ANSWER]
                }
    raise ShudiError(f"“{file.name}”不是导入疑点表", "用导入时写出的“导入疑点.xlsx”，在“处理意见”一栏填写")


def _row(grid: Grid, row: int, heads: Mapping[str, int]) -> dict[str, str]:
    return {name: grid.text(row, heads[name]).strip() if name in heads else "" for name in HEADS}


@dataclass
class _Made:
    units: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    not_units: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    settled: set[Key] = field(default_factory=set)
    unclear: list[tuple[str, str, str, str]] = field(default_factory=list)
    told: dict[Key, str] = field(default_factory=dict)

    def take(self, key: Key, written: str, asked: str = "") -> None:
        """Take one answer. “是” to a question that names a unit says that it is that one."""
        code, place, subject = key
        said = written.strip(" 。！.!“”")
        offered = _OFFERED.search(asked)
        if code == UNKNOWN_UNIT and said in AGREED and offered:
            self.units[subject] = offered.group(1)
        elif code == UNKNOWN_UNIT and not yes(code, said):
            self._unit(subject, said)
        elif code == UNKNOWN_COLUMN:
            self._column(key, said)
        elif said in SKIP and _TABLE.search(place):
            self.settled.add(key)
        elif said in SKIP and in_row(place):
            self.skipped.add(place)
            self.settled.add(key)
        elif yes(code, said):
            self.settled.add(key)
        elif code == ALIAS:
            self._unit(subject, said)
            self.settled.add(key)
        elif code in TOLD:
            self.told[key] = written
        else:
            self.unclear.append((*key, said))

    def _unit(self, subject: str, said: str) -> None:
        name = said.removeprefix("就是").removeprefix("是").strip(" 。“”")
        if said in NO_UNIT | SKIP:
            self.not_units.add(subject)
        elif name and len(name) <= 40:  # noqa: PLR2004 - longer than any unit is called
            self.units[subject] = name

    def _column(self, key: Key, said: str) -> None:
        named = said if said in FIELDS else field_of([said])
        if named or said in SKIP:
            self.columns[key[2]] = named or _NOTHING
            self.settled.add(key)
        else:
            self.unclear.append((*key, said))


def _rows_of(places: Iterable[str]) -> frozenset[str]:
    """The places of the rows in which cells are: 表2第3行第4列 → 表2第3行, 工作表“清单”C5 → 工作表“清单”第5行."""
    return frozenset(row_place(place) for place in places)


def row_place(place: str) -> str:
    """The row in which a cell is."""
    plain = re.sub("(?<=行)第[0-9]+列$", "", place)
    return re.sub(r"(?<=”)[A-Z]{1,3}([0-9]+)$", r"第\1行", plain)
