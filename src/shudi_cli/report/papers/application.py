"""申请表: what is asked for, from what to what, by whom and why, with room for the unit's seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.acts.filing import Dossier
from shudi_cli.diff import ItemChange
from shudi_cli.office.document import Cell, Row, Section, WordDocument
from shudi_cli.report.diff_table import pairs_of
from shudi_cli.report.papers.official import BLANK, day_in_words, form, heading, one, seal_box, two
from shudi_cli.report.papers.subject import downhill, item_line, list_title, paper, verb

TITLE = "清单动态调整申请表"


def application_form(dossier: Dossier) -> WordDocument:
    """The form, as the applicant signs and seals it."""
    return paper(dossier, TITLE, [Section([heading(TITLE), form(list(_rows(dossier)))], form=True)])


def _rows(dossier: Dossier) -> Iterator[Row]:
    change = dossier.change
    asked = change.application
    yield two("申请单位", asked.unit, "申请编号", change.number)
    yield two("经办人", asked.person, "联系电话", BLANK)
    yield two("申请类型", verb(change), "申请日期", day_in_words(asked.day))
    yield one("清单", list_title(dossier))
    yield one("触发情形", change.trigger or BLANK)
    for found in dossier.items:
        yield from _item(found)
    yield one("理由", change.reason)
    yield one("依据", "\n".join(map(str, change.bases)) or BLANK)
    if change.concerned:
        yield one("涉及单位", "、".join(change.concerned))
    if slid := downhill(dossier):
        yield one("责任下移", "\n".join(slid))
    if asked.attachments:
        yield one("附件", "\n".join(entry.original or entry.file for entry in asked.attachments))
    yield seal_box("申请单位\n盖章", mark="（单位盖章）")


def _item(change: ItemChange) -> Iterator[Row]:
    pairs = list(pairs_of(change))
    yield one("事项", item_line(change))
    yield one("原文", _joined([old for old, _ in pairs]))
    yield one("新文", _joined([new for _, new in pairs]))


def _joined(cells: Sequence[Cell]) -> Cell:
    """The texts of several cells, one below the other; a word that stands for nothing is said once."""
    return Cell(tuple(line for found in dict.fromkeys(cells) for line in found.paragraphs))
