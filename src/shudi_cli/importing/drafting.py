"""The files of a draft workspace: settings, registers, and the lists, in the one canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from shudi_cli.formatting import key_order, new_text
from shudi_cli.importing.bringing_in import BroughtIn, Known
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.importing.heads import known_fields
from shudi_cli.importing.lists import DraftList, units_in
from shudi_cli.importing.naming import TOWNSHIPS, guessed
from shudi_cli.importing.shares import NO_UNIT
from shudi_cli.model.laws import LAWS_FILE
from shudi_cli.model.lists import LIST_FILE
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.model.units import UNITS_FILE
from shudi_cli.schema import schema_named

#: What kinds of list have for a chapter and prefix where nothing says more.
_PLAIN_KIND = {"章节称谓": "领域", "编号前缀": "QD"}
#: A register may not be empty.
_NO_LAW = {"名称": "（还没有依据，待补）", "类型": "规范性文件"}
_PRINTED = ("序号", "领域", "编号", "名称", "批次", "适用", "职责任务", "牵头单位", "主体单位", "主体责任", "配合单位", "配合责任", "县级职责", "乡级职责", "依据", "对应事项", "备注")  # fmt: skip
_LAW_KINDS = (
    ("权责清单|权力清单", "权责清单"),
    ("三定|职能配置", "三定规定"),
    ("^中华人民共和国.*法$|^中华人民共和国.*(?:法典|决定)$", "法律"),
    ("省.*条例|市.*条例|自治.*条例", "地方性法规"),
    ("条例$|条例（", "行政法规"),
    ("省.*(?:办法|规定)|市.*(?:办法|规定)", "政府规章"),
    ("办法$|规定$|细则$|规则$", "部门规章"),
    ("法$", "法律"),
)


def draft_files(brought: BroughtIn, known: Known, template: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of the draft by name. `template` is what `shudi.yaml` of a new workspace says."""
    files = {
        SETTINGS_FILE: _yaml("shudi", _settings(brought, known, template)),
        UNITS_FILE: _yaml("units", _units(brought, known)),
        LAWS_FILE: _yaml("laws", _laws(brought, known)),
    }
    for found in brought.lists:
        files |= _list_files(found, known, template)
    return files


def guesses(brought: BroughtIn, known: Known) -> Iterator[Query]:
    """What was guessed for the registers."""
    for name in _new_units(brought, known):
        level, kind = guessed(name)
        said = f"层级：{level}，类别：{kind}"
        yield Query(
            Weight.LOOK, "新单位的层级和类别", UNITS_FILE, name, f"{name}是{level}的{kind}吗？", said, name
        )
    for name in _new_laws(brought, known):
        said = f"类型：{law_kind(name)}"
        yield Query(
            Weight.LOOK,
            "新依据的类型",
            LAWS_FILE,
            name,
            f"《{name}》名称是不是全称，类型对不对？",
            said,
            name,
        )


def law_kind(name: str) -> str:
    """类型 of an entry of the law register, by its title."""
    return next((kind for pattern, kind in _LAW_KINDS if re.search(pattern, name)), "规范性文件")


def kind_settings(found: DraftList, known: Known, template: Mapping[str, Any]) -> dict[str, Any]:
    """What `shudi.yaml` says of a list's kind: as it is known, less what this list does not fill."""
    if found.settings:
        return dict(found.settings)
    base = dict(known.kinds.get(found.kind) or template["清单种类"].get(found.kind) or _PLAIN_KIND)
    held = {key for item in found.items for key in item}
    required = [key for key in base.pop("必填", ()) if all(key in item for item in found.items)]
    unused = [key for key in base.pop("不用", ()) if key not in held]
    columns = [
        {"标题": found.columns[name], "字段": name}
        for name in known_fields(found.columns)
        if name in _PRINTED
    ]
    told = {"必填": required, "不用": unused, "栏目": columns}
    return {**base, **{key: value for key, value in told.items() if value}}


def _settings(brought: BroughtIn, known: Known, template: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {**template["清单种类"], **known.kinds}
    kinds |= {found.kind: kind_settings(found, known, template) for found in brought.lists}
    return {
        **template,
        "地区": {"名称": known.region or template["地区"]["名称"]},
        "清单种类": kinds,
        "清单": [_entry(found) for found in brought.lists],
    }


def _entry(found: DraftList) -> dict[str, Any]:
    """A list and the totals its title declares, which `shudi validate` holds against what is there."""
    return {
        "目录": found.folder,
        **({"总数": {"事项": found.declared["事项"]}} if "事项" in found.declared else {}),
    }


def _list_files(found: DraftList, known: Known, template: Mapping[str, Any]) -> dict[str, bytes]:
    chapter_word = kind_settings(found, known, template)["章节称谓"]
    notice = dict(found.notice) or {"名称": found.title, "种类": found.kind}
    files = {f"{found.folder}/{LIST_FILE}": _yaml("list", notice)}
    for chapter in found.chapters:
        name = chapter.file or f"{chapter.order:02}-chapter.yaml"
        data = {chapter_word: chapter.name, "序号": chapter.order, "事项": chapter.items}
        files[f"{found.folder}/{name}"] = _yaml("domain", data)
    return files


def _new_units(brought: BroughtIn, known: Known) -> list[str]:
    named = {unit for found in brought.lists for item in found.items for unit in units_in(item)}
    order = [*brought.units, *sorted(named - set(brought.units))]
    return [
        name
        for name in order
        if name in named and name not in known.units.by_name and name not in (NO_UNIT, TOWNSHIPS)
    ]


def _units(brought: BroughtIn, known: Known) -> dict[str, Any]:
    units = list(known.units_data.get("单位", ()))
    for name in _new_units(brought, known):
        level, kind = guessed(name)
        units.append({"名称": name, "层级": level, "类别": kind})
    groups = list(known.units_data.get("单位组", ()))
    if not any(group["名称"] == TOWNSHIPS for group in groups):
        groups.append({"名称": TOWNSHIPS, "类别": ["乡镇", "街道"]})
    return {"单位": units, "单位组": groups}


def _cited(brought: BroughtIn) -> dict[str, None]:
    found: dict[str, None] = {}
    for drafted in brought.lists:
        for item in drafted.items:
            entries = [*item.get("依据", ())]
            entries += [
                basis
                for key in ("主体责任", "配合责任")
                for entry in item.get(key, ())
                for basis in entry.get("赋权", ())
            ]
            found |= dict.fromkeys(entry["名称"] for entry in entries)
    return found


def _new_laws(brought: BroughtIn, known: Known) -> list[str]:
    return [
        name
        for name in _cited(brought)
        if name not in known.laws.by_name and name not in known.laws.by_short_name
    ]


def _laws(brought: BroughtIn, known: Known) -> dict[str, Any]:
    laws = list(known.laws_data.get("依据", ()))
    laws += [{"名称": name, "类型": law_kind(name)} for name in _new_laws(brought, known)]
    return {"依据": laws or [dict(_NO_LAW)]}


def _yaml(kind: str, data: Mapping[str, Any]) -> bytes:
    return new_text(data, key_order(schema_named(kind).body)).encode()
