"""Looking up one thing by what a clerk calls it: an item, a domain, or a unit with all its duties."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shudi_cli.errors import ShudiError
from shudi_cli.matching import closest, skeleton
from shudi_cli.model import Domain, DutyList, Item, Responsibility, Unit, UnitGroup, UnitRegister
from shudi_cli.workspace import Workspace

_NUMBER = re.compile(r"[A-Za-z]{2,4}-[0-9-]+")
#: A shorter piece of a unit's name could be anything's.
_TELLING = 3


@dataclass(frozen=True, slots=True)
class ItemFound:
    """An item where it stands, with the items linked to it in other lists."""

    item: Item
    domain: Domain
    duty_list: DutyList
    linked: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class DomainFound:
    """A chapter and its list."""

    domain: Domain
    duty_list: DutyList


@dataclass(frozen=True, slots=True)
class Duty:
    """One responsibility of a unit: in which item, main or support."""

    item: Item
    domain: Domain
    responsibility: Responsibility
    main: bool


@dataclass(frozen=True, slots=True)
class UnitFound:
    """A unit and its duties; `called` is the name asked for, where it is not the present one."""

    name: str
    unit: Unit | UnitGroup
    duties: tuple[Duty, ...]
    called: str | None = None


def look_up(term: str, workspace: Workspace) -> ItemFound | DomainFound | UnitFound:
    """The item, domain or unit a term names; ShudiError with the nearest name where there is none."""
    return (
        _item(term, workspace)
        or unit_called(term, workspace)
        or _domain(term, workspace)
        or _unknown(term, workspace)
    )


def is_item_number(term: str) -> bool:
    """Whether a term has the shape of an item's number, whatever its width."""
    return _NUMBER.fullmatch(unicodedata.normalize("NFKC", term).strip()) is not None


def _item(term: str, workspace: Workspace) -> ItemFound | None:
    number, name = unicodedata.normalize("NFKC", term).strip().upper(), skeleton(term)
    places = [
        (item, domain, duty_list)
        for duty_list in workspace.lists
        for domain in duty_list.domains
        for item in domain.items
    ]
    for item, domain, duty_list in places:
        if item.number == number or skeleton(item.name) == name:
            linked = tuple(
                other for other, _, _ in places if item.number in other.links or other.number in item.links
            )
            return ItemFound(item, domain, duty_list, linked)
    return None


def _domain(term: str, workspace: Workspace) -> DomainFound | None:
    wanted = skeleton(term)
    for duty_list in workspace.lists:
        for domain in duty_list.domains:
            names = {skeleton(domain.name), skeleton(domain.name + duty_list.kind.chapter)}
            if wanted in names:
                return DomainFound(domain, duty_list)
    return None


def unit_called(term: str, workspace: Workspace) -> UnitFound | None:
    """The unit of a name, full, short or former, with its duties; None where no unit can be meant."""
    wanted = term.strip()
    named = [(skeleton(name), unit) for name, unit in _unit_names(workspace.units)]
    entry = next((unit for name, unit in named if name == skeleton(wanted)), None)
    if entry is None and len(wanted) >= _TELLING:
        # 水务局 for 县水务局, if only one unit can be meant.
        meant = {unit.name: unit for name, unit in named if name.endswith(skeleton(wanted))}
        entry = next(iter(meant.values())) if len(meant) == 1 else None
    if entry is None:
        return None
    names = {entry.name}
    if isinstance(entry, Unit):
        names |= {group.name for group in workspace.units.groups if entry.kind in group.kinds}
    duties = tuple(_duties(names, workspace.lists))
    called = wanted if skeleton(wanted) != skeleton(entry.name) else None
    return UnitFound(entry.name, entry, duties, called)


def _unit_names(units: UnitRegister) -> Iterator[tuple[str, Unit | UnitGroup]]:
    """Every name of every unit: the one lists use first, then the others, then former ones."""
    yield from units.by_name.items()
    yield from units.by_other_name.items()
    yield from ((name, unit) for name, (unit, _) in units.by_former_name.items())


def _duties(names: set[str], lists: Iterable[DutyList]) -> Iterable[Duty]:
    for duty_list in lists:
        for domain in duty_list.domains:
            for item in domain.items:
                for role in (item.main, item.support):
                    for responsibility in role:
                        if responsibility.unit in names:
                            yield Duty(item, domain, responsibility, main=role is item.main)


def _unknown(term: str, workspace: Workspace) -> ItemFound:
    candidates = [*_names(workspace.lists), *(name for name, _ in _unit_names(workspace.units))]
    # Numbers that look alike have nothing to do with one another.
    near = None if _NUMBER.fullmatch(term.strip()) else closest(term, candidates)
    hint = f"是不是想看“{near}”？" if near else f"用 shudi find {term} 按词查找"
    for duty_list in workspace.lists:
        for retired in duty_list.notice.retired:
            if retired.number == term.strip().upper():
                raise ShudiError(f"{retired.number}“{retired.name}”已经减去", "用 --at 看减去以前的清单")
    raise ShudiError(f"没有叫“{term}”的事项、领域或单位", hint)


def _names(lists: Iterable[DutyList]) -> Sequence[str]:
    return [
        name
        for duty_list in lists
        for domain in duty_list.domains
        for name in (domain.name, *(text for item in domain.items for text in (item.number, item.name)))
    ]
