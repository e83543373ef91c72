"""What the first sheet of a packet tells: who fills in what, by when, and how; in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.model.roster import WHOLE_COUNTY
from shudi_cli.packets.layout import CONTACTS, DUTIES, NEW, PERSON, REASON
from shudi_cli.packets.values import Packet

INTERNAL = "内部资料，不得公开"
#: Who takes a packet back where no name is known.
SENDER = "发来的单位"
_CONTACTS_TOLD = (
    "号码、职务变了直接改；新到任的写在下面空行里；不再担任的不要删去，在“止”里写上从哪一天起不再担任"
)
_DUTIES_TOLD = "已经照抄现在的职责，直接在上面改：一行写一条完整的话，以“。”结尾，格里换行按 Alt+Enter。"


def guidance(
    packet: Packet, *, townships: Sequence[str], taker: str = "", due: str = ""
) -> Iterator[tuple[str, str]]:
    """Topic and what is told of it, from top to bottom."""
    version = f"，照 {packet.release[0]} 版清单" if packet.release[0] else ""
    yield "谁来填", f"{packet.unit}的联络员填写{version}"
    back = f"请在 {due} 以前" if due else "请在通知的日期以前"
    yield "什么时候", f"{back}填好，存盘，把这个文件原样交回{taker or SENDER}；没有要改的也交回"
    yield PERSON, "改了职责的，在右边格里写上填报人的姓名；只填联络员的可以不写"
    yield f"工作表“{DUTIES}”", f"{packet.unit}在清单里的责任，共 {len(packet.duties)} 行{_shared(packet)}"
    if packet.applies:
        yield from _about_duties()
    else:
        yield "职责要改的", duty_word(packet, taker)
    yield (
        f"工作表“{CONTACTS}”",
        f"{packet.unit}的联络员，现在 {len(packet.contacts)} 人。{_CONTACTS_TOLD}",
    )
    yield "管辖区域", f"写“{WHOLE_COUNTY}”或乡镇（街道）的名称，几个用顿号隔开：{'、'.join(townships)}"
    yield "领域、事项", "只管几个领域、几个事项的才写，用顿号隔开；都不写，就是本单位有责任的全部事项"
    yield "日期", "写成 2026-03-01 的样子。核对过本人和号码都对的，把核对那天写进“确认”"
    yield "请不要", "不要改工作表、栏目的名称，不要删行、删列，不要写公式，不要另存为别的格式"


def duty_word(packet: Packet, taker: str = "") -> str:
    """What the sheet of duties says below its title."""
    if packet.applies:
        return f"只在“{NEW}”和“{REASON}”两栏里写，不改的不要动"
    return f"只供查看：{packet.unit}不能直接申请变更，职责要改的告诉{taker or SENDER}"


def _about_duties() -> Iterator[tuple[str, str]]:
    yield (
        "怎么改职责",
        f"“{NEW}”{_DUTIES_TOLD}改了的在同一行写明{REASON}，不改的不要动",
    )
    yield (
        "职责改了以后",
        "清单不会马上变：改动成为本单位的一项变更申请，批准以后才入册。整项增加、减去的，另行申请",
    )


def _shared(packet: Packet) -> str:
    groups = sorted({row.unit for row in packet.duties if row.unit and row.unit != packet.unit})
    if not groups:
        return ""
    return f"。清单里写“{'、'.join(groups)}”的，是各家共用的一条，改了就是申请为各家都改"
