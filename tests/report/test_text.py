"""Findings on the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given

from shudi_cli.diagnostics import Place, Related, Severity, Span
from shudi_cli.report import FORMATS, CheckReport
from shudi_cli.report.look import coloured, plain
from shudi_cli.report.width import display_width
from tests.report.samples import ANY_TEXT, BROKEN, CLEAN, finding, report, written


@pytest.mark.parametrize("width", [80, 60])
def test_golden(golden: Callable[[str, str], None], width: int) -> None:
    """The whole of what a clerk sees, at two widths."""
    golden(f"text-{width}.txt", written("text", CLEAN, BROKEN, look=plain(width)))


def test_clean_workspace_says_what_was_checked() -> None:
    """That all is well, and what each list holds, in the order given."""
    assert written("text", CLEAN) == (
        "清平县：28 个文件全部通过\n"
        "  属地管理责任清单：17 领域、132 事项、3 批次\n"
        "  职责任务清单：6 板块、36 事项\n"
    )


def test_clean_workspace_without_lists() -> None:
    """Where no list was counted nothing is said of any."""
    assert written("text", report(counts={})) == "示例县：28 个文件全部通过\n"


def test_place_stands_alone_on_its_line() -> None:
    """`path:line:column` is a whole line, however narrow the screen, so that editors can follow it."""
    related = (Related(Place("laws.yaml", span=Span(7, 3, 7, 4)), "在这里废止"),)
    lines = written(
        "text", report(finding(related=related), folder="很长的文件夹名" * 9), look=plain(40)
    ).split("\n")
    assert f"{'很长的文件夹名' * 9}/units.yaml:2:5" in lines
    assert f"{'很长的文件夹名' * 9}/laws.yaml:7:3" in lines


def test_file_without_text_has_no_position() -> None:
    """A finding without a span names the file only, and shows no source."""
    text = written("text", report(finding(span=None, file="list.yaml"), folder="."))
    assert "\nlist.yaml\n" in text
    assert "|" not in text


def test_unread_file_has_no_source() -> None:
    """A file that could not be decoded has a place but no text to show."""
    text = written("text", report(finding(span=Span(1, 1, 1, 1)), sources={"units.yaml": ""}))
    assert "units.yaml:1:1\n" in text
    assert "|" not in text


def test_line_beyond_the_text_is_not_shown() -> None:
    """A place that the text at hand does not have costs the snippet, not the report."""
    text = written("text", report(finding(span=Span(900, 1, 900, 2))))
    assert "units.yaml:900:1\n" in text
    assert "|" not in text


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_nothing_but_paths_is_wider_than_the_screen(width: int) -> None:
    """Messages wrap and source lines are cropped by us, so the terminal never has to."""
    for line in written("text", CLEAN, BROKEN, look=plain(width)).split("\n"):
        assert display_width(line) <= width or line.startswith("lists/")


def test_colour_changes_no_character() -> None:
    """Without its ANSI sequences the coloured text is the plain one."""
    text = written("text", CLEAN, BROKEN, look=coloured(80))
    assert text.count("\x1b[1;31m错误【") == 3
    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == written("text", CLEAN, BROKEN)


def test_summary_has_the_colour_of_the_worst() -> None:
    """The outcome is red as soon as there is one error, and green when all is well."""
    mixed = report(finding(severity=Severity.INFO), finding(), finding(severity=Severity.WARNING))
    assert "\x1b[1;31m示例县：1 个错误" in written("text", mixed, look=coloured(80))
    assert "\x1b[1;32m清平县：" in written("text", CLEAN, look=coloured(80))


def test_blank_lines_set_findings_apart() -> None:
    """Clean workspaces follow one another; one with findings stands apart from both neighbours."""
    text = written("text", CLEAN, CLEAN, report(finding()), CLEAN)
    assert "36 事项\n清平县" in text
    assert "36 事项\n\nlists/units.yaml：" in text
    assert "36 事项\n\n清平县" in text


def test_reports_are_written_as_they_come() -> None:
    """A workspace is on the screen before the next one is checked."""
    out = StringIO()

    def checking() -> Iterator[CheckReport]:
        yield CLEAN
        assert "清平县" in out.getvalue()
        yield replace(CLEAN, region="泰和县")
        assert "泰和县" in out.getvalue()

    FORMATS["text"](checking(), out, look=plain())
    assert out.getvalue().endswith("\n合计：2 个工作区全部通过\n")


def test_total_over_several_workspaces() -> None:
    """The last line counts workspaces and findings."""
    warned = report(finding(severity=Severity.WARNING))
    last = written("text", CLEAN, BROKEN, warned).split("\n")[-2]
    assert last == "合计：3 个工作区，1 个全部通过，2 个有问题（3 个错误、3 个警告、2 个提示）"


def test_nothing_checked_nothing_said() -> None:
    """Without a workspace there is no line at all."""
    assert written("text") == ""


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_no_user_text_reaches_the_terminal_raw(message: str, path: str, source: str) -> None:
    """Whatever stands in a file, a name or a message, the only control character written is the line end."""
    related = (Related(Place(path), message),)
    hostile = finding(message, file=path, hint=message, related=related)
    text = written(
        "text", report(hostile, sources={path: f"\n{source}"}, region=message, counts={source: {message: 1}})
    )
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text)


def test_a_file_is_one_group() -> None:
    """The findings of a file come under one heading that counts them, worst first."""
    text = written("text", report(finding(severity=Severity.INFO), finding(), finding()))
    assert text.startswith("lists/units.yaml：2 个错误、1 个提示\n\n提示【L102】")
    assert text.count("lists/units.yaml：") == 1
