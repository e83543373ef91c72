"""What the records of a copy prove: rosters, the chain of releases, who wrote the opinions, the digest one was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shudi_cli.diagnostics import Fault, Place, Severity
from shudi_cli.model import Opinion, Release
from shudi_cli.model.changes import ENTERED, PAPER
from shudi_cli.model.releases import RELEASES_FOLDER
from shudi_cli.model.signers import SIGNERS_FOLDER
from shudi_cli.releases.chain import release_faults
from shudi_cli.releases.copies import Copy
from shudi_cli.releases.parts import Part, Told, same_digest
from shudi_cli.releases.tags import tags_part
from shudi_cli.signers import chain_faults

#: A file that belongs to no list: in an edited copy it may have been slipped in.
_STRAY = "L120"
_SHOWN = 5
_UNEXPECTED = (
    "没有用 --expect 核对版本指纹：这是不是最新的版本、有没有整个重做过，一份拷贝自己看不出；"
    "请与印发文件上的指纹对照"
)


def record_parts(copy: Copy, release: Release, told: Told) -> list[Part]:
    """What the records say of a release, whatever the lists are now."""
    return [
        reading_part(copy),
        rosters_part(copy, told.pin),
        chain_part(copy, release),
        authorship_part(copy, release),
        expectation_part(copy, release, told.expect),
        _git_part(copy, release),
    ]


def _git_part(copy: Copy, release: Release) -> Part:
    if copy.repository is None:
        return Part(unproved=["没有版本库（git）：案卷有没有被删改以后重做，只能看指纹，看不到记录"])
    releases = [found for found in copy.archive.releases if found.order <= release.order]
    return tags_part(releases, copy.repository, copy.folder)


def reading_part(copy: Copy) -> Part:
    """Files that cannot be read, or that have no business in a workspace."""
    found = [
        finding
        for finding in copy.workspace.findings
        if finding.severity is Severity.ERROR or finding.code == _STRAY
    ]
    return Part([Fault(finding.code, finding.place, finding.message, finding.hint) for finding in found])


def rosters_part(copy: Copy, pin: str | None) -> Part:
    """The signing rosters from the first on, which a verifier may have been told by its digest."""
    rosters = copy.archive.rosters
    place = Place(SIGNERS_FOLDER)
    if not rosters:
        hint = "核对 --pin 是不是别的县的；名册不见了的，从上一个版本恢复"
        faults = [Fault("N101", place, "这里没有签批名册，--pin 的指纹对不上", hint)] if pin else []
        return Part(faults)
    faults = list(chain_faults(rosters, copy.workspace.settings, copy.archive.releases))
    first = rosters[0]
    if pin is not None and not same_digest(pin, first.digest):
        message = f"第1版签批名册的指纹是 {first.digest}，不是 --pin 所写的"
        faults.append(Fault("N101", first.place, message, "这份拷贝换过名册，里面的签名都不可信；另取一份"))
    told = "，从 --pin 的指纹开始" if pin else ""
    unproved = []
    if pin is None:
        unproved = ["第1版签批名册的指纹（用 shudi signers 看）没有用 --pin 核对：连名册一起换掉的拷贝看不出"]
    return Part(faults, [f"签批名册 {len(rosters)} 版，一版接一版，管理人签名有效{told}"], unproved)


def chain_part(copy: Copy, release: Release) -> Part:
    """The chain of releases up to one, each the one before and its approved changes."""
    releases = [found for found in copy.archive.releases if found.order <= release.order]
    archive = replace(copy.archive, releases=tuple(releases))
    faults = [
        fault
        for fault in release_faults(archive, copy.workspace.settings, copy.authority)
        if _concerns(fault, copy, release)
    ]
    changes = copy.released_up_to(release)
    opinions = sum(len(entry.opinions) for found in releases for entry in found.changes)
    proves = [
        f"{len(releases)} 个正式版本一个接一个：{releases[0].number} 到 {release.number}，没有改过"
        if len(releases) > 1
        else f"{release.number} 是第一个正式版本"
    ]
    if changes:
        proves.append(
            f"每一版正好是上一版加上所列的变更（共 {len(changes)} 项）；"
            f"这些变更都按程序批准，意见 {opinions} 份，一份不少，一字未改"
        )
    signed = [found.number for found in releases if found.signature]
    if signed:
        proves.append(f"{_some(signed)} 版由签批名册里担任发布的人签名")
    unproved = [f"{releases[0].number} 是第一个正式版本，以当时的清单为准，它以前的由来没有核对"]
    return Part(faults, proves, unproved)


def _concerns(fault: Fault, copy: Copy, release: Release) -> bool:
    """Whether a fault is about a release or one before it, and not about a change of a later one."""
    parts = fault.place.file.split("/")
    holder = copy.released.get(parts[1]) if len(parts) > 1 else None
    newest = copy.archive.newest
    return (
        parts[0] == RELEASES_FOLDER
        or release is newest
        or (holder is not None and holder.order <= release.order)
    )


def authorship_part(copy: Copy, release: Release) -> Part:
    """By what it is known who wrote the opinions: keys, paper, or nothing but what git kept."""
    numbers = [change.number for change in copy.released_up_to(release)]
    if release is copy.archive.newest:
        numbers += [change.number for change in copy.since.entered]
    opinions = [opinion for number in numbers for opinion in copy.archive.opinions.get(number, ())]
    return Part(unproved=list(_authorship(copy, opinions)))


def _authorship(copy: Copy, opinions: Sequence[Opinion]) -> Iterator[str]:
    entered = list(dict.fromkeys(opinion.change for opinion in opinions if opinion.way == ENTERED))
    if not copy.authority.uses_keys:
        yield "本县没有用密钥：意见是谁出具的、版本是谁发布的，靠版本库的记录和纸质文件"
    elif entered:
        yield f"{_some(entered)} 是启用密钥以前办的：意见是谁出具的，靠版本库的记录和纸质文件"
    papers: dict[str, list[str]] = {}
    for opinion in opinions:
        if opinion.way == PAPER:
            papers.setdefault(opinion.change, []).append(f"{opinion.unit} {opinion.document_number}")
    for number, told in papers.items():
        yield f"{number} 有凭纸质文件登记的意见（{'、'.join(dict.fromkeys(told))}）：真假要看原件"


def expectation_part(copy: Copy, release: Release, expect: str | None) -> Part:
    """Whether the digest one was told, by the issued document say, is that of a release in the chain."""
    if expect is None:
        return Part(unproved=[_UNEXPECTED])
    found = next((one for one in copy.archive.releases if same_digest(expect, one.digest)), None)
    if found is None:
        message = f"--expect 的指纹不是这里任何一个正式版本的；{release.number} 版的是 {release.digest}"
        return Part(
            [
                Fault(
                    "",
                    release.place,
                    message,
                    "核对指纹有没有抄错；没有抄错的，这份拷贝不是那个版本，另取一份",
                )
            ]
        )
    if found.order < release.order:
        message = f"--expect 的指纹是 {found.number} 版的，这里的 {release.number} 版比它新，没有核对过"
        return Part(proves=[f"{found.number} 版的指纹与 --expect 相同"], unproved=[message])
    if found.order > release.order:
        told = f"--expect 的指纹是 {found.number} 版的，它接在 {release.number} 版后面"
        return Part(proves=[told])
    return Part(proves=[f"{release.number} 版的指纹与 --expect 相同"])


def _some(names: Sequence[str]) -> str:
    shown = "、".join(names[-_SHOWN:])
    return f"{shown} 等 {len(names)} 个" if len(names) > _SHOWN else shown
