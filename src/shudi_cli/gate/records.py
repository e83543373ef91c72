"""Records: what stood stays, and what is new holds by the older side's procedures and rosters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from shudi_cli.archive import change_of, is_record, record_kind
from shudi_cli.canon import bytes_digest
from shudi_cli.changes import Outcome, flaws, standing_of
from shudi_cli.diagnostics import Finding, Place
from shudi_cli.gate.grounds import units_of
from shudi_cli.gate.states import States, error
from shudi_cli.model import Change
from shudi_cli.model.changes import CHANGE_FILE, CHANGES_FOLDER, Attachment, Opinion
from shudi_cli.model.units import UNITS_FILE
from shudi_cli.snapshot.naming import presentable

_ATTACHMENTS = "attachments"


def rewritten(states: States) -> Iterator[Finding]:
    """Records that stood and now are gone or say otherwise; a new layout says the same."""
    for name in states.edited:
        old, new = states.differs[name]
        if old is None or not is_record(name):
            continue
        if new is not None and (old.id, new.kind) == (new.id, old.kind):
            continue  # only a mode differs
        what = "不见了" if new is None else "改过了"
        hint = "从上一个版本恢复它；意见写错了的，请原来的单位另行出具，变更要改的，用 shudi propose --renew 更新"
        yield error("C202", Place(presentable(name)), f"案卷里的“{presentable(name)}”{what}", hint)


def new_opinions(states: States) -> Iterator[Finding]:
    """New opinions that do not count where they stand."""
    new = {name for name in states.added if record_kind(name) == "opinion"}
    archive = states.workspace.archive
    for number in sorted({change_of(name) for name in new}):
        opinions = [entry for entry in archive.opinions.get(number, ()) if entry.place.file in new]
        for opinion, reason in _void(number, opinions, states):
            message = f"{opinion.unit}的意见“{opinion.decision}”不算数：{reason}"
            hint = f"用 shudi status {number} 看轮到谁；用 shudi approve 出具，程序当场核对"
            yield error("C204", opinion.place, message, hint)
        yield from _pushed_aside(number, new, states)


def _pushed_aside(number: str, new: Collection[str], states: States) -> Iterator[Finding]:
    """Opinions that counted and no longer do, because a new one was put before them."""
    now = states.standings.get(number)
    if now is None:
        return
    stood = [
        entry for entry in states.workspace.archive.opinions.get(number, ()) if entry.place.file not in new
    ]
    before = {entry.place for entry in standing_of(now.change, stood, states.authority).accepted}
    for opinion, reason in now.void:
        if opinion.place in before:
            message = (
                f"{opinion.unit}的意见“{opinion.decision}”原来算数，新的意见插在前面，使它不算了：{reason}"
            )
            yield error("C204", opinion.place, message, "新的意见接在已有的后面，文件名的序号接着往下编")


def _void(number: str, opinions: Sequence[Opinion], states: States) -> Iterator[tuple[Opinion, str]]:
    if states.old.settled(number) or states.judge.settled(number):
        yield from ((opinion, f"{number} 已经发布") for opinion in opinions)
    elif standing := states.standings.get(number):
        new = {opinion.place for opinion in opinions}
        yield from (entry for entry in standing.void if entry.opinion.place in new)
    elif f"{CHANGES_FOLDER}/{number}/{CHANGE_FILE}" not in states.workspace.unread:
        yield from ((opinion, f"它说的变更 {number} 不在案卷里") for opinion in opinions)


def new_changes(states: States) -> Iterator[Finding]:
    """What is wrong with new applications, by the procedures that the older side knows."""
    workspace, judge, old = states.workspace, states.judge, states.old
    procedures = (*judge.settings.procedures, *old.settings.procedures)
    settings = workspace.settings._replace(procedures=procedures)
    releases = (*old.archive.releases, *judge.archive.releases)
    archive = replace(workspace.archive, releases=releases, rosters=judge.archive.rosters)
    units = None if UNITS_FILE in workspace.unread else workspace.units
    changes = list(_new(states))
    before = units_of(states.before) if changes else None
    for change in changes:
        found = [*flaws(change, settings, units, archive)]
        # A township does not become a county unit in the same go.
        found += [flaw for flaw in flaws(change, settings, before, archive) if flaw.code == "C101"]
        for flaw in found:
            yield error(flaw.code, flaw.place, flaw.message, flaw.hint)
        standing = states.standings.get(change.number)
        if standing and standing.outcome is Outcome.UNPROVEN:
            yield error(
                "C204", change.place, f"{change.number} {Outcome.UNPROVEN.value}", "用自己的密钥重新报送"
            )


def evidence(states: States) -> Iterator[Finding]:
    """Attachments of new records that are not beside them, or are not what the record says."""
    for change in _new(states):
        yield from _attached(change.number, change.application.attachments, states)
    new = set(states.added)
    for number, opinions in states.workspace.archive.opinions.items():
        for opinion in opinions:
            if opinion.place.file in new:
                yield from _attached(number, opinion.attachments, states)


def _new(states: States) -> Iterator[Change]:
    new = set(states.added)
    yield from (change for change in states.workspace.archive.changes.values() if change.place.file in new)


def _attached(number: str, attachments: Sequence[Attachment], states: States) -> Iterator[Finding]:
    folder = f"{CHANGES_FOLDER}/{number}/{_ATTACHMENTS}"
    for attachment in attachments:
        entry = states.inside(folder).get(attachment.file)
        content = states.content(entry) if entry else None
        if content is None:
            message = f"附件“{attachment.file}”不在“{folder}”里，或读不出来"
            yield error("C205", attachment.place / "文件", message, "把扫描件放回去，不要改名")
        elif (len(content), bytes_digest(content)) != (attachment.size, attachment.digest):
            message = f"附件“{attachment.file}”不是记录时的那一份"
            yield error("C205", attachment.place / "指纹", message, "核对原件，换回原来的扫描件")
