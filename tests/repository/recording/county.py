"""A small county under version control, and the act that touches everything an act can touch."""

from __future__ import annotations

import hashlib
import os
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shudi_cli.repository.recording import Act, Tag
from tests.conftest import Checkout

WHEN = datetime.fromisoformat("2026-03-20T10:00:00+08:00")
WHO = ("县委编办 甲", "jia@example.invalid")
RECORD = "lists/changes/CG-2026-001/change.yaml"
FILES = {
    "lists/shudi.yaml": "地区: 某某县\n",
    "lists/laws.yaml": "- 名称: 某法\n",
    "lists/gone/旧 表.yaml": "一\n",
    "lists/edited.yaml": "一\n二\n",
    "other.yaml": "1\n",
    "staged.yaml": "1\n",
}
SAVED = {
    "lists/laws.yaml": "- 名称: 新法\n".encode(),
    "lists/gone/旧 表.yaml": None,
    RECORD: "编号: CG-2026-001\n".encode(),
}
EDITED = "一\n改\n".encode()
#: Words of git that no message may have.
GIT_WORDS = ("提交", "合并", "分支", "暂存", "commit", "merge", "branch", "fatal", "clone", "HEAD", "ref")


def furnish(checkout: Checkout) -> str:
    """Save the county, then leave other people's edits about, registered and not; the version's id."""
    base = checkout.save(FILES)
    checkout.write({"staged.yaml": "2\n", "lists/edited.yaml": EDITED})
    checkout.run("add", "staged.yaml", "lists/edited.yaml")
    checkout.write({"other.yaml": "3\n", "untracked.txt": "?"})
    return base


def act(base: str) -> Act:
    """Several files, a removal, a new folder, a list put back as it was, and a tag."""
    return Act(
        message="报送 CG-2026-001\n\n增一项",
        base=base,
        author=WHO,
        when=WHEN,
        saved=SAVED,
        working={"lists/edited.yaml": FILES["lists/edited.yaml"].encode()},
        found={"lists/edited.yaml": EDITED},
        tag=Tag("release/2026.1", "第一版"),
    )


@dataclass(frozen=True)
class State:
    """Everything that must be entirely old or entirely new."""

    branch: str
    tag: str
    index: str
    files: tuple[tuple[str, str], ...]


def state(top: Path) -> State:
    """How a work tree and its repository stand, with one process of git."""
    refs = top / ".git" / "refs"
    index = subprocess.run(
        ["git", "ls-files", "-sz"], cwd=top, capture_output=True, check=True
    ).stdout.decode()
    return State(_ref(refs / "heads" / "main"), _ref(refs / "tags" / "release" / "2026.1"), index, files(top))


def files(top: Path) -> tuple[tuple[str, str], ...]:
    """Path and digest of every file of the work tree, temporary ones too."""
    found = []
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if name != ".git")
        found += [
            (str(Path(folder, name).relative_to(top)), _digest(Path(folder, name))) for name in sorted(names)
        ]
    return tuple(found)


def litter(top: Path) -> list[str]:
    """What an act must not leave in git's folder; half a journal is overwritten by the next."""
    git = top / ".git"
    names = [
        path.relative_to(git).as_posix()
        for path in git.rglob("*")
        if path.suffix in {".lock", ".part", ".json"}
    ]
    return sorted(set(names) - {"shudi/journal.json.part"})


def sound(top: Path) -> bool:
    """Whether git finds nothing wrong."""
    answer = subprocess.run(
        ["git", "fsck", "--strict", "--no-dangling", "--no-progress"],
        cwd=top,
        capture_output=True,
        check=False,
    )
    return answer.returncode == 0 and not answer.stdout


def _ref(path: Path) -> str:
    return path.read_text().strip() if path.is_file() else ""


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
