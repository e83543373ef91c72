"""A small county on the disk, and what a command said about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.diff.county import UNITS, yaml_of

#: What no clerk should ever read.
ENGLISH = re.compile(r"Usage|Error|Traceback|Options:|Try |Aborted|Commands:")
#: git's words, which messages never need.
GIT = re.compile(r"commit|merge|rebase|stash|stage |提交|合并|分支|暂存|仓库")


@dataclass(frozen=True)
class Said:
    """The outcome of one command line."""

    code: int
    out: str
    err: str


RIVERS = "responsibility/06-water.yaml"
FIELDS = "responsibility/07-agriculture.yaml"
_KIND = {
    "章节称谓": "领域", "编号前缀": "SD", "必填": ["批次", "主体责任", "依据"], "不用": ["职责任务", "适用"],
    "栏目": [{"标题": "事项名称", "字段": "名称"}],
}  # fmt: skip
_SETTINGS = {
    "地区": {"名称": "清平县"},
    "清单种类": {"属地管理责任清单": _KIND},
    "清单": [{"目录": "responsibility"}],
}


def item(number: str, name: str, **changes: Any) -> dict[str, Any]:
    """A faultless item."""
    return {
        "编号": number,
        "名称": name,
        "批次": 1,
        "主体责任": [{"单位": "县水务局", "职责": [f"查处{name}中的违法行为。"]}],
        "配合责任": [{"单位": "乡镇（街道）", "职责": [f"巡查时发现{name}方面的问题，及时上报县水务局。"]}],
        "依据": [{"名称": "中华人民共和国水法"}],
        **changes,
    }


def chapter(name: str, order: int, *items: Mapping[str, Any]) -> str:
    """The text of a chapter file."""
    return yaml_of({"领域": name, "序号": order, "事项": list(items)})


SAND, WELLS = item("SD-06-001", "河道非法采砂"), item("SD-06-002", "无证凿井取水")
STRAW = item("SD-07-001", "露天焚烧秸秆")


def county(**files: str) -> dict[str, str]:
    """A small faultless county, by file name."""
    law = {"名称": "中华人民共和国水法", "类型": "法律", "施行": "2002-10-01"}
    return {
        "shudi.yaml": yaml_of(_SETTINGS),
        "units.yaml": yaml_of(UNITS),
        "laws.yaml": yaml_of({"依据": [law]}),
        "responsibility/list.yaml": yaml_of({"名称": "清平县属地管理责任清单", "种类": "属地管理责任清单"}),
        RIVERS: chapter("水务", 6, SAND, WELLS),
        FIELDS: chapter("农业农村", 7, STRAW),
        **files,
    }
