"""How high a row is that holds wrapped Chinese text: what no program tells before it has drawn it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

#: Of 11 points, with some air for fonts that stand in for 宋体; a row is never lower than is easy to hit, and Excel allows no higher.
_LINE, _AROUND, _LOWEST, _HIGHEST = 14.6, 4, 19, 409
#: What is not broken: words of ASCII, other letters one by one.
_PIECES = re.compile("[!-~]+|.")


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height of a row in points; `widths` are its columns', in half-width characters."""
    lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=True)), default=1)
    return min(max(lines * _LINE + _AROUND, _LOWEST), _HIGHEST)


def _lines(text: str, width: float) -> int:
    """How many lines a cell's text takes: Chinese is broken anywhere, a number or a word is not if that can be."""
    room = max(int(width), 2)
    return sum(_broken(line, room) for line in text.split("\n"))


def _broken(line: str, room: int) -> int:
    lines, filled = 1, 0
    for piece in _PIECES.findall(line):
        wide = 2 if unicodedata.east_asian_width(piece[0]) in "WFA" else len(piece)
        if filled and filled + wide > room:
            lines, filled = lines + 1, 0
        lines += (wide - 1) // room
        filled += wide if wide <= room else wide % room or room
    return lines
