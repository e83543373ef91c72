"""Why a file of a workspace is not read. The place is always the whole file."""

from __future__ import annotations

from shudi_cli.diagnostics import Finding, Place, Severity
from shudi_cli.source.decoding import MAX_BYTES

_MEGABYTE = 1_000_000
#: What git leaves in its folder while it waits for someone to reconcile two people's changes.
WAITING = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")


def link(name: str) -> Finding:
    """A symbolic link; it is refused wherever it points, since another computer may not have the target."""
    return _error(
        "Y131",
        name,
        f"“{name}”是指向别处的快捷方式（符号链接），没有读它",
        "把文件本身放到这里，换下快捷方式",
    )


def not_a_file(name: str, what: str = "文件夹或设备") -> Finding:
    """A folder, a device, a pipe or a foreign repository where a file should be."""
    return _error("Y132", name, f"“{name}”是{what}，不是普通文件", "改掉它的名称，或把它移到工作区外面")


def absent(name: str) -> Finding:
    """A file that the snapshot does not have."""
    return _error("Y133", name, f"没有“{name}”这个文件", "核对文件名，或从备份、上一个版本恢复它")


def forbidden(name: str) -> Finding:
    """A file or folder that the system does not let us open."""
    hint = "关闭正在使用它的软件再试；仍不行就请管理员开放读取权限"
    return _error("Y133", name, f"“{name}”打不开：没有读取权限，或正被别的软件占用", hint)


def unreadable(name: str) -> Finding:
    """A file or folder whose content could not be fetched from the disk."""
    return _error("Y133", name, f"“{name}”读不出来，磁盘或文件可能已损坏", "从备份或上一个版本恢复它")


def too_large(name: str, size: int) -> Finding:
    """A file of `size` bytes, more than a list ever needs; it was not read."""
    limit = MAX_BYTES // _MEGABYTE
    message = f"“{name}”有 {size / _MEGABYTE:.1f} MB，超过 {limit} MB 的上限，没有读它"
    return _error("Y115", name, message, "移走它，或拆成几个文件")


def unsettled(name: str) -> Finding:
    """A file that two people changed at once and nobody has settled (an unmerged entry of git's index)."""
    message = f"“{name}”有两个人的改动还没有理顺，不能登记"
    return _error(
        "Y135", name, message, "对照两个人的改动（有“<<<<<<<”的在它下面），留下要的内容，再登记一次"
    )


def _error(code: str, name: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, message, Place(name), hint)
