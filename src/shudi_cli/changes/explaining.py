"""由来: which approved changes led from one state of the lists to another, item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shudi_cli.changes.ledger import Key, State, differences
from shudi_cli.model import Change


class _Step(NamedTuple):
    change: Change
    before: str | None


#: An item and the digest of a text (None: gone) → the changes that brought it to that text, by number.
_Made = Mapping[tuple[Key, str | None], Sequence[_Step]]


def explained(before: State, after: State, approved: Sequence[Change]) -> Mapping[Key, Sequence[Change]]:
    """For each item that differs, the approved changes that lead from what it was to what it is, in their order.

    An item is left out where the changes do not lead all the way: what made it so is then not known.
    """
    made: dict[tuple[Key, str | None], list[_Step]] = {}
    for change in sorted(approved, key=lambda change: change.number):
        for move in change.moves:
            step = _Step(change, move.before)
            made.setdefault((Key(move.folder, move.number), move.after), []).append(step)
    ways = ((key, _way(key, before.get(key), after.get(key), made)) for key in differences(after, before))
    return {key: way for key, way in ways if way}


def _way(key: Key, start: str | None, end: str | None, made: _Made) -> Sequence[Change]:
    """The fewest changes from an older text of one item to a newer; none where they do not lead there.

    Of several that made the same text the newest is meant. What came and went in between is no part of it.
    """
    ways: dict[str | None, tuple[Change, ...]] = {end: ()}
    waiting = [end]
    for digest in waiting:
        for step in reversed(made.get((key, digest), ())):
            if step.before not in ways:
                ways[step.before] = (step.change, *ways[digest])
                waiting.append(step.before)
    return ways.get(start, ())
