"""The screen as paper: text folded to its width, painted where there is colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.diff import Piece
from shudi_cli.report.folding import fitted, folded
from shudi_cli.report.look import Look
from shudi_cli.report.paper import Cells, Step

#: What changed is bracketed, so that it shows without colour too.
_MARKS = {"removed": "【{}】", "added": "【{}】"}
_ROLES = ("removed", "added")


class Text:
    """Text, one block at a time; see `Paper`."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def heading(self, level: int, text: str) -> str:
        """See `Paper`."""
        gap = "" if level == 1 else "\n"
        return gap + "\n".join(folded(text, self._look, 0, "title" if level != 2 else "file"))  # noqa: PLR2004

    def paragraph(self, text: str) -> str:
        """See `Paper`."""
        return "\n".join(folded(text, self._look))

    def alarm(self, text: str, points: Sequence[str] = ()) -> str:
        """See `Paper`."""
        listed = (line for point in points for line in folded(point, self._look, 2))
        return "\n".join([*folded(text, self._look, 0, "error"), *listed])

    def bullet(self, text: str) -> str:
        """See `Paper`."""
        first, *others = fitted(text, self._look, 2) or [""]
        return "\n".join([f"· {first}", *(f"  {line}" for line in others)])

    def table(self, titles: Sequence[str], rows: Sequence[tuple[str, Cells]]) -> str:
        """See `Paper`."""
        return "\n".join(line for row in rows for line in self._row(titles[1:], row))

    def facts(self, rows: Sequence[tuple[str, str]]) -> str:
        """See `Paper`."""
        return "\n".join(line for name, text in rows for line in folded(f"{name}：{text}", self._look, 2))

    def chain(self, steps: Sequence[Step]) -> str:
        """See `Paper`."""
        from shudi_cli.report.chains import step_lines

        return "\n".join(step_lines(steps, self._look))

    def _row(self, titles: Sequence[str], row: tuple[str, Cells]) -> Iterator[str]:
        name, cells = row
        yield from folded(name, self._look, 2, "place")
        two_sided = len(cells) == len(_ROLES)
        for nth, (title, pieces) in enumerate(zip(titles, cells, strict=True)):
            if not pieces:
                continue
            head = f"{title}：" if two_sided else ""
            role = _ROLES[nth] if two_sided else ""
            for line in (head + "".join(map(_marked, pieces))).split("\n"):
                yield from folded(line, self._look, 4, role)


def _marked(piece: Piece) -> str:
    return _MARKS.get(piece.sort, "{}").format(piece.text) if piece.text.strip() else piece.text
