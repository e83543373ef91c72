"""Word: a list as an annex, items as cards, a unit's duties as a booklet; in the office's own template if there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from shudi_cli.documents.booklet import booklet_document
from shudi_cli.documents.card import TITLE, card_document
from shudi_cli.documents.word import word_document, word_look
from shudi_cli.errors import ShudiError
from shudi_cli.exporting.asked import Asked
from shudi_cli.exporting.calling import card_contacts
from shudi_cli.exporting.files import Export, called
from shudi_cli.lookup import UnitFound
from shudi_cli.office.document import WordDocument
from shudi_cli.office.word import is_turned, word_bytes


def word_files(export: Export, ending: str) -> Mapping[str, bytes]:
    """One document a list; one with all the cards; one booklet."""
    look = word_look(export.asked.workspace.settings.export)
    return {
        export.named(what, ending): word_bytes(document, look, template=export.template)
        for what, document in _documents(export)
    }


def _documents(export: Export) -> Iterator[tuple[str, WordDocument]]:
    """Each document, with what its file is called."""
    asked, face = export.asked, export.face
    settings = asked.workspace.settings.export
    if export.booklet:
        yield "职责册", booklet_document(_unit(asked), face, settings)
    elif asked.items:
        yield TITLE, card_document(asked.items, face, settings, contacts=card_contacts(asked, export.day))
    else:
        turned = is_turned(export.template) if export.template else None
        tables = asked.tables(face, whole=False)
        for found, table in zip(asked.lists, tables, strict=True):
            yield called(found, export), word_document(table, settings, landscape=turned)


def _unit(asked: Asked) -> UnitFound:
    """The unit with those of its duties that lie in the lists and chapters asked for."""
    if asked.unit is None:
        raise ShudiError("没有说是哪个单位的职责册", "用 --unit 写上单位，如 --unit 县水务局")
    whole = (domain for duty_list in asked.lists for domain in duty_list.domains)
    chapters = {domain.place for domain in asked.domains or whole}
    items = {found.item.number for found in asked.items}
    duties = tuple(
        duty
        for duty in asked.unit.duties
        if duty.domain.place in chapters and (not items or duty.item.number in items)
    )
    return replace(asked.unit, duties=duties)
