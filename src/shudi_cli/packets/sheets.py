"""A unit's packet as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shudi_cli.model.roster import FIRST, SECOND, WHOLE_COUNTY
from shudi_cli.office.book import Book, Sheet
from shudi_cli.packets.base import MARK, base_rows
from shudi_cli.packets.cells import numbered, plain
from shudi_cli.packets.guiding import INTERNAL, SENDER, duty_word, guidance
from shudi_cli.packets.layout import (
    AREAS,
    CONTACT_COLUMNS,
    CONTACTS,
    DUTIES,
    DUTY_COLUMNS,
    GUIDE,
    GUIDE_COLUMNS,
    PERSON,
    TURNS,
)
from shudi_cli.packets.values import DutyRow, Packet

#: Empty rows for new contacts.
_SPARE = 12


def workbook(packet: Packet, *, townships: Sequence[str], taker: str = "", due: str = "") -> Book:
    """The workbook of a packet. `taker` is the unit it goes back to, `due` the day (ISO text) by which it does."""
    who = f"{packet.county}　{packet.unit}"
    told = list(guidance(packet, townships=townships, taker=taker, due=due))
    guide = Sheet(
        GUIDE,
        GUIDE_COLUMNS,
        [(topic, words, "") for topic, words in told],
        closed=frozenset(nth for nth, (topic, _) in enumerate(told) if topic != PERSON),
        face=_guide_face(packet),
        locked=True,
        filtered=False,
    )
    duties = Sheet(
        DUTIES,
        DUTY_COLUMNS if packet.applies else tuple(column._replace(open=False) for column in DUTY_COLUMNS),
        list(map(duty_cells, packet.duties)),
        face=(_duty_title(packet), duty_word(packet, taker)),
        locked=True,
    )
    contacts = Sheet(
        CONTACTS,
        CONTACT_COLUMNS,
        packet.contacts,
        face=_contact_face(packet),
        spare=_SPARE,
        locked=True,
        filtered=False,
    )
    return Book(
        title=f"{who}填报表",
        sheets=(guide, duties, contacts),
        choices={TURNS: (FIRST, SECOND), AREAS: (WHOLE_COUNTY, *townships)},
        base=base_rows(packet),
        properties={"用途": MARK, "地区": packet.county, "单位": packet.unit, "正式版本": packet.release[0]},
        foot=f"{who}填报表　{INTERNAL}",
    )


def is_face(text: str, packet: Packet) -> bool:
    """Whether a text above the head of a sheet is what a packet of this unit has there, whoever takes it back."""
    applying, looking = (duty_word(replace(packet, applies=applies)) for applies in (True, False))
    faces = (*_guide_face(packet), _duty_title(packet), applying, *_contact_face(packet))
    return text in map(plain, faces) or text.startswith(plain(looking.removesuffix(SENDER)))


def _guide_face(packet: Packet) -> tuple[str, str]:
    return f"{packet.unit}填报表", f"{packet.county}　{INTERNAL}"


def _duty_title(packet: Packet) -> str:
    return f"{packet.unit}的职责"


def _contact_face(packet: Packet) -> tuple[str, str]:
    return f"{packet.unit}联络员", f"{INTERNAL}。一人一行；不再担任的填“止”，不要删去"


def file_name(unit: str) -> str:
    """The name of a unit's packet, fit for any file system: 县公安局.xlsx."""
    safe = "".join("_" if char in '\\/:*?"<>|' or ord(char) < ord(" ") else char for char in unit)
    return f"{safe.strip('. ') or '单位'}.xlsx"


def duty_cells(row: DutyRow) -> Sequence[str]:
    """The cells of a row of 职责, as they are sent."""
    text = numbered(row.duties)
    leads = "牵头" if row.leads else ""
    return (row.number, row.domain, row.name, row.role, leads, text, text, "", row.key)
