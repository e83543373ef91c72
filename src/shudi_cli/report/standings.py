"""Showing where changes stand: an overview, one change in full, and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shudi_cli.acts.surveying import Survey
from shudi_cli.changes.standing import Outcome, Standing
from shudi_cli.model import Opinion
from shudi_cli.model.changes import PAPER
from shudi_cli.report.chains import chain_lines
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look

_SHOWN = 6


def overview_lines(found: Survey, look: Look) -> Iterator[str]:
    """Every change in two lines: what it is, and whose turn it is."""
    if not found.standings:
        yield from folded("没有在办的变更。改好清单以后，用 shudi propose 报送；看办结的，加 --all。", look)
    for standing in found.standings:
        yield from folded(f"{standing.change.number} {_what(standing)}", look, 0, "title")
        yield from folded(_where(standing, found), look, 2, _role(standing, found))
    if found.edited:
        numbers = "、".join(key.number for key in found.edited[:_SHOWN])
        more = f"等 {len(found.edited)} 项" if len(found.edited) > _SHOWN else ""
        yield ""
        yield from folded(f"清单里 {numbers}{more}改了还没有报送：用 shudi propose 报送", look, 0, "warning")


def change_lines(standing: Standing, found: Survey, look: Look) -> Iterator[str]:
    """One change: what it asks, the chain with every opinion, whose turn it is, what does not count and why."""
    change = standing.change
    yield from folded(f"{change.number} {_what(standing)}", look, 0, "title")
    asked = f"{change.application.unit}（{change.application.person}）{change.application.day} 申请"
    yield from folded(f"{asked}{f'，{change.trigger}' if change.trigger else ''}", look, 0, "dim")
    yield from folded(f"理由：{change.reason}", look)
    if change.downhill:
        yield from folded(f"责任下移，破例的理由：{change.downhill}", look, 0, "error")
    yield ""
    yield from chain_lines(standing, look)
    yield ""
    yield from folded(_where(standing, found), look, 0, _role(standing, found))
    for opinion in standing.accepted:
        yield from folded(_said(opinion), look, 2)
    for voided in standing.void:
        yield from folded(f"不算数：{_said(voided.opinion)}——{voided.reason}", look, 2, "warning")
    if standing.open and change.number not in found.unfit:
        seat = standing.waiting[0]
        yield ""
        yield from folded(
            f"下一步：shudi approve {change.number} --as {seat.unit} --opinion 同意", look, 0, "hint"
        )


def standing_json(standing: Standing, found: Survey) -> Mapping[str, Any]:
    """One change, for programs."""
    change = standing.change
    return {
        "change": change.number,
        "digest": change.digest,
        "list": change.folder,
        "sort": change.sort,
        "items": [item.number for item in change.items],
        "applicant": change.application.unit,
        "outcome": standing.outcome.value,
        "since": standing.since,
        "stage": standing.stage.name if standing.stage else None,
        "waiting": [seat.unit for seat in standing.waiting],
        "outdated": change.number in found.unfit,
        "release": found.released.get(change.number),
        "opinions": [
            {
                "unit": opinion.unit,
                "decision": opinion.decision,
                "date": opinion.day,
                "digest": opinion.digest,
            }
            for opinion in standing.accepted
        ],
        "void": [{"file": voided.opinion.place.file, "reason": voided.reason} for voided in standing.void],
    }


def _what(standing: Standing) -> str:
    change = standing.change
    first = change.items[0]
    name = str((first.new or first.old or {}).get("名称", ""))
    more = f"等 {len(change.items)} 项" if len(change.items) > 1 else ""
    return f"{change.sort} {first.number} {name}{more}"


def _where(standing: Standing, found: Survey) -> str:
    """Where it stands, since when, and who is next."""
    number = standing.change.number
    if number in found.unfit:
        return f"清单已经变了，要更新后才能再办：shudi propose --renew {number}"
    if standing.open and standing.stage:
        units = "、".join(seat.unit + _half(standing, seat) for seat in standing.waiting)
        return f"{standing.stage.name}：等{units}，{_since(standing, found)}"
    if standing.outcome is Outcome.APPROVED:
        release = found.released.get(number)
        return f"{standing.since} 批准入册，" + (f"已随 {release} 版发布" if release else "等待发布")
    return f"{standing.since} {standing.outcome.value}"


def _half(standing: Standing, seat: Any) -> str:
    """That one clerk has written down a paper, and another has yet to."""
    papers = [opinion for opinion in standing.given_to(seat) if opinion.way == PAPER]
    return "（纸质文件等另一家单位的人再登记一次）" if papers else ""


def _since(standing: Standing, found: Survey) -> str:
    days = found.days(standing.since)
    return f"从 {standing.since} 起" + (f"，已 {days} 天" if days > 0 else "")


def _role(standing: Standing, found: Survey) -> str:
    if standing.change.number in found.unfit:
        return "warning"
    if standing.open:
        return "info"
    return "good" if standing.outcome is Outcome.APPROVED else "dim"


def _said(opinion: Opinion) -> str:
    number = f"（{opinion.document_number}）" if opinion.document_number else ""
    text = f"：{opinion.text}" if opinion.text else ""
    way = f"，{opinion.person.name}凭纸质文件登记" if opinion.way == PAPER else f"，{opinion.person.name}"
    return f"{opinion.day} {opinion.unit} {opinion.decision}{number}{way}{text}"
