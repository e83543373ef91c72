"""案卷 of one change as one page: what was asked, by which chain, what became of it, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TextIO

from shudi_cli.acts.filing import Dossier, Evidence
from shudi_cli.acts.proposing import summary
from shudi_cli.changes.standing import Outcome
from shudi_cli.model import Change, Opinion
from shudi_cli.model.changes import Attachment
from shudi_cli.report.chains import steps_of
from shudi_cli.report.diff_page import item_blocks
from shudi_cli.report.diffs import SLID
from shudi_cli.report.look import Look
from shudi_cli.report.paper import Paper

DOSSIER_FORMATS: Mapping[str, str] = {
    "text": "shudi_cli.report.dossier_text",
    "markdown": "shudi_cli.report.dossier_markdown",
    "html": "shudi_cli.report.dossier_html",
}

DossierWriter = Callable[[Dossier, TextIO, Look], None]


def dossier_writer(form: str) -> DossierWriter:
    """The writer of a format, loaded now."""
    write: DossierWriter = import_module(DOSSIER_FORMATS[form]).write
    return write


def title_of(dossier: Dossier) -> str:
    """The page's title."""
    return f"清单变更案卷 {dossier.change.number}"


def blocks(dossier: Dossier, paper: Paper) -> Iterator[str]:
    """The page, block by block."""
    yield paper.heading(1, title_of(dossier))
    yield paper.paragraph(f"{summary(dossier.change)}。{_outcome(dossier)}")
    if dossier.change.downhill:
        yield paper.alarm(SLID, [f"破例的理由：{dossier.change.downhill}"])
    yield paper.heading(2, "申请")
    yield paper.facts(list(_header(dossier)))
    yield paper.heading(2, f"程序：{dossier.change.procedure.name}")
    yield paper.chain(steps_of(dossier.standing))
    yield paper.heading(2, "原文与新文")
    for change in dossier.items:
        yield from item_blocks(change, paper)
    yield from _opinions(dossier, paper)
    yield paper.heading(2, "还缺什么")
    for missing in dossier.missing:
        yield paper.bullet(missing)
    if not dossier.missing:
        yield paper.paragraph("没有。")
    yield paper.paragraph("本页由案卷里的记录写成，只供查阅；以记录和盖章的原件为准。")


def _outcome(dossier: Dossier) -> str:
    standing, release = dossier.standing, dossier.release
    if standing.outcome is Outcome.APPROVED:
        held = (
            f"随 {release.number} 版（{release.document_number}，{release.effective} 起生效）发布"
            if release
            else "还没有发布"
        )
        return f"{standing.since} 批准入册，{held}。"
    if standing.open and standing.stage:
        waiting = "、".join(seat.unit for seat in standing.waiting)
        return f"办理中，从 {standing.since} 起在“{standing.stage.name}”等{waiting}。"
    return f"{standing.since} {standing.outcome.value}，清单没有改动。"


def _header(dossier: Dossier) -> Iterator[tuple[str, str]]:
    change = dossier.change
    application = change.application
    yield "编号", change.number
    yield "地区和清单", f"{change.region} {change.folder}"
    yield "类型", change.sort
    yield from _said("触发", change.trigger)
    yield "申请单位", f"{application.unit}（{application.person}）"
    yield "申请日期", application.day
    yield "理由", change.reason
    yield from _said("依据", "、".join(map(str, change.bases)))
    yield from _said("涉及", "、".join(change.concerned))
    yield from _said("接续", change.renews)
    if change.base:
        yield "基于", f"{change.base.number} 版（指纹 {change.base.digest}）"
    yield from _attached(application.attachments, dossier)
    yield from _said("申请的签名", change.signature and f"有，依第{_version(change)}版签批名册")
    yield "内容指纹", change.digest


def _opinions(dossier: Dossier, paper: Paper) -> Iterator[str]:
    """Every opinion in the order of the records; those that do not count stand where they were given, and say so."""
    void = {id(voided.opinion): voided.reason for voided in dossier.standing.void}
    yield paper.heading(2, f"意见（{len(dossier.opinions)}份）")
    if not dossier.opinions:
        yield paper.paragraph("还没有意见。")
    for number, opinion in enumerate(dossier.opinions, 1):
        stage = opinion.stage or "申请单位"
        yield paper.heading(3, f"{number}. {stage} · {opinion.unit}：{opinion.decision}（{opinion.day}）")
        if reason := void.get(id(opinion)):
            yield paper.alarm(f"这份意见不算数：{reason}")
        yield paper.facts(list(_opinion(opinion, dossier)))


def _opinion(opinion: Opinion, dossier: Dossier) -> Iterator[tuple[str, str]]:
    yield from _said("说明", opinion.text)
    yield from _said("文号", opinion.document_number)
    yield "经办", f"{opinion.person.name}（{opinion.person.unit}）"
    yield "方式", opinion.way
    yield from _said("一并批准", "、".join(opinion.together))
    yield from _attached(opinion.attachments, dossier)
    yield from _said("已阅", f"{len(opinion.seen)}份意见" if opinion.seen else None)
    yield from _said("签名", opinion.signature and f"有，依第{_version(opinion)}版签批名册")
    yield "指纹", opinion.digest


def _attached(attachments: Sequence[Attachment], dossier: Dossier) -> Iterator[tuple[str, str]]:
    for attachment in attachments:
        yield "附件", _evidence(dossier.evidence[attachment])


def _evidence(found: Evidence) -> str:
    attachment = found.attachment
    name = f"{attachment.original}，存为 {attachment.file}" if attachment.original else attachment.file
    fault = f"。{found.fault}" if found.fault else ""
    return f"{name}（{attachment.size:,} 字节，指纹 {attachment.digest}）{fault}"


def _said(name: str, text: str | None) -> Iterator[tuple[str, str]]:
    if text:
        yield name, text


def _version(record: Change | Opinion) -> int | str:
    return record.roster.version if record.roster else "？"
