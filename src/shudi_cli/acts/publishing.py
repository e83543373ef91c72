"""发布: the next release is made of what was saved, when nothing speaks against it; recorded and tagged in one act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shudi_cli.acts.desk import Clerk, Desk
from shudi_cli.acts.obstructing import refuse_unready, refuse_unsaved
from shudi_cli.acts.ordering import (
    Order,
    refuse_days,
    refuse_document_number,
    refuse_same,
    refuse_stranger,
    unit_of,
    warnings_of,
)
from shudi_cli.acts.sealing import Seal, sealed
from shudi_cli.acts.writing import record_text
from shudi_cli.archive import Archive, everything, record_kind
from shudi_cli.changes import Outcome, Standing, replay, standings, state_at
from shudi_cli.diagnostics import Place
from shudi_cli.errors import ShudiError
from shudi_cli.model import Release
from shudi_cli.model.building import build
from shudi_cli.model.editions import Edition
from shudi_cli.model.procedures import PUBLISHER
from shudi_cli.model.releases import RELEASES_FOLDER, release_file, release_order
from shudi_cli.releases.chain import signature_faults
from shudi_cli.releases.manifest import Notice, manifest_data, next_release_number
from shudi_cli.releases.outputs import outputs
from shudi_cli.repository import Version
from shudi_cli.repository.recording import Tag
from shudi_cli.signers import Authority
from shudi_cli.statistics import count_list
from shudi_cli.workspace import Workspace, load

_KIND = "release"


@dataclass(frozen=True)
class Publication:
    """A release ready to be recorded: the manifest, unsigned, what it takes in, and what the lists count.

    `warnings` are what the clerk should know before agreeing.
    """

    release: Release
    workspace: Workspace
    entered: Sequence[Standing]
    totals: Mapping[str, Mapping[str, int]]
    warnings: Sequence[str]

    def record(self, desk: Desk, clerk: Clerk, key: Path | None = None) -> tuple[Release, Version]:
        """Sign it where the county signs with keys, and record it as one tagged version; the release as recorded."""
        name = release_file(self.release.number)
        data = sealed(
            dict(self.release.content), _KIND, desk, Seal(clerk.name, PUBLISHER, self.release.day, key, _KIND)
        )
        release: Release = build(Release, data, Place(name))
        for fault in signature_faults(release, desk.authority, desk.archive):
            raise ShudiError(fault.message, fault.hint)
        tag = Tag(release_tag(release.number, desk), "\n".join(_tag_lines(release)))
        message = "\n".join([_title(release), "", *_act_lines(release)])
        return release, desk.carry_out(clerk, message, {name: record_text(_KIND, name, data)}, tag=tag)

    def outputs(self, release: Release) -> Mapping[str, bytes]:
        """The files that are handed out, both editions, by name."""
        return handed_out(release, self.workspace)


def publication(desk: Desk, clerk: Clerk, order: Order) -> Publication:
    """The next release of what was saved last. ShudiError, with the next step, while anything speaks against it."""
    refuse_unsaved(desk)
    workspace = load(desk.saved, records=everything)
    archive = workspace.archive
    entered = _entered(archive, Authority(archive, workspace.settings))
    refuse_unready(desk, workspace, entered, clerk.today)
    refuse_document_number(order.document_number, archive)
    refuse_days(order, archive.newest, entered, clerk.today)
    notice = Notice(
        _next_number(desk, order.day),
        order.document_number,
        order.day,
        order.effective,
        unit_of(order, workspace),
        clerk.name,
        order.note,
    )
    roster = desk.authority.on(order.day)
    refuse_stranger(desk, clerk, order.day)
    data = manifest_data(workspace, notice, entered, previous=archive.newest, roster=roster)
    refuse_same(data, archive.newest)
    name = release_file(notice.number)
    record_text(_KIND, name, data)
    totals = {found.notice.name: count_list(found) for found in workspace.lists}
    warnings = list(warnings_of(order, archive.newest, clerk.today))
    return Publication(build(Release, data, Place(name)), workspace, entered, totals, warnings)


def handed_out(release: Release, workspace: Workspace) -> Mapping[str, bytes]:
    """The files of a release that are handed out, every edition, by name."""
    return {
        name: content for edition in Edition for name, content in outputs(release, workspace, edition).items()
    }


def release_tag(number: str, desk: Desk) -> str:
    """The tag of a release."""
    return f"release/{release_path(number, desk)}"


def release_path(number: str, desk: Desk) -> str:
    """The number of a release; below the folder's name where a repository keeps several counties."""
    if len(desk.repository.workspaces(desk.head)) < 2:  # noqa: PLR2004 - several
        return number
    folder = re.sub(r"[^\w/.-]|\.\.|//", "-", desk.folder).strip("/.-")
    return f"{folder}/{number}"


def _entered(archive: Archive, authority: Authority) -> Sequence[Standing]:
    """The approved changes no release holds yet, in the order in which they entered, then those that could not."""
    if archive.newest is None:
        return ()
    released = {entry.number for release in archive.releases for entry in release.changes}
    open_ = [change for change in archive.changes.values() if change.number not in released]
    found = standings(archive, authority, open_)
    approved = {
        standing.change.number: standing for standing in found if standing.outcome is Outcome.APPROVED
    }
    replayed = replay(state_at(archive.newest), [standing.change for standing in approved.values()])
    return [approved[change.number] for change in (*replayed.entered, *replayed.stuck)]


def _next_number(desk: Desk, day: str) -> str:
    names = {*desk.saved.names(), *desk.tree.names()}
    taken = [name for name in names if record_kind(name) == _KIND]
    numbers = [name.removeprefix(f"{RELEASES_FOLDER}/").removesuffix(".yaml") for name in taken]
    number = next_release_number(numbers, day[:4])
    if numbers and release_order(number) < max(map(release_order, numbers)):
        newest = max(numbers, key=release_order)
        raise ShudiError(f"{day} 的版本排不到最近的 {newest} 版后面", "核对 --date 的发布日期")
    return number


def _title(release: Release) -> str:
    return f"发布{release.region}清单 {release.number} 版"


def _tag_lines(release: Release) -> Iterator[str]:
    yield _title(release)
    yield ""
    yield f"文号：{release.document_number}"
    yield f"发布日期：{release.day}"
    yield f"生效日期：{release.effective}"
    yield f"版本指纹：{release.digest}"


def _act_lines(release: Release) -> Iterator[str]:
    yield from list(_tag_lines(release))[2:]
    if release.changes:
        yield f"入册的变更：{'、'.join(change.number for change in release.changes)}"
