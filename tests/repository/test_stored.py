"""Versions and staged changes as snapshots."""

from __future__ import annotations

import os
import string
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shudi_cli.diagnostics import Finding
from shudi_cli.errors import ShudiError
from shudi_cli.repository import Repository, open_repository
from shudi_cli.snapshot import Snapshot, WorkTree
from shudi_cli.source.decoding import MAX_BYTES

if TYPE_CHECKING:
    from tests.conftest import Checkout

Make = Callable[..., "Checkout"]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows cannot make such a file")


def code_of(found: bytes | Finding) -> str:
    assert isinstance(found, Finding)
    assert found.hint
    return found.code


def told(snapshot: Snapshot) -> set[tuple[str, str]]:
    return {(finding.code, finding.place.file) for finding in snapshot.oddities()}


def both(repository: Repository, folder: str = "") -> tuple[Snapshot, Snapshot]:
    """The newest version and what is staged."""
    return repository.at(repository.resolve("HEAD"), folder), repository.staged(folder)


def contents(snapshot: Snapshot) -> dict[str, bytes | Finding]:
    return {name: snapshot.read(name) for name in snapshot.names()}


PARTS = st.sampled_from(
    ["a", "b", "县局", ".git2", "x.yaml", "y.yml", "Z.YAML", "readme.md", "list.yaml", "CON", "a b"]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.lists(PARTS, min_size=1, max_size=4).map("/".join), st.binary(max_size=20), max_size=8)
)
def test_three_states_are_one(
    git: Make, tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    """The files on the disk, the same files staged, and the same files saved are the same snapshot."""
    kept = {
        name: raw for name, raw in files.items() if not any(other.startswith(f"{name}/") for other in files)
    }
    checkout = git(kept, name=tmp_path_factory.mktemp("any").name)
    tree = WorkTree(checkout.path)
    with open_repository(checkout.path) as repository:
        for snapshot in both(repository):
            assert snapshot.names() == tree.names()
            assert snapshot.identities() == tree.identities()
            assert contents(snapshot) == contents(tree)
            assert told(snapshot) == told(tree)


def test_folder_of_a_workspace(git: Make) -> None:
    """A workspace below the top is seen alone, with names relative to it."""
    checkout = git({"县/lists/shudi.yaml": "1", "县/lists/a/x.yaml": "2", "县/listsx.yaml": "", "y.yaml": ""})
    with open_repository(checkout.path / "县" / "lists") as repository:
        folder = repository.folder_of(checkout.path / "县" / "lists")
        assert folder == "县/lists"
        for snapshot in both(repository, folder):
            assert snapshot.names() == ["a/x.yaml", "shudi.yaml"]
            assert snapshot.read("a/x.yaml") == b"2"
        assert repository.folder_of(checkout.path) == ""


def test_folder_that_a_version_does_not_have(git: Make) -> None:
    """A workspace that came later has no files in an earlier version; nor has a file taken for a folder."""
    checkout = git({"x.yaml": "1"})
    with open_repository(checkout.path) as repository:
        for folder in ("later", "x.yaml", "a/b/c"):
            assert repository.at(repository.resolve("HEAD"), folder).names() == []
            assert repository.staged(folder).names() == []


@pytest.mark.parametrize("folder", ["", ".", "/", "./"])
def test_ways_to_write_the_top(git: Make, folder: str) -> None:
    """The top folder may be written as nothing, a dot or a slash."""
    checkout = git({"x.yaml": "1"})
    with open_repository(checkout.path) as repository:
        assert repository.at(repository.resolve("HEAD"), folder).names() == ["x.yaml"]


def test_folder_outside(git: Make, tmp_path: Path) -> None:
    """A folder outside the repository is refused."""
    checkout = git({"x.yaml": "1"})
    with open_repository(checkout.path) as repository, pytest.raises(ShudiError, match="不在这个版本库里"):
        repository.folder_of(tmp_path)


def test_titles(git: Make) -> None:
    """Each state has its name on screen."""
    checkout = git({"x.yaml": "1"})
    with open_repository(checkout.path) as repository:
        version, staged = both(repository)
        assert version.title == f"版本 {checkout.run('rev-parse', 'HEAD')[:7]}（2026-03-14）"
        assert staged.title == "已登记待保存的改动"


def test_staged_is_neither_saved_nor_on_disk(git: Make) -> None:
    """What is staged is what was added, not what was edited since."""
    checkout = git({"x.yaml": "1", "y.yaml": "1"})
    checkout.write({"x.yaml": "2", "y.yaml": None})
    checkout.run("add", "--all")
    checkout.write({"x.yaml": "3"})
    with open_repository(checkout.path) as repository:
        assert contents(repository.staged("")) == {"x.yaml": b"2"}


def test_staged_before_the_first_version(git: Make) -> None:
    """Staged files can be read before anything was saved."""
    checkout = git()
    checkout.write({"x.yaml": "1"})
    with open_repository(checkout.path) as repository:
        assert repository.staged("").names() == []
    checkout.run("add", "--all")
    with open_repository(checkout.path) as repository:
        assert contents(repository.staged("")) == {"x.yaml": b"1"}


@posix
def test_links_are_never_read(git: Make) -> None:
    """A link is a finding in every state: in a file's place when read, elsewhere as an oddity."""
    checkout = git()
    (checkout.path / "x.yaml").symlink_to("/etc/passwd")
    (checkout.path / "roster").symlink_to("/etc")
    checkout.save({"y.yaml": "1"})
    with open_repository(checkout.path) as repository:
        for snapshot in (*both(repository), WorkTree(checkout.path)):
            assert snapshot.names() == ["x.yaml", "y.yaml"]
            assert code_of(snapshot.read("x.yaml")) == "Y131"
            assert list(snapshot.identities()) == ["y.yaml"]
            assert told(snapshot) == {("Y131", "roster")}


def test_repositories_inside_are_told(git: Make) -> None:
    """A repository inside ours is a finding in every state."""
    checkout = git({"y.yaml": "1"})
    for name in ("sub", "x.yaml"):
        inner = git({"z.yaml": "1"}, name=f"lists/{name}")
        identity = inner.run("rev-parse", "HEAD")
        checkout.run("update-index", "--add", "--cacheinfo", f"160000,{identity},{name}")
    someone = ("-c", "user.name=a", "-c", "user.email=b")
    checkout.run(*someone, "commit", "-q", "-m", "x")
    with open_repository(checkout.path) as repository:
        for snapshot in (*both(repository), WorkTree(checkout.path)):
            assert snapshot.names() == ["x.yaml", "y.yaml"]
            assert code_of(snapshot.read("x.yaml")) == "Y132"
            assert told(snapshot) == {("Y132", "sub")}


def test_large_content_is_not_loaded(git: Make) -> None:
    """Content over the limit is refused by its size, however often; the files around it are read."""
    checkout = git({"big.yaml": bytes(30_000_000), "full.yaml": bytes(MAX_BYTES), "x.yaml": "1"})
    with open_repository(checkout.path) as repository:
        for snapshot in both(repository):
            assert code_of(snapshot.read("big.yaml")) == "Y115"
            assert snapshot.read("full.yaml") == bytes(MAX_BYTES)
            assert code_of(snapshot.read("big.yaml")) == "Y115"
            assert snapshot.read("x.yaml") == b"1"


def test_names_no_file_system_would_hold(git: Make) -> None:
    """Names that only git can hold are told and not listed; those differing by case are told."""
    checkout = git({"x.yaml": "1"})
    blob = checkout.run("rev-parse", "HEAD:x.yaml")
    for name in ("县.yaml".encode("gbk"), b"a\nb.yaml", b"SD-A.yaml", b"SD-a.yaml"):
        checkout.run("update-index", "--add", "--cacheinfo", f"100644,{blob},{os.fsdecode(name)}")
    someone = ("-c", "user.name=a", "-c", "user.email=b")
    checkout.run(*someone, "commit", "-q", "-m", "x")
    with open_repository(checkout.path) as repository:
        for snapshot in both(repository):
            assert snapshot.names() == ["SD-A.yaml", "SD-a.yaml", "x.yaml"]
            names = {"\ufffd\ufffd.yaml", "a\ufffdb.yaml", "SD-a.yaml"}
            assert told(snapshot) == {("Y134", name) for name in names}


def test_content_that_is_gone(git: Make) -> None:
    """A file whose content the repository lost is a finding; the others are read."""
    checkout = git({"x.yaml": "1", "y.yaml": "2"})
    identity = checkout.run("rev-parse", "HEAD:x.yaml")
    lost = checkout.path / ".git" / "objects" / identity[:2] / identity[2:]
    lost.chmod(0o600)
    lost.unlink()
    with open_repository(checkout.path) as repository:
        for snapshot in both(repository):
            assert code_of(snapshot.read("x.yaml")) == "Y133"
            assert snapshot.read("y.yaml") == b"2"


@pytest.mark.parametrize(
    "garbage", [b"", b"garbage", zlib.compress(b"blob 5\0ab")], ids=["empty", "garbage", "short"]
)
def test_content_that_is_broken(git: Make, garbage: bytes) -> None:
    """A file whose content is broken is a finding; the others are read."""
    checkout = git({"x.yaml": "1", "y.yaml": "2"})
    identity = checkout.run("rev-parse", "HEAD:x.yaml")
    broken = checkout.path / ".git" / "objects" / identity[:2] / identity[2:]
    broken.chmod(0o600)
    broken.write_bytes(garbage)
    with open_repository(checkout.path) as repository:
        snapshot = repository.at(repository.resolve("HEAD"))
        assert code_of(snapshot.read("x.yaml")) == "Y133"
        assert snapshot.read("y.yaml") == b"2"


@pytest.mark.parametrize("what", ["HEAD", "HEAD^{tree}"])
def test_version_that_is_gone(git: Make, what: str) -> None:
    """A version whose record or folder the repository lost is an error in words, not "nothing saved"."""
    checkout = git({"x.yaml": "1"})
    identity = checkout.run("rev-parse", what)
    lost = checkout.path / ".git" / "objects" / identity[:2] / identity[2:]
    lost.chmod(0o600)
    lost.unlink()
    with open_repository(checkout.path) as repository, pytest.raises(ShudiError, match="已损坏"):
        repository.at(repository.resolve("HEAD"))


def test_index_that_is_broken(git: Make) -> None:
    """A broken index is an error in words; versions can still be read."""
    checkout = git({"x.yaml": "1"})
    (checkout.path / ".git" / "index").write_bytes(b"garbage")
    with open_repository(checkout.path) as repository:
        with pytest.raises(ShudiError, match="登记待保存的改动读不出来"):
            repository.staged("")
        assert repository.at(repository.resolve("HEAD")).names() == ["x.yaml"]


def test_folders_built_to_explode(git: Make) -> None:
    """A tree of a hundred times a hundred times … folders is refused before it costs time or memory."""
    checkout = git({"x.yaml": "1"})
    tree = checkout.run("rev-parse", "HEAD^{tree}")
    for _ in range(10):
        (checkout.path / "list").write_text("".join(f"040000 tree {tree}\tf{n:03}\n" for n in range(100)))
        with (checkout.path / "list").open("rb") as stream:
            tree = checkout.run("mktree", stdin=stream)
    bomb = checkout.run("-c", "user.name=a", "-c", "user.email=b", "commit-tree", tree, "-m", "x")
    with open_repository(checkout.path) as repository:
        version = repository.resolve(bomb)
        for look in (repository.at, repository.workspaces):
            with pytest.raises(ShudiError, match="文件夹"):
                look(version)


def test_workspaces_of_a_version(git: Make) -> None:
    """The folders with shudi.yaml, sorted, without hidden ones and without one inside another."""
    names = [
        "b/lists/shudi.yaml",
        "a/shudi.yaml",
        "a/in/shudi.yaml",
        ".c/shudi.yaml",
        "d/x.yaml",
        string.digits,
    ]
    checkout = git(dict.fromkeys(names, "1"))
    with open_repository(checkout.path) as repository:
        assert repository.workspaces(repository.resolve("HEAD")) == ["a", "b/lists"]


def test_workspace_at_the_top(git: Make) -> None:
    """A repository that is a workspace names itself by an empty folder."""
    checkout = git({"shudi.yaml": "1"})
    with open_repository(checkout.path) as repository:
        assert repository.workspaces(repository.resolve("HEAD")) == [""]


def test_reading_after_closing_is_a_mistake(git: Make) -> None:
    """A snapshot cannot be read once its repository is closed: git is not started behind our back."""
    checkout = git({"x.yaml": "1"})
    with open_repository(checkout.path) as repository:
        snapshot = repository.at(repository.resolve("HEAD"))
    with pytest.raises(ValueError, match="closed"):
        snapshot.read("x.yaml")


def test_line_end_conversion_does_not_run(git: Make) -> None:
    """A version's bytes are those saved, whatever line ends the settings and attributes would make on disk."""
    checkout = git({".gitattributes": "*.yaml text eol=crlf\n", "x.yaml": "a: 1\r\nb: 2\r\n"})
    checkout.run("config", "core.autocrlf", "true")
    with open_repository(checkout.path) as repository:
        for snapshot in both(repository):
            assert snapshot.read("x.yaml") == b"a: 1\nb: 2\n"
    assert WorkTree(checkout.path).read("x.yaml") == b"a: 1\r\nb: 2\r\n"
