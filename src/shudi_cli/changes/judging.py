"""Judging one opinion: whether it counts, given the opinions that count already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple, Self

from shudi_cli.changes.sealing import opinion_record
from shudi_cli.model.changes import (
    AGREE,
    ENTERED,
    PAPER,
    REMARK,
    SIGNED,
    WITHDRAW,
    Change,
    Opinion,
)
from shudi_cli.model.procedures import APPLICANT, Stage
from shudi_cli.signers import Authority

#: Two clerks of two units write down one paper.
_CLERKS = 2


class Seat(NamedTuple):
    """One party of a stage, for one unit: who must give an opinion, and how many persons of it."""

    stage: Stage
    code: str
    unit: str
    persons: int = 1

    def holds(self, opinion: Opinion) -> bool:
        """Whether an opinion is this party's."""
        return (opinion.stage, opinion.code, opinion.unit) == (self.stage.name, self.code, self.unit)

    def filled(self, accepted: Sequence[Opinion]) -> bool:
        """Whether the party has said what the stage wants of it."""
        mine = [opinion for opinion in accepted if self.holds(opinion)]
        if not self.stage.consults:
            mine = [opinion for opinion in mine if opinion.decision == AGREE]
        own = {opinion.person.name for opinion in mine if opinion.way != PAPER}
        return len(own) >= self.persons or any(paper_pairs(mine, opinion) for opinion in mine)


def seats(stage: Stage, change: Change) -> Iterator[Seat]:
    """The parties of a stage; one without a unit of its own stands for each unit the change concerns."""
    for party in stage.parties:
        for unit in (party.unit,) if party.unit else change.concerned:
            yield Seat(stage, party.code, unit, party.persons)


def paper_pairs(accepted: Sequence[Opinion], opinion: Opinion) -> bool:
    """Whether two clerks of two units wrote down the same paper as this opinion does."""
    if opinion.way != PAPER:
        return False
    same = [other for other in accepted if other.way == PAPER and _paper(other) == _paper(opinion)]
    persons = {other.person.name for other in same}
    units = {other.person.unit for other in same}
    return min(len(persons), len(units)) >= _CLERKS


class Case(NamedTuple):
    """What the opinions on a change are judged against: its digest, theirs, and whose signature counts."""

    change: Change
    digest: str
    known: Collection[str]
    authority: Authority

    @classmethod
    def of(cls, change: Change, opinions: Sequence[Opinion], authority: Authority) -> Self:
        """The case of a change with all opinions on it."""
        return cls(change, change.digest, {opinion.digest for opinion in opinions}, authority)


def why_void(opinion: Opinion, case: Case, accepted: Sequence[Opinion]) -> str | None:
    """Why an opinion does not count, given those that count already; None when it does."""
    change = case.change
    if opinion.change_digest != case.digest:
        return "出具以后变更的内容改过"
    if lost := [digest for digest in opinion.seen if digest not in case.known]:
        return f"它所阅的意见有{len(lost)}份不在案卷里"
    seen = [other for other in accepted if other.digest in opinion.seen]
    earliest = max([change.application.day, *(other.day for other in seen)])
    if opinion.day < earliest:
        return f"日期 {opinion.day} 早于申请或它所阅的意见（{earliest}）"
    reason = _as_applicant(opinion, change) if opinion.code == APPLICANT else _as_party(opinion, change, seen)
    return reason or _as_person(opinion, change, accepted) or _as_signed(opinion, change, case.authority)


def _as_applicant(opinion: Opinion, change: Change) -> str | None:
    if opinion.decision != WITHDRAW or opinion.unit != change.application.unit:
        return "申请单位只能撤回自己的申请"
    return None


def _as_party(opinion: Opinion, change: Change, seen: Sequence[Opinion]) -> str | None:
    """Whether the opinion's party is due: its stage is the procedure's, and all before it was done and seen."""
    stage = next((stage for stage in change.procedure.stages if stage.name == opinion.stage), None)
    mine = [seat for seat in seats(stage, change) if seat.holds(opinion)] if stage else []
    if stage is None or not mine:
        return f"程序里没有由“{opinion.unit}”办理的“{opinion.stage}”"
    for earlier in change.procedure.stages:
        if earlier.name == stage.name:
            break
        if not all(seat.filled(seen) for seat in seats(earlier, change)):
            return f"“{earlier.name}”还没有办完，或没有送阅"
    if opinion.decision == WITHDRAW or (opinion.decision == REMARK and not stage.consults):
        return f"“{stage.name}”不能写“{opinion.decision}”"
    return _document_fault(opinion, stage)


def _document_fault(opinion: Opinion, stage: Stage) -> str | None:
    if stage.numbered and opinion.decision == AGREE and not opinion.document_number:
        return f"“{stage.name}”要有文号"
    if opinion.way != PAPER:
        return None
    if not stage.on_paper:
        return f"“{stage.name}”不能凭纸质文件登记"
    if not opinion.document_number or not opinion.attachments:
        return "凭纸质文件登记的，要有文号和扫描件"
    return None if opinion.change in opinion.together else "纸质文件没有写明批准了这项变更"


def _as_person(opinion: Opinion, change: Change, accepted: Sequence[Opinion]) -> str | None:
    """Whether this person may act here."""
    if opinion.code == APPLICANT:
        return None
    if opinion.way == PAPER:
        return _as_recorder(opinion, change, accepted)
    name = opinion.person.name
    if any(_same_voice(other, opinion) for other in accepted):
        return f"{name}在“{opinion.stage}”已经出具过意见"
    if change.procedure.once and name == change.application.person:
        return f"{name}是申请人，不能再出具意见"
    others = [other.person.name for other in accepted if other.way != PAPER]
    if change.procedure.once and name in others:
        return f"{name}已经出具过意见，同一个人只能出具一次"
    return None


def _as_recorder(opinion: Opinion, change: Change, accepted: Sequence[Opinion]) -> str | None:
    """Whether this clerk may write down this paper."""
    person, applicant = opinion.person, change.application
    if person.unit == applicant.unit or person.name == applicant.person:
        return "申请单位的人不能登记纸质文件"
    for other in accepted:
        if _paper(other) == _paper(opinion) and person.name == other.person.name:
            return f"{person.name}已经登记过这份纸质文件，要由另一家单位的人再登记一次"
        if _paper(other) == _paper(opinion) and person.unit == other.person.unit:
            return f"{person.unit}的{other.person.name}已经登记过这份纸质文件，要由另一家单位的人再登记一次"
    return None


def _as_signed(opinion: Opinion, change: Change, authority: Authority) -> str | None:
    if not authority.needs_signatures(change.number):
        return "本县没有签批名册，签名无从核对" if opinion.way == SIGNED else None
    if opinion.way == ENTERED:
        return "本县用密钥签批，这份意见没有签名"
    return authority.fault(opinion_record(opinion, change, authority))


def _same_voice(one: Opinion, other: Opinion) -> bool:
    return (one.stage, one.code, one.unit, one.person.name) == (
        other.stage,
        other.code,
        other.unit,
        other.person.name,
    ) and one.way != PAPER


def paper_differences(one: Opinion, other: Opinion) -> Sequence[str]:
    """What two clerks wrote down otherwise of one party's paper, by the names of the fields."""
    names = ("环节", "代号", "单位", "意见", "文号", "日期", "所涉变更", "扫描件")
    return [name for name, a, b in zip(names, _paper(one), _paper(other), strict=True) if a != b]


def _paper(opinion: Opinion) -> tuple[object, ...]:
    """What two clerks must have written down alike."""
    return (
        opinion.stage,
        opinion.code,
        opinion.unit,
        opinion.decision,
        opinion.document_number,
        opinion.day,
        tuple(sorted(opinion.together)),
        tuple(sorted(attachment.digest for attachment in opinion.attachments)),
    )
