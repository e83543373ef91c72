"""Reading .docx: the body of a document, its paragraphs and tables in order.

A reader of our own: python-docx loses content controls and tracked insertions without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from shudi_cli.office.grid import Doubt, Grid, OfficeFile
from shudi_cli.office.reading.cell import Reader, joined
from shudi_cli.office.reading.markup import broken, local
from shudi_cli.office.reading.numbering import Counters, Numbering
from shudi_cli.office.reading.package import Package
from shudi_cli.office.reading.styles import Styles
from shudi_cli.office.reading.table import read_table
from shudi_cli.office.reading.words import Passage, unwrapped

#: How many lines above a table may be said to be above it.
_ABOVE = 8


@dataclass
class _Body:
    """What is gathered as a document is read."""

    grids: list[Grid] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    above: list[Passage] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_document(package: Package) -> OfficeFile:
    """A whole document."""
    root = package.root(package.main)
    body = None if root is None else root.find("{*}body")
    if body is None:
        raise broken(package.name, package.main)
    styles = package.related(package.main, "styles")
    numbering = package.related(package.main, "numbering")
    reader = Reader(
        Styles(package.root(styles) if styles else None),
        Numbering(package.root(numbering) if numbering else None),
    )
    found = _Body(remarks=list(package.remarks))
    _read_body(body, reader, found)
    doubts = {doubt for passage in found.passages for doubt in passage.doubts} - {Doubt.NUMBERED}
    if doubts:
        found.remarks.append(
            "表格以外的文字里有：" + "；".join(doubt.value for doubt in Doubt if doubt in doubts)
        )
    return OfficeFile(
        package.name,
        "docx",
        tuple(found.grids),
        package.properties,
        tuple(line for line in joined(found.passages).split("\n") if line.strip()),
        tuple(found.remarks),
        tuple(dict.fromkeys(_feet(package, reader))),
    )


def _read_body(body: etree._Element, reader: Reader, found: _Body) -> None:
    counters = Counters(reader.numbering)
    for block in unwrapped(body):
        match local(block):
            case "p":
                passage = reader.passage(block, counters)
                found.passages.append(passage)
                found.above.append(passage)
            case "tbl":
                lines = [line for line in joined(found.above).split("\n") if line.strip()]
                grid, remarks = read_table(block, reader, len(found.grids) + 1, "\n".join(lines[-_ABOVE:]))
                found.grids.append(grid)
                found.remarks += remarks
                found.above.clear()
            case "altChunk":
                found.remarks.append("文件里插入了别的文件的内容，没有读")


def _feet(package: Package, reader: Reader) -> Iterator[str]:
    """The lines at the pages' feet."""
    for relation in package.relations(package.main):
        root = package.root(relation.target) if relation.type == "footer" else None
        for block in () if root is None else unwrapped(root):
            if local(block) == "p":
                text = reader.passage(block, Counters(reader.numbering)).text.strip()
                if text:
                    yield text
