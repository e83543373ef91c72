"""What the repository holds, for looking up while an act is recorded."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType
from typing import Self

from shudi_cli.repository.entries import Entry
from shudi_cli.repository.objects import Objects, damaged
from shudi_cli.repository.recording.place import Place
from shudi_cli.repository.trees import Trees
from shudi_cli.repository.versions import Resolver, Version

#: No file that an act concerns is larger; attached scans are.
_MOST = 1 << 31


class Stock:
    """Versions, folders and files of one repository; close it, or use it with `with`."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._objects = Objects(replace(place.git, keep=()))  # it writes nothing, and need not hold the lock
        self.trees = Trees(self._objects)

    def version(self, identity: str) -> Version:
        """A version by its id."""
        return Resolver(self._place.git, self._objects, shallow=self._place.shallow).resolve(identity)

    def at(self, name: str) -> str | None:
        """The id of the version that a branch stands at; None if there is no such branch."""
        found = self._objects.get(f"{name}^{{commit}}")
        return found.id if found.kind == "commit" else None

    def has(self, name: str) -> bool:
        """Whether anything has this full name (refs/tags/…)."""
        return bool(self._objects.get(name).id)

    def tree(self, version: str) -> str:
        """The top folder of a version."""
        found = self._objects.get(f"{version}^{{tree}}")
        if found.kind != "tree":
            raise damaged()
        return found.id

    def entry(self, tree: str, path: str) -> Entry | None:
        """What stands at a path below a folder, whatever it is; ValueError if a file stands on the way."""
        *folders, last = path.split("/")
        for folder in folders:
            entry = self.trees.entries(tree).get(folder)
            if entry is None:
                return None
            if entry.mode != "40000":
                raise ValueError(path)
            tree = entry.id
        return self.trees.entries(tree).get(last)

    def content(self, identity: str) -> bytes:
        """The content of a file."""
        found = self._objects.get(identity, limit=_MOST)
        if found.kind != "blob" or found.content is None:
            raise damaged()
        return found.content

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._objects.close()
