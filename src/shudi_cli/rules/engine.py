"""All rules over a workspace: severities from the settings, silences, positions, order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shudi_cli.diagnostics import Finding, Place, Severity
from shudi_cli.model import Settings
from shudi_cli.rules.context import Context
from shudi_cli.rules.registry import all_rules, is_firm
from shudi_cli.rules.silence import silenced
from shudi_cli.workspace import Workspace


def check_workspace(workspace: Workspace, *, today: str) -> tuple[Finding, ...]:
    """Everything wrong with a workspace, sorted, each finding with its position.

    `today` (ISO text) is the day of judgement where `shudi.yaml` names none (核对日).
    """
    context = Context(workspace, workspace.settings.checked_on or today, today)
    found = [*workspace.findings, *_judged(context)]
    placed = [located(finding, workspace) for finding in found]
    kept = silenced(placed, workspace)
    return tuple(sorted(_graded(kept, workspace.settings), key=lambda finding: finding.sort_key))


def _judged(context: Context) -> Iterator[Finding]:
    for rule in all_rules().values():
        if rule.check is not None:
            for found in rule.check(context):
                yield Finding(rule.code, rule.severity, found.message, found.place, found.hint, found.related)


def _graded(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """Findings with the severity the county gives their rule; 关闭 drops them."""
    for finding in findings:
        word = settings.severities.get(finding.code)
        if word is None or is_firm(finding.code):
            yield finding
        elif severity := Severity.from_word(word):
            yield finding._replace(severity=severity)


def located(finding: Finding, workspace: Workspace) -> Finding:
    """A finding with the position of its places in the text of their files."""
    related = tuple(other._replace(place=_resolved(other.place, workspace)) for other in finding.related)
    return finding._replace(place=_resolved(finding.place, workspace), related=related)


def _resolved(place: Place, workspace: Workspace) -> Place:
    document = workspace.documents.get(place.file)
    if document is None or not document.text:
        return place
    return place._replace(span=document.locate(place))
