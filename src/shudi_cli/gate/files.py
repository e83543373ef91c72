"""Files that do not belong in a workspace: links, repositories inside it, programs, names that differ by case only."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from shudi_cli.diagnostics import Finding, Place
from shudi_cli.gate.states import States, error
from shudi_cli.snapshot import Kind
from shudi_cli.snapshot.naming import presentable

_KINDS = {Kind.LINK: "指向别处的快捷方式（符号链接）", Kind.REPOSITORY: "另一个版本库（子模块）"}
_PLAIN = {"100644", "100664"}
#: Names that git itself makes no file of, and that only a version made by hand holds.
_IMPOSSIBLE = {"", ".", "..", ".git"}


def unfit(states: States) -> Iterator[Finding]:
    """What is no plain file among what differs, and what is new under a name that another nearly has."""
    for name, (old, new) in sorted(states.differs.items()):
        if new is not None and _IMPOSSIBLE & set(name.lower().split("/")):
            message = f"“{presentable(name)}”不能作文件名"
            yield error(
                "C208", Place(presentable(name)), message, "这个版本不是正常保存出来的，另取一份；不要取回它"
            )
        if new is None or new.mode in _PLAIN or (old is not None and old.mode == new.mode):
            continue
        what = _KINDS.get(new.kind, "可以当程序运行的文件（有可执行标记）")
        hint = "去掉可执行标记（chmod -x）" if new.kind is Kind.FILE else "移走它，换成文件本身"
        yield error("C208", Place(presentable(name)), f"“{presentable(name)}”是{what}", hint)
    yield from _twins(states)


def _twins(states: States) -> Iterator[Finding]:
    found: set[tuple[str, str]] = set()
    for name in states.added:
        parts = name.split("/")
        for depth, part in enumerate(parts):
            folder = "/".join(parts[:depth])
            for other in states.inside(folder):
                if other != part and _folded(other) == _folded(part):
                    found.add(("/".join(parts[: depth + 1]), f"{folder}/{other}".removeprefix("/")))
    for path, other in sorted(found):
        if (other, path) not in found or path > other:
            message = f"“{presentable(path)}”与“{presentable(other)}”只差大小写或字的编码写法"
            yield error(
                "C208", Place(presentable(path)), message, "给其中一个改名；在别的电脑上它们会互相覆盖"
            )


def _folded(part: str) -> str:
    return unicodedata.normalize("NFC", part).casefold()
