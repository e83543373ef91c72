"""Text as paragraphs and cells of a Word document: lines become paragraphs, what changed is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shudi_cli.diff import Piece
from shudi_cli.office.document import Cell, Mark, Paragraph, Run, Style
from shudi_cli.report.width import visible


def said(words: str, style: Style = Style.BODY, *, bold: bool = False) -> Paragraph:
    """A paragraph of words that a clerk wrote; what cannot be seen is written out."""
    return Paragraph((Run(visible(words, keep="\n"), bold),), style)


def cell_of(words: str, style: Style = Style.TABLE_TEXT, *, columns: int = 1, rows: int = 1) -> Cell:
    """A cell of words that a clerk wrote: each line a paragraph."""
    return Cell(tuple(said(line, style) for line in words.split("\n")), columns, rows)


def lines_of(
    pieces: Iterable[Piece], style: Style = Style.TABLE_TEXT, *, tracked: bool = False
) -> Iterator[Paragraph]:
    """Pieces of a text as paragraphs, one a line.

    Tracked, a paragraph's mark is that of its end: with what was added taken out, and what was removed left
    in, exactly the old lines remain, and the other way round the new ones.
    """
    runs: list[Run] = []
    for piece in pieces:
        mark = Mark(piece.sort)
        first, *others = piece.text.split("\n")
        runs += [Run(first, mark=mark)] if first else []
        for line in others:
            yield Paragraph(tuple(runs), style, mark=mark if tracked else Mark.SAME)
            runs = [Run(line, mark=mark)] if line else []
    yield Paragraph(tuple(runs), style)
