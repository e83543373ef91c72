"""Asking for an item field by field, led by its schema: no form of its own that could drift from it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from typing import Any

from shudi_cli.cli.asking import ask

_YES = {"是", "y", "Y", "true"}


def answered(schema: Mapping[str, Any], known: Mapping[str, Any], given: Collection[str]) -> dict[str, Any]:
    """A map's data by its schema; what is `known` need only be confirmed, what is `given` is not asked."""
    required = schema.get("required", ())
    data: dict[str, Any] = {}
    for key, inner in schema["properties"].items():
        if key in given:
            data[key] = known[key]
            continue
        value = _value(inner, known.get(key), key, optional=key not in required)
        if value not in (None, "", [], {}):
            data[key] = value
    return data


def _value(schema: Mapping[str, Any], known: Any, title: str, *, optional: bool) -> Any:
    kind = schema.get("type")
    if kind == "array":
        return _entries(schema["items"], known, title, schema.get("description", ""), optional=optional)
    note = "，可以不填" if optional and known is None else ""
    if kind == "boolean":
        default = "是" if known else "否"
        return True if ask(f"{title}（是、否）", default) in _YES else None
    if "enum" in schema:
        return ask(f"{title}（{'、'.join(schema['enum'])}{note}）", str(known or ""))
    return ask(f"{title}{note}", "" if known is None else str(known))


def _entries(schema: Mapping[str, Any], known: Any, title: str, about: str, *, optional: bool) -> list[Any]:
    """Entries one after another; an empty answer ends them. Known ones are kept or asked for anew as a whole."""
    if known:
        sys.stdout.write(f"{title}：\n" + "".join(f"  {_shown(entry)}\n" for entry in known))
        if ask(f"{title}要改吗（是、否）", "否") not in _YES:
            return list(known)
    note = "，可以不填" if optional else ""
    sys.stdout.write(f"{title}（{about or '一行一条'}{note}；直接回车结束）\n")
    entries: list[Any] = []
    while True:
        nth = f"第{len(entries) + 1}条"
        if schema.get("type") != "object":
            answer = ask(f"  {title}{nth}")
            if not answer:
                return entries
            entries.append(answer)
            continue
        first, *_ = schema["properties"]
        answer = ask(f"  {title}{nth}·{first}")
        if not answer:
            return entries
        entries.append(answered(schema, {first: answer}, {first}))


def _shown(entry: Any) -> str:
    if isinstance(entry, Mapping):
        return "，".join(f"{key}：{_shown(value)}" for key, value in entry.items())
    if isinstance(entry, (list, tuple)):
        return "；".join(map(_shown, entry))
    return str(entry)
