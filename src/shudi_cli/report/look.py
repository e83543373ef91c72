"""What the screen can do: how wide it is, and whether it has colour. Rich is too dear to load for this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

#: Role → SGR parameters. Colours only say again what the words say already.
_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "file": "1;4",
    "place": "36",
    "caret": "1;31",
    "hint": "32",
    "good": "1;32",
    "dim": "2",
    "added": "32",
    "removed": "31",
    "title": "1",
}


@dataclass(frozen=True, slots=True)
class Look:
    """`width` in columns; `paint(text, role)` gives the text back in the role's colour, or as it was.

    Text to be painted is one line whose control characters are already visible (`width.visible`).
    """

    width: int
    paint: Callable[[str, str], str]


def plain(width: int = 80) -> Look:
    """No colour: a pipe, a file, or a user who wants none."""
    return Look(width, _unpainted)


def coloured(width: int) -> Look:
    """ANSI colours."""
    return Look(width, _painted)


def _unpainted(text: str, _role: str) -> str:
    return text


def _painted(text: str, role: str) -> str:
    return f"\x1b[{_STYLES[role]}m{text}\x1b[0m" if text else ""
