"""The check of the roster, unit by unit: what each has to mend, in words it can be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shudi_cli.diagnostics import Finding, Severity
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look
from shudi_cli.roster import Gap, Lack


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
    """The roster held against the lists on a day: counts of items, units, townships and contacts; one slip a unit."""

    day: str
    counts: Mapping[str, int]
    slips: tuple[UnitSlip, ...]

    @property
    def stops(self) -> bool:
        """Whether any unit has an error to mend."""
        return any(slip.stops for slip in self.slips)


def staffing_lines(report: StaffingReport, look: Look) -> Iterator[str]:
    """The summary, then a list for each unit."""
    counts = report.counts
    told = "、".join(f"{number} {what}" for what, number in counts.items())
    holes = sum(bool(slip.gaps) for slip in report.slips)
    ending = f"{holes} 个单位有缺口" if holes else "全部有人接"
    yield from folded(f"联络员名录（{report.day}）：{told}，{ending}", look, role="title")
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
