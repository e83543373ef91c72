"""Putting the example of a rule's documentation into the county of `base/`, by the example's shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from shudi_cli.source import read_document
from tests.memory import Files

BASE = Path(__file__).parent / "base"
CITY, WATER, TASKS = "responsibility/05-city.yaml", "responsibility/06-water.yaml", "tasks/01-city.yaml"
SETTINGS, UNITS, LAWS, LIST = "shudi.yaml", "units.yaml", "laws.yaml", "responsibility/list.yaml"

County = dict[str, Any]


@cache
def base() -> Files:
    """The county every case and every example starts from."""
    return Files.under(BASE)


def plant(example: str, label: str) -> Files:
    """The base county with an example in the place its shape calls for.

    `label` is what the documentation says in brackets after 错 or 对; it names the file where the
    shape alone does not. What the example leaves out (a name, a batch, duties) is filled in.
    """
    data = read_document("例.yaml", example.encode()).data
    county = {name: read_document(name, base().contents[name]).data for name in base().names()}
    for entry in county[SETTINGS]["清单"]:
        del entry["总数"]  # an example adds and takes items as it likes
    if isinstance(data, list):
        _plant_list(county, data, label)
    else:
        _plant_map(county, data)
    return Files({name: _with_comments(_dumped(content), example) for name, content in county.items()})


def _plant_list(county: County, data: list[Any], label: str) -> None:
    item = county[WATER]["事项"][0]
    first = data[0]
    if isinstance(first, str):
        item["配合责任"][0]["职责"] = data
    elif label == "units.yaml":
        _register(county[UNITS]["单位"], data, {"层级": "县级", "类别": "部门"})
    elif label == "laws.yaml":
        _register(county[LAWS]["依据"], data, {"类型": "法律"})
    elif "单位" in first:
        item["配合责任"] = _with_duties(data, "配合责任")
    elif "编号" in first or "编码" in first or "事项" in label:
        county[CITY]["事项"] = [_whole(entry, index) for index, entry in enumerate(data)]
    else:
        item["依据"] = data


def _plant_map(county: County, data: dict[str, Any]) -> None:
    first = next(iter(data))
    if "联络员" in data:
        _staff(county, data)
        return
    if first in {"主体责任", "配合责任"}:
        data = {role: _with_duties(entries, role) for role, entries in data.items()}
    if first == "总数":
        # The county whose totals are declared has 131 items.
        county["responsibility/07-rest.yaml"] = {
            "领域": "其他",
            "序号": "7",
            "事项": [_whole({"编号": f"SD-07-{n:03}"}, n) for n in range(1, 129)],
        }
    target = _HOMES.get(first, lambda county: county[WATER]["事项"][0])(county)
    target.update(data)


def _staff(county: County, data: dict[str, Any]) -> None:
    """Give every unit that bears a duty a contact, and the example's own to the unit it names."""
    own = {"单位": "县水务局", **data}
    own["联络员"] = [_contact(f"053{nth}", entry) for nth, entry in enumerate(own["联络员"])]
    others = ["县公安局", "县综合行政执法局", "青山镇"]
    files = [own, *({"单位": unit, "联络员": [_contact("0539", {})]} for unit in others)]
    county |= {f"roster/{nth}.yaml": content for nth, content in enumerate(files)}


def _contact(code: str, entry: dict[str, Any]) -> dict[str, Any]:
    whole = {"责任人": "联络员甲", "办公电话": f"{code}-0000001", "管辖区域": ["全县"], "确认": "2025-12-01"}
    return {**whole, **entry}


#: First key of an example → the map it belongs in; any other key is one of an item.
_HOMES: Mapping[str, Callable[[County], dict[str, Any]]] = {
    "编号": lambda county: county[CITY]["事项"][0],
    "单位": lambda county: county[WATER]["事项"][0]["主体责任"][0],
    "职责": lambda county: county[WATER]["事项"][0]["主体责任"][0],
    "条款": lambda county: county[WATER]["事项"][0]["依据"][0],
    "领域": lambda county: county[WATER],
    "适用": lambda county: county[TASKS]["事项"][0],
    "对应事项": lambda county: county[TASKS]["事项"][0],
    "层级": lambda county: county[UNITS]["单位"][-1],
    "起": lambda county: county[UNITS]["单位"][-1],
    "种类": lambda county: county[LIST],
    "总数": lambda county: county[SETTINGS]["清单"][0],
    "规则": lambda county: county[SETTINGS],
}


def _register(entries: list[Any], new: list[Any], defaults: Mapping[str, str]) -> None:
    names = {entry["名称"] for entry in new}
    entries[:] = [entry for entry in entries if entry["名称"] not in names]
    entries += [{**defaults, **entry} for entry in new]


def _whole(entry: dict[str, Any], number: int) -> dict[str, Any]:
    """An item with what a list of this kind requires; its number is the example's own affair."""
    duties = [{"单位": "县水务局", "职责": [f"办理例子里的第{number}件事。"]}]
    bases = [{"名称": "中华人民共和国水法"}]
    return {"名称": f"例子里的第{number}件事", "批次": "1", "主体责任": duties, "依据": bases, **entry}


def _with_duties(entries: Iterable[dict[str, Any]], role: str) -> list[dict[str, Any]]:
    return [{"职责": [f"承担第{number}条{role}。"], **entry} for number, entry in enumerate(entries)]


class _Dumper(yaml.SafeDumper):
    """Writes a key without content as such, since every plain word is text here."""


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def _dumped(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)


def _with_comments(text: str, example: str) -> str:
    """The text with the example's comments, which its data does not carry."""
    for line in example.split("\n"):
        bare = line.partition("#")[0].strip()
        if bare and bare != line.strip():
            text = text.replace(f"{bare}\n", f"{line.strip()}\n")
    return text
