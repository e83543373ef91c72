"""Packets sent out: the workbooks of the units asked for, written into a folder, and what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shudi_cli.archive import unsettled_records
from shudi_cli.cli.acting import day_written
from shudi_cli.cli.session import Session, counted, write_lines
from shudi_cli.clocks import snapshot_at
from shudi_cli.errors import ShudiError
from shudi_cli.opening import kept_in, workspace_at
from shudi_cli.packets.sending import packets_sent, units_asked, write_packets
from shudi_cli.packets.values import CONTACT_FIELDS
from shudi_cli.report.folding import folded
from shudi_cli.workspace import load

#: As many names as are told.
_FEW = 3
_MOBILE = CONTACT_FIELDS.index("手机")


def send(
    session: Session, paths: Sequence[Path], units: Sequence[str], *, every: bool, due: str | None
) -> None:
    """Write the packets of units into a folder; ShudiError, and nothing is written, for what was not said well."""
    if len(paths) != 1:
        raise ShudiError("发出填报表只写一个文件夹", "如 shudi packet out --all 填报表")
    if every == bool(units):
        raise ShudiError("要写明发给谁", "加 --all 发给全部单位，或加 --unit 单位名称")
    last = "" if due is None else day_written(due)
    root = workspace_at(Path.cwd())
    with snapshot_at(root, "HEAD") as moment:
        snapshot = moment.snapshot
        workspace = load(snapshot, records=unsettled_records(snapshot), roster=True)
        broken = sorted(workspace.unread)
        if broken or not workspace.lists:
            raise ShudiError(
                f"上次保存的“{(broken or ['shudi.yaml'])[0]}”有错，读不出来", "改正以后用 shudi save 保存"
            )
        asked = units_asked(units, workspace, session.today)
        packets = packets_sent(asked, workspace, day=session.today, due=last)
        sent = list(counted(packets, len(asked), alone=True))
        written = write_packets(paths[0], sent)
    names = "、".join(found.name for found in sent[:_FEW]) + ("……" if len(sent) > _FEW else "")
    write_lines([f"已写好 {len(sent)} 份填报表，在“{paths[0]}”里：{names}"])
    if len(written) < len(sent):
        write_lines([f"其中 {len(sent) - len(written)} 份原来就有，一模一样"])
    private = any(cells[_MOBILE] for found in sent for cells in found.packet.contacts)
    inside = "里面有联络员的手机号码，" if private else ""
    write_lines([f"{inside}只在内部发送。收回：shudi packet in 交回的文件夹"])
    if _may_be_saved(paths[0].resolve(), kept_in(root).resolve()):
        note = (
            f"注意：“{paths[0]}”在清单的文件夹里，保存清单时不要把它一起存进去；下次写在外面，或起名“填报表”"
        )
        write_lines(folded(note, session.look, 0, "warning"))


def _may_be_saved(folder: Path, top: Path) -> bool:
    """Whether a folder lies in a repository and git is not told, by a .gitignore above, to leave it."""
    above = [parent for parent in folder.parents if parent == top or top in parent.parents]
    known = [*(parent / ".gitignore" for parent in above), top / ".git" / "info" / "exclude"]
    lines = (file.read_text("utf-8", "replace").splitlines() for file in known if file.is_file())
    return bool(above) and not any({f"{folder.name}/", f"/{folder.name}/"} & set(found) for found in lines)
