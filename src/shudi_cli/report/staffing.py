"""The check of the roster, unit by unit: what each has to mend, in words it can be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shudi_cli.diagnostics import Finding, Severity
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look
from shudi_cli.roster import Gap, Lack

_AND_OTHERS = "等文件"
#: How the summary counts.
_COUNTED: Mapping[str, str] = {
    "items": "个事项",
    "units": "个单位",
    "townships": "个乡镇（街道）",
    "contacts": "名联络员",
}


@dataclass(frozen=True)
class UnitSlip:
    """What one unit has to mend: where nobody answers, and what is wrong with its entries."""

    unit: str
    gaps: tuple[Gap, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether anything in it is an error."""
        return bool(self.gaps) or any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True)
class StaffingReport:
    """The roster held against the lists on a day: counts of items, units, townships and contacts; one slip a unit.

    `unread` are the files that could not be read: without them nothing can be said to be whole.
    """

    day: str
    counts: Mapping[str, int]
    slips: tuple[UnitSlip, ...]
    unread: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether any unit has an error to mend, or not all could be judged."""
        return bool(self.unread) or any(slip.stops for slip in self.slips)


def staffing_lines(report: StaffingReport, look: Look) -> Iterator[str]:
    """The summary, then a list for each unit."""
    counts = report.counts
    told = "、".join(f"{counts[key]} {words}" for key, words in _COUNTED.items())
    yield from folded(f"联络员名录（{report.day}）：{told}，{_ending(report)}", look, role="title")
    for slip in report.slips:
        yield ""
        yield from folded(slip.unit, look, role="title")
        for gap in slip.gaps:
            yield from folded(f"缺口：{_said(gap)}", look, 2)
        for finding in slip.findings:
            line = f"第{finding.place.span.line}行，" if finding.place.span else ""
            head = f"{finding.severity.word}：{finding.message}（{line}{finding.code}）"
            yield from folded(head, look, 2)
            yield from folded(f"怎么办：{finding.hint}", look, 4, "hint")


def _ending(report: StaffingReport) -> str:
    holes = sum(bool(slip.gaps) for slip in report.slips)
    wrong = sum(slip.stops and not slip.gaps and slip.unit not in report.unread for slip in report.slips)
    said = [f"{holes} 个单位有缺口"] if holes else []
    if wrong:
        said.append(f"{wrong} 个单位有错误")
    if report.unread:
        said.append(
            f"“{report.unread[0]}”{_AND_OTHERS if len(report.unread) > 1 else ''}没有读入，没有核对全"
        )
    return "，".join(said) or "全部有人接"


def _said(gap: Gap) -> str:
    numbers = "、".join(item.number for item in gap.items)
    townships = "、".join(gap.townships)
    if gap.lack is Lack.TOWNSHIPS:
        return f"{townships}没有联络员接（{len(gap.items)} 个事项）"
    where = f"，在{townships}" if gap.lack is Lack.ITEMS and townships else ""
    return f"{gap.lack.value}（{len(gap.items)} 个事项{where}）：{numbers}"


def staffing_json(report: StaffingReport) -> Mapping[str, Any]:
    """The same for programs."""
    return {
        "day": report.day,
        "counts": dict(report.counts),
        "unread": list(report.unread),
        "units": [
            {
                "unit": slip.unit,
                "gaps": [
                    {
                        "lack": gap.lack.value,
                        "items": [item.number for item in gap.items],
                        "townships": list(gap.townships),
                    }
                    for gap in slip.gaps
                ],
                "findings": [_finding_json(finding) for finding in slip.findings],
            }
            for slip in report.slips
        ],
    }


def _finding_json(finding: Finding) -> Mapping[str, Any]:
    span = finding.place.span
    return {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "hint": finding.hint,
        "file": finding.place.file,
        "line": span.line if span else None,
    }


def slips_of(
    gaps: Sequence[Gap], findings: Mapping[str, Sequence[Finding]], order: Sequence[str]
) -> tuple[UnitSlip, ...]:
    """A slip for each unit that has something to mend, in the order given; what has no unit of it comes last."""
    by_unit: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_unit.setdefault(gap.unit.name, []).append(gap)
    names = [name for name in dict.fromkeys((*order, *findings)) if by_unit.get(name) or findings.get(name)]
    return tuple(
        UnitSlip(name, tuple(by_unit.get(name, ())), tuple(findings.get(name, ()))) for name in names
    )
