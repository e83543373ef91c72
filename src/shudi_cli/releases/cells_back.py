"""读回单元格: one cell of a file against what a release says there, and how a difference is told."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from shudi_cli.office.grid import Doubt, GridCell
from shudi_cli.releases.tables_back import comparable

_SHOWN = 30
#: A text may be the same and yet say something else to the eye.
_SEEN_OTHERWISE = (
    Doubt.STRUCK,
    Doubt.HIDDEN_TEXT,
    Doubt.INSERTED,
    Doubt.DELETED,
    Doubt.FORMULA,
    Doubt.NO_VALUE,
    Doubt.NESTED,
    Doubt.TINY,
)


def cell_faults(cell: GridCell, wanted: str, said: str) -> Iterator[str]:
    """Another text, or the same that looks otherwise."""
    there, here = comparable(cell.text), comparable(wanted)
    if there != here:
        at = next(
            (nth for nth, (a, b) in enumerate(zip(there, here, strict=False)) if a != b),
            min(len(there), len(here)),
        )
        unseen = "（差在看不见的字符）" if _visible(there) == _visible(here) else ""
        yield f"文件里是“{_around(there, at)}”，{said}是“{_around(here, at)}”{unseen}"
    for doubt in cell.doubts:
        if doubt in _SEEN_OTHERWISE:
            yield f"这一格有{doubt.value}，看到的与{said}可能不同"


def _visible(text: str) -> str:
    """A text without what leaves no mark on paper."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf" and not char.isspace())


def _around(text: str, at: int) -> str:
    """The part of a text around a place, on one line."""
    start = max(at - _SHOWN // 2, 0) if len(text) > _SHOWN * 2 else 0
    end = start + _SHOWN * 2
    return f"{'……' if start else ''}{text[start:end]}{'……' if len(text) > end else ''}".replace("\n", "／")
