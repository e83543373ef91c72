"""The work tree: a workspace's files as they are on the disk right now."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from shudi_cli.diagnostics import Finding
from shudi_cli.snapshot import obstacles
from shudi_cli.snapshot.listing import Kind, Listing, obstacle
from shudi_cli.source.decoding import MAX_BYTES

#: O_NONBLOCK: a pipe put in a file's place must not hang us; O_NOFOLLOW: nor a link lead us out.
_FLAGS = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _flag, 0)
_JUNCTION = 0xA0000003  # the reparse tag of Windows' own kind of link between folders


class WorkTree:
    """The snapshot of a folder. Its list of files is taken once, at the first question."""

    title = "当前文件"

    def __init__(self, root: Path, *, hashing: str = "sha1") -> None:
        """`hashing` is the repository's (`Repository.hashing`), so that identities can be compared."""
        self.root = root
        self._hashing = hashing

    def names(self) -> Sequence[str]:
        """See `Snapshot`."""
        return self._listing.names

    def read(self, name: str) -> bytes | Finding:
        """See `Snapshot`. A file is opened only if it is a plain one of at most MAX_BYTES."""
        kind = self._listing.files.get(name)
        if kind is None:
            return obstacles.absent(name)
        if kind is not Kind.FILE:
            return obstacle(name, kind)
        try:
            return _content(self.root / name, name)
        except OSError as error:
            return _explain(name, error)

    def identities(self) -> Mapping[str, str]:
        """See `Snapshot`. Reads every file; those that cannot be read have no identity."""
        contents = ((name, self.read(name)) for name in self.names())
        return {name: _blob_id(raw, self._hashing) for name, raw in contents if isinstance(raw, bytes)}

    def oddities(self) -> Iterable[Finding]:
        """See `Snapshot`."""
        return self._listing.oddities()

    @cached_property
    def _listing(self) -> Listing[Kind]:
        listing: Listing[Kind] = Listing()
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                entries = list(_entries(self.root / folder))
            except OSError as error:
                listing.note(_explain(folder.rstrip("/") or ".", error))
                continue
            if folder and any(name == ".git" for name, _ in entries):
                listing.note(obstacle(folder.rstrip("/"), Kind.REPOSITORY))
                continue
            folders += [
                f"{folder}{name}/" for name, kind in entries if listing.take(folder + name, kind, kind)
            ]
        return listing


def _entries(folder: Path) -> Iterator[tuple[str, Kind]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry.name, _kind(entry)


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink() or _is_junction(entry):
        return Kind.LINK
    if entry.is_dir(follow_symlinks=False):
        return Kind.FOLDER
    return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER


def _is_junction(entry: os.DirEntry[str]) -> bool:
    if os.name != "nt":
        return False
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION


def _content(path: Path, name: str) -> bytes | Finding:
    handle = os.open(path, _FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            return obstacles.not_a_file(name)
        if found.st_size > MAX_BYTES:
            return obstacles.too_large(name, found.st_size)
        return io.FileIO(handle, closefd=False).readall()
    finally:
        os.close(handle)


def _explain(name: str, error: OSError) -> Finding:
    if error.errno == errno.ELOOP:
        return obstacles.link(name)
    if isinstance(error, FileNotFoundError):
        return obstacles.absent(name)
    if isinstance(error, PermissionError):
        return obstacles.forbidden(name)
    return obstacles.unreadable(name)


def _blob_id(raw: bytes, hashing: str) -> str:
    import hashlib

    return hashlib.new(hashing, b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
