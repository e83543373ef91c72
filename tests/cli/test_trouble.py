"""Bad input: each told in words, with the right exit code, and nothing written."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.county import FIELDS, RIVERS, SAND, WELLS, Said, chapter, county

Run = Callable[..., Said]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such file")
#: Every command that needs a workspace.
NEEDY = ["validate", "show SD-06-001", "find 采砂", "stats", "diff", "log SD-06-001", "fmt --check"]
#: Every command that asks for saved versions.
ASKING = [
    "diff", "diff HEAD~1", "diff --staged", "diff 2026-03-14", "log SD-06-001", "validate HEAD", "validate --staged",
    "show SD-06-001 --at HEAD", "find 采砂 --at HEAD", "stats --at 2026-03-14",
]  # fmt: skip
#: Every command that needs only the files.
PLAIN = ["validate", "show SD-06-001", "find 采砂", "stats", "fmt --check"]


def refused(said: Said) -> str:
    """What a command said that could not be carried out: two sentences on standard error, nothing else."""
    assert (said.code, said.out) == (2, "")
    problem, advice = said.err.splitlines()[:2]
    assert problem.startswith("没有做成：")
    assert advice.startswith("怎么办：")
    return problem


@pytest.mark.parametrize("line", NEEDY)
def test_no_workspace(run: Run, tmp_path: Path, line: str) -> None:
    """Where no workspace is near, the folder is named and `shudi init` offered."""
    assert str(tmp_path) in refused(run(*line.split()))


@pytest.mark.parametrize("line", ASKING)
def test_no_repository(run: Run, workspace: Path, line: str) -> None:
    """In a folder that is no repository, versions cannot be asked for, and that is told."""
    problem = refused(run(*line.split(), cwd=workspace))
    assert "没有保存过版本" in problem


@pytest.mark.parametrize("line", PLAIN)
def test_no_repository_is_needed(run: Run, workspace: Path, line: str) -> None:
    """What needs only the files works in any folder."""
    assert run(*line.split(), cwd=workspace).code in {0, 1}
    assert run("validate", cwd=workspace).code == 0


@pytest.mark.parametrize(
    "line", [line for line in ASKING if line not in {"validate --staged", "log SD-06-001"}]
)
def test_nothing_saved_yet(run: Run, git: Callable[..., Any], line: str) -> None:
    """In a new repository no version can be asked for."""
    made = git()
    made.write(county())
    made.run("add", "--all")
    assert "没有" in refused(run(*line.split(), cwd=made.path))


def test_before_the_first_version(run: Run, git: Callable[..., Any]) -> None:
    """What is registered can be checked, and an item's story begins with what is not saved yet."""
    made = git()
    made.write(county())
    made.run("add", "--all")
    assert run("validate", "--staged", cwd=made.path).code == 0
    assert run("log", "SD-06-001", cwd=made.path).out.startswith("尚未保存的改动\n  增加 SD-06-001")


UNKNOWN = [
    "diff v9", "diff HEAD v9", "diff HEAD~9", "diff 2026-13-01", "diff HEAD:units.yaml", "diff HEAD v9..v8",
    "show SD-06-001 --at v9", "stats --at HEAD~9", "find 采砂 --at 2026-02-30",
]  # fmt: skip


@pytest.mark.parametrize("line", UNKNOWN)
def test_a_version_that_does_not_exist(run: Run, checkout: Any, line: str) -> None:
    """A version, tag, day or anything else that is none is named."""
    words = line.split()
    assert f"“{words[-1]}”" in refused(run(*words, cwd=checkout.path))


@pytest.mark.parametrize("line", ["diff 2020-01-01", "stats --at 2020-01-01", "validate 2020-01-01"])
def test_a_day_before_the_first_version(run: Run, checkout: Any, line: str) -> None:
    """Of a day on which nothing was saved yet, the first day is told."""
    assert "最早的是 2026-03-14" in refused(run(*line.split(), cwd=checkout.path))


@pytest.mark.parametrize(
    "word", ["--output=x", "-n", "--all", "@{-1}", "HEAD^{tree}", "../x", "a\tb", "$(id)"]
)
def test_a_version_that_looks_like_an_option(run: Run, checkout: Any, word: str) -> None:
    """Whatever stands after `--` is taken for a version, never for an option of git."""
    assert "没有“" in refused(run("diff", "--", word, cwd=checkout.path))


def detached(checkout: Any) -> Path:
    """Standing on a version instead of on a line."""
    checkout.run("checkout", "--quiet", "--detach")
    return Path(checkout.path)


def shallow(checkout: Any) -> Path:
    """A copy of the last version only."""
    copy = checkout.path.parent / "copy"
    checkout.run("clone", "--quiet", "--depth=1", f"file://{checkout.path}", str(copy))
    return Path(copy)


def worktree(checkout: Any) -> Path:
    """A second work tree of the same repository."""
    other = checkout.path.parent / "另一个 文件夹"
    checkout.run("worktree", "add", "--quiet", "--detach", str(other))
    return Path(other)


def locked(checkout: Any) -> Path:
    """A save in progress elsewhere."""
    (checkout.path / ".git" / "index.lock").write_bytes(b"")
    return Path(checkout.path)


def moved(checkout: Any) -> Path:
    """A folder with a Chinese name and spaces."""
    target = Path(checkout.path).parent / "清单 资料（2026 年）" / "属地 管理"
    target.parent.mkdir()
    shutil.move(checkout.path, target)
    return target


@pytest.mark.parametrize("state", [detached, shallow, worktree, locked, moved])
def test_unusual_repositories(run: Run, checkout: Any, state: Callable[[Any], Path]) -> None:
    """Looking works in every state a repository can be in, and says the same as ever."""
    root = state(checkout)
    (root / RIVERS).write_text(chapter("水务", 6, {**SAND, "批次": 2}, WELLS), encoding="utf-8")
    assert run("validate", cwd=root).code == 0
    assert run("validate", "HEAD", cwd=root).code == 0
    assert run("validate", "--staged", cwd=root).code == 0
    assert "修改 1 项" in run("diff", cwd=root).out
    assert "没有不同" in run("diff", "--staged", cwd=root).out
    assert "尚未保存的改动" in run("log", "SD-06-001", cwd=root).out
    assert "第1批" in run("show", "SD-06-001", "--at", "HEAD", cwd=root).out


def test_a_shallow_copy_without_the_version(run: Run, checkout: Any) -> None:
    """A version that a shallow copy lacks is told as such."""
    root = shallow(checkout)
    problem = refused(run("diff", "HEAD~1", cwd=root))
    assert "这份拷贝只带了最近的版本" in problem


@pytest.mark.parametrize("line", ["validate", "diff", "stats --at HEAD"])
def test_a_bare_repository(run: Run, checkout: Any, line: str) -> None:
    """A repository without files has no workspace to look at, and says so."""
    bare = checkout.path.parent / "清单.git"
    checkout.run("clone", "--quiet", "--bare", str(checkout.path), str(bare))
    refused(run(*line.split(), cwd=bare))


def test_chinese_file_names(run: Run, checkout: Any) -> None:
    """Files with Chinese names and spaces are checked, compared and tidied like others."""
    name = "responsibility/08 气象（新）.yaml"
    storm = {**SAND, "编号": "SD-08-001", "名称": "擅自施放气球"}
    storm = {
        **storm,
        "主体责任": [{"单位": "县水务局", "职责": ["查处擅自施放气球的行为。"]}],
        "配合责任": None,
    }
    checkout.write({name: chapter("气象", 8, {key: value for key, value in storm.items() if value})})
    assert run("validate", name, cwd=checkout.path).code == 0
    assert "增加一章“气象”" in run("diff", cwd=checkout.path).out
    checkout.save()
    assert "SD-08-001" in run("log", "SD-08-001", cwd=checkout.path).out
    assert run("fmt", name, cwd=checkout.path).code == 0


def folder(path: Path) -> None:
    """A folder in the file's place."""
    path.unlink()
    path.mkdir()


def huge(path: Path) -> None:
    """A file of 100 MB, all of it a hole."""
    os.truncate(path, 100_000_000)


def link(path: Path) -> None:
    """A link out of the workspace."""
    path.unlink()
    path.symlink_to("/etc/passwd")


def loop(path: Path) -> None:
    """A link to itself."""
    path.unlink()
    path.symlink_to(path.name)


def pipe(path: Path) -> None:
    """A pipe that nobody writes to."""
    path.unlink()
    os.mkfifo(path)


def empty(path: Path) -> None:
    """No content at all."""
    path.write_bytes(b"")


def gbk(path: Path) -> None:
    """Saved by an old Notepad."""
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))


def closed(path: Path) -> None:
    """Nobody may read it."""
    path.chmod(0)


rootless = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
SPOILT = [
    folder, huge, empty, gbk, pytest.param(link, marks=posix), pytest.param(loop, marks=posix),
    pytest.param(pipe, marks=posix), pytest.param(closed, marks=rootless),
]  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_file_that_cannot_be_read(run: Run, checkout: Any, spoil: Callable[[Path], None]) -> None:
    """Every command names it and goes on with the rest."""
    spoil(checkout.path / RIVERS)
    checked = run("validate", cwd=checkout.path)
    assert checked.code == 1
    assert RIVERS in checked.out
    compared = run("diff", cwd=checkout.path)
    assert compared.code == 2
    assert f"没有比较“{RIVERS}”" in compared.out.replace("\n", "")
    tidied = run("fmt", "--check", cwd=checkout.path)
    assert tidied.code == 1
    assert f"没有整理：{RIVERS}" in tidied.out
    for line in ("show SD-07-001", "find 秸秆", "stats"):
        said = run(*line.split(), cwd=checkout.path)
        assert said.code == 0
        assert RIVERS in said.err


@pytest.mark.parametrize("spoil", SPOILT)
def test_settings_that_cannot_be_read(run: Run, workspace: Path, spoil: Callable[[Path], None]) -> None:
    """Without settings nothing can be shown, and what is wrong with them is told."""
    spoil(workspace / "shudi.yaml")
    assert "shudi.yaml" in run("validate", cwd=workspace).out
    for line in ("show SD-07-001", "find 秸秆", "stats"):
        refused(run(*line.split(), cwd=workspace))


@pytest.mark.parametrize(
    "text", ["a: &a [x]\nb: *a\n", "a: [" * 5000, "- " * 5000 + "x\n", "a: !!python/object:os.system x\n"]
)
def test_bombs(run: Run, checkout: Any, text: str) -> None:
    """References, deep nesting and tags are refused at once by every command."""
    checkout.write({FIELDS: text})
    assert run("validate", cwd=checkout.path).code == 1
    assert run("diff", cwd=checkout.path).code == 2
    assert run("fmt", "--check", cwd=checkout.path).code == 1


def test_a_county_is_chosen_above_several(run: Run, git: Callable[..., Any]) -> None:
    """Where there are several counties, what shows one asks which; checking checks them all."""
    made = git(name="province")
    for name in ("甲县", "乙县"):
        made.write({f"{name}/{file}": text for file, text in county().items()})
    assert "2 个工作区" in refused(run("show", "SD-06-001", cwd=made.path))
    assert run("-C", "甲县", "show", "SD-06-001", cwd=made.path).code == 0
    assert run("validate", cwd=made.path).code == 0


def test_two_peoples_changes_that_were_not_reconciled(run: Run, checkout: Any) -> None:
    """While git waits for someone to reconcile a file, the check says so, whatever the file shows."""
    someone = {
        f"GIT_{who}_{what}": "jia@example.invalid"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    (checkout.path / ".gitattributes").write_text("*.yaml merge=binary\n", encoding="utf-8")
    mine = (checkout.path / RIVERS).read_text(encoding="utf-8")
    checkout.run("checkout", "-q", "-b", "aside")
    checkout.save({RIVERS: mine + "# 甲\n"}, message="甲")
    checkout.run("checkout", "-q", "-")
    checkout.save({RIVERS: mine + "# 乙\n"}, message="乙")
    assert run("validate", cwd=checkout.path).code == 0
    with pytest.raises(subprocess.CalledProcessError):
        checkout.run("merge", "-q", "aside", **someone)
    said = run("validate", cwd=checkout.path)
    assert said.code == 1
    assert "【Y135】" in said.out
