"""Columns on a screen: how wide text is, where it may break, and what must never reach a terminal raw."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

#: Punctuation that may not end a line, and that may not begin one (避头尾).
_OPENING = "（《〈「『【〔［｛“‘"
_CLOSING = "，。、；：？！）》〉」』】〕］｝”’…—·～％" + r"),.;:!?\]}"
_TOKEN = re.compile(rf" +|[{_OPENING}]*(?:[!-~]+|[^ ])[{_CLOSING}]*", re.DOTALL)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: The last two code points of every plane stand for no character and may not appear in XML.
_NONCHARACTERS = 0xFFFE


def visible(text: str, keep: str = "") -> str:
    r"""The text with every control, direction, zero-width or broken character written out: `<U+001B>`.

    The notation is that of the findings' own words (U+001B). Characters in `keep` (such as "\n") stay.
    """
    if text.isprintable():
        return text
    return "".join(f"<U+{ord(char):04X}>" if _is_hidden(char) and char not in keep else char for char in text)


def display_width(text: str) -> int:
    """The columns a line takes on a terminal: two for a Chinese character, none for a combining mark.

    Ambiguous characters (“ ” — … ·) count one, as in Windows Terminal, VS Code, macOS, Linux and CI
    logs. The old cp936 console window makes them two, which moves carets right of the mark a little.
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrapped(text: str, width: int) -> list[str]:
    """A paragraph cut into lines of at most `width` columns (2 or more); none for blank text.

    Chinese breaks anywhere but before closing and after opening punctuation; numbers, names of
    files and other runs of ASCII stay whole unless they are wider than a line.
    """
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text, width):
        size = display_width(piece)
        if used + size > width:
            lines.append(line.rstrip(" "))
            line, used = "", 0
        if used or not lines or piece[0] != " ":
            line, used = line + piece, used + size
    lines.append(line.rstrip(" "))
    return [line for line in lines if line]


def _pieces(text: str, width: int) -> Iterator[str]:
    """Pieces that stay whole; those wider than a line fall apart."""
    for token in _TOKEN.findall(text):
        if display_width(token) > width:
            yield from token
        else:
            yield token


def _is_hidden(char: str) -> bool:
    is_noncharacter = ord(char) & _NONCHARACTERS == _NONCHARACTERS
    return is_noncharacter or unicodedata.category(char) in _HIDDEN


@cache
def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
