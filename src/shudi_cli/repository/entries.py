"""What git notes about a file or folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shudi_cli.snapshot.listing import Kind

_KINDS = {
    "40000": Kind.FOLDER,
    "100644": Kind.FILE,
    "100755": Kind.FILE,
    "100664": Kind.FILE,  # written by git before 2005 ended
    "120000": Kind.LINK,
    "160000": Kind.REPOSITORY,
}


class Entry(NamedTuple):
    """One entry of a folder: git's mode (octal text) and the id of its content.

    An entry of the index that two people changed at once has an empty id.
    """

    mode: str
    id: str

    @property
    def kind(self) -> Kind:
        """What it is."""
        return _KINDS.get(self.mode, Kind.OTHER)


def parse_tree(content: bytes, width: int) -> Iterator[tuple[str, Entry]]:
    """The entries of a tree object: mode, space, name, NUL, id of `width` bytes; again and again.

    Raises ValueError if it is none. A name that is no UTF-8 keeps its bytes as surrogates.
    """
    position = 0
    while position < len(content):
        space = content.index(b" ", position)
        end = content.index(b"\0", space)
        mode = content[position:space].decode("ascii")
        name = content[space + 1 : end].decode("utf-8", "surrogateescape")
        position = end + 1 + width
        yield name, Entry(mode, content[end + 1 : position].hex())


def parse_index(output: bytes) -> dict[str, Entry]:
    """Path → entry, from `git ls-files --stage -z`: mode, id, stage, tab, path, NUL; again and again."""
    found = {}
    for record in output.split(b"\0")[:-1]:
        head, _, path = record.partition(b"\t")
        mode, identity, stage = head.decode("ascii").split(" ")
        found[path.decode("utf-8", "surrogateescape")] = Entry(mode, identity if stage == "0" else "")
    return found
