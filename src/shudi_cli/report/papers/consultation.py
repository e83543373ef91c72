"""征求意见函: a letter to all whom the change concerns, with the 修改对照表 and a slip for the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shudi_cli.acts.filing import Dossier
from shudi_cli.office.document import Paragraph, Section, Style, Table, WordDocument, text
from shudi_cli.report.papers.official import (
    BLANK,
    BLANK_DAY,
    DRAFT,
    annex,
    annexes,
    day_in_words,
    form,
    heading,
    one,
    seal_box,
    signed,
    two,
)
from shudi_cli.report.papers.subject import (
    COMPARISON,
    comparison_annex,
    concerned,
    downhill,
    item_line,
    item_lines,
    list_title,
    matter,
    paper,
    verb,
)
from shudi_cli.report.word_text import said

TITLE = "征求意见函"
_SLIP = "意见回执"


def consultation_letter(dossier: Dossier) -> WordDocument:
    """The letter and its two annexes."""
    pages = [
        Section(list(_letter(dossier))),
        comparison_annex(dossier, 1, 2),
        replace(annex(2, 2, _SLIP, [_slip(dossier)]), form=True),
    ]
    return paper(dossier, TITLE, pages)


def _letter(dossier: Dossier) -> Iterator[Paragraph]:
    change = dossier.change
    asked, office = change.application, dossier.workspace.settings.office
    yield heading(f"关于征求{matter(dossier)}意见的函")
    yield text(DRAFT, Style.SUBTITLE)
    yield text("")
    to = "、".join(concerned(change, dossier.workspace.units)) or BLANK * 2
    yield said(f"{to}：", Style.PLAIN)
    yield said(
        f"{asked.unit}于{day_in_words(asked.day)}申请{verb(change)}《{list_title(dossier)}》的下列事项（{change.number}）："
    )
    yield from (said(f"{line}。") for line in item_lines(dossier))
    yield said(f"申请的理由：{change.reason}")
    yield from map(said, downhill(dossier))
    yield text(
        f"现将{COMPARISON}送你们征求意见。请对照本单位职责研究，于{BLANK_DAY}前将{_SLIP}加盖公章送{office}。没有意见的，也请回复。"
    )
    yield said(f"联系人：{BLANK}　联系电话：{BLANK}")._replace(keeps=True)
    yield from annexes([COMPARISON, _SLIP])
    yield from signed([office], None)


def _slip(dossier: Dossier) -> Table:
    """The answer's form; the unit and its answer are blank, and so is the day."""
    rows = [
        two("发函单位", dossier.workspace.settings.office, "申请编号", dossier.change.number),
        one("事项", "\n".join(map(item_line, dossier.items))),
        one("回复单位", BLANK),
        one("意见", "□ 没有意见\n□ 有意见（写明修改哪一处、改成什么、依据是什么）：\n\n\n\n"),
        two("经办人", BLANK, "联系电话", BLANK),
        seal_box("回复单位\n盖章", mark="（单位盖章）"),
    ]
    return form(rows)
