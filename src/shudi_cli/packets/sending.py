"""发出填报表: the workbooks of several units, written into a folder where nothing is overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from shudi_cli.errors import ShudiError
from shudi_cli.lookup import unit_called
from shudi_cli.matching import did_you_mean
from shudi_cli.model import Unit
from shudi_cli.packets.gathering import packet_for, units_with_something
from shudi_cli.packets.judging import townships
from shudi_cli.packets.sheets import file_name, workbook
from shudi_cli.packets.values import Packet
from shudi_cli.workspace import Workspace
from shudi_cli.writing import write_whole


class Sent(NamedTuple):
    """A packet ready to be written."""

    packet: Packet
    name: str
    content: bytes


def units_asked(names: Iterable[str], workspace: Workspace, day: str) -> list[Unit]:
    """The units of these names, each once; every unit with a duty or a contact when none is named.

    ShudiError for a name that is no unit's, or a group's.
    """
    found: dict[str, Unit] = {}
    for name in names:
        called = unit_called(name, workspace)
        if called is None:
            hint = did_you_mean(name, workspace.units.by_name, "单位名称见 units.yaml")
            raise ShudiError(f"单位名录里没有“{name}”", hint)
        if not isinstance(called.unit, Unit):
            members = "、".join(unit.name for unit in workspace.units.members(called.name))
            raise ShudiError(f"“{called.name}”不是一个单位", f"写其中一个：{members}；要全部的用 --all")
        found[called.name] = called.unit
    return list(found.values()) or units_with_something(workspace, day)


def packets_sent(units: Iterable[Unit], workspace: Workspace, *, day: str, due: str = "") -> Iterator[Sent]:
    """The workbook of each unit."""
    from shudi_cli.office.excel import excel_bytes

    publisher = workspace.settings.publisher
    met: Counter[str] = Counter()
    for unit in units:
        packet = packet_for(unit, workspace)
        book = workbook(
            packet,
            townships=townships(workspace, day),
            taker=publisher.unit if publisher else "",
            due=due,
        )
        name = file_name(unit.name)
        met[name.casefold()] += 1
        nth = met[name.casefold()]
        yield Sent(packet, name if nth == 1 else file_name(f"{unit.name}（{nth}）"), excel_bytes(book))


def write_packets(folder: Path, sent: Iterable[Sent]) -> list[Path]:
    """Write workbooks into a folder, made where it is missing; what was written.

    ShudiError, and nothing is written, when a file of the name is there that says something else.
    """
    if folder.exists() and not folder.is_dir():
        raise ShudiError(f"“{folder}”是一个文件，不是文件夹", "写一个文件夹的名称，没有的会建一个")
    contents = {found.name: found.content for found in sent}
    taken = [name for name, content in contents.items() if _other(folder / name, content)]
    if taken:
        more = f"等 {len(taken)} 个文件" if len(taken) > 1 else ""
        raise ShudiError(
            f"“{folder}”里已经有“{taken[0]}”{more}，没有动它", "换一个文件夹；里面也许是交回来还没有收的"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ShudiError(f"建不了文件夹“{folder}”", "核对上级文件夹是否存在、是否有写入权限") from error
    written: list[Path] = []
    try:
        for name, content in contents.items():
            if not (folder / name).exists():
                write_whole(folder / name, content)
                written.append(folder / name)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def _other(path: Path, content: bytes) -> bool:
    try:
        return path.exists() and path.read_bytes() != content
    except OSError:
        return True
