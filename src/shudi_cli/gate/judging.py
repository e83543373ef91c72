"""Judging one workspace in two states: the newer side is valid, and grew from the older one by due process."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.checking import reported
from shudi_cli.diagnostics import Finding
from shudi_cli.gate.downhill import slid
from shudi_cli.gate.files import unfit
from shudi_cli.gate.items import unbacked
from shudi_cli.gate.notices import bookkeeping
from shudi_cli.gate.procedures import deciding
from shudi_cli.gate.publishing import new_releases
from shudi_cli.gate.records import evidence, new_changes, new_opinions, rewritten
from shudi_cli.gate.states import States
from shudi_cli.model.roster import is_roster
from shudi_cli.model.units import UNITS_FILE
from shudi_cli.report import CheckReport
from shudi_cli.rules import check_workspace, located

_CHECKS = (
    unbacked,
    slid,
    rewritten,
    new_changes,
    new_opinions,
    evidence,
    new_releases,
    bookkeeping,
    deciding,
    unfit,
)

#: Rules of the roster that speak of how things are, not of what was written.
_STANDING = frozenset({"R101", "R102", "R103", "R105", "R108", "R109"})
_UNKNOWN_NAMES = "R106"
#: Code of the gate → codes of rules that would say the same of the same file.
_SAID = {"C204": ("C121",), "C208": ("Y131", "Y132", "Y134"), "C210": ("Y130",)}


def judged(states: States, *, folder: str, today: str) -> CheckReport:
    """The report on the newer side; `folder` is the workspace's as shown, `today` ISO text."""
    return reported(states.workspace, _findings(states, today), folder=folder)


def _findings(states: States, today: str) -> Iterator[Finding]:
    """What is wrong with how the newer side came about, then with that side alone; nothing is told twice.

    What the gate itself found stands, whatever the county made of the rule.
    """
    told: set[tuple[object, ...]] = set()
    for check in _CHECKS:
        for finding in check(states):
            if _mark(finding) not in told:
                told.add(_mark(finding))
                told.update((code, finding.place.file) for code in _SAID.get(finding.code, ()))
                yield located(finding, states.workspace)
    for finding in check_workspace(states.workspace, today=today):
        known = _mark(finding) in told or (finding.code, finding.place.file) in told
        if not known and _of_these(finding, states):
            yield finding


def _of_these(finding: Finding, states: States) -> bool:
    """Whether a finding has to do with what differs.

    The roster must be readable and name what there is, as far as it was touched. Who left or was not confirmed
    for long is the roster's own matter, and must not stand in the way of a list.
    """
    file = finding.place.file
    if not is_roster(f"{file}/") and not is_roster(file):
        return True
    if finding.code in _STANDING:
        return False
    return file in states.differs or (finding.code == _UNKNOWN_NAMES and UNITS_FILE in states.differs)


def _mark(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.place.file, finding.place.path, finding.message
