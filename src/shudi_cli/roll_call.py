"""Holding the roster of contacts against the lists: from a workspace to what each unit has to mend."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from shudi_cli.archive import is_record
from shudi_cli.diagnostics import Finding
from shudi_cli.model.roster import is_roster
from shudi_cli.report.staffing import StaffingReport, slips_of
from shudi_cli.roster import Directory, demands, gaps
from shudi_cli.roster.coverage import named
from shudi_cli.rules import check_workspace
from shudi_cli.workspace import Workspace

#: What the gaps say in full.
_TOLD_IN_FULL = "R101"
#: The line that says whose file it is, whatever is wrong with the others.
_UNIT = re.compile(r"^单位[:：]\s*[\"']?([^\s\"'#]+)", re.MULTILINE)


def staffing_report(workspace: Workspace, day: str, *, today: str, unit: str | None = None) -> StaffingReport:
    """What is wrong with the roster on a day, of one unit or of all; the workspace is read with its roster."""
    directory = Directory(workspace.roster, workspace.units, day)
    wanted = [demand for demand in demands(workspace.lists, directory) if unit in {None, demand.unit.name}]
    unread = _unread(workspace)
    judged = [demand for demand in wanted if not _hidden(demand.unit.name, unread, workspace)]
    slips = slips_of(
        gaps(judged, directory),
        _findings(workspace, day, today),
        [entry.name for entry in workspace.units.units],
    )
    serving = sum(len(posts) for name, posts in directory.posts.items() if unit in {None, name})
    counts = {
        "items": len({demand.item.number for demand in wanted}),
        "units": len({demand.unit.name for demand in wanted}),
        "townships": len({name for demand in wanted for name in demand.townships}),
        "contacts": serving,
    }
    told = tuple(slip for slip in slips if unit is None or slip.unit == unit or slip.unit in unread)
    return StaffingReport(
        day, counts, told, tuple(sorted(name for name in workspace.unread if not is_record(name)))
    )


def _unread(workspace: Workspace) -> Mapping[str, str | None]:
    """The files of the roster that could not be read, and the units they name, as far as that can be told."""
    found: dict[str, str | None] = {}
    for name in filter(is_roster, workspace.unread):
        document = workspace.documents.get(name)
        said = _UNIT.search(document.text) if document else None
        unit = named(said[1], workspace.units) if said else None
        found[name] = unit.name if unit else None
    return found


def _hidden(unit: str, unread: Mapping[str, str | None], workspace: Workspace) -> bool:
    """Whether contacts of a unit may stand in a file that could not be read."""
    if unit in unread.values():
        return True
    known = {found.name for entry in workspace.roster.units if (found := named(entry.unit, workspace.units))}
    return None in unread.values() and unit not in known


def _findings(workspace: Workspace, day: str, today: str) -> dict[str, list[Finding]]:
    """What is wrong with each unit's entries; of a file that could not be read, under the file's name."""
    judged = replace(workspace, settings=workspace.settings._replace(checked_on=day))
    homes = {entry.place.file: entry.unit for entry in workspace.roster.units}
    found: dict[str, list[Finding]] = {}
    for finding in check_workspace(judged, today=today):
        file = finding.place.file
        if is_roster(file) and finding.code != _TOLD_IN_FULL:
            unit = named(homes.get(file, ""), workspace.units)
            found.setdefault(unit.name if unit else homes.get(file, file), []).append(finding)
    return found
