"""Snapshots of the work tree, and where workspaces are found."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.diagnostics import Finding, Place
from shudi_cli.snapshot import WorkTree, find_workspaces
from shudi_cli.snapshot.naming import is_presentable, misnamed, presentable
from shudi_cli.source.decoding import MAX_BYTES

posix = pytest.mark.skipif(os.name == "nt", reason="Windows cannot make such a file")


def put(root: Path, *names: str, content: bytes = b"a: 1\n") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def code_of(found: bytes | Finding) -> str:
    assert isinstance(found, Finding)
    assert found.hint
    return found.code


def told(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    return {(finding.code, finding.place.file) for finding in findings}


def test_names_are_sorted_paths_of_yaml_files(tmp_path: Path) -> None:
    """All .yaml and .yml files are named, relative, with forward slashes, sorted; nothing else is."""
    put(tmp_path, "shudi.yaml", "roster/县公安局.yml", "a/b/c.yaml", "README.md", "a/B.YAML", "yaml")
    assert WorkTree(tmp_path).names() == ["a/B.YAML", "a/b/c.yaml", "roster/县公安局.yml", "shudi.yaml"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    """Whatever begins with a dot is none of the workspace's business."""
    put(tmp_path, "x.yaml", ".git/x.yaml", ".vscode/settings.yaml", "a/.draft.yaml")
    tree = WorkTree(tmp_path)
    assert tree.names() == ["x.yaml"]
    assert not list(tree.oddities())


def test_reads_bytes_as_they_are(tmp_path: Path) -> None:
    """Line ends and byte order marks reach the reader untouched."""
    put(tmp_path, "x.yaml", content=b"\xef\xbb\xbfa: 1\r\n")
    assert WorkTree(tmp_path).read("x.yaml") == b"\xef\xbb\xbfa: 1\r\n"


def test_title(tmp_path: Path) -> None:
    """The work tree is called 当前文件 on screen."""
    assert WorkTree(tmp_path).title == "当前文件"


@pytest.mark.parametrize("name", ["nowhere.yaml", "../x.yaml", "/etc/hostname", "sub/../in.yaml", ""])
def test_reads_only_what_it_names(tmp_path: Path, name: str) -> None:
    """A name that is not among the names is a finding, also when a file stands there."""
    put(tmp_path, "x.yaml", "work/in.yaml", "work/sub/y.yaml")
    assert code_of(WorkTree(tmp_path / "work").read(name)) == "Y133"


def test_file_that_vanishes_is_a_finding(tmp_path: Path) -> None:
    """A file deleted after it was listed is told, not raised."""
    put(tmp_path, "x.yaml")
    tree = WorkTree(tmp_path)
    assert tree.names() == ["x.yaml"]
    (tmp_path / "x.yaml").unlink()
    assert code_of(tree.read("x.yaml")) == "Y133"


@posix
@pytest.mark.parametrize("target", ["../secret.yaml", "/etc/passwd", "missing", "inside.yaml", "link.yaml"])
def test_link_in_a_file_s_place_is_never_read(tmp_path: Path, target: str) -> None:
    """A symbolic link is a finding wherever it points, and has no identity."""
    put(tmp_path, "secret.yaml", "work/inside.yaml")
    (tmp_path / "work" / "link.yaml").symlink_to(target)
    tree = WorkTree(tmp_path / "work")
    assert tree.names() == ["inside.yaml", "link.yaml"]
    assert code_of(tree.read("link.yaml")) == "Y131"
    assert list(tree.identities()) == ["inside.yaml"]


@posix
def test_linked_folder_is_not_followed(tmp_path: Path) -> None:
    """A folder that is a link is told once, and its files are not the workspace's."""
    put(tmp_path, "outside/x.yaml", "work/y.yaml")
    (tmp_path / "work" / "roster").symlink_to("../outside", target_is_directory=True)
    tree = WorkTree(tmp_path / "work")
    assert tree.names() == ["y.yaml"]
    assert told(tree.oddities()) == {("Y131", "roster")}


@posix
def test_link_put_in_place_of_a_listed_file_is_refused(tmp_path: Path) -> None:
    """A file exchanged for a link between listing and reading is not followed."""
    put(tmp_path, "secret", "work/x.yaml")
    tree = WorkTree(tmp_path / "work")
    assert tree.names() == ["x.yaml"]
    (tmp_path / "work" / "x.yaml").unlink()
    (tmp_path / "work" / "x.yaml").symlink_to("../secret")
    assert code_of(tree.read("x.yaml")) == "Y131"


def test_folder_in_a_file_s_place(tmp_path: Path) -> None:
    """A folder called x.yaml is a finding, and nothing below it is read."""
    put(tmp_path, "x.yaml/y.yaml")
    tree = WorkTree(tmp_path)
    assert tree.names() == ["x.yaml"]
    assert code_of(tree.read("x.yaml")) == "Y132"


@posix
@pytest.mark.parametrize("late", [False, True])
def test_pipe_in_a_file_s_place_does_not_block(tmp_path: Path, *, late: bool) -> None:
    """A named pipe is a finding at once, even when it takes a file's place after the listing."""
    tree = WorkTree(tmp_path)
    if late:
        put(tmp_path, "x.yaml")
        assert tree.names() == ["x.yaml"]
        (tmp_path / "x.yaml").unlink()
    os.mkfifo(tmp_path / "x.yaml")
    assert code_of(tree.read("x.yaml")) == "Y132"


@pytest.mark.parametrize(
    ("error", "code"),
    [(PermissionError(errno.EACCES, "no"), "Y133"), (OSError(errno.EIO, "no"), "Y133")],
    ids=["forbidden", "broken disk"],
)
def test_unreadable_file_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    """A file the system does not give us hides neither itself nor the others."""
    put(tmp_path, "x.yaml", "y.yaml")
    real = os.open

    def failing(path: Any, *arguments: Any) -> int:
        if str(path).endswith("x.yaml"):
            raise error
        return real(path, *arguments)

    monkeypatch.setattr(os, "open", failing)
    tree = WorkTree(tmp_path)
    assert code_of(tree.read("x.yaml")) == code
    assert tree.read("y.yaml") == b"a: 1\n"
    assert list(tree.identities()) == ["y.yaml"]


def test_unreadable_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be listed is an oddity, and the rest is still listed."""
    put(tmp_path, "x.yaml", "shut/y.yaml")
    real = os.scandir

    def failing(path: Path) -> Any:
        if Path(path).name == "shut":
            raise PermissionError(errno.EACCES, "no")
        return real(path)

    monkeypatch.setattr(os, "scandir", failing)
    tree = WorkTree(tmp_path)
    assert tree.names() == ["x.yaml"]
    assert told(tree.oddities()) == {("Y133", "shut")}


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    """A file over the limit is refused by its size alone; one at the limit is read."""
    for name, size in (("big.yaml", 100_000_000), ("over.yaml", MAX_BYTES + 1), ("full.yaml", MAX_BYTES)):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(size)
    tree = WorkTree(tmp_path)
    assert code_of(tree.read("big.yaml")) == "Y115"
    assert code_of(tree.read("over.yaml")) == "Y115"
    assert tree.read("full.yaml") == bytes(MAX_BYTES)
    assert list(tree.identities()) == ["full.yaml"]


@pytest.mark.parametrize("hashing", ["sha1", "sha256"])
def test_identities_are_git_s(git: Callable[..., Any], hashing: str) -> None:
    """A file's identity is the id git would give its content."""
    checkout = git({"x.yaml": "名称: 渣土车\n", "空.yaml": ""}, f"--object-format={hashing}")
    expected = {name: checkout.run("hash-object", "--no-filters", name) for name in ("x.yaml", "空.yaml")}
    assert WorkTree(checkout.path, hashing=hashing).identities() == expected


def test_foreign_repository_in_the_workspace_is_told(tmp_path: Path) -> None:
    """A repository inside the workspace is not read, since no version of the workspace would hold its files."""
    put(tmp_path, "x.yaml", "copy/.git/HEAD", "copy/y.yaml")
    tree = WorkTree(tmp_path)
    assert tree.names() == ["x.yaml"]
    assert told(tree.oddities()) == {("Y132", "copy")}


@posix
@pytest.mark.parametrize(
    "name",
    [
        "CON.yaml",
        "nul.yaml",
        "Com1.x.yaml",
        "lpt³.yml",
        "a:b.yaml",
        "a\\b.yaml",
        "what?.yaml",
        "x.yaml.",
        "x.yml ",
    ],
)
def test_file_names_windows_cannot_hold(tmp_path: Path, name: str) -> None:
    """A device name, a forbidden character, a dot or space at the end: told once, at the file."""
    put(tmp_path, name)
    assert told(WorkTree(tmp_path).oddities()) == {("Y134", name)}


@posix
def test_folder_names_windows_cannot_hold(tmp_path: Path) -> None:
    """A folder is told once, however many files it holds."""
    put(tmp_path, "aux/a.yaml", "aux/b.yaml", "ends. /a.yaml")
    assert [(found.code, found.place.file) for found in WorkTree(tmp_path).oddities()] == [
        ("Y134", "aux"),
        ("Y134", "ends. "),
    ]


@pytest.mark.parametrize(
    "name", ["县公安局（新）.yaml", "cone.yaml", "com10.yaml", "a.con.yaml", "a b.yaml", "渣土　车.yaml"]
)
def test_honest_names_pass(tmp_path: Path, name: str) -> None:
    """Chinese names, spaces and words that only begin like a device are fine."""
    put(tmp_path, name)
    assert not list(WorkTree(tmp_path).oddities())


def test_names_that_differ_by_case_only() -> None:
    """Of two files or folders that Windows would merge, the later is told, with the other beside it."""
    found = list(misnamed(["Roster/a.yaml", "SD-A.yaml", "SD-a.yaml", "roster/b.yaml"]))
    assert told(found) == {("Y134", "SD-a.yaml"), ("Y134", "roster")}
    assert [related.place for related in found[0].related] == [Place("SD-A.yaml")]


@posix
@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("县.yaml".encode("gbk"), "\ufffd\ufffd.yaml"),
        (b"a\nb.yaml", "a\ufffdb.yaml"),
        ("a\u202eb.yaml".encode(), "a\ufffdb.yaml"),
    ],
    ids=["GBK", "line end", "bidirectional"],
)
def test_names_that_cannot_be_shown(tmp_path: Path, raw: bytes, shown: str) -> None:
    """A file whose name would spoil a report is told under a harmless name and not listed."""
    if sys.platform == "darwin" and b"\n" not in raw:
        pytest.skip("macOS holds UTF-8 names only")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw)).write_bytes(b"")
    tree = WorkTree(tmp_path)
    assert tree.names() == []
    assert told(tree.oddities()) == {("Y134", shown)}


@given(st.text())
def test_presentable_text_stays_so(text: str) -> None:
    """Making a text presentable keeps its length, is idempotent, and changes only what is not."""
    result = presentable(text)
    assert is_presentable(result)
    assert len(result) == len(text)
    assert (result == text) == is_presentable(text)


def test_looking_writes_nothing(tmp_path: Path) -> None:
    """Names, contents, identities and oddities leave every file and time as it was."""
    put(tmp_path, "x.yaml", "a/y.yaml")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    tree = WorkTree(tmp_path)
    assert tree.identities().keys() == set(tree.names())
    assert not list(tree.oddities())
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


class TestFindWorkspaces:
    """DESIGN §3."""

    def test_the_folder_itself_comes_first(self, tmp_path: Path) -> None:
        """A folder with shudi.yaml is the workspace, whatever lies around it."""
        put(tmp_path, "shudi.yaml", "in/shudi.yaml", "in/lists/shudi.yaml")
        assert find_workspaces(tmp_path / "in") == [tmp_path / "in"]

    def test_then_lists_below(self, tmp_path: Path) -> None:
        """`lists` below is taken before a folder above."""
        put(tmp_path, "shudi.yaml", "in/lists/shudi.yaml", "in/other/shudi.yaml")
        assert find_workspaces(tmp_path / "in") == [tmp_path / "in" / "lists"]

    def test_then_the_nearest_above(self, tmp_path: Path) -> None:
        """In a folder of a workspace, that workspace is meant."""
        put(tmp_path, "shudi.yaml", "a/shudi.yaml", "a/b/c/x.yaml")
        assert find_workspaces(tmp_path / "a" / "b" / "c") == [tmp_path / "a"]

    def test_then_all_below(self, tmp_path: Path) -> None:
        """In a province's folder all workspaces are meant, sorted, without hidden ones or one inside another."""
        put(
            tmp_path,
            "b/lists/shudi.yaml",
            "a/shudi.yaml",
            "a/inner/shudi.yaml",
            ".old/shudi.yaml",
            "c/x.yaml",
        )
        assert find_workspaces(tmp_path) == [tmp_path / "a", tmp_path / "b" / "lists"]

    def test_none(self, tmp_path: Path) -> None:
        """Where there is none, the answer is an empty list, also for a folder that does not exist."""
        put(tmp_path, "x.yaml", "a/y.yaml")
        assert find_workspaces(tmp_path) == []
        assert find_workspaces(tmp_path / "nowhere") == []

    def test_relative_start(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A relative start with dots is understood from the current folder."""
        put(tmp_path, "shudi.yaml", "a/x.yaml")
        monkeypatch.chdir(tmp_path / "a")
        assert find_workspaces(Path()) == [tmp_path]
        assert find_workspaces(Path("..")) == [tmp_path]

    @posix
    def test_links_below_are_not_followed(self, tmp_path: Path) -> None:
        """A link below leads neither out nor round in circles."""
        put(tmp_path, "out/shudi.yaml", "in/x.yaml")
        (tmp_path / "in" / "out").symlink_to(tmp_path / "out")
        (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
        assert find_workspaces(tmp_path / "in") == []

    def test_whatever_is_called_shudi_yaml_marks_a_workspace(self, tmp_path: Path) -> None:
        """A folder in place of shudi.yaml is still a workspace, so that its check can tell what is wrong."""
        (tmp_path / "shudi.yaml").mkdir()
        assert find_workspaces(tmp_path) == [tmp_path]


def test_importing_snapshots_does_not_load_git() -> None:
    """Checking the files as they are never pays for git."""
    program = "import sys, shudi_cli.snapshot; print({'git', 'subprocess', 'hashlib'} & set(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert answer.stdout.strip() == "set()"
