"""One repository, open for looking."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Literal, Self

from shudi_cli.errors import ShudiError
from shudi_cli.repository.entries import Entry, parse_index
from shudi_cli.repository.objects import ENOUGH, Objects, damaged
from shudi_cli.repository.plumbing import Git
from shudi_cli.repository.stored import Stored, listing_below
from shudi_cli.repository.trees import Sides, Trees
from shudi_cli.repository.versions import Resolver, Version
from shudi_cli.snapshot import Snapshot
from shudi_cli.snapshot.searching import MARK


class Repository:
    """Looks up versions and files in a repository; it writes nothing. Close it, or use it with `with`.

    `top` is the work tree's folder, None for a bare repository; `shallow` says that old versions were
    left out when it was copied; `hashing` is what ids are made with (sha1 or sha256).
    """

    def __init__(self, git: Git, *, top: Path | None, shallow: bool, hashing: str) -> None:
        self.top = top
        self.shallow = shallow
        self.hashing = hashing
        self._git = git
        self._objects = Objects(git)
        self._roots: dict[str, str] = {}
        self._trees = Trees(self._objects)
        self._resolver = Resolver(git, self._objects, shallow=shallow)

    def resolve(self, text: str) -> Version:
        """The version that a revision (HEAD~2, a tag, a short id) or a day (YYYY-MM-DD) stands for.

        A day means the last version saved by its end. Raises ShudiError when there is none, when a
        short id fits several, or when no version was saved yet.
        """
        return self._resolver.resolve(text)

    def resolve_many(self, texts: Sequence[str]) -> list[Version]:
        """`resolve` for each text; all of them cost one process."""
        return [self.resolve(text) for text in texts]

    def at(
        self, version: Version, folder: PurePosixPath | str = "", *, without: Container[str] = ()
    ) -> Snapshot:
        """A workspace as of a version; without files if the version does not have the folder.

        Folders named in `without`, relative to `folder`, are passed over as if they were empty.
        """
        tree = self._trees.find(self._tree(version), _plain(folder))
        return Stored(version.title, self._trees.listing(tree, without), self._objects)

    def staged(self, folder: PurePosixPath | str = "") -> Snapshot:
        """A workspace as it would be saved now; files that two people's changes left open are findings."""
        return Stored("已登记待保存的改动", listing_below(self._index, _plain(folder)), self._objects)

    def folder_of(self, workspace: Path) -> str:
        """A workspace's folder relative to `top`, "" for `top` itself. ShudiError if it lies elsewhere."""
        if self.top is not None:
            here, top = Path(os.path.realpath(workspace)), Path(os.path.realpath(self.top))
            if here.is_relative_to(top):
                return "" if here == top else here.relative_to(top).as_posix()
        raise ShudiError(f"“{workspace}”不在这个版本库里", "进入清单所在的文件夹再运行")

    def workspaces(self, version: Version | Literal["staged"]) -> list[str]:
        """The folders that held a workspace in a version, or will hold one, sorted; "" is the top."""
        if isinstance(version, Version):
            return sorted(self._trees.holders(self._tree(version), MARK))
        marked = (PurePosixPath(path).parent for path in self._index if path.rpartition("/")[2] == MARK)
        found = sorted(
            {_plain(folder) for folder in marked if not any(p.startswith(".") for p in folder.parts)}
        )
        return [
            folder
            for folder in found
            if not any(PurePosixPath(folder).is_relative_to(f) for f in found if f != folder)
        ]

    def changed(
        self, a: Version, b: Version | Literal["staged"], folder: PurePosixPath | str = ""
    ) -> list[str]:
        """Every file that differs, hidden ones too, relative to `folder`, sorted.

        Folders with the same id are not opened. A file made executable, or a link, counts as different.
        """
        return sorted(self.changes(a, b, folder))

    def changes(
        self, a: Version, b: Version | Literal["staged"], folder: PurePosixPath | str = ""
    ) -> Mapping[str, Sides]:
        """What git notes, before and after, of every file that `changed` names."""
        before = self._trees.find(self._tree(a), _plain(folder))
        if isinstance(b, Version):
            return dict(self._trees.differing(before, self._trees.find(self._tree(b), _plain(folder))))
        old = self._trees.files(before) if before else {}
        prefix = f"{_plain(folder)}/".removeprefix("/")
        new = {path[len(prefix) :]: entry for path, entry in self._index.items() if path.startswith(prefix)}
        return {
            path: (old.get(path), new.get(path))
            for path in old.keys() | new.keys()
            if old.get(path) != new.get(path)
        }

    def entries(
        self, version: Version | Literal["staged"], folder: PurePosixPath | str = ""
    ) -> Mapping[str, Entry]:
        """What git notes of the files and folders right inside a folder; nothing where there is no such folder.

        Of what is staged, folders are left without an id.
        """
        if isinstance(version, Version):
            tree = self._trees.find(self._tree(version), _plain(folder))
            return self._trees.entries(tree) if tree else {}
        prefix = f"{_plain(folder)}/".removeprefix("/")
        found: dict[str, Entry] = {}
        for path, entry in self._index.items():
            if path.startswith(prefix):
                name, below, _ = path[len(prefix) :].partition("/")
                found[name] = Entry("40000", "") if below else entry
        return found

    def content(self, entry: Entry, *, limit: int = ENOUGH) -> bytes | None:
        """The bytes of a file; None where they are more than `limit`, or cannot be read."""
        found = self._objects.get(entry.id, limit=limit) if entry.id else None
        return found.content if found and found.kind == "blob" else None

    def tag(self, name: str) -> str | None:
        """The whole text of an annotated tag; "" for a bare one, None where there is none of this name."""
        found = self._objects.get(f"refs/tags/{name}")
        if found.kind == "tag" and found.content is not None:
            return found.content.decode("utf-8", "replace")
        return "" if found.kind in {"commit", "tree", "blob"} else None

    def common(self, a: Version, b: Version) -> Version | None:
        """The version from which two others went apart: the older one where one follows the other.

        None where they have nothing in common, or nothing that this copy knows of.
        """
        if a.id == b.id:
            return a
        answer = self._git.ask("merge-base", a.id, b.id)
        found = answer.output.split()
        return self.resolve(found[0].decode("ascii")) if answer.code == 0 and found else None

    def history(self, paths: Sequence[PurePosixPath | str] = ()) -> Iterator[Version]:
        """The versions in which any of the paths (none: anything) changed, newest first.

        Paths are relative to `top`; renames are not followed. The line is that of first parents: each
        version is compared with the one before it on the same line, so what came in from a colleague's
        copy appears as the version that took it in.
        """
        if self._resolver.newest() is None:
            return
        wanted = [_plain(path) for path in paths]
        limits = wanted if all(wanted) else []
        answer = self._git.ask("rev-list", "--first-parent", "HEAD", "--", *limits)
        if answer.code != 0:
            raise damaged()
        for line in answer.output.split():
            yield self.resolve(line.decode("ascii"))

    def close(self) -> None:
        """End git's process. Snapshots of this repository can no longer be read."""
        self._objects.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _tree(self, version: Version) -> str:
        if version.id not in self._roots:
            found = self._objects.get(f"{version.id}^{{tree}}")
            if found.kind != "tree":
                raise damaged()
            self._roots[version.id] = found.id
        return self._roots[version.id]

    @cached_property
    def _index(self) -> dict[str, Entry]:
        if self.top is None:
            raise ShudiError(
                "这里只存版本，没有当前文件，也就没有登记待保存的改动", "在清单所在的文件夹里运行，或写明版本"
            )
        answer = self._git.ask("ls-files", "--stage", "-z")
        if answer.code != 0:
            raise ShudiError(
                "登记待保存的改动读不出来", "关闭正在使用版本库的其他软件再试；仍不行就请管理版本库的人检查"
            )
        return parse_index(answer.output)


def _plain(folder: PurePosixPath | str) -> str:
    """A folder as git writes it: no slash at either end, "" for the top."""
    text = PurePosixPath(folder).as_posix().strip("/")
    return "" if text == "." else text
