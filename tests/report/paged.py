"""What a reader sees of a Word document: its lines, its tables, what is marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shudi_cli.office.document import Cell, Mark, Paragraph, Row, Table, WordDocument


def text_of(paragraphs: Iterable[Paragraph]) -> str:
    return "\n".join("".join(run.text for run in paragraph.runs) for paragraph in paragraphs)


def tables(document: WordDocument) -> Sequence[Table]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, Table)]


def rows(document: WordDocument) -> Sequence[Row]:
    return [row for table in tables(document) for row in table.rows]


def cells(document: WordDocument) -> Sequence[tuple[str, ...]]:
    """The texts of every row of every table."""
    return [tuple(text_of(cell.paragraphs) for cell in row.cells) for row in rows(document)]


def lines(document: WordDocument) -> Sequence[str]:
    """Every paragraph outside the tables."""
    blocks = (block for section in document.sections for block in section.blocks)
    return [text_of([block]) for block in blocks if isinstance(block, Paragraph)]


def words(document: WordDocument) -> str:
    """Everything that can be read."""
    return "\n".join((*lines(document), *(text for row in cells(document) for text in row)))


def marked(cell: Cell) -> Iterator[tuple[str, str]]:
    """What is marked in a cell: how, and the text."""
    for paragraph in cell.paragraphs:
        yield from ((run.mark.value, run.text) for run in paragraph.runs if run.mark is not Mark.SAME)


def whole(table: Table) -> bool:
    """Whether every cell of a table is covered exactly once."""
    width = len(table.widths)
    pending = [0] * width
    for row in table.rows:
        place = 0
        now = [max(0, left - 1) for left in pending]
        for found in row.cells:
            while place < width and pending[place]:
                place += 1
            for column in range(place, place + found.columns):
                if column >= width or pending[column]:
                    return False
                now[column] = found.rows - 1
            place += found.columns
        while place < width and pending[place]:
            place += 1
        if place != width:
            return False
        pending = now
    return not any(pending)
