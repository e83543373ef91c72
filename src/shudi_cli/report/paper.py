"""A page made of blocks, whatever it is written in: Markdown, HTML, or text for the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from shudi_cli.diff import Piece

#: The cells of a table's row after the first: each the pieces of a text, none for nothing.
Cells = Sequence[Sequence[Piece]]


class Step(NamedTuple):
    """One step of a chain: `state` is done, now, ahead or ended; `marks` say what each party did."""

    name: str
    state: str
    marks: tuple[str, ...] = ()


class Paper(Protocol):
    """What a page is written in. Each method gives source text for one block."""

    def heading(self, level: int, text: str) -> str:
        """A heading; level 1 is the page's title."""
        ...

    def paragraph(self, text: str) -> str:
        """A paragraph."""
        ...

    def alarm(self, text: str, points: Sequence[str] = ()) -> str:
        """What must not be overlooked."""
        ...

    def bullet(self, text: str) -> str:
        """One point of a list."""
        ...

    def table(self, titles: Sequence[str], rows: Sequence[tuple[str, Cells]]) -> str:
        """A table whose first column names the rows."""
        ...

    def facts(self, rows: Sequence[tuple[str, str]]) -> str:
        """What is said of one thing: names and what stands for each, without a head."""
        ...

    def chain(self, steps: Sequence[Step]) -> str:
        """A procedure's steps, one after the other."""
        ...


def cell(pieces: Sequence[Piece], plain: Callable[[str], str], nothing: str) -> str:
    """A table's cell, what changed in <del> and <ins>, which Markdown takes too; `plain` escapes text."""
    return "".join(_tagged(piece, plain) for piece in pieces) or nothing


def _tagged(piece: Piece, plain: Callable[[str], str]) -> str:
    text = "<br>".join(map(plain, piece.text.split("\n")))
    tag = _TAGS.get(piece.sort)
    return f"<{tag}>{text}</{tag}>" if tag else text


# Markdown's own emphasis is not recognised beside Chinese punctuation; tags always are.
_TAGS = {"removed": "del", "added": "ins"}
