"""Finding the workspaces that a folder or a command line concerns, and what is open in them."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from shudi_cli.diagnostics import Finding
from shudi_cli.errors import ShudiError
from shudi_cli.snapshot import find_workspaces
from shudi_cli.snapshot.obstacles import WAITING


def workspaces_at(start: Path) -> list[Path]:
    """The workspaces a folder concerns (DESIGN §3); there is at least one."""
    found = find_workspaces(start)
    if not found:
        raise ShudiError(
            f"在“{start}”和上下级文件夹里没有找到工作区（shudi.yaml）",
            "先进入清单所在的文件夹，或用 shudi init 新建一个工作区",
        )
    return found


def workspace_at(start: Path) -> Path:
    """The one workspace a folder concerns."""
    found = workspaces_at(start)
    if len(found) > 1:
        names = "、".join(str(path) for path in found[:3])
        raise ShudiError(f"这里有 {len(found)} 个工作区（{names}……），不知道要看哪一个", "用 -C 指明文件夹")
    return found[0]


def existing(start: Path, words: Sequence[str]) -> dict[str, str]:
    """The files and folders that words name, from the current folder or else from the workspace.

    Words that name none are left out.
    """
    roots = find_workspaces(start) if words else []
    bases = [start, *(roots if len(roots) == 1 else [])]
    places = {word: [str(base / word) for base in bases if os.path.lexists(base / word)] for word in words}
    return {word: found[0] for word, found in places.items() if found}


def asked(start: Path, paths: Sequence[str]) -> dict[Path, set[str]]:
    """The workspaces that paths lie in, each with the parts asked about (none: all of it).

    A part is a file, or a folder with "/" at its end, relative to the workspace.
    """
    if not paths:
        return {root: set() for root in workspaces_at(start)}
    found: dict[Path, set[str]] = {}
    for word in paths:
        path = Path(os.path.abspath(start / word))  # noqa: PTH100 - symlinks stay as the user wrote them
        for root in workspaces_at(path if path.is_dir() else path.parent):
            parts = found.setdefault(root, set())
            if root in path.parents:
                name = path.relative_to(root).as_posix()
                parts.add(f"{name}/" if path.is_dir() else name)
    return found


def concerned(name: str, only: Collection[str]) -> bool:
    """Whether a file is one of those asked about; all are when none is named."""
    return not only or any(name == part or (part.endswith("/") and name.startswith(part)) for part in only)


def kept_in(root: Path) -> Path:
    """The nearest folder that git keeps, at a workspace or above it; the workspace itself where there is none."""
    return next((above for above in (root, *root.parents) if os.path.lexists(above / ".git")), root)


def unsettled(root: Path) -> Sequence[Finding]:
    """The files that two people changed and nobody has reconciled yet, where git is waiting for that.

    The file itself may look as if nothing were the matter: it holds one side's content.
    """
    git = kept_in(root) / ".git"
    if not any((git / waiting).exists() for waiting in WAITING):
        return ()
    from shudi_cli.repository import open_repository

    with open_repository(root) as repository:
        staged = repository.staged(repository.folder_of(root))
        settled = staged.identities()
        found = [staged.read(name) for name in staged.names() if name not in settled]
    return [finding for finding in found if isinstance(finding, Finding)]


def shown(path: Path, start: Path) -> str:
    """A path as the user sees it: relative to the current folder where it can be, forward slashes."""
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
