"""Every touch of the file system while an act is recorded; tests count and fail each call of `os` made here."""
# `pathlib` would call `os` behind our back, where no test could make it fail:
# ruff: noqa: PTH101, PTH102, PTH105, PTH106, PTH108, PTH116

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_WINDOWS = os.name == "nt"
#: Seconds for which a virus scanner may hold a file that is to be replaced.
_PATIENCE = 1.0
_PIECE = 1 << 20
_JUNCTION = 0xA0000003  # the reparse tag of Windows' own kind of link between folders
#: On Windows a locked byte cannot be read: lock one that nobody reads.
_FAR = 1 << 30


def _flags(*names: str) -> int:
    return sum(getattr(os, name, 0) for name in names)


#: O_NONBLOCK: a pipe put in a file's place must not hang us; O_NOFOLLOW: nor a link lead us out.
_PLAIN = _flags("O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")


class ObstacleError(Exception):
    """Something that is no plain file stands at a path, or no plain folder on the way to it."""


def read(path: Path) -> bytes | None:
    """The content of a plain file; None where there is nothing."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise ObstacleError(path)
        handle = os.open(path, os.O_RDONLY | _PLAIN)
    except FileNotFoundError:
        return None
    try:
        pieces = []
        while piece := os.read(handle, _PIECE):
            pieces.append(piece)
    finally:
        os.close(handle)
    return b"".join(pieces)


def read_below(top: Path, name: str) -> bytes | None:
    """The content of a plain file below `top`, reached through plain folders only; None where there is nothing."""
    *folders, last = name.split("/")
    here = top
    for folder in folders:
        here /= folder
        try:
            found = os.lstat(here)
        except FileNotFoundError:
            return None
        junction = _WINDOWS and getattr(found, "st_reparse_tag", 0) == _JUNCTION
        if junction or not stat.S_ISDIR(found.st_mode):
            raise ObstacleError(here)
    return read(here / last)


def check_writable(path: Path) -> None:
    """Raise OSError unless the file at `path` can be replaced, or one made there."""
    while True:
        try:
            found = os.lstat(path)
        except FileNotFoundError:
            path = path.parent
            continue
        if stat.S_ISREG(found.st_mode):
            # On Windows it fails too while another program has the file open.
            os.close(os.open(path, os.O_RDWR | _PLAIN))
            path = path.parent
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "not writable", path)
        return


def write(path: Path, content: bytes, *, like: Path | None = None) -> None:
    """Put a content on the disk and wait until it is there; permissions are those of the file `like`, if any."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _PLAIN, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest[:_PIECE]) :]
        os.fsync(handle)
    finally:
        os.close(handle)
    if like is not None:
        with suppress(FileNotFoundError):
            os.chmod(path, stat.S_IMODE(os.stat(like, follow_symlinks=False).st_mode) & 0o777)


def replace(source: Path, target: Path) -> None:
    """Give a file another's place in one step."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return os.replace(source, target)
        except PermissionError:
            if not _WINDOWS or time.monotonic() > end:
                raise
        time.sleep(0.02)


def write_whole(path: Path, part: Path, content: bytes, *, keeps_mode: bool = False) -> None:
    """Write a file so that it has all of its new content or is as it was; `part` is what it grows as, beside it."""
    try:
        write(part, content, like=path if keeps_mode else None)
        replace(part, path)
    except OSError:
        with suppress(OSError):
            discard(part)
        raise


def sync(path: Path) -> None:
    """Wait until a file that another program wrote is on the disk."""
    handle = os.open(path, os.O_RDWR | _PLAIN)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def claim(path: Path, source: Path) -> None:
    """Give the file `source` a second name in one step; FileExistsError if that name is taken.

    Where the disk knows no second names, a copy is made.
    """
    try:
        os.link(source, path)
    except FileExistsError:
        raise
    except OSError:
        content = read(source) or b""
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, 0o666)
        try:
            os.write(handle, content)
        finally:
            os.close(handle)


def make_folders(path: Path) -> None:
    """Make a folder and those above it."""
    missing = []
    while not exists(path):
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        with suppress(FileExistsError):
            os.mkdir(folder)
    sync_folders(folder.parent for folder in missing)


def discard(path: Path) -> None:
    """Remove a file, if there is one."""
    with suppress(FileNotFoundError):
        os.unlink(path)


def discard_empty(folder: Path, top: Path) -> None:
    """Remove a folder and those above it, up to `top`, as far as they are empty."""
    while top in folder.parents:
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = folder.parent


def sync_folders(folders: Iterable[Path]) -> None:
    """Wait until the names in these folders are on the disk. Windows has no way to ask for it."""
    for folder in () if _WINDOWS else sorted(set(folders)):
        try:
            handle = os.open(folder, os.O_RDONLY | _flags("O_DIRECTORY", "O_CLOEXEC"))
        except FileNotFoundError:
            continue
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def exists(path: Path) -> bool:
    """Whether anything stands at a path."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    return True


def open_lock(path: Path) -> int:
    """Open a lock file, made if need be; close it with `close`."""
    return os.open(path, os.O_RDWR | os.O_CREAT | _flags("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"), 0o666)


def open_to_read(path: Path) -> int:
    """Open a file only to ask who has its lock; close it with `close`."""
    return os.open(path, os.O_RDONLY | _PLAIN)


def seize(handle: int) -> bool:
    """Take the lock on an open file unless another process has it. It ends with the processes that hold the file."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EAGAIN, errno.EACCES, errno.EDEADLK}:
            return False
        raise
    return True


def inscribe(handle: int, text: bytes) -> None:
    """Write into an open file, from its beginning."""
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, text)


def close(handle: int) -> None:
    """Close what `open_lock` opened."""
    os.close(handle)
