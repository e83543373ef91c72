"""GitLab Code Quality."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.diagnostics import Severity, Span
from shudi_cli.report import CheckReport
from tests.report.samples import BROKEN, CLEAN, finding, report, written


def prints(*reports: CheckReport) -> list[str]:
    return [issue["fingerprint"] for issue in json.loads(written("gitlab", *reports))]


def test_golden(golden: Callable[[str, str], None]) -> None:
    """An issue for each finding."""
    golden("gitlab.json", written("gitlab", CLEAN, BROKEN))


def test_clean_is_an_empty_array() -> None:
    """No finding still makes a report, or GitLab would compare with nothing."""
    assert json.loads(written("gitlab", CLEAN)) == []


def test_fingerprint_survives_moved_lines() -> None:
    """Lines and columns do not reach the fingerprint, not even through a message that counts them."""
    before = finding("第3行有制表符（Tab）", span=Span(3, 1, 3, 2))
    after = finding("第9行有制表符（Tab）", span=Span(9, 5, 9, 6))
    assert prints(report(before)) == prints(report(after))


@pytest.mark.parametrize("other", [{"code": "L103"}, {"file": "laws.yaml"}, {"message": "别的问题"}])
def test_fingerprint_tells_findings_apart(other: dict[str, str]) -> None:
    """Another rule, file or message is another finding."""
    assert prints(report(finding())) != prints(report(finding(**other)))


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["第1行", "第2行", "x"])), max_size=8))
def test_fingerprints_are_unique(drawn: list[tuple[str, str]]) -> None:
    """No two issues of a report share one, however alike they are, in one workspace or in several."""
    findings = [finding(message, file=file) for file, message in drawn]
    found = prints(report(*findings), report(*findings, folder="other"), report(*findings))
    assert len(set(found)) == len(found) == 3 * len(drawn)


@pytest.mark.parametrize(
    ("severity", "word"), [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.INFO, "info")]
)
def test_severities(severity: Severity, word: str) -> None:
    """Each severity has its word."""
    assert json.loads(written("gitlab", report(finding(severity=severity))))[0]["severity"] == word


def test_file_without_text_has_line_one() -> None:
    """GitLab drops issues without a line, so the first one stands for the file."""
    location = json.loads(written("gitlab", report(finding(span=None))))[0]["location"]
    assert location == {"path": "lists/units.yaml", "lines": {"begin": 1}}
