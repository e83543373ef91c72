"""版本链: whether each release follows the one before it: number, digest, days, 文号, signature, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shudi_cli.archive import Archive
from shudi_cli.diagnostics import Fault
from shudi_cli.model import Release, Settings, SigningRoster
from shudi_cli.model.procedures import PUBLISHER
from shudi_cli.model.releases import release_file, release_order
from shudi_cli.model.signers import SIGNERS_FOLDER
from shudi_cli.releases.backing import Past, backing_faults, base_fault
from shudi_cli.signers import Authority, Record

_RESTORE = "正式版本由 shudi publish 写成，不能手改；从上一个版本恢复它"


def release_faults(archive: Archive, settings: Settings, authority: Authority) -> Iterator[Fault]:
    """Everything wrong with the chain of releases, oldest first. The archive was read whole."""
    past = Past(archive, authority)
    for release in archive.releases:
        yield from _links(release, settings, past)
        yield from _days(release, past)
        yield from signature_faults(release, authority, archive)
        yield from backing_faults(release, past)
        past.add(release)
    yield from _bases(past)


def release_record(release: Release, authority: Authority) -> Record:
    """A release as its signature is judged: signed by the publisher."""
    mark = authority.present.checkpoint if authority.present else None
    return Record(
        "release",
        "release",
        release.content,
        release.signature,
        release.person.name,
        PUBLISHER,
        release.day,
        release.roster,
        settled=mark is not None and release.order <= release_order(mark.number),
    )


def signature_faults(release: Release, authority: Authority, archive: Archive) -> Iterator[Fault]:
    """What is wrong with the signature of a release, or with its having none."""
    if any(name.startswith(f"{SIGNERS_FOLDER}/") for name in archive.unread):
        return  # what keeps a roster from being read is told of by itself
    if not authority.uses_keys:
        if release.signature or release.roster:
            message = f"{release.number} 说有签批名册，这里没有，签名无从核对"
            yield Fault("P204", release.place / "签名", message, "从上一个版本恢复签批名册（signers 文件夹）")
        return
    if release.roster is None and release.signature is None and _before_keys(release, archive.rosters):
        return
    if reason := authority.fault(release_record(release, authority)):
        hint = "请担任发布的人用自己的密钥重新发布；不是自己改的，从上一个版本恢复它"
        yield Fault("P204", release.place / "签名", f"{release.number} 的签名不算数：{reason}", hint)


def _before_keys(release: Release, rosters: Sequence[SigningRoster]) -> bool:
    """Whether a release was made before the county had keys: a roster's checkpoint says up to which.

    The day it names says nothing: whoever has no key writes an early one.
    """
    marks = [roster.checkpoint for roster in rosters if roster.checkpoint]
    return any(release.order <= release_order(mark.number) for mark in marks)


def _links(release: Release, settings: Settings, past: Past) -> Iterator[Fault]:
    if release.region != settings.region.name:
        yield Fault(
            "P201", release.place / "地区", f"这是“{release.region}”的正式版本，不是本县的", "换回本县的"
        )
    said, before = release.previous, past.newest
    place = release.place / "上一版"
    if said is not None and past.is_unread(said):
        return
    if before is None:
        if said is not None:
            message = f"{release.number} 接的上一版 {said.number} 不在这里"
            yield Fault("P201", place, message, "从上一个版本恢复它；正式版本一个也不能少")
    elif said is None:
        yield Fault("P201", place, f"{release.number} 没有写明接在 {before.number} 后面", _RESTORE)
    elif said.number != before.number:
        message = f"{release.number} 接的是 {said.number}，它前面的却是 {before.number}"
        yield Fault("P201", place, message, "有版本丢了或多了；从上一个版本恢复 releases 文件夹")
    elif said.digest != before.digest:
        message = f"{before.number} 与 {release.number} 发布时不同，改过了"
        hint = f"从上一个版本恢复“{release_file(before.number)}”"
        yield Fault("P201", place / "指纹", message, hint)


def _days(release: Release, past: Past) -> Iterator[Fault]:
    if release.effective < release.day:
        message = f"生效日期 {release.effective} 早于发布日期 {release.day}"
        yield Fault("P202", release.place / "生效日期", message, _RESTORE)
    if (other := past.documents.get(release.document_number)) is not None:
        message = f"文号“{release.document_number}”在 {other} 版用过"
        yield Fault("P202", release.place / "文号", message, "一个文号只发布一个版本；" + _RESTORE)
    if (before := past.newest) is None:
        return
    for key, day, earlier in (
        ("发布日期", release.day, before.day),
        ("生效日期", release.effective, before.effective),
    ):
        if day < earlier:
            message = f"{key} {day} 早于上一版 {before.number} 的 {earlier}"
            yield Fault("P202", release.place / key, message, _RESTORE)


def _bases(past: Past) -> Iterator[Fault]:
    """Changes no release holds yet rest on a release that is here as it was."""
    for change in past.archive.changes.values():
        if change.number not in past.released and not past.knows(change.base):
            yield base_fault(change)
