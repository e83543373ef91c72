"""GitHub workflow commands."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.diagnostics import Severity, Span
from shudi_cli.report.width import visible
from tests.report.samples import ANY_TEXT, BROKEN, CLEAN, finding, report, written

COMMAND = re.compile(r"::(?P<name>\w+) (?P<properties>[^:]*)::(?P<message>.*)\n", re.DOTALL)


def unescaped(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def read(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner reads it: name, properties, message."""
    match = COMMAND.fullmatch(line)
    assert match, line
    properties = dict(part.split("=", 1) for part in match["properties"].split(","))
    return (
        match["name"],
        {name: unescaped(value) for name, value in properties.items()},
        unescaped(match["message"]),
    )


def test_golden(golden: Callable[[str, str], None]) -> None:
    """One command for each finding, none for a clean workspace."""
    golden("github.txt", written("github", CLEAN, BROKEN))


@given(ANY_TEXT, ANY_TEXT.filter(bool))
def test_any_text_comes_through(message: str, path: str) -> None:
    """Message and path arrive as they were, but for control characters, which arrive written out."""
    output = written("github", report(finding(message, file=path), folder="."))
    assert len(output.splitlines()) == 1
    name, properties, told = read(output)
    assert name == "error"
    assert properties["file"] == visible(path, keep="\r\n")
    assert told == visible(message, keep="\r\n")


@given(st.text("%:,\r\n0123ADC县", min_size=1))
def test_what_looks_escaped_comes_through(text: str) -> None:
    """Text that holds the signs of the escaping itself is told apart from it."""
    _, properties, told = read(written("github", report(finding(text, file=text), folder=".")))
    assert (properties["file"], told) == (text, text)


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_severities(severity: Severity, command: str) -> None:
    """Each severity has its command."""
    assert read(written("github", report(finding(severity=severity))))[0] == command


def test_region_of_one_line() -> None:
    """A span within a line gives lines and columns."""
    _, properties, _ = read(written("github", report(finding(span=Span(2, 5, 2, 7)))))
    region = {"line": "2", "col": "5", "endLine": "2", "endColumn": "7"}
    assert properties == {"file": "lists/units.yaml", **region, "title": "shudi L102"}


@pytest.mark.parametrize(("end", "last"), [((4, 3), "4"), ((4, 1), "3")])
def test_region_of_several_lines(end: tuple[int, int], last: str) -> None:
    """A span over lines gives no columns, which GitHub would refuse, and ends on the last line it touches."""
    _, properties, _ = read(written("github", report(finding(span=Span(2, 5, *end)))))
    assert properties == {"file": "lists/units.yaml", "line": "2", "endLine": last, "title": "shudi L102"}


def test_no_region_without_text() -> None:
    """A finding on a file without text is about the whole file."""
    _, properties, _ = read(written("github", report(finding(span=None))))
    assert properties == {"file": "lists/units.yaml", "title": "shudi L102"}
