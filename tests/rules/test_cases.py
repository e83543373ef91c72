"""Rules by example: each folder of `cases/` is a change to the county of `base/`, and what is found then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shudi_cli.archive import everything
from shudi_cli.diagnostics import Finding, Place
from shudi_cli.rules import all_rules, check_workspace
from shudi_cli.workspace import load
from tests.memory import Files
from tests.rules.planting import base

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.name for path in CASES.iterdir())


def files_of(case: str) -> Files:
    """The base county with the case's files in place of its own, and without those `absent.txt` names."""
    folder = CASES / case
    absent = folder / "absent.txt"
    gone = absent.read_text(encoding="utf-8").split() if absent.exists() else []
    return base() | Files.under(folder).contents | dict.fromkeys(gone)


def shown(findings: tuple[Finding, ...]) -> Iterator[str]:
    """One line a finding, its related places indented below it."""
    for finding in findings:
        words = [_at(finding.place), finding.severity.word, finding.code, finding.message, "|", finding.hint]
        yield " ".join(words).rstrip()
        yield from (f"    {_at(other.place)} {other.message}" for other in finding.related)


def _at(place: Place) -> str:
    return f"{place.file}:{place.span.line}:{place.span.column}" if place.span else place.file


@pytest.mark.parametrize("case", FOLDERS)
def test_cases(case: str, golden: Callable[[str, str], None]) -> None:
    """The changed county has exactly the expected findings, at the expected places."""
    findings = check_workspace(load(files_of(case), records=everything, roster=True), today="2026-01-01")
    golden(str(CASES / case / "expected.txt"), "".join(f"{line}\n" for line in shown(findings)))


@pytest.mark.parametrize("code", [code for code, rule in all_rules().items() if rule.check])
def test_every_rule_has_a_case(code: str) -> None:
    """Each rule has a case of its name in which it finds something."""
    expected = [CASES / case / "expected.txt" for case in FOLDERS if case.startswith(f"{code}-")]
    assert any(f" {code} " in path.read_text(encoding="utf-8") for path in expected)
