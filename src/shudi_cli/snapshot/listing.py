"""Which entries of a folder belong to a workspace: one decision for the work tree and for git's trees."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import Generic, TypeVar

from shudi_cli.diagnostics import Finding
from shudi_cli.snapshot import naming, obstacles

T = TypeVar("T")


class Kind(Enum):
    """What an entry of a folder is."""

    FILE = auto()
    FOLDER = auto()
    LINK = auto()
    REPOSITORY = auto()  # a repository inside ours: git keeps nothing of its files
    OTHER = auto()


def obstacle(name: str, kind: Kind) -> Finding:
    """Why an entry that is not a plain file is not read."""
    if kind is Kind.LINK:
        return obstacles.link(name)
    if kind is Kind.REPOSITORY:
        return obstacles.not_a_file(name, "另一个版本库")
    return obstacles.not_a_file(name)


class Listing(Generic[T]):
    """The files found so far, each with what its finder needs to read it, and what was odd on the way."""

    def __init__(self) -> None:
        self.files: dict[str, T] = {}
        self._findings: list[Finding] = []

    def take(self, path: str, kind: Kind, entry: T) -> bool:
        """Consider an entry; True for a folder to walk into. `path` is relative to the workspace."""
        part = path.rpartition("/")[2]
        if naming.is_hidden(part):
            return False
        if naming.is_list_name(part) and naming.is_presentable(part):
            self.files[path] = entry
        elif kind is Kind.FOLDER or naming.is_list_name(part.rstrip(". ")):
            return self._consider(path, part, kind)
        elif kind is not Kind.FILE:
            self.note(obstacle(naming.presentable(path), kind))
        elif naming.is_nearly_list_name(part):
            self.note(naming.misended(naming.presentable(path)))
        return False

    def _consider(self, path: str, part: str, kind: Kind) -> bool:
        if not naming.is_presentable(part):
            self.note(naming.unpresentable(path))
            return False
        if kind is not Kind.FOLDER:
            self.note(naming.ending_in_air(path))
        return kind is Kind.FOLDER

    def note(self, finding: Finding) -> None:
        """Remember something odd that concerns no file of the listing."""
        self._findings.append(finding)

    @property
    def names(self) -> list[str]:
        """The files, sorted."""
        return sorted(self.files)

    def oddities(self) -> Iterator[Finding]:
        """Everything odd about names and folders."""
        yield from self._findings
        yield from naming.misnamed(self.names)
