"""What may be written as an answer to each doubt of an import, and what it means."""

from __future__ import annotations

import re

from shudi_cli.importing.doubts import Query, Weight

UNKNOWN_UNIT, UNKNOWN_COLUMN, ALIAS = "未登记单位", "表头不确定", "别名归并"
WHOSE, LEADERS, NO_DUTIES, SAME_AS_ABOVE = "责任前无单位", "几个单位牵头", "有单位无责任", "职责写“同上”"
SAME_BASES = "依据写“同上”"
SUPPORT_IN_MAIN = "主体责任栏内有配合单位"
_UNIT = "名录里的单位（全称、别称、曾用名都行）或单位组，如“乡镇（街道）”"
#: Doubts that are answered in words which the reading takes, and what to write.
TOLD = {
    WHOSE: _UNIT,
    LEADERS: f"牵头的那一个单位：{_UNIT}",
    NO_DUTIES: "职责，一条一行",
    SAME_AS_ABOVE: "职责，一条一行",
    SAME_BASES: "依据，一条一行，如“《某法》第七条”",
    SUPPORT_IN_MAIN: "主体责任；配合责任",
    "名称太长": "短的名称，不超过100字",
    "名称看不清": "名称",
    "批次看不懂": "第几批，如“第二批”",
}
_OWN = {
    UNKNOWN_UNIT: f"{_UNIT}；新单位；不是单位",
    ALIAS: f"确认；{_UNIT}",
    UNKNOWN_COLUMN: "栏目名称，如“备注”；不要",
    "序号不连续": "没有漏",
    "序号重复": "没有多",
}
_YES = frozenset(
    [
        "是",
        "是的",
        "对",
        "对的",
        "确认",
        "无误",
        "没有问题",
        "没问题",
        "已核对",
        "新单位",
        "是新单位",
        "保留",
        "要",
        "正确",
        "知道了",
        "好",
        "好的",
        "可以",
        "同意",
    ]
)
#: What agrees to a unit that the question offers.
AGREED = frozenset(["是", "是的", "对", "对的", "正确"])
_YES_OF = {
    "序号不连续": frozenset(["没有漏", "没漏", "没有漏项", "没有", "不漏", "没有遗漏"]),
    "序号重复": frozenset(["没有多", "没多", "没有", "没有重复", "不多"]),
    SUPPORT_IN_MAIN: frozenset(["主体责任", "主体", "是主体责任"]),
}  # fmt: skip
SKIP = frozenset(["跳过", "不要", "删去", "不读", "不是事项", "不要了", "不需要"])
NO_UNIT = frozenset(["不是单位", "不是"])


def yes(code: str, said: str) -> bool:
    """Whether an answer says that all is well as it is."""
    return said in _YES or said in _YES_OF.get(code, ())


def accepted(query: Query) -> str:
    """What may be written beside a doubt."""
    if query.weight is Weight.KNOW:
        return ""
    own = TOLD.get(query.code) or _OWN.get(query.code)
    if query.code in (UNKNOWN_UNIT, ALIAS, UNKNOWN_COLUMN):
        return own or ""
    skip = "；跳过（这一项整项不读入）" if in_row(query.place) else ""
    return f"{f'{own}；' if own else ''}确认（照已作处理）{skip}"


def in_row(place: str) -> bool:
    """Whether the place is that of a row or cell, which can be left out."""
    return bool(re.search("(?:第[0-9]+行(?:第[0-9]+列)?|”[A-Z]{1,3}[0-9]+)$", place))
