"""From what the user named (two versions, a version and the files, what is about to be saved) to differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from shudi_cli.diff import Diff, compare
from shudi_cli.errors import ShudiError
from shudi_cli.opening import workspaces_at
from shudi_cli.releases.in_force import is_release_number, state_named
from shudi_cli.repository import Repository, open_repository
from shudi_cli.snapshot import Snapshot, WorkTree

#: A workspace's folder in the repository and its root → one of the two states.
State = Callable[[str, Path], Snapshot]


def differences(
    start: Path, before: str | None, after: str | None, *, staged: bool = False
) -> Sequence[Diff]:
    """One difference for each workspace at `start` that differs; at least one, perhaps empty.

    Without `before`: the version saved last. Without `after`: the files as they are. `before` may hold
    both, as 旧..新. A release is named by its number.
    """
    before, after = _sides(before, after)
    if staged and after:
        raise ShudiError(f"--staged 已经说明新的一边，不能再写“{after}”", "删去其中一个")
    roots = workspaces_at(start)
    before = before or "HEAD"
    with open_repository(roots[0]) as repository:
        folders = {repository.folder_of(root): root for root in roots}
        old = _named(repository, before)
        if after and not any(map(is_release_number, (before, after))):
            # Whole workspaces with the same content are passed over without listing their files.
            changed = repository.changed(repository.resolve(before), repository.resolve(after))
            folders = _touched(folders, changed) or dict([*folders.items()][:1])
        newer = _named(repository, after) if after else _unsaved(repository, staged=staged)
        found = [
            compare(old(folder, root), newer(folder, root), folder=folder or ".")
            for folder, root in folders.items()
        ]
    return [diff for diff in found if diff] or found[:1]


def _sides(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    if before is None or after is not None or ".." not in before:
        return before, after
    old, _, new = before.partition("..")
    return old or None, new or "HEAD"


def _named(repository: Repository, text: str) -> State:
    """What a version, a day or a release's number stands for, in each workspace."""
    if is_release_number(text):
        return lambda folder, _root: state_named(repository, folder, text)
    version = repository.resolve(text)
    return lambda folder, _root: repository.at(version, folder)


def _unsaved(repository: Repository, *, staged: bool) -> State:
    if staged:
        return lambda folder, _root: repository.staged(folder)
    return lambda _folder, root: WorkTree(root, hashing=repository.hashing)


def _touched(folders: dict[str, Path], changed: Sequence[str]) -> dict[str, Path]:
    return {
        folder: root
        for folder, root in folders.items()
        if any(not folder or name.startswith(f"{folder}/") for name in changed)
    }
