"""The difference as a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What happened to an item."""

    ADDED = "增加"
    REMOVED = "减去"
    CHANGED = "修改"
    MOVED = "移动"
    RENUMBERED = "改号"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after; `path` leads to it in a clerk's words: 主体责任, 县水务局, 职责.

    None means that it was not there.
    """

    path: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item that differs. `sort` is the chief thing that happened; the rest is in the fields.

    For an added or removed item `fields` holds its whole text. `was_number` is set when an item
    kept its content and changed its number.
    """

    sort: Sort
    number: str
    name: str
    domain: str
    fields: tuple[FieldChange, ...] = ()
    was_name: str | None = None
    was_domain: str | None = None
    was_number: str | None = None
    downhill: tuple[str, str] | None = None  # 责任下移: main units before and after

    @property
    def renamed(self) -> bool:
        """Whether the name changed."""
        return self.was_name is not None


@dataclass(frozen=True, slots=True)
class ChapterChange:
    """A chapter (领域, 板块) that came, went, was renamed, or whose items stand in another order."""

    message: str


@dataclass(frozen=True, slots=True)
class ListDiff:
    """What differs in one list."""

    folder: str
    items: tuple[ItemChange, ...] = ()
    chapters: tuple[ChapterChange, ...] = ()

    def of(self, sort: Sort) -> tuple[ItemChange, ...]:
        """The items to which this happened."""
        return tuple(change for change in self.items if change.sort is sort)


@dataclass(frozen=True, slots=True)
class FileChange:
    """What differs in a file that is no chapter: settings, units, laws, a list's notice."""

    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read in the state titled `where`, so that it was not compared."""

    name: str
    where: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs between two states of one workspace, titled as on screen."""

    before: str
    after: str
    lists: tuple[ListDiff, ...] = ()
    files: tuple[FileChange, ...] = ()
    unread: tuple[Unread, ...] = ()
    folder: str = "."

    def __bool__(self) -> bool:
        return bool(self.lists or self.files or self.unread)

    @property
    def downhill(self) -> Sequence[ItemChange]:
        """The items whose main responsibility slid to townships (责任下移)."""
        return [change for found in self.lists for change in found.items if change.downhill]
