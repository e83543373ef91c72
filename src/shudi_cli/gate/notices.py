"""What `list.yaml` and the declared totals say: bookkeeping that follows the approved changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shudi_cli.changes.notices import notice_faults
from shudi_cli.diagnostics import Finding
from shudi_cli.gate.grounds import data_of
from shudi_cli.gate.states import States, error, warning
from shudi_cli.model.lists import LIST_FILE
from shudi_cli.model.settings import SETTINGS_FILE


def bookkeeping(states: States) -> Iterator[Finding]:
    """Names, kinds, numbers that went, totals: after the first release they change with approved changes only."""
    if not states.old.released:
        return
    for entry in states.old.settings.lists:
        name = f"{entry.folder}/{LIST_FILE}"
        removed = _removed(entry.folder, states)
        if name in states.edited or removed:
            old, new = data_of(states.before, name), data_of(states.after, name)
            if isinstance(old, dict) and isinstance(new, dict):
                yield from (error(*fault) for fault in notice_faults(name, old, new, removed))
    yield from _totals(states)


def _removed(folder: str, states: States) -> Mapping[str, str]:
    """The items that changes approved just now take away: number → name."""
    return {
        item.number: str(item.old["名称"])
        for change in states.approved
        if change.folder == folder and change.number in states.moving
        for item in change.items
        if item.new is None and item.old is not None
    }


def _totals(states: States) -> Iterator[Finding]:
    """Declared totals that went; wrong ones are found by L104."""
    if SETTINGS_FILE not in states.edited or SETTINGS_FILE in states.workspace.unread:
        return
    now = {entry.folder: entry for entry in states.workspace.settings.lists}
    for entry in states.old.settings.lists:
        new = now.get(entry.folder)
        if entry.totals is None or new is None:
            continue
        declared = new.totals.declared if new.totals else {}
        for name in entry.totals.declared:
            if name not in declared:
                message = f"清单“{entry.folder}”公布的总数“{name}”不见了"
                yield warning("C206", new.place, message, "确要不再公布的，不用管；删错的恢复它")
