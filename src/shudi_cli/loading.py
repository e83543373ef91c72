"""Reading files step by step: bytes, schema, data; what is wrong with one file never hides the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shudi_cli.diagnostics import Finding, Place, Severity
from shudi_cli.model.laws import LAWS_FILE
from shudi_cli.model.units import UNITS_FILE
from shudi_cli.schema import Schema, check_document
from shudi_cli.snapshot import Snapshot
from shudi_cli.source import Document, read_document


class Loader:
    """One loading of files of one snapshot; `names` are those that count as being there."""

    def __init__(self, snapshot: Snapshot, names: Sequence[str]) -> None:
        self.snapshot = snapshot
        self.names = names
        self._known = frozenset(names)
        self.documents: dict[str, Document] = {}
        self.unread: set[str] = set()
        self.findings: list[Finding] = []

    def read(self, name: str, schema: Schema) -> Any:
        """The checked data of a file; None, and a finding, when there is none."""
        if name not in self._known:
            self.unread.add(name)
            self.findings.append(_missing(name))
            return None
        raw = self.snapshot.read(name)
        if isinstance(raw, Finding):
            self.unread.add(name)
            self.documents[name] = _closed_book(name)
            self.findings.append(raw)
            return None
        document = read_document(name, raw)
        self.documents[name] = document
        findings = list(document.findings)
        if document.readable:
            findings += check_document(document, schema)
        self.findings += findings
        if findings:
            self.unread.add(name)
            return None
        return document.data


def _closed_book(name: str) -> Document:
    """The document of a file that could not be opened."""
    return Document(name, "", None)


def _missing(name: str) -> Finding:
    hints = {
        UNITS_FILE: "从示例工作区复制一份 units.yaml，再改成本县的单位",
        LAWS_FILE: "从示例工作区复制一份 laws.yaml，再改成本县引用的依据",
    }
    hint = hints.get(name, "从备份或上一个版本恢复它，或在 shudi.yaml 的“清单”里删去这份清单")
    return Finding("Y130", Severity.ERROR, f"缺少文件“{name}”", Place(name), hint)
