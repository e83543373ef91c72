"""The roster of contacts as commands read it: dated data, beside the lists of the moment asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from shudi_cli.cli.session import warn_unread
from shudi_cli.clocks import Answering, opened
from shudi_cli.errors import ShudiError
from shudi_cli.opening import workspace_at
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import Workspace, with_roster

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Staffed(NamedTuple):
    """A workspace with its roster; `clock` says which lists these are, `day` is the one a release or a date means."""

    workspace: Workspace
    clock: str | None
    day: str | None

    def judged_on(self, today: str) -> str:
        """The day the roster is held against: the one asked for, else today.

        核对日 is for lists, which stand still; people do not. A sample (示例) stands still altogether.
        """
        settings = self.workspace.settings
        return self.day or (settings.region.sample and settings.checked_on) or today


@contextmanager
def staffed(at: str | None) -> Iterator[Staffed]:
    """The workspace at the current folder, as it is or was, with the roster as it is now.

    The roster is no part of a release: that a contact served on a day is said by 起 and 止. ShudiError where
    there is no roster.
    """
    start = Path.cwd()
    with opened(start, at) as answering:
        workspace = with_roster(answering.workspace, WorkTree(workspace_at(start)))
        warn_unread(workspace)
        if not workspace.roster.units:
            raise ShudiError(
                "没有读到联络员名录（roster 文件夹）",
                "在 roster 文件夹里给每个单位建一个文件，如 roster/county-police.yaml；已有的用 shudi validate 检查",
            )
        yield Staffed(workspace, answering.clock, day_meant(answering, at))


def day_meant(answering: Answering, at: str | None) -> str | None:
    """The day that an answer is of; None for the files as they are, and for a version that is no release."""
    if at is not None and _DAY.fullmatch(at):
        return at
    return answering.release.effective if answering.release else None
