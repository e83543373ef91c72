"""P1: nothing private stands in a list, or in a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shudi_cli.diagnostics import Place, Severity
from shudi_cli.roster.numbers import DIGITS, PERSONAL
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import Found, rule

#: What to do about one.
PRIVATE_HINT = "删去号码，联系方式写进联络员名录库"


class Private(NamedTuple):
    """A private number in a text: what it is, with its first digits only, and where it stands."""

    what: str
    span: tuple[int, int]


def private_in(text: str) -> Private | None:
    """The first private number in a text."""
    match = PERSONAL.search(text) if DIGITS.search(text) else None
    if match is None:
        return None
    name = "手机号码" if match["mobile"] else "身份证号"
    return Private(f"{name}（{match[match.lastgroup or 0][:3]}****）", match.span())


@rule("P101", "清单里有手机号码或身份证号")
def private_number(context: Context) -> Iterator[Found]:
    """清单要印发、公布，不能出现个人的手机号码和身份证号；联系方式写在联络员名录库里，公布时自动遮盖。

    错：
        - 发现遗撒及时上报，联系电话13800000000。
    对：
        - 发现遗撒及时上报县综合行政执法局。

    出处：临沂“一库”要求公布联系方式，公布的应是办公电话。
    """
    for sentence in context.texts:
        if found := private_in(sentence.text):
            yield _told(found, sentence.place)
    for place, text in _notices(context):
        if found := private_in(text):
            yield _told(found, place)


@rule("P102", "变更里有手机号码或身份证号", Severity.WARNING)
def private_application(context: Context) -> Iterator[Found]:
    """变更的理由要随案卷长期保存，减去事项的还会写进“已减事项”公布，不能出现个人的手机号码和身份证号。

    错：
        理由: 请联系张三13800000000
    对：
        理由: 基层有需要

    出处：本工具的约定。
    """
    for standing in context.docket.standings if context.docket else ():
        change = standing.change
        for key, text in (("理由", change.reason), ("责任下移", change.downhill)):
            if standing.open and (found := private_in(text or "")):
                hint = f"删去号码，用 shudi propose --renew {change.number} 更新它"
                yield Found(change.place / key, f"这里有{found.what}", hint)


def _told(found: Private, place: Place) -> Found:
    return Found(place._replace(within=found.span), f"这里有{found.what}", PRIVATE_HINT)


def _notices(context: Context) -> Iterator[tuple[Place, str]]:
    """What `list.yaml` says in sentences: of the list, and of the items that went."""
    for duty_list in context.lists:
        notice = duty_list.notice
        yield notice.place / "说明", notice.about or ""
        for entry in notice.retired:
            yield entry.place / "名称", entry.name
            yield entry.place / "原因", entry.reason or ""
