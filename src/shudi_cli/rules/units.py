"""U: units. Every unit a list names is in the register, under its present name, and in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shudi_cli.diagnostics import Place, Related, Severity
from shudi_cli.matching import did_you_mean
from shudi_cli.model import Unit, UnitGroup, UnitRegister
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule

_SEVERAL = re.compile("[、，,；;和]县|[、，,；;]")


@rule("U101", "没有这个单位", source_id="SD103")
def unknown_unit(context: Context) -> Iterator[Found]:
    """清单里写的单位必须在单位名录（units.yaml）里，否则乡镇不知道该呼叫谁，名录库和统计也对不上。

    错：
        单位: 县渣土办
    对：
        单位: 县综合行政执法局

    出处：《县乡“属地管理”目录清单》要求“确保乡镇（街道）能准确‘呼叫’到县级职能部门”（临沂）。
    """
    units = context.units
    if units is None:
        return
    hints: dict[str, str] = {}
    for entry in context.responsibilities:
        name = entry.unit
        if name in units.by_name or name in units.by_former_name or name in units.by_other_name:
            continue
        if name not in hints:
            hints[name] = _hint(name, units)
        yield Found(entry.place / "单位", f"单位名录里没有“{name}”", hints[name])


def _hint(name: str, units: UnitRegister) -> str:
    if _SEVERAL.search(name):
        return "一个“- 单位”只写一个单位，其余的各另起一条"
    return did_you_mean(name, units.by_name, "先在 units.yaml 里登记这个单位，再写进清单")


@rule("U102", "用了单位的曾用名", source_id="SD103")
def former_name(context: Context) -> Iterator[Found]:
    """机构改革后单位改了名，清单要跟着改，避免“对上执行新方案、对下沿用老机构”。

    错：
        单位: 县环境保护局
    对：
        单位: 市生态环境局示例县分局

    出处：某县基层治理汇报材料“存在问题（一）”；单位名录中的“曾用名”。
    """
    units = context.units
    if units is None:
        return
    for entry in context.responsibilities:
        if entry.unit in units.by_name or entry.unit not in units.by_former_name:
            continue
        unit, former = units.by_former_name[entry.unit]
        yield Found(
            entry.place / "单位",
            f"“{entry.unit}”是曾用名，{former.until} 起叫“{unit.name}”",
            f"改成“{unit.name}”",
            (Related(former.place / "名称", "曾用名登记在这里"),),
        )


@rule("U103", "用了单位的别称", Severity.WARNING)
def alias(context: Context) -> Iterator[Found]:
    """同一个单位在清单里只用一个名称，查找、统计和名录库才对得上；全称和别称登记在单位名录里。

    错：
        单位: 县城管局
    对：
        单位: 县综合行政执法局

    出处：本工具的约定。
    """
    units = context.units
    if units is None:
        return
    for entry in context.responsibilities:
        known = entry.unit in units.by_name or entry.unit in units.by_former_name
        unit = units.by_other_name.get(entry.unit)
        if unit and not known:
            yield Found(
                entry.place / "单位", f"“{entry.unit}”是“{unit.name}”的另一个叫法", f"改成“{unit.name}”"
            )


@rule("U104", "单位在核对日不存在", source_id="SD103")
def not_in_force(context: Context) -> Iterator[Found]:
    """清单里的单位在核对日必须存在：尚未成立或已经撤销的单位不能承担责任。

    错（units.yaml 中该单位“止: 2019-01-20”，核对日在其后）：
        单位: 县旅游局
    对：
        单位: 县文化和旅游局

    出处：临沂做法“机构职能调整等已明确……不宜列入清单的事项”应及时减去或修改。
    """
    units = context.units
    if units is None:
        return
    for entry in context.responsibilities:
        unit = units.by_name.get(entry.unit)
        if isinstance(unit, Unit) and not unit.in_force(context.day):
            gone = unit.until is not None and unit.until <= context.day
            when = f"{unit.until} 起已不存在" if gone else f"{unit.since} 才成立"
            hint = (
                f"改成承接它职责的“{'、'.join(unit.successors)}”"
                if unit.successors
                else "改成现在承担这项责任的单位"
            )
            yield Found(entry.place / "单位", f"“{entry.unit}”{when}（核对日 {context.day}）", hint)


@rule("U105", "单位名录里名称重复")
def ambiguous_name(context: Context) -> Iterator[Found]:
    """一个名称、全称、别称或现行名称只能指一个单位，否则写在清单里说不清是谁。

    错（units.yaml）：
        - 名称: 县水务局
          别称:
            - 县河湖局
        - 名称: 县河湖局
    对：
        - 名称: 县水务局

    出处：本工具的约定。
    """
    units = context.units
    if units is None:
        return
    first: dict[str, tuple[Place, str]] = {}
    for name, place, owner in _names(units):
        if name in first and first[name][1] != owner:
            yield Found(
                place,
                f"“{name}”已经是“{first[name][1]}”的名称",
                "两处留一处",
                (Related(first[name][0], "先写在这里"),),
            )
        elif name in first and place.path[-1] == "名称":
            yield Found(
                place, f"单位“{name}”登记了两次", "删去一处", (Related(first[name][0], "先写在这里"),)
            )
        else:
            first.setdefault(name, (place, owner))


def _names(units: UnitRegister) -> Iterator[tuple[str, Place, str]]:
    """Every name in use with its place and the unit that bears it."""
    entries: list[Unit | UnitGroup] = [*units.groups, *units.units]
    for entry in entries:
        yield entry.name, entry.place / "名称", entry.name
    for unit in units.units:
        if unit.full_name and unit.full_name != unit.name:
            yield unit.full_name, unit.place / "全称", unit.name
        for index, name in enumerate(unit.aliases):
            yield name, unit.place / "别称" / index, unit.name


@rule("U106", "单位名录里引用的单位不存在")
def dangling_unit(context: Context) -> Iterator[Found]:
    """派驻机构的“主管”和“驻地”、撤销单位的“承接”，都要指向名录里有的单位。

    错（units.yaml）：
        - 名称: 青山镇自然资源所
          主管: 县国土局
    对：
        - 名称: 青山镇自然资源所
          主管: 县自然资源和规划局

    出处：临沂做法“派驻机构……实行双重管理”，一个派驻机构有一个主管部门、一个驻地。
    """
    units = context.units
    if units is None:
        return
    for unit in units.units:
        references = [("主管", unit.parent), ("驻地", unit.seat)]
        places = [(unit.place / field, name) for field, name in references if name]
        places += [(unit.place / "承接" / index, name) for index, name in enumerate(unit.successors)]
        for place, name in places:
            if name not in units.by_name:
                yield Found(
                    place, f"单位名录里没有“{name}”", did_you_mean(name, units.by_name, "先登记这个单位")
                )


@rule("U107", "日期前后颠倒")
def reversed_dates(context: Context) -> Iterator[Found]:
    """单位、曾用名、依据和联络员的结束日期要晚于开始日期。

    错：
        起: 2024-01-31
        止: 2019-01-20
    对：
        起: 2019-01-20
        止: 2024-01-31

    出处：本工具的约定。
    """
    spans = [(unit.place / "止", unit.since, unit.until) for unit in context.workspace.units.units]
    spans += [
        (former.place / "止", former.since, former.until)
        for unit in context.workspace.units.units
        for former in unit.former_names
    ]
    spans += [(law.place / "废止", law.since, law.repealed) for law in context.workspace.laws.laws]
    spans += [
        (contact.place / "止", contact.since, contact.until)
        for entry in context.workspace.roster.units
        for contact in entry.contacts
    ]
    for place, since, until in spans:
        if since and until and until <= since:
            yield Found(place, f"结束日期 {until} 不晚于开始日期 {since}", "核对两个日期")
