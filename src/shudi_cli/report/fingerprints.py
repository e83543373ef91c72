"""What makes a finding the same one after lines have moved."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from shudi_cli.diagnostics import Finding
from shudi_cli.report.checks import CheckReport

_POSITION = re.compile(r"第\d+(行|个字符)")


def fingerprinted(reports: Iterable[CheckReport]) -> Iterator[tuple[CheckReport, Finding, str]]:
    """Every finding with its report and its fingerprint: 64 hex digits, unique among all of them.

    The fingerprint is made of path, code and message, but not of lines and columns; findings alike in
    these are told apart by their order.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for report in reports:
        for finding in report.findings:
            path = report.shown(finding.place.file)
            what = (path, finding.code, _POSITION.sub(r"第?\1", finding.message))
            seen[what] += 1
            yield report, finding, hashlib.sha256(json.dumps([*what, seen[what]]).encode()).hexdigest()
