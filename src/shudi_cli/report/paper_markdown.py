"""Markdown as paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shudi_cli.diff import Piece
from shudi_cli.report.paper import Cells, Step, cell
from shudi_cli.report.width import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_STATES = {"done": "●", "now": "○", "ended": "〔止〕", "ahead": "□"}


class Markdown:
    """Markdown, one block at a time; see `Paper`. The page's title is a second-level heading of its host."""

    def heading(self, level: int, text: str) -> str:
        """See `Paper`."""
        return f"{'#' * (level + 1)} {_plain(text)}\n"

    def paragraph(self, text: str) -> str:
        """See `Paper`."""
        return f"{_plain(text)}\n"

    def alarm(self, text: str, points: Sequence[str] = ()) -> str:
        """See `Paper`."""
        if not points:
            return f"> {_plain(text)}\n"
        return "\n".join([f"> **{_plain(text)}**", ">", *(f"> - {_plain(point)}" for point in points), ""])

    def bullet(self, text: str) -> str:
        """See `Paper`."""
        return f"- {_plain(text)}\n"

    def table(self, titles: Sequence[str], rows: Sequence[tuple[str, Cells]]) -> str:
        """See `Paper`."""
        lines = [titles, ["---"] * len(titles)]
        lines += [[_plain(name), *map(_cell, cells)] for name, cells in rows]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)

    def facts(self, rows: Sequence[tuple[str, str]]) -> str:
        """See `Paper`."""
        lines = [["项目", "内容"], ["---", "---"], *([_plain(name), _plain(text)] for name, text in rows)]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)

    def chain(self, steps: Sequence[Step]) -> str:
        """See `Paper`."""
        told = (f"{_STATES[step.state]} {step.name}{_marks(step)}" for step in steps)
        return f"{_plain(' → '.join(told))}\n"


def _marks(step: Step) -> str:
    return f"（{'；'.join(step.marks)}）" if step.marks else ""


def _cell(pieces: Sequence[Piece]) -> str:
    return cell(pieces, _plain, "（无）")


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", visible(" ".join(text.split("\n"))))
