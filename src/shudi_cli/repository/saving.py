"""Keeping the first version of a new workspace, and under whose name; here GitPython does the work."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from shudi_cli.errors import ShudiError
from shudi_cli.repository.founding import create_repository
from shudi_cli.repository.plumbing import Git

if TYPE_CHECKING:
    from git import Repo

#: Neither the user's hooks nor a signing key that is not at hand may keep a workspace from being made.
_OVERRIDES = (f"core.hooksPath={os.devnull}", "commit.gpgSign=false", "core.safecrlf=false", "gc.auto=0")


def known_identity(folder: Path) -> tuple[str, str] | None:
    """Name and mail that git has for a folder, in a repository or not; None until both are set.

    Raises ShudiError when git is missing or does not run.
    """
    _check_program(folder)
    answer = Git(folder).ask("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
    name, _, rest = answer.output.decode("utf-8", "replace").partition(" <")
    mail = rest.partition("> ")[0]
    return (name, mail) if answer.code == 0 and name and mail else None


def save_first_version(
    folder: Path, message: str, author: tuple[str, str], *, remember: bool, part: str = "."
) -> None:
    """Make `folder` a repository and save every file in it, or in `part` of it; `author` is name and mail.

    With `remember`, later versions of this repository are signed so too. ShudiError when git cannot.
    """
    _check_program(folder)
    name, mail = author
    create_repository(folder).close()
    from git import GitCommandError
    from git import Repo as GitPython

    with GitPython(folder, expand_vars=False) as repository:
        repository.git.update_environment(**_surroundings(folder, name, mail))
        try:
            if remember:
                repository.git.config("--local", "--", "user.name", name)
                repository.git.config("--local", "--", "user.email", mail)
            _save(repository, message, part)
        except GitCommandError as error:
            raise ShudiError("第一个版本没有保存成", "文件已经建好；运行 shudi doctor 看看缺什么") from error


def _check_program(folder: Path) -> None:
    # GitPython cannot even be imported beside a git that does not run.
    try:
        runs = Git(folder).ask("--version").code == 0
    except OSError:
        runs = False
    if not runs:
        raise ShudiError("这台电脑上的 git 运行不起来", "从 https://git-scm.com 下载，重新安装")


def _save(repository: Repo, message: str, part: str) -> None:
    # Forced: what the user's own settings ignore elsewhere (.vscode, say) belongs here.
    repository.git(c=_OVERRIDES).add("--all", "--force", "--", part)
    repository.git(c=_OVERRIDES).commit("--quiet", "--message", message)


def _surroundings(folder: Path, name: str, mail: str) -> dict[str, str]:
    """Inside a hook git's own variables would lead to the hook's repository."""
    return {
        "GIT_DIR": str(folder / ".git"),
        "GIT_WORK_TREE": str(folder),
        "GIT_INDEX_FILE": str(folder / ".git" / "index"),
        "GIT_AUTHOR_NAME": name,
        "GIT_AUTHOR_EMAIL": mail,
        "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": mail,
        "GIT_TERMINAL_PROMPT": "0",
    }
