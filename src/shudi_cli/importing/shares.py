"""Who answers for a row's item: 主体责任 and 配合责任 from whatever columns there are."""

from __future__ import annotations

import re
from typing import Any

from shudi_cli.importing.accepting import LEADERS, NO_DUTIES, SAME_AS_ABOVE, WHOSE
from shudi_cli.importing.dividing import Point, duties_of
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.importing.heads import MAIN_DUTIES, SUPPORT_DUTIES
from shudi_cli.importing.naming import TOWNSHIPS
from shudi_cli.importing.neatening import neat
from shudi_cli.importing.row_reading import RowReading

#: Duties that only point to others.
SAME = re.compile(
    "(?:内容|职责|责任)?(?:同|见)(?:上|前|左|右)[一面述]?[项行栏格条]?[。；，]?|〃|同第?[0-9一二三四五六七八九十]+[项行条][。；]?"
)
#: What stands where a list must say something and the file says nothing.
NO_DUTY, NO_UNIT = "（原件没有写，待补）", "待定单位"


def shares_of(reading: RowReading) -> dict[str, list[dict[str, Any]]]:
    """The data of 主体责任 and 配合责任, as far as there are any."""
    main = _with_units(reading, reading.points("主体责任"), "主体单位", MAIN_DUTIES)
    support = _with_units(reading, reading.points("配合责任"), "配合单位", SUPPORT_DUTIES)
    leads = [unit for unit, _ in reading.listed("牵头单位")]
    _level_columns(reading, main, support, leads)
    for unit in leads:
        _lead(main, unit, leads=len(leads) == 1)
    main = _one_leads(reading, _joined(main))
    support = [*(point for point in main if point.unit in reading.aside), *support]
    main = [point for point in main if point.unit not in reading.aside]
    found = {"主体责任": _owned(reading, main, "主体责任"), "配合责任": _owned(reading, support, "配合责任")}
    return {
        key: [_entry(reading, point, key) for point in _joined(points)]
        for key, points in found.items()
        if points
    }


def _with_units(
    reading: RowReading, points: list[Point], units_column: str, duties_column: str
) -> list[Point]:
    """Points of the columns of units and of duties beside each other, added to those of one column."""
    listed = reading.listed(units_column)
    beside = reading.points(duties_column)
    if not points and not beside:
        return [Point(unit, leads, ()) for unit, leads in listed]
    points = [*points, *beside]
    if points and not any(point.unit for point in points) and listed:
        duties = tuple(duty for point in points for duty in point.duties)
        if len(listed) > 1:
            said = "、".join(unit for unit, _ in listed)
            reading.say(
                duties_column,
                Query(
                    Weight.LOOK,
                    "多单位共担",
                    "",
                    "",
                    "这些职责是不是每个单位都有？",
                    "每个单位都写了",
                    said,
                ),
            )
        return [Point(unit, leads, duties) for unit, leads in listed]
    known = {point.unit for point in points}
    marked = {unit for unit, leads in listed if leads}
    points = [point._replace(leads=point.leads or point.unit in marked) for point in points]
    return [*points, *(Point(unit, leads, ()) for unit, leads in listed if unit not in known)]


def _level_columns(reading: RowReading, main: list[Point], support: list[Point], leads: list[str]) -> None:
    """县级职责 and 乡级职责 say whose level a duty is, not whether it is main: the leading or listed units' are."""
    county, township = reading.points("县级职责"), reading.points("乡级职责")
    if not county and not township:
        return
    listed = [point.unit for point in main if not point.duties]
    if county and not any(point.unit for point in county) and (owners := leads or listed):
        county = _each(reading, owners, county[0])
    own = [point._replace(unit=TOWNSHIPS) if not point.unit else point for point in township]
    for point in county:
        aside = bool(listed) and point.unit not in listed and point.unit not in leads
        (support if aside else main).append(point)
    for point in own:
        (main if point.unit in listed or not main else support).append(point)
    # a unit that was only listed has its duties now
    for points in (main, support):
        held = {point.unit for point in points if point.duties}
        points[:] = [point for point in points if point.duties or point.unit not in held]


def _each(reading: RowReading, units: list[str], point: Point) -> list[Point]:
    """Duties without a unit in them are those of every unit beside them."""
    if len(units) > 1:
        asked = "这些职责是不是每个单位都有？"
        told = Query(Weight.LOOK, "多单位共担", "", "", asked, "每个单位都写了", "、".join(units))
        reading.say("县级职责", told)
    return [point._replace(unit=unit) for unit in units]


def _lead(main: list[Point], unit: str, *, leads: bool) -> None:
    """A unit of 牵头单位 is a main one, and leads if it stands there alone."""
    at = next((nth for nth, point in enumerate(main) if point.unit == unit), None)
    if at is None:
        main.insert(0, Point(unit, leads, ()))
    elif leads and len({point.unit for point in main}) > 1:
        main[at] = main[at]._replace(leads=True)


def _one_leads(reading: RowReading, main: list[Point]) -> list[Point]:
    """At most one unit of an item leads: where the file has several, a person says which."""
    named = list(dict.fromkeys(unit for unit, _ in reading.listed("牵头单位", quietly=True)))
    marked = [point.unit for point in main if point.leads]
    several = marked if len(marked) > 1 else [] if marked else named
    if len(several) < 2:  # noqa: PLR2004 - one, or none
        return main
    column = "牵头单位" if "牵头单位" in reading.row.cells else "主体责任"
    leader, before = reading.whose(LEADERS, column)
    if leader not in {point.unit for point in main}:
        asked = f"{before}是哪个单位牵头？"
        done = "都列为主体责任单位，没有写牵头"
        reading.say(column, Query(Weight.MUST, LEADERS, "", "", asked, done, "、".join(several)))
    return [point._replace(leads=point.unit == leader) for point in main]


def _owned(reading: RowReading, points: list[Point], column: str) -> list[Point]:
    """Duties before which no unit stands are those of the unit that a person named."""
    unit, _ = reading.whose(WHOSE, column)
    return [point if point.unit else point._replace(unit=unit) for point in points]


def _entry(reading: RowReading, point: Point, column: str) -> dict[str, Any]:
    unit = point.unit or NO_UNIT
    if not point.unit:
        said = " ".join(point.duties)
        reading.say(
            column,
            Query(
                Weight.MUST,
                WHOSE,
                "",
                "",
                f"{reading.whose(WHOSE, column)[1]}这些职责是哪个单位的？",
                f"单位写作“{NO_UNIT}”",
                said,
            ),
        )
    duties = reading.duties(point.duties, column)
    if duties and all(SAME.fullmatch(duty) for duty in duties):
        told = reading.told(SAME_AS_ABOVE, column, unit)
        duties = reading.duties(duties_of(neat(told)), column) if told else duties
        if not told:
            asked = f"{unit}的职责写着“{duties[0]}”，同哪里？请写出职责"
            reading.say(column, Query(Weight.MUST, SAME_AS_ABOVE, "", "", asked, "照原样写", unit))
    if not duties and (told := reading.told(NO_DUTIES, column, unit)):
        duties = reading.duties(duties_of(neat(told)), column)
    if not duties:
        asked = f"{unit}的职责是什么？"
        reading.say(column, Query(Weight.MUST, NO_DUTIES, "", "", asked, f"职责写作“{NO_DUTY}”", unit))
        duties = [NO_DUTY]
    entry: dict[str, Any] = {"单位": unit, "职责": duties}
    if point.leads and column == "主体责任":
        entry["牵头"] = True
    elif point.leads:
        doubt = Query(
            Weight.MUST,
            "配合责任栏内有牵头单位",
            "",
            "",
            f"{unit}写着牵头，留在配合责任里对不对？",
            "留在配合责任里",
            unit,
        )
        reading.say(column, doubt)
    if point.empowered:
        entry["赋权"] = [
            {"名称": name, **({"条款": clause} if clause else {})} for name, clause in point.empowered
        ]
    return entry


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
