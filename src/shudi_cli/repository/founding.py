"""Founding a repository for a new workspace; here GitPython does the work."""

from __future__ import annotations

from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.repository.opening import open_repository
from shudi_cli.repository.plumbing import find_program
from shudi_cli.repository.reading import Repository

#: Chinese file names readable in git's own messages, and bytes kept as they are on every system.
_SETTINGS = (
    ("core", "autocrlf", "false"),
    ("core", "quotePath", "false"),
    ("i18n", "commitEncoding", "utf-8"),
)


def create_repository(folder: Path) -> Repository:
    """A new, empty repository in `folder` (made if need be), whose line is called main; opened.

    In a folder that is the top of one already, that one. Raises ShudiError when git is missing or the
    folder cannot be written.
    """
    find_program()
    from git import GitCommandError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / ".git").exists():
            _found(folder.absolute())
    except (OSError, GitCommandError) as error:
        raise ShudiError(f"在“{folder}”里建不了版本库", "核对有没有写入权限、磁盘是否已满") from error
    return open_repository(folder)


def _found(folder: Path) -> None:
    from git import Git, Repo

    # Inside a hook git's own variables would lead to the hook's repository.
    place = {"GIT_DIR": str(folder / ".git"), "GIT_TERMINAL_PROMPT": "0"}
    Git(folder).init(initial_branch="main", env=place)
    # Not `Repo.init`: it would put the value of $HOME into a folder's name.
    with Repo(folder, expand_vars=False) as repository, repository.config_writer("repository") as settings:
        for section, key, value in _SETTINGS:
            settings.set_value(section, key, value)
