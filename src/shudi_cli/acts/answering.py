"""收回填报表: what units wrote in their packets becomes applications and contacts, all in one act, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shudi_cli.acts.contacting import ContactChange, contacts_taken
from shudi_cli.acts.desk import Clerk, Desk
from shudi_cli.acts.manning import contacts_tried
from shudi_cli.acts.proposing import Proposal, proposal, summary
from shudi_cli.changes.drafting import Request, standing_items
from shudi_cli.errors import ShudiError
from shudi_cli.model import Change, Unit
from shudi_cli.model.changes import AMEND
from shudi_cli.packets import Answer, Spot, Trouble
from shudi_cli.packets.comparing import one_of_each
from shudi_cli.packets.duties import DutyEdit, edited_items, merged_duties
from shudi_cli.packets.layout import GUIDE, PERSON
from shudi_cli.repository import Version
from shudi_cli.workspace import Workspace, load


@dataclass(frozen=True)
class Wish:
    """What the clerk adds to what units wrote: a reason and a person where they wrote none, a day, a trigger.

    `key` signs for those who are applicants by the signing roster.
    """

    day: str
    reason: str = ""
    person: str = ""
    trigger: str | None = None
    procedure: str | None = None
    key: Path | None = None


@dataclass(frozen=True)
class Heard:
    """Answers held against the workspace, one a unit: the duties that are to change, and what stands against it."""

    workspace: Workspace
    answers: tuple[Answer, ...]
    duties: Mapping[str, Sequence[DutyEdit]]
    troubles: tuple[Trouble, ...]

    @property
    def without_reason(self) -> list[DutyEdit]:
        """The edits whose rows say no reason."""
        return [edit for edits in self.duties.values() for edit in edits if not edit.answer.reason]

    @property
    def without_person(self) -> list[Answer]:
        """The answers that change duties and do not say who filled them in."""
        return [answer for answer in self.answers if self.duties[answer.packet.unit] and not answer.person]


@dataclass(frozen=True)
class Taken:
    """What answers make of the workspace, ready to be recorded unless there are `troubles`.

    `gaps` are the duties that nobody would answer for any more, and the contacts that nothing would reach.
    """

    heard: Heard
    proposals: tuple[Proposal, ...]
    contacts: tuple[ContactChange, ...]
    files: Mapping[str, bytes | None]
    troubles: tuple[Trouble, ...] = ()
    gaps: tuple[str, ...] = ()

    @property
    def changes(self) -> Sequence[Change]:
        """The applications."""
        return [change for made in self.proposals for change in made.changes]

    @property
    def rivals(self) -> Mapping[str, Sequence[str]]:
        """The items that several of the applications change, each with their units."""
        units: dict[str, list[str]] = {}
        for change in self.changes:
            for item in change.items:
                units.setdefault(item.number, []).append(change.application.unit)
        return {number: found for number, found in units.items() if len(found) > 1}

    @property
    def untouched(self) -> Sequence[str]:
        """The units whose answers change nothing, or nothing that was not taken before."""
        busy = {change.application.unit for change in self.changes} | {entry.unit for entry in self.contacts}
        return [answer.packet.unit for answer in self.heard.answers if answer.packet.unit not in busy]

    def record(self, desk: Desk, clerk: Clerk) -> Version:
        """Record everything as one version."""
        assert self.files
        assert not self.troubles
        units = list(dict.fromkeys(entry.unit for entry in self.contacts))
        head = f"收回 {len(self.heard.answers)} 个单位的填报表"
        lines = [f"{change.number} {change.application.unit}：{summary(change)}" for change in self.changes]
        if units:
            lines.append(f"更新联络员：{'、'.join(units)}")
        return desk.carry_out(clerk, "\n".join([head, "", *lines]), self.files)


def heard(desk: Desk, answers: Sequence[Answer], day: str, against: Iterable[Trouble] = ()) -> Heard:
    """Hold answers against what is saved; their order does not matter. `against` is what was wrong as they were read."""
    workspace = load(desk.saved, roster=True)
    troubles = list(against)
    fitting = []
    for answer in answers:
        trouble = _stranger(answer, workspace, day)
        if trouble:
            troubles.append(trouble)
        else:
            fitting.append(answer)
    chosen, differing = one_of_each(fitting)
    troubles += differing
    places = {unit.name: nth for nth, unit in enumerate(workspace.units.units)}
    chosen.sort(key=lambda answer: places[answer.packet.unit])
    stands = standing_items(desk.workspace.lists)
    duties: dict[str, Sequence[DutyEdit]] = {}
    for answer in chosen:
        unit = answer.packet.unit
        pending = [
            standing
            for standing in desk.standings.values()
            if standing.open and standing.change.application.unit == unit
        ]
        duties[unit], clashing = merged_duties(answer.duties, stands, pending)
        troubles += clashing
    return Heard(workspace, tuple(chosen), duties, _by_file(troubles))


def taken(desk: Desk, clerk: Clerk, found: Heard, wish: Wish) -> Taken:
    """What answers make of the workspace; everything that stands against it is told at once."""
    troubles = [*found.troubles, *_unsaid(desk, found, wish)]
    whole = replace(
        wish,
        reason=wish.reason or PERSON,
        person=wish.person or PERSON,
        trigger=wish.trigger or next(iter(_choice(desk, wish)), None),
    )
    proposals: list[Proposal] = []
    for answer in found.answers:  # each is tried, whatever stands against others
        try:
            proposals += _proposals(desk, clerk, answer, found, whole if troubles else wish, proposals)
        except ShudiError as error:
            troubles.append(Trouble(Spot(answer.file), error.message, error.hint))
    contacts = contacts_taken(found.answers, found.workspace, clerk.today)
    tried = contacts_tried(desk, contacts, found.workspace, clerk.today)
    troubles += (*contacts.troubles, *tried.troubles)
    files = dict(contacts.files)
    for made in proposals:
        files |= made.files
    changes = tuple(contacts.changes)
    return Taken(found, tuple(proposals), changes, files, _by_file(troubles), tried.gaps)


def _by_file(troubles: Iterable[Trouble]) -> tuple[Trouble, ...]:
    """Troubles file by file; of a cell the first, the others follow from it."""
    found: dict[object, Trouble] = {}
    for trouble in troubles:
        found.setdefault(trouble.spot if trouble.spot.where[-1:].isdigit() else trouble, trouble)
    return tuple(sorted(found.values(), key=lambda trouble: trouble.spot.file))


def _stranger(answer: Answer, workspace: Workspace, day: str) -> Trouble | None:
    packet, county = answer.packet, workspace.settings.region.name
    if packet.county != county:
        message = f"这是{packet.county}的填报表，不是{county}的"
        return Trouble(Spot(answer.file), message, "从这次收的文件里拿掉它")
    unit = workspace.units.by_name.get(packet.unit)
    if not isinstance(unit, Unit) or not unit.in_force(day):
        message = f"单位名录里没有“{packet.unit}”，或已经撤销、改名"
        return Trouble(Spot(answer.file), message, "重新发一份填报表给现在的单位")
    return None


def _choice(desk: Desk, wish: Wish) -> Sequence[str]:
    """The triggers among which somebody has to choose for an amendment."""
    for procedure in desk.workspace.settings.procedures:
        if AMEND in procedure.handles and wish.procedure in {None, procedure.name}:
            triggers = procedure.triggers_for(AMEND)
            return triggers if len(triggers) > 1 else ()
    return ()


def _unsaid(desk: Desk, found: Heard, wish: Wish) -> Iterator[Trouble]:
    busy = next((answer for answer in found.answers if found.duties[answer.packet.unit]), None)
    if busy and wish.trigger is None and (choice := _choice(desk, wish)):
        hint = f"加 --trigger，写其中之一：{'；'.join(choice)}"
        yield Trouble(Spot(busy.file), "改了职责，没有写触发", hint)
    if not wish.reason:
        for edit in found.without_reason:
            message = f"{edit.answer.row.number} 的职责改了，没有写修改理由"
            hint = "请填的人在这一格写上；或加 --reason 理由，没写的都用它"
            yield Trouble(edit.answer.reason_spot, message, hint)
    if not wish.person:
        for answer in found.without_person:
            message = f"改了职责，没有写{PERSON}"
            yield Trouble(answer.person_spot, message, f"在“{GUIDE}”里写上姓名；或加 --person 姓名")


def _proposals(  # noqa: PLR0913, PLR0917 - what an application consists of
    desk: Desk, clerk: Clerk, answer: Answer, found: Heard, wish: Wish, earlier: Sequence[Proposal]
) -> Iterator[Proposal]:
    """One application for each list of which a unit's duties are to change."""
    given = {change.number for made in earlier for change in made.changes}
    edits = found.duties[answer.packet.unit]
    stands = standing_items(desk.workspace.lists)
    for folder in dict.fromkeys(edit.item.folder for edit in edits):
        mine = [edit for edit in edits if edit.item.folder == folder]
        request = Request(
            unit=answer.packet.unit,
            person=answer.person or wish.person,
            day=wish.day,
            reason=_reason(mine, wish),
            trigger=wish.trigger,
        )
        made = proposal(
            desk,
            clerk,
            edited_items(mine, stands),
            request,
            procedure=wish.procedure,
            in_tree=False,
            key=wish.key,
            given=given,
        )
        given |= {change.number for change in made.changes}
        yield made


def _reason(edits: Sequence[DutyEdit], wish: Wish) -> str:
    """The reason of an application: the one that all rows say, else each with its item."""
    said: dict[str, list[str]] = {}
    for edit in edits:
        numbers = said.setdefault(edit.answer.reason or wish.reason, [])
        if edit.item.number not in numbers:
            numbers.append(edit.item.number)
    if len(said) == 1:
        return next(iter(said))
    return "；".join(f"{'、'.join(numbers)}：{reason.rstrip('。；')}" for reason, numbers in said.items())
