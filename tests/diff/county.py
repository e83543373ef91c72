"""Small counties held in memory, for comparing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.memory import Files

UNITS: dict[str, list[dict[str, Any]]] = {
    "单位": [
        {"名称": "县水务局", "层级": "县级", "类别": "部门"},
        {
            "名称": "县农业农村局",
            "层级": "县级",
            "类别": "部门",
            "曾用名": [{"名称": "县农业局", "止": "2019-01-20"}],
        },
        {"名称": "青山镇", "全称": "示例县青山镇人民政府", "层级": "乡级", "类别": "乡镇"},
        {
            "名称": "白塔镇",
            "层级": "乡级",
            "类别": "乡镇",
            "曾用名": [{"名称": "白塔公社", "止": "1984-01-01"}],
        },
        {"名称": "城关街道", "别称": ["城关办"], "层级": "乡级", "类别": "街道"},
        {"名称": "青山镇派出所", "层级": "县级", "类别": "派驻机构"},
    ],
    "单位组": [
        {"名称": "乡镇（街道）", "类别": ["乡镇", "街道"]},
        {"名称": "各有关单位", "类别": ["部门", "乡镇"]},
        {"名称": "县直各部门", "类别": ["部门"]},
    ],
}
RIVERS, FIELDS = "responsibility/06-water.yaml", "responsibility/07-fields.yaml"


def yaml_of(data: Any, depth: int = 0) -> str:
    """Data as a clerk would write it: one entry a line, texts in double quotes."""
    return "\n".join(_lines(data, "  " * depth)) + "\n"


def _lines(data: Any, indent: str) -> Iterator[str]:
    entries = data.items() if isinstance(data, Mapping) else ((None, entry) for entry in data)
    for key, value in entries:
        head = "-" if key is None else f"{json.dumps(key, ensure_ascii=False)}:"
        if isinstance(value, (Mapping, list)) and value:
            yield indent + head
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{head} {'' if value is None else json.dumps(value, ensure_ascii=False)}"


def item(number: str = "SD-06-001", **changes: Any) -> dict[str, Any]:
    """An item; a change of None takes a field away."""
    whole = {
        "编号": number,
        "名称": f"{number}的监管执法",
        "批次": "1",
        "主体责任": [{"单位": "县水务局", "职责": [f"查处{number}。", f"巡查{number}。"]}],
        "配合责任": [{"单位": "乡镇（街道）", "职责": [f"上报{number}的线索。"]}],
        "依据": [{"名称": "中华人民共和国水法", "条款": "第三十九条"}],
        **changes,
    }
    return {key: value for key, value in whole.items() if value is not None}


def main(*units: str | tuple[str, str], leads: str | None = None, duties: str = "查处。") -> dict[str, Any]:
    """主体责任 of these units, each with its own duty (`duties` where none is told)."""
    told = [(unit, duties) if isinstance(unit, str) else unit for unit in units]
    return {
        "主体责任": [
            {"单位": unit, **({"牵头": "true"} if unit == leads else {}), "职责": [duty]}
            for unit, duty in told
        ]
    }


def chapter(name: str, order: int, *items: Mapping[str, Any]) -> str:
    """The text of a chapter file."""
    return yaml_of({"领域": name, "序号": str(order), "事项": list(items)})


def county(
    *, rivers: str | None = None, fields: str | None = None, title: str = "旧", **others: str
) -> Files:
    """Two chapters, units, laws, settings and the list's notice; `others` by stem replace or add files."""
    contents = {
        RIVERS: rivers or chapter("水务", 6, item("SD-06-001"), item("SD-06-002"), item("SD-06-003")),
        FIELDS: fields or chapter("农业", 7, item("SD-07-001"), item("SD-07-002")),
        "responsibility/list.yaml": yaml_of({"名称": "示例县清单", "种类": "属地管理责任清单"}),
        "units.yaml": yaml_of(UNITS),
        "laws.yaml": yaml_of(
            {"依据": [{"名称": "中华人民共和国水法", "类型": "法律", "施行": "2002-10-01"}]}
        ),
        "shudi.yaml": yaml_of({"地区": {"名称": "示例县"}, "清单": [{"目录": "responsibility"}]}),
        **{f"{name}.yaml": text for name, text in others.items()},
    }
    return Files(contents, title)
