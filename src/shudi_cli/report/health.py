"""Showing what a machine lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shudi_cli.health import Check, State
from shudi_cli.report.look import Look
from shudi_cli.report.width import visible, wrapped

_ROLES = {State.GOOD: "good", State.MISSING: "warning", State.BROKEN: "error"}
_INDENT = 4


def health_lines(checks: Iterable[Check], look: Look) -> Iterator[str]:
    """Each check with its word, then how to mend what is amiss, then one line for all."""
    needed = 0
    for check in checks:
        needed += check.fails
        yield from _lines(check, look)
    yield ""
    yield f"有 {needed} 处要补好才能正常使用。" if needed else "需要的都有了。"


def health_json(checks: Iterable[Check]) -> Mapping[str, Any]:
    """All checks, for programs; `state` is good, missing or broken."""
    listed = list(checks)
    return {
        "version": 1,
        "fine": not any(check.fails for check in listed),
        "checks": [
            {
                "subject": check.subject,
                "state": check.state.name.lower(),
                "message": check.message,
                "hint": check.hint,
                "optional": check.optional,
            }
            for check in listed
        ],
    }


def _lines(check: Check, look: Look) -> Iterator[str]:
    optional = "（可选）" if check.optional else ""
    text = visible(f"{check.subject}{optional}：{check.message}")
    first, *others = wrapped(text, max(look.width - _INDENT, 20))
    yield f"{look.paint(check.state.value, _ROLES[check.state])}  {first}"
    yield from (" " * _INDENT + line for line in others)
    if check.hint:  # not wrapped: it may hold a command to copy
        yield " " * _INDENT + look.paint(visible(f"怎么办：{check.hint}"), "hint")
