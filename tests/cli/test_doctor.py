"""`shudi doctor`, as a clerk types it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def checks(answer: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    return {check["subject"]: check for check in json.loads(answer.stdout)["checks"]}


@pytest.fixture
def county(shudi: Run, tmp_path: Path) -> Path:
    """A new project with a first version."""
    assert shudi("init", "县", "--name", "联络员甲", "--email", "jia@example.invalid").returncode == 0
    return tmp_path / "县"


def test_healthy_project(shudi: Run, county: Path) -> None:
    """In a new project on a machine that has all it needs, doctor finds nothing and exits 0."""
    answer = shudi("doctor", cwd=county)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[-1] == "需要的都有了。"
    assert "联络员甲 <jia@example.invalid>" in answer.stdout


def test_nowhere(shudi: Run, county: Path, tmp_path: Path) -> None:
    """Outside any workspace only the machine is judged; a workspace and a repository are optional."""
    (tmp_path / "elsewhere").mkdir()
    found = checks(shudi("doctor", "--format", "json", cwd=tmp_path / "elsewhere"))
    assert (found["工作区"]["state"], found["工作区"]["optional"]) == ("missing", True)
    assert (found["版本库"]["state"], found["版本库"]["optional"]) == ("missing", True)
    assert "格式文件" not in found


def test_machine_without_git(shudi: Run, county: Path, tmp_path: Path) -> None:
    """Without git doctor says so, asks nothing of git, and exits 1."""
    (tmp_path / "empty").mkdir()
    answer = shudi("doctor", cwd=county, env={"PATH": str(tmp_path / "empty")})
    assert answer.returncode == 1
    assert "缺  git：没有安装" in answer.stdout
    assert answer.stderr == ""
    assert "署名" not in answer.stdout
    assert answer.stdout.splitlines()[-1] == "有 1 处要补好才能正常使用。"


def test_unknown_identity(shudi: Run, tmp_path: Path) -> None:
    """Without name and mail doctor exits 1 and gives the commands that set them."""
    answer = shudi("doctor")
    assert answer.returncode == 1
    assert 'git config --global user.name "姓名"' in answer.stdout


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_repository_of_another_user(shudi: Run, county: Path) -> None:
    """A repository that belongs to another user is named, with the remedy."""
    subprocess.run(["chown", "-R", "12345", county], check=True)
    answer = shudi("doctor", cwd=county)
    assert answer.returncode == 1
    assert "坏  版本库：" in answer.stdout
    assert "safe.directory" in answer.stdout


@pytest.mark.parametrize(("encoding", "code"), [("cp936", 0), ("ascii", 1)])
def test_console(shudi: Run, county: Path, encoding: str, code: int) -> None:
    """A cp936 console is fine; one without Chinese is not; neither crashes."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        "PYTHONIOENCODING": encoding,
    }
    command = [sys.executable, "-m", "shudi_cli", "doctor"]
    answer = subprocess.run(command, cwd=county, env=environment, capture_output=True, check=False)
    assert answer.returncode == code
    assert answer.stderr == b""
    assert encoding in answer.stdout.decode(encoding)


def test_stale_schemas(shudi: Run, county: Path) -> None:
    """A project with the schemas of an older tool is told to copy the new ones, and exits 1."""
    (county / "schemas" / "domain.schema.json").write_text("{}")
    answer = shudi("doctor", "--format", "json", cwd=county)
    assert answer.returncode == 1
    assert json.loads(answer.stdout)["fine"] is False
    assert checks(answer)["格式文件"]["state"] == "broken"


def interrupted(county: Path) -> Path:
    """A journal as an act leaves it that was killed before it entered the history."""
    journal = county / ".git" / "shudi" / "journal.json"
    journal.parent.mkdir()
    data = {
        "format": 1,
        "summary": "报送 CG-2026-001",
        "branch": "refs/heads/main",
        "base": "0" * 40,
        "version": "1" * 40,
        "steps": [],
        "entries": {},
    }
    journal.write_text(json.dumps(data))
    return journal


def test_interrupted_act(shudi: Run, county: Path) -> None:
    """An act that was interrupted is told, and by --repair settled and told how; then all is well."""
    journal = interrupted(county)
    answer = shudi("doctor", cwd=county)
    assert answer.returncode == 1
    assert "坏  上次办理：上一次办理中断了" in answer.stdout
    assert "shudi doctor --repair" in answer.stdout
    assert answer.stderr == ""
    assert journal.exists()
    answer = shudi("doctor", "--repair", cwd=county / "lists")
    assert answer.returncode == 0
    assert "上一次办理“报送 CG-2026-001”中断了，没有记入版本，已经撤回" in answer.stderr
    assert not journal.exists()
    assert "不用补" in shudi("doctor", "--repair", cwd=county).stderr


def test_looking_tells_of_an_interrupted_act(shudi: Run, county: Path) -> None:
    """Every command that looks says so on standard error, and writes nothing; the output is as ever."""
    calm = shudi("rules", cwd=county / "lists")
    assert calm.stderr == ""
    journal = interrupted(county)
    answer = shudi("rules", cwd=county / "lists")
    assert "注意：上一次办理中断了" in answer.stderr
    assert "shudi doctor --repair" in answer.stderr
    assert (answer.stdout, answer.returncode) == (calm.stdout, 0)
    assert journal.exists()


def test_forgotten_lock(shudi: Run, county: Path) -> None:
    """A lock that a killed program left is named with its age and how to clear it; one just made is not."""
    lock = county / ".git" / "index.lock"
    lock.write_bytes(b"")
    assert "残留文件" not in checks(shudi("doctor", "--format", "json", cwd=county))
    os.utime(lock, (1, 1))
    answer = shudi("doctor", cwd=county)
    assert answer.returncode == 1
    assert "坏  残留文件" in answer.stdout
    assert "天了" in answer.stdout
    assert str(lock) in answer.stdout.replace("\n    ", "")
    assert lock.exists()
