"""案卷: everything there is about one change, put together from its records; it only looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from shudi_cli.acts.attaching import ATTACHMENTS_FOLDER
from shudi_cli.acts.surveying import Survey, survey
from shudi_cli.canon import bytes_digest
from shudi_cli.changes.standing import Outcome, Standing
from shudi_cli.diff.items import Placed, item_changes
from shudi_cli.diff.slide import Levels
from shudi_cli.diff.values import ItemChange
from shudi_cli.model import Change, Opinion, Release
from shudi_cli.model.changes import CHANGES_FOLDER, PAPER, Attachment
from shudi_cli.opening import workspace_at
from shudi_cli.workspace import Workspace


class Evidence(NamedTuple):
    """An attachment, and what is wrong with it; None where it is as the record says."""

    attachment: Attachment
    fault: str | None


@dataclass(frozen=True)
class Dossier:
    """One change's papers: where it stands, its items side by side, its attachments by digest, its release.

    `opinions` are all of its records in the order of their files; `missing` says in words what is not there.
    `workspace` is that of its files as they are.
    """

    workspace: Workspace = field(repr=False)
    standing: Standing
    opinions: Sequence[Opinion]
    items: Sequence[ItemChange]
    evidence: Mapping[Attachment, Evidence]
    release: Release | None
    missing: Sequence[str]

    @property
    def change(self) -> Change:
        """The change."""
        return self.standing.change


def dossier_at(start: Path, number: str, *, today: str) -> Dossier:
    """The dossier of a change at `start`; ShudiError when there is no such change."""
    root = workspace_at(start)
    found = survey(start, number, every=True, today=today)
    standing = found.standings[0]
    change = standing.change
    opinions = found.archive.opinions.get(change.number, ())
    evidence = {
        attachment: Evidence(attachment, _fault(root, change.number, attachment))
        for attachments in (change.application.attachments, *(opinion.attachments for opinion in opinions))
        for attachment in attachments
    }
    held = found.released.get(change.number)
    release = next((release for release in found.archive.releases if release.number == held), None)
    missing = [*_lost(found, change), *_wanting(standing, found), *_unproved(evidence.values())]
    items = changed_items(change, Levels.known(found.workspace.units))
    missing = list(dict.fromkeys(missing))
    return Dossier(found.workspace, standing, opinions, items, evidence, release, missing)


def changed_items(change: Change, levels: Levels) -> Sequence[ItemChange]:
    """What the change does to each item, as a comparison would say it."""
    before: dict[str, Placed] = {}
    after: dict[str, Placed] = {}
    homes: dict[str, int] = {}
    for item in change.items:
        was, is_ = item.was_in or item.chapter.name, item.chapter.name
        if item.old is not None:
            before[item.number] = Placed(item.old, was, homes.setdefault(was, len(homes)))
        if item.new is not None:
            after[item.number] = Placed(item.new, is_, homes.setdefault(is_, len(homes)))
    return item_changes(before, after, levels)


def _lost(found: Survey, change: Change) -> Iterator[str]:
    """Records that are in the change's folder and cannot be read."""
    folder = f"{CHANGES_FOLDER}/{change.number}/"
    for name in sorted(found.archive.unread):
        if name.startswith(folder):
            yield f"“{name}”读不出来，没有收进案卷；用 shudi validate 查看"


def _wanting(standing: Standing, found: Survey) -> Iterator[str]:
    """What the procedure still waits for."""
    change = standing.change
    if change.number in found.unfit:
        yield f"清单已经变了，要更新后才能再办：shudi propose --renew {change.number}"
    for seat in standing.waiting:
        papers = [opinion for opinion in standing.given_to(seat) if opinion.way == PAPER]
        half = "的纸质文件，还要由另一家单位的人再登记一次" if papers else "的意见"
        number = "（要文号）" if seat.stage.numbered and not papers else ""
        yield f"{seat.stage.name}：{seat.unit}{half}{number}"
    if standing.outcome is Outcome.APPROVED and change.number not in found.released:
        yield "已经批准入册，还没有随正式版本发布"


def _unproved(evidence: Iterable[Evidence]) -> Iterator[str]:
    for found in evidence:
        if found.fault:
            yield f"附件“{found.attachment.file}”{found.fault}"


def _fault(root: Path, number: str, attachment: Attachment) -> str | None:
    """What is wrong with an attachment beside its record."""
    path = root / CHANGES_FOLDER / number / ATTACHMENTS_FOLDER / attachment.file
    try:
        if path.is_symlink() or not path.is_file():
            return "不见了，从上一个版本恢复它"
        if path.stat().st_size != attachment.size or bytes_digest(path.read_bytes()) != attachment.digest:
            return "与登记时不同，从上一个版本恢复它"
    except OSError:
        return "打不开，核对它的权限"
    return None
