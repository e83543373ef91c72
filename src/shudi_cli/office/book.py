"""An Excel workbook as a value: sheets of text with the manners a clerk expects; every value is text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

#: The sheet that holds what a program reads back; found by name, since other programs may unhide it.
HIDDEN_SHEET = "_shudi"
#: The sheet, hidden too, on which the values of drop-downs stand.
CHOICES_SHEET = "字典"


class SheetColumn(NamedTuple):
    """A column: its title, width in half-width characters, and manners.

    `choices` names a list of `Book.choices` that its cells are picked from; `open` cells may be written
    in a locked sheet; `hint` shows when its title is pointed at.
    """

    title: str
    width: float
    above: str | None = None
    choices: str | None = None
    open: bool = False
    hidden: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet: lines of its face (title and so on), the head, and rows of text; one row has one cell a column.

    `spare` empty rows follow, with the same manners. A `locked` sheet can be written in its open columns only;
    the lock has no password, it guards against slips; `closed` are the rows (from 0) that are locked all the same.
    The rows of a locked sheet have the height of their text, since nobody can fit them.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[Sequence[str]] = field(repr=False)
    face: tuple[str, ...] = ()
    spare: int = 0
    locked: bool = False
    closed: frozenset[int] = frozenset()
    hidden: bool = False
    filtered: bool = True
    landscape: bool = True


@dataclass(frozen=True)
class Book:
    """A workbook. `choices`: name → the values of a drop-down, kept on a hidden sheet. `base`: what `HIDDEN_SHEET` holds.

    `properties` are custom document properties; `foot` is the small line at every printed page's foot.
    Equal values give equal bytes.
    """

    title: str
    sheets: tuple[Sheet, ...]
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    base: Sequence[Sequence[str]] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    foot: str = ""
