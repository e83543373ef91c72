"""A document as entries: the keys and dashes that own a line, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from shudi_cli.source import Document
from shudi_cli.source.comments import offset


@dataclass(slots=True)
class Entry:
    """One key with its value, one entry of a sequence, or the root. Offsets are in characters.

    `text` is that of a scalar; None for nothing, and for a container, which `kind` names.
    `start` is the offset of the value, `key_start` that of the key.
    `dashed` says that it stands in a block sequence, `bracketed` that it is a flow collection.
    `claim` is the column (0-based) from which on a full line comment below belongs to its `end`.
    Comments and blank lines (empty text) are lists of lines: `leading` ones stand above, `end` ones
    after the last child, `trailing` comments on its line.
    """

    key: str | None
    text: str | None
    kind: type | None
    start: int
    key_start: int | None = None
    dashed: bool = False
    bracketed: bool = False
    claim: int | None = None
    children: list[Entry] = field(default_factory=list)
    leading: list[str] = field(default_factory=list)
    trailing: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)


def entries_of(document: Document) -> Entry:
    """The root entry of a readable document."""
    # The tree, not the data: a schema may have made numbers of the data's text.
    data, _, place = document.tree
    start = offset(document.text, place.line, place.column)
    root = Entry(None, data if isinstance(data, str) else None, _kind(data), start)
    _grow(root, document, data, (-1, place.column - 1))
    return root


def _grow(
    entry: Entry, document: Document, data: Any, columns: tuple[int, int], *, in_flow: bool = False
) -> None:
    """Give an entry what lies below it; `columns` (0-based) are those of its line and of its value."""
    outer, column = columns
    if data is None and not in_flow:
        entry.claim = outer + 1
    if entry.kind is None:
        return
    entry.bracketed = document.text[entry.start] in "[{"
    in_flow = in_flow or entry.bracketed
    entry.claim = None if in_flow else max(outer + 1, column)
    for key, event, inner in _below(document, data):
        child = Entry(
            key and key.value, None if inner is None else getattr(event, "value", None), _kind(inner), 0
        )
        child.start = event.start_mark.index
        child.key_start = key and key.start_mark.index
        child.dashed = entry.kind is list and not in_flow
        _grow(child, document, inner, (column, event.start_mark.column), in_flow=in_flow)
        entry.children.append(child)


def _below(document: Document, data: Any) -> Iterator[tuple[Any, Any, Any]]:
    """The parser's events of each key (None in a sequence) and value, and the value's data."""
    marks = document.tree.marks[id(data)]
    if isinstance(data, dict):
        for key, (key_event, event) in marks.items():
            yield key_event, event, data[key]
    else:
        for event, inner in zip(marks, data, strict=True):
            yield None, event, inner


def _kind(data: Any) -> type | None:
    return type(data) if isinstance(data, (dict, list)) else None
