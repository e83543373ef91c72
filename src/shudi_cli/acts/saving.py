"""保存: edits that need no approval (registers, settings, lists not yet published) become a version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shudi_cli.acts.desk import Clerk, Desk
from shudi_cli.acts.restoring import waiting_for_approval
from shudi_cli.acts.trying import refuse_new_errors
from shudi_cli.archive import is_record
from shudi_cli.changes.drafting import Edited
from shudi_cli.changes.notices import notice_faults
from shudi_cli.errors import ShudiError
from shudi_cli.model import Settings
from shudi_cli.model.lists import LIST_FILE
from shudi_cli.model.settings import SETTINGS_FILE
from shudi_cli.repository import Version
from shudi_cli.schema import check_document, schema_named
from shudi_cli.source import read_document


@dataclass(frozen=True)
class Saving:
    """Edits ready to be saved: the files with their new content.

    `procedures` says that they change how changes are decided; `waiting` names the items whose edits stay
    unsaved, since they must be applied for.
    """

    files: Mapping[str, bytes | None]
    procedures: bool = False
    waiting: str = ""

    def record(self, desk: Desk, clerk: Clerk, message: str) -> Version:
        """Record them as one version."""
        return desk.carry_out(clerk, message, self.files, found=self.files)


def saving(desk: Desk, today: str) -> Saving:
    """The edits of the work tree that may be saved as they are.

    Edits of a published list stay where they are, for an application. ShudiError when there are no others,
    when a record was edited, or when they bring errors.
    """
    names = desk.edited
    if not names:
        raise ShudiError("没有改动，不用保存", "")
    if records := [name for name in names if is_record(name)]:
        raise ShudiError(
            f"“{records[0]}”是记录，不能手改",
            "用 shudi restore 恢复它；记录由 shudi propose、approve、publish 写成",
        )
    waiting: Sequence[Edited] = ()
    if desk.archive.newest is not None:
        waiting, held = waiting_for_approval(desk)
        names = [name for name in names if name not in held]
        if not names:
            raise ShudiError(f"清单已经发布过，{_some(waiting)} 的改动要经过批准", "用 shudi propose 报送")
    files = {name: desk.as_it_is(name) for name in names}
    refuse_new_errors(desk, files, today, "保存后")
    if desk.archive.newest is not None:
        _refuse_notices(files, desk)
    procedures = _procedures_change(files.get(SETTINGS_FILE), desk)
    if procedures and len(files) > 1 and desk.archive.newest is not None:
        raise ShudiError("程序和别的内容一起改了", "先只留程序的改动保存一次，再保存其余的，好让审核的人看清")
    return Saving(files, procedures, _some(waiting))


def _refuse_notices(files: Mapping[str, bytes | None], desk: Desk) -> None:
    """ShudiError for what the gate would refuse of a published list's `list.yaml`, in the same words."""
    for duty_list in desk.workspace.lists:
        name = f"{duty_list.folder}/{LIST_FILE}"
        raw = files.get(name)
        document = desk.workspace.documents.get(name)
        old = document.data if document else None
        new = read_document(name, raw).data if raw is not None else None
        if isinstance(old, dict) and isinstance(new, dict):
            for fault in notice_faults(name, old, new, {}):
                raise ShudiError(f"“{name}”：{fault.message}，没有保存", fault.hint)


def _some(waiting: Sequence[Edited]) -> str:
    numbers = "、".join(entry.key.number for entry in waiting[:3])
    return f"{numbers} 等 {len(waiting)} 项" if len(waiting) > 3 else numbers  # noqa: PLR2004 - as many as are shown


def _procedures_change(raw: bytes | None, desk: Desk) -> bool:
    if raw is None:
        return False
    document = read_document(SETTINGS_FILE, raw)
    if not document.readable or list(check_document(document, schema_named("shudi"))):
        return False
    new, old = Settings.of(document.data), desk.workspace.settings
    return [entry.digest for entry in new.procedures] != [entry.digest for entry in old.procedures]
