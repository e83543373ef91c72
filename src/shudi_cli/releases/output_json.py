"""成品 JSON: the lists as data, with the manifest beside them, so that one file can be checked by itself."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from shudi_cli.formatting import KeyOrder, key_order
from shudi_cli.model import DutyList
from shudi_cli.model.editions import Edition
from shudi_cli.releases.outputs import Issue
from shudi_cli.schema import schema_named
from shudi_cli.workspace import Workspace

MANIFEST, LISTS, FOLDER, NOTICE, CHAPTERS, PATH = "版本清单", "清单", "目录", "概况", "章节", "路径"


def json_files(issue: Issue) -> Mapping[str, bytes]:
    """One file."""
    data = {
        **issue.face,
        LISTS: lists_data(issue.workspace, issue.workspace.lists, issue.edition),
        MANIFEST: arranged(issue.release.content, key_order(schema_named("release").body)),
    }
    return {f"{issue.stem}.json": (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()}


def arranged(data: Any, order: KeyOrder) -> Any:
    """Data with its keys in canonical order and its text composed: the layout of a file does not reach the output."""
    if isinstance(data, Mapping):
        ranks = {key: rank for rank, key in enumerate(order.keys)}
        keys = sorted(data, key=lambda key: (ranks.get(key, len(ranks)), key))
        return {unicodedata.normalize("NFC", key): arranged(data[key], order.below(key)) for key in keys}
    if isinstance(data, (list, tuple)):
        return [arranged(entry, order.below(None)) for entry in data]
    return unicodedata.normalize("NFC", data) if isinstance(data, str) else data


def lists_data(workspace: Workspace, lists: Iterable[DutyList], edition: Edition) -> list[Mapping[str, Any]]:
    """Lists of a workspace as data, as an edition shows them."""
    return [_list(found, workspace, edition) for found in lists]


def _list(duty_list: DutyList, workspace: Workspace, edition: Edition) -> Mapping[str, Any]:
    chapter_order = key_order(schema_named("domain").body)
    chapters = []
    for domain in duty_list.domains:
        name = domain.place.file
        data = edition.shown(workspace.documents[name].data)
        chapters.append({PATH: name, **arranged(data, chapter_order)})
    notice = workspace.documents[duty_list.notice.place.file].data
    return {
        FOLDER: duty_list.folder,
        NOTICE: arranged(notice, key_order(schema_named("list").body)),
        CHAPTERS: chapters,
    }
