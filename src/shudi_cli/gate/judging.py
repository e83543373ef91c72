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
        if _mark(finding) not in told and (finding.code, finding.place.file) not in told:
            yield finding


def _mark(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.place.file, finding.place.path, finding.message
