"""Repositories as they are found in offices, and what is said when one cannot be used."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shudi_cli.diagnostics import Finding
from shudi_cli.errors import ShudiError
from shudi_cli.repository import Repository, open_repository
from shudi_cli.repository.plumbing import find_program
from shudi_cli.repository.saving import known_identity

if TYPE_CHECKING:
    from tests.conftest import Checkout

Make = Callable[..., "Checkout"]
posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts through /proc")
SOMEONE = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
GIT_WORDS = ("提交", "合并", "分支", "暂存", "commit", "merge", "branch", "fatal", "clone")


def refused(folder: Path) -> ShudiError:
    with pytest.raises(ShudiError) as caught:
        open_repository(folder).close()
    said = caught.value.message + caught.value.hint
    assert caught.value.hint
    assert not any(word in said for word in GIT_WORDS)
    return caught.value


def newest(repository: Repository, folder: str = "") -> dict[str, bytes | Finding]:
    snapshot = repository.at(repository.resolve("HEAD"), folder)
    return {name: snapshot.read(name) for name in snapshot.names()}


@pytest.fixture
def county(git: Make) -> Checkout:
    """Two versions of one file, a day apart."""
    checkout = git({"x.yaml": "1"})
    checkout.save({"x.yaml": "2"}, when="2026-03-15T09:00:00+08:00")
    return checkout


def copy(checkout: Checkout, *options: str, name: str = "copy") -> Path:
    target = checkout.path.parent / name
    checkout.run("clone", "-q", *options, checkout.path.as_uri(), str(target))
    return target


def test_sha256(git: Make) -> None:
    """A repository with longer ids works throughout."""
    checkout = git({"a/x.yaml": "1"}, "--object-format=sha256")
    checkout.save({"a/x.yaml": "2"})
    with open_repository(checkout.path) as repository:
        old, new = repository.resolve_many(["HEAD~1", "HEAD"])
        assert len(new.id) == 64
        assert repository.hashing == "sha256"
        assert repository.changed(old, new) == ["a/x.yaml"]
        assert newest(repository, "a") == {"x.yaml": b"2"}
        assert len(list(repository.history(["a"]))) == 2


def test_packed(county: Checkout) -> None:
    """A repository that git has packed reads the same."""
    county.run("gc", "-q")
    with open_repository(county.path) as repository:
        assert newest(repository) == {"x.yaml": b"2"}


def test_detached_head(county: Checkout) -> None:
    """Standing on an old version, that one is the newest of its line."""
    county.run("checkout", "-q", "HEAD~1")
    with open_repository(county.path) as repository:
        assert newest(repository) == {"x.yaml": b"1"}
        assert repository.resolve("2099-01-01") == repository.resolve("HEAD")
        assert repository.resolve("main") != repository.resolve("HEAD")


def test_shallow_copy(county: Checkout) -> None:
    """A copy without old versions works for those it has, and says so of the others."""
    copied = copy(county, "--depth=1")
    with open_repository(copied) as repository:
        assert repository.shallow
        assert newest(repository) == {"x.yaml": b"2"}
        assert [version.id for version in repository.history()] == [county.run("rev-parse", "HEAD")]
        for text in ("HEAD~1", county.run("rev-parse", "HEAD~1"), "2026-03-14"):
            with pytest.raises(ShudiError, match="只带了最近的版本"):
                repository.resolve(text)


def test_bare_repository(county: Checkout) -> None:
    """A server's repository has versions and no files; what needs files is refused."""
    with open_repository(copy(county, "--bare")) as repository:
        assert repository.top is None
        assert newest(repository) == {"x.yaml": b"2"}
        assert len(list(repository.history(["x.yaml"]))) == 2
        with pytest.raises(ShudiError, match="没有当前文件"):
            repository.staged("")
        with pytest.raises(ShudiError, match="不在这个版本库里"):
            repository.folder_of(county.path)


def test_inside_the_git_folder(county: Checkout) -> None:
    """In git's own folder versions can be read as in a bare repository."""
    with open_repository(county.path / ".git") as repository:
        assert repository.top is None
        assert newest(repository) == {"x.yaml": b"2"}


def test_linked_worktree(county: Checkout, tmp_path: Path) -> None:
    """A second work tree of a repository has its own state."""
    second = tmp_path / "第二 个"
    county.run("worktree", "add", "-q", "--detach", str(second), "HEAD~1")
    (second / "x.yaml").write_text("3")
    subprocess.run(["git", "add", "x.yaml"], cwd=second, check=True)
    with open_repository(second) as repository:
        assert repository.top == Path(os.path.realpath(second))
        assert newest(repository) == {"x.yaml": b"1"}
        assert repository.staged("").read("x.yaml") == b"3"
    with open_repository(county.path) as repository:
        assert repository.staged("").read("x.yaml") == b"2"


def test_linked_worktree_whose_repository_is_gone(county: Checkout, tmp_path: Path) -> None:
    """A work tree whose repository was moved away says so."""
    second = tmp_path / "second"
    county.run("worktree", "add", "-q", "--detach", str(second))
    county.path.rename(tmp_path / "moved")
    assert "不见了" in refused(second).message


def test_submodule(county: Checkout, git: Make) -> None:
    """A workspace that is a submodule has its own versions."""
    outer = git({"y.yaml": "1"}, name="outer")
    outer.run("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", county.path.as_uri(), "县")
    with open_repository(outer.path / "县") as repository:
        assert repository.top == Path(os.path.realpath(outer.path / "县"))
        assert newest(repository) == {"x.yaml": b"2"}
        assert repository.staged("").names() == ["x.yaml"]
        assert [version.summary for version in repository.history(["x.yaml"])] == ["保存", "保存"]


def test_index_lock(county: Checkout) -> None:
    """While another program saves, everything can still be read."""
    (county.path / ".git" / "index.lock").write_bytes(b"")
    with open_repository(county.path) as repository:
        assert newest(repository) == {"x.yaml": b"2"}
        assert repository.staged("").read("x.yaml") == b"2"


def test_two_people_s_changes_left_open(git: Make) -> None:
    """Of a file that two people changed at once, what is staged is not known: a finding for it alone."""
    checkout = git({"x.yaml": "1", "y.yaml": "1"})
    checkout.run("checkout", "-q", "-b", "aside")
    checkout.save({"x.yaml": "2"})
    checkout.run("checkout", "-q", "main")
    checkout.save({"x.yaml": "3"})
    with pytest.raises(subprocess.CalledProcessError):
        checkout.run("merge", "-q", "aside", **SOMEONE)
    with open_repository(checkout.path) as repository:
        staged = repository.staged("")
        found = staged.read("x.yaml")
        assert isinstance(found, Finding)
        assert (found.code, found.place.file) == ("Y135", "x.yaml")
        assert not any(word in found.message + found.hint for word in GIT_WORDS)
        assert staged.read("y.yaml") == b"1"
        assert list(staged.identities()) == ["y.yaml"]
        assert repository.changed(repository.resolve("HEAD"), "staged") == ["x.yaml"]


def test_spaces_and_chinese_in_paths(git: Make) -> None:
    """A folder as offices name it."""
    checkout = git({"微山县 清单（新）/第 1 批/渣土 车.yaml": "1"}, name="我的 文档/“属地” 2026")
    folder = checkout.path / "微山县 清单（新）"
    with open_repository(folder) as repository:
        assert newest(repository, repository.folder_of(folder)) == {"第 1 批/渣土 车.yaml": b"1"}
        assert len(list(repository.history([repository.folder_of(folder)]))) == 1


@posix
def test_folder_reached_through_a_link(county: Checkout, tmp_path: Path) -> None:
    """A folder reached through a link is found in the repository it really lies in."""
    (tmp_path / "link").symlink_to(county.path, target_is_directory=True)
    with open_repository(tmp_path / "link") as repository:
        assert repository.folder_of(tmp_path / "link") == ""
        assert newest(repository) == {"x.yaml": b"2"}


def test_no_repository(tmp_path: Path) -> None:
    """A folder outside any repository says what still works."""
    assert "没有保存过版本" in refused(tmp_path).message


def test_no_folder(tmp_path: Path) -> None:
    """A folder that does not exist is told as such."""
    assert "没有" in refused(tmp_path / "nowhere").message


def test_no_git(county: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git's program one is told where to get it."""
    monkeypatch.setenv("PATH", "")
    error = refused(county.path)
    assert "没有安装 git" in error.message
    assert "git-scm.com" in error.hint


@pytest.mark.parametrize(
    "content", ["[core\n", "[core]\n\trepositoryformatversion = 99\n"], ids=["broken", "too new"]
)
def test_settings_git_cannot_read(county: Checkout, content: str) -> None:
    """A repository that git cannot make sense of is refused in words."""
    (county.path / ".git" / "config").write_text(content)
    assert "打不开" in refused(county.path).message


@posix
def test_somebody_else_s_repository(
    county: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository of another user is refused, with what to run if one trusts it."""
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    # git's own switch for its tests: it needs no second user on the machine.
    program.write_text(
        f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {shlex.quote(find_program())} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    error = refused(county.path)
    assert "另一个用户" in error.message
    assert f'safe.directory "{county.path}"' in error.hint


@posix
def test_cost_of_a_comparison(county: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening, finding two versions, comparing and reading them costs two processes of git, and no GitPython."""
    program, log = tmp_path / "bin" / "git", tmp_path / "log"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\necho run >> {shlex.quote(str(log))}\nexec {shlex.quote(find_program())} "$@"\n'
    )
    program.chmod(0o755)
    look = f"""
import sys
from pathlib import Path
from shudi_cli.repository import open_repository
with open_repository(Path({str(county.path)!r})) as repository:
    old, new = repository.resolve_many(["2026-03-14", "HEAD"])
    assert repository.changed(old, new) == ["x.yaml"]
    assert [repository.at(version).read("x.yaml") for version in (old, new)] == [b"1", b"2"]
assert "git" not in sys.modules
"""
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    subprocess.run([sys.executable, "-c", look], check=True)
    assert log.read_text().count("run") == 2


@linux
def test_nothing_stays_open(county: Checkout) -> None:
    """After closing, no process and no file descriptor is left, whatever was asked and however it ended."""
    mine = Path("/proc/self")
    before = len(list((mine / "fd").iterdir()))
    for _ in range(5):
        with open_repository(county.path) as repository:
            newest(repository)
            repository.staged("")
            list(repository.history())
            with pytest.raises(ShudiError):
                repository.resolve("@{u}")
            repository.resolve("HEAD")
    assert len(list((mine / "fd").iterdir())) == before
    children = (mine / "task" / str(os.getpid()) / "children").read_text().split()
    assert not [child for child in children if "cat-file" in Path(f"/proc/{child}/cmdline").read_text()]


def test_identity(county: Checkout) -> None:
    """Who saves here is told from the settings; nobody, until name and mail are both set."""
    assert known_identity(county.path) is None
    county.run("config", "user.name", "联络员 甲")
    assert known_identity(county.path) is None
    county.run("config", "user.email", "jia@example.invalid")
    assert known_identity(county.path) == ("联络员 甲", "jia@example.invalid")
