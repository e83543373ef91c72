"""New releases: each follows the one before it, and holds what was approved since, no more and no less."""

from __future__ import annotations

from collections.abc import Iterator

from shudi_cli.archive import record_kind
from shudi_cli.diagnostics import Finding
from shudi_cli.gate.grounds import data_of
from shudi_cli.gate.states import States, error, warning
from shudi_cli.model.changes import record_digest
from shudi_cli.model.releases import Release, release_file
from shudi_cli.releases.backing import base_fault
from shudi_cli.releases.chain import release_faults
from shudi_cli.releases.manifest import file_digests

#: Where a change says on which release it rests; older ones than the newest were not read.
_BASE = ("基于",)
_SHOWN = 3


def new_releases(states: States) -> Iterator[Finding]:
    """What is wrong with releases that were added, and with the releases that new changes rest on."""
    new = {name for name in states.added if record_kind(name) == "release"}
    if new:
        releases = [entry for entry in states.workspace.archive.releases if entry.place.file in new]
        yield from _chain(states, {release.place.file for release in releases})
        for release in releases:
            yield from _twice(release, states)
        yield from _files(releases, states)
    yield from _bases(states)


def _chain(states: States, new: set[str]) -> Iterator[Finding]:
    """The faults of the chain from the newest release of the older side on."""
    archive = states.workspace.archive
    old = {entry.place.file for entry in archive.releases} - new
    for code, place, message, hint in release_faults(archive, states.workspace.settings, states.authority):
        if place.file not in old and place.path != _BASE:
            yield error(code, place, message, hint)


def _twice(release: Release, states: States) -> Iterator[Finding]:
    for nth, entry in enumerate(release.changes):
        if states.old.settled(entry.number) or states.judge.settled(entry.number):
            message = f"{entry.number} 在以前的版本里已经发布过"
            hint = "一项变更只发布一次；正式版本由 shudi publish 写成，不能手改"
            yield error("P203", release.place / "变更" / nth / "编号", message, hint)


def _files(releases: list[Release], states: States) -> Iterator[Finding]:
    """Whether the newest release names the files as they are; they may have changed since, in the same go."""
    for release in releases[-1:]:
        said = {entry.path: entry.digest for entry in release.files}
        stands = file_digests(states.workspace)
        wrong = sorted(name for name in said.keys() | stands.keys() if said.get(name) != stands.get(name))
        if wrong:
            shown = "、".join(wrong[:_SHOWN]) + (f"等 {len(wrong)} 个" if len(wrong) > _SHOWN else "")
            message = f"{release.number} 所列的文件与现在的不一样：{shown}"
            hint = "发布以后又改过的，不用管；没有改过的，用 shudi publish 重新发布"
            yield warning("C209", release.place / "文件", message, hint)


def _bases(states: States) -> Iterator[Finding]:
    """New changes rest on a release that is there, as they say it is."""
    new = set(states.added)
    known: dict[tuple[str, str], bool] = {}
    for change in states.workspace.archive.changes.values():
        if change.base is None or change.place.file not in new:
            continue
        ref = (change.base.number, change.base.digest)
        if ref not in known:
            data = data_of(states.after, release_file(change.base.number))
            known[ref] = isinstance(data, dict) and record_digest("release", data) == change.base.digest
        if not known[ref]:
            yield error(*base_fault(change))
