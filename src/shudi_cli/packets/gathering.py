"""What a unit's packet holds: its rows of every list, and its contacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shudi_cli.model import Contact, DutyList, Item, Responsibility, Settings, Unit, UnitRegister
from shudi_cli.model.changes import AMEND
from shudi_cli.packets.cells import settled
from shudi_cli.packets.values import (
    CONTACT_FIELDS,
    MAIN,
    SUPPORT,
    TASKS,
    ContactCells,
    DutyRow,
    Packet,
)
from shudi_cli.roster.coverage import bears_tasks
from shudi_cli.workspace import Workspace


def packet_for(unit: Unit, workspace: Workspace) -> Packet:
    """The packet of a unit; `workspace` was loaded with its roster and its newest release."""
    newest = workspace.archive.newest
    return Packet(
        county=workspace.settings.region.name,
        unit=unit.name,
        release=(newest.number, newest.digest) if newest else ("", ""),
        lists=tuple((found.folder, found.notice.name) for found in workspace.lists),
        duties=tuple(duty_rows(unit, workspace)),
        contacts=tuple(map(contact_cells, workspace.roster.by_unit.get(unit.name, ()))),
        applies=_may_apply(unit, workspace.settings),
    )


def units_with_something(workspace: Workspace, day: str) -> list[Unit]:
    """The units that exist on a day and have a duty or a contact, as the register has them."""
    return [
        unit
        for unit in workspace.units.units
        if unit.in_force(day)
        and (unit.name in workspace.roster.by_unit or next(iter(duty_rows(unit, workspace)), None))
    ]


def duty_rows(unit: Unit, workspace: Workspace) -> Iterator[DutyRow]:
    """What a unit has to do, list by list in printing order; a group's rows are those of each of its members."""
    called = names_of(unit, workspace.units)
    for duty_list in workspace.lists:
        for domain in duty_list.domains:
            for item in domain.items:
                yield from _rows(item, domain.name, duty_list, unit, called)


def names_of(unit: Unit, units: UnitRegister) -> frozenset[str]:
    """The names under which lists give a unit duties: its own, and those of its groups."""
    return frozenset({unit.name, *(group.name for group in units.groups if unit.kind in group.kinds)})


def contact_cells(contact: Contact) -> ContactCells:
    """A contact as its row says it."""
    said = {
        "责任人": contact.name, "职务": contact.post, "岗": contact.turn, "办公电话": contact.office_phone,
        "手机": contact.mobile, "管辖区域": "、".join(contact.areas), "领域": "、".join(contact.domains),
        "事项": "、".join(contact.items), "起": contact.since, "止": contact.until, "确认": contact.confirmed,
    }  # fmt: skip
    return tuple(settled(field, said[field] or "") for field in CONTACT_FIELDS)


def entries_of(item: Item, role: str) -> tuple[Responsibility, ...]:
    """The responsibilities of an item under 主体责任 or 配合责任."""
    return item.main if role == MAIN else item.support


def _may_apply(unit: Unit, settings: Settings) -> bool:
    """Whether some procedure for amendments takes applications of a unit."""
    return any(
        AMEND in procedure.handles
        and (procedure.applicants is None or procedure.applicants.admit(unit.level, unit.kind))
        for procedure in settings.procedures
    )


def _rows(
    item: Item, domain: str, duty_list: DutyList, unit: Unit, called: frozenset[str]
) -> Iterator[DutyRow]:
    def row(role: str, name: str, nth: int, duties: tuple[str, ...], *, leads: bool = False) -> DutyRow:
        return DutyRow(
            duty_list.folder, item.number, role, name, nth, domain, item.name, leads=leads, duties=duties
        )

    for role in (MAIN, SUPPORT):
        met: Counter[str] = Counter()
        for entry in entries_of(item, role):
            if entry.unit in called:
                yield row(role, entry.unit, met[entry.unit], entry.duties, leads=entry.leads)
                met[entry.unit] += 1
    if bears_tasks(unit, item):
        yield row(TASKS, "", 0, item.tasks)
