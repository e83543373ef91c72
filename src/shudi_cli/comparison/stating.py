"""From what the user named (two versions, a version and the files, what is about to be saved) to differences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from shudi_cli.diff import Diff, compare
from shudi_cli.errors import ShudiError
from shudi_cli.opening import workspaces_at
from shudi_cli.releases.in_force import is_release_number, published_as
from shudi_cli.repository import Repository, open_repository
from shudi_cli.snapshot import Snapshot, WorkTree


class Side(NamedTuple):
    """One of the two states. `day` (ISO text) is when it was saved, or issued; None for what is not saved yet."""

    files: Snapshot
    day: str | None = None


class Compared(NamedTuple):
    """Two states of the workspace at `root`, and what differs."""

    root: Path
    before: Side
    after: Side
    diff: Diff


#: A workspace's folder in the repository and its root → one of the two states.
State = Callable[[str, Path], Side]


def differences(
    start: Path, before: str | None, after: str | None, *, staged: bool = False
) -> Sequence[Diff]:
    """One difference for each workspace at `start` that differs; see `compared`."""
    with compared(start, before, after, staged=staged) as found:
        return [comparison.diff for comparison in found]


@contextmanager
def compared(
    start: Path, before: str | None, after: str | None, *, staged: bool = False
) -> Iterator[Sequence[Compared]]:
    """One comparison for each workspace at `start` that differs; at least one, perhaps empty.

    Without `before`: the version saved last. Without `after`: the files as they are. `before` may hold
    both, as 旧..新. A release is named by its number. The states can be read as long as the context lasts.
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
            _compared(root, old(folder, root), newer(folder, root), folder or ".")
            for folder, root in folders.items()
        ]
        yield [comparison for comparison in found if comparison.diff] or found[:1]


def _compared(root: Path, before: Side, after: Side, folder: str) -> Compared:
    return Compared(root, before, after, compare(before.files, after.files, folder=folder))


def _sides(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    if before is None or after is not None or ".." not in before:
        return before, after
    old, _, new = before.partition("..")
    return old or None, new or "HEAD"


def _named(repository: Repository, text: str) -> State:
    """What a version, a day or a release's number stands for, in each workspace."""
    if is_release_number(text):
        return lambda folder, _root: _issued(repository, folder, text)
    version = repository.resolve(text)
    return lambda folder, _root: Side(repository.at(version, folder), f"{version.when:%Y-%m-%d}")


def _issued(repository: Repository, folder: str, number: str) -> Side:
    """A release, or where none was ever made the version that is called so."""
    published = published_as(repository, folder, number)
    if published:
        return Side(published.snapshot, published.release.day)
    version = repository.resolve(number)
    return Side(repository.at(version, folder), f"{version.when:%Y-%m-%d}")


def _unsaved(repository: Repository, *, staged: bool) -> State:
    if staged:
        return lambda folder, _root: Side(repository.staged(folder))
    return lambda _folder, root: Side(WorkTree(root, hashing=repository.hashing))


def _touched(folders: dict[str, Path], changed: Sequence[str]) -> dict[str, Path]:
    return {
        folder: root
        for folder, root in folders.items()
        if any(not folder or name.startswith(f"{folder}/") for name in changed)
    }
