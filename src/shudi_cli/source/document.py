"""A file that was read: its data, where every key and value stands, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from shudi_cli.diagnostics import Finding, Place, Span
from shudi_cli.source.parsing import Reader, Tree, span_of

_START = Span(1, 1, 1, 1)


@dataclass(frozen=True)
class Document:
    """One YAML file of a workspace.

    `data` holds maps, lists, text and None only (plain scalars are text: DESIGN §3); it is None
    when the file could not be read, and then `findings` says why.
    """

    name: str
    text: str
    data: Any
    findings: tuple[Finding, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether there is data to go on with."""
        return self.data is not None

    @property
    def lines(self) -> Sequence[str]:
        """The text, line by line, without line ends."""
        return self.text.split("\n")

    @cached_property
    def tree(self) -> Tree:
        """The data as it was read, with the mark of every key and value.

        Positions are rarely asked for, and cost as much memory as the data ten times over: so
        they are not kept from the first reading, but read again when the first one is wanted.
        """
        return Reader(self.name).read(self.text) if self.readable else Tree(None, {}, _START)

    def locate(self, place: Place) -> Span:
        """The span of a place; where the path ends early (a missing key), of the nearest parent."""
        if place.span is not None:
            return place.span
        tree = self.tree
        node, event, key_event = tree.data, None, None
        for step in place.path:
            children = tree.marks.get(id(node))
            try:
                if isinstance(children, dict):
                    key_event, event = children[step]
                elif children is not None:
                    key_event, event = None, children[step]
                else:
                    break
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
        if event is None:
            return tree.root
        if key_event is not None and (place.part == "key" or isinstance(node, (dict, list))):
            return span_of(key_event)
        return _narrowed(span_of(event), event, place.within)


def _narrowed(span: Span, event: Any, within: tuple[int, int] | None) -> Span:
    """The part of a value that is meant; the whole of one that is not written as it reads."""
    if within is None or event.style or span.line != span.end_line:
        return span
    return Span(span.line, span.column + within[0], span.line, span.column + within[1])
