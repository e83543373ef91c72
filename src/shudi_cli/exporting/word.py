"""Lists as annexes to an official document, one file a list."""

from __future__ import annotations

from collections.abc import Mapping

from shudi_cli.documents.word import word_document, word_look
from shudi_cli.exporting.files import Export
from shudi_cli.office.word import word_bytes


def word_files(export: Export, ending: str) -> Mapping[str, bytes]:
    """One document a list, in the columns of its kind or of the form asked for."""
    asked = export.asked
    settings = asked.workspace.settings.export
    tables = asked.tables(export.face, whole=False)
    return {
        export.named(found.notice.kind, ending): word_bytes(
            word_document(table, settings), word_look(settings)
        )
        for found, table in zip(asked.lists, tables, strict=True)
    }
