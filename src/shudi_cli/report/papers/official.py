"""公文: the parts that letters and forms are made of. What a record does not know is left blank, to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.documents.fields import written_day
from shudi_cli.documents.layout import title_lines
from shudi_cli.office.document import Block, Cell, Paragraph, Row, Section, Style, Table, cell, text
from shudi_cli.report.word_text import cell_of, said

#: A place to write in, and a day to write down.
BLANK = "　　　　　　"
BLANK_DAY = "　　　　年　　月　　日"
#: What a draft says of itself below its title.
DRAFT = "（稿）"
_WIDTHS = (17, 33, 17, 33)


def day_in_words(day: str | None) -> str:
    """2026年3月5日 of 2026-03-05; a blank day of none."""
    return BLANK_DAY if day is None else written_day(day)


def heading(title: str) -> Paragraph:
    """A document's title."""
    return said(title_lines(title, landscape=False), Style.TITLE)


def annexes(titles: Sequence[str]) -> Iterator[Paragraph]:
    """附件说明, below the text: numbered where there are several. It stays with the signature."""
    yield text("")._replace(keeps=True)
    for nth, title in enumerate(titles, 1):
        lead = "附件：" if nth == 1 else "　　　"
        yield text(f"{lead}{nth}.{title}" if len(titles) > 1 else f"{lead}{title}")._replace(keeps=True)


def signed(units: Sequence[str], day: str | None) -> Iterator[Paragraph]:
    """署名 and 成文日期; no page may hold nothing but these."""
    yield text("")._replace(keeps=True)
    yield from (said(unit, Style.SIGNATURE)._replace(keeps=True) for unit in units)
    yield text(day_in_words(day), Style.SIGNATURE)


def annex(nth: int, of: int, title: str, blocks: Sequence[Block]) -> Section:
    """An annex on pages of its own."""
    number = text(f"附件{nth}" if of > 1 else "附件", Style.ANNEX)
    return Section([number, heading(title), *blocks])


def form(rows: Sequence[Row]) -> Table:
    """A form to fill in: two names and what stands for each in a row."""
    return Table(_WIDTHS, rows)


def two(name: str, words: str, other: str, others: str) -> Row:
    """A row of two facts."""
    return Row((_name(name), _short(words), _name(other), _short(others)))


def one(name: str, content: str | Cell) -> Row:
    """A row of one fact."""
    inside = cell_of(content) if isinstance(content, str) else content
    return Row((_name(name), inside._replace(columns=3)))


def seal_box(name: str, *, before: str = "", mark: str = "（盖章）") -> Row:
    """A row with room for a seal and a day, below what stands `before`."""
    lines = [*([before] if before else []), "", "", f"{'　' * 16}{mark}", f"{'　' * 14}{BLANK_DAY}"]
    return one(name, "\n".join(lines))


def _short(words: str) -> Cell:
    return cell_of(words, Style.TABLE_CENTRE)


def _name(words: str) -> Cell:
    return cell(words, Style.TABLE_HEAD)
