"""单位职责册: what one unit answers for, main and support apart, chapter by chapter, and with whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from shudi_cli.documents.fields import template_fields
from shudi_cli.documents.tabulated import Column, foot_of, is_internal
from shudi_cli.documents.word import band_row, head_rows, page_numbers
from shudi_cli.forms.cells import duty_lines
from shudi_cli.lookup import Duty, UnitFound
from shudi_cli.model.settings import Export
from shudi_cli.numerals import numeral
from shudi_cli.office.document import (
    Block,
    PageNumber,
    Row,
    Section,
    Style,
    Table,
    WordDocument,
    cell,
    text,
)

_HEADS = ("序号", "事项", "本单位职责", "谁牵头、谁配合")
_WIDTHS = (3.2, 10.0, 18.0, 11.0)
#: The cover's title stands a third down the page.
_ABOVE = 6
_PARTS = (("主体责任", True), ("配合责任", False))


def booklet_document(found: UnitFound, face: Mapping[str, str], export: Export) -> WordDocument:
    """The booklet of a unit: a cover, its main duties, its support duties."""
    title = f"{found.name}职责册"
    cover = Section(tuple(_cover(found, title, face)), numbers=PageNumber.NONE)
    text_pages = Section(tuple(_parts(found)), numbers=page_numbers(export))
    fields = template_fields(title, face)
    return WordDocument(title, (cover, text_pages), face, foot_of(face), fields=fields)


def _cover(found: UnitFound, title: str, face: Mapping[str, str]) -> Iterator[Block]:
    yield from [text("", Style.PLAIN)] * _ABOVE
    yield text(title, Style.TITLE)
    yield text("", Style.PLAIN)
    counts = [f"{name}{sum(duty.main is main for duty in found.duties)}项" for name, main in _PARTS]
    yield text("，".join(counts), Style.SUBTITLE)
    version, effective = face.get("正式版本"), face.get("生效日期")
    for line in (
        f"{version}版　{face.get('文号', '')}" if version else "",
        f"{effective}起生效" if effective else "",
        f"（{face['版面']}）" if is_internal(face) else "",
    ):
        if line:
            yield text(line, Style.SUBTITLE)


def _parts(found: UnitFound) -> Iterator[Block]:
    if not found.duties:
        yield text("清单里没有本单位的责任。")
    order = 0
    for name, main in _PARTS:
        duties = [duty for duty in found.duties if duty.main is main]
        if duties:
            order += 1
            yield text(f"{numeral(order)}、{name}（{len(duties)}项）", Style.HEADING)
            yield Table(_WIDTHS, _rows(duties))


def _rows(duties: Sequence[Duty]) -> Iterator[Row]:
    yield from head_rows([Column(head) for head in _HEADS])
    nth = 0
    for order, (domain, group) in enumerate(groupby(duties, key=lambda duty: duty.domain), 1):
        within = list(group)
        yield band_row(f"（{numeral(order)}）{domain.name}（{len(within)}项）", len(_HEADS), outline=2)
        for duty in within:
            nth += 1
            yield _row(nth, duty)


def _row(nth: int, duty: Duty) -> Row:
    entry = duty.responsibility
    return Row(
        (
            cell(str(nth), Style.TABLE_CENTRE),
            cell(f"{duty.item.number}\n{duty.item.name}"),
            cell("\n".join([*(["牵头单位。"] if entry.leads else []), *duty_lines(entry)])),
            cell("\n".join(_with(duty))),
        )
    )


def _with(duty: Duty) -> Iterator[str]:
    """Who else: who leads, who else bears main responsibility, who helps."""
    item, own = duty.item, duty.responsibility
    lead = item.lead
    if lead is not None:
        yield (
            f"牵头：{'本单位' if lead is own else lead.unit}"
            if len(item.main) > 1 or lead is not own
            else "本单位负责"
        )
    main = [entry.unit for entry in item.main if entry is not lead and entry is not own]
    support = [entry.unit for entry in item.support if entry is not own]
    if main:
        yield f"主体：{'、'.join(main)}"
    if support:
        yield f"配合：{'、'.join(support)}"
