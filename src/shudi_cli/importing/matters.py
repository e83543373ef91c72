"""From a row of a table to an item (事项) as a list has it, with every doubt on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shudi_cli.importing.citing import citations
from shudi_cli.importing.dividing import Divided, Point, divide, duties_of, names_in
from shudi_cli.importing.doubts import Query, Weight, query
from shudi_cli.importing.heads import MAIN_DUTIES, SUPPORT_DUTIES
from shudi_cli.importing.naming import TOWNSHIPS, Names
from shudi_cli.importing.neatening import is_redacted, narrowed, neat, one_line
from shudi_cli.importing.rows import Row, batch_of

#: What stands where a list must say something and the file says nothing.
NO_DUTY, NO_UNIT = "（原件没有写，待补）", "待定单位"
NUMBER_FORM = re.compile(r"[A-Z]{2,4}-[0-9]{2}-[0-9]{3}")
_LONGEST_NAME, _LONGEST_DUTY = 100, 500
_SENTENCE = re.compile("(?<=[。；！？])")
_KINDS = ("乡镇", "街道")


@dataclass
class Matter:
    """An item on its way into the draft: its data, what was in doubt. `number` as the file has it, if it is one."""

    content: dict[str, Any]
    queries: list[Query] = field(default_factory=list)
    units: list[str] = field(default_factory=list)


def matter_of(row: Row, names: Names) -> Matter:
    """The item of a row."""
    made = _Making(row, names)
    made.name()
    made.plain_fields()
    made.responsibilities()
    made.bases()
    return Matter(made.content, made.queries, made.units)


class _Making:
    def __init__(self, row: Row, names: Names) -> None:
        self.row, self.names = row, names
        self.content: dict[str, Any] = {}
        self.queries: list[Query] = []
        self.units: list[str] = []

    def name(self) -> None:
        """Number and name."""
        number = narrowed(self.row.text("编号")).strip()
        if NUMBER_FORM.fullmatch(number):
            self.content["编号"] = number
        elif number and not number.isdecimal():
            self.note("编号", f"原编号 {one_line(number)}")
        text = neat(self.row.text("名称"))
        name = one_line(text)
        if "\n" in text:
            self.say(Weight.KNOW, "名称内换行", "名称", "", "接成一行", text)
        if len(name) > _LONGEST_NAME:
            self.say(Weight.MUST, "名称太长", "名称", "名称怎么写短？", "取前面一段，全文放在备注", name)
            self.note("名称", name)
            name = name[: _LONGEST_NAME - 1] + "…"
        self.content["名称"] = name
        if is_redacted(name):
            self.say(Weight.LOOK, "有星号", "名称", "星号遮去的是什么？", "照原样保留", name)

    def plain_fields(self) -> None:
        """Batch, applies to, tasks, links, note."""
        batch = narrowed(self.row.text("批次")).strip()
        found = batch_of(batch) or (int(batch) if batch.isdecimal() else None) or self.row.batch
        if found:
            self.content["批次"] = found
        elif batch:
            self.say(Weight.MUST, "批次看不懂", "批次", "是第几批？", "没有写批次", batch)
        applies = self.row.text("适用")
        if kinds := [kind for kind in _KINDS if kind in applies or (kind == "乡镇" and "镇" in applies)]:
            self.content["适用"] = kinds
        if tasks := self.duties(duties_of(neat(self.row.text("职责任务"))), "职责任务"):
            self.content["职责任务"] = list(tasks)
        if links := list(dict.fromkeys(NUMBER_FORM.findall(narrowed(self.row.text("对应事项"))))):
            self.content["对应事项"] = links
        if said := neat(self.row.text("备注")):
            self.note("备注", said)

    def responsibilities(self) -> None:
        """主体责任 and 配合责任, from whatever columns there are."""
        main, support = self._main(), self._support()
        leads = self._listed("牵头单位")
        self._level_columns(main, support, [unit for unit, _ in leads])
        for unit, _ in leads:
            self._lead(main, unit)
        for key, points in (("主体责任", main), ("配合责任", support)):
            if points:
                self.content[key] = [self._entry(point, key) for point in _joined(points)]
        if not main and not support and not self.content.get("职责任务") and self._has_columns():
            self.say(
                Weight.MUST,
                "没有责任单位",
                "主体责任",
                "主体责任、配合责任是谁的？",
                "空着",
                self.content["名称"],
            )

    def bases(self) -> None:
        """依据."""
        found = citations(neat(self.row.text("依据")))
        for entry in found:
            if entry.bare:
                self.say(
                    Weight.LOOK,
                    "依据没有书名号",
                    "依据",
                    "名称对不对？",
                    f"名称读作“{entry.name}”",
                    entry.name,
                )
            if entry.rest and not re.fullmatch("(?:的?规定|等|及|和|之)*", entry.rest):
                self.say(Weight.LOOK, "依据里还有别的话", "依据", "要不要写进备注？", "没有读入", entry.rest)
        entries = list({(entry.name, entry.clause): entry.data for entry in found}.values())
        if entries:
            self.content["依据"] = entries
        elif "依据" in self.row.titles:
            self.say(Weight.LOOK, "没有依据", "依据", "依据是什么？", "空着", self.content["名称"])

    def _has_columns(self) -> bool:
        return bool({"主体责任", "主体单位", "县级职责", "配合责任", "牵头单位"} & set(self.row.titles))

    def _main(self) -> list[Point]:
        points = self._points("主体责任")
        return self._with_units(points, "主体单位", MAIN_DUTIES)

    def _support(self) -> list[Point]:
        points = self._points("配合责任")
        return self._with_units(points, "配合单位", SUPPORT_DUTIES)

    def _points(self, column: str) -> list[Point]:
        text = neat(self.row.text(column))
        if not text or text in {"无", "/", "-", "—"}:
            return []
        divided = divide(text, self.names)
        self._remarks(divided, column)
        if column in ("主体责任", MAIN_DUTIES) and divided.supports:
            said = "、".join(divided.supports)
            self.say(
                Weight.MUST,
                "主体责任栏内有配合单位",
                column,
                f"{said}的责任是主体责任还是配合责任？",
                "留在主体责任里",
                said,
            )
        return divided.points

    def _with_units(self, points: list[Point], units_column: str, duties_column: str) -> list[Point]:
        """Points of the columns of units and of duties beside each other, added to those of one column."""
        listed = self._listed(units_column)
        beside = self._points(duties_column)
        if not points and not beside:
            return [Point(unit, leads, ()) for unit, leads in listed]
        points = [*points, *beside]
        if points and not any(point.unit for point in points) and listed:
            duties = tuple(duty for point in points for duty in point.duties)
            if len(listed) > 1:
                said = "、".join(unit for unit, _ in listed)
                self.say(
                    Weight.LOOK,
                    "多单位共担",
                    duties_column,
                    "这些职责是不是每个单位都有？",
                    "每个单位都写了",
                    said,
                )
            return [Point(unit, leads, duties) for unit, leads in listed]
        known = {point.unit for point in points}
        marked = {unit for unit, leads in listed if leads}
        points = [point._replace(leads=point.leads or point.unit in marked) for point in points]
        return [*points, *(Point(unit, leads, ()) for unit, leads in listed if unit not in known)]

    def _level_columns(self, main: list[Point], support: list[Point], leads: list[str]) -> None:
        """县级职责 and 乡级职责 say whose level a duty is, not whether it is main: the leading or listed units' are."""
        county, township = self._points("县级职责"), self._points("乡级职责")
        if not county and not township:
            return
        if county and not any(point.unit for point in county) and leads:
            county = [county[0]._replace(unit=leads[0]), *county[1:]]
        own = [point._replace(unit=TOWNSHIPS) if not point.unit else point for point in township]
        listed = {point.unit for point in main if not point.duties}
        for point in county:
            aside = bool(listed) and point.unit not in listed and point.unit not in leads
            (support if aside else main).append(point)
        for point in own:
            (main if point.unit in listed or not main else support).append(point)
        # a unit that was only listed has its duties now
        for points in (main, support):
            held = {point.unit for point in points if point.duties}
            points[:] = [point for point in points if point.duties or point.unit not in held]

    def _listed(self, column: str) -> list[tuple[str, bool]]:
        found = []
        for called, leads in names_in(neat(self.row.text(column)), self.names):
            resolved = self.names.resolve(called)
            if resolved and resolved.how:
                self._renamed(called, resolved.name, resolved.how, column)
            found.append((resolved.name if resolved else called, leads))
        return found

    def _lead(self, main: list[Point], unit: str) -> None:
        at = next((nth for nth, point in enumerate(main) if point.unit == unit), None)
        if at is None:
            main.insert(0, Point(unit, True, ()))
        elif len({point.unit for point in main}) > 1:
            main[at] = main[at]._replace(leads=True)

    def _entry(self, point: Point, column: str) -> dict[str, Any]:
        unit = point.unit or NO_UNIT
        if not point.unit:
            said = " ".join(point.duties)
            self.say(
                Weight.MUST, "责任前无单位", column, "这些职责是哪个单位的？", f"单位写作“{NO_UNIT}”", said
            )
        duties = self.duties(point.duties, column)
        if not duties:
            self.say(
                Weight.MUST, "有单位无责任", column, f"{unit}的职责是什么？", f"职责写作“{NO_DUTY}”", unit
            )
            duties = [NO_DUTY]
        self.units.append(unit)
        entry: dict[str, Any] = {"单位": unit, "职责": duties}
        if point.leads:
            entry["牵头"] = True
        if point.empowered:
            entry["赋权"] = [
                {"名称": name, **({"条款": clause} if clause else {})} for name, clause in point.empowered
            ]
        return entry

    def duties(self, found: list[str] | tuple[str, ...], column: str) -> list[str]:
        """Duties, one too long for a list cut after a sentence."""
        duties: list[str] = []
        for duty in found:
            if is_redacted(duty):
                self.say(Weight.LOOK, "有星号", column, "星号遮去的是什么？", "照原样保留", duty)
            if len(duty) <= _LONGEST_DUTY:
                duties.append(duty)
                continue
            self.say(Weight.LOOK, "职责太长", column, "要不要分条写？", "在句子之间断开", duty)
            duties += _cut(duty)
        return duties

    def _remarks(self, divided: Divided, column: str) -> None:
        for said in divided.shared:
            self.say(
                Weight.LOOK,
                "多单位共担",
                column,
                "这些职责是不是每个单位都有？谁牵头？",
                "每个单位都写了",
                said,
            )
        for unit in divided.no_colon:
            self.say(
                Weight.LOOK, "单位后无冒号", column, "单位和职责分得对不对？", f"在“{unit}”后面断开", unit
            )
        for called, name, how in divided.renamed:
            self._renamed(called, name, how, column)

    def _renamed(self, called: str, name: str, how: str, column: str) -> None:
        weight = Weight.KNOW if how in {"照处理意见", "乡镇的统称"} else Weight.LOOK
        self.say(weight, "别名归并", column, f"“{called}”是不是{name}？", f"写成“{name}”（{how}）", called)

    def note(self, column: str, said: str) -> None:
        """Add to 备注."""
        del column
        self.content["备注"] = "\n".join(filter(None, (self.content.get("备注"), said)))

    def say(self, weight: Weight, code: str, column: str, question: str, done: str, excerpt: str) -> None:  # noqa: PLR0913 - as a doubt has
        """Keep a doubt, with the place of the column's cell."""
        cell = self.row.cells.get(column)
        subject = excerpt[:40] if code in {"别名归并", "有单位无责任", "多单位共担"} else ""
        self.queries.append(
            query(weight, code, cell.place if cell else self.row.place, subject, question, done, excerpt)
        )


def _joined(points: list[Point]) -> list[Point]:
    """A unit named twice has its duties in one place; the order is that of the first."""
    found: dict[str, Point] = {}
    for point in points:
        if point.unit in found:
            before = found[point.unit]
            found[point.unit] = before._replace(
                leads=before.leads or point.leads,
                duties=(*before.duties, *point.duties),
                empowered=(*before.empowered, *point.empowered),
            )
        else:
            found[point.unit] = point
    return list(found.values())


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
