"""Where an act is recorded: the parts of one repository and its work tree."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from shudi_cli.errors import ShudiError
from shudi_cli.repository.opening import open_repository
from shudi_cli.repository.plumbing import Git
from shudi_cli.repository.recording.wording import complaint


@dataclass(frozen=True, slots=True)
class Place:
    """A work tree at `top`; its own part of the repository is in `git_dir`, what it shares with others in `common`.

    `branch` is the line it stands on (refs/heads/…), "" where it stands on an old version, None before the first.
    """

    git: Git
    top: Path
    git_dir: Path
    common: Path
    branch: str | None
    hashing: str
    shallow: bool

    def own(self, name: str) -> Path:
        """A file of ours in git's folder."""
        return own_folder(self.git_dir) / name

    @property
    def index(self) -> Path:
        """What git has registered for the next version."""
        return self.git_dir / "index"

    @property
    def index_lock(self) -> Path:
        """Who has this file may write the index."""
        return self.git_dir / "index.lock"

    def file(self, path: str) -> Path:
        """A file of the work tree."""
        return self.top / path


def place_of(folder: Path) -> Place:
    """The place of the repository that `folder` lies in; ShudiError when there is no work tree."""
    with open_repository(folder) as repository:
        top, shallow, hashing = repository.top, repository.shallow, repository.hashing
    if top is None:
        raise ShudiError("这里只存版本，没有当前文件，不能在这里办理", "在清单所在的文件夹里运行")
    questions = ("--absolute-git-dir", "--git-common-dir", "--symbolic-full-name", "HEAD")
    answer = Git(top).ask("rev-parse", *questions)
    facts = answer.output.decode("utf-8", "surrogateescape").splitlines()
    if len(facts) < len(questions) - 2:
        raise complaint(answer)
    git_dir, common = (top / fact for fact in facts[:2])
    branch = None
    if answer.code == 0:
        branch = facts[2] if facts[2].startswith("refs/heads/") else ""
    return Place(
        git=Git(top, git_dir),
        top=top,
        git_dir=git_dir,
        common=common,
        branch=branch,
        hashing=hashing,
        shallow=shallow,
    )


def own_folder(git_dir: Path) -> Path:
    """Our folder in git's."""
    return git_dir / "shudi"


def git_dir_above(folder: Path) -> Path | None:
    """The folder of git for a folder, found without git: in it or above it, or where a `.git` file points to."""
    here = Path(os.path.realpath(folder))
    mark = next((above / ".git" for above in (here, *here.parents) if os.path.lexists(above / ".git")), None)
    if mark is None or mark.is_dir():
        return mark
    try:
        said = mark.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None
    return mark.parent / said.removeprefix("gitdir:").strip()
