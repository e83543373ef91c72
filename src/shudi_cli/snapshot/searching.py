"""Where the workspaces are (DESIGN §3)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

#: What makes a folder a workspace.
MARK = "shudi.yaml"
#: Province, city, county and its lists folder, and two to spare; a whole disk is never searched.
_DEPTH = 6


def find_workspaces(start: Path) -> list[Path]:
    """The workspaces that a command run in `start` concerns; none if there are none.

    The first that applies: `start` itself; `start/lists`; the nearest folder above; every workspace in
    the folders below (a city or a province), sorted, not looking into hidden ones or into a workspace.
    """
    # Not resolved: a clerk should see the path as she knows it.
    here = Path(os.path.abspath(start))  # noqa: PTH100
    for folder in (here, here / "lists", *here.parents):
        if _is_workspace(folder):
            return [folder]
    return sorted(_below(here, _DEPTH))


def _below(folder: Path, depth: int) -> Iterator[Path]:
    for child in _subfolders(folder):
        if _is_workspace(child):
            yield child
        elif depth > 1:
            yield from _below(child, depth - 1)


def _subfolders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [
                Path(entry.path)
                for entry in entries
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
            ]
    except OSError:  # a folder we may not look into holds no workspace of ours
        return []


def _is_workspace(folder: Path) -> bool:
    # Whatever stands there, a broken link too, is meant to be the settings: the check then says what is wrong.
    return os.path.lexists(folder / MARK)
