"""What stands in the way of a release: unsaved edits, errors, private numbers, edits nobody approved, lost evidence."""

from __future__ import annotations

from collections.abc import Sequence

from shudi_cli.acts.desk import Desk
from shudi_cli.acts.proposing import edits_at
from shudi_cli.archive import is_record
from shudi_cli.changes import Standing, differences, replay, state_at, state_of
from shudi_cli.diagnostics import Finding, Severity
from shudi_cli.errors import ShudiError
from shudi_cli.releases.evidence import evidence_faults, in_version
from shudi_cli.rules import check_workspace
from shudi_cli.rules.context import Context
from shudi_cli.rules.privacy import private_number
from shudi_cli.workspace import Workspace

_SHOWN = 3


def refuse_unsaved(desk: Desk) -> None:
    """ShudiError while files of the workspace have edits that are not saved."""
    names = desk.edited
    if not names:
        return
    if records := [name for name in names if is_record(name)]:
        raise ShudiError(f"{_some(records)} 是案卷里的记录，被手改过，没有发布", "恢复它们原来的内容")
    readable = desk.archive.newest is not None
    numbers = [entry.key.number for entry in edits_at(desk)] if readable else []
    if numbers:
        raise ShudiError(
            f"{_some(names)} 有没保存的改动，改了 {_some(numbers)}，没有发布",
            "要改的用 shudi propose 报送，不要的用 shudi restore 恢复，再发布",
        )
    raise ShudiError(
        f"{_some(names)} 有没保存的改动，没有发布", "用 shudi save 保存，或用 shudi restore 恢复，再发布"
    )


def refuse_unready(desk: Desk, workspace: Workspace, entered: Sequence[Standing], today: str) -> None:
    """ShudiError while what was saved cannot be published. `entered` are the approved changes to be taken in."""
    if not any(True for found in workspace.lists for _ in found.items):
        raise ShudiError("清单里一个事项也没有，没有什么可发布", "先把事项写进清单，用 shudi save 保存")
    _refuse_unapproved(workspace, entered)
    _refuse_private(workspace, today)
    _refuse_errors(workspace, today)
    fetch = in_version(desk.repository, desk.head, desk.folder)
    for standing in entered:
        opinions = workspace.archive.opinions.get(standing.change.number, ())
        for fault in evidence_faults(standing.change, opinions, fetch):
            raise ShudiError(f"{standing.change.number} 的{fault.message}，没有发布", fault.hint)


def _refuse_unapproved(workspace: Workspace, entered: Sequence[Standing]) -> None:
    newest = workspace.archive.newest
    if newest is None:
        return  # the first release takes the lists as they are
    replayed = replay(state_at(newest), [standing.change for standing in entered])
    if replayed.stuck:
        numbers = [change.number for change in replayed.stuck]
        raise ShudiError(
            f"{_some(numbers)} 批准了，却入不了册：事项已经变了，没有发布",
            f"用 shudi propose --renew {numbers[0]} 更新它，再走程序",
        )
    if wrong := differences(replayed.state, state_of(workspace.lists)):
        raise ShudiError(
            f"清单里的 {_some([key.number for key in wrong])} 与 {newest.number} 版加上批准的变更不符，没有发布",
            "没有批准过的改动恢复原样，要改的用 shudi propose 报送",
        )


def _refuse_private(workspace: Workspace, today: str) -> None:
    """Private numbers stay out whatever a county silences or switches off: a release is for everyone to see."""
    for found in private_number(Context(workspace, today)):
        raise ShudiError(f"“{found.place.file}”：{found.message}，忽略或关闭了检查也不能发布", found.hint)


def _refuse_errors(workspace: Workspace, today: str) -> None:
    errors: Sequence[Finding] = [
        finding for finding in check_workspace(workspace, today=today) if finding.severity is Severity.ERROR
    ]
    if errors:
        told = "；".join(f"【{finding.code}】{finding.message}" for finding in errors[:_SHOWN])
        more = f"……共 {len(errors)} 处" if len(errors) > _SHOWN else ""
        raise ShudiError(f"保存的清单有错误，没有发布：{told}{more}", "用 shudi validate 查看并改正，再发布")


def _some(names: Sequence[str]) -> str:
    """The first few names."""
    more = f" 等 {len(names)} 个" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more
