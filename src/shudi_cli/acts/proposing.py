"""报送: edited lists become applications, and the lists go back to what they were."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shudi_cli.acts.attaching import attached
from shudi_cli.acts.desk import Clerk, Desk
from shudi_cli.acts.restoring import edits_between, put_back
from shudi_cli.acts.sealing import Seal, sealed
from shudi_cli.acts.trying import entering
from shudi_cli.acts.writing import record_text
from shudi_cli.archive import change_of
from shudi_cli.changes.drafting import (
    Edited,
    Request,
    change_data,
    grouped,
    next_number,
    standing_items,
)
from shudi_cli.changes.ledger import Key
from shudi_cli.changes.merging import wanted
from shudi_cli.changes.standing import Outcome
from shudi_cli.changes.wellformed import flaws
from shudi_cli.diagnostics import Place
from shudi_cli.errors import ShudiError
from shudi_cli.model import Change, Procedure
from shudi_cli.model.building import build
from shudi_cli.model.changes import CHANGE_FILE, CHANGES_FOLDER
from shudi_cli.model.procedures import APPLICANT
from shudi_cli.repository import Version
from shudi_cli.workspace import load

#: What an application may be taken back from and renewed.
_RENEWABLE = {
    Outcome.UNDER_WAY,
    Outcome.RETURNED,
    Outcome.REFUSED,
    Outcome.WITHDRAWN,
    Outcome.UNPROVEN,
}


@dataclass(frozen=True)
class Proposal:
    """Applications ready to be recorded: the changes, the files to save, the work tree put back."""

    changes: tuple[Change, ...]
    files: Mapping[str, bytes | None]
    working: Mapping[str, bytes | None]
    found: Mapping[str, bytes | None]

    def record(self, desk: Desk, clerk: Clerk) -> Version:
        """Record them as one version."""
        numbers = "、".join(change.number for change in self.changes)
        lines = [f"{change.application.unit}报送清单变更 {numbers}" for change in self.changes[:1]]
        lines += ["", *(f"{change.number} {summary(change)}" for change in self.changes)]
        return desk.carry_out(clerk, "\n".join(lines), self.files, working=self.working, found=self.found)


def summary(change: Change) -> str:
    """What a change asks for, in a line: 改 SD-05-003 渣土车……; 共 3 项."""
    first = change.items[0]
    name = (first.new or first.old or {}).get("名称", "")
    more = f"等 {len(change.items)} 项" if len(change.items) > 1 else ""
    return f"{change.sort} {first.number} {name}{more}"


def edits_at(desk: Desk, numbers: Collection[str] = ()) -> list[Edited]:
    """The edited items of the work tree; only those numbered, when numbers are given.

    ShudiError when a list cannot be read, or when a number named was not edited.
    """
    edited = edits_between(desk, load(desk.tree))
    if not numbers:
        return edited
    by_number = {entry.key.number: entry for entry in edited}
    for number in numbers:
        if number not in by_number:
            raise ShudiError(
                f"{number} 没有改动，没有什么可报送", "先在清单文件里改好，或用 --add、--amend、--remove"
            )
    return [by_number[number] for number in numbers]


def proposal(  # noqa: PLR0913 - the desk, the clerk, and what an application consists of
    desk: Desk,
    clerk: Clerk,
    edited: Sequence[Edited],
    request: Request,
    *,
    procedure: str | None = None,
    attachments: Sequence[Path] = (),
    in_tree: bool = True,
    key: Path | None = None,
    given: Collection[str] = (),
) -> Proposal:
    """Make applications of edited items and try them. ShudiError when one would not be admitted.

    `in_tree` says that the edits stand in the work tree, from which they are then taken back; `given` are
    numbers that other applications of the same act have.
    """
    if not edited:
        raise ShudiError("清单没有改动，没有什么可报送", "先在清单文件里改好，或用 --add、--amend、--remove")
    taken = {change_of(name) for tree in (desk.saved, desk.tree) for name in tree.names()} - {""}
    taken |= set(given)
    changes: list[Change] = []
    files: dict[str, bytes | None] = {}
    for group in grouped(edited, standing_items(desk.workspace.lists)):
        number = next_number(taken, request.day[:4])
        taken.add(number)
        said, copies = attached(attachments, number, APPLICANT)
        asked = replace(request, attachments=said)
        chosen = _procedure(desk, group[0].sort, procedure)
        asked = replace(asked, trigger=_trigger(chosen, group[0].sort, asked.trigger))
        data = change_data(
            number,
            desk.workspace.settings.region.name,
            group,
            asked,
            chosen,
            base=desk.archive.newest,
            roster=desk.authority.on(request.day),
        )
        change, name = _built(data, number), f"{CHANGES_FOLDER}/{number}/{CHANGE_FILE}"
        _refuse_flawed(change, desk)
        data = sealed(data, "change", desk, Seal(request.person, APPLICANT, request.day, key))
        changes.append(_built(data, number))
        files |= copies | {name: record_text("change", name, data)}
        entering(change, desk, clerk.today)
    working, found = put_back(desk, edited) if in_tree else ({}, {})
    return Proposal(tuple(changes), files, working, {**dict.fromkeys(files), **found})


def renewed(desk: Desk, number: str, edited: Sequence[Edited]) -> tuple[list[Edited], bool]:
    """What takes the place of a change, and whether it stands in the work tree.

    Edits of its items, where there are any; else its own new texts on top of what the list says now.
    """
    standing = desk.standings.get(number)
    if standing is None or standing.outcome not in _RENEWABLE:
        state = standing.outcome.value if standing else "没有，或已经发布"
        raise ShudiError(f"{number} 不能更新：{state}", "用 shudi status 看在办的变更")
    change = standing.change
    anew = {entry.key: entry for entry in edited}
    stands = standing_items(desk.workspace.lists)
    keys = [Key(change.folder_of(item), item.number) for item in change.items]
    found = [
        anew.get(key) or wanted(item, stands.get(key), key)
        for item, key in zip(change.items, keys, strict=True)
    ]
    return found, any(key in anew for key in keys)


def others_waiting(desk: Desk, change: Change) -> list[str]:
    """The open changes that touch one of a change's items: whichever enters first, the other must be renewed."""
    mine = {item.number for item in change.items}
    return [
        standing.change.number
        for standing in desk.standings.values()
        if standing.open
        and standing.change.number != change.renews
        and mine & {item.number for item in standing.change.items}
    ]


def _procedure(desk: Desk, sort: str, name: str | None) -> Procedure:
    known = desk.workspace.settings.procedures
    if not known:
        raise ShudiError("shudi.yaml 里没有写变更的程序", "照示例县的“程序”写上环节和由谁办理")
    fitting = [procedure for procedure in known if sort in procedure.handles]
    named = [procedure for procedure in known if procedure.name == name] if name else fitting
    if not named:
        what = f"没有“{name}”这套程序" if name else f"没有办理“{sort}”的程序"
        raise ShudiError(
            f"shudi.yaml 里{what}", f"已有的：{'、'.join(procedure.name for procedure in known)}"
        )
    return named[0]


def _trigger(procedure: Procedure, sort: str, asked: str | None) -> str | None:
    """The trigger asked for, unless it is another sort's; else the only one, where the procedure leaves no choice."""
    triggers = procedure.triggers_for(sort)
    others = {trigger for other in procedure.handles for trigger in procedure.triggers_for(other)}
    if asked is not None and (asked in triggers or asked not in others):
        return asked
    return triggers[0] if len(triggers) == 1 else None


def _built(data: Mapping[str, Any], number: str) -> Change:
    return build(Change, data, Place(f"{CHANGES_FOLDER}/{number}/{CHANGE_FILE}"))


def _refuse_flawed(change: Change, desk: Desk) -> None:
    for flaw in flaws(change, desk.workspace.settings, desk.workspace.units, desk.archive):
        raise ShudiError(f"这项变更不能报送：{flaw.message}", flaw.hint)
