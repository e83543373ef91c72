"""A Word document as a value: sections of paragraphs and tables, whoever writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple, TypeAlias


class Style(Enum):
    """The styles a document uses; each is a real, editable style of this name in the file (GB/T 9704)."""

    TITLE = "标题"  # 2 号小标宋，居中
    SUBTITLE = "副标题"  # 3 号楷体，居中
    ANNEX = "附件号"  # 3 号黑体，顶格
    HEADING = "一级标题"  # 3 号黑体
    SUBHEADING = "二级标题"  # 3 号楷体
    BODY = "正文段落"  # 3 号仿宋，首行空二字
    PLAIN = "正文不缩进"  # 3 号仿宋，顶格：主送机关
    RED_HEAD = "发文机关标志"  # 红色小标宋，居中，上边缘距版心 35 毫米
    RED_NUMBER = "发文字号"  # 3 号仿宋，居中，下有红色分隔线
    SIGNATURE = "署名"  # 3 号仿宋，右对齐、右空四字
    TABLE_HEAD = "表头"  # 小四号黑体，居中
    TABLE_BAND = "表内领域"  # 小四号黑体
    TABLE_TEXT = "表文"  # 五号仿宋
    TABLE_CENTRE = "表文居中"  # 五号仿宋，居中
    NOTE = "附注"  # 小五号：页末的版本说明


class Mark(Enum):
    """What became of a run of text between two versions; only a tracked document shows it as a revision."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class Run(NamedTuple):
    """Text in one face. A line feed in it is a line break."""

    text: str
    bold: bool = False
    mark: Mark = Mark.SAME


class Paragraph(NamedTuple):
    """A paragraph; `keeps` holds it on the page of the next one. `outline` (1…) puts it into the navigation pane."""

    runs: tuple[Run, ...]
    style: Style = Style.BODY
    keeps: bool = False
    outline: int | None = None
    mark: Mark = Mark.SAME


class Cell(NamedTuple):
    """A cell of a table. It covers `columns` columns and `rows` rows; what is covered has no cell of its own."""

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1


class Row(NamedTuple):
    """A row. `head` rows come first and are repeated on every page; `whole` ones are not torn between pages."""

    cells: tuple[Cell, ...]
    head: bool = False
    whole: bool = True
    mark: Mark = Mark.SAME


@dataclass(frozen=True)
class Table:
    """A table as wide as the text area; `widths` are the columns' shares of it. Rows may come from a generator."""

    widths: tuple[float, ...]
    rows: Iterable[Row] = field(repr=False)


Block: TypeAlias = "Paragraph | Table"


class PageNumber(Enum):
    """Where a page has its number: as GB/T 9704 wants it (outer edge), in the middle, or nowhere."""

    STANDARD = "standard"
    CENTRE = "centre"
    NONE = "none"


@dataclass(frozen=True)
class Section:
    """Pages of one direction, beginning on a new page. A `form` has narrow margins: it is filled in or pinned up."""

    blocks: Iterable[Block] = field(repr=False)
    landscape: bool = False
    numbers: PageNumber = PageNumber.STANDARD
    form: bool = False


class Revision(NamedTuple):
    """By whom and when the revisions of a tracked document are said to be made; `when` is ISO text with a time."""

    author: str
    when: str


@dataclass(frozen=True)
class WordDocument:
    """A whole document. `properties` are custom document properties; `foot` is the small line at every page's foot.

    `fields` is what the placeholders of an office's own template stand for, by name (标题, 文号 …).
    Equal values give equal bytes: nothing of the day or the machine enters the file.
    """

    title: str
    sections: tuple[Section, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    foot: str = ""
    revision: Revision | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def text(words: str, style: Style = Style.BODY, *, bold: bool = False) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Run(words, bold),), style)


def cell(words: str, style: Style = Style.TABLE_TEXT, *, columns: int = 1, rows: int = 1) -> Cell:
    """A cell of plain text: each line a paragraph."""
    return Cell(tuple(text(line, style) for line in words.split("\n")), columns, rows)
