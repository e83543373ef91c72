"""Findings as JUnit XML: a suite for each file, a case for each finding.

An error is a failed case. A warning or a hint is a skipped one: seen on the page, yet it turns no build red.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TextIO
from xml.etree import ElementTree as ET

from shudi_cli.diagnostics import Finding, Severity
from shudi_cli.report.checks import CheckReport
from shudi_cli.report.look import Look
from shudi_cli.report.width import visible


def write(reports: Iterable[CheckReport], out: TextIO, *, look: Look) -> None:
    """Write one `testsuites` element; a clean workspace is one suite with one passing case."""
    del look
    suites = [suite for report in reports for suite in _suites(report)]
    root = ET.Element("testsuites", {"name": "shudi", **_tally(suites)})
    root.extend(suites)
    ET.indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n")


def _suites(report: CheckReport) -> Iterable[ET.Element]:
    if not report.findings:
        name = visible(report.region)
        passed = ET.Element("testcase", {"classname": visible(report.folder), "name": "全部通过"})
        yield _suite(name, [passed])
    for file, findings in groupby(report.findings, key=lambda finding: finding.place.file):
        path = visible(report.shown(file))
        yield _suite(path, [_case(path, finding) for finding in findings])


def _suite(name: str, cases: Iterable[ET.Element]) -> ET.Element:
    suite = ET.Element("testsuite", {"name": name})
    suite.extend(cases)
    counts = {"tests": "testcase", "failures": "*/failure", "errors": "*/error", "skipped": "*/skipped"}
    for attribute, path in counts.items():
        suite.set(attribute, str(len(suite.findall(path))))
    return suite


def _tally(suites: Iterable[ET.Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors", "skipped")
    return {name: str(sum(int(suite.get(name, 0)) for suite in suites)) for name in names}


def _case(path: str, finding: Finding) -> ET.Element:
    span = finding.place.span
    where = f"{span.line}:{span.column} " if span else ""
    message = visible(finding.message)
    attributes = {"classname": path, "name": f"{where}{finding.code} {message}", "file": path}
    if span:
        attributes["line"] = str(span.line)
    case = ET.Element("testcase", attributes)
    outcome = "failure" if finding.severity is Severity.ERROR else "skipped"
    told = ET.SubElement(case, outcome, {"type": finding.severity.word, "message": message})
    told.text = f"{finding.severity.word}【{finding.code}】{message}" + (
        f"\n怎么办：{visible(finding.hint)}" if finding.hint else ""
    )
    return case
