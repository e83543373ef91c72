"""The one canonical form of a workspace file: order, layout and quotes; comments and data stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shudi_cli.formatting.arranging import arrange
from shudi_cli.formatting.attaching import attach
from shudi_cli.formatting.entries import Entry, entries_of
from shudi_cli.formatting.ordering import KeyOrder, key_order
from shudi_cli.formatting.revising import grown, revise
from shudi_cli.formatting.writing import lines_of
from shudi_cli.source import Document

__all__ = ["KeyOrder", "format_text", "key_order", "new_text", "revised_text"]


def format_text(document: Document, order: KeyOrder) -> str:
    """The canonical text of a readable document, with line feeds and a final one.

    Raises ValueError for a document that could not be read: its findings are to be told instead.
    """
    return _text(_attached(document), order)


def revised_text(document: Document, data: Any, order: KeyOrder) -> str:
    """The canonical text of a document that holds `data` instead; what stays keeps its comments."""
    root = _attached(document)
    revise(root, data)
    return _text(root, order)


def new_text(data: Mapping[str, Any], order: KeyOrder) -> str:
    """The canonical text of a file that is not there yet."""
    return _text(grown(data), order)


def _attached(document: Document) -> Entry:
    if not document.readable:
        raise ValueError(f"{document.name} could not be read")
    root = entries_of(document)
    attach(root, document)
    return root


def _text(root: Entry, order: KeyOrder) -> str:
    arrange(root, order)
    return "\n".join([*lines_of(root), ""])
