"""The first law (DESIGN §4): looking never writes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.cli.app import COMMANDS
from tests.cli.county import FIELDS, RIVERS, SAND, WELLS, Said, chapter

Run = Callable[..., Said]
LOOKING = [
    "validate", "validate HEAD", "validate --staged", "validate --format sarif", "show SD-06-001",
    "show SD-06-001 --at HEAD~1", "show 水务 --format json", "find 采砂", "stats", "stats --by 单位 --at 2026-03-14",
    "diff", "diff HEAD~1 HEAD", "diff --staged --format html", "log SD-06-001", "fmt --check", "fmt --diff",
    "explain L102", "rules", "doctor", "--help", "--version", "log --changes", "status", "status --all",
    "who 河道", "roster check", "roster table", "roster table --format html",
    "trace SD-06-001 --date 2026-03-14", "dossier CG-2026-001", "papers CG-2026-001", "export word 没有", "check --base HEAD~1",
    "verify", "signers",
    "propose --unit 青山镇 --reason 需要 --by 甲 --dry-run", "save --by 甲", "restore", "publish --by 甲 --dry-run",
    "approve CG-2026-001 --as 县委编办 --by 甲 --dry-run", "packet in 没有.xlsx --by 甲",
]  # fmt: skip


def fingerprint(root: Path) -> dict[str, tuple[str, int, int]]:
    """Every file, folder and link below `root`, .git too: content, permissions, and when it was last written."""
    found = {}
    for path in sorted(root.rglob("*")):
        status = path.lstat()
        if path.is_symlink():
            content = str(path.readlink())
        elif path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            content = "/".join(sorted(entry.name for entry in path.iterdir()))
        found[path.relative_to(root).as_posix()] = (content, status.st_mode, status.st_mtime_ns)
    return found


@pytest.fixture
def busy(checkout: Any) -> Path:
    """A county with two versions, something registered, something not, a broken file, and stale times in git's index."""
    checkout.save({RIVERS: chapter("水务", 6, {**SAND, "批次": 2}, WELLS)})
    checkout.write({"laws.yaml": "# 登记\n" + (checkout.path / "laws.yaml").read_text(encoding="utf-8")})
    checkout.run("add", "--all")
    checkout.write({RIVERS: chapter("水务", 6, SAND, WELLS), FIELDS: "坏: ["})
    os.utime(checkout.path / "units.yaml", (1, 1))
    return Path(checkout.path)


@pytest.mark.parametrize("line", LOOKING)
def test_looking_never_writes(run: Run, busy: Path, line: str) -> None:
    """Not a byte, a permission or a time changes below the workspace, in .git included."""
    before = fingerprint(busy)
    assert run(*line.split(), cwd=busy).code in {0, 1, 2}
    assert fingerprint(busy) == before


def test_every_command_is_looked_at() -> None:
    """Every command is in the list above, those that write where they refuse or only try; `init` alone is not."""
    assert {line.split()[0] for line in LOOKING} - {"--help", "--version"} == set(COMMANDS) - {"init"}
