"""Looking into a stranger's repository runs nothing of his and writes nothing at all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shudi_cli.diagnostics import Finding
from shudi_cli.errors import ShudiError
from shudi_cli.repository import open_repository
from shudi_cli.repository.plumbing import find_program, surroundings
from shudi_cli.repository.saving import known_identity

if TYPE_CHECKING:
    from tests.conftest import Checkout

Make = Callable[..., "Checkout"]
posix = pytest.mark.skipif(os.name == "nt", reason="the trap is a shell script")
HOOKS = (
    "post-checkout",
    "post-index-change",
    "pre-commit",
    "reference-transaction",
    "fsmonitor-watchman",
    "pre-auto-gc",
)
TRAPS = (
    "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy",
    "core.alternateRefsCommand", "diff.external", "diff.trap.command", "diff.trap.textconv", "filter.trap.clean",
    "filter.trap.smudge", "filter.trap.process", "gpg.program", "gpg.ssh.program", "pager.cat-file", "pager.rev-list",
    "pager.ls-files", "credential.helper", "sequence.editor", "uploadpack.packObjectsHook", "merge.trap.driver",
)  # fmt: skip
CONVERSIONS = "*.yaml filter=trap diff=trap merge=trap text eol=crlf ident working-tree-encoding=UTF-16\n"


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves `sprung` behind when anything runs it."""
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\n: > '{tmp_path}/sprung'\nexit 1\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def hostile(git: Make, trap: Path) -> Checkout:
    """A repository whose settings, attributes and hooks name the trap wherever git would take a program."""
    checkout = git({"x.yaml": "1\n"})
    checkout.save({"x.yaml": "2\n", "y.yaml": "1\n"})
    checkout.write({".gitattributes": CONVERSIONS, ".git/info/attributes": CONVERSIONS, "z.yaml": "1\n"})
    checkout.run(
        "update-index", "--add", "--cacheinfo", f"100644,{checkout.run('rev-parse', 'HEAD:x.yaml')},z.yaml"
    )
    for folder in (checkout.path / ".git" / "hooks", checkout.path / ".hooks"):
        folder.mkdir(exist_ok=True)
        for hook in HOOKS:
            (folder / hook).write_bytes(trap.read_bytes())
            (folder / hook).chmod(0o755)
    for key in TRAPS:
        checkout.run("config", key, str(trap))
    checkout.run("config", "core.hooksPath", str(checkout.path / ".hooks"))
    checkout.run("config", "alias.cat-file", f"!{trap}")
    checkout.run("config", "log.showSignature", "true")
    return checkout


def look_everywhere(folder: Path) -> None:
    """Every question a repository can be asked."""
    with open_repository(folder) as repository:
        old, new = repository.resolve_many(["HEAD~1", "2026-03-14"])
        repository.folder_of(folder)
        known_identity(folder)
        repository.workspaces(new)
        repository.changed(old, new)
        repository.changed(old, "staged")
        assert list(repository.history(["x.yaml"]))
        for snapshot in (repository.at(old), repository.at(new), repository.staged("")):
            assert snapshot.identities()
            assert not [name for name in snapshot.names() if isinstance(snapshot.read(name), Finding)]
            list(snapshot.oddities())
        with pytest.raises(ShudiError):
            repository.resolve("--output=sprung")


def everything(folder: Path) -> dict[Path, tuple[int, bytes]]:
    """Every file below, with its time and bytes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        found[path] = (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
    return found


@posix
def test_the_trap_works(hostile: Checkout, tmp_path: Path) -> None:
    """git as people run it does spring the trap (else the next test would prove nothing)."""
    with suppress(subprocess.CalledProcessError):
        hostile.run("status")
    assert (tmp_path / "sprung").exists()


@posix
def test_looking_runs_nothing(hostile: Checkout, tmp_path: Path) -> None:
    """No question makes git run a program that the repository names."""
    sprung = tmp_path / "sprung"
    sprung.unlink(missing_ok=True)
    look_everywhere(hostile.path)
    assert not sprung.exists()


@posix
def test_looking_writes_nothing(hostile: Checkout) -> None:
    """No question changes a byte or a time, though the index is out of date and git would like to refresh it."""
    os.utime(hostile.path / "x.yaml", (1, 1))
    before = everything(hostile.path)
    look_everywhere(hostile.path)
    assert everything(hostile.path) == before


@posix
@pytest.mark.parametrize("way", ["ext", "upload-pack", "ssh"])
def test_missing_content_is_not_fetched(git: Make, trap: Path, tmp_path: Path, way: str) -> None:
    """A copy that fetches what it lacks as it goes does not do so for us."""
    checkout = git({"x.yaml": "1\n", "y.yaml": "2\n"})
    identity = checkout.run("rev-parse", "HEAD:x.yaml")
    (checkout.path / ".git" / "objects" / identity[:2] / identity[2:]).unlink()
    urls = {"ext": f"ext::{trap}", "upload-pack": str(tmp_path), "ssh": "ssh://nowhere/x"}
    values = {
        "core.repositoryFormatVersion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true",
        "remote.origin.url": urls[way], "remote.origin.uploadpack": str(trap), "core.sshCommand": str(trap),
        "protocol.allow": "always", "protocol.ext.allow": "always", "protocol.file.allow": "always",
        "protocol.ssh.allow": "always",
    }  # fmt: skip
    for key, value in values.items():
        checkout.run("config", key, value)
    with open_repository(checkout.path) as repository:
        snapshot = repository.at(repository.resolve("HEAD"))
        found = snapshot.read("x.yaml")
        assert isinstance(found, Finding)
        assert found.code == "Y133"
        assert snapshot.read("y.yaml") == b"2\n"
    assert not (tmp_path / "sprung").exists()


def test_replaced_content_is_not_shown(git: Make) -> None:
    """A version shows what its id vouches for, not what a local note puts in its place."""
    checkout = git({"x.yaml": "真\n"})
    checkout.save({"x.yaml": "假\n"})
    checkout.run(
        "replace", checkout.run("rev-parse", "HEAD~1:x.yaml"), checkout.run("rev-parse", "HEAD:x.yaml")
    )
    with open_repository(checkout.path) as repository:
        assert repository.at(repository.resolve("HEAD~1")).read("x.yaml") == "真\n".encode()


def test_forged_content_is_not_shown(git: Make) -> None:
    """Content put under another content's id is a finding: git itself would hand it out."""
    checkout = git({"x.yaml": "1\n", "y.yaml": "2\n"})
    objects = checkout.path / ".git" / "objects"
    mine, other = (checkout.run("rev-parse", f"HEAD:{name}.yaml") for name in "xy")
    target = objects / mine[:2] / mine[2:]
    target.chmod(0o600)
    target.write_bytes((objects / other[:2] / other[2:]).read_bytes())
    assert checkout.run("cat-file", "blob", mine) == "2"
    with open_repository(checkout.path) as repository:
        found = repository.at(repository.resolve("HEAD")).read("x.yaml")
    assert isinstance(found, Finding)
    assert found.code == "Y133"


@posix
def test_program_beside_the_lists_is_not_taken_for_git(
    git: Make, trap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program called git in the current folder is never run, even where PATH says to look there."""
    checkout = git({"x.yaml": "1\n"})
    (checkout.path / "git").write_bytes(trap.read_bytes())
    (checkout.path / "git").chmod(0o755)
    monkeypatch.chdir(checkout.path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", os.environ["PATH"]]))
    assert Path(find_program()).is_absolute()
    with open_repository(checkout.path) as repository:
        assert repository.resolve("HEAD").summary == "保存"
    assert not (tmp_path / "sprung").exists()


def test_git_s_variables_of_another_repository_are_dropped(
    git: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run from another repository's hook, the folder asked about is looked at, not the hook's."""
    mine, other = git({"mine.yaml": "1"}), git({"other.yaml": "1"}, name="other")
    for key, value in {
        "GIT_DIR": other.path / ".git",
        "GIT_WORK_TREE": other.path,
        "GIT_INDEX_FILE": other.path / ".git" / "index",
        "GIT_OBJECT_DIRECTORY": other.path / ".git" / "objects",
        "GIT_TRACE": tmp_path / "trace",
        "GIT_EXTERNAL_DIFF": sys.executable,
    }.items():
        monkeypatch.setenv(key, str(value))
    with open_repository(mine.path) as repository:
        assert repository.at(repository.resolve("HEAD")).names() == ["mine.yaml"]
        assert repository.staged("").names() == ["mine.yaml"]
    assert not (tmp_path / "trace").exists()


def test_index_prepared_for_our_own_hook_is_used(git: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a hook of this repository, what is staged is what git is about to save."""
    checkout = git({"x.yaml": "1"})
    checkout.write({"y.yaml": "1"})
    checkout.run("add", "y.yaml", GIT_INDEX_FILE=".git/next-index-1.lock")
    monkeypatch.chdir(checkout.path)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
    with open_repository(checkout.path) as repository:
        assert repository.staged("").names() == ["y.yaml"]


def test_objects_received_but_not_accepted_yet(git: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a server's hook, the versions just received can be read before they are accepted."""
    checkout = git({"x.yaml": "1"})
    objects = checkout.path / ".git" / "objects"
    aside = objects / "tmp_objdir-incoming-1"
    aside.mkdir()
    places = {"GIT_OBJECT_DIRECTORY": str(aside), "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(objects)}
    person = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    new = checkout.run("commit-tree", "HEAD^{tree}", "-m", "新", **places, **person)
    with open_repository(checkout.path) as repository, pytest.raises(ShudiError):
        repository.resolve(new)
    for key, value in places.items():
        monkeypatch.setenv(key, value)
    with open_repository(checkout.path) as repository:
        assert repository.resolve(new).summary == "新"


def test_settings_of_the_user_reach_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own settings (safe folders above all) stay in force."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    assert surroundings()["GIT_CONFIG_COUNT"] == "1"
