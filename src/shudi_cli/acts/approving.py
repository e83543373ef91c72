"""出具意见: one party's opinion on a change; the last agreement lets the change enter the list in the same act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shudi_cli.acts.attaching import attached
from shudi_cli.acts.desk import Clerk, Desk
from shudi_cli.acts.proposing import summary
from shudi_cli.acts.sealing import Seal, roster_ref, sealed
from shudi_cli.acts.trying import entering
from shudi_cli.acts.writing import record_text
from shudi_cli.changes.judging import Case, Seat, paper_differences, seats, why_void
from shudi_cli.changes.ledger import state_of, unfitting
from shudi_cli.changes.standing import Outcome, Standing, standing_of
from shudi_cli.diagnostics import Place
from shudi_cli.errors import ShudiError
from shudi_cli.matching import did_you_mean, skeleton
from shudi_cli.model import Change, Opinion
from shudi_cli.model.building import build
from shudi_cli.model.changes import (
    AGREE,
    CHANGES_FOLDER,
    ENTERED,
    OPINIONS_FOLDER,
    PAPER,
    SIGNED,
    WITHDRAW,
)
from shudi_cli.model.procedures import APPLICANT, Stage
from shudi_cli.repository import Version


@dataclass(frozen=True)
class Answer:
    """What a party says. `day` is ISO text; `clerk_unit` the unit of whoever writes it down, where that is another."""

    decision: str
    day: str
    text: str | None = None
    document_number: str | None = None
    on_paper: bool = False
    together: Sequence[str] = ()
    attachments: Sequence[Path] = ()
    clerk_unit: str | None = None
    key: Path | None = None


@dataclass(frozen=True)
class Given:
    """An opinion ready to be recorded, and where the change will then stand.

    `doubts` say how another clerk wrote down the same party's paper otherwise: the two then do not make one.
    """

    opinion: Opinion
    standing: Standing
    files: Mapping[str, bytes | None]
    doubts: Sequence[str] = ()

    @property
    def enters(self) -> bool:
        """Whether the change enters the list with it."""
        return self.standing.outcome is Outcome.APPROVED

    def record(self, desk: Desk, clerk: Clerk) -> Version:
        """Record it as one version, the changed list with it."""
        change, opinion = self.standing.change, self.opinion
        lines = [f"{opinion.unit}对 {change.number} 出具意见：{opinion.decision}", "", summary(change)]
        if self.enters:
            lines[0] += "，随即入册"
        return desk.carry_out(clerk, "\n".join(lines), self.files, found={opinion.place.file: None})


def under_way(desk: Desk, number: str) -> Standing:
    """Where an open change stands; ShudiError when it is not open."""
    wanted = number.strip().upper()
    standing = desk.standings.get(wanted)
    if standing is None:
        hint = did_you_mean(wanted, desk.standings, "用 shudi status 看在办的变更")
        raise ShudiError(f"没有在办的变更“{wanted}”", hint)
    if not standing.open:
        raise ShudiError(
            f"{wanted} {standing.outcome.value}（{standing.since}），不再办理", _afterwards(standing)
        )
    return standing


def refuse_outdated(desk: Desk, change: Change) -> None:
    """ShudiError when the list is no longer what a change says it was."""
    moved = list(unfitting(change, state_of(desk.workspace.lists)))
    if moved:
        raise ShudiError(
            f"报送以后，清单里的 {'、'.join(moved)} 已经变了，{change.number} 要更新后才能再办",
            f"请申请单位运行：shudi propose --renew {change.number}",
        )


def seat_for(standing: Standing, role: str) -> Seat:
    """The party of a change that a role, unit or code names; ShudiError when it is not its turn."""
    change = standing.change
    every = [seat for stage in change.procedure.stages for seat in seats(stage, change)]
    named = [seat for seat in every if role == seat.code or skeleton(role) == skeleton(seat.unit)]
    # A unit that applied may have a say on it, too: by its own name it is first of all that party.
    if role in {APPLICANT, "申请单位"} or (not named and role == change.application.unit):
        return _applicant_seat(standing)
    if not named:
        known = dict.fromkeys(seat.unit for seat in every)
        raise ShudiError(
            f"{change.number} 的程序里没有“{role}”",
            did_you_mean(role, known, f"写其中之一：{'、'.join(known)}"),
        )
    due = [seat for seat in named if seat in standing.waiting]
    if due:
        if len({seat.unit for seat in due}) > 1:
            raise ShudiError(f"“{role}”有几家单位", f"写明是哪一家：{'、'.join(seat.unit for seat in due)}")
        return due[0]
    assert standing.stage is not None
    waiting = "、".join(seat.unit for seat in standing.waiting)
    if any(standing.given_to(seat) for seat in named):
        raise ShudiError(f"{named[0].unit}已经对 {change.number} 出具过意见", f"现在等的是：{waiting}")
    raise ShudiError(
        f"还没有轮到{named[0].unit}：{change.number} 在“{standing.stage.name}”环节", f"现在等的是：{waiting}"
    )


def _applicant_seat(standing: Standing) -> Seat:
    stage = standing.stage or standing.change.procedure.stages[0]
    return Seat(Stage(stage.place, "申请"), APPLICANT, standing.change.application.unit)


def given(desk: Desk, clerk: Clerk, standing: Standing, seat: Seat, answer: Answer) -> Given:
    """Make an opinion and try it. ShudiError when it would not count, or the list could not take the change."""
    change = standing.change
    if answer.day > clerk.today:
        raise ShudiError(f"日期 {answer.day} 还没有到", "写意见出具的那一天")
    _refuse_on_paper(seat, answer, desk)
    opinions = desk.archive.opinions.get(change.number, ())
    last = max((int(entry.place.file.rpartition("/")[2].split("-")[0]) for entry in opinions), default=0)
    name = f"{last + 1:02}-{seat.code}"
    said, copies = attached(answer.attachments, change.number, name)
    data = _data(desk, clerk, standing, seat, answer)
    if said:
        data["附件"] = said
    data = sealed(
        data, "opinion", desk, Seal(clerk.name, _role(seat, answer, change), answer.day, answer.key)
    )
    file = f"{CHANGES_FOLDER}/{change.number}/{OPINIONS_FOLDER}/{name}.yaml"
    opinion = build(Opinion, data, Place(file))
    case = Case.of(change, opinions, desk.authority)
    if reason := why_void(opinion, case, standing.accepted):
        raise ShudiError(
            f"这份意见不能记入：{reason}", f"用 shudi status {change.number} 看办到哪里、还缺什么"
        )
    after = standing_of(change, (*opinions, opinion), desk.authority)
    files: dict[str, bytes | None] = {file: record_text("opinion", file, data), **copies}
    if after.outcome is Outcome.APPROVED:
        files |= entering(change, desk, clerk.today)
    return Given(opinion, after, files, tuple(_doubts(opinion, seat, standing)))


def _doubts(opinion: Opinion, seat: Seat, standing: Standing) -> Iterator[str]:
    for other in standing.given_to(seat):
        if opinion.way == other.way == PAPER and (differing := paper_differences(opinion, other)):
            yield f"与{other.person.unit}{other.person.name}登记的{'、'.join(differing)}不一样，不算同一份文件"


def _role(seat: Seat, answer: Answer, change: Change) -> str | None:
    """As what a clerk signs: a paper, and what an applicant by paper has to say, anyone of the roster writes down."""
    by_paper = seat.code == APPLICANT and change.signature is None
    return None if answer.on_paper or by_paper else seat.code


def _refuse_on_paper(seat: Seat, answer: Answer, desk: Desk) -> None:
    if seat.stage.numbered and answer.decision == AGREE and not answer.document_number:
        raise ShudiError(f"“{seat.stage.name}”要有文号", "加 --number 文号，如 --number 示例办字〔2026〕12号")
    if not answer.on_paper:
        return
    if not seat.stage.on_paper:
        raise ShudiError(f"“{seat.stage.name}”不能凭纸质文件登记", f"请{seat.unit}的人自己出具意见")
    if not answer.document_number or not answer.attachments:
        raise ShudiError("凭纸质文件登记，要有文号和扫描件", "加 --number 文号 --attach 扫描件.pdf")
    if answer.clerk_unit is None:
        raise ShudiError("凭纸质文件登记，要写明登记的人是哪个单位的", "加 --unit 单位")
    if answer.clerk_unit not in desk.workspace.units.by_name:
        known = desk.workspace.units.by_name
        raise ShudiError(f"单位名录里没有“{answer.clerk_unit}”", did_you_mean(answer.clerk_unit, known))


def _data(desk: Desk, clerk: Clerk, standing: Standing, seat: Seat, answer: Answer) -> dict[str, Any]:
    change: Change = standing.change
    signs = desk.authority.needs_signatures(change.number)
    way = PAPER if answer.on_paper else SIGNED if signs else ENTERED
    together = sorted({change.number, *answer.together}) if answer.on_paper else ()
    opinions = desk.archive.opinions.get(change.number, ())
    data: dict[str, Any] = {
        "变更": change.number,
        "变更指纹": change.digest,
        "环节": seat.stage.name,
        "代号": seat.code,
        "单位": seat.unit,
        "意见": answer.decision,
        "说明": answer.text,
        "文号": answer.document_number,
        "日期": answer.day,
        "方式": way,
        "经办": {"姓名": clerk.name, "单位": answer.clerk_unit or seat.unit},
        "所涉变更": list(together),
        "已阅": [opinion.digest for opinion in opinions],
        "签批名册": roster_ref(desk, answer.day),
    }
    return {key: value for key, value in data.items() if value}


def _afterwards(standing: Standing) -> str:
    number = standing.change.number
    if standing.outcome is Outcome.RETURNED:
        return f"请申请单位运行 shudi propose --edit {number} 改好，再运行 shudi propose --renew {number}"
    if standing.outcome is Outcome.APPROVED:
        return f"用 shudi dossier {number} 看它的案卷"
    return f"用 shudi status {number} 看经过"


def decisions_for(seat: Seat) -> Sequence[str]:
    """The words a party may write in its stage."""
    if seat.code == APPLICANT:
        return (WITHDRAW,)
    return ("同意", "有意见", "不同意") if seat.stage.consults else ("同意", "不同意", "退回修改")
