"""A small county with contacts, its packets, and what comes of their answers."""

from __future__ import annotations

from functools import cache
from typing import Any

from shudi_cli.model import Unit
from shudi_cli.office.grid import OfficeFile
from shudi_cli.packets import Answer, Packet, Trouble
from shudi_cli.packets.gathering import packet_for
from shudi_cli.packets.judging import townships
from shudi_cli.packets.reading import answer_of
from shudi_cli.packets.sheets import workbook
from shudi_cli.workspace import Workspace, load
from tests.cli.acting import governed, tidy
from tests.diff.county import yaml_of
from tests.memory import Files
from tests.packets.sheet import read_back

DAY = "2026-11-02"
ROSTER = "roster/water.yaml"
JIA = {
    "责任人": "联络员甲",
    "职务": "水政科科长",
    "岗": "A",
    "办公电话": "0530-0000001",
    "手机": "10000000001",
    "管辖区域": ["全县"],
}
YI = {"责任人": "联络员乙", "岗": "B", "办公电话": "0530-0000002", "管辖区域": ["青山镇", "白塔镇"]}


def staffed(*contacts: Any, **files: str) -> dict[str, str]:
    """The small governed county with contacts of 县水务局."""
    roster = {"单位": "县水务局", "联络员": list(contacts or (JIA, YI))}
    return {**governed(), ROSTER: tidy(ROSTER, yaml_of(roster)), **files}


@cache
def small() -> Workspace:
    """The small county, read."""
    found = load(Files({name: text.encode() for name, text in staffed().items()}), roster=True)
    assert not found.findings, found.findings
    return found


def packet(name: str = "县水务局", workspace: Workspace | None = None) -> Packet:
    """The packet of a unit."""
    found = (workspace or small()).units.by_name[name]
    assert isinstance(found, Unit)
    return packet_for(found, workspace or small())


def sent(name: str = "县水务局", workspace: Workspace | None = None) -> OfficeFile:
    """The packet as a reader hands it over, untouched."""
    found = workbook(
        packet(name, workspace), townships=townships(workspace or small(), DAY), taker="县委编办"
    )
    return read_back(found, f"{name}.xlsx")


def answered(office: OfficeFile) -> Answer:
    """What a file answers; it has no fault."""
    answer, troubles = answer_of(office, office.name)
    assert not troubles
    assert answer is not None
    return answer


def refused(office: OfficeFile) -> list[Trouble]:
    """What keeps a file from being read."""
    _, troubles = answer_of(office, office.name)
    assert troubles
    return troubles
