"""Holding a document against its schema."""

from __future__ import annotations

from collections.abc import Iterable

from shudi_cli.diagnostics import Finding
from shudi_cli.schema.catalogue import Schema
from shudi_cli.schema.coercion import coerce
from shudi_cli.source import Document


def check_document(document: Document, schema: Schema) -> Iterable[Finding]:
    """Give the document's scalars the types its schema names, then say what the schema refuses.

    The compiled validator says yes; `jsonschema` is loaded only to explain a no.
    """
    coerce(schema.plan, document.data)
    if schema.fast.is_valid(document.data):
        return ()
    from shudi_cli.schema.explaining import explain

    return explain(document, schema)
