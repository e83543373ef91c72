"""Reading the cells of one row: units, duties, and every doubt with the place of its cell."""

from __future__ import annotations

import re

from shudi_cli.importing.accepting import ALIAS, NO_DUTIES, SAME_AS_ABOVE, SUPPORT_IN_MAIN
from shudi_cli.importing.answers import not_understood
from shudi_cli.importing.dividing import Divided, Point, divide, names_in
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.importing.heads import MAIN_DUTIES
from shudi_cli.importing.naming import Names
from shudi_cli.importing.neatening import is_redacted, neat
from shudi_cli.importing.rows import Row

_LONGEST_DUTY = 500
_SENTENCE = re.compile("(?<=[。；！？])")
#: Doubts of which a cell may have several.
_ABOUT = frozenset({ALIAS, NO_DUTIES, SAME_AS_ABOVE, "多单位共担"})
_EMPTY = frozenset({"无", "/", "-", "—"})


class RowReading:
    """A row being read; `queries` grows on the way. `aside` are units that a person put among the supporting ones."""

    def __init__(self, row: Row, names: Names) -> None:
        self.row, self.names = row, names
        self.queries: list[Query] = []
        self.aside: set[str] = set()

    def points(self, column: str) -> list[Point]:
        """The units and duties of a column."""
        text = neat(self.row.text(column))
        if not text or text in _EMPTY:
            return []
        divided = divide(text, self.names)
        self._remarks(divided, column)
        self._led(divided, column)
        said = "、".join(divided.supports)
        if column in ("主体责任", MAIN_DUTIES) and said:
            if "配合" in (self.told(SUPPORT_IN_MAIN, column) or ""):
                self.aside |= set(divided.supports)
                return divided.points
            self.say(
                column,
                Query(
                    Weight.MUST,
                    SUPPORT_IN_MAIN,
                    "",
                    "",
                    f"{said}的责任是主体责任还是配合责任？",
                    "留在主体责任里",
                    said,
                ),
            )
        return divided.points

    def listed(self, column: str, *, quietly: bool = False) -> list[tuple[str, bool]]:
        """The units of a column that lists names, and whether each is marked as leading."""
        found = []
        for called, leads in names_in(neat(self.row.text(column))):
            resolved = self.names.resolve(called)
            if resolved and resolved.how and not quietly:
                self._renamed(called, resolved.name, resolved.how, column)
            found.append((resolved.name if resolved else called, leads))
        return found

    def duties(self, found: list[str] | tuple[str, ...], column: str) -> list[str]:
        """Duties, one too long for a list cut after a sentence."""
        duties: list[str] = []
        for duty in found:
            if is_redacted(duty):
                self.say(
                    column, Query(Weight.LOOK, "有星号", "", "", "星号遮去的是什么？", "照原样保留", duty)
                )
            if len(duty) <= _LONGEST_DUTY:
                duties.append(duty)
                continue
            self.say(column, Query(Weight.LOOK, "职责太长", "", "", "要不要分条写？", "在句子之间断开", duty))
            duties += _cut(duty)
        return duties

    def _remarks(self, divided: Divided, column: str) -> None:
        for said in divided.shared:
            self.say(
                column,
                Query(
                    Weight.LOOK,
                    "多单位共担",
                    "",
                    "",
                    "这些职责是不是每个单位都有？谁牵头？",
                    "每个单位都写了",
                    said,
                ),
            )
        for unit in divided.no_colon:
            self.say(
                column,
                Query(
                    Weight.LOOK, "单位后无冒号", "", "", "单位和职责分得对不对？", f"在“{unit}”后面断开", unit
                ),
            )
        for called, name, how in divided.renamed:
            self._renamed(called, name, how, column)

    def _led(self, divided: Divided, column: str) -> None:
        """甲牵头，乙配合: the helping go to 配合责任; what was not understood of it must be answered."""
        if divided.helpers:
            self.aside |= set(divided.helpers)
            said = "、".join(divided.helpers)
            asked = f"{said}是不是配合单位？"
            self.say(column, Query(Weight.LOOK, "牵头配合连写", "", "", asked, "写入配合责任", said))
        for said in divided.unsplit:
            asked = "这句话里还有没有别的单位？有的话在原件里另起一行写明再读"
            done = "整句写进前面那个单位的职责"
            self.say(column, Query(Weight.MUST, "牵头一句看不清", "", "", asked, done, said))

    def _renamed(self, called: str, name: str, how: str, column: str) -> None:
        weight = Weight.KNOW if how in {"照处理意见", "乡镇的统称"} else Weight.LOOK
        self.say(
            column,
            Query(weight, ALIAS, "", "", f"“{called}”是不是{name}？", f"写成“{name}”（{how}）", called),
        )

    def told(self, code: str, column: str, about: str = "") -> str | None:
        """What a person answered to a doubt about a column's cell."""
        cell = self.row.cells.get(column)
        subject = about[:40] if code in _ABOUT else ""
        return self.names.told.get((code, cell.place if cell else self.row.place, subject))

    def whose(self, code: str, column: str) -> tuple[str, str]:
        """The unit a person answered, as the register has it; and what stands before the question if it is none."""
        said = self.told(code, column)
        found = self.names.resolve(said) if said else None
        return (found.name, "") if found else ("", not_understood(said) if said else "")

    def say(self, column: str, told: Query) -> None:
        """Keep a doubt, with the place of the column's cell."""
        cell = self.row.cells.get(column)
        subject = told.excerpt[:40] if told.code in _ABOUT else ""
        self.queries.append(told._replace(place=cell.place if cell else self.row.place, subject=subject))


def _cut(duty: str) -> list[str]:
    pieces: list[str] = []
    for sentence in _SENTENCE.split(duty):
        for start in range(0, len(sentence), _LONGEST_DUTY):
            part = sentence[start : start + _LONGEST_DUTY]
            if pieces and len(pieces[-1]) + len(part) <= _LONGEST_DUTY:
                pieces[-1] += part
            elif part.strip():
                pieces.append(part)
    return pieces
