"""Showing the history of an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from shudi_cli.history import Event
from shudi_cli.report.diff_text import item_change_lines
from shudi_cli.report.diffs import WHOLE
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look


def event_lines(event: Event, look: Look) -> Iterator[str]:
    """One event: when, by whom, in whose words, and what changed."""
    yield from folded(_saved(event), look, 0, "file")
    change = event.change
    if change.sort in WHOLE:
        yield from folded(f"{change.sort.value} {change.number} {change.name}（{change.domain}）", look, 2)
    else:
        yield from item_change_lines(change, look)
    yield ""


def _saved(event: Event) -> str:
    version = event.version
    if version is None:
        return "尚未保存的改动"
    return f"{version.when:%Y-%m-%d %H:%M} {version.author}：{version.summary}（版本 {version.short}）"


def event_json(event: Event) -> Mapping[str, Any]:
    """One event, for programs."""
    version = event.version
    saved = None if version is None else {
        "id": version.id,
        "when": version.when.isoformat(),
        "author": version.author,
        "summary": version.summary,
    }  # fmt: skip
    return {"version": saved, "change": asdict(event.change)}
