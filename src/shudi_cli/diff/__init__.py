"""比较: what differs between two states of the lists, item by item, as a value that writers show."""

from shudi_cli.diff.comparing import compare, differing
from shudi_cli.diff.items import same_matter
from shudi_cli.diff.slide import Levels, slide
from shudi_cli.diff.values import (
    ChapterChange,
    Diff,
    FieldChange,
    FileChange,
    ItemChange,
    ListDiff,
    Sort,
    Unread,
)
from shudi_cli.diff.wording import Piece, marked

__all__ = [
    "ChapterChange",
    "Diff",
    "FieldChange",
    "FileChange",
    "ItemChange",
    "Levels",
    "ListDiff",
    "Piece",
    "Sort",
    "Unread",
    "compare",
    "differing",
    "marked",
    "same_matter",
    "slide",
]
