"""What `list.yaml` and the declared totals say: bookkeeping that follows the approved changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shudi_cli.diagnostics import Finding, Place
from shudi_cli.gate.grounds import data_of, same
from shudi_cli.gate.states import States, error, warning
from shudi_cli.model.lists import LIST_FILE
from shudi_cli.model.settings import SETTINGS_FILE

_RETIRED = "已减事项"


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
                yield from notice_findings(name, old, new, removed)
    yield from _totals(states)


def notice_findings(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], removed: Mapping[str, str]
) -> Iterator[Finding]:
    """What a `list.yaml` may not say after the first release, when changes approved just now take `removed` away."""
    yield from _named(name, old, new)
    yield from _retired(name, old, new, removed)


def _removed(folder: str, states: States) -> Mapping[str, str]:
    """The items that changes approved just now take away: number → name."""
    return {
        item.number: str(item.old["名称"])
        for change in states.approved
        if change.folder == folder and change.number in states.moving
        for item in change.items
        if item.new is None and item.old is not None
    }


def _named(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Finding]:
    for key in ("名称", "种类"):
        if old.get(key) != new.get(key):
            message = f"清单的{key}由“{old.get(key)}”改成了“{new.get(key)}”，不是由批准的变更改的"
            yield error("C206", Place(name) / key, message, "恢复原样")


def _retired(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], removed: Mapping[str, str]
) -> Iterator[Finding]:
    was, becomes = _entries(old), _entries(new)
    place = Place(name) / _RETIRED
    for number, (_, entry) in was.items():
        if number not in becomes:
            yield error(
                "C206", place.key, f"“{_RETIRED}”里的 {number} 不见了", "恢复它；用过的编号不再给别的事项"
            )
        elif not same(entry, becomes[number][1]):
            yield error("C206", place / becomes[number][0], f"“{_RETIRED}”里的 {number} 改过了", "恢复原样")
    for number, (nth, entry) in becomes.items():
        if number not in was and removed.get(number) != entry.get("名称"):
            message = f"“{_RETIRED}”里加了 {number}，没有批准过减去它"
            yield error("C206", place / nth, message, "恢复原样；要减的用 shudi propose --remove 报送")
    for number in removed.keys() - becomes.keys():
        message = f"{number} 批准减去了，没有记进“{_RETIRED}”"
        yield error("C206", Place(name), message, "最后一份意见用 shudi approve 出具，程序会记上")


def _entries(data: Mapping[str, Any]) -> dict[str, tuple[int, Mapping[str, Any]]]:
    listed = data.get(_RETIRED)
    entries = enumerate(listed if isinstance(listed, list) else ())
    return {str(entry.get("编号")): (nth, entry) for nth, entry in entries if isinstance(entry, dict)}


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
