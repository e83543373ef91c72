"""The one canonical form of a workspace file: order, layout and quotes; comments and data stay."""

from __future__ import annotations

from shudi_cli.formatting.arranging import arrange
from shudi_cli.formatting.attaching import attach
from shudi_cli.formatting.entries import entries_of
from shudi_cli.formatting.ordering import KeyOrder, key_order
from shudi_cli.formatting.writing import lines_of
from shudi_cli.source import Document

__all__ = ["KeyOrder", "format_text", "key_order"]


def format_text(document: Document, order: KeyOrder) -> str:
    """The canonical text of a readable document, with line feeds and a final one.

    Raises ValueError for a document that could not be read: its findings are to be told instead.
    """
    if not document.readable:
        raise ValueError(f"{document.name} could not be read")
    root = entries_of(document)
    attach(root, document)
    arrange(root, order)
    return "\n".join([*lines_of(root), ""])
