"""Entries into the order and the places they have on the canonical page."""

from __future__ import annotations

from itertools import dropwhile

from shudi_cli.formatting.entries import Entry
from shudi_cli.formatting.ordering import KeyOrder


def arrange(root: Entry, order: KeyOrder) -> None:
    """Sort keys, and give every comment a line it can have: there are no brackets and no bare dashes."""
    for child in root.children:
        _arrange(child, order.below(child.key))
    _sort(root, order)


def _arrange(entry: Entry, order: KeyOrder) -> None:
    for child in entry.children:
        _arrange(child, order.below(child.key))
    _sort(entry, order)
    if entry.children and entry.key is None:
        # The first child stands beside the dash: what led it can only stand above the dash.
        first = entry.children[0]
        entry.leading += [*entry.trailing, *first.leading]
        entry.trailing, first.leading = [], []
    else:
        # A line has room for one comment.
        entry.leading += entry.trailing[:-1]
        entry.trailing = entry.trailing[-1:]
    if not entry.children:
        entry.end = _without_blank_start(entry.end)


def _sort(entry: Entry, order: KeyOrder) -> None:
    if entry.kind is dict:
        # Sorting is stable: keys the schema does not know stay in their own order, at the end.
        ranks = {key: rank for rank, key in enumerate(order.keys)}
        entry.children.sort(key=lambda child: ranks.get(child.key or "", len(ranks)))
    if entry.children:
        first = entry.children[0]
        first.leading = _without_blank_start(first.leading)


def _without_blank_start(lines: list[str]) -> list[str]:
    return list(dropwhile(lambda line: not line, lines))
