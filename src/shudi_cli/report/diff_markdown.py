"""A difference in Markdown, for the page where a change is reviewed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO

from shudi_cli.diff import Diff, Piece
from shudi_cli.report.diff_page import Cells, blocks, cell
from shudi_cli.report.look import Look
from shudi_cli.report.width import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")


def write(diffs: Sequence[Diff], out: TextIO, look: Look) -> None:
    """Write the difference as Markdown."""
    del look
    out.write("\n".join(blocks(diffs, _Markdown())))


class _Markdown:
    """Markdown, one block at a time; the page's title is a second-level heading of its host."""

    def heading(self, level: int, text: str) -> str:
        return f"{'#' * (level + 1)} {_plain(text)}\n"

    def paragraph(self, text: str) -> str:
        return f"{_plain(text)}\n"

    def alarm(self, text: str, points: Sequence[str] = ()) -> str:
        if not points:
            return f"> {_plain(text)}\n"
        return "\n".join([f"> **{_plain(text)}**", ">", *(f"> - {_plain(point)}" for point in points), ""])

    def bullet(self, text: str) -> str:
        return f"- {_plain(text)}\n"

    def table(self, titles: Sequence[str], rows: Sequence[tuple[str, Cells]]) -> str:
        lines = [titles, ["---"] * len(titles)]
        lines += [[_plain(name), *map(_cell, cells)] for name, cells in rows]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(pieces: Sequence[Piece]) -> str:
    return cell(pieces, _plain, "（无）")


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split("\n"))))
