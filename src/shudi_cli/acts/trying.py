"""Trying an act before it is recorded: what the workspace would be, and what would then be wrong that is not now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shudi_cli.acts.desk import Desk
from shudi_cli.changes.applying import Files, applied
from shudi_cli.diagnostics import Finding, Severity
from shudi_cli.errors import ShudiError
from shudi_cli.model import Change
from shudi_cli.model.laws import LAWS_FILE
from shudi_cli.model.roster import is_roster
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.model.units import UNITS_FILE
from shudi_cli.rules import check_workspace
from shudi_cli.workspace import Workspace, load

_SHOWN = 3
#: That somebody left must be saved, even while nobody has taken their place.
_NOBODY_ANSWERS = "R101"
#: What the names in the roster rest on besides the lists. A change that was approved enters, whoever it leaves
#: without work: the roster follows the lists, not they the roster.
_UNDER_THE_ROSTER = frozenset({UNITS_FILE, SETTINGS_FILE})


def entering(change: Change, desk: Desk, day: str) -> Files:
    """The files that differ once a change has entered; ShudiError when the list would then have new errors."""
    files = applied(change, desk.workspace, day, lambda changed: load(desk.after(changed)))
    _refuse(desk, files, day, f"{change.number} 入册后", roster=False)
    return files


def refuse_new_errors(desk: Desk, files: Mapping[str, bytes | None], day: str, when: str) -> None:
    """ShudiError that tells the first errors a change of files would bring, to the roster too where it rests on them."""
    _refuse(
        desk, files, day, when, roster=any(is_roster(name) or name in _UNDER_THE_ROSTER for name in files)
    )


def _refuse(desk: Desk, files: Mapping[str, bytes | None], day: str, when: str, *, roster: bool) -> None:
    errors = _errors(load(desk.after(files), roster=roster), day)
    if errors:
        before = load(desk.saved, roster=True) if roster else desk.workspace
        known = {_mark(finding) for finding in _errors(before, day)}
        errors = [finding for finding in errors if _mark(finding) not in known]
    if errors:
        told = "；".join(f"【{finding.code}】{finding.message}" for finding in errors[:_SHOWN])
        more = f"……共 {len(errors)} 处" if len(errors) > _SHOWN else ""
        raise ShudiError(f"{when}清单会有错误：{told}{more}", _unsaved(desk, files) or errors[0].hint)


def _unsaved(desk: Desk, files: Mapping[str, bytes | None]) -> str:
    """What is tried rests on what was saved: a unit or a law that was only just registered is not known yet."""
    names = [name for name in (UNITS_FILE, LAWS_FILE) if name in desk.edited and name not in files]
    return f"“{names[0]}”改了还没有保存，先运行 shudi save，再办一次" if names else ""


def _errors(workspace: Workspace, day: str) -> Sequence[Finding]:
    found = check_workspace(workspace, today=day)
    return [
        finding for finding in found if finding.severity is Severity.ERROR and finding.code != _NOBODY_ANSWERS
    ]


def _mark(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.place.file, finding.message
