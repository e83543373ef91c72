"""R: the roster of contacts as a whole. Every duty is answered for in every township, by people who are there."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.diagnostics import Place, Severity
from shudi_cli.model.roster import ROSTER_FOLDER, SECOND, UnitContacts
from shudi_cli.roster.coverage import in_office, named
from shudi_cli.roster.gaps import told
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule


@rule("R101", "有责任没有联络员", source_id="SD401")
def hole(context: Context) -> Iterator[Found]:
    """每个事项、每个有责任的单位、它管辖的每个乡镇（街道），都要有能联系上的联络员，呼叫才有人接。

    错：
        联络员:
          - 责任人: 联络员甲
            办公电话: 0530-0000001
            起: 2026-07-01
    对：
        联络员:
          - 责任人: 联络员甲
            办公电话: 0530-0000001
            管辖区域:
              - 全县

    没有 roster 文件夹的工作区不查。派驻机构的联络员是主管单位的补充，主管单位自己也要有联络员。

    出处：临沂“一库”：“逐项明确责任单位、责任人、联系方式、管辖区域”。
    """
    found = context.staffing
    for gap in found.gaps if found else ():
        file = next(
            (
                entry.place.file
                for entry in context.workspace.roster.units
                if _is(entry, gap.unit.name, context)
            ),
            None,
        )
        place = Place(file) / "联络员" if file else Place(ROSTER_FOLDER)
        hint = (
            "补上联络员，或改他们的管辖区域、领域、事项"
            if file
            else f"在 {ROSTER_FOLDER} 文件夹里给它建一个文件"
        )
        yield Found(place, f"{gap.unit.name}{told(gap)}", hint)


@rule("R102", "联络员没有事项可接", Severity.WARNING)
def orphan(context: Context) -> Iterator[Found]:
    """联络员所在的单位在清单里没有责任，或者所写的领域、事项里没有本单位的责任，名录就该跟着清单改。

    错：
        联络员:
          - 责任人: 联络员甲
          - 责任人: 联络员乙
            岗: B
            领域:
              - 城市管理
    对：
        联络员:
          - 责任人: 联络员甲
          - 责任人: 联络员乙
            岗: B

    出处：临沂“一库”：名录按清单“逐项明确”，清单里没有的不列。
    """
    found = context.staffing
    if found is None:
        return
    for entry in context.workspace.roster.units:
        unit = named(entry.unit, context.workspace.units)
        if unit is None:
            continue
        if not found.duties_of(unit):
            yield Found(
                entry.place / "单位", f"“{entry.unit}”在清单里没有责任", "删去这个文件，或核对单位名称"
            )
            continue
        for contact in entry.contacts:
            if found.serves(contact) and not found.has_work(contact, unit):
                message = f"{contact.name}所写的领域、事项、管辖区域里没有{entry.unit}的责任"
                yield Found(contact.place, message, "照清单改，或删去这一条")


@rule("R105", "联络员离任没有人接替", Severity.WARNING)
def left(context: Context) -> Iterator[Found]:
    """写了“止”的人到这一天就不再担任，他那一岗、那些乡镇要有人接替。

    错：
        联络员:
          - 责任人: 联络员甲
            止: 2025-06-30
          - 责任人: 联络员乙
            岗: B
    对：
        联络员:
          - 责任人: 联络员甲
            止: 2025-06-30
          - 责任人: 联络员丙
            起: 2025-06-30
          - 责任人: 联络员乙
            岗: B

    出处：临沂“一库”要求责任人、联系方式准确；本工具的约定。
    """
    found = context.staffing
    if found is None:
        return
    for entry in context.workspace.roster.units:
        for contact in entry.contacts:
            if contact.until and contact.until <= context.day and not found.replaced(contact, entry):
                message = f"{contact.name} {contact.until} 起不再担任，{contact.turn} 岗没有人接替"
                yield Found(contact.place / "止", message, "写上接替的人；以后不设这一岗的，删去这一条")


@rule("R108", "有 B 岗没有 A 岗", Severity.WARNING)
def no_first(context: Context) -> Iterator[Found]:
    """B 岗是 A 岗不在时接的人，只有 B 岗，呼叫时不知道先找谁。

    错：
        联络员:
          - 责任人: 联络员甲
            岗: B
    对：
        联络员:
          - 责任人: 联络员甲
            岗: A

    出处：AB 岗工作制；本工具的约定。
    """
    turns: dict[str, set[str]] = {}
    first: dict[str, UnitContacts] = {}
    for entry in context.workspace.roster.units:
        unit = named(entry.unit, context.workspace.units)
        name = unit.name if unit else entry.unit
        first.setdefault(name, entry)
        there = {contact.turn for contact in entry.contacts if in_office(contact, context.day)}
        turns.setdefault(name, set()).update(there)
    for name, entry in first.items():
        if turns[name] == {SECOND}:
            yield Found(entry.place / "联络员", f"{entry.unit}只有 B 岗，没有 A 岗", "指定一名 A 岗")


def _is(entry: UnitContacts, name: str, context: Context) -> bool:
    unit = named(entry.unit, context.workspace.units)
    return unit is not None and unit.name == name
