"""A county's list as the Word and Excel files that are handed out."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter

from shudi_cli.documents.tabulating import tabulated
from shudi_cli.documents.word import word_document, word_look
from shudi_cli.forms import every_column, printed
from shudi_cli.model.editions import Edition
from shudi_cli.office.word import word_bytes
from shudi_cli.releases.outputs import face_of
from tests.changes.histories import History


def listed(county: History, edition: Edition = Edition.PUBLIC) -> Any:
    """The list as a table to hand out."""
    workspace = county.workspace
    found = workspace.lists[0]
    table = printed(found, workspace.units, every_column(found), edition)
    return tabulated(table, face_of(county.release("2026.2"), edition))


def word(county: History, edition: Edition = Edition.PUBLIC) -> bytes:
    """The list as a Word file."""
    export = county.workspace.settings.export
    return word_bytes(word_document(listed(county, edition), export), word_look(export))


def excel(county: History, edit: Callable[[list[list[str]]], None] | None = None, **face: str) -> bytes:
    """The list as a workbook with a title and a head; `edit` is done to its rows, `face` replaces what it says."""
    table = listed(county)
    rows = [[table.title], [column.title for column in table.columns], *map(list, table.rows)]
    if edit is not None:
        edit(rows)
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw) as made:
        sheet = made.add_worksheet("清单")
        for nth, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(nth, column, text)
        made.add_worksheet("字典").hide()
        for title, text in {**table.face, **face}.items():
            if text:
                made.set_custom_property(title, text, "text")
    return raw.getvalue()
