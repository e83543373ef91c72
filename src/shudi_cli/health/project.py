"""Judging the folder: its workspaces, the repository around them, and the schemas beside them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.health.values import Check, State, good
from shudi_cli.snapshot import WorkTree

_SHOWN = 3
#: Seconds after which a lock file is taken for forgotten.
_OLD = 60


def check_workspaces(folder: Path, roots: Sequence[Path]) -> Check:
    """Whether there is anything to work with in a folder."""
    if not roots:
        hint = "先进入清单所在的文件夹，或用 shudi init 新建一个工作区"
        return Check("工作区", State.MISSING, f"“{folder}”和上下级文件夹里没有", hint, optional=True)
    more = f" 等 {len(roots)} 个" if len(roots) > 1 else ""
    return good("工作区", f"{roots[0]}{more}")


def check_repository(folder: Path, top: Path | ShudiError | None, *, claimed: bool) -> Check:
    """The repository as it was opened: its top, None for a bare one, or why it could not be opened.

    `claimed` says that a `.git` stands in the folder or above it, so there ought to be one.
    """
    if isinstance(top, ShudiError):
        if claimed:
            return Check("版本库", State.BROKEN, top.message, _mend(top))
        hint = "要开始保存版本，在工作区所在的文件夹里运行 shudi init"
        return Check(
            "版本库", State.MISSING, f"“{folder}”没有保存过版本（不在版本库里）", hint, optional=True
        )
    return good("版本库", str(top or folder))


def check_acts(said: str | None) -> Iterator[Check]:
    """The act that was interrupted, in words; nothing when none was."""
    if said:
        message, _, hint = said.partition("；")
        yield Check("上次办理", State.BROKEN, message, hint)


def check_leftovers(ages: Mapping[Path, float]) -> Iterator[Check]:
    """Lock files by their age in seconds; a young one belongs to a program at work."""
    for path, age in ages.items():
        if age >= _OLD:
            message = f"“{path}”留在那里{_lasting(age)}了，多半是中断的程序留下的，别的程序会因此保存不了版本"
            yield Check("残留文件", State.BROKEN, message, "先关闭正在使用版本库的其他软件，再删除这个文件")


def check_schemas(roots: Iterable[Path], carried: Path) -> Iterator[Check]:
    """The schemas beside each workspace against those in the folder `carried`."""
    for root in roots:
        folder = next((path for path in (root / "schemas", root.parent / "schemas") if path.is_dir()), None)
        if folder is None:
            message = f"“{root}”旁边没有 schemas 文件夹，编辑器不会提示"
            hint = f"复制一份：从“{carried}”到“{root.parent / 'schemas'}”"
            yield Check("格式文件", State.MISSING, message, hint, optional=True)
        elif stale := [
            path.name for path in sorted(carried.iterdir()) if _text(folder / path.name) != _text(path)
        ]:
            message = f"格式文件已过时，编辑器的提示会与检查不一致（{'、'.join(stale[:_SHOWN])}）"
            yield Check("格式文件", State.BROKEN, message, f"把“{carried}”里的文件复制到“{folder}”")
        else:
            yield good("格式文件", str(folder))


def check_permissions(roots: Iterable[Path], writable: Callable[[Path], bool]) -> Iterator[Check]:
    """Whether the files of each workspace, and their folders, can be written."""
    for root in roots:
        files = [root / name for name in WorkTree(root).names()]
        closed = [
            path for path in sorted({root, *(path.parent for path in files)}) + files if not writable(path)
        ]
        if closed:
            message = f"写不进{_named(closed)}"
            yield Check("写入权限", State.BROKEN, message, "去掉文件的“只读”属性，或请管理员开放写入权限")
        else:
            yield good("写入权限", str(root))


def check_line_ends(roots: Iterable[Path]) -> Iterator[Check]:
    """Whether git's autocrlf or an editor gave files the line ends of Windows."""
    for root in roots:
        tree = WorkTree(root)
        converted = [root / name for name in tree.names() if b"\r\n" in _raw(tree.read(name))]
        if converted:
            message = f"{_named(converted)}是 Windows 换行，读得懂，但会让没改过的文件显得改过"
            hint = "运行 shudi fmt；并在 .gitattributes 里保留“* text=auto eol=lf”这一行"
            yield Check("换行", State.BROKEN, message, hint, optional=True)
        else:
            yield good("换行", str(root))


def _lasting(age: float) -> str:
    minutes = int(age // 60)
    hours, days = minutes // 60, minutes // 1440
    return f" {days} 天" if days else f" {hours} 小时" if hours else f" {minutes} 分钟"


def _mend(error: ShudiError) -> str:
    # A hint that sends people to a command of ours would lead them round in a circle.
    return "从备份恢复版本库，或重新取一份完整的拷贝" if "shudi " in error.hint else error.hint


def _text(path: Path) -> bytes:
    """A file's bytes without the line ends of Windows, which are no difference; none if it cannot be read."""
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError:
        return b""


def _raw(read: object) -> bytes:
    return read if isinstance(read, bytes) else b""


def _named(paths: Sequence[Path]) -> str:
    names = "、".join(f"“{os.path.basename(path)}”" for path in paths[:_SHOWN])  # noqa: PTH119
    return names if len(paths) <= _SHOWN else f"{names}等 {len(paths)} 个文件"
