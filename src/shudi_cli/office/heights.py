"""How high a row is that holds wrapped Chinese text: what no program tells before it has drawn it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from math import ceil

#: Of 11 points, with some air for fonts that stand in for 宋体; a row is never lower than is easy to hit, and Excel allows no higher.
_LINE, _AROUND, _LOWEST, _HIGHEST = 15.5, 4, 19, 409


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height of a row in points; `widths` are its columns', in half-width characters."""
    lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return min(max(lines * _LINE + _AROUND, _LOWEST), _HIGHEST)


def _lines(text: str, width: float) -> int:
    """How many lines a cell's text takes; a character that does not fit leaves its half of a column empty."""
    room = max(int(width) - 1, 2)
    return sum(max(ceil(_columns(line) / room), 1) for line in text.split("\n"))


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)
