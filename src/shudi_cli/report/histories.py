"""Showing the history of an item, and that of a workspace: its changes and releases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from shudi_cli.changes import Standing
from shudi_cli.history import Event
from shudi_cli.model import Release
from shudi_cli.releases.chronicle import ChangeTold, Entry, ReleaseTold
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


def entry_lines(entry: Entry, look: Look) -> Iterator[str]:
    """One change or release of the workspace's history."""
    if isinstance(entry, ReleaseTold):
        yield from _release_lines(entry.release, look)
    else:
        yield from _change_lines(entry, look)
    yield ""


def entry_json(entry: Entry) -> Mapping[str, Any]:
    """One change or release, for programs."""
    if isinstance(entry, ReleaseTold):
        release = entry.release
        return {
            "release": release.number,
            "document": release.document_number,
            "published": release.day,
            "effective": release.effective,
            "digest": release.digest,
            "previous": release.previous.number if release.previous else None,
            "changes": [change.number for change in release.changes],
        }
    change = entry.standing.change
    return {
        "change": change.number,
        "sort": change.sort,
        "list": change.folder,
        "items": [item.number for item in change.items],
        "applicant": change.application.unit,
        "applied": change.application.day,
        "outcome": entry.standing.outcome.value,
        "since": entry.standing.since,
        "documents": _documents(entry.standing),
        "release": entry.release,
        "digest": change.digest,
    }


def _release_lines(release: Release, look: Look) -> Iterator[str]:
    yield from folded(f"{release.day} 发布 {release.number} 版（{release.document_number}）", look, 0, "file")
    taken = f"收入变更 {'、'.join(change.number for change in release.changes)}" if release.changes else ""
    first = "" if release.previous else "第一个正式版本"
    parts = [f"{release.effective} 起生效", first, taken]
    yield from folded("，".join(filter(None, parts)), look, 2)


def _change_lines(entry: ChangeTold, look: Look) -> Iterator[str]:
    standing = entry.standing
    change = standing.change
    yield from folded(f"{standing.since} {standing.outcome.value} {change.number}", look, 0, "file")
    for item in change.items:
        name = (item.new or item.old or {}).get("名称", "")
        yield from folded(f"{change.sort} {item.number} {name}（{item.chapter.name}）", look, 2)
    application = change.application
    parts = [
        f"{application.unit}（{application.person}）{application.day} 申请",
        f"批准文号 {'、'.join(_documents(standing))}" if _documents(standing) else "",
        f"等{'、'.join(seat.unit for seat in standing.waiting)}" if standing.waiting else "",
        f"收入 {entry.release} 版" if entry.release else "",
    ]
    yield from folded("，".join(filter(None, parts)), look, 2, "dim")


def _documents(standing: Standing) -> Sequence[str]:
    """The document numbers of the last stage's opinions."""
    last = standing.change.procedure.stages[-1].name
    numbers = [opinion.document_number for opinion in standing.accepted if opinion.stage == last]
    return list(dict.fromkeys(filter(None, numbers)))
