"""两个时钟: a workspace as it is, as it was in force on a day, or as it was saved in a version.

Once a county has published, a day is answered from the release in force on it; before, from what was saved by
its end. Neither stands for the other, so each answer says which clock gave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shudi_cli.errors import ShudiError
from shudi_cli.opening import workspace_at
from shudi_cli.snapshot import Snapshot, WorkTree

if TYPE_CHECKING:
    from shudi_cli.model import Release
    from shudi_cli.repository import Repository
    from shudi_cli.workspace import Workspace

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Answering:
    """A workspace that answers; `clock` says in a line which one, None for the files as they are.

    `release` is the one whose content it is, where it was asked for by a day or by its number.
    """

    workspace: Workspace
    clock: str | None = None
    release: Release | None = None


class Moment(NamedTuple):
    """The files of a workspace at one moment, by which clock, and of which release."""

    snapshot: Snapshot
    clock: str | None = None
    release: Release | None = None


@contextmanager
def snapshot_at(root: Path, at: str | None) -> Iterator[Moment]:
    """The files of a workspace now, or in what `at` names (a day, a release, a version), and which clock that is."""
    if at is None:
        yield Moment(WorkTree(root))
        return
    from shudi_cli.repository import open_repository

    with open_repository(root) as repository:
        yield _asked(repository, repository.folder_of(root), at)


@contextmanager
def opened(start: Path, at: str | None = None) -> Iterator[Answering]:
    """The workspace at a folder, read and checked; ShudiError when not even its settings can be read."""
    from shudi_cli.workspace import load

    with snapshot_at(workspace_at(start), at) as moment:
        workspace = load(moment.snapshot)
        if not workspace.lists:
            reason = f"：{workspace.findings[0].message}" if workspace.findings else ""
            raise ShudiError(
                f"{moment.snapshot.title}里没有读到清单{reason}", "用 shudi validate 查看哪里有错"
            )
        yield Answering(workspace, moment.clock, moment.release)


def _asked(repository: Repository, folder: str, at: str) -> Moment:
    from shudi_cli.releases.in_force import Editions, published_as, title_of

    if _DAY.fullmatch(at):
        version = repository.resolve("HEAD")
        editions = Editions(repository, folder, version)
        if editions.numbers:
            release = editions.on(_real(at))
            snapshot = editions.published(release).snapshot
            return Moment(snapshot, f"{at} 有效的是 {title_of(release)}", release)
        version = repository.resolve(at)
        return Moment(repository.at(version, folder), f"{at} 还没有正式版本，当时保存的是{version.title}")
    if published := published_as(repository, folder, at):
        release = published.release
        return Moment(published.snapshot, f"正式版本 {title_of(release)}", release)
    saved = repository.at(repository.resolve(at), folder)
    return Moment(saved, f"保存的{saved.title}，不一定是当时有效的")


def _real(day: str) -> str:
    """A day that the calendar has; ShudiError for another."""
    from datetime import date

    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise ShudiError(f"没有“{day}”这一天", "日期写成四位年、两位月、两位日，如 2026-03-14") from error
