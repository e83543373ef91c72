"""Where a change stands: computed from its records, never stored.

Opinions are judged one by one, in the order of their files. What is not valid is kept, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from shudi_cli.archive import Archive
from shudi_cli.changes.judging import Case, Seat, paper_pairs, seats, why_void
from shudi_cli.changes.sealing import application_record
from shudi_cli.model.changes import PAPER, REFUSE, RETURN, WITHDRAW, Change, Opinion
from shudi_cli.model.procedures import APPLICANT, Stage
from shudi_cli.signers import Authority


class Outcome(StrEnum):
    """How a change stands as a whole."""

    UNDER_WAY = "办理中"
    APPROVED = "已批准"
    REFUSED = "未通过"
    RETURNED = "退回修改"
    WITHDRAWN = "已撤回"
    RENEWED = "已由别的变更接续"
    UNPROVEN = "申请的签名无效"


#: Why an opinion on an approved change does not count.
APPROVED_ALREADY = "变更已经批准"
#: A renewal that came to nothing leaves the change it renewed as it was.
_GIVEN_UP = {Outcome.WITHDRAWN, Outcome.UNPROVEN}
_ENDS = {REFUSE: Outcome.REFUSED, RETURN: Outcome.RETURNED}


class Voided(NamedTuple):
    """An opinion that does not count, and why."""

    opinion: Opinion
    reason: str


@dataclass(frozen=True)
class Standing:
    """A change's standing. `stage` is the one it waits in, None when there is none; `waiting` who is next.

    `since` is the day (ISO text) from which it has been so.
    """

    change: Change
    outcome: Outcome
    since: str
    accepted: tuple[Opinion, ...] = ()
    void: tuple[Voided, ...] = ()
    stage: Stage | None = None
    waiting: tuple[Seat, ...] = field(default=())

    @property
    def open(self) -> bool:
        """Whether an opinion can still be given."""
        return self.outcome is Outcome.UNDER_WAY

    def given_to(self, seat: Seat) -> Sequence[Opinion]:
        """The valid opinions of one party."""
        return [opinion for opinion in self.accepted if seat.holds(opinion)]


def standing_of(
    change: Change, opinions: Sequence[Opinion], authority: Authority, *, renewed: bool = False
) -> Standing:
    """Judge a change by its opinions. `renewed` says that another change took its place."""
    told = _Judging(change, opinions, authority)
    fault = told.application_fault()
    if fault is not None:
        outcome = Outcome.RENEWED if renewed else Outcome.UNPROVEN
        return Standing(change, outcome, change.application.day, void=told.all_void(fault))
    told.judge_all()
    outcome, since = told.outcome()
    if renewed and outcome is not Outcome.APPROVED:
        outcome = Outcome.RENEWED
    stage, waiting = told.waiting() if outcome is Outcome.UNDER_WAY else (None, ())
    return Standing(change, outcome, since, tuple(told.accepted), tuple(told.void), stage, waiting)


class _Judging:
    """One judging of one change."""

    def __init__(self, change: Change, opinions: Sequence[Opinion], authority: Authority) -> None:
        self._change = change
        self._opinions = opinions
        self._authority = authority
        self.accepted: list[Opinion] = []
        self.void: list[Voided] = []
        self._ended: tuple[Outcome, str] | None = None

    def application_fault(self) -> str | None:
        """Why the application itself does not count, where the county uses keys."""
        change = self._change
        if not self._authority.needs_signatures(change.number):
            return None
        if change.roster is None:
            return "申请没有写明签批名册"
        if change.signature is None:
            return None  # on paper: the county's own office wrote it down, and every opinion is bound to it
        return self._authority.fault(application_record(change, self._authority))

    def all_void(self, reason: str) -> tuple[Voided, ...]:
        """Every opinion, void for one reason."""
        return tuple(Voided(opinion, reason) for opinion in self._opinions)

    def judge_all(self) -> None:
        """Take the opinions in order; what comes after an ending no longer counts."""
        case = Case.of(self._change, self._opinions, self._authority)
        for opinion in self._opinions:
            reason = f"变更已经{self._ended[0].value.removeprefix('已')}" if self._ended else None
            reason = reason or why_void(opinion, case, self.accepted)
            if reason:
                self.void.append(Voided(opinion, reason))
            else:
                self.accepted.append(opinion)
                self._ended = self._ending(opinion) or self._approval()

    def _approval(self) -> tuple[Outcome, str] | None:
        """Approval is final: nothing said later takes a change out of the list again."""
        return None if self.waiting()[1] else (Outcome.APPROVED, self._latest())

    def _latest(self) -> str:
        return max([self._change.application.day, *(opinion.day for opinion in self.accepted)])

    def _ending(self, opinion: Opinion) -> tuple[Outcome, str] | None:
        if opinion.code == APPLICANT and opinion.decision == WITHDRAW:
            return Outcome.WITHDRAWN, opinion.day
        stage = next(stage for stage in self._change.procedure.stages if stage.name == opinion.stage)
        if stage.consults or opinion.decision not in _ENDS:
            return None
        if opinion.way == PAPER and not paper_pairs([*self.accepted], opinion):
            return None  # one clerk's word for a paper is not yet the paper's
        return _ENDS[opinion.decision], opinion.day

    def outcome(self) -> tuple[Outcome, str]:
        """How the change stands, and since when."""
        return self._ended or (Outcome.UNDER_WAY, self._latest())

    def waiting(self) -> tuple[Stage | None, tuple[Seat, ...]]:
        """The first stage that lacks an opinion, and whose."""
        for stage in self._change.procedure.stages:
            empty = tuple(seat for seat in seats(stage, self._change) if not seat.filled(self.accepted))
            if empty:
                return stage, empty
        return None, ()


def renewed_by(change: Change, changes: Mapping[str, Change]) -> Iterator[str]:
    """The changes whose place one took, nearest first."""
    seen = {change.number}
    earlier: Change | None = change
    while earlier is not None and earlier.renews and earlier.renews not in seen:
        seen.add(earlier.renews)
        yield earlier.renews
        earlier = changes.get(earlier.renews)


def standings(
    archive: Archive, authority: Authority, changes: Collection[Change] | None = None
) -> Sequence[Standing]:
    """Where changes stand by the records of an archive, by number: those given, or all of them.

    A renewal has a later number than what it takes the place of; one that was given up takes no place.
    """
    wanted = archive.changes.values() if changes is None else changes
    renewed: set[str] = set()
    found: list[Standing] = []
    for change in sorted(wanted, key=lambda change: change.number, reverse=True):
        opinions = archive.opinions.get(change.number, ())
        standing = standing_of(change, opinions, authority, renewed=change.number in renewed)
        found.append(standing)
        if change.renews and standing.outcome not in _GIVEN_UP:
            renewed.add(change.renews)
    return found[::-1]
