"""The rows of a table below its head: items with their chapter; bands, repeated heads, totals and continuations told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from shudi_cli.forms.printing import CHAPTER, NUMBER
from shudi_cli.importing.counting import BAND, CN, batch_of, chapter_name
from shudi_cli.importing.doubts import SKIPPED, Query, Weight, of_cell
from shudi_cli.importing.heads import Head
from shudi_cli.importing.neatening import one_line
from shudi_cli.office.grid import Doubt, Grid, GridCell

_NUMBERED = re.compile(rf"^(?:[{CN}]{{1,4}}、|（[{CN}]{{1,4}}）|第[{CN}]{{1,4}}[章部])")
_COUNTED = re.compile("（(?:共|计|合计)?[0-9]{1,4}[项条个件]）$")
_WORD = re.compile("(?:领域|板块|类)$")
_TOTAL = re.compile("^(?:合计|小计|总计|共计|总数)")
_NOTE = re.compile("^(?:注|备注|说明|填表|制表|审核|联系)[：:人说]?")
#: Columns whose cell may stand for the rows beside it, once merged.
_SHARED = (CHAPTER, "批次")


class Cell(NamedTuple):
    """A cell of an item: its text and where a person finds it."""

    text: str
    place: str


@dataclass
class Row:
    """An item as it stands in a table: its chapter ("" for none), its cells by field. `nth` is its row, from 0."""

    grid: Grid
    nth: int
    place: str
    chapter: str = ""
    batch: int | None = None
    cells: dict[str, Cell] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What stands in a field's cell; "" for nothing."""
        found = self.cells.get(name)
        return found.text if found else ""


@dataclass
class Read:
    """What a table gave."""

    rows: list[Row] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)
    chapter: str = ""
    batch: int | None = None
    declared: dict[str, int] = field(default_factory=dict)


def read_rows(  # noqa: PLR0913 - where a table begins, and what to leave out
    grid: Grid, head: Head, first: int, start: Read, *, skipped: frozenset[str], prefix: str = ""
) -> Read:
    """The rows of a table from a row on. `start` says in which chapter and batch the table begins.

    `skipped` are the places of rows that a person said to leave out; `prefix` stands before every place.
    """
    walk = _Walk(grid, head, prefix, skipped, Read(chapter=start.chapter, batch=start.batch))
    for nth in range(first, grid.height):
        walk.take(nth)
    return walk.found


@dataclass
class _Walk:
    grid: Grid
    head: Head
    prefix: str
    skipped: frozenset[str]
    found: Read

    def take(self, nth: int) -> None:
        """Take one row."""
        texts = [self.grid.text(nth, column) for column in range(self.grid.width)]
        filled = {column: text for column, text in enumerate(texts) if text.strip()}
        place = self.prefix + self.grid.where(nth)
        if not filled:
            return
        if place in self.skipped:
            name = next((column for column, field in self.head.fields.items() if field == "名称"), -1)
            said = " ".join(filled.values())
            self.say(
                Query(
                    Weight.KNOW,
                    SKIPPED,
                    place,
                    one_line(filled.get(name, said))[:40],
                    "",
                    "整项没有读入",
                    said,
                )
            )
        elif self.head.repeated([*filled.values()]):
            self.say(Query(Weight.KNOW, "重复表头", place, "", "", "跳过", " ".join(filled.values())))
        elif len(filled) == 1 and self._line(nth, next(iter(filled)), next(iter(filled.values())), place):
            return
        elif any(_TOTAL.match("".join(filled[column].split())) for column in list(filled)[:2]):
            self.say(Query(Weight.KNOW, "合计行", place, "", "", "跳过", " ".join(filled.values())))
        else:
            self._item(nth, place)

    def _line(self, nth: int, column: int, text: str, place: str) -> bool:
        """A row that says one thing: a band, a batch, a total, a note; False where it is an item or goes on."""
        cell = self.grid.cells[nth, column]
        said = one_line(text)
        named = self.head.fields.get(column)
        wide = cell.columns > 1 or (column == 0 and named != CHAPTER) or named == NUMBER
        if _TOTAL.match(said) or (_NOTE.match(said) and (wide or len(said) > 20)):  # noqa: PLR2004 - no name
            self.say(
                Query(
                    Weight.KNOW,
                    "合计行" if _TOTAL.match(said) else "表中说明",
                    place,
                    "",
                    "",
                    "没有读成事项",
                    said,
                )
            )
            return True
        batch = batch_of(said)
        if batch and len(said) <= 12 and (wide or not named):  # noqa: PLR2004 - 第一批事项（53项）
            self.found.batch = batch
            self.say(Query(Weight.KNOW, "批次行", place, "", "", f"下面的事项算第{batch}批", said))
            return True
        match = BAND.match(said)
        banded = bool(_NUMBERED.match(said) or _COUNTED.search(said) or _WORD.search(said))
        if (
            match
            and not said.isdecimal()
            and (wide or (banded and named != "名称" and named in (None, NUMBER, CHAPTER)))
        ):
            self._band(match.group(1), match.group(2), place, said)
            return True
        return False

    def _band(self, name: str, count: str | None, place: str, said: str) -> None:
        self.found.chapter = chapter_name(name)
        if count:
            self.found.declared[self.found.chapter] = self.found.declared.get(self.found.chapter, 0) + int(
                count
            )
        self.say(Query(Weight.KNOW, "领域行", place, "", "", f"下面的事项归入“{self.found.chapter}”", said))

    def _item(self, nth: int, place: str) -> None:
        cells, doubts = self._cells(nth)
        name = next((column for column, field in self.head.fields.items() if field == "名称"), 0)
        own = self.grid.cells.get((nth, name))
        self.found.queries += doubts
        if own is not None and own.text.strip():
            shown = {
                field: self._shown(nth, column)
                for column, field in self.head.fields.items()
                if field in _SHARED
            }
            if shown.get(CHAPTER):
                self.found.chapter = chapter_name(shown[CHAPTER])
            merged = self._merged(nth)
            row = Row(self.grid, nth, place, self.found.chapter, self.found.batch, {**merged, **cells})
            row.titles = {
                field: self.head.titles.get(column, "") for column, field in self.head.fields.items()
            }
            self.found.rows.append(row)
            if nth in self.grid.hidden_rows:
                self.say(
                    Query(
                        Weight.LOOK,
                        "隐藏行",
                        place,
                        "",
                        "隐藏的行（筛选也算）要不要读入？",
                        "读入了",
                        own.text,
                    )
                )
        elif self.found.rows:
            self._go_on(cells, place)
        else:
            said = " ".join(cell.text for cell in cells.values()) or " ".join(self._texts(nth))
            self.say(Query(Weight.MUST, "没有名称的行", place, "", "这一行是哪个事项的？", "没有读入", said))

    def _go_on(self, cells: Mapping[str, Cell], place: str) -> None:
        """A row without a name goes on with the item above."""
        row = self.found.rows[-1]
        for field_name, cell in cells.items():
            if field_name in (NUMBER, CHAPTER, "编号"):
                continue
            before = row.cells.get(field_name)
            text = f"{before.text}\n{cell.text}" if before and before.text.strip() else cell.text
            row.cells[field_name] = Cell(text, before.place if before else cell.place)
        said = " ".join(cell.text for cell in cells.values())
        self.say(
            Query(
                Weight.LOOK,
                "续行并入",
                place,
                "",
                "这一行是不是上面一个事项的？",
                f"并入“{one_line(row.text('名称'))}”",
                said,
            )
        )

    def _cells(self, nth: int) -> tuple[dict[str, Cell], list[Query]]:
        cells: dict[str, Cell] = {}
        doubts: list[Query] = []
        for column in range(self.grid.width):
            cell = self.grid.cells.get((nth, column))
            if cell is None:
                continue
            place = self.prefix + self.grid.where(nth, column)
            name = self.head.fields.get(column)
            if name:
                cells[name] = Cell(cell.text, place)
                kept = [
                    doubt for doubt in cell.doubts if not (doubt is Doubt.NUMBER and name in (NUMBER, "批次"))
                ]
                doubts += of_cell(kept, place, cell.text)
        return cells, doubts

    def _merged(self, nth: int) -> dict[str, Cell]:
        """What stands further up and reaches down to this row, besides its own cells."""
        found = {}
        for column, name in self.head.fields.items():
            cell: GridCell | None = self.grid.shown(nth, column)
            if (
                cell
                and (nth, column) not in self.grid.cells
                and name not in (NUMBER, "名称", "编号")
                and cell.rows > 1
            ):
                found[name] = Cell(cell.text, self.prefix + self.grid.where(nth, column))
        return found

    def _shown(self, nth: int, column: int) -> str:
        cell = self.grid.shown(nth, column)
        return one_line(cell.text) if cell else ""

    def _texts(self, nth: int) -> Iterator[str]:
        return (text for column in range(self.grid.width) if (text := self.grid.text(nth, column)))

    def say(self, told: Query) -> None:
        """Keep a doubt."""
        self.found.queries.append(told)
