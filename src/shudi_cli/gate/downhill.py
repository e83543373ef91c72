"""责任下移 between two states, whatever the changes say of themselves."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.archive import is_record
from shudi_cli.diagnostics import Finding, Place
from shudi_cli.diff import compare
from shudi_cli.gate.states import States, error
from shudi_cli.snapshot import Overlay, Snapshot


def slid(states: States) -> Iterator[Finding]:
    """Items whose main responsibility came to townships without a change that carries the exception.

    Nothing before the first release: until then lists are drafts.
    """
    if not states.old.released or all(is_record(name) for name in states.differs):
        return
    places = {
        (found.folder, item.number): item.place for found in states.workspace.lists for item in found.items
    }
    excepted = {
        (change.folder, item.number) for change in states.approved if change.downhill for item in change.items
    }
    for found in compare(_lists_of(states.before), _lists_of(states.after)).lists:
        for item in found.items:
            if item.downhill is None or (found.folder, item.number) in excepted:
                continue
            had, has = item.downhill
            place = places.get((found.folder, item.number), Place(f"{found.folder}/list.yaml"))
            message = f"{item.number} 的主体责任移给了乡镇（街道）：{had} → {has}"
            yield error(
                "C101", place, message, "恢复原样；确需破例的，用 shudi propose --downhill 写明理由报送"
            )


def _lists_of(snapshot: Snapshot) -> Snapshot:
    """A snapshot without its records."""
    return Overlay(snapshot, {name: None for name in snapshot.names() if is_record(name)})
