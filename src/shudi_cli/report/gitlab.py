"""Findings as a GitLab Code Quality report, shown in the merge request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from shudi_cli.diagnostics import Finding, Severity
from shudi_cli.report.checks import CheckReport
from shudi_cli.report.fingerprints import fingerprinted
from shudi_cli.report.json_text import dumped
from shudi_cli.report.look import Look

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(reports: Iterable[CheckReport], out: TextIO, *, look: Look) -> None:
    """Write one JSON array; an empty one tells GitLab that all is well."""
    del look
    out.write(dumped([_issue(*entry) for entry in fingerprinted(reports)]))


def _issue(report: CheckReport, finding: Finding, fingerprint: str) -> Mapping[str, Any]:
    advice = f"。怎么办：{finding.hint}" if finding.hint else ""
    # GitLab drops an issue without a line.
    line = finding.place.span.line if finding.place.span else 1
    return {
        "description": f"{finding.message}{advice}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": report.shown(finding.place.file), "lines": {"begin": line}},
    }
