"""The merged cells of a sheet, and places like C5."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from shudi_cli.office.grid import Doubt, GridCell

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
#: A merge larger than this is no table cell: somebody merged a whole column. It is cut down to its first cell.
_TALLEST, _WIDEST = 5000, 500


def position(place: str) -> tuple[int, int]:
    """Row and column, from 0, of a place like C5; the first cell for what is no place."""
    found = _PLACE.fullmatch(place)
    return (max(int(found[2]) - 1, 0), _column(found[1].upper())) if found else (0, 0)


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class Spans:
    """Merged areas: (row, column) of the first cell → rows, columns."""

    def __init__(self, areas: Iterable[tuple[tuple[int, int], tuple[int, int]]] = ()) -> None:
        self._areas: dict[tuple[int, int], tuple[int, int]] = {}
        for first, last in areas:
            self._put(first, last)

    def add(self, area: str) -> None:
        """A merged area like A1:C5."""
        first, _, last = area.partition(":")
        self._put(position(first), position(last or first))

    def _put(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        rows, columns = last[0] - first[0] + 1, last[1] - first[1] + 1
        if rows > 0 and columns > 0 and rows <= _TALLEST and columns <= _WIDEST:
            self._areas[first] = rows, columns

    def laid(self, cells: Mapping[tuple[int, int], GridCell]) -> dict[tuple[int, int], GridCell]:
        """Cells with their spans; what is covered is gone, and where it said something else that is a doubt."""
        covered: dict[tuple[int, int], tuple[int, int]] = {}
        for first in sorted(self._areas):
            if first not in cells and not self._fills(first, cells):
                continue
            rows, columns = self._areas[first]
            for row in range(first[0], first[0] + rows):
                for column in range(first[1], first[1] + columns):
                    covered.setdefault((row, column), first)
        laid = {}
        for place, cell in cells.items():
            first = covered.get(place, place)
            if first == place:
                rows, columns = self._areas.get(place, (1, 1)) if place in covered else (1, 1)
                laid[place] = cell._replace(rows=rows, columns=columns)
        for place, cell in cells.items():
            first = covered.get(place, place)
            if first != place and cell.text and cell.text != (laid[first].text if first in laid else ""):
                rows, columns = self._areas[first]
                owner = laid.get(first, GridCell("", rows, columns))
                laid[first] = owner._replace(doubts=tuple(dict.fromkeys((*owner.doubts, Doubt.HIDDEN_TEXT))))
        return laid

    def _fills(self, first: tuple[int, int], cells: Mapping[tuple[int, int], GridCell]) -> bool:
        """Whether an empty first cell covers anything."""
        rows, columns = self._areas[first]
        return any(
            (row, column) in cells
            for row in range(first[0], first[0] + rows)
            for column in range(first[1], first[1] + columns)
        )
