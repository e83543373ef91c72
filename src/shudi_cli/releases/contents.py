"""What the lists of a copy prove: they are the release and what was approved since, item by item."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.archive import is_record
from shudi_cli.changes import differences, flaws, state_at, state_of
from shudi_cli.diagnostics import Fault, Place
from shudi_cli.errors import ShudiError
from shudi_cli.model import Release
from shudi_cli.model.lists import LIST_FILE
from shudi_cli.model.units import UNITS_FILE
from shudi_cli.releases.copies import Copy
from shudi_cli.releases.in_force import Editions
from shudi_cli.releases.parts import Part
from shudi_cli.workspace import load

_APPLY = "要改的用 shudi propose 报送，不是自己改的，恢复原样"


def lists_part(copy: Copy, newest: Release) -> Part:
    """Whether the lists are the newest release and the changes approved since, item by item."""
    workspace, since = copy.workspace, copy.since
    faults = [
        Fault(
            "C132",
            change.place,
            f"{change.number} 批准了，却入不了册：事项已经变了",
            "用 shudi propose --renew 更新它",
        )
        for change in since.stuck
    ]
    items = {(found.folder, item.number): item.place for found in workspace.lists for item in found.items}
    lists_unread = any(not is_record(name) for name in workspace.unread)
    for key in [] if lists_unread else differences(since.state, state_of(workspace.lists)):
        place = items.get(key) or Place(f"{key.folder}/{LIST_FILE}")
        what = "与批准的不一样" if key in since.state else "是没有批准过的"
        faults.append(
            Fault("C131", place, f"{key.number} {what if key in items else '不在清单里了'}", _APPLY)
        )
    faults += _twins(copy)
    for change in since.entered:
        units = None if UNITS_FILE in workspace.unread else workspace.units
        faults += flaws(change, workspace.settings, units, copy.archive)
    told = f"加上以后批准入册的 {len(since.entered)} 项变更" if since.entered else "，一项不多，一项不少"
    proves = [f"现在的清单（{len(items)} 个事项）正好是 {newest.number} 版{told}"]
    void = [standing.change.number for standing in copy.standings if standing.open and standing.void]
    unproved = [f"在办的 {number} 有不算数的意见，用 shudi status {number} 看" for number in void]
    procedures = {entry.digest for entry in workspace.settings.procedures}
    if not procedures <= {entry.digest for entry in newest.procedures}:
        unproved.append(f"变更的程序在 {newest.number} 版发布以后改过，改得对不对要看版本库的记录或签批名册")
    return Part(faults, proves, unproved)


def _twins(copy: Copy) -> Iterator[Fault]:
    """A number that stands twice in a list: one of the two would go unseen."""
    seen: set[tuple[str, str]] = set()
    for found in copy.workspace.lists:
        for item in found.items:
            if (found.folder, item.number) in seen:
                message = f"{item.number} 在清单里有两个"
                yield Fault("L105", item.place, message, "留下批准过的那一个，另一个恢复原样")
            seen.add((found.folder, item.number))


def published_part(copy: Copy, release: Release) -> Part:
    """Whether git still has the lists of a release as they were published."""
    if copy.repository is None:
        if release is copy.archive.newest:
            return Part()
        return Part(unproved=[f"没有版本库，看不到 {release.number} 版的清单文件，只核对了版本链"])
    try:
        published = Editions(copy.repository, copy.folder).published(release)
    except ShudiError as error:
        if copy.repository.shallow:
            return Part(unproved=[f"{error.message}，只核对了版本链"])
        return Part([Fault("", release.place, error.message, error.hint)])
    wrong = differences(state_at(release), state_of(load(published.snapshot).lists))
    if wrong:
        message = f"{release.number} 版所列的 {wrong[0].number} 与它的清单文件不符"
        return Part([Fault("P203", release.place / "事项", message, "从上一个版本恢复它")])
    told = f"版本库里 {release.number} 版的 {len(release.files)} 个文件与发布时相同"
    return Part(proves=[told])
