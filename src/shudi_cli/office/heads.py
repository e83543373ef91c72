"""The head of a table: in one line, or in two where neighbours share a title; whoever draws it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple, Protocol


class Titled(Protocol):
    """A column with its title, and the one it shares with its neighbours."""

    @property
    def title(self) -> str:
        """Its own title."""

    @property
    def above(self) -> str | None:
        """The title above it."""


class HeadCell(NamedTuple):
    """A title that begins at a column and covers so many columns and lines."""

    title: str
    column: int
    across: int = 1
    down: int = 1


def head_lines(columns: Sequence[Titled]) -> Sequence[Sequence[HeadCell]]:
    """The lines of a head; a column without a title above its own runs down both."""
    if not any(column.above for column in columns):
        return [[HeadCell(column.title, nth) for nth, column in enumerate(columns)]]
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    for above, group in groupby(enumerate(columns), key=lambda entry: entry[1].above):
        within = list(group)
        if above:
            upper.append(HeadCell(above, within[0][0], across=len(within)))
            lower += [HeadCell(column.title, nth) for nth, column in within]
        else:
            upper += [HeadCell(column.title, nth, down=2) for nth, column in within]
    return [upper, lower]
