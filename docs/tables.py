"""The tables in the Markdown files that follow from the code: commands, rules, and the keys of every file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.cli.app import COMMANDS
from shudi_cli.resources import schemas_folder
from shudi_cli.rules import all_rules

_TABLE = re.compile(r"(<!-- table (\S+) -->\n)(?:(?!<!--).)*?(<!-- end -->)", re.DOTALL)
#: What a schema is called on the page of file formats.
_FILES = {"domain": "领域（板块）文件里", "shudi": " shudi.yaml 里"}
_TYPES = {"string": "文字", "integer": "整数", "boolean": "true", "object": "一组", "array": "列表"}


def refreshed(page: str) -> str:
    """The page with its tables as they follow from the code now."""
    return _TABLE.sub(
        lambda match: match[1] + "".join(f"{line}\n" for line in _lines(match[2])) + match[3], page
    )


def _lines(name: str) -> Iterator[str]:
    if name == "commands":
        return _table(("命令", "做什么"), [(f"`shudi {name}`", what) for name, what in COMMANDS.items()])
    if name == "rules":
        return _table(("编号", "轻重", "规则", "为什么"), _rules())
    schema = json.loads((schemas_folder() / f"{name}.schema.json").read_text(encoding="utf-8"))
    return _table(("键", "写什么", "必填", "说明"), _keys(schema))


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]] | Iterator[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield f"| {' | '.join('---' for _ in titles)} |"
    for row in rows:
        cells = (cell.replace("|", "\\|") for cell in row)
        yield f"| {' | '.join(cells)} |"


def _rules() -> Iterator[Sequence[str]]:
    for rule in all_rules().values():
        why = rule.explanation.split("\n\n")[0].replace("\n", "")
        yield rule.code, rule.severity.word, rule.title, why


def _keys(schema: Mapping[str, Any], path: str = "") -> Iterator[Sequence[str]]:
    """A row for each key under a schema, parents before children; 〈名称〉 stands for a name of one's own."""
    properties = dict(schema.get("properties", {}))
    if isinstance(others := schema.get("additionalProperties"), Mapping):
        properties["〈名称〉"] = others
    for key, inner in properties.items():
        needed = "是" if key in schema.get("required", ()) else ""
        yield f"{path}`{key}`", _kind(inner), needed, _about(inner)
        if "$comment" in inner:  # what another table tells already
            continue
        below = inner.get("items", inner) if inner.get("type") == "array" else inner
        yield from _keys(below, f"{path}`{key}` › ")


def _kind(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return "其中之一"
    if schema.get("format") == "date":
        return "日期"
    kind = _TYPES[schema["type"]]
    return f"{kind}：{_kind(schema['items'])}" if schema["type"] == "array" else kind


def _about(schema: Mapping[str, Any]) -> str:
    entries = schema.get("items", {})
    parts = [schema.get("description", "")]
    if choices := schema.get("enum") or entries.get("enum"):
        parts.append(f"可写：{'、'.join(choices)}")
    if longest := schema.get("maxLength") or entries.get("maxLength"):
        parts.append(f"不超过 {longest} 字")
    if elsewhere := schema.get("$comment"):  # file and key of the table that tells it
        file, key = elsewhere.split()
        parts.append(f"写法与{_FILES[file]}的“{key}”相同")
    return "；".join(part for part in parts if part)
