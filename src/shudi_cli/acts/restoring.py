"""The work tree after an application: what went into it is put back, everything else that was edited stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shudi_cli.acts.desk import Desk
from shudi_cli.changes.drafting import Edited, Stood, edited_items, standing_items
from shudi_cli.changes.ledger import Key
from shudi_cli.changes.merging import wanted
from shudi_cli.diagnostics import Finding
from shudi_cli.errors import ShudiError
from shudi_cli.formatting import key_order, new_text, revised_text
from shudi_cli.matching import did_you_mean
from shudi_cli.model.lists import LIST_FILE
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.schema import schema_named
from shudi_cli.workspace import Workspace, file_schema, load
from shudi_cli.writing import write_whole

Files = dict[str, bytes | None]


def waiting_for_approval(desk: Desk) -> tuple[Sequence[Edited], set[str]]:
    """The edited items of the lists, and the files that hold those edits: chapters, and the totals kept right for them.

    ShudiError when a list cannot be read.
    """
    tree = load(desk.tree)
    edited = edits_between(desk, tree)
    held = {name for entry in edited for name in _files_of(entry)}
    if edited:
        held |= {name for name in _notices(desk) if _only_bookkeeping(name, desk, tree)}
    return edited, held


def edits_between(desk: Desk, tree: Workspace) -> list[Edited]:
    """The items that differ between what was saved and the work tree; ShudiError when that cannot be read."""
    broken = sorted(name for name in tree.unread if name in tree.documents)
    if broken or not tree.lists:
        name = broken[0] if broken else SETTINGS_FILE
        raise ShudiError(f"“{name}”有错，读不出改了什么", "先用 shudi validate 查看并改正")
    return edited_items(standing_items(desk.workspace.lists), standing_items(tree.lists))


def put_back(desk: Desk, taken: Sequence[Edited]) -> tuple[Files, Files]:
    """The files to be written so that `taken` is undone in the work tree, and what those files hold now."""
    tree = load(desk.tree)
    edited = edited_items(standing_items(desk.workspace.lists), standing_items(tree.lists))
    rest = [entry for entry in edited if entry.key not in {item.key for item in taken}]
    names = {name for entry in taken for name in _files_of(entry)}
    if not rest:
        names |= {name for name in _notices(desk) if _only_bookkeeping(name, desk, tree)}
    busy = {name for entry in rest for name in _files_of(entry)}
    working: Files = {}
    for name in sorted(names):
        working[name] = _partly(name, taken, desk, tree) if name in busy else saved_content(name, desk)
    found = {name: desk.as_it_is(name) for name in working}
    changed = {name: content for name, content in working.items() if content != found[name]}
    return changed, {name: found[name] for name in changed}


def _files_of(entry: Edited) -> set[str]:
    return {f"{entry.key.folder}/{stood.file}" for stood in (entry.old, entry.new) if stood is not None}


def _notices(desk: Desk) -> list[str]:
    return [SETTINGS_FILE, *(f"{found.folder}/{LIST_FILE}" for found in desk.workspace.lists)]


def _only_bookkeeping(name: str, desk: Desk, tree: Workspace) -> bool:
    """Whether only totals or 已减事项 differ: what the tool itself keeps when a change enters."""
    old, new = desk.workspace.documents.get(name), tree.documents.get(name)
    return bool(old and new and old.data != new.data and _without(old.data) == _without(new.data))


def _without(data: Mapping[str, Any]) -> Mapping[str, Any]:
    kept = {key: value for key, value in data.items() if key != "已减事项"}
    if isinstance(lists := kept.get("清单"), list):
        kept["清单"] = [{key: value for key, value in entry.items() if key != "总数"} for entry in lists]
    return kept


def saved_content(name: str, desk: Desk) -> bytes | None:
    """The content of a file as it was saved last; None where there was none."""
    raw = desk.saved.read(name) if name in desk.saved.names() else None
    return None if isinstance(raw, Finding) else raw


def _partly(name: str, taken: Sequence[Edited], desk: Desk, tree: Workspace) -> bytes | None:
    """A chapter with only the taken items as they were saved; other edits in it stay."""
    folder, _, file = name.rpartition("/")
    mine = {entry.key.number: entry for entry in taken if entry.key.folder == folder}
    document = tree.documents.get(name)
    if document is None:
        return saved_content(name, desk)
    items = []
    for entry in document.data["事项"]:
        edited = mine.pop(entry["编号"], None)
        if edited is None:
            items.append(entry)
        elif _stands_in(edited.old, file):
            items.append(edited.old.content if edited.old else entry)
    for edited in mine.values():
        if _stands_in(edited.old, file) and edited.old is not None:
            place = next(
                (nth for nth, entry in enumerate(items) if entry["编号"] > edited.key.number), len(items)
            )
            items.insert(place, edited.old.content)
    data = {**document.data, "事项": items}
    return revised_text(document, data, key_order(file_schema(name).body)).encode() if items else None


def _stands_in(stood: Stood | None, file: str) -> bool:
    return stood is not None and stood.file == file


def lay_out(desk: Desk, number: str) -> None:
    """Put a change's new texts into the work tree, for editing; no version is made.

    ShudiError when the change is not known, or when its items are being edited already.
    """
    if number not in desk.standings:
        raise ShudiError(
            f"没有在办的变更“{number}”", did_you_mean(number, desk.standings, "用 shudi status 看")
        )
    change = desk.standings[number].change
    tree = load(desk.tree)
    stands = standing_items(tree.lists)
    entries = [
        wanted(item, stands.get(key), key)
        for item in change.items
        for key in [Key(change.folder_of(item), item.number)]
    ]
    saved = standing_items(desk.workspace.lists)
    for entry in entries:
        if stands.get(entry.key) != saved.get(entry.key):
            raise ShudiError(f"{entry.key.number} 正在改，没有动它", "先把它报送，或用 shudi restore 恢复")
    undone = [Edited(entry.key, entry.new, entry.old) for entry in entries]
    names = sorted({name for entry in entries for name in _files_of(entry)})
    for name in names:
        known = name in tree.documents
        content = _partly(name, undone, desk, tree) if known else _new_chapter(name, entries, desk)
        if content is None:
            (desk.root / name).unlink()
        else:
            write_whole(desk.root / name, content)


def _new_chapter(name: str, entries: Sequence[Edited], desk: Desk) -> bytes:
    folder, _, file = name.rpartition("/")
    kind = next(found.kind for found in desk.workspace.lists if found.folder == folder)
    inside = [entry.new for entry in entries if entry.new is not None and entry.new.file == file]
    head = {kind.chapter: inside[0].chapter, "序号": inside[0].order}
    data = {**head, "事项": [stood.content for stood in inside]}
    return new_text(data, key_order(schema_named("domain").body)).encode()
