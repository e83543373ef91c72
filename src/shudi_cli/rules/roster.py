"""R: the roster of contacts. Every duty is answered for in every township, by people who are there."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.diagnostics import Place, Related, Severity
from shudi_cli.matching import did_you_mean
from shudi_cli.model.roster import FIRST, ROSTER_FOLDER, SECOND, WHOLE_COUNTY, Contact, UnitContacts
from shudi_cli.roster.coverage import area_names, named, unconfirmed
from shudi_cli.roster.gaps import told
from shudi_cli.roster.numbers import fault_of
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
            (entry.place.file for entry in _entries(context) if _is(entry, gap.unit.name, context)), None
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
    for entry in _entries(context):
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


@rule("R103", "联络员好久没有核实", Severity.WARNING)
def confirmed_long_ago(context: Context) -> Iterator[Found]:
    """人会调走、号码会换，名录要定期核实，核实一次就把“确认”改成当天；多少天提醒写在 shudi.yaml 的“名录”里。

    错：
        联络员:
          - 责任人: 联络员甲
            确认: 2025-09-01
    对：
        联络员:
          - 责任人: 联络员甲
            确认: 2025-12-01

    出处：本工具的约定：90 天（shudi.yaml 的“名录”“提醒天数”可改）。
    """
    freshness = context.settings.freshness
    for contact in _serving(context):
        days = unconfirmed(contact, context.day)
        if days is None:
            yield Found(contact.place, f"{contact.name}没有写“确认”的日期", "向本人核实，写上核实的日期")
        elif freshness.remind < days <= freshness.expire:
            yield Found(
                contact.place / "确认", f"{contact.name}已有 {days} 天没有核实", "向本人核实，改成核实的日期"
            )


@rule("R104", "号码打不通")
def no_number(context: Context) -> Iterator[Found]:
    """号码写错一位就呼叫不到人。办公电话写区号、横线、七八位号码，手机写十一位；名录里不放身份证号。

    错：
        联络员:
          - 责任人: 联络员甲
            办公电话: 0530-12345
    对：
        联络员:
          - 责任人: 联络员甲
            办公电话: 0530-0000001转801
            手机: 10000000001

    短号、400 电话也认得；几个号码用“、”隔开。

    出处：临沂“一库”要求公布联系方式；号码的写法是本工具的约定。
    """
    for entry in _entries(context):
        for contact in entry.contacts:
            yield from _wrong_numbers(contact)


def _wrong_numbers(contact: Contact) -> Iterator[Found]:
    if not contact.office_phone and not contact.mobile:
        yield Found(contact.place, f"{contact.name}没有号码", "写上办公电话或手机")
    fields = (
        ("责任人", contact.name),
        ("职务", contact.post),
        ("办公电话", contact.office_phone),
        ("手机", contact.mobile),
    )
    for key, text in fields:
        if found := fault_of(key, text or ""):
            yield Found(contact.place / key, *found)


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
    for entry in _entries(context):
        for contact in entry.contacts:
            if contact.until and contact.until <= context.day and not found.replaced(contact, entry):
                message = f"{contact.name} {contact.until} 起不再担任，{contact.turn} 岗没有人接替"
                yield Found(contact.place / "止", message, "写上接替的人；以后不设这一岗的，删去这一条")


@rule("R106", "名录里的单位、区域、领域或事项不存在")
def dangling(context: Context) -> Iterator[Found]:
    """单位、管辖区域照单位名录写，领域、事项照清单写，否则这一条等于没有。

    错：
        联络员:
          - 责任人: 联络员甲
            管辖区域:
              - 全县
              - 青山真
    对：
        联络员:
          - 责任人: 联络员甲
            管辖区域:
              - 青山镇

    出处：本工具的约定。
    """
    units = context.units
    if units is None:
        return
    areas = [WHOLE_COUNTY, *area_names(units)]
    domains = [domain.name for duty_list in context.lists for domain in duty_list.domains]
    for entry in _entries(context):
        unit = named(entry.unit, units)
        if unit is None:
            hint = did_you_mean(entry.unit, units.by_name, "先在 units.yaml 里登记这个单位")
            yield Found(entry.place / "单位", f"单位名录里没有“{entry.unit}”", hint)
        elif unit.name != entry.unit:
            yield Found(
                entry.place / "单位", f"“{entry.unit}”是“{unit.name}”的另一个叫法", f"改成“{unit.name}”"
            )
        for contact in entry.contacts:
            for nth, name in enumerate(contact.areas):
                if name not in areas:
                    hint = did_you_mean(name, areas, "写乡镇（街道）的名称，或“全县”")
                    yield Found(contact.place / "管辖区域" / nth, f"没有“{name}”这个乡镇（街道）", hint)
            if context.complete:
                yield from _unknown_work(contact, domains, context)


def _unknown_work(contact: Contact, domains: list[str], context: Context) -> Iterator[Found]:
    for nth, name in enumerate(contact.domains):
        if name not in domains:
            hint = did_you_mean(name, domains, "照清单里领域、板块的名称写")
            yield Found(contact.place / "领域" / nth, f"清单里没有“{name}”这个领域", hint)
    for nth, number in enumerate(contact.items):
        if number not in context.by_number:
            yield Found(contact.place / "事项" / nth, f"清单里没有编号是“{number}”的事项", "核对编号")


@rule("R107", "同一个人写了两次", Severity.WARNING)
def twice(context: Context) -> Iterator[Found]:
    """一个单位里同一个人同一岗写两条，改号码时容易漏掉一条；管几个领域、几个乡镇的，写在一条里。

    错：
        联络员:
          - 责任人: 联络员甲
          - 责任人: 联络员甲
    对：
        联络员:
          - 责任人: 联络员甲

    出处：本工具的约定。
    """
    first: dict[tuple[str, str, str], Contact] = {}
    for entry in _entries(context):
        for contact in entry.contacts:
            if not _serves(contact, context.day):
                continue
            known = first.setdefault((entry.unit, contact.name, contact.turn), contact)
            if known is not contact:
                related = (Related(known.place / "责任人", "先写在这里"),)
                message = f"{contact.name}在{entry.unit}写了两次"
                yield Found(
                    contact.place / "责任人", message, "合成一条；是两个人的，名字后面加以区别", related
                )


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
    for entry in _entries(context):
        turns = {contact.turn for contact in context.workspace.roster.by_unit[entry.unit]}
        if SECOND in turns and FIRST not in turns:
            yield Found(entry.place / "联络员", f"{entry.unit}只有 B 岗，没有 A 岗", "指定一名 A 岗")


@rule("R109", "联络员核实过期")
def expired(context: Context) -> Iterator[Found]:
    """太久没有核实的联络员当作失效：呼叫时多半找不到人。多少天失效写在 shudi.yaml 的“名录”里。

    错：
        联络员:
          - 责任人: 联络员甲
            确认: 2025-05-01
    对：
        联络员:
          - 责任人: 联络员甲
            确认: 2025-12-01

    出处：本工具的约定：180 天（shudi.yaml 的“名录”“失效天数”可改）。
    """
    for contact in _serving(context):
        days = unconfirmed(contact, context.day)
        if days is not None and days > context.settings.freshness.expire:
            message = f"{contact.name}已有 {days} 天没有核实，当作失效"
            yield Found(contact.place / "确认", message, "向本人核实，改成核实的日期")


def _entries(context: Context) -> tuple[UnitContacts, ...]:
    return context.workspace.roster.units


def _is(entry: UnitContacts, name: str, context: Context) -> bool:
    unit = named(entry.unit, context.workspace.units)
    return unit is not None and unit.name == name


def _serving(context: Context) -> Iterator[Contact]:
    for entry in _entries(context):
        yield from (contact for contact in entry.contacts if _serves(contact, context.day))


def _serves(contact: Contact, day: str) -> bool:
    return (contact.since is None or contact.since <= day) and (contact.until is None or day < contact.until)
