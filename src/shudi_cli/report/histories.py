"""Showing the history of an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from shudi_cli.diff import Sort
from shudi_cli.history import Event
from shudi_cli.report.diff_text import item_change_lines
from shudi_cli.report.look import Look
from shudi_cli.report.width import visible


def event_lines(event: Event, look: Look) -> Iterator[str]:
    """One event: when, by whom, in whose words, and what changed."""
    version = event.version
    if version is None:
        yield look.paint("尚未保存的改动", "file")
    else:
        who = f"{version.when:%Y-%m-%d %H:%M} {visible(version.author)}：{visible(version.summary)}"
        yield f"{look.paint(who, 'file')}{look.paint(f'（版本 {version.short}）', 'dim')}"
    if event.change.sort in {Sort.ADDED, Sort.REMOVED}:
        yield f"  {event.change.sort.value} {event.change.number} {visible(event.change.name)}（{visible(event.change.domain)}）"
    else:
        yield from item_change_lines(event.change, look)
    yield ""


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
