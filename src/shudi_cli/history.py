"""来历: how one item came to be as it is, version by version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shudi_cli.diagnostics import Finding
from shudi_cli.diff import ItemChange, Unread, compare, differing
from shudi_cli.snapshot import Snapshot, WorkTree

if TYPE_CHECKING:
    from shudi_cli.repository import Repository, Version


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to an item in one version; `version` is None for what is not saved yet."""

    change: ItemChange
    version: Version | None


class _Nothing:
    """The state before the first version."""

    title = "还没有版本的时候"

    def names(self) -> Sequence[str]:
        return ()

    def read(self, name: str) -> bytes | Finding:
        raise KeyError(name)

    def identities(self) -> Mapping[str, str]:
        return {}

    def oddities(self) -> Iterable[Finding]:
        return ()


def item_history(
    repository: Repository, root: Path, number: str, *, missing: Callable[[Unread], object]
) -> Iterator[Event]:
    """The events of an item, newest first, from the files as they are now back to its first version.

    A state in which the item's file cannot be read is passed over and told to `missing`; what changed in
    it appears with the next newer version.
    """
    folder = repository.folder_of(root)
    newer: Snapshot = WorkTree(root, hashing=repository.hashing)
    newer_version: Version | None = None
    wanted = number
    for version in repository.history([folder or "."]):
        older = repository.at(version, folder)
        changes, unread = _changes(older, newer, wanted)
        for found in unread:
            missing(found)
        if any(found.where == older.title for found in unread):
            continue
        for change in changes:
            wanted = change.was_number or wanted
            yield Event(change, newer_version)
        newer, newer_version = older, version
    changes, _ = _changes(_Nothing(), newer, wanted)
    yield from (Event(change, newer_version) for change in changes)


def _changes(older: Snapshot, newer: Snapshot, number: str) -> tuple[Sequence[ItemChange], Sequence[Unread]]:
    """What happened to an item between two states, and the files that speak of it and cannot be read."""
    names = differing(older, newer)
    if not any(_mentions(snapshot, name, number) for name in names for snapshot in (older, newer)):
        return (), ()
    found = compare(older, newer)
    changes = [change for lists in found.lists for change in lists.items]
    return (
        [change for change in changes if number in {change.number, change.was_number}],
        [
            lost
            for lost in found.unread
            if any(_mentions(state, lost.name, number) for state in (older, newer))
        ],
    )


def _mentions(snapshot: Snapshot, name: str, number: str) -> bool:
    raw = snapshot.read(name) if name in snapshot.names() else b""
    return isinstance(raw, bytes) and number.encode() in raw
