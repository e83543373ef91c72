"""A record's text, held against its schema before it is recorded: no act leaves a record that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shudi_cli.errors import ShudiError
from shudi_cli.formatting import key_order, new_text
from shudi_cli.rules.privacy import PRIVATE_HINT, private_in
from shudi_cli.schema import check_document, schema_named
from shudi_cli.source import read_document

#: What people write in their own words; records are kept for good, and a part of them is published.
_SENTENCES = ("理由", "责任下移", "说明")


def record_text(kind: str, name: str, data: Mapping[str, Any]) -> bytes:
    """The canonical text of a record.

    ShudiError with what its schema refuses, such as a malformed 文号, and where it says a private number.
    """
    schema = schema_named(kind)
    raw = new_text(data, key_order(schema.body)).encode()
    document = read_document(name, raw)
    findings = [*document.findings, *(check_document(document, schema) if document.readable else ())]
    if findings:
        raise ShudiError(f"没有记入：{findings[0].message}", findings[0].hint)
    for key in _SENTENCES:
        if found := private_in(data.get(key) or ""):
            raise ShudiError(f"没有记入：“{key}”里有{found.what}", PRIVATE_HINT)
    return raw
