"""Folders as git keeps them: walking one, and comparing two without opening what is equal."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache
from typing import TypeVar

from shudi_cli.errors import ShudiError
from shudi_cli.repository.entries import Entry, parse_tree
from shudi_cli.repository.objects import Objects, damaged
from shudi_cli.snapshot.listing import Kind, Listing

T = TypeVar("T")
#: What git notes of a file before and after; None where there was or is none.
Sides = tuple[Entry | None, Entry | None]

#: No workspace has more folders; a tree built to explode (each folder a hundred times the next) does.
_MAX_FOLDERS = 20_000


class Trees:
    """The folders of one repository, by id."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self.entries = lru_cache(maxsize=8192)(self._entries)

    def _entries(self, tree: str) -> dict[str, Entry]:
        """Name → entry of the folder `tree`."""
        found = self._objects.get(tree)
        if found.kind != "tree" or found.content is None:
            raise damaged()
        try:
            return dict(parse_tree(found.content, len(found.id) // 2))
        except ValueError as error:
            raise damaged() from error

    def find(self, tree: str, folder: str) -> str | None:
        """The id of a folder below `tree` ("" is `tree` itself); None if there is none."""
        for part in folder.split("/") if folder else ():
            entry = self.entries(tree).get(part)
            if entry is None or entry.kind is not Kind.FOLDER:
                return None
            tree = entry.id
        return tree

    def listing(self, tree: str | None, without: Container[str] = ()) -> Listing[Entry]:
        """The files of a workspace whose folder is `tree`; none if it is None. Folders in `without` stay closed."""
        listing: Listing[Entry] = Listing()
        folders = [] if tree is None else [("", tree)]
        for folder, this in _counted(folders):
            for name, entry in self.entries(this).items():
                if listing.take(folder + name, entry.kind, entry) and folder + name not in without:
                    folders.append((f"{folder}{name}/", entry.id))
        return listing

    def holders(self, tree: str, mark: str) -> Iterator[str]:
        """The folders that hold a file named `mark`, hidden ones left out, none inside another."""
        folders = [("", tree)]
        for folder, this in _counted(folders):
            entries = self.entries(this)
            if mark in entries:
                yield folder.rstrip("/")
                continue
            for name, entry in entries.items():
                if entry.kind is Kind.FOLDER and not name.startswith("."):
                    folders.append((f"{folder}{name}/", entry.id))

    def files(self, tree: str) -> dict[str, Entry]:
        """Every file below `tree`, hidden ones too."""
        found = {}
        folders = [("", tree)]
        for folder, this in _counted(folders):
            for name, entry in self.entries(this).items():
                if entry.kind is Kind.FOLDER:
                    folders.append((f"{folder}{name}/", entry.id))
                else:
                    found[folder + name] = entry
        return found

    def differing(self, before: str | None, after: str | None) -> Iterator[tuple[str, Sides]]:
        """Every file that one of two folders has and the other has not, or has otherwise."""
        pairs: list[tuple[str, tuple[str | None, str | None]]] = [("", (before, after))]
        for folder, (old, new) in _counted(pairs):
            left = self.entries(old) if old else {}
            right = self.entries(new) if new else {}
            for name in left.keys() | right.keys():
                was, becomes = left.get(name), right.get(name)
                if was == becomes:
                    continue
                below = (_tree_of(was), _tree_of(becomes))
                if any(below):
                    pairs.append((f"{folder}{name}/", below))
                if _is_file(was) or _is_file(becomes):
                    yield folder + name, (_file(was), _file(becomes))


def _tree_of(entry: Entry | None) -> str | None:
    return entry.id if entry is not None and entry.kind is Kind.FOLDER else None


def _is_file(entry: Entry | None) -> bool:
    return entry is not None and entry.kind is not Kind.FOLDER


def _file(entry: Entry | None) -> Entry | None:
    return entry if _is_file(entry) else None


def _counted(folders: list[T]) -> Iterator[T]:
    """Take from `folders`, which may grow meanwhile, until it is empty or beyond all measure."""
    taken = 0
    while folders:
        taken += 1
        if taken + len(folders) > _MAX_FOLDERS:
            raise ShudiError(
                f"这个版本里的文件夹超过 {_MAX_FOLDERS} 个，不像是清单，没有再读", "核对版本和文件夹是否选对"
            )
        yield folders.pop()
