"""Trying what answers make of the roster: what would be wrong that is not now, and who would be missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shudi_cli.acts.contacting import ContactsTaken
from shudi_cli.acts.desk import Desk
from shudi_cli.diagnostics import Finding, Severity
from shudi_cli.packets import Answer, Spot, Trouble
from shudi_cli.packets.layout import CONTACTS
from shudi_cli.rules import check_workspace
from shudi_cli.workspace import Workspace, load

#: 有责任没有联络员, 联络员没有事项可接, 离任没有人接替: what people decide, and must be told.
_GAPS = frozenset({"R101", "R102", "R105"})


class ContactsTried(NamedTuple):
    """What keeps the contacts from being taken, and the gaps they would leave."""

    troubles: Sequence[Trouble]
    gaps: tuple[str, ...]


def contacts_tried(desk: Desk, taken: ContactsTaken, workspace: Workspace, day: str) -> ContactsTried:
    """Try the files of contacts on the saved `workspace`."""
    if not taken.files:
        return ContactsTried((), ())
    unsaved = [
        Trouble(
            Spot(answer.file, f"工作表“{CONTACTS}”"),
            f"要写进“{name}”，它有没保存的改动",
            "先用 shudi save 保存，或用 shudi restore 恢复，再收",
        )
        for name, answer in taken.sources.items()
        if name in desk.edited
    ]
    found = list(_new_findings(desk, taken, workspace, day))
    wrong = [item for item in found if item.severity is Severity.ERROR and item.code not in _GAPS]
    gaps = dict.fromkeys(f"{item.message}（{item.code}）" for item in found if item.code in _GAPS)
    return ContactsTried([*unsaved, *(_trouble(item, taken) for item in wrong)], tuple(gaps))


def _new_findings(desk: Desk, taken: ContactsTaken, workspace: Workspace, day: str) -> Iterator[Finding]:
    known = {_mark(finding) for finding in check_workspace(workspace, today=day)}
    after = load(desk.after(taken.files), roster=True)
    return (finding for finding in check_workspace(after, today=day) if _mark(finding) not in known)


def _trouble(finding: Finding, taken: ContactsTaken) -> Trouble:
    answer = taken.sources.get(finding.place.file)
    message = f"收下后名录会有错误：【{finding.code}】{finding.message}"
    spot = _spot(answer, finding) if answer else Spot(finding.place.file)
    return Trouble(spot, message, finding.hint or "改好这一处再收")


def _spot(answer: Answer, finding: Finding) -> Spot:
    """The row of whom a finding names, else the sheet."""
    rows = sorted(answer.contacts, key=lambda row: -len(row.cells[0]))
    named = next((row for row in rows if row.cells[0] and row.cells[0] in finding.message), None)
    return named.spots[0] if named else Spot(answer.file, f"工作表“{CONTACTS}”")


def _mark(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.place.file, finding.message
