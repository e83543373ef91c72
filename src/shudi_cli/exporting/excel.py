"""Lists as one workbook to work in."""

from __future__ import annotations

from collections.abc import Mapping

from shudi_cli.documents.workbook import workbook
from shudi_cli.exporting.files import Export, what_of
from shudi_cli.office.excel import excel_bytes


def excel_files(export: Export, ending: str) -> Mapping[str, bytes]:
    """One workbook."""
    asked = export.asked
    lists = list(zip(asked.lists, asked.printed(whole=True), strict=True))
    book = workbook(asked.workspace, lists, export.face, asked.lines)
    return {export.named(what_of(export), ending): excel_bytes(book)}
