"""Finding the repository a folder belongs to, or saying in a clerk's words why it cannot be opened."""

from __future__ import annotations

import os
import re
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.repository.plumbing import Answer, Git
from shudi_cli.repository.reading import Repository

_QUESTIONS = (
    "--is-bare-repository",
    "--is-shallow-repository",
    "--show-object-format",
    "--absolute-git-dir",
    # Last: a bare repository has no answer to it, and git stops there.
    "--show-toplevel",
)
_OWNED_BY_ANOTHER = re.compile(r"dubious ownership in repository at '(.*)'|unsafe repository \('(.*?)'")
_LOST = re.compile(r"not a git repository: '?(.*?)'?$", re.MULTILINE)


def open_repository(folder: Path) -> Repository:
    """The repository that `folder` lies in, for one process of git.

    Raises ShudiError when there is no such folder, no git, no repository, or when git refuses it because
    the repository belongs to another user.
    """
    if not folder.is_dir():
        raise ShudiError(f"没有“{folder}”这个文件夹", "核对路径")
    here = Path(os.path.realpath(folder))
    answer = Git(here).ask("rev-parse", *_QUESTIONS)
    facts = answer.output.decode("utf-8", "surrogateescape").splitlines()
    if len(facts) < len(_QUESTIONS) - 1:
        raise _explain(folder, answer)
    git_dir = Path(facts[3])
    top = Path(facts[4]) if answer.code == 0 else None
    return Repository(
        Git(top or git_dir, git_dir),
        top=top,
        shallow=facts[1] == "true",
        hashing="sha256" if facts[2] == "sha256" else "sha1",
    )


def _explain(folder: Path, answer: Answer) -> ShudiError:
    if owned := _OWNED_BY_ANOTHER.search(answer.complaint):
        where = owned[1] or owned[2]
        return ShudiError(
            f"“{where}”属于这台电脑的另一个用户，为安全起见没有读取",
            f'确认来源可靠后运行：git config --global --add safe.directory "{where}"',
        )
    if lost := _LOST.search(answer.complaint):
        return ShudiError(
            f"“{folder}”原来连着的版本库“{lost[1]}”不见了", "把它移回原处，或重新取一份完整的拷贝"
        )
    if "not a git repository" in answer.complaint:
        return ShudiError(
            f"“{folder}”没有保存过版本（不在版本库里）",
            "只看现在的文件时不用写版本；要开始保存版本，在工作区所在的文件夹里运行 shudi init",
        )
    return ShudiError(f"“{folder}”的版本库打不开，可能已损坏", "运行 shudi doctor 查看原因，或从备份恢复")
