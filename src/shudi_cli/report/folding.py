"""Texts on lines that fit the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.report.look import Look
from shudi_cli.report.width import visible, wrapped

_NARROWEST = 20


def folded(text: str, look: Look, indent: int = 0, role: str = "") -> Iterator[str]:
    """A text folded and indented, its control characters made visible, painted line by line; no line for none."""
    for line in fitted(text, look, indent):
        yield " " * indent + (look.paint(line, role) if role else line)


def points(texts: Sequence[str], look: Look, indent: int) -> Iterator[str]:
    """Texts folded one after the other, numbered where there are several."""
    for number, text in enumerate(texts, 1):
        head = f"{number}. " if len(texts) > 1 else ""
        for place, line in enumerate(fitted(text, look, indent + len(head))):
            yield " " * indent + (head if place == 0 else " " * len(head)) + line


def fitted(text: str, look: Look, used: int) -> list[str]:
    """The lines of a text on a screen of which `used` columns are taken."""
    return wrapped(visible(text), max(look.width - used, _NARROWEST))
