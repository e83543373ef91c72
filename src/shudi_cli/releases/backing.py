"""版本的依据: a release is the one before it plus the approved changes it names, no more and no less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from shudi_cli.archive import Archive
from shudi_cli.changes import Outcome, Standing, differences, renewed_by, replay, standing_of, state_at
from shudi_cli.changes.standing import APPROVED_ALREADY
from shudi_cli.diagnostics import Fault, Place
from shudi_cli.model import Change, Opinion, Release
from shudi_cli.model.changes import CHANGE_FILE, CHANGES_FOLDER, OPINIONS_FOLDER, ReleaseRef
from shudi_cli.model.releases import ReleasedChange, release_file
from shudi_cli.signers import Authority

_RESTORE = "从上一个版本恢复它；批准过的案卷不能改、不能少"
_AGAIN = "正式版本由 shudi publish 写成，不能手改；从上一个版本恢复它"
_SHOWN = 3


class Past:
    """The releases looked at so far, oldest first, and what they hold."""

    def __init__(self, archive: Archive, authority: Authority) -> None:
        self.archive = archive
        self.authority = authority
        self.newest: Release | None = None
        #: Change → the release that holds it; 文号 → the release published with it.
        self.released: dict[str, str] = {}
        self.documents: dict[str, str] = {}
        self._digests: dict[str, str] = {}
        self._procedures = {entry.digest for roster in archive.rosters for entry in roster.procedures}

    def add(self, release: Release) -> None:
        """Take the next release into the past."""
        self.newest = release
        self._digests[release.number] = release.digest
        self.documents.setdefault(release.document_number, release.number)
        for entry in release.changes:
            self.released.setdefault(entry.number, release.number)
        self._procedures |= {entry.digest for entry in release.procedures}

    def knows(self, ref: ReleaseRef | None) -> bool:
        """Whether a release named by digest is one of these; True where none is named, or it cannot be read."""
        return ref is None or self.is_unread(ref) or self._digests.get(ref.number) == ref.digest

    def is_unread(self, ref: ReleaseRef) -> bool:
        """Whether a release is here but cannot be read, which is told of by itself."""
        return release_file(ref.number) in self.archive.unread

    def vouches(self, change: Change, release: Release) -> bool:
        """Whether the procedure a change copied is the county's: by the roster it names, else by a release or roster."""
        digest = change.procedure.digest
        if change.roster is not None:
            return any(
                entry.digest == digest
                for roster in self.archive.rosters
                if roster.version == change.roster.version
                for entry in roster.procedures
            )
        return digest in self._procedures or any(entry.digest == digest for entry in release.procedures)


def backing_faults(release: Release, past: Past) -> Iterator[Fault]:
    """What is wrong with the changes of a release, and with its items given those before."""
    yield from _twins(release)
    before = past.newest
    if before is None:
        if release.changes and release.previous is None:
            place = release.place / "变更"
            yield Fault("P203", place, f"{release.number} 是第一个正式版本，却列了变更", _AGAIN)
        return
    taken: list[Change] = []
    for nth, entry in enumerate(release.changes):
        place = release.place / "变更" / nth
        change = past.archive.changes.get(entry.number)
        yield from _entry_faults(entry, change, place, release, past)
        if change is not None and change.digest == entry.digest:
            taken.append(change)
    unread = release.previous is not None and past.is_unread(release.previous)
    if len(taken) == len(release.changes) and not unread:
        yield from _item_faults(release, before, taken)


def _twins(release: Release) -> Iterator[Fault]:
    """An item or a file that a manifest lists twice: only one of the two would be looked at."""
    items = [f"{item.folder}/{item.number}" for item in release.items]
    for key, told in (("事项", items), ("文件", [entry.path for entry in release.files])):
        if twice := [name for name, times in Counter(told).items() if times > 1]:
            yield Fault("P203", release.place / key, f"{release.number} 把 {twice[0]} 列了两次", _AGAIN)


def base_fault(change: Change) -> Fault:
    """That a change rests on a release that is not here, or not as it was."""
    number = change.base.number if change.base else ""
    message = f"{change.number} 报送时依据的 {number} 版不在这里，或与那时不同"
    hint = "这份拷贝里的正式版本被退回或改造过；另取一份完整的"
    return Fault("P201", change.place / "基于", message, hint)


def _item_faults(release: Release, before: Release, taken: Sequence[Change]) -> Iterator[Fault]:
    replayed = replay(state_at(before), taken)
    for change in replayed.stuck:
        message = f"{release.number} 列的 {change.number} 入不了册：它说的原文，{before.number} 版里不是那样"
        yield Fault("P203", release.place / "变更", message, _AGAIN)
    wrong = [] if replayed.stuck else differences(replayed.state, state_at(release))
    if wrong:
        shown = "、".join(key.number for key in wrong[:_SHOWN]) + (
            f" 等 {len(wrong)} 项" if len(wrong) > _SHOWN else ""
        )
        message = f"{release.number} 的 {shown} 与 {before.number} 版加上所列的变更不符，没有批准过"
        yield Fault("P203", release.place / "事项", message, _AGAIN)


def _entry_faults(
    entry: ReleasedChange, change: Change | None, place: Place, release: Release, past: Past
) -> Iterator[Fault]:
    if (other := past.released.get(entry.number)) is not None:
        message = f"{entry.number} 在 {other} 版已经发布过"
        yield Fault("P203", place / "编号", message, "一项变更只发布一次；" + _AGAIN)
    file = f"{CHANGES_FOLDER}/{entry.number}/{CHANGE_FILE}"
    if change is None:
        if file not in past.archive.unread:
            message = f"{release.number} 所列的 {entry.number} 不在案卷里"
            yield Fault("P203", place / "编号", message, f"从上一个版本恢复“{file}”")
        return
    if change.digest != entry.digest:
        yield Fault("P203", change.place, f"{entry.number} 与 {release.number} 发布时不同，改过了", _RESTORE)
        return
    if change.region != release.region:
        message = f"{entry.number} 是“{change.region}”的变更，不是本县的"
        yield Fault("P203", change.place / "地区", message, _AGAIN)
    if entry.renews != tuple(renewed_by(change, past.archive.changes)):
        message = f"{release.number} 所列 {entry.number} 接续的变更，与案卷里的不一样"
        yield Fault("P203", place / "所续变更", message, _AGAIN)
    if not past.knows(change.base):
        yield base_fault(change)
    if not past.vouches(change, release):
        message = f"{entry.number} 所抄的程序“{change.procedure.name}”不是本县定过的"
        yield Fault("P203", change.place / "程序", message, _AGAIN)
    yield from _opinion_faults(entry, change, place, release, past)


def _opinion_faults(
    entry: ReleasedChange, change: Change, place: Place, release: Release, past: Past
) -> Iterator[Fault]:
    """Whether the change was approved by exactly the opinions that the release lists."""
    every = {
        opinion.place.file.rpartition("/")[2]: opinion
        for opinion in past.archive.opinions.get(entry.number, ())
    }
    standing = standing_of(change, tuple(every.values()), past.authority)
    found = [*_altered(entry, every, place, release, past), *_additional(entry, standing, release)]
    if found or _has_unread(entry, past):
        yield from found  # what does not count any more follows from what was altered
        return
    found = [*_void(entry, standing, release)]
    if not found and standing.outcome is not Outcome.APPROVED:
        message = f"{release.number} 所列的 {entry.number} 没有批准：{standing.outcome.value}"
        found.append(Fault("P203", place, message, _AGAIN))
    if late := [opinion.day for opinion in standing.accepted if opinion.day > release.day]:
        message = f"{release.number} 的发布日期早于 {entry.number} 的意见（{late[0]}）"
        found.append(Fault("P202", release.place / "发布日期", message, _AGAIN))
    yield from found


def _altered(
    entry: ReleasedChange, every: Mapping[str, Opinion], place: Place, release: Release, past: Past
) -> Iterator[Fault]:
    for nth, said in enumerate(entry.opinions):
        file = f"{CHANGES_FOLDER}/{entry.number}/{OPINIONS_FOLDER}/{said.file}"
        opinion = every.get(said.file)
        if opinion is None:
            if file not in past.archive.unread:
                message = f"{release.number} 所依据的意见“{file}”不见了"
                yield Fault("P203", place / "意见" / nth, message, _RESTORE)
        elif (opinion.digest, opinion.way) != (said.digest, said.way):
            yield Fault("P203", opinion.place, f"“{file}”与 {release.number} 发布时不同，改过了", _RESTORE)


def _void(entry: ReleasedChange, standing: Standing, release: Release) -> Iterator[Fault]:
    """The first opinion the release rests on that does not count; those after it mostly fall with it."""
    listed = {said.file for said in entry.opinions}
    for opinion, reason in standing.void:
        if opinion.place.file.rpartition("/")[2] in listed:
            message = f"{release.number} 所依据的{opinion.unit}的意见不算数：{reason}"
            yield Fault("P203", opinion.place, message, _RESTORE)
            return


def _additional(entry: ReleasedChange, standing: Standing, release: Release) -> Iterator[Fault]:
    listed = {said.file for said in entry.opinions}
    late = (opinion for opinion, reason in standing.void if reason == APPROVED_ALREADY)
    for opinion in (*standing.accepted, *late):
        if opinion.place.file.rpartition("/")[2] not in listed:
            message = f"{release.number} 没有列这份意见，是发布以后添的"
            yield Fault("P203", opinion.place, message, "已经发布的变更不再添意见；把它移走")


def _has_unread(entry: ReleasedChange, past: Past) -> bool:
    folder = f"{CHANGES_FOLDER}/{entry.number}/"
    return any(name.startswith(folder) for name in past.archive.unread)
