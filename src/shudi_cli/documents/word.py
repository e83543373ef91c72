"""An annex (附件) as issued: its number, its title, and the table, chapter by chapter, as a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.documents.fields import template_fields
from shudi_cli.documents.layout import column_shares, needs_landscape, title_lines
from shudi_cli.documents.tabulated import Column, Tabulated, chapter_place, is_internal, with_chapters
from shudi_cli.model.settings import Export
from shudi_cli.office.document import (
    Block,
    Cell,
    PageNumber,
    Paragraph,
    Row,
    Run,
    Section,
    Style,
    Table,
    WordDocument,
    cell,
    text,
)
from shudi_cli.office.heads import head_lines
from shudi_cli.office.word.look import FONTS, WordLook

_NUMBERS = {"外侧": PageNumber.STANDARD, "居中": PageNumber.CENTRE, "无": PageNumber.NONE}
_BAND, _MERGED = "通栏", "合并"
#: A column whose texts are no longer than this is centred.
_SHORT = 6


def word_look(export: Export) -> WordLook:
    """The fonts and the numbering of landscape pages that a county has chosen."""
    return WordLook(FONTS[export.fonts], turned=export.turned == "转向")


def page_numbers(export: Export) -> PageNumber:
    """Where a county has its page numbers."""
    return _NUMBERS[export.numbers]


def word_document(table: Tabulated, export: Export, *, landscape: bool | None = None) -> WordDocument:
    """A table as an annex. Without `landscape`, the page is turned where the columns need it."""
    laid = table if export.chapters == _BAND else with_chapters(table)
    turned = needs_landscape(laid) if landscape is None else landscape
    shares = column_shares(laid.columns, list(laid.rows), landscape=turned)
    rows = Table(shares, _rows(laid, export))
    section = Section((*face_blocks(table, turned=turned), rows), turned, page_numbers(export))
    fields = template_fields(table.title, table.face, annex=table.annex, lines=table.lines)
    return WordDocument(table.title, (section,), table.face, table.foot, fields=fields)


def face_blocks(table: Tabulated, *, turned: bool = False) -> Iterator[Block]:
    """What stands above the table: 附件 on the first line, the title on the third, then what it says of itself."""
    empty = text("", Style.PLAIN)
    if table.annex:
        yield from (text(table.annex, Style.ANNEX), empty)
    yield text(title_lines(table.title, landscape=turned), Style.TITLE)
    said = (f"（{table.face['版面']}）",) if is_internal(table.face) else ()
    yield from (text(line, Style.SUBTITLE) for line in (*table.lines, *said))
    yield empty


def head_rows(columns: Sequence[Column]) -> Iterator[Row]:
    """The heads of a table: one line, or two where columns share a title."""
    for line in head_lines(columns):
        cells = (cell(head.title, Style.TABLE_HEAD, columns=head.across, rows=head.down) for head in line)
        yield Row(tuple(cells), head=True)


def band_row(title: str, columns: int, outline: int = 1) -> Row:
    """A heading that runs across the table and stays with what follows it."""
    heading = Paragraph((Run(title),), Style.TABLE_BAND, keeps=True, outline=outline)
    return Row((Cell((heading,), columns),))


def _rows(table: Tabulated, export: Export) -> Iterator[Row]:
    yield from head_rows(table.columns)
    styles = [column_style(nth, column, table) for nth, column in enumerate(table.columns)]
    for band in table.bands:
        if export.chapters == _BAND and band.title:
            yield band_row(band.title, len(table.columns))
        for nth, row in enumerate(band.rows):
            cells = [cell(words, style) for words, style in zip(row, styles, strict=True)]
            if export.chapters == _MERGED and band.title:
                at = chapter_place(table.columns)
                if nth:
                    del cells[at]
                else:
                    cells[at] = cells[at]._replace(rows=len(band.rows))
            yield Row(tuple(cells))


def column_style(nth: int, column: Column, table: Tabulated) -> Style:
    """The style of the texts in a column: those of one with nothing but short words stand in its middle."""
    short = column.title == "序号" or all(len(row[nth]) <= _SHORT for row in table.rows)
    return Style.TABLE_CENTRE if short else Style.TABLE_TEXT
