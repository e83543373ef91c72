"""Holding the roster of contacts against the lists: from a workspace to what each unit has to mend."""

from __future__ import annotations

from dataclasses import replace

from shudi_cli.diagnostics import Finding
from shudi_cli.model.roster import is_roster
from shudi_cli.report.staffing import StaffingReport, UnitSlip, slips_of
from shudi_cli.roster import Directory, demands, gaps
from shudi_cli.roster.coverage import named
from shudi_cli.rules import check_workspace
from shudi_cli.workspace import Workspace

#: What the gaps say in full.
_TOLD_IN_FULL = "R101"


def staffing_report(workspace: Workspace, day: str, *, unit: str | None = None) -> StaffingReport:
    """What is wrong with the roster on a day, of one unit or of all; the workspace is read with its roster."""
    directory = Directory(workspace.roster, workspace.units, day)
    wanted = [demand for demand in demands(workspace.lists, directory) if unit in {None, demand.unit.name}]
    slips = slips_of(
        gaps(wanted, directory), _findings(workspace, day), [entry.name for entry in workspace.units.units]
    )
    serving = sum(len(posts) for name, posts in directory.posts.items() if unit in {None, name})
    counts = {
        "个事项": len({demand.item.number for demand in wanted}),
        "个单位": len({demand.unit.name for demand in wanted}),
        "个乡镇（街道）": len({name for demand in wanted for name in demand.townships}),
        "名联络员": serving,
    }
    return StaffingReport(day, counts, tuple(slip for slip in slips if _of(slip, unit)))


def _of(slip: UnitSlip, unit: str | None) -> bool:
    return unit is None or slip.unit == unit


def _findings(workspace: Workspace, day: str) -> dict[str, list[Finding]]:
    """What is wrong with each unit's entries; of a file that could not be read, under the file's name."""
    judged = replace(workspace, settings=workspace.settings._replace(checked_on=day))
    homes = {entry.place.file: entry.unit for entry in workspace.roster.units}
    found: dict[str, list[Finding]] = {}
    for finding in check_workspace(judged, today=day):
        file = finding.place.file
        if is_roster(file) and finding.code != _TOLD_IN_FULL:
            unit = named(homes.get(file, ""), workspace.units)
            found.setdefault(unit.name if unit else homes.get(file, file), []).append(finding)
    return found
