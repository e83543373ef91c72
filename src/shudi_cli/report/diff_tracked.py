"""修订稿: the lists as they are printed, the newer text with real revisions (修订) against the older.

Chapters are told by bands, as GB/T 9704 annexes have them. Accepting every revision gives exactly the table of the newer state, rejecting every one that of the older.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

from shudi_cli.comparison.grounding import Grounded
from shudi_cli.diff import Piece, marked
from shudi_cli.documents import Tabulated, tabulated
from shudi_cli.documents.layout import column_shares, needs_landscape, title_lines
from shudi_cli.documents.word import column_style, head_rows, page_numbers
from shudi_cli.errors import ShudiError
from shudi_cli.forms import PrintedList, PrintedRow, columns_named, printed
from shudi_cli.model import DutyList
from shudi_cli.office.document import (
    Cell,
    Mark,
    PageNumber,
    Revision,
    Row,
    Section,
    Style,
    Table,
    WordDocument,
    text,
)
from shudi_cli.report.width import visible
from shudi_cli.report.word_text import lines_of
from shudi_cli.workspace import Workspace

TITLE = "清单修订稿"
_Change: TypeAlias = Literal["removed", "added"]


class _Line(NamedTuple):
    """A row of the printed table: of an item, or the band above a chapter, which runs `across` so many columns."""

    key: tuple[str, str]
    texts: tuple[str, ...]
    across: int = 0


def tracked_document(found: Sequence[Grounded]) -> WordDocument:
    """A section for each list that reads otherwise; ShudiError where none does."""
    sections = [section for comparison in found for section in _sections(comparison)]
    diff = found[0].diff
    if not sections:
        message = f"{diff.before}与{diff.after}印出来的清单没有不同"
        raise ShudiError(message, "不加 --tracked，看其他地方有什么不同")
    return WordDocument(
        TITLE,
        tuple(sections),
        {"文书": TITLE, "原版本": diff.before, "新版本": diff.after},
        foot=f"{diff.before} → {diff.after}",
        revision=Revision(found[0].settings.office, f"{max(one.day for one in found)}T00:00:00Z"),
    )


def _sections(found: Grounded) -> Iterator[Section]:
    old, new = _by_folder(found.before), _by_folder(found.after)
    numbers = page_numbers(found.settings.export)
    for folder in dict.fromkeys((*new, *old)):
        was, is_ = old.get(folder), new.get(folder)
        _refuse_other_columns(was, is_)
        columns = columns_named(next(found.kind for found in (is_, was) if found))
        before = printed(was, found.before.units, columns) if was else None
        after = printed(is_, found.after.units, columns) if is_ else None
        lines = _lines(before), _lines(after)
        shown = tabulated(next(table for table in (after, before) if table), {})
        rows = _rows(*lines, [column_style(nth, column, shown) for nth, column in enumerate(shown.columns)])
        titles = [visible(table.title) if table else "" for table in (before, after)]
        if titles[0] != titles[1] or any(map(_is_marked, rows)):
            yield _section(titles, shown, rows, numbers)


def _refuse_other_columns(was: DutyList | None, is_: DutyList | None) -> None:
    """ShudiError where a list is printed in other columns than before: no revision of the text says that."""
    if was and is_:
        titles = [
            [(column.above, column.title, column.field) for column in columns_named(found.kind)]
            for found in (was, is_)
        ]
        if titles[0] != titles[1]:
            raise ShudiError(
                f"{is_.notice.name}两边的栏目不一样，写不成修订稿", "不加 --tracked，写修改对照表"
            )


def _section(titles: Sequence[str], shown: Tabulated, rows: Sequence[Row], numbers: PageNumber) -> Section:
    """A list on pages laid out as those of the list itself."""
    turned = needs_landscape(shown)
    shares = column_shares(shown.columns, list(shown.rows), landscape=turned)
    (title,) = lines_of(_marked(*titles), Style.TITLE, tracked=True)
    if titles[0] == titles[1]:
        title = text(title_lines(titles[0], landscape=turned), Style.TITLE)
    return Section([title, Table(shares, [*head_rows(shown.columns), *rows])], turned, numbers)


def _rows(before: Sequence[_Line], after: Sequence[_Line], styles: Sequence[Style]) -> Sequence[Row]:
    """The rows of both tables, by number; what stands at another place went from there and came here."""
    old, new = ([line.key for line in lines] for lines in (before, after))
    rows: list[Row] = []
    for operation, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            rows += [_changed(*pair, styles) for pair in zip(before[a:b], after[c:d], strict=True)]
        else:
            rows += [_whole(line, Mark.REMOVED, styles) for line in before[a:b]]
            rows += [_whole(line, Mark.ADDED, styles) for line in after[c:d]]
    return rows


def _by_folder(workspace: Workspace) -> dict[str, DutyList]:
    return {found.folder: found for found in workspace.lists}


def _lines(table: PrintedList | None) -> Sequence[_Line]:
    """The rows of a table; none of a list that was or is not there."""
    found: list[_Line] = []
    if table is not None:
        across = len(table.columns)
        for band, chapter in zip(tabulated(table, {}).bands, table.chapters, strict=True):
            found.append(_Line(("章", chapter.name), (visible(band.title),), across))
            found += [_item(row) for row in chapter.rows]
    return found


def _item(row: PrintedRow) -> _Line:
    return _Line(("事项", row.item.number), tuple(visible(text, keep="\n") for text in row.cells))


def _changed(old: _Line, new: _Line, styles: Sequence[Style]) -> Row:
    """A row that stood and stands there; where nothing differs it has no mark."""
    return _row(new, [_marked(was, is_) for was, is_ in zip(old.texts, new.texts, strict=True)], styles)


def _whole(line: _Line, mark: Mark, styles: Sequence[Style]) -> Row:
    """A row that came or went as a whole, with all that is in it."""
    sort: _Change = "removed" if mark is Mark.REMOVED else "added"
    return _row(line, [[Piece(sort, text)] for text in line.texts], styles)._replace(mark=mark)


def _marked(old: str, new: str) -> Sequence[Piece]:
    return [Piece("same", new)] if old == new else marked(old, new)


def _row(line: _Line, texts: Sequence[Sequence[Piece]], styles: Sequence[Style]) -> Row:
    if line.across:
        (heading,) = lines_of(texts[0], Style.TABLE_BAND, tracked=True)
        return Row((Cell((heading._replace(keeps=True, outline=1),), columns=line.across),))
    lines = (lines_of(pieces, style, tracked=True) for pieces, style in zip(texts, styles, strict=True))
    return Row(tuple(Cell(tuple(paragraphs)) for paragraphs in lines))


def _is_marked(row: Row) -> bool:
    """Whether anything in a row is revised."""
    lines = [line for found in row.cells for line in found.paragraphs]
    marks = {row.mark, *(line.mark for line in lines), *(run.mark for line in lines for run in line.runs)}
    return marks != {Mark.SAME}
