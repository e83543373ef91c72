"""事项卡: one item on one page, with who leads, who helps, on what basis and whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shudi_cli.documents.fields import template_fields
from shudi_cli.documents.tabulated import foot_of, is_internal
from shudi_cli.documents.word import page_numbers
from shudi_cli.forms.cells import duty_lines, numbered
from shudi_cli.lookup import ItemFound
from shudi_cli.model import Responsibility
from shudi_cli.model.settings import Export
from shudi_cli.numerals import numeral
from shudi_cli.office.document import (
    Block,
    Cell,
    Paragraph,
    Row,
    Run,
    Section,
    Style,
    Table,
    WordDocument,
    cell,
    text,
)

TITLE = "事项卡"
_WIDTHS = (5.5, 10.4, 5.5, 25.6)


def card_document(
    found: Sequence[ItemFound],
    face: Mapping[str, str],
    export: Export,
    *,
    contacts: Mapping[str, Sequence[str]] | None = None,
) -> WordDocument:
    """A card for each item, each on a page of its own; `contacts` by the item's number.

    What is internal is shown only where the face says that the whole is.
    """
    numbers = page_numbers(export)
    sections = tuple(
        Section(
            tuple(_blocks(entry, face, (contacts or {}).get(entry.item.number, ()))),
            numbers=numbers,
            form=True,
        )
        for entry in found
    )
    name = found[0].item.name if len(found) == 1 else ""
    title = f"{TITLE}　{name}".strip()
    return WordDocument(title, sections, face, foot_of(face), fields=template_fields(title, face))


def _blocks(found: ItemFound, face: Mapping[str, str], contacts: Sequence[str]) -> Iterator[Block]:
    yield text(TITLE, Style.TITLE)
    yield text(found.duty_list.notice.name, Style.SUBTITLE)
    if is_internal(face):
        yield text(f"（{face['版面']}）", Style.SUBTITLE)
    yield Table(_WIDTHS, _rows(found, contacts, internal=is_internal(face)))


def _rows(found: ItemFound, contacts: Sequence[str], *, internal: bool) -> Iterator[Row]:
    item = found.item
    batch = "" if item.batch is None else f"（第{numeral(item.batch)}批）"
    chapter = cell(f"{found.domain.name}{batch}")
    yield Row((_label("编号"), cell(item.number), _label(found.duty_list.kind.chapter), chapter))
    yield _wide("事项名称", item.name)
    if item.applies_to:
        yield _wide("适用", "、".join(item.applies_to))
    yield from _responsible("主体责任", item.main)
    yield from _responsible("配合责任", item.support)
    for title, lines in (
        ("职责任务", numbered(item.tasks)),
        ("依据", [str(basis) for basis in item.bases]),
        ("对应事项", [f"{other.number}　{other.name}" for other in found.linked]),
        ("备注", [item.note] if item.note and internal else []),
        ("联系人", contacts),
    ):
        if lines:
            yield _wide(title, "\n".join(lines))


def _responsible(title: str, entries: Sequence[Responsibility]) -> Iterator[Row]:
    """A row a unit, the title running down beside them."""
    for nth, entry in enumerate(entries):
        unit = Paragraph(
            (Run(entry.unit, bold=entry.leads), Run("\n（牵头）" if entry.leads else "")), Style.TABLE_CENTRE
        )
        duties = cell("\n".join(duty_lines(entry)), columns=2)
        first = (_label(title, rows=len(entries)),) if nth == 0 else ()
        yield Row((*first, Cell((unit,)), duties))


def _wide(title: str, words: str) -> Row:
    return Row((_label(title), cell(words, columns=3)))


def _label(title: str, rows: int = 1) -> Cell:
    return cell(title, Style.TABLE_HEAD, rows=rows)
