"""What `list.yaml` may not say once the list was released: its name and kind stay, 已减事项 follows approved removals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shudi_cli.canon import content_digest
from shudi_cli.diagnostics import Fault, Place

_RETIRED = "已减事项"


def notice_faults(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], removed: Mapping[str, str]
) -> Iterator[Fault]:
    """What a `list.yaml` may not say after the first release, when changes approved just now take `removed` away."""
    yield from _named(name, old, new)
    yield from _retired(name, old, new, removed)


def _named(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Fault]:
    for key in ("名称", "种类"):
        if old.get(key) != new.get(key):
            message = f"清单的{key}由“{old.get(key)}”改成了“{new.get(key)}”，不是由批准的变更改的"
            yield Fault("C206", Place(name) / key, message, "恢复原样")


def _retired(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], removed: Mapping[str, str]
) -> Iterator[Fault]:
    was, becomes = _entries(old), _entries(new)
    place = Place(name) / _RETIRED
    for number, (_, entry) in was.items():
        if number not in becomes:
            yield Fault(
                "C206", place.key, f"“{_RETIRED}”里的 {number} 不见了", "恢复它；用过的编号不再给别的事项"
            )
        elif not same(entry, becomes[number][1]):
            yield Fault("C206", place / becomes[number][0], f"“{_RETIRED}”里的 {number} 改过了", "恢复原样")
    for number, (nth, entry) in becomes.items():
        if number not in was and removed.get(number) != entry.get("名称"):
            message = f"“{_RETIRED}”里加了 {number}，没有批准过减去它"
            yield Fault("C206", place / nth, message, "恢复原样；要减的用 shudi propose --remove 报送")
    for number in removed.keys() - becomes.keys():
        message = f"{number} 批准减去了，没有记进“{_RETIRED}”"
        yield Fault("C206", Place(name), message, "最后一份意见用 shudi approve 出具，程序会记上")


def _entries(data: Mapping[str, Any]) -> dict[str, tuple[int, Mapping[str, Any]]]:
    listed = data.get(_RETIRED)
    entries = enumerate(listed if isinstance(listed, list) else ())
    return {str(entry.get("编号")): (nth, entry) for nth, entry in entries if isinstance(entry, dict)}


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of data say the same, however they are written."""
    try:
        return content_digest("file", one) == content_digest("file", other)
    except ValueError:  # keys that only their composition tells apart
        return False
