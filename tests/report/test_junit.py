"""JUnit XML."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

from hypothesis import given

from shudi_cli.diagnostics import Severity
from shudi_cli.report import CheckReport
from shudi_cli.report.width import visible
from tests.report.samples import ANY_TEXT, BROKEN, CLEAN, finding, report, written


def read(*reports: CheckReport) -> ET.Element:
    return ET.fromstring(written("junit", *reports).encode())


def test_golden(golden: Callable[[str, str], None]) -> None:
    """A suite for each file and for the clean workspace."""
    golden("junit.xml", written("junit", CLEAN, BROKEN))


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_makes_legal_xml(message: str, file: str, region: str) -> None:
    """Whatever stands in messages and names, the file parses, with control characters written out."""
    root = read(
        report(finding(message, file=file, hint=message), folder="."), report(region=region, folder=file)
    )
    assert [suite.get("name") for suite in root] == [visible(file), visible(region)]
    case = root[0][0]
    assert case.get("classname") == visible(file)
    assert case[0].get("message") == visible(message)


def test_clean_workspace_passes() -> None:
    """A clean workspace is one passing case."""
    (suite,) = read(CLEAN)
    (case,) = suite
    assert (suite.get("name"), case.get("name"), len(case)) == ("清平县", "全部通过", 0)


def test_only_errors_fail() -> None:
    """An error is a failed case; a warning and a hint are skipped ones, with their message."""
    cases = read(report(*(finding(severity=severity) for severity in reversed(Severity)))).iter("testcase")
    outcomes = [(case[0].tag, case[0].get("type")) for case in cases]
    assert outcomes == [("failure", "错误"), ("skipped", "警告"), ("skipped", "提示")]


def test_counts_add_up() -> None:
    """The numbers of a suite, and of the whole, are those of the cases in it."""
    root = read(CLEAN, BROKEN)
    for element in (root, *root):
        cases = list(element.iter("testcase"))
        assert element.get("tests") == str(len(cases))
        assert element.get("failures") == str(len(list(element.iter("failure"))))
        assert element.get("skipped") == str(len(list(element.iter("skipped"))))
        assert element.get("errors") == "0"


def test_cases_have_names_of_their_own() -> None:
    """Two like findings of a file differ by their place, so that no page merges them."""
    names = [case.get("name") for case in read(BROKEN).iter("testcase")]
    assert len(set(names)) == len(names)
