"""责任下移: main responsibility that slides from county units down to townships, whatever its guise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from shudi_cli.matching import skeleton
from shudi_cli.snapshot import Snapshot

if TYPE_CHECKING:
    from shudi_cli.model import Unit, UnitGroup, UnitRegister

#: What a township, a street or a village calls itself where no register knows the name.
_LOCAL = re.compile(
    r"各?(?:乡镇|镇街)"
    r"|.*(?:[镇乡村]|街道|社区)(?:（.*）)?(?:办事处|人民政府|政府|党委)?"
    r"|.*[村居]）?民?委(?:员)?会"
)


class Levels:
    """Which units are townships, before and after; units.yaml is read at the first question only."""

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self._snapshots = (before, after)

    @classmethod
    def known(cls, register: UnitRegister) -> Self:
        """Levels by one register, before and after."""
        levels = cls.__new__(cls)
        levels.__dict__["_registers"] = (register, register)
        return levels

    @cached_property
    def _registers(self) -> tuple[UnitRegister | None, UnitRegister | None]:
        before, after = self._snapshots
        return _units(before), _units(after)

    def was_local(self, unit: str) -> bool:
        """Whether a unit was a township, a street, or several of them."""
        before, after = (_is_local(register, unit) for register in self._registers)
        known = after if before is None else before
        return _sounds_local(unit) if known is None else known

    def is_local(self, unit: str) -> bool:
        """Whether a unit is one now. What units.yaml newly says does not make a township a county unit."""
        before, after = (_is_local(register, unit) for register in self._registers)
        return bool(before or after) or (before is None and _sounds_local(unit))


def slide(old: Mapping[str, Any], new: Mapping[str, Any], levels: Levels) -> tuple[str, str] | None:
    """Who had and who has the main responsibility of an item, when a township came to more of it.

    That is so when, of what was a county unit's, a township now has a share, the lead, the whole, or a
    duty (then the duty is told, with its unit, before and after).
    """
    if old.get("主体责任") == new.get("主体责任"):
        return None
    had, has = _main_units(old), _main_units(new)
    if had != has and _slid(had, has, levels):
        return "、".join(had), "、".join(has)
    return next(_handed_down(old, new, levels), None)


def _slid(had: Sequence[str], has: Sequence[str], levels: Levels) -> bool:
    local = [unit for unit in had if levels.was_local(unit)]
    if len(local) == len(had) or not has:
        return False
    shares = any(levels.is_local(unit) for unit in has if unit not in local)
    leads = had[0] not in local and levels.is_local(has[0])
    return shares or leads or all(map(levels.is_local, has))


def _handed_down(old: Mapping[str, Any], new: Mapping[str, Any], levels: Levels) -> Iterator[tuple[str, str]]:
    """Duties word for word the same, once a county unit's and now a township's."""
    before = list(_main_duties(old))
    homes = {skeleton(duty): (unit, duty) for unit, duty in before}
    kept = {(unit, skeleton(duty)) for unit, duty in before}
    for unit, duty in _main_duties(new):
        origin = homes.get(skeleton(duty))
        if origin is None or (unit, skeleton(duty)) in kept:
            continue
        if not levels.was_local(origin[0]) and levels.is_local(unit):
            yield "：".join(origin), f"{unit}：{duty}"


def _main(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    entries = item.get("主体责任")
    if isinstance(entries, Sequence) and not isinstance(entries, str):
        yield from (entry for entry in entries if isinstance(entry, Mapping) and entry.get("单位"))


def _main_units(item: Mapping[str, Any]) -> list[str]:
    """The units with main responsibility, the leading one first."""
    entries = sorted(_main(item), key=lambda entry: entry.get("牵头") != "true")
    return [str(entry["单位"]) for entry in entries]


def _main_duties(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for entry in _main(item):
        duties = entry.get("职责")
        if isinstance(duties, Sequence) and not isinstance(duties, str):
            yield from ((str(entry["单位"]), str(duty)) for duty in duties if duty)


def _sounds_local(unit: str) -> bool:
    return bool(_LOCAL.fullmatch(unit))


def _is_local(register: UnitRegister | None, name: str) -> bool | None:
    """What a register says of a unit by any of its names; None when it does not know it."""
    if register is None:
        return None
    former = register.by_former_name.get(name)
    entry = register.by_name.get(name) or register.by_other_name.get(name) or (former[0] if former else None)
    return None if entry is None else _takes_in_townships(entry)


def _takes_in_townships(entry: Unit | UnitGroup) -> bool:
    from shudi_cli.model import UnitGroup
    from shudi_cli.model.units import TOWNSHIP, TOWNSHIP_KINDS

    if isinstance(entry, UnitGroup):  # a group that takes in more than townships still takes them in
        return not TOWNSHIP_KINDS.isdisjoint(entry.kinds)
    return entry.level == TOWNSHIP or entry.kind in TOWNSHIP_KINDS


def _units(snapshot: Snapshot) -> UnitRegister | None:
    from shudi_cli.model import UnitRegister
    from shudi_cli.model.units import UNITS_FILE
    from shudi_cli.schema import check_document, schema_named
    from shudi_cli.source import read_document

    raw = snapshot.read(UNITS_FILE) if UNITS_FILE in snapshot.names() else None
    if not isinstance(raw, bytes):
        return None
    document = read_document(UNITS_FILE, raw)
    if not document.readable or list(check_document(document, schema_named("units"))):
        return None
    return UnitRegister.of(document.data)
