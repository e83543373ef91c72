"""Telling what `shudi init` made, and what to type next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.founding import Plan, Signature
from shudi_cli.report.width import visible


def founding_lines(
    made: Plan, county: str, signature: Signature | None, trouble: ShudiError | None, *, here: Path
) -> Iterator[str]:
    """The summary, for someone whose current folder is `here`.

    `signature` is that of the first version, None when none was saved; `trouble` says why, where git would not.
    """
    yield f"已新建{county}的工作区：{visible(str(made.folder))}"
    yield f"  建了 {len(made.files)} 个文件：lists 清单、schemas 格式文件、编辑器和自动检查的设置、README.md 使用说明"
    if made.kept:
        yield f"  原来就有，没有改动：{'、'.join(made.kept)}"
    yield from _about_versions(made, signature, trouble)
    yield "接下来输入："
    if made.folder != here:
        yield f'  cd "{visible(str(made.folder))}"'
    yield "  shudi validate"
    if made.folder == here:
        yield "  shudi show SD-01-001"


def adoption_lines(workspace: Path, signature: Signature) -> Iterator[str]:
    """That versions of a workspace are kept from now on."""
    yield f"从现在起保存“{visible(str(workspace))}”的版本，文件没有改动"
    yield from _signed(signature)
    yield "接下来输入："
    yield "  shudi validate"


def _signed(signature: Signature) -> Iterator[str]:
    yield f"  建了版本库，保存了第一个版本，署名“{signature.name}”"
    if signature.neutral:
        yield '  署名取自登录名；要改，在工作区里运行：git config user.name "姓名"'


def _about_versions(made: Plan, signature: Signature | None, trouble: ShudiError | None) -> Iterator[str]:
    if signature:
        yield from _signed(signature)
    elif trouble:
        yield f"  没有建版本库：{trouble.message}"
        yield f"  怎么办：{trouble.hint}"
        yield "  以后要建，在工作区里运行：shudi init"
    elif made.in_repository:
        yield "  这里已经在版本库里，没有改动它；新建的文件还没有保存为版本"
        yield "  要练习、要自己保存版本，建在这个版本库的文件夹外面；要放在这里，请管理版本库的人保存"
    else:
        yield "  没有建版本库，只建了文件；以后要建，在工作区里运行：shudi init"
