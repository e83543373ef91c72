"""Comments of a file: the parser drops them, so they are found in the gaps between its scalars."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shudi_cli.source.document import Document


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: its text from `#` on, without trailing space; where it begins (1-based).

    `start` is the offset of the `#` in the file's text, in characters; `own_line` says that nothing
    but space stands before it.
    """

    text: str
    line: int
    column: int
    start: int
    own_line: bool

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def comments_of(document: Document) -> Sequence[Comment]:
    """The comments of a document, from top to bottom; none of one that could not be read."""
    if "#" not in document.text or not document.readable:
        return ()
    return comments(document.text, scalar_spans(document))


def comments(text: str, scalar_spans: Iterable[tuple[int, int]]) -> Sequence[Comment]:
    """The comments of `text`, whose scalars stand at the spans `(start, end)`, offsets in any order.

    Outside scalars every `#` begins a comment, even right after a quote or comma: the parser takes
    it so. The spans are looked at only when a `#` may stand inside one.
    """
    found: list[Comment] = []
    only_blocks_hide_lines = "|" not in text
    spans: list[tuple[int, int]] | None = None
    line, counted = 1, 0
    at = text.find("#")
    while at >= 0:
        line_start = text.rfind("\n", 0, at) + 1
        own_line = not text[line_start:at].strip(" ")
        resume = None
        if not (own_line and only_blocks_hide_lines):
            spans = sorted(scalar_spans) if spans is None else spans
            resume = _end_of_scalar(spans, at)
        if resume is None:
            line, counted = line + text.count("\n", counted, at), at
            resume = _line_end(text, at)
            found.append(Comment(text[at:resume].rstrip(), line, at - line_start + 1, at, own_line))
        at = text.find("#", resume)
    return found


def scalar_spans(document: Document) -> Iterator[tuple[int, int]]:
    """Where the scalars' own text stands, as offsets; of a `|` block the lines below its first one."""
    text = document.text
    for children in document.tree.marks.values():
        events = _pairs(children) if isinstance(children, dict) else children
        for event in events:
            if hasattr(event, "value"):
                yield _span(text, event.start_mark.index, event.end_mark.index)
    if not document.tree.marks:
        root = document.tree.root
        yield _span(text, offset(text, root.line, root.column), offset(text, root.end_line, root.end_column))


def offset(text: str, line: int, column: int) -> int:
    """The offset of a place given as 1-based line and column."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _pairs(children: dict[str, tuple[Any, Any]]) -> Iterator[Any]:
    for pair in children.values():
        yield from pair


def _span(text: str, start: int, end: int) -> tuple[int, int]:
    if text.startswith("|", start):
        start = min(_line_end(text, start) + 1, end)
    return start, end


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _end_of_scalar(spans: Sequence[tuple[int, int]], at: int) -> int | None:
    """The end of the scalar in which the character at `at` stands."""
    before = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return spans[before][1] if before >= 0 and at < spans[before][1] else None
