"""What an exported workbook carries along unseen: the data of its rows, and how each cell looked when it left.

Whoever reads the workbook back can so tell a cell nobody touched, whose data is here, from one that says
something new. The rows stand on the hidden sheet of a workbook; every cell is text.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from shudi_cli.canon import bytes_digest, canonical

_MARK, _VERSION = "shudi-list", "1"
_LIST, _ITEM = "清单", "事项"
#: Excel takes no more characters in a cell than 32,767; some are counted twice.
_PIECE = 15_000


class BaseList(NamedTuple):
    """A list as it was exported: its folder, what `list.yaml` says, its kind as `shudi.yaml` says it."""

    folder: str
    notice: Mapping[str, Any]
    kind: Mapping[str, Any]


class BaseItem(NamedTuple):
    """An item as it was exported. `shown` maps a column, by its `column_key`, to the fingerprint of its cell."""

    folder: str
    chapter: str
    order: int
    file: str
    content: Mapping[str, Any]
    shown: Mapping[str, str]

    @property
    def number(self) -> str:
        """Its number."""
        return str(self.content["编号"])

    def shows(self, *titles: str) -> bool:
        """Whether it was exported with a column of these titles, from the top down."""
        return column_key(*titles) in self.shown

    def untouched(self, title: str, text: str) -> bool:
        """Whether the cell in a column still says what it said; titles above its own stand before it, with a `/`."""
        return self.shown.get(column_key(title)) == fingerprint(text)


class Base(NamedTuple):
    """What was exported."""

    lists: tuple[BaseList, ...]
    items: tuple[BaseItem, ...]


def base_rows(base: Base) -> list[list[str]]:
    """The rows of the hidden sheet."""
    rows = [[_MARK, _VERSION]]
    rows += [[_LIST, entry.folder, *_pieces([entry.notice, entry.kind])] for entry in base.lists]
    for item in base.items:
        place = [item.folder, item.chapter, str(item.order), item.file]
        rows.append([_ITEM, *place, *_pieces([item.content, item.shown])])
    return rows


def read_base(rows: Iterable[Sequence[str]]) -> Base | None:
    """What the rows of a hidden sheet say; None where they are not of an exported list, or were spoilt."""
    lists: list[BaseList] = []
    items: list[BaseItem] = []
    try:
        for nth, row in enumerate(rows):
            if nth == 0:
                if list(row[:2]) != [_MARK, _VERSION]:
                    return None
            elif row[0] == _LIST:
                notice, kind = _joined(row[2:])
                lists.append(BaseList(row[1], dict(notice), dict(kind)))
            elif row[0] == _ITEM:
                content, shown = _joined(row[5:])
                items.append(BaseItem(row[1], row[2], int(row[3]), row[4], dict(content), dict(shown)))
    except (ValueError, IndexError, TypeError):
        return None
    return Base(tuple(lists), tuple(items)) if lists else None


def column_key(*titles: str | None) -> str:
    """What tells a column from another: its titles from the top down, in whatever width and lines they are written."""
    plain = ["".join(unicodedata.normalize("NFKC", title).split()) for title in titles if title]
    return "/".join(dict.fromkeys(plain))


def fingerprint(text: str) -> str:
    """What tells one text of a cell from another; blanks that a program may change on saving do not count."""
    plain = unicodedata.normalize(
        "NFC", text.replace("\r\n", "\n").replace("_x000D_", "").replace("\r", "\n")
    )
    lines = [" ".join(line.split()) for line in plain.strip().split("\n")]
    return bytes_digest("\n".join(lines).encode()).removeprefix("sha256:")[:16]


def _pieces(data: Any) -> list[str]:
    text = json.dumps(json.loads(canonical(data)), ensure_ascii=True, separators=(",", ":"))
    return [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]


def _joined(pieces: Sequence[str]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    one, other = json.loads("".join(takewhile(bool, pieces)))
    return one, other
