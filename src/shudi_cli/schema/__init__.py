"""Raw data to findings: JSON Schema 2020-12, answered fast and explained in Chinese."""

from shudi_cli.schema.catalogue import Schema, chapter_schema, schema_named
from shudi_cli.schema.checking import check_document

__all__ = ["Schema", "chapter_schema", "check_document", "schema_named"]
