"""Bytes to a document. What is wrong with a file is data too: it never raises."""

from __future__ import annotations

from yaml.error import MarkedYAMLError, YAMLError

from shudi_cli.diagnostics import Finding, Place, Severity, Span
from shudi_cli.source.decoding import decode
from shudi_cli.source.document import Document
from shudi_cli.source.parsing import Reader, Refused
from shudi_cli.source.skimming import NOTHING, skim


def read_document(name: str, raw: bytes) -> Document:
    """Read one file; everything wrong with it becomes a finding, never an exception."""
    text, findings = decode(name, raw)
    data = None
    if not findings:
        reader = Reader(name)
        try:
            data = skim(text)
            if data is NOTHING:
                data = reader.read(text).data
            findings = reader.findings
            if data is None and not findings:
                findings = [_nothing(name)]
        except Refused as refused:
            findings = [*reader.findings, refused.finding]
        except MarkedYAMLError as error:
            from shudi_cli.source.mishaps import explain_syntax_error

            # A slip makes the parser fold lines together first: that finding would only distract.
            before = [finding for finding in reader.findings if finding.code != "Y119"]
            findings = [*before, *explain_syntax_error(name, text, error)]
        except YAMLError:  # pragma: no cover - the screening in `decoding` leaves nothing to it
            findings = [
                Finding("Y109", Severity.ERROR, "文件不是 YAML 文本", Place(name), "从备份恢复这个文件")
            ]
    return Document(name, text, None if findings else data, tuple(findings))


def _nothing(name: str) -> Finding:
    place = Place(name, span=Span(1, 1, 1, 1))
    return Finding("Y110", Severity.ERROR, "文件里只有注释，没有内容", place, "删去这个文件，或补上内容")
