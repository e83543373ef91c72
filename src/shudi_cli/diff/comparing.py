"""Two snapshots of one workspace, item by item. Only files whose bytes differ are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shudi_cli.archive import is_record
from shudi_cli.diagnostics import Finding
from shudi_cli.diff.chapters import Chapter, Pair, chapter_changes, is_chapter, paired
from shudi_cli.diff.items import Placed, item_changes, placed
from shudi_cli.diff.slide import Levels
from shudi_cli.diff.structure import fields_between
from shudi_cli.diff.values import Diff, FieldChange, FileChange, ListDiff, Unread
from shudi_cli.model.roster import is_roster
from shudi_cli.snapshot import Snapshot
from shudi_cli.source import read_document


def compare(before: Snapshot, after: Snapshot, *, folder: str = ".") -> Diff:
    """What differs between two states; reformatting and comments are no difference.

    A file that cannot be read on one side is named in `unread`, and neither side of it is compared.
    """
    names = differing(before, after)
    old, new = _read(before, names), _read(after, names)
    unread = [data for side in (old, new) for data in side.values() if isinstance(data, Unread)]
    lost = {found.name for found in unread}
    names = [name for name in names if name not in lost]
    chapters = [name for name in names if is_chapter(old.get(name)) or is_chapter(new.get(name))]
    return Diff(
        before.title,
        after.title,
        tuple(_lists(chapters, old, new, Levels(before, after))),
        tuple(_files([name for name in names if name not in chapters], old, new)),
        tuple(unread),
        folder,
    )


def differing(before: Snapshot, after: Snapshot) -> Sequence[str]:
    """The files whose bytes differ, or cannot be known to be the same without reading them.

    Records of changes and releases hold texts of items too, and are no lists. A release never holds the
    roster of contacts: where one side has none, the other's is no difference.
    """
    old, new = before.identities(), after.identities()
    staffed = all(any(map(is_roster, side.names())) for side in (before, after))
    names = [
        name
        for name in sorted({*before.names(), *after.names()})
        if not is_record(name) and (staffed or not is_roster(name))
    ]
    return [name for name in names if name not in old or old[name] != new.get(name)]


def _lists(
    names: Sequence[str], old: Mapping[str, Any], new: Mapping[str, Any], levels: Levels
) -> Iterator[ListDiff]:
    for folder in dict.fromkeys(name.rpartition("/")[0] for name in names):
        inside = [name for name in names if name.rpartition("/")[0] == folder]
        found = _list_diff(folder, paired(_chapters(old, inside), _chapters(new, inside)), levels)
        if found.items or found.chapters:
            yield found


def _files(names: Sequence[str], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FileChange]:
    for name in names:
        fields = tuple(
            FieldChange(change.path or ("全文",), change.before, change.after)
            for change in fields_between(old.get(name, {}), new.get(name, {}))
        )
        if fields and is_roster(name):
            fields = (FieldChange(("联络员",), None, f"有 {len(fields)} 处改动；姓名和号码不在比较里显示"),)
        if fields:
            yield FileChange(name, fields)


def _chapters(data: Mapping[str, Any], names: Sequence[str]) -> list[Chapter]:
    return [Chapter.of(name, data[name]) for name in names if is_chapter(data.get(name))]


def _list_diff(folder: str, pairs: Sequence[Pair], levels: Levels) -> ListDiff:
    before = placed((place, one) for place, (one, _) in enumerate(pairs) if one is not None)
    after = placed((place, other) for place, (_, other) in enumerate(pairs) if other is not None)
    order = {place: (_inside(before, place), _inside(after, place)) for place in range(len(pairs))}
    items, chapters = item_changes(before, after, levels), chapter_changes(pairs, order)
    return ListDiff(folder, tuple(items), tuple(chapters))


def _inside(items: Mapping[str, Placed], home: int) -> list[str]:
    return [number for number, item in items.items() if item.home == home]


def _read(snapshot: Snapshot, names: Sequence[str]) -> dict[str, Any]:
    """The data of the files that are there; an `Unread` for one that cannot be read."""
    present = set(snapshot.names())
    return {name: _data(snapshot, name) for name in names if name in present}


def _data(snapshot: Snapshot, name: str) -> Any:
    raw = snapshot.read(name)
    if isinstance(raw, Finding):
        return Unread(name, snapshot.title, raw.message, raw.hint)
    document = read_document(name, raw)
    if not unicodedata.is_normalized("NFC", document.text):  # composition is no difference (see `canon`)
        document = read_document(name, unicodedata.normalize("NFC", document.text).encode())
    if document.readable:
        return document.data
    finding = document.findings[0]
    line = f"第{finding.place.span.line}行：" if finding.place.span else ""
    return Unread(name, snapshot.title, f"{line}{finding.message}", finding.hint)
