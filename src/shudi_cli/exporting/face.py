"""What an exported file says of itself: the release it shows, or that it is a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shudi_cli.archive import load_archive, record_kind
from shudi_cli.canon import content_digest
from shudi_cli.clocks import Answering
from shudi_cli.model import DutyList, Release
from shudi_cli.model.editions import Edition
from shudi_cli.model.releases import release_order
from shudi_cli.model.units import UNITS_FILE
from shudi_cli.releases.manifest import file_digests
from shudi_cli.releases.output_json import lists_data
from shudi_cli.releases.outputs import face_of
from shudi_cli.snapshot import Snapshot
from shudi_cli.workspace import Workspace

DRAFT = "没有发布的草稿"


def release_shown(answering: Answering, lists: Iterable[DutyList], newest: Release | None) -> Release | None:
    """The release whose content lists are; None for a draft.

    Lists that are, file by file, those of the newest release are its lists, wherever they were read from;
    the register of units counts as well, since it decides in which column a duty is printed.
    """
    return answering.release or (newest if newest and _same(answering.workspace, lists, newest) else None)


def face_of_answer(
    answering: Answering, lists: Iterable[DutyList], edition: Edition, release: Release | None
) -> Mapping[str, str]:
    """What a file of these lists says of itself, by title."""
    if release is not None:
        return face_of(release, edition)
    workspace = answering.workspace
    return {
        "版面": edition.title,
        "地区": workspace.settings.region.name,
        "状态": answering.clock or DRAFT,
        "内容指纹": content_digest("lists", lists_data(workspace, lists, edition)),
    }


def newest_release(snapshot: Snapshot) -> Release | None:
    """The release made last, as far as it can be read."""
    names = [name for name in snapshot.names() if record_kind(name) == "release"]
    if not names:
        return None
    last = max(names, key=lambda name: release_order(name.rpartition("/")[2].removesuffix(".yaml")))
    return load_archive(snapshot, lambda name: name == last).newest


def _same(workspace: Workspace, lists: Iterable[DutyList], release: Release) -> bool:
    folders = {f"{duty_list.folder}/" for duty_list in lists}
    released = {entry.path: entry.digest for entry in release.files}
    here = file_digests(workspace)
    return all(
        here.get(name) == released.get(name)
        for name in here.keys() | released.keys()
        if name == UNITS_FILE or any(name.startswith(folder) for folder in folders)
    )
