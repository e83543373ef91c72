"""Laying out a table on a page: whether to turn it, how wide each column is, where a long title is broken."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from statistics import fmean

from shudi_cli.documents.tabulated import Column, Tabulated

#: So many 五号 characters stand side by side in the text area, and so many 二号 ones of a title.
_ACROSS = {False: 42.0, True: 60.0}
_TITLE = {False: 20, True: 29}
#: Room for the sides of a cell, in characters.
_SIDES = 0.9
#: A column is narrow when nothing in it is longer, and wide when what it holds is so long on average.
_NARROW, _WIDE = 8, 40
#: A column of text is not made narrower than this, and none is wider than its head needs to be read.
_LEAST, _HEAD = 7.0, 1.15
_MANY = 5
#: A title is broken after one of these, if there is one near its middle.
_BREAKS = "县区市省的”》）、和及与"


def needs_landscape(table: Tabulated) -> bool:
    """Whether its columns need the width: there are many of them, or two are full of text."""
    rows = list(table.rows)
    wide = sum(_mean(nth, rows) > _WIDE for nth in range(len(table.columns)))
    return len(table.columns) >= _MANY or wide > 1


def column_shares(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], *, landscape: bool
) -> tuple[float, ...]:
    """The columns' shares of the width: as given; the others narrow where their text is short, else by its length.

    Where some are given and some are not, one share is one character.
    """
    across = _ACROSS[landscape]
    longest = [max([_longest(row[nth]) for row in rows], default=0) for nth in range(len(columns))]
    fixed = {
        nth: _SIDES + max(longest[nth], _head(column))
        for nth, column in enumerate(columns)
        if longest[nth] <= _NARROW
    }
    rest = [nth for nth in range(len(columns)) if nth not in fixed]
    room = max(across - sum(fixed.values()), _LEAST * len(rest))
    weights = {nth: max(1.0, _mean(nth, rows)) ** 0.7 for nth in rest}
    flexible = _shared(room, weights)
    shares = [fixed.get(nth) or flexible[nth] for nth in range(len(columns))]
    return tuple(column.width or share for column, share in zip(columns, shares, strict=True))


def title_lines(title: str, *, landscape: bool) -> str:
    """A title in as few lines as hold it, of about one length, none broken inside a word if that can be seen."""
    most = _TITLE[landscape]
    if len(title) <= most or "\n" in title:
        return title
    lines = ceil(len(title) / most)
    middle = ceil(len(title) / lines)
    least = len(title) - (lines - 1) * most
    near = range(max(1, least, middle - 5), min(len(title), middle + 6, most + 1))
    at = min(
        (nth for nth in near if title[nth - 1] in _BREAKS), key=lambda nth: abs(nth - middle), default=middle
    )
    return f"{title[:at]}\n{title_lines(title[at:], landscape=landscape)}"


def _shared(room: float, weights: dict[int, float]) -> dict[int, float]:
    """Room divided by weight, no part below the least."""
    parts = {nth: room * weight / sum(weights.values()) for nth, weight in weights.items()}
    low = {nth for nth, part in parts.items() if part < _LEAST}
    if not low or low == set(parts):
        return parts
    rest = {nth: weight for nth, weight in weights.items() if nth not in low}
    return {**_shared(room - _LEAST * len(low), rest), **dict.fromkeys(low, _LEAST)}


def _head(column: Column) -> float:
    """A head of more than four characters may stand in two lines."""
    long = len(column.title)
    return _HEAD * (long if long <= 4 else ceil(long / 2))  # noqa: PLR2004 - as said


def _longest(words: str) -> int:
    return max(map(_wide, words.split("\n")))


def _wide(line: str) -> int:
    """The width of a line in Chinese characters, rounded up."""
    return ceil(sum(1 if ord(letter) > ord("\u2e7f") else 0.5 for letter in line))


def _mean(nth: int, rows: Sequence[Sequence[str]]) -> float:
    return fmean([len(row[nth]) for row in rows]) if rows else 0.0
