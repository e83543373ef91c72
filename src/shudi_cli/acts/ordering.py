"""What a clerk orders to be published, and what speaks against it: 文号, days, the unit, the person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shudi_cli.acts.desk import Clerk, Desk
from shudi_cli.archive import Archive
from shudi_cli.changes import Standing
from shudi_cli.errors import ShudiError
from shudi_cli.matching import did_you_mean
from shudi_cli.model import Release
from shudi_cli.model.procedures import PUBLISHER
from shudi_cli.model.signers import within
from shudi_cli.schema import schema_named
from shudi_cli.workspace import Workspace


@dataclass(frozen=True)
class Order:
    """What is to be published: 文号 and days (ISO text); `unit` where it is not the one `shudi.yaml` names."""

    document_number: str
    effective: str
    day: str
    note: str | None = None
    unit: str | None = None


def refuse_document_number(number: str, archive: Archive) -> None:
    """ShudiError for what is no 文号, or one that a release was published with already."""
    pattern = schema_named("release").body["properties"]["文号"]["pattern"]
    if not re.search(pattern, number):
        raise ShudiError(
            f"“{number}”不是文号的写法",
            "写成 示例办字〔2026〕12号 的样子，年份用六角括号〔〕，序号不加“第”、不补零",
        )
    for release in archive.releases:
        if release.document_number == number:
            raise ShudiError(f"文号“{number}”在 {release.number} 版用过", "一个文号只发布一个版本，核对文号")


def refuse_days(order: Order, newest: Release | None, entered: Sequence[Standing], today: str) -> None:
    """ShudiError for days out of order: a day in the past never gets another release than it had."""
    if order.day > today:
        raise ShudiError(f"发布日期 {order.day} 还没有到", "--date 写文件印发的日期，不写则今天")
    if order.effective < order.day:
        raise ShudiError(
            f"生效日期 {order.effective} 早于发布日期 {order.day}",
            "先发布，后生效；核对 --effective 和 --date",
        )
    if newest is not None and order.day < newest.day:
        raise ShudiError(
            f"发布日期 {order.day} 早于上一版 {newest.number} 的 {newest.day}", "核对 --date 的发布日期"
        )
    if newest is not None and order.effective < newest.effective:
        raise ShudiError(
            f"生效日期 {order.effective} 早于上一版 {newest.number} 的 {newest.effective}",
            "过去哪一天有效的是哪一版不能再变；核对 --effective",
        )
    for standing in entered:
        if standing.since > order.day:
            message = f"{standing.change.number} 到 {standing.since} 才批准，晚于发布日期 {order.day}"
            raise ShudiError(message, "核对 --date 的发布日期")


def unit_of(order: Order, workspace: Workspace) -> str:
    """The unit that publishes. ShudiError when nobody says which, or it is not the county's publisher."""
    named = workspace.settings.publisher
    unit = order.unit or (named.unit if named else None)
    if unit is None:
        raise ShudiError("不知道由哪个单位发布", "加 --unit 单位，或在 shudi.yaml 的“发布”里写上单位")
    if named is not None and unit != named.unit:
        raise ShudiError(
            f"本县的清单由{named.unit}发布，不由{unit}发布", "去掉 --unit，或先改 shudi.yaml 的“发布”"
        )
    if unit not in workspace.units.by_name:
        raise ShudiError(
            f"单位名录里没有“{unit}”", did_you_mean(unit, workspace.units.by_name, "写单位名录中的名称")
        )
    return unit


def refuse_stranger(desk: Desk, clerk: Clerk, day: str) -> None:
    """Where the county signs with keys, only its publishers publish; told before anybody is asked for a passphrase."""
    if not desk.authority.uses_keys:
        return
    roster = desk.authority.on(day)
    if roster is None:
        raise ShudiError(f"{day} 还没有签批名册，没有发布", "核对 --date 的发布日期")
    person = roster.named(clerk.name)
    if person is None or not any(
        office.code == PUBLISHER and within(day, office.since, office.until) for office in person.offices
    ):
        able = "、".join(
            entry.name for entry in roster.people if any(office.code == PUBLISHER for office in entry.offices)
        )
        raise ShudiError(
            f"{clerk.name}在签批名册里不担任发布（{PUBLISHER}）",
            f"请担任发布的人办理：{able or '名册里还没有'}",
        )


def refuse_same(data: Mapping[str, object], newest: Release | None) -> None:
    """ShudiError when a manifest holds what the newest release holds already."""
    if newest is not None and data["文件"] == newest.content["文件"]:
        raise ShudiError(
            f"{newest.number} 版发布以后，什么也没有改，没有新的版本可发布",
            f"有变更入册以后再发布；只是要成品，用 shudi publish --rewrite {newest.number}",
        )


def warnings_of(order: Order, newest: Release | None, today: str) -> Iterator[str]:
    """What a clerk should know before agreeing."""
    if newest is not None and order.effective < today:
        yield (
            f"生效日期 {order.effective} 已经过去：从那天起到昨天，查“某天有效的清单”会改照新版回答。"
            "文件是那天生效的才这样写。"
        )
