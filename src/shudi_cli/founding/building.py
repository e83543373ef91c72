"""Putting a new project in place: built aside, then moved, so that it is there whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.founding.planning import Plan

_REASONS = {
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件夹的名称太长",
}


def carry_out(made: Plan, save: Callable[[Path], None] | None = None) -> ShudiError | None:
    """Make what was planned; `save` keeps the new project's first version while it still stands aside.

    Where `save` cannot, the project is made all the same, without versions, and the reason is returned.
    Raises ShudiError when the project itself cannot be made; then nothing is left of it.
    """
    exists = made.folder.is_dir()
    beside = made.folder if exists else next(above for above in made.folder.parents if above.is_dir())
    try:
        with tempfile.TemporaryDirectory(
            prefix=".shudi-init-", dir=beside, ignore_cleanup_errors=True
        ) as aside:
            new = Path(aside) / "new"  # the folder around it is closed to other users, this one is not
            _write(new, made.files)
            trouble = _saved(new, save) if save else None
            _move(_steps(new, made) if exists else [(new, made.folder)])
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "读写磁盘时出错")
        raise ShudiError(
            f"在“{made.folder}”建不成工作区（{reason}），什么也没有留下", "核对写入权限和磁盘空间，再做一次"
        ) from error
    return trouble


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, raw in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def _saved(new: Path, save: Callable[[Path], None]) -> ShudiError | None:
    try:
        save(new)
    except ShudiError as error:
        half_made = new / ".git"
        if half_made.exists():
            half_made.rename(new.parent / "refused")  # moved, since git's files may resist deletion
        return error
    return None


def _steps(new: Path, made: Plan) -> list[tuple[Path, Path]]:
    versions = [".git"] if (new / ".git").exists() else []
    return [(new / name, made.folder / name) for name in (*versions, *made.files)]


def _move(steps: Sequence[tuple[Path, Path]]) -> None:
    """Move each first path to the second, making the folders it needs; on failure, move everything back."""
    done: list[tuple[Path, Path]] = []
    folders: list[Path] = []
    try:
        for source, target in steps:
            for parent in reversed([above for above in target.parents if not above.is_dir()]):
                parent.mkdir()
                folders.append(parent)
            _rename(source, target)
            done.append((source, target))
    except BaseException:
        for source, target in reversed(done):
            target.rename(source)
        for folder in reversed(folders):
            folder.rmdir()
        raise


def _rename(source: Path, target: Path) -> None:
    if os.path.lexists(target):  # it came into being meanwhile, and `rename` would replace it
        raise ShudiError(f"“{target}”刚刚被别的程序建立，没有动它", "再做一次")
    source.rename(target)
