"""Findings for the screen: file by file, with the source line and carets under what is meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from shudi_cli.diagnostics import Finding, Place, Severity, Span
from shudi_cli.report.checks import CheckReport
from shudi_cli.report.look import Look
from shudi_cli.report.snippet import snippet
from shudi_cli.report.width import display_width, visible, wrapped

_ROLES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
#: Below this many columns nothing is legible; a narrower terminal wraps by itself.
_NARROWEST = 20


def write(reports: Iterable[CheckReport], out: TextIO, *, look: Look) -> None:
    """Write each workspace as it comes, and a last line over all where there are several.

    Every line fits `look.width`, but for paths: they stay whole so that editors can follow them.
    """
    tallies: list[Counter[Severity]] = []
    for report in reports:
        if tallies and (tallies[-1] or report.findings):
            out.write("\n")
        out.writelines(f"{line}\n" for line in _workspace(report, look))
        tallies.append(_tally(report.findings))
    if len(tallies) > 1:
        out.write("\n")
        out.writelines(f"{line}\n" for line in _total(tallies, look))


def _workspace(report: CheckReport, look: Look) -> Iterator[str]:
    for file, group in groupby(report.findings, key=lambda finding: finding.place.file):
        findings = tuple(group)
        path = visible(report.shown(file))
        yield f"{look.paint(path, 'file')}：{_in_words(_tally(findings))}"
        yield ""
        lines = report.sources.get(file, "").split("\n")
        for finding in findings:
            yield from _finding(report, finding, lines, look)
            yield ""
    yield from _summary(report, look)


def _finding(report: CheckReport, finding: Finding, lines: Sequence[str], look: Look) -> Iterator[str]:
    label = f"{finding.severity.word}【{finding.code}】"
    yield from _labelled(label, _ROLES[finding.severity], finding.message, look)
    yield _position(report, finding.place, look)
    span = finding.place.span
    if span and span.line <= len(lines) and any(lines):
        yield from _source(lines[span.line - 1], span, look)
    for near in finding.related:
        yield from _labelled("另见：", "hint", near.message, look)
        yield _position(report, near.place, look)
    if finding.hint:
        yield from _labelled("怎么办：", "hint", finding.hint, look)


def _position(report: CheckReport, place: Place, look: Look) -> str:
    """`path:line:column`, alone on its line."""
    where = f":{place.span.line}:{place.span.column}" if place.span else ""
    return look.paint(visible(report.shown(place.file)) + where, "place")


def _source(line: str, span: Span, look: Look) -> Iterator[str]:
    number = str(span.line)
    room = max(look.width - len(f"{number} | "), _NARROWEST)
    shown, carets = snippet(line, span, room)
    marks = carets.lstrip()
    blank = " " * len(number)
    yield f"{look.paint(f'{number} |', 'dim')} {shown}".rstrip()
    yield look.paint(f"{blank} |", "dim") + " " + carets.removesuffix(marks) + look.paint(marks, "caret")


def _labelled(label: str, role: str, text: str, look: Look) -> Iterator[str]:
    """A label and a paragraph, whose further lines hang under its first character."""
    hang = display_width(label)
    first, *others = wrapped(visible(text), max(look.width - hang, _NARROWEST)) or [""]
    yield look.paint(label, role) + first
    yield from (" " * hang + line for line in others)


def _summary(report: CheckReport, look: Look) -> Iterator[str]:
    """How it came out, and what was checked, list by list."""
    tally = _tally(report.findings)
    outcome, role = f"{report.files} 个文件全部通过", "good"
    if tally:
        troubled = len({finding.place.file for finding in report.findings})
        outcome = f"{_in_words(tally)}，涉及 {troubled} 个文件（共 {report.files} 个）"
        role = _ROLES[max(tally)]
    yield from _paragraph(f"{report.region}：{outcome}", role, look)
    for kind, counts in report.counts.items():
        held = "、".join(f"{number} {name}" for name, number in counts.items())
        yield from _paragraph(f"{kind}：{held}", "dim", look, indent=2)


def _total(tallies: Sequence[Counter[Severity]], look: Look) -> Iterator[str]:
    """One sentence over all workspaces."""
    found = sum(tallies, Counter())
    troubled = sum(1 for tally in tallies if tally)
    passed = len(tallies) - troubled
    if not found:
        yield from _paragraph(f"合计：{passed} 个工作区全部通过", "good", look)
        return
    words = f"合计：{len(tallies)} 个工作区，{passed} 个全部通过，{troubled} 个有问题（{_in_words(found)}）"
    yield from _paragraph(words, _ROLES[max(found)], look)


def _paragraph(text: str, role: str, look: Look, *, indent: int = 0) -> Iterator[str]:
    for line in wrapped(visible(text), max(look.width - indent, _NARROWEST)):
        yield " " * indent + look.paint(line, role)


def _tally(findings: Iterable[Finding]) -> Counter[Severity]:
    return Counter(finding.severity for finding in findings)


def _in_words(tally: Counter[Severity]) -> str:
    """3 个错误、1 个警告."""
    return "、".join(f"{tally[severity]} 个{severity.word}" for severity in sorted(tally, reverse=True))
