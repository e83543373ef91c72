"""The roster of contacts as commands read it: dated data, beside the lists of the moment asked for."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from shudi_cli.clocks import Answering
from shudi_cli.errors import ShudiError
from shudi_cli.opening import workspace_at
from shudi_cli.roster import Directory
from shudi_cli.snapshot import WorkTree
from shudi_cli.workspace import Workspace, read_roster

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def directory_at(workspace: Workspace, answering: Answering, at: str | None, today: str) -> Directory:
    """The contacts who serve on the day that is meant: as the files say now, by their dates.

    The roster is no part of a release; that a contact served on a day is said by 起 and 止.
    """
    roster, unread = read_roster(WorkTree(workspace_at(Path.cwd())))
    if unread:
        sys.stderr.write(
            f"注意：{'、'.join(sorted(unread))} 有错没有读入，名录不完整；用 shudi validate 查看。\n"
        )
    elif not roster.units:
        raise ShudiError(
            "没有联络员名录（roster 文件夹）",
            "在 roster 文件夹里给每个单位建一个文件，如 roster/county-police.yaml",
        )
    return Directory(roster, workspace.units, day_meant(answering, at, today))


def day_meant(answering: Answering, at: str | None, today: str) -> str:
    """The day of an answer: the one asked for, that from which a release asked for was in force, else today."""
    if at is not None and _DAY.fullmatch(at):
        return at
    return answering.release.effective if answering.release else today
