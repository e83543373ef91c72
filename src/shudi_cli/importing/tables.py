"""Which tables of the files are lists, and which rows of them are items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shudi_cli.documents.base import Base, read_base
from shudi_cli.forms.printing import CHAPTER, NUMBER
from shudi_cli.importing.counting import batch_of, chapter_name, declared_totals
from shudi_cli.importing.doubts import Query, Weight
from shudi_cli.importing.heads import FIELDS, Head, find_head
from shudi_cli.importing.neatening import narrowed, one_line
from shudi_cli.importing.rows import Read, Row, read_rows
from shudi_cli.office.book import CHOICES_SHEET, HIDDEN_SHEET
from shudi_cli.office.grid import Grid, OfficeFile

#: A table so small, or so narrow, is no list.
_ROWS, _COLUMNS = 2, 2
_SHEET = re.compile(r"(?i)^(?:sheet|工作表|表)\s*[0-9]*$")
_BAND = re.compile("^(?:[一二三四五六七八九十]{1,4}、|（[一二三四五六七八九十]{1,4}）).{1,30}$")


@dataclass(frozen=True)
class Table:
    """A table of a list: where it stands, its head, its rows, and the list's title as far as it is there."""

    file: str
    grid: Grid = field(repr=False)
    head: Head
    rows: tuple[Row, ...] = field(repr=False)
    title: str = ""

    @property
    def place(self) -> str:
        """The table as a clerk finds it."""
        return f"工作表“{self.grid.name}”" if self.grid.name else f"表{self.grid.nth}"


@dataclass
class FileRead:
    """A file's tables; the totals it declares; what an export of ours carried along unseen."""

    name: str
    tables: list[Table] = field(default_factory=list)
    queries: list[Query] = field(default_factory=list)
    declared: dict[str, int] = field(default_factory=dict)
    base: Base | None = None
    title: str = ""


def read_file(
    file: OfficeFile, *, prefix: str = "", columns: Mapping[str, str], skipped: frozenset[str]
) -> FileRead:
    """The lists of a file. `columns`: title → field, as a person answered; `prefix` stands before every place."""
    found = FileRead(file.name, base=_base(file))
    said = [*file.paragraphs, *(grid.before for grid in file.grids)]
    batch = batch_of(" ".join([file.name, *file.paragraphs[:6]]))
    reading = _Reading(found, prefix, columns, skipped, Read(batch=batch))
    for remark in file.remarks:
        found.queries.append(
            Query(Weight.LOOK, "文件", prefix.rstrip("：") or file.name, remark[:30], remark, "", remark)
        )
    for grid in file.grids:
        if _is_ours(grid) or (not grid.cells and not grid.before):
            continue
        if grid.hidden:
            reading.say(Weight.LOOK, "隐藏的工作表", grid, "隐藏的工作表要不要读入？", "没有读入")
            continue
        reading.take(grid, several=len([one for one in file.grids if not one.hidden]) > 1)
    titles = [text for table in found.tables for text in above(table.grid, table.head)]
    found.declared = declared_totals([*titles, *said])
    found.title = next((table.title for table in found.tables if table.title), "") or _title(file.paragraphs)
    _check_totals(found, prefix or "", _bands(found, reading.bands))
    return found


def above(grid: Grid, head: Head) -> Iterator[str]:
    """The texts above a head."""
    for row in range(head.first):
        for column in range(grid.width):
            if text := grid.text(row, column).strip():
                yield text


@dataclass
class _Reading:
    found: FileRead
    prefix: str
    columns: Mapping[str, str]
    skipped: frozenset[str]
    state: Read
    head: Head | None = None
    width: int = 0
    bands: dict[str, int] = field(default_factory=dict)

    def take(self, grid: Grid, *, several: bool) -> None:
        """One table."""
        self._before(grid)
        head = find_head(grid, self.columns)
        if head is None and self.head and grid.width == self.width and grid.height:
            self.say(Weight.KNOW, "续表", grid, "", "没有表头，接着上一个表读")
            head, first = self.head, 0
        elif head is None:
            self._unknown(grid)
            return
        else:
            first = head.last + 1
            self._columns(grid, head)
        title = _title([one_line(text) for text in above(grid, head)] if first else ())
        start = Read(chapter=self.state.chapter, batch=batch_of(f"{title} {grid.name}") or self.state.batch)
        if several and grid.name and not _SHEET.match(grid.name) and CHAPTER not in head.fields.values():
            start.chapter = "" if "清单" in grid.name or batch_of(grid.name) else chapter_name(grid.name)
        read = read_rows(grid, head, first, start, skipped=self.skipped, prefix=self.prefix)
        self.state, self.head, self.width = read, head, grid.width
        for chapter, count in read.declared.items():
            self.bands[chapter] = self.bands.get(chapter, 0) + count
        self.found.queries += read.queries
        self.found.tables.append(Table(self.found.name, grid, head, tuple(read.rows), title))
        self.found.queries += _sequence(read.rows, self.prefix)

    def _before(self, grid: Grid) -> None:
        """A heading above a Word table."""
        last = grid.before.strip().split("\n")[-1].strip() if grid.before.strip() else ""
        batch = batch_of(last)
        if batch:
            self.state.batch = batch
        if _BAND.match(last) and not last.endswith(("。", "：", "；")):
            self.state.chapter = chapter_name(last)

    def _columns(self, grid: Grid, head: Head) -> None:
        for column in head.unknown:
            if any(grid.text(row, column).strip() for row in range(head.last + 1, grid.height)):
                title = head.titles[column]
                place = self.prefix + grid.where(head.last, column)
                question = f"“{title}”这一栏是什么？可以写：{'、'.join(FIELDS[1:])}，或写“不要”"
                self.found.queries.append(
                    Query(Weight.MUST, "表头不确定", place, title, question, "这一栏没有读入", title)
                )

    def _unknown(self, grid: Grid) -> None:
        if grid.height < _ROWS or grid.width < _COLUMNS:
            self.say(Weight.LOOK, "小表", grid, "这个小表要不要读入？", "没有读入")
            return
        question = (
            "哪一行是表头？请把表头改成“序号、事项名称、主体责任、配合责任、依据”这样的名称再读，或写“不要”"
        )
        self.say(Weight.MUST, "表格未识别", grid, question, "没有读入")

    def say(self, weight: Weight, code: str, grid: Grid, question: str, done: str) -> None:
        """A doubt about a whole table."""
        place = self.prefix + (f"工作表“{grid.name}”" if grid.name else f"表{grid.nth}")
        said = " ".join(cell.text for _, cell in sorted(grid.cells.items())[:6])
        self.found.queries.append(Query(weight, code, place, "", question, done, said))


def _is_ours(grid: Grid) -> bool:
    """Whether it is one of the hidden sheets that an exported workbook brings along."""
    return grid.name == HIDDEN_SHEET or (grid.hidden and grid.name == CHOICES_SHEET)


def _base(file: OfficeFile) -> Base | None:
    for grid in file.grids:
        if grid.name == HIDDEN_SHEET:
            return read_base(
                [[grid.text(row, column) for column in range(grid.width)] for row in range(grid.height)]
            )
    return None


def _title(texts: Sequence[str]) -> str:
    """The first line that is called as a list is."""
    for text in texts:
        line = text.strip()
        if len(line) <= 60 and re.search("清单|目录|一览表", line):  # noqa: PLR2004 - a title
            return re.sub(
                r"^附件[0-9]*[：:]?\s*|[（(][^（）()]*[0-9一二三四五六七八九十]+[^（）()]*项[^（）()]*[)）]$",
                "",
                line,
            )
    return ""


def _sequence(rows: Sequence[Row], prefix: str) -> Iterator[Query]:
    """Where the 序号 of rows leave one out, or come twice; that they begin anew in a chapter is no fault."""
    before: int | None = None
    for row in rows:
        said = narrowed(row.text(NUMBER)).strip().rstrip(".、．。")
        if not said:
            continue
        match = re.fullmatch(r"[0-9]+(?:\.0)?", said)
        if match is None:
            before = None
            continue
        nth = int(float(said))
        place = row.cells[NUMBER].place
        name = one_line(row.text("名称"))
        if before is not None and nth == 1 and before > 1:
            yield Query(Weight.KNOW, "序号重新开始", place, "", "", "接着读", name)
        elif before is not None and nth != before + 1:
            code, question = (
                ("序号重复", "是不是多了一行？") if nth <= before else ("序号不连续", "是不是漏了事项？")
            )
            yield Query(
                Weight.MUST,
                code,
                place,
                said,
                question,
                f"前一个是{before}，这一个是{nth}，都读入了",
                f"{said} {name}",
            )
        before = nth
    del prefix


def _bands(found: FileRead, declared: Mapping[str, int]) -> Iterator[tuple[str, int, int]]:
    """Chapters whose heading says another number of items than were read."""
    read: dict[str, int] = {}
    for table in found.tables:
        for row in table.rows:
            read[row.chapter] = read.get(row.chapter, 0) + 1
    for chapter, count in declared.items():
        if read.get(chapter, 0) != count:
            yield chapter, count, read.get(chapter, 0)


def _check_totals(found: FileRead, prefix: str, bands: Iterator[tuple[str, int, int]]) -> None:
    place = prefix.rstrip("：") or found.name
    rows = [row for table in found.tables for row in table.rows]
    read = {"事项": len(rows), "领域": len({row.chapter for row in rows if row.chapter})}
    for what, number in found.declared.items():
        if rows and read[what] != number and not (what == "领域" and not read[what]):
            said = f"标题说{number}个{what}，读到{read[what]}个"
            found.queries.append(Query(Weight.MUST, "总数与标题不符", place, what, "差在哪里？", said, said))
    for chapter, count, got in bands:
        said = f"“{chapter}”写明{count}项，读到{got}项"
        found.queries.append(Query(Weight.MUST, "领域项数不符", place, chapter, "差在哪里？", said, said))
