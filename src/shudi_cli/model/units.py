"""单位名录: departments, stationed agencies, townships; their former names and dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, NamedTuple, Self

from shudi_cli.diagnostics import Place
from shudi_cli.model.building import Key, build

UNITS_FILE = "units.yaml"
COUNTY = "县级"
TOWNSHIP = "乡级"
TOWNSHIP_KINDS = frozenset({"乡镇", "街道"})


class FormerName(NamedTuple):
    """曾用名: a name and the day (ISO text) from which it is no longer used."""

    place: Place
    name: Annotated[str, Key("名称")]
    until: Annotated[str, Key("止")]
    since: Annotated[str | None, Key("起")] = None


class Unit(NamedTuple):
    """单位. Dates are ISO text; `until` is the first day on which the unit is no more."""

    place: Place
    name: Annotated[str, Key("名称")]
    level: Annotated[str, Key("层级")]
    kind: Annotated[str, Key("类别")]
    full_name: Annotated[str | None, Key("全称")] = None
    aliases: Annotated[tuple[str, ...], Key("别称")] = ()
    parent: Annotated[str | None, Key("主管")] = None
    seat: Annotated[str | None, Key("驻地")] = None
    since: Annotated[str | None, Key("起")] = None
    until: Annotated[str | None, Key("止")] = None
    successors: Annotated[tuple[str, ...], Key("承接")] = ()
    former_names: Annotated[tuple[FormerName, ...], Key("曾用名")] = ()

    def in_force(self, day: str) -> bool:
        """Whether the unit exists on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class UnitGroup(NamedTuple):
    """单位组: a name that stands for every unit of some kinds, such as 乡镇（街道）."""

    place: Place
    name: Annotated[str, Key("名称")]
    kinds: Annotated[tuple[str, ...], Key("类别")] = ()

    @property
    def level(self) -> str:
        """The level of its members."""
        return TOWNSHIP if TOWNSHIP_KINDS.issuperset(self.kinds) else COUNTY


@dataclass(frozen=True)
class UnitRegister:
    """The units a list may name."""

    units: tuple[Unit, ...] = ()
    groups: tuple[UnitGroup, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """The register of a checked `units.yaml`."""
        root = Place(UNITS_FILE)
        return cls(
            tuple(build(Unit, entry, root / "单位" / i) for i, entry in enumerate(data["单位"])),
            tuple(
                build(UnitGroup, entry, root / "单位组" / i) for i, entry in enumerate(data.get("单位组", ()))
            ),
        )

    @cached_property
    def by_name(self) -> Mapping[str, Unit | UnitGroup]:
        """Units and groups by the name lists use."""
        entries: list[Unit | UnitGroup] = [*self.groups, *self.units]
        return {entry.name: entry for entry in entries}

    @cached_property
    def by_other_name(self) -> Mapping[str, Unit]:
        """Units by full name and alias."""
        return {name: unit for unit in self.units for name in (unit.full_name, *unit.aliases) if name}

    @cached_property
    def by_former_name(self) -> Mapping[str, tuple[Unit, FormerName]]:
        """Units by a name they no longer bear."""
        return {former.name: (unit, former) for unit in self.units for former in unit.former_names}

    def level(self, name: str) -> str | None:
        """市级, 县级 or 乡级; None for a name the register does not know."""
        entry = self.by_name.get(name)
        return entry.level if entry else None

    def members(self, name: str) -> Iterable[Unit]:
        """The units a name stands for: itself, or a group's members."""
        entry = self.by_name.get(name)
        if isinstance(entry, UnitGroup):
            return [unit for unit in self.units if unit.kind in entry.kinds]
        return [entry] if entry else []
