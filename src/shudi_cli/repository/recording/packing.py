"""git's objects made here, and handed to git as one pack, so that one process stores them all."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping

from shudi_cli.repository.entries import Entry
from shudi_cli.repository.trees import Trees

_KINDS = {"commit": 1, "tree": 2, "blob": 3, "tag": 4}
_FOLDER = "40000"


class Parcel:
    """Objects to be stored; `hashing` is the repository's."""

    def __init__(self, hashing: str) -> None:
        self._hashing = hashing
        self._objects: dict[str, tuple[str, bytes]] = {}

    def add(self, kind: str, content: bytes) -> str:
        """Put an object in; its id."""
        hashing = hashlib.new(
            self._hashing, b"%s %d\0" % (kind.encode(), len(content)), usedforsecurity=False
        )
        hashing.update(content)
        identity = hashing.hexdigest()
        self._objects[identity] = (kind, content)
        return identity

    def __iter__(self) -> Iterator[str]:
        return iter(self._objects)

    def packed(self) -> bytes:
        """All of it as git packs it: a header, each object's kind, length and compressed content, and a digest of it all."""
        body = b"PACK" + (2).to_bytes(4, "big") + len(self._objects).to_bytes(4, "big")
        body += b"".join(
            _head(_KINDS[kind], len(content)) + zlib.compress(content)
            for kind, content in self._objects.values()
        )
        return body + hashlib.new(self._hashing, body, usedforsecurity=False).digest()

    def add_tree(self, trees: Trees, tree: str, changes: Mapping[str, Entry | None]) -> str | None:
        """Put in the folder `tree` ("" for a new one) with some of its files replaced; None if it is empty then."""
        entries = dict(trees.entries(tree)) if tree else {}
        below: dict[str, dict[str, Entry | None]] = {}
        for path, entry in changes.items():
            name, _, rest = path.partition("/")
            if rest:
                below.setdefault(name, {})[rest] = entry
            else:
                _put(entries, name, entry)
        for name, inside in below.items():
            old = entries.get(name)
            new = self.add_tree(trees, old.id if old else "", inside)
            _put(entries, name, Entry(_FOLDER, new) if new else None)
        return self.add("tree", _written(entries.items())) if entries else None


def _put(entries: dict[str, Entry], name: str, entry: Entry | None) -> None:
    entries.pop(name, None)
    if entry is not None:
        entries[name] = entry


def _written(entries: Iterable[tuple[str, Entry]]) -> bytes:
    """A tree object; git sorts a folder as if its name ended in "/"."""
    rows = [(name.encode("utf-8", "surrogateescape"), entry) for name, entry in entries]
    rows.sort(key=lambda row: row[0] + b"/" if row[1].mode == _FOLDER else row[0])
    return b"".join(
        b"%s %s\0%s" % (entry.mode.encode(), name, bytes.fromhex(entry.id)) for name, entry in rows
    )


def _head(kind: int, size: int) -> bytes:
    """Kind and length: four bits of it, then seven at a time, the lowest first."""
    byte, size = kind << 4 | size & 15, size >> 4
    head = bytearray()
    while size:
        head.append(byte | 128)
        byte, size = size & 127, size >> 7
    head.append(byte)
    return bytes(head)
