"""The data of a file in which nothing is odd, read once and without positions.

Nearly every file is such a file, so this is what a check of 18,000 items spends its time on: one
loop over the parser's events, which gives up at whatever `Reader` would look at twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.error import YAMLError
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from shudi_cli.source.parsing import MAX_DEPTH, MAX_NODES, QUOTES, WIDE_SPACES

_ODD_STARTS = QUOTES + WIDE_SPACES
#: What `skim` answers when a file needs a closer reading.
NOTHING: Final = object()
_OPENS = {MappingStartEvent: dict, SequenceStartEvent: list}
_CLOSES = {MappingEndEvent, SequenceEndEvent}
_SILENT = {StreamStartEvent, DocumentStartEvent, DocumentEndEvent}


def skim(text: str) -> Any:
    """What `Reader` would read from `text` without a finding; else NOTHING, and never an exception."""
    try:
        return _skimmed(CParser(text).get_event)
    except YAMLError:
        return NOTHING


def _skimmed(next_event: Callable[[], Any]) -> Any:  # noqa: C901, PLR0912 - a call per event would cost what it saves
    stack: list[tuple[Any, str | None]] = []
    data: Any = []  # what is being filled; at first the list of the file's documents
    top, key, nodes = data, None, 0
    while (kind := type(event := next_event())) is not StreamEndEvent:
        if kind is ScalarEvent:
            value, style = event.value, event.style
            if event.anchor is not None or event.tag is not None:
                return NOTHING
            if not value:
                value = value if style else None
            elif style != "|" and (style == ">" or event.start_mark.line != event.end_mark.line):
                return NOTHING
        elif kind in _OPENS:
            if (
                event.anchor is not None
                or event.tag is not None
                or event.flow_style
                or len(stack) >= MAX_DEPTH
            ):
                return NOTHING
            value = _OPENS[kind]()
        elif kind in _CLOSES:
            data, key = stack.pop()
            continue
        elif kind in _SILENT:
            continue
        else:
            return NOTHING
        nodes += 1
        if type(data) is list:
            data.append(value)
        elif key is None:
            if (
                type(value) is not str
                or not value
                or value in data
                or value == "<<"
                or value[0] in _ODD_STARTS
            ):
                return NOTHING
            key = value
            continue
        else:
            data[key] = value
            key = None
        if kind is not ScalarEvent:
            stack.append((data, key))
            data, key = value, None
    return top[0] if len(top) == 1 and top[0] is not None and nodes <= MAX_NODES else NOTHING
