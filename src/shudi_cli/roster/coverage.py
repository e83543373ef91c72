"""谁接: which contacts answer for an item of a unit in a township on a day, and what must be answered for.

A duty of a county unit must be answered for in every township, that of a township in itself, that of a
stationed agency (派驻机构) where it is stationed. What a stationed agency's own contacts answer is an addition
to its parent's (主管): they are nearer, but the parent that bears the duty must have a contact of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from shudi_cli.model import Domain, DutyList, Item, Roster, Unit, UnitGroup, UnitRegister
from shudi_cli.model.roster import WHOLE_COUNTY, Contact
from shudi_cli.model.units import TOWNSHIP_KINDS


class Demand(NamedTuple):
    """What somebody must answer for: an item, the unit that bears a duty in it, the townships it bears it in."""

    item: Item
    domain: Domain
    unit: Unit
    townships: frozenset[str]


class Post(NamedTuple):
    """A contact who serves, with the townships their area (管辖区域) comes to."""

    contact: Contact
    townships: frozenset[str]

    def answers(self, item: Item, domain: Domain) -> bool:
        """Whether an item is theirs: by its number, by its domain, or because all of the unit's are."""
        contact = self.contact
        if not contact.items and not contact.domains:
            return True
        return item.number in contact.items or domain.name in contact.domains


@dataclass(frozen=True)
class Directory:
    """The roster of contacts on a day (ISO text)."""

    roster: Roster
    units: UnitRegister
    day: str

    @cached_property
    def townships(self) -> Sequence[str]:
        """Every township and street there is on the day, in the order of the register."""
        return [unit.name for unit in self.units.units if unit.kind in TOWNSHIP_KINDS and self._is(unit)]

    @cached_property
    def posts(self) -> Mapping[str, Sequence[Post]]:
        """Unit → its contacts that serve and can be called, A before B."""
        found: dict[str, list[Post]] = {}
        for entry in self.roster.units:
            unit = named(entry.unit, self.units)
            if unit is not None:
                posts = [
                    Post(contact, self.area(contact.areas))
                    for contact in entry.contacts
                    if self.serves(contact)
                ]
                found.setdefault(unit.name, []).extend(posts)
        return {name: sorted(posts, key=lambda post: post.contact.turn) for name, posts in found.items()}

    @cached_property
    def stationed(self) -> Mapping[tuple[str, str], Unit]:
        """Parent and seat → the agency stationed there."""
        return {
            (unit.parent, unit.seat): unit
            for unit in self.units.units
            if unit.parent and unit.seat and self._is(unit)
        }

    def serves(self, contact: Contact) -> bool:
        """Whether a contact is in office on the day and has a number."""
        return in_office(contact, self.day) and bool(contact.office_phone or contact.mobile)

    def area(self, names: Iterable[str]) -> frozenset[str]:
        """The townships that names of areas come to: 全县, a township, or a group of them."""
        found: set[str] = set()
        for name in names:
            if name == WHOLE_COUNTY:
                return frozenset(self.townships)
            entry = self.units.by_name.get(name)
            if isinstance(entry, UnitGroup):
                found.update(unit.name for unit in self.units.members(name))
            elif (unit := named(name, self.units)) is not None:
                found.add(unit.name)
        return frozenset(found) & frozenset(self.townships)

    def bears_in(self, unit: Unit) -> frozenset[str]:
        """The townships in which a unit bears its duties."""
        if unit.kind in TOWNSHIP_KINDS:
            return frozenset({unit.name})
        return frozenset({unit.seat}) if unit.seat else frozenset(self.townships)

    def answering(self, unit: str, item: Item, domain: Domain, township: str | None = None) -> Sequence[Post]:
        """The contacts of a unit for an item, in one township or in any; A before B."""
        return [
            post
            for post in self.posts.get(unit, ())
            if post.answers(item, domain) and (township is None or township in post.townships)
        ]

    def nearby(self, unit: str, item: Item, domain: Domain, township: str) -> Sequence[Post]:
        """The contacts of the agency that a unit has stationed in a township."""
        agency = self.stationed.get((unit, township))
        return self.answering(agency.name, item, domain, township) if agency else ()

    def _is(self, unit: Unit) -> bool:
        return unit.in_force(self.day)


def demands(lists: Iterable[DutyList], directory: Directory) -> Iterator[Demand]:
    """What must be answered for on the day: every item by every unit that bears a duty or a task in it."""
    members: dict[str, Sequence[Unit]] = {}
    for duty_list in lists:
        for domain in duty_list.domains:
            for item in domain.items:
                bearing: dict[str, Unit] = {}
                for name in dict.fromkeys(entry.unit for entry in item.responsibilities):
                    if name not in members:
                        members[name] = list(_meant(name, directory.units))
                    bearing.update((unit.name, unit) for unit in members[name])
                if item.tasks:
                    bearing.update((u.name, u) for u in directory.units.units if bears_tasks(u, item))
                for unit in bearing.values():
                    if unit.in_force(directory.day):
                        yield Demand(item, domain, unit, directory.bears_in(unit))


def bears_tasks(unit: Unit, item: Item) -> bool:
    """Whether a unit has to do the tasks (职责任务) of an item: a township of a kind they are for (适用)."""
    townships = unit.kind in TOWNSHIP_KINDS
    return bool(item.tasks) and townships and unit.kind in (item.applies_to or TOWNSHIP_KINDS)


def in_office(contact: Contact, day: str) -> bool:
    """Whether a contact serves on a day (ISO text)."""
    begun = contact.since is None or contact.since <= day
    return begun and (contact.until is None or day < contact.until)


def unconfirmed(contact: Contact, day: str) -> int | None:
    """How many days before a day (ISO text) a contact was confirmed; None where nothing says so."""
    try:
        return (date.fromisoformat(day) - date.fromisoformat(contact.confirmed or "")).days
    except ValueError:  # none, or 2025-02-30, which its schema tells
        return None


def named(name: str, units: UnitRegister) -> Unit | None:
    """The unit of this name, whichever of its names it is; None for a group and for none."""
    entry = units.by_name.get(name)
    if isinstance(entry, Unit):
        return entry
    if entry is not None:
        return None
    if name in units.by_other_name:
        return units.by_other_name[name]
    former = units.by_former_name.get(name)
    return former[0] if former else None


def area_names(units: UnitRegister) -> Iterator[str]:
    """The names that an area may be called by besides 全县: townships, and groups of nothing else."""
    for name in units.by_name:
        if (members := list(units.members(name))) and all(unit.kind in TOWNSHIP_KINDS for unit in members):
            yield name


def _meant(name: str, units: UnitRegister) -> Iterable[Unit]:
    unit = named(name, units)
    return [unit] if unit else units.members(name)
