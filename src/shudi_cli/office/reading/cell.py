"""The text of a Word cell: its paragraphs below one another, a table in it flattened and doubted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from shudi_cli.office.grid import Doubt
from shudi_cli.office.reading.markup import local
from shudi_cli.office.reading.numbering import Counters, Numbering
from shudi_cli.office.reading.styles import Styles
from shudi_cli.office.reading.words import Passage, passage, unwrapped


class Reader(NamedTuple):
    """What it takes to read a paragraph: the document's styles and lists."""

    styles: Styles
    numbering: Numbering

    def passage(self, paragraph: etree._Element, counters: Counters) -> Passage:
        """A paragraph as text."""
        return passage(paragraph, self.styles, counters)


def joined(passages: Sequence[Passage]) -> str:
    """Paragraphs below one another; one whose end was deleted runs on into the next."""
    pieces = [piece for found in passages for piece in (found.text, "" if found.runs_on else "\n")]
    return "".join(pieces[:-1])


def cell_content(cell: etree._Element, reader: Reader) -> tuple[str, set[Doubt]]:
    """The text of a cell and its doubts; its automatic numbers start anew."""
    counters = Counters(reader.numbering)
    found = []
    for block in unwrapped(cell):
        match local(block):
            case "p":
                found.append(reader.passage(block, counters))
            case "tbl":
                found.append(Passage(_flattened(block, reader), (Doubt.NESTED,)))
    if len(found) > 1 and Doubt.NESTED in found[-2].doubts and not found[-1].text:
        found.pop()  # Word wants an empty paragraph after a table
    return joined(found), {doubt for each in found for doubt in each.doubts}


def _flattened(table: etree._Element, reader: Reader) -> str:
    rows = [row for row in unwrapped(table) if local(row) == "tr"]
    cells = [
        [cell_content(cell, reader)[0] for cell in unwrapped(row) if local(cell) == "tc"] for row in rows
    ]
    return "\n".join("\t".join(row) for row in cells)
