"""Text to numbers and booleans, only where the schema calls for them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

#: What to do with a node: "integer" or "boolean" for a scalar, a map of keys to plans for a
#: mapping (key None: every other key), a one-element list for a sequence, None for nothing.
Plan: TypeAlias = "str | dict[str | None, Plan] | list[Plan] | None"

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\Z")
_BOOLEANS = {"true": True, "false": False}


def plan_of(schema: Mapping[str, Any]) -> Plan:
    """The plan for one schema; None where nothing under it is a number or a boolean."""
    kind = schema.get("type")
    if kind in {"integer", "boolean"}:
        return str(kind)
    if kind == "array":
        inner = plan_of(schema.get("items", {}))
        return [inner] if inner is not None else None
    plans: dict[str | None, Plan] = {
        key: plan_of(value) for key, value in schema.get("properties", {}).items()
    }
    if isinstance(others := schema.get("additionalProperties"), Mapping):
        plans[None] = plan_of(others)
    plans = {key: plan for key, plan in plans.items() if plan is not None}
    return plans or None


def coerce(plan: Plan, data: Any) -> None:
    """Carry out a plan inside `data`. What does not look like its type stays text, for the schema to refuse."""
    if isinstance(plan, list) and isinstance(data, list):
        inner = plan[0]
        if isinstance(inner, str):
            data[:] = [_typed(inner, value) for value in data]
        else:
            for value in data:
                coerce(inner, value)
    elif isinstance(plan, dict) and isinstance(data, dict):
        others = plan.get(None)
        for key in data if others is not None else plan.keys() & data.keys():
            inner = plan.get(key, others)
            if isinstance(inner, str):
                data[key] = _typed(inner, data[key])
            else:
                coerce(inner, data[key])


def _typed(kind: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if kind == "boolean":
        return _BOOLEANS.get(value, value)
    return int(value) if _INTEGER.match(value) else value
