"""审核表: one for each stage of the procedure; each party's opinion as it is recorded, or room to write it.

The 修改对照表 goes with it: nobody signs for what is not there to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.acts.filing import Dossier
from shudi_cli.changes import Seat, seats
from shudi_cli.model import Opinion
from shudi_cli.model.changes import PAPER
from shudi_cli.model.procedures import Stage
from shudi_cli.office.document import Row, Section, WordDocument
from shudi_cli.report.papers.official import BLANK, day_in_words, form, heading, one, seal_box, two
from shudi_cli.report.papers.subject import (
    COMPARISON,
    comparison_annex,
    downhill,
    item_lines,
    list_title,
    paper,
    verb,
)

TITLE = "清单动态调整审核表"


def review_forms(dossier: Dossier) -> Iterator[tuple[Stage, WordDocument]]:
    """The form of each stage, in their order."""
    stages = dossier.change.procedure.stages
    for nth, stage in enumerate(stages, 1):
        place = f"{stage.name}（第{nth}个，共{len(stages)}个）"
        rows = [*_subject(dossier, place), *_parties(dossier, stage)]
        title = f"{TITLE}（{stage.name}）"
        pages = [Section([heading(TITLE), form(rows)], form=True), comparison_annex(dossier)]
        yield stage, paper(dossier, title, pages)


def _subject(dossier: Dossier, place: str) -> Iterator[Row]:
    change = dossier.change
    asked = change.application
    yield two("环节", place, "程序", change.procedure.name)
    yield two("申请单位", asked.unit, "申请编号", change.number)
    yield two("申请类型", verb(change), "申请日期", day_in_words(asked.day))
    yield one("清单", list_title(dossier))
    yield one("事项", "\n".join(item_lines(dossier)))
    yield one("原文和新文", f"见附件{COMPARISON}")
    yield one("理由", change.reason)
    yield one("依据", "\n".join(map(str, change.bases)) or BLANK)
    if slid := downhill(dossier):
        yield one("责任下移", "\n".join(slid))


def _parties(dossier: Dossier, stage: Stage) -> Iterator[Row]:
    found = list(seats(stage, dossier.change))
    for seat in found:
        given = dossier.standing.given_to(seat)
        if given:
            yield one(_party(seat), "\n".join(_opinion(given)))
        if not seat.filled(dossier.standing.accepted):
            yield seal_box(_party(seat), before=_blank(seat, given))
    if not found:
        yield one("意见", "本环节没有要出具意见的单位。")


def _party(seat: Seat) -> str:
    return f"{seat.unit}\n意见"


def _opinion(given: Sequence[Opinion]) -> Iterator[str]:
    """What a party wrote; a paper that two clerks wrote down is told once, with both."""
    for first, opinions in _by_paper(given):
        yield f"{first.decision}。{first.text or ''}"
        if first.document_number:
            yield f"文号：{first.document_number}"
        people = "、".join(f"{opinion.person.name}（{opinion.person.unit}）" for opinion in opinions)
        yield f"{'登记人' if first.way == PAPER else '经办人'}：{people}"
        yield f"日期：{day_in_words(first.day)}"


def _by_paper(given: Sequence[Opinion]) -> Iterator[tuple[Opinion, Sequence[Opinion]]]:
    found: dict[object, list[Opinion]] = {}
    for nth, opinion in enumerate(given):
        own = (opinion.decision, opinion.document_number, opinion.day) if opinion.way == PAPER else nth
        found.setdefault(own, []).append(opinion)
    yield from ((opinions[0], opinions) for opinions in found.values())


def _blank(seat: Seat, given: Sequence[Opinion]) -> str:
    """What is still to be written; of a party that has begun, that more is to come."""
    number = f"文号：{BLANK}\n" if seat.stage.numbered else ""
    lead = "（还要有另一人的意见）\n" if given else ""
    return f"{lead}意见：\n\n\n{number}签名：{BLANK}"
