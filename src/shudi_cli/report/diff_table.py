"""修改对照表: what differs as one table, list by list, chapter by chapter, item by item, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from shudi_cli.diff import FieldChange, FileChange, ItemChange, Piece, Sort
from shudi_cli.model import Change
from shudi_cli.model.editions import INTERNAL_FIELDS
from shudi_cli.office.document import Cell, Paragraph, Row, Run, Style, Table, cell
from shudi_cli.report.diffs import field_title, sides, slide_of
from shudi_cli.report.width import visible
from shudi_cli.report.word_text import cell_of, lines_of, said

_TITLES = ("序号", "事项", "原表述", "新表述", "依据", "理由")
_WIDTHS = (12, 33, 60, 60, 27, 33)
#: What stands in the place of a text that is not there.
_NOTHING = {Sort.ADDED: cell("（新增，原来没有）"), Sort.REMOVED: cell("（减去）")}
_NONE = cell("（无）")
#: A unit with its duties as the files write it.
_UNIT = re.compile(r"^( *)单位：(.*)(\n\1牵头：true)?\n\1职责：", re.MULTILINE | re.IGNORECASE)
_LEADS = re.compile(r"^( *牵头：)true$", re.MULTILINE | re.IGNORECASE)


class Part(NamedTuple):
    """What differs in one list: its title, what happened to its chapters, its items.

    `changes` are, by an item's number, the approved changes that made it so, as far as they are known.
    """

    title: str
    items: Sequence[ItemChange]
    chapters: Sequence[str] = ()
    changes: Mapping[str, Sequence[Change]] = {}


def comparison_table(parts: Sequence[Part], files: Sequence[tuple[str, FileChange]] = ()) -> Table:
    """The table. `files` are what differs in other files, each with what it is called."""
    head = Row(tuple(cell(title, Style.TABLE_HEAD) for title in _TITLES), head=True)
    return Table(_WIDTHS, [head, *_rows(parts), *_file_rows(files)])


def _rows(parts: Sequence[Part]) -> Iterator[Row]:
    nth = 0
    for part in parts:
        yield _band(part.title)
        yield from (_across(cell_of(message, columns=len(_TITLES))) for message in part.chapters)
        shown = [change for change in part.items if not _is_internal(change)]
        for domain, changes in groupby(_by_chapter(shown), lambda change: change.domain):
            yield _band(f"　{domain}")
            for change in changes:
                nth += 1
                yield from _item_rows(nth, change, part.changes.get(change.number, ()))


def _is_internal(change: ItemChange) -> bool:
    """Whether nothing changed but what the public edition leaves out: the table is sent to others."""
    fields = {field.path[0] for field in change.fields}
    return change.sort is Sort.CHANGED and bool(fields) and fields <= INTERNAL_FIELDS


def _by_chapter(items: Sequence[ItemChange]) -> Sequence[ItemChange]:
    """The items with those of one chapter together, chapters in the order of their first items."""
    order = {domain: nth for nth, domain in enumerate(dict.fromkeys(change.domain for change in items))}
    return sorted(items, key=lambda change: order[change.domain])


def _item_rows(nth: int, change: ItemChange, behind: Sequence[Change]) -> Iterator[Row]:
    """A row for each thing that changed; what concerns the item as a whole runs down beside them."""
    pairs = list(pairs_of(change)) or [(cell(""), cell(""))]  # an item may have no more than a name
    down = len(pairs)
    first, last = (
        (cell(str(nth), Style.TABLE_CENTRE, rows=down), Cell(tuple(_about(change)), rows=down)),
        (cell_of(_bases(behind), rows=down), cell_of(_reasons(behind), rows=down)),
    )
    nothing = _NOTHING.get(change.sort)
    for place, pair in enumerate(pairs):
        texts = pair if nothing is None else _beside(pair, nothing, down if place == 0 else 0)
        yield Row((*first, *texts, *last) if place == 0 else texts)


def _beside(pair: tuple[Cell, Cell], nothing: Cell, down: int) -> tuple[Cell, ...]:
    """The text of what came or went; the word for nothing stands once, beside all of it."""
    return tuple(
        found._replace(rows=down or 1) if found == nothing else found
        for found in pair
        if down or found != nothing
    )


def _about(change: ItemChange) -> Iterator[Paragraph]:
    """What happened, to which item."""
    yield said(change.sort.value, Style.TABLE_TEXT)
    yield said(change.number, Style.TABLE_TEXT)
    yield said(change.name, Style.TABLE_TEXT)
    if change.downhill:
        yield said(slide_of(change), Style.TABLE_TEXT, bold=True)


def pairs_of(change: ItemChange) -> Iterator[tuple[Cell, Cell]]:
    """What was and what is, field by field."""
    fields = [
        field
        for field in change.fields
        if (field.before, field.after) != (None, None) and field.path[0] not in INTERNAL_FIELDS
    ]
    if change.was_domain:
        fields.insert(0, FieldChange(("所在",), change.was_domain, change.domain))
    if change.was_number:
        fields.insert(0, FieldChange(("编号",), change.was_number, change.number))
    for field in fields:
        yield _sides(field, _NOTHING.get(change.sort, _NONE))


def _sides(field: FieldChange, nothing: Cell = _NONE) -> tuple[Cell, Cell]:
    read = FieldChange(field.path, _as_read(field, field.before), _as_read(field, field.after))
    old, new = (_side(read, pieces, nothing) for pieces in sides(read))
    return old, new


def _as_read(field: FieldChange, text: str | None) -> str | None:
    """What the files write with keys, as it reads on paper: 县水务局（牵头）：……."""
    if text is None:
        return None
    if field.path[-1] == "牵头":
        return "是" if text.lower() == "true" else text
    return _LEADS.sub(r"\1是", _UNIT.sub(_unit, text))


def _unit(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}{'（牵头）' if found[3] else ''}："


def _side(field: FieldChange, pieces: Sequence[Piece], nothing: Cell) -> Cell:
    if not pieces:
        return nothing
    title = Paragraph((Run(f"{visible(field_title(field))}：", bold=True),), Style.TABLE_TEXT, keeps=True)
    return Cell((title, *lines_of(pieces)))


def _bases(behind: Sequence[Change]) -> str:
    return "\n".join(dict.fromkeys(str(basis) for change in behind for basis in change.bases))


def _reasons(behind: Sequence[Change]) -> str:
    """Each reason with the number of its change, under which the records are found."""
    return "\n".join(f"{change.reason}\n{change.number}" for change in behind)


def _file_rows(files: Sequence[tuple[str, FileChange]]) -> Iterator[Row]:
    for name, found in files:
        yield _band(name)
        for field in found.fields:
            pair = _sides(field)
            yield Row((cell(""), cell(""), *pair, cell(""), cell("")))


def _band(words: str) -> Row:
    heading = said(words, Style.TABLE_BAND)._replace(keeps=True)
    return _across(Cell((heading,), columns=len(_TITLES)))


def _across(content: Cell) -> Row:
    return Row((content,))
