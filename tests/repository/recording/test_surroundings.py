"""Repositories as they are found in offices: the act is done there too, or refused in words."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.repository.plumbing import find_program
from shudi_cli.repository.recording import record, recover
from tests.conftest import Checkout
from tests.repository.recording import county
from tests.repository.recording.conftest import Bench
from tests.repository.recording.faults import needs_fork
from tests.repository.test_hostile import CONVERSIONS, HOOKS, TRAPS

Make = Callable[..., Checkout]
posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


def done(checkout: Checkout) -> None:
    """Carry the act out there and see that it was."""
    before = checkout.run("-c", "core.fsmonitor=false", "diff", "--cached", "--name-only")
    version = record(checkout.path / "lists", county.act(checkout.run("rev-parse", "HEAD")))
    assert checkout.run("rev-parse", "HEAD") == version.id == checkout.run("rev-parse", "release/2026.1^{}")
    for path, content in {**county.SAVED, **county.act("").working}.items():
        file = checkout.path / path
        assert (file.read_bytes() if file.exists() else None) == content
    assert "lists/laws.yaml" not in checkout.run("status", "--porcelain")
    assert {"staged.yaml"} & set(before.split()) == {"staged.yaml"} & set(
        checkout.run("diff", "--cached", "--name-only").split()
    )
    assert county.sound(checkout.path)
    assert recover(checkout.path) is None


def refused(folder: Path, base: str, said: str) -> None:
    with pytest.raises(ShudiError) as caught:
        record(folder, county.act(base))
    assert said in caught.value.message
    assert caught.value.hint
    assert not any(word in caught.value.message + caught.value.hint for word in county.GIT_WORDS)


def ready(checkout: Checkout) -> Checkout:
    """A copy that has all the files, with the list edited."""
    checkout.write({"lists/edited.yaml": county.EDITED})
    return checkout


def test_sha256(git: Make) -> None:
    """A repository with longer ids."""
    checkout = git(None, "--object-format=sha256")
    county.furnish(checkout)
    done(checkout)


def test_packed(bench: Bench) -> None:
    """A repository that git has packed, names too."""
    bench.checkout.run("gc", "-q")
    done(bench.checkout)


def test_shallow(bench: Bench, tmp_path: Path) -> None:
    """A copy without older versions."""
    bench.checkout.run("clone", "-q", "--depth=1", bench.checkout.path.as_uri(), str(tmp_path / "shallow"))
    done(ready(Checkout(tmp_path / "shallow")))


def test_linked_worktree(bench: Bench, tmp_path: Path) -> None:
    """A second work tree of the same repository has a lock, a journal and an index of its own."""
    second = Checkout(tmp_path / "第 二")
    bench.checkout.run("worktree", "add", "-q", "-b", "second", str(second.path))
    done(ready(second))
    assert list(bench.checkout.path.glob(".git/worktrees/*/shudi/lock"))
    assert county.state(bench.checkout.path).branch == bench.base


def test_submodule(bench: Bench, git: Make) -> None:
    """A county that is part of a larger repository, as a repository of its own."""
    outer = git({"y.yaml": "1"}, name="outer")
    outer.run(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", bench.checkout.path.as_uri(), "县"
    )
    done(ready(Checkout(outer.path / "县")))


@posix
def test_reached_through_a_link(bench: Bench, tmp_path: Path) -> None:
    """A folder reached through a link."""
    (tmp_path / "link").symlink_to(bench.checkout.path, target_is_directory=True)
    done(Checkout(tmp_path / "link"))


def test_split_index(bench: Bench) -> None:
    """An index that git keeps in two parts."""
    bench.checkout.run("config", "core.splitIndex", "true")
    bench.checkout.run("update-index", "--split-index")
    done(bench.checkout)


def test_line_ends_of_windows(git: Make) -> None:
    """Where git gave the files the line ends of Windows, that is no edit."""
    checkout = git(None)
    county.furnish(checkout)
    checkout.run("config", "core.autocrlf", "true")
    (checkout.path / "lists" / "laws.yaml").unlink()
    checkout.run("checkout", "--", "lists/laws.yaml")
    assert b"\r\n" in (checkout.path / "lists" / "laws.yaml").read_bytes()
    done(checkout)


def test_nobody_known_to_git(bench: Bench, isolated_git: Path) -> None:
    """git need not know who sits at the machine."""
    (isolated_git / ".gitconfig").write_text("[user]\n\tuseConfigOnly = true\n")
    done(bench.checkout)


def test_run_from_a_hook_of_another_repository(
    bench: Bench, git: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables that git set for another repository lead nowhere."""
    other = git({"x": "1"}, name="other")
    before = other.run("rev-parse", "HEAD")
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.path / ".git" / "index"))
    assert record(bench.checkout.path, county.act(bench.base)).id == bench.new.branch
    monkeypatch.undo()
    assert other.run("rev-parse", "HEAD") == before


@posix
def test_hostile(bench: Bench, tmp_path: Path) -> None:
    """Neither hooks nor settings nor attributes get a program of theirs run."""
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\n: > '{tmp_path}/sprung'\nexit 1\n")
    trap.chmod(0o755)
    checkout = Checkout(bench.fresh())
    (checkout.path / ".git" / "info").mkdir()
    checkout.write({".gitattributes": CONVERSIONS, ".git/info/attributes": CONVERSIONS})
    for folder in (checkout.path / ".git" / "hooks", checkout.path / ".hooks"):
        folder.mkdir()
        for hook in (*HOOKS, "update", "post-commit", "commit-msg", "prepare-commit-msg", "post-update"):
            (folder / hook).write_bytes(trap.read_bytes())
            (folder / hook).chmod(0o755)
    for key in TRAPS:
        checkout.run("config", key, str(trap))
    for key, value in {
        "core.hooksPath": str(checkout.path / ".hooks"), "commit.gpgSign": "true", "tag.gpgSign": "true",
        "user.signingKey": "x", "core.logAllRefUpdates": "always", "core.fsyncMethod": "batch",
        "i18n.commitEncoding": "gbk", "core.untrackedCache": "true",
    }.items():  # fmt: skip
        checkout.run("config", key, value)
    assert record(checkout.path, county.act(bench.base)).id == bench.new.branch
    assert recover(checkout.path) is None
    assert not (tmp_path / "sprung").exists()
    assert county.files(checkout.path) != bench.old.files


def test_detached(bench: Bench) -> None:
    """Standing on an old version, nothing is recorded."""
    bench.checkout.run("checkout", "-q", "--detach")
    refused(bench.checkout.path, bench.base, "停在一个旧版本上")


def test_bare(bench: Bench, tmp_path: Path) -> None:
    """Where there are no files there is nothing to do."""
    bench.checkout.run("clone", "-q", "--bare", str(bench.checkout.path), str(tmp_path / "bare"))
    refused(tmp_path / "bare", bench.base, "没有当前文件")


def test_no_version_yet(git: Make) -> None:
    """Before the first version, init is what to run."""
    checkout = git(None)
    refused(checkout.path, "0" * 40, "还没有保存过任何版本")


def test_no_repository(tmp_path: Path) -> None:
    """Outside any repository."""
    refused(tmp_path, "0" * 40, "没有保存过版本")
    assert recover(tmp_path) is None


def test_no_git(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git's program."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ShudiError, match="没有安装 git"):
        record(bench.checkout.path, county.act(bench.base))


def test_broken_index(bench: Bench) -> None:
    """An index that cannot be read is refused before anything is written."""
    (bench.checkout.path / ".git" / "index").write_bytes(b"DIRCxxxx")
    refused(bench.checkout.path, bench.base, "读不出来")


def test_no_index(bench: Bench) -> None:
    """Without an index one is made."""
    (bench.checkout.path / ".git" / "index").unlink()
    assert record(bench.checkout.path, county.act(bench.base)).id == bench.new.branch
    assert county.sound(bench.checkout.path)


def test_missing_folder(bench: Bench) -> None:
    """A repository that lost a part of itself is not built upon."""
    tree = bench.checkout.run("rev-parse", "HEAD^{tree}")
    (bench.checkout.path / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    refused(bench.checkout.path, bench.base, "缺少")


@posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("folder", ["lists", ".git"])
def test_read_only(bench: Bench, folder: str) -> None:
    """A folder that may not be written is refused."""
    top = bench.fresh()
    (top / folder).chmod(0o555)
    try:
        refused(top, bench.base, "没有写入权限")
        assert county.state(top) == bench.old
    finally:
        (top / folder).chmod(0o755)


@posix
def test_somebody_else_s_repository(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository of another user is refused."""
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {shlex.quote(find_program())} "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(ShudiError, match="另一个用户"):
        record(bench.checkout.path, county.act(bench.base))
    assert not (bench.checkout.path / ".git" / "shudi").exists()


@needs_fork
def test_git_outlives_us(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed while git is about to move the branch: nobody comes between, and then all is finished."""
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    real = shlex.quote(find_program())
    program.write_text(
        f'#!/bin/sh\ncase "$*" in *update-ref*) : > "{tmp_path}/moving"; sleep 0.5;; esac\nexec {real} "$@" 2> /dev/null\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    top = bench.fresh()
    code = f"""
from pathlib import Path
from shudi_cli.repository.recording import record
from tests.repository.recording import county
record(Path({str(top)!r}), county.act({bench.base!r}))
"""
    here = Path(__file__).parents[3]
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=here,
        env={**os.environ, "PYTHONPATH": f"{here / 'src'}{os.pathsep}{here}"},
    )
    while not (tmp_path / "moving").exists():
        time.sleep(0.01)
    time.sleep(0.1)  # what git is to do stands in its pipe by now
    process.kill()
    process.wait()
    assert "已记入版本" in str(recover(top))
    assert county.state(top) == bench.new


def test_two_processes(bench: Bench) -> None:
    """Two windows do the same at once: one does it, the other is told that it was overtaken."""
    top = bench.fresh()
    code = f"""
import sys
from dataclasses import replace
from pathlib import Path
from shudi_cli.errors import ShudiError
from shudi_cli.repository.recording import record
from tests.repository.recording import county
try:
    record(Path({str(top)!r}), replace(county.act({bench.base!r}), message=sys.argv[1]))
except ShudiError as error:
    sys.stdout.buffer.write(error.message.encode())
"""
    here = Path(__file__).parents[3]
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", code, name],
            cwd=here,
            env={**os.environ, "PYTHONPATH": f"{here / 'src'}{os.pathsep}{here}"},
            stdout=subprocess.PIPE,
        )
        for name in ("甲", "乙")
    ]
    said = [window.communicate()[0].decode() for window in windows]
    assert sorted(map(bool, said)) == [False, True]
    assert "什么都没有改动" in "".join(said)
    assert replace(county.state(top), branch="", tag="") == replace(bench.new, branch="", tag="")
    assert county.sound(top)
