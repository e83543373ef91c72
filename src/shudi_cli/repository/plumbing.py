"""git's own program, called so that it runs nothing a repository names, and writes only where `recording` asks it to."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shudi_cli.errors import ShudiError

#: Settings of a repository that name programs (file monitor, hooks), and others that would change what we read.
OVERRIDES = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.quotePath=false",
    "core.warnAmbiguousRefs=false",
    "core.bigFileThreshold=5m",  # larger contents are streamed, so that one we refuse is never loaded
    "gc.auto=0",
    "maintenance.auto=false",
    "protocol.allow=never",
)
#: Variables of git that may come from outside: the user's settings, and where to stop looking.
_KEPT = (
    "GIT_CONFIG",
    "GIT_EXEC_PATH",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_AUTHOR_NAME",
    "GIT_AUTHOR_EMAIL",
)
_ALWAYS = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",  # what is shown is what the version's id vouches for
    # A partial clone fetches what it lacks, by any program its settings name: no protocol is allowed.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
    "LANGUAGE": "C",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call of git returned."""

    code: int
    output: bytes
    complaint: str


@dataclass(frozen=True, slots=True)
class Git:
    """git for one folder; with `git_dir` it no longer looks for a repository, and no longer asks whose it is.

    Every git started holds the open files `keep` too, and so the locks on them (not on Windows).
    """

    folder: Path
    git_dir: Path | None = None
    keep: Sequence[int] = ()

    def ask(
        self, *arguments: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None
    ) -> Answer:
        """Run git to its end. User text may stand in `arguments` only where no option can be read."""
        with self.start(*arguments, complaints=subprocess.PIPE, environment=environment) as process:
            output, complaint = process.communicate(stdin)
        return Answer(process.returncode, output, complaint.decode("utf-8", "replace"))

    def start(
        self,
        *arguments: str,
        complaints: int = subprocess.DEVNULL,
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start git with pipes to and from it; `environment` adds to what is always set."""
        settings = [word for override in OVERRIDES for word in ("-c", override)]
        place = [] if self.git_dir is None else [f"--git-dir={self.git_dir}"]
        command = [find_program(), "--no-pager", *settings, *place, *arguments]
        return subprocess.Popen(  # noqa: S603 - no shell, an absolute program, arguments of our own
            command,
            cwd=self.folder,
            env={**surroundings(self.git_dir), **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            pass_fds=() if os.name == "nt" else self.keep,
        )


def find_program() -> str:
    """The full path of git's program, from absolute folders of PATH only.

    Windows would also look into the current folder, and so run what a stranger's repository brings along.
    Raises ShudiError when there is none.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        if Path(folder).is_absolute() and (program := shutil.which(Path(folder) / name)):
            return str(program)
    raise ShudiError(
        "这台电脑上没有安装 git，读不到保存过的版本",
        "从 https://git-scm.com 下载安装，再重新打开窗口；只检查当前文件用不到它",
    )


def surroundings(git_dir: Path | None = None) -> dict[str, str]:
    """The environment git runs in: nothing that git itself set for another repository (in a hook, say)."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key.startswith(_KEPT)
    }
    return kept | _ALWAYS | (_from_hook(git_dir) if git_dir else {})


def _from_hook(git_dir: Path) -> dict[str, str]:
    """The index and the objects that git prepared aside for a hook of this very repository."""
    found = {}
    for key in ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        value = os.environ.get(key)
        if value and git_dir in Path(os.path.realpath(value)).parents:
            found[key] = os.path.realpath(value)
    others = os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES")
    if others and "GIT_OBJECT_DIRECTORY" in found:
        found["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = others
    return found
