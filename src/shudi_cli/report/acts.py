"""Telling what an official act is about, and what it did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.acts.approving import Given
from shudi_cli.acts.proposing import Proposal, summary
from shudi_cli.changes.judging import Seat
from shudi_cli.changes.standing import Outcome, Standing
from shudi_cli.model.changes import PAPER
from shudi_cli.report.folding import folded
from shudi_cli.report.look import Look
from shudi_cli.repository import Version


def review_lines(standing: Standing, seat: Seat, look: Look) -> Iterator[str]:
    """What lies before a party: the application in words, before the difference itself."""
    change = standing.change
    yield from folded(f"{change.number} {summary(change)}", look, 0, "title")
    asked = f"{change.application.unit} {change.application.day} 申请"
    yield from folded(f"{asked}{f'：{change.trigger}' if change.trigger else ''}", look)
    yield from folded(f"理由：{change.reason}", look)
    if change.bases:
        yield from folded(f"依据：{'、'.join(map(str, change.bases))}", look)
    if change.downhill:
        yield from folded(f"责任下移，破例的理由：{change.downhill}", look, 0, "error")
    for opinion in standing.accepted:
        text = f"（{opinion.text}）" if opinion.text else ""
        yield from folded(f"已有意见：{opinion.day} {opinion.unit} {opinion.decision}{text}", look)
    yield from folded(
        f"现在由{seat.unit}出具意见（{seat.stage.name}）。内容指纹：{change.digest[:23]}…", look, 0, "dim"
    )
    yield ""


def given_lines(made: Given, version: Version) -> Iterator[str]:
    """What an opinion did, and what comes next."""
    opinion, standing = made.opinion, made.standing
    number = standing.change.number
    yield f"已记入：{opinion.unit}对 {number} 的意见“{opinion.decision}”（版本 {version.short}）"
    if made.enters:
        yield f"全部环节都已同意，{number} 已经入册，清单改好了。下一步：shudi publish 发布新的正式版本"
    elif standing.open:
        waiting = "、".join(seat.unit for seat in standing.waiting)
        if opinion.way == PAPER and any(seat.holds(opinion) for seat in standing.waiting):
            yield "纸质文件还要由另一家单位的人照样登记一次，才算数"
        yield f"下一步：等{waiting}（{standing.stage.name if standing.stage else ''}）"
    else:
        yield f"{number} {standing.outcome.value}，清单没有改动"
    if standing.outcome is Outcome.RETURNED:
        yield f"下一步：请申请单位运行 shudi propose --edit {number} 改好，再运行 shudi propose --renew {number}"


def proposed_lines(made: Proposal, standings: Sequence[Standing], version: Version) -> Iterator[str]:
    """What was applied for, and who is next."""
    for change, standing in zip(made.changes, standings, strict=True):
        waiting = "、".join(seat.unit for seat in standing.waiting)
        yield f"已报送 {change.number}：{summary(change)}"
        yield f"  下一步：等{waiting}（{standing.stage.name if standing.stage else ''}）"
    if made.working:
        yield "清单已经放回原样，批准以后才会改。"
    yield f"看办到哪里：shudi status {made.changes[0].number}（版本 {version.short}）"
