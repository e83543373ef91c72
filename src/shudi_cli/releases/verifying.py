"""核对: a work tree, a release, an exported folder or a handed-out file, held against what it says it is."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.model import Release
from shudi_cli.opening import shown, workspace_at
from shudi_cli.releases.contents import lists_part, published_part
from shudi_cli.releases.copied import files_part, records_part
from shudi_cli.releases.copies import Copy, opened
from shudi_cli.releases.evidence import evidence_part
from shudi_cli.releases.handouts import is_handed_out, verify_files
from shudi_cli.releases.in_force import is_release_number
from shudi_cli.releases.parts import Told, Verification, summed
from shudi_cli.releases.proving import reading_part, record_parts, rosters_part
from shudi_cli.snapshot.searching import MARK


def verify(
    start: Path, target: str | None = None, *, pin: str | None = None, expect: str | None = None
) -> Verification:
    """Verify what `target` names, seen from `start`: nothing (the workspace here), a release, a folder or a file.

    `pin` is the digest of the first signing roster, `expect` that of a release, as somebody was told them.
    ShudiError when there is nothing that could be verified.
    """
    told = Told(pin, expect)
    with ExitStack() as stack:
        if target is None:
            return _of_copy(opened(workspace_at(start), stack), "这个工作区", told)
        path = start / target
        if path.is_file():
            return verify_files([path], start, stack, told)
        if path.is_dir():
            root = next((root for root in (path, path / "lists") if (root / MARK).is_file()), None)
            if root is not None:
                return _of_copy(opened(root, stack), f"文件夹“{shown(root, start)}”", told)
            files = sorted(child for child in path.iterdir() if is_handed_out(child))
            if files:
                return verify_files(files, start, stack, told)
            raise ShudiError(
                f"“{target}”里没有工作区，也没有发布的成品", "写放着 shudi.yaml 的文件夹，或成品文件"
            )
        if is_release_number(target):
            return _of_release(opened(workspace_at(start), stack), target, told)
    raise ShudiError(f"没有“{target}”这个文件、文件夹或版本", "版本写成 2026.1 的样子；文件核对路径")


def _of_copy(copy: Copy, subject: str, told: Told) -> Verification:
    """A whole workspace as it is."""
    newest = copy.archive.newest
    if newest is None:
        return _of_nothing(copy, subject, told.pin)
    parts = [
        *record_parts(copy, newest, told),
        lists_part(copy, newest),
        files_part(copy, newest),
        records_part(copy),
        evidence_part(copy),
    ]
    return summed(subject, newest, parts)


def _of_nothing(copy: Copy, subject: str, pin: str | None) -> Verification:
    """A workspace without a readable release: what keeps one from being read is told; else there is nothing to prove."""
    found = summed(subject, None, [reading_part(copy), rosters_part(copy, pin)])
    if found.faults:
        return found
    raise ShudiError(
        "这里还没有正式版本，没有可以核对的", "用 shudi publish 发布；清单对不对用 shudi validate 检查"
    )


def _of_release(copy: Copy, number: str, told: Told) -> Verification:
    """One release, by its number."""
    release = _numbered(copy, number)
    parts = [
        *record_parts(copy, release, told),
        published_part(copy, release),
        records_part(copy),
        evidence_part(copy),
    ]
    if release is copy.archive.newest and copy.repository is None:
        parts += [lists_part(copy, release), files_part(copy, release)]
    return summed(f"{release.number} 版", release, parts)


def _numbered(copy: Copy, number: str) -> Release:
    found = next((release for release in copy.archive.releases if release.number == number), None)
    if found is None:
        known = "、".join(release.number for release in copy.archive.releases[-3:])
        raise ShudiError(
            f"没有 {number} 这个正式版本，或它读不出来",
            f"最近的有：{known}" if known else "这里还没有正式版本",
        )
    return found
