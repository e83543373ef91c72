"""A unit's packet as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.model.roster import FIRST, SECOND, WHOLE_COUNTY
from shudi_cli.office.book import Book, Sheet
from shudi_cli.packets.base import MARK, base_rows
from shudi_cli.packets.cells import numbered
from shudi_cli.packets.layout import (
    AREAS,
    CONTACT_COLUMNS,
    CONTACTS,
    DUTIES,
    DUTY_COLUMNS,
    GUIDE,
    GUIDE_COLUMNS,
    PERSON,
    TURNS,
)
from shudi_cli.packets.values import DutyRow, Packet

_INTERNAL = "内部资料，不得公开"
#: Empty rows for new contacts.
_SPARE = 12


def workbook(packet: Packet, *, townships: Sequence[str], taker: str = "", due: str = "") -> Book:
    """The workbook of a packet. `taker` is the unit it goes back to, `due` the day (ISO text) by which it does."""
    who = f"{packet.county}　{packet.unit}"
    guide = Sheet(
        GUIDE,
        GUIDE_COLUMNS,
        list(_guide(packet, townships, taker, due)),
        face=(f"{packet.unit}填报表", f"{packet.county}　{_INTERNAL}"),
        locked=True,
        filtered=False,
    )
    duties = Sheet(
        DUTIES,
        DUTY_COLUMNS,
        list(map(duty_cells, packet.duties)),
        face=(f"{packet.unit}的职责", "只在“改为”和“修改理由”两栏里写，不改的不要动"),
        locked=True,
    )
    contacts = Sheet(
        CONTACTS,
        CONTACT_COLUMNS,
        packet.contacts,
        face=(f"{packet.unit}联络员", f"{_INTERNAL}。一人一行；不再担任的填“止”，不要删去"),
        spare=_SPARE,
        locked=True,
        filtered=False,
    )
    return Book(
        title=f"{who}填报表",
        sheets=(guide, duties, contacts),
        choices={TURNS: (FIRST, SECOND), AREAS: (WHOLE_COUNTY, *townships)},
        base=base_rows(packet),
        properties={"用途": MARK, "地区": packet.county, "单位": packet.unit, "正式版本": packet.release[0]},
        foot=f"{who}填报表　{_INTERNAL}",
    )


def file_name(unit: str) -> str:
    """The name of a unit's packet, fit for any file system: 县公安局.xlsx."""
    safe = "".join("_" if char in '\\/:*?"<>|' or ord(char) < ord(" ") else char for char in unit)
    return f"{safe.strip('. ') or '单位'}.xlsx"


def _guide(packet: Packet, townships: Sequence[str], taker: str, due: str) -> Iterator[tuple[str, str, str]]:
    back = f"请在 {due} 以前" if due else "请在通知的日期以前"
    version = f"，照 {packet.release[0]} 版清单" if packet.release[0] else ""
    rows = (
        ("谁来填", f"{packet.unit}的联络员填写{version}"),
        ("什么时候", f"{back}填好，存盘，把这个文件原样交回{taker or '发来的单位'}；没有要改的也交回"),
        (PERSON, "改了职责的，在右边格里写上填报人的姓名；只填联络员的可以不写"),
        (
            f"工作表“{DUTIES}”",
            f"{packet.unit}在清单里的责任，共 {len(packet.duties)} 行。{_duties_told(packet)}",
        ),
        (
            "怎么改职责",
            "“改为”已经照抄现在的职责，直接在上面改：一行写一条完整的话，以“。”结尾，格里换行按 Alt+Enter。改了的在同一行写明修改理由，不改的不要动",
        ),
        (
            "职责改了以后",
            "清单不会马上变：改动成为本单位的一项变更申请，批准以后才入册。整项增加、减去的，另行申请",
        ),
        (
            f"工作表“{CONTACTS}”",
            f"{packet.unit}的联络员，现在 {len(packet.contacts)} 人。号码、职务变了直接改；新到任的写在下面空行里；不再担任的不要删去，在“止”里写上从哪一天起不再担任",
        ),
        ("管辖区域", f"写“{WHOLE_COUNTY}”或乡镇（街道）的名称，几个用顿号隔开：{'、'.join(townships)}"),
        ("领域、事项", "只管几个领域、几个事项的才写，用顿号隔开；都不写，就是本单位有责任的全部事项"),
        ("日期", "写成 2026-03-01 的样子。核对过本人和号码都对的，把核对那天写进“确认”"),
        (
            "请不要",
            "不要改工作表、栏目的名称，不要删行、删列，不要写公式，不要另存为别的格式；筛选、调行高列宽都可以",
        ),
    )
    for topic, told in rows:
        yield topic, told, ""


def _duties_told(packet: Packet) -> str:
    shared = sorted({row.unit for row in packet.duties if row.unit and row.unit != packet.unit})
    if not shared:
        return "白底的格可以写，别的格锁着"
    return f"清单里以“{'、'.join(shared)}”写的，是各家共用的一条，改了就是申请为各家都改"


def duty_cells(row: DutyRow) -> Sequence[str]:
    """The cells of a row of 职责, as they are sent."""
    text = numbered(row.duties)
    leads = "牵头" if row.leads else ""
    return (row.key, row.number, row.domain, row.name, row.role, leads, text, text, "")
