"""The files of a workspace at one moment. The work tree, what is staged and any version look alike.

Nothing here knows git; `repository` builds the other two kinds of snapshot from the same parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from shudi_cli.diagnostics import Finding
from shudi_cli.snapshot.listing import Kind, Listing
from shudi_cli.snapshot.overlay import Overlay
from shudi_cli.snapshot.searching import find_workspaces
from shudi_cli.snapshot.worktree import WorkTree

__all__ = ["Kind", "Listing", "Overlay", "Snapshot", "WorkTree", "find_workspaces"]


class Snapshot(Protocol):
    """A workspace's files, read one by one and never written."""

    @property
    def title(self) -> str:
        """What it is called on screen: 当前文件, 已登记待保存的改动, 版本 3f2a1c9（2026-03-14）."""
        ...

    def names(self) -> Sequence[str]:
        """Files ending in .yaml or .yml, relative to the workspace, with forward slashes, sorted.

        Hidden files and folders (`.git`, `.vscode`) are left out.
        """
        ...

    def read(self, name: str) -> bytes | Finding:
        """The bytes of a file, or why it cannot be read (place: the file)."""
        ...

    def identities(self) -> Mapping[str, str]:
        """Name → git's blob id of the content. Equal ids, equal bytes; a name without id must be read."""
        ...

    def oddities(self) -> Iterable[Finding]:
        """What is wrong with names and folders, whatever the files hold."""
        ...
