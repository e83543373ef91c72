"""入册、出册: what an approved change makes of the files of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.formatting import key_order, new_text, revised_text
from shudi_cli.model import Change, ChangedItem, DutyList
from shudi_cli.model.lists import LIST_FILE
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.schema import schema_named
from shudi_cli.statistics import counted_totals
from shudi_cli.workspace import Workspace, file_schema

#: File → its new content; None where it goes.
Files = dict[str, bytes | None]


def applied(change: Change, workspace: Workspace, day: str, after: Callable[[Files], Workspace]) -> Files:
    """The files that differ once a change has entered the list on a day (ISO text).

    `after` reads the workspace as it would be with some files replaced: declared totals that were right
    are carried along with what they count.
    """
    files: Files = {}
    for folder in dict.fromkeys(change.folder_of(item) for item in change.items):
        duty_list = next(found for found in workspace.lists if found.folder == folder)
        files |= _chapters(
            [item for item in change.items if change.folder_of(item) == folder], duty_list, workspace
        )
    if retired := list(_retired(change, day)):
        name = f"{change.folder}/{LIST_FILE}"
        data = dict(workspace.documents[name].data)
        data["已减事项"] = [*data.get("已减事项", ()), *retired]
        files[name] = _revised(name, data, workspace)
    files |= _totals(workspace, after(files))
    return files


def _chapters(items_changed: Sequence[ChangedItem], duty_list: DutyList, workspace: Workspace) -> Files:
    """The chapter files of one list, with the items of a change taken out and put in."""
    homes = {domain.name: domain.place.file for domain in duty_list.domains}
    texts: dict[str, list[Any]] = {}

    def items_of(chapter: str) -> list[Any]:
        name = homes[chapter]
        return texts.setdefault(name, list(workspace.documents[name].data["事项"]))

    made: dict[str, Mapping[str, Any]] = {}
    for item in items_changed:
        if item.chapter.name not in homes:
            name = f"{duty_list.folder}/{item.chapter.file}"
            homes[item.chapter.name] = name
            made[name] = {duty_list.kind.chapter: item.chapter.name, "序号": item.chapter.order}
            texts[name] = []
        _replace(item, items_of)
    files: Files = {}
    for name, items in texts.items():
        head = made.get(name) or {
            key: value for key, value in workspace.documents[name].data.items() if key != "事项"
        }
        files[name] = _chapter_text(name, {**head, "事项": items}, workspace) if items else None
    return files


def _replace(item: ChangedItem, items_of: Callable[[str], list[Any]]) -> None:
    """Take an item out of where it stood and put its new text where it is to stand: in its place, else by number."""
    home = items_of(item.chapter.name)
    place = None
    if item.old is not None:
        was = items_of(item.was_in or item.chapter.name)
        place = next(nth for nth, entry in enumerate(was) if entry["编号"] == item.number)
        del was[place]
        place = place if was is home else None
    if item.new is not None:
        later = (nth for nth, entry in enumerate(home) if entry["编号"] > item.number)
        home.insert(next(later, len(home)) if place is None else place, item.new)


def _chapter_text(name: str, data: Mapping[str, Any], workspace: Workspace) -> bytes:
    if name in workspace.documents:
        return _revised(name, data, workspace)
    return new_text(data, key_order(schema_named("domain").body)).encode()


def _retired(change: Change, day: str) -> Iterator[Mapping[str, Any]]:
    """The entries of 已减事项: a number that went is never given again."""
    for item in change.items:
        if item.new is None and item.old is not None:
            yield {
                "编号": item.number,
                "名称": item.old["名称"],
                "日期": day,
                "原因": f"{change.number}：{change.reason}",
            }


def _totals(before: Workspace, after: Workspace) -> Files:
    """`shudi.yaml` with the declared totals that counted right before counting right afterwards."""
    data = before.documents[SETTINGS_FILE].data
    lists: list[Any] = []
    for entry in before.settings.lists:
        raw = dict(data["清单"][len(lists)])
        old = next((found for found in before.lists if found.folder == entry.folder), None)
        new = next((found for found in after.lists if found.folder == entry.folder), None)
        if entry.totals is not None and old is not None and new is not None:
            counts = {path: count for path, _, count in counted_totals(entry.totals, new, after.units)}
            totals = raw["总数"]
            for path, declared, counted in counted_totals(entry.totals, old, before.units):
                if declared == counted != counts[path]:
                    totals = _with(totals, path, counts[path])
            raw["总数"] = totals
        lists.append(raw)
    if lists == list(data["清单"]):
        return {}
    return {SETTINGS_FILE: _revised(SETTINGS_FILE, {**data, "清单": lists}, before)}


def _with(data: Any, path: tuple[str | int, ...], value: int) -> Any:
    """The data with one value, some steps down, replaced."""
    if not path:
        return value
    first, *rest = path
    copy: Any = list(data) if isinstance(data, list) else dict(data)
    copy[first] = _with(data[first], tuple(rest), value)
    return copy


def _revised(name: str, data: Any, workspace: Workspace) -> bytes:
    return revised_text(workspace.documents[name], data, key_order(file_schema(name).body)).encode()
