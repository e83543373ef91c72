"""Files as they are: bytes to text, text to data with exact positions, and what went wrong on the way."""

from shudi_cli.source.document import Document
from shudi_cli.source.parsing import Tree, span_of
from shudi_cli.source.reading import read_document

__all__ = ["Document", "Tree", "read_document", "span_of"]
