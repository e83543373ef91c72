"""R: what each entry of the roster says of a contact: numbers that are some, names there are, days not long ago."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.diagnostics import Related, Severity
from shudi_cli.matching import did_you_mean
from shudi_cli.model.roster import WHOLE_COUNTY, Contact
from shudi_cli.roster.coverage import area_names, in_office, named, unconfirmed
from shudi_cli.roster.numbers import fault_of
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule


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
    for entry in context.workspace.roster.units:
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
    for entry in context.workspace.roster.units:
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
    for entry in context.workspace.roster.units:
        for contact in entry.contacts:
            if not in_office(contact, context.day):
                continue
            known = first.setdefault((entry.unit, contact.name, contact.turn), contact)
            if known is not contact:
                related = (Related(known.place / "责任人", "先写在这里"),)
                message = f"{contact.name}在{entry.unit}写了两次"
                yield Found(
                    contact.place / "责任人", message, "合成一条；是两个人的，名字后面加以区别", related
                )


@rule("R109", "联络员核实过期")
def expired(context: Context) -> Iterator[Found]:
    """太久没有核实的联络员当作失效：呼叫时多半找不到人。多少天失效写在 shudi.yaml 的“名录”里。

    “确认”的日期不能在今天以后：那样永远不会过期。

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
        if contact.confirmed and contact.confirmed > max(context.day, context.today):
            message = f"“确认”的日期 {contact.confirmed} 还没有到"
            yield Found(contact.place / "确认", message, "改成向本人核实的日期")
        days = unconfirmed(contact, context.day)
        if days is not None and days > context.settings.freshness.expire:
            message = f"{contact.name}已有 {days} 天没有核实，当作失效"
            yield Found(contact.place / "确认", message, "向本人核实，改成核实的日期")


def _serving(context: Context) -> Iterator[Contact]:
    for entry in context.workspace.roster.units:
        yield from (contact for contact in entry.contacts if in_office(contact, context.day))
