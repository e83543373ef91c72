"""The part of a document that a schema refuses: explaining costs by what is wrong, not by what is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from shudi_cli.diagnostics import Path


class Narrowed(NamedTuple):
    """A document whose long lists hold their refused entries only.

    `kept` gives, by the path of a shortened list, the place each of its entries had.
    """

    data: Any
    kept: Mapping[Path, Sequence[int]]

    def original(self, path: Iterable[str | int]) -> Path:
        """The path in the whole document of a path in this one."""
        here: Path = ()
        there: Path = ()
        for step in path:
            places = self.kept.get(here)
            there += (places[step] if places is not None and isinstance(step, int) else step,)
            here += (step,)
        return there


def narrowed(data: Any, refused: Collection[Path]) -> Narrowed:
    """The document without list entries that hold none of the refused places.

    A list that is refused itself (two entries alike, say) stays whole.
    """
    kept: dict[Path, Sequence[int]] = {}
    return Narrowed(_narrowed(data, refused, (), kept), kept)


def _narrowed(data: Any, refused: Collection[Path], here: Path, kept: dict[Path, Sequence[int]]) -> Any:
    if not isinstance(data, (dict, list)) or any(not path for path in refused):
        return data
    below: dict[str | int, list[Path]] = {}
    for first, *rest in refused:
        below.setdefault(first, []).append(tuple(rest))
    if isinstance(data, dict):
        return {
            key: _narrowed(value, below[key], (*here, key), kept) if key in below else value
            for key, value in data.items()
        }
    places = sorted(place for place in below if isinstance(place, int))
    kept[here] = places
    return [_narrowed(data[place], below[place], (*here, nth), kept) for nth, place in enumerate(places)]
