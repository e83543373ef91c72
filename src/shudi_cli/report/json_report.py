"""Findings as JSON, for programmes: the whole of what is known, in English keys.

    {"version": 1,
     "workspaces": [
       {"region": "示例县", "folder": "lists", "files": 28,
        "counts": {"属地管理责任清单": {"领域": 17, "事项": 132, "批次": 3}},
        "findings": [
          {"code": "L102", "severity": "error", "message": "…", "hint": "…",
           "file": "lists/responsibility/05-city-management.yaml",
           "line": 31, "column": 11, "end_line": 31, "end_column": 20,
           "path": ["事项", 3, "编号"],
           "related": [{"message": "…", "file": "…", "line": 12, …, "path": […]}]}]}]}

`severity` is error, warning or info. `file` is relative to the current folder. Lines and columns count
from 1, in characters; the end is exclusive; all four are null where a file has no text. `path` leads from
the root of the file's data to the value, and is empty where there is none. A key will not change its
meaning under one version; new keys may come.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from shudi_cli.diagnostics import Finding, Place
from shudi_cli.report.checks import CheckReport
from shudi_cli.report.json_text import dumped
from shudi_cli.report.look import Look


def write(reports: Iterable[CheckReport], out: TextIO, *, look: Look) -> None:
    """Write one JSON object."""
    del look
    out.write(dumped({"version": 1, "workspaces": [_workspace(report) for report in reports]}))


def _workspace(report: CheckReport) -> Mapping[str, Any]:
    return {
        "region": report.region,
        "folder": report.folder,
        "files": report.files,
        "counts": {kind: dict(counts) for kind, counts in report.counts.items()},
        "findings": [_finding(report, finding) for finding in report.findings],
    }


def _finding(report: CheckReport, finding: Finding) -> Mapping[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "hint": finding.hint,
        **_place(report, finding.place),
        "related": [{"message": near.message, **_place(report, near.place)} for near in finding.related],
    }


def _place(report: CheckReport, place: Place) -> Mapping[str, Any]:
    span = place.span
    return {
        "file": report.shown(place.file),
        "line": span and span.line,
        "column": span and span.column,
        "end_line": span and span.end_line,
        "end_column": span and span.end_column,
        "path": list(place.path),
    }
