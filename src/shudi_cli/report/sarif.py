"""Findings as SARIF 2.1.0 (OASIS, errata 01), for code scanning and for editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO
from urllib.parse import quote

from shudi_cli import __version__
from shudi_cli.diagnostics import Finding, Place, Severity
from shudi_cli.report.checks import CheckReport
from shudi_cli.report.fingerprints import fingerprinted
from shudi_cli.report.json_text import dumped
from shudi_cli.report.look import Look

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
#: A brace begins a placeholder unless it is doubled (§3.11.5).
_BRACES = str.maketrans({"{": "{{", "}": "}}"})


def write(reports: Iterable[CheckReport], out: TextIO, *, look: Look) -> None:
    """Write one log with one run."""
    del look
    results = [_result(*entry) for entry in fingerprinted(reports)]
    codes = sorted({result["ruleId"] for result in results})
    for result in results:
        result["ruleIndex"] = codes.index(result["ruleId"])
    run = {
        "tool": {"driver": _driver(codes)},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    out.write(dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}))


def _driver(codes: Iterable[str]) -> Mapping[str, Any]:
    from shudi_cli.rules import title_of

    return {
        "name": "shudi",
        "version": __version__,
        "language": "zh-CN",
        "rules": [{"id": code, "shortDescription": {"text": title_of(code)}} for code in codes],
    }


def _result(report: CheckReport, finding: Finding, fingerprint: str) -> dict[str, Any]:
    advice = f"\n怎么办：{finding.hint}" if finding.hint else ""
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": _message(finding.message + advice),
        "locations": [_location(report, finding.place)],
        "partialFingerprints": {"shudiFinding/v1": fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(report, near.place), "message": _message(near.message)}
            for number, near in enumerate(finding.related, 1)
        ]
    return result


def _message(text: str) -> Mapping[str, str]:
    return {"text": text.translate(_BRACES)}


def _location(report: CheckReport, place: Place) -> Mapping[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(report.shown(place.file))}}
    if span := place.span:
        location["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return {"physicalLocation": location}


def _uri(path: str) -> str:
    """A relative reference as RFC 3986 has it: a Chinese file name becomes the percent-encoding of its UTF-8."""
    return quote(path, safe="/", errors="surrogatepass")
