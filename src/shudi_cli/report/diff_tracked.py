"""修订稿: the lists as they are printed, the newer text with real revisions (修订) against the older.

Accepting every revision gives exactly the table of the newer state, rejecting every one that of the older.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

from shudi_cli.comparison.grounding import Grounded
from shudi_cli.diff import Piece, marked
from shudi_cli.documents import tabulated
from shudi_cli.errors import ShudiError
from shudi_cli.forms import PrintedList, PrintedRow, columns_named, printed
from shudi_cli.model import DutyList
from shudi_cli.office.document import Cell, Mark, Revision, Row, Section, Style, Table, WordDocument, cell
from shudi_cli.report.width import visible
from shudi_cli.report.word_text import lines_of
from shudi_cli.workspace import Workspace

TITLE = "清单修订稿"
#: Field → its column's share of the width, where the county does not say.
_WIDTHS = {"序号": 7, "编号": 12, "批次": 7, "名称": 18, "主体责任": 34, "配合责任": 30, "职责任务": 40}
_WIDTH = 14
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
        revision=Revision(found[0].after.settings.office, f"{max(one.day for one in found)}T00:00:00Z"),
    )


def tracked_rows(old: PrintedList | None, new: PrintedList | None) -> Sequence[Row]:
    """The rows of both tables, by number; what stands at another place went from there and came here."""
    before, after = _lines(old), _lines(new)
    matcher = SequenceMatcher(
        None, [line.key for line in before], [line.key for line in after], autojunk=False
    )
    rows: list[Row] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            rows += map(_changed, before[a:b], after[c:d])
        else:
            rows += (_whole(line, Mark.REMOVED) for line in before[a:b])
            rows += (_whole(line, Mark.ADDED) for line in after[c:d])
    return rows


def _sections(found: Grounded) -> Iterator[Section]:
    old, new = _by_folder(found.before), _by_folder(found.after)
    for folder in dict.fromkeys((*new, *old)):
        was, is_ = old.get(folder), new.get(folder)
        kind = next(found.kind for found in (is_, was) if found)
        columns = columns_named(kind)
        before = printed(was, found.before.units, columns) if was else None
        after = printed(is_, found.after.units, columns) if is_ else None
        rows = tracked_rows(before, after)
        titles = [visible(table.title) if table else "" for table in (before, after)]
        if titles[0] != titles[1] or any(map(_is_marked, rows)):
            yield _section(titles, next(table for table in (after, before) if table), rows)


def _by_folder(workspace: Workspace) -> dict[str, DutyList]:
    return {found.folder: found for found in workspace.lists}


def _section(titles: Sequence[str], table: PrintedList, rows: Sequence[Row]) -> Section:
    (title,) = lines_of(_marked(*titles), Style.TITLE, tracked=True)
    head = Row(tuple(cell(column.title, Style.TABLE_HEAD) for column in table.columns), head=True)
    widths = tuple(float(column.width or _WIDTHS.get(column.field, _WIDTH)) for column in table.columns)
    return Section([title, Table(widths, [head, *rows])], landscape=True)


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


def _changed(old: _Line, new: _Line) -> Row:
    """A row that stood and stands there; where nothing differs it has no mark."""
    return _row(new, [_marked(was, is_) for was, is_ in zip(old.texts, new.texts, strict=True)])


def _whole(line: _Line, mark: Mark) -> Row:
    """A row that came or went as a whole, with all that is in it."""
    sort: _Change = "removed" if mark is Mark.REMOVED else "added"
    return _row(line, [[Piece(sort, text)] for text in line.texts])._replace(mark=mark)


def _marked(old: str, new: str) -> Sequence[Piece]:
    return [Piece("same", new)] if old == new else marked(old, new)


def _row(line: _Line, texts: Sequence[Sequence[Piece]]) -> Row:
    if line.across:
        (heading,) = lines_of(texts[0], Style.TABLE_BAND, tracked=True)
        return Row((Cell((heading._replace(keeps=True, outline=1),), columns=line.across),))
    cells = tuple(Cell(tuple(lines_of(pieces, tracked=True))) for pieces in texts)
    return Row(cells)


def _is_marked(row: Row) -> bool:
    """Whether anything in a row is revised."""
    lines = [line for found in row.cells for line in found.paragraphs]
    marks = {row.mark, *(line.mark for line in lines), *(run.mark for line in lines for run in line.runs)}
    return marks != {Mark.SAME}
