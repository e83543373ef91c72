"""Findings as GitHub workflow commands, which become annotations beside the lines of a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO

from shudi_cli.diagnostics import Finding, Severity, Span
from shudi_cli.report.checks import CheckReport
from shudi_cli.report.look import Look
from shudi_cli.report.width import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def write(reports: Iterable[CheckReport], out: TextIO, *, look: Look) -> None:
    """Write one line for each finding, and nothing where there are none."""
    del look
    for report in reports:
        out.writelines(_command(report, finding) + "\n" for finding in report.findings)


def escaped_data(text: str) -> str:
    """The text as the message of a command."""
    return visible(text, keep="\r\n").translate(_DATA)


def escaped_property(text: str) -> str:
    """The text as the value of a property of a command."""
    return visible(text, keep="\r\n").translate(_PROPERTY)


def _command(report: CheckReport, finding: Finding) -> str:
    properties = {
        "file": report.shown(finding.place.file),
        **(_region(finding.place.span) if finding.place.span else {}),
        "title": f"shudi {finding.code}",
    }
    given = ",".join(f"{name}={escaped_property(value)}" for name, value in properties.items())
    advice = f"\n怎么办：{finding.hint}" if finding.hint else ""
    return f"::{_COMMANDS[finding.severity]} {given}::{escaped_data(finding.message + advice)}"


def _region(span: Span) -> Mapping[str, str]:
    """Columns are left out over several lines: GitHub refuses an annotation that has both."""
    if span.end_line == span.line:
        columns = {"col": span.column, "endLine": span.line, "endColumn": span.end_column}
        region = {"line": span.line, **columns}
    else:
        # An end before the first character of a line is the end of the line above.
        region = {"line": span.line, "endLine": span.end_line - (span.end_column == 1)}
    return {name: str(number) for name, number in region.items()}
