"""What is said when an act was refused, failed, or stands only half in the files."""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.repository.plumbing import Answer
from shudi_cli.repository.versions import Version
from shudi_cli.snapshot.naming import presentable

_REASONS = {
    errno.EACCES: "没有写入权限，或文件正被别的软件占用",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EIO: "磁盘出错",
    errno.ENAMETOOLONG: "文件名太长",
}
_HELD = re.compile(r"Unable to create '(.*?\.lock)': File exists")
_SHOWN = 3
AGAIN = "排除后再做一次"


def refused(message: str, hint: str) -> ShudiError:
    """The act may not be done here and now; it was not begun."""
    return ShudiError(f"{message}；什么都没有改动", hint)


def failed(error: BaseException) -> ShudiError:
    """Something went wrong before the point of no return."""
    if isinstance(error, ShudiError):
        return ShudiError(f"{error.message}；已经退回，什么都没有改动", error.hint)
    return ShudiError(f"记录时出错（{reason(error)}），已经退回，什么都没有改动", AGAIN)


def half_done(version: Version, error: BaseException) -> ShudiError:
    """Something went wrong after it."""
    why = error.message if isinstance(error, ShudiError) else reason(error)
    return ShudiError(
        f"已记入{version.title}，但文件还没有全部更新（{why}）；下一次命令会补完",
        "排除后运行 shudi doctor --repair，不要再办一次",
        done=True,
    )


def unclear() -> ShudiError:
    """Not even the branch can be read any more."""
    return ShudiError(
        "记录到一半中断了，还不知道有没有记入版本；下一次命令会补完或撤回", "运行 shudi doctor --repair"
    )


def overtaken(version: Version, stayed: Sequence[str]) -> ShudiError:
    """Done, but for files that somebody else changed at this very moment."""
    return ShudiError(
        f"已记入{version.title}，但{kept(stayed)}", "对照 shudi diff，把要的内容再改一次", done=True
    )


def kept(stayed: Sequence[str]) -> str:
    """That files were left as they are."""
    names = "、".join(f"“{presentable(path)}”" for path in stayed[:_SHOWN])
    more = f"等 {len(stayed)} 个文件" if len(stayed) > _SHOWN else ""
    return f"{names}{more}这期间被改动过，保持现在的样子，没有更新"


def complaint(answer: Answer) -> ShudiError:
    """What git could not do, in words."""
    if held := _HELD.search(answer.complaint):
        return ShudiError("另一个程序正在用这个版本库", how_to_free(held[1]))
    text = answer.complaint
    if "but expected" in text:
        return ShudiError("您看过以后，这里又保存了新的版本", "再做一次，会按最新的内容办理")
    if "reference already exists" in text or "refs/tags/" in text:
        return ShudiError("这个标签已经有了，或与已有的标签冲突", "换一个名称")
    number = next((code for code, words in _PHRASES.items() if words in text), 0)
    return ShudiError(
        f"版本库写不进去（{_REASONS.get(number, '版本库可能已损坏')}）", "运行 shudi doctor 查看原因"
    )


_PHRASES = {
    errno.ENOSPC: "No space left",
    errno.EACCES: "ermission denied",
    errno.EROFS: "Read-only file system",
    errno.EIO: "Input/output error",
}


def how_to_free(lock: str | Path) -> str:
    """How to clear a lock file that a killed program left."""
    return f"等它做完再做一次；如果没有别的程序在用，删除“{lock}”"


def reason(error: BaseException) -> str:
    """Why, in a few words."""
    if isinstance(error, KeyboardInterrupt):
        return "按了中断"
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0, "系统不允许")
