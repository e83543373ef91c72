"""A source line with carets under a stretch of it, cropped so that it never wraps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from shudi_cli.diagnostics import Span
from shudi_cli.report.width import display_width, visible

_CUT = "…"
_TAB = " " * 4


def snippet(line: str, span: Span, room: int) -> tuple[str, str]:
    """The line that `span` begins on and its carets, each at most `room` columns (20 or more) wide.

    A span over several lines is underlined to the end of this one; an empty span, or one behind
    the last character, gets one caret.
    """
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    # What is further than `room` characters away cannot be shown: a line may be megabytes long.
    low = max(0, start - room)
    cells = [_cell(char) for char in line[low : start + room]]
    start, end = start - low, min(max(end, start + 1) - low, max(len(cells), start - low + 1))
    if start == len(cells):
        cells.append(" ")
    edges = [0, *accumulate(map(display_width, cells))]
    hidden_left, hidden_right = low > 0, low + len(cells) < len(line)
    if edges[-1] <= room and not (hidden_left or hidden_right):
        first, last = 0, len(cells)
    else:
        first, last = _window(edges, start, end, room - 2 * display_width(_CUT))
    left = _CUT if first > 0 or hidden_left else ""
    right = _CUT if last < len(cells) or hidden_right else ""
    before = display_width(left) + edges[start] - edges[first]
    carets = max(1, edges[min(end, last)] - edges[start])
    return left + "".join(cells[first:last]) + right, " " * before + "^" * carets


def _cell(char: str) -> str:
    return _TAB if char == "\t" else visible(char)


def _window(edges: list[int], start: int, end: int, space: int) -> tuple[int, int]:
    """The cells [first, last) to show in `space` columns: the span with as much around it as there is room for.

    `edges[i]` is the column at which cell i begins; the last one is the width of the whole.
    """
    lead = max((space - (edges[end] - edges[start])) // 2, space // 6)
    first = bisect_left(edges, edges[start] - lead)
    if edges[-1] - edges[first] <= space:
        return bisect_left(edges, edges[-1] - space), len(edges) - 1
    return first, bisect_right(edges, edges[first] + space) - 1
