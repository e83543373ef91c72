"""What an act leaves behind when nothing goes wrong."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shudi_cli.repository.recording import Act, Tag, record, unfinished
from tests.conftest import Checkout
from tests.repository.recording import county
from tests.repository.recording.conftest import Bench
from tests.repository.recording.faults import Trouble, suffering

Make = Callable[..., Checkout]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")


def simple(base: str, saved: Mapping[str, bytes | None], **others: object) -> Act:
    return replace(Act("办理", base, county.WHO, county.WHEN, saved), **others)  # type: ignore[arg-type]


def test_version_and_tag(bench: Bench) -> None:
    """The new version has the author, moment and words of the act, rests on the old one, and has its tag."""
    checkout = Checkout(bench.fresh())
    version = record(checkout.path / "lists", county.act(bench.base))
    assert checkout.run("log", "-1", "--format=%H|%P|%an|%ae|%aI|%cn|%cI|%B").rstrip() == "|".join(
        [version.id, bench.base, *county.WHO, "2026-03-20T10:00:00+08:00", county.WHO[0],
         "2026-03-20T10:00:00+08:00", "报送 CG-2026-001\n\n增一项"]
    )  # fmt: skip
    assert (version.when, version.author, version.summary) == (county.WHEN, county.WHO[0], "报送 CG-2026-001")
    assert checkout.run("rev-parse", "release/2026.1^{commit}") == version.id
    assert checkout.run(
        "for-each-ref", "--format=%(objecttype) %(taggername) %(contents)", "refs/tags"
    ).split("\n")[0] == ("tag 县委编办 甲 第一版")
    assert "shudi: 报送" in checkout.run("reflog", "-1")
    assert county.sound(checkout.path)


def test_only_what_was_asked(bench: Bench) -> None:
    """The version changes what was asked and nothing that others registered; their edits stay as they were."""
    checkout = Checkout(bench.fresh())
    record(checkout.path, county.act(bench.base))
    assert checkout.run("-c", "core.quotePath=false", "diff", "--name-status", "HEAD~1", "HEAD").split("\n") == [
        "A\tlists/changes/CG-2026-001/change.yaml", "D\tlists/gone/旧 表.yaml", "M\tlists/laws.yaml",
    ]  # fmt: skip
    assert checkout.run("status", "--porcelain").split("\n") == [
        " M other.yaml",
        "M  staged.yaml",
        "?? untracked.txt",
    ]
    assert (checkout.path / "lists" / "edited.yaml").read_text() == county.FILES["lists/edited.yaml"]
    assert not (checkout.path / "lists" / "gone").exists()
    assert county.litter(checkout.path) == []
    assert unfinished(checkout.path) is None


def test_files_already_in_place(git: Make) -> None:
    """Edits that are saved as they stand are not written again."""
    checkout = git({"a.yaml": "1\n"})
    checkout.write({"a.yaml": "2\r\n"})
    os.utime(checkout.path / "a.yaml", (1, 1))
    edit = {"a.yaml": b"2\r\n"}
    record(checkout.path, simple(checkout.run("rev-parse", "HEAD"), edit, found=edit))
    assert (checkout.path / "a.yaml").stat().st_mtime == 1
    assert checkout.run("status", "--porcelain") == ""
    assert checkout.run("show", "HEAD:a.yaml") == "2\r"


def test_put_back_leaves_nothing_registered(git: Make) -> None:
    """An edit that was registered and then taken into an application is registered no longer."""
    checkout = git({"a.yaml": "1\n", "b.yaml": "1\n"})
    checkout.write({"a.yaml": "2\n"})
    checkout.run("add", "a.yaml")
    act = simple(
        checkout.run("rev-parse", "HEAD"),
        {"c.yaml": b"1"},
        working={"a.yaml": b"1\n"},
        found={"a.yaml": b"2\n"},
    )
    record(checkout.path, act)
    assert checkout.run("status", "--porcelain") == ""


def test_laid_out_anew(git: Make) -> None:
    """A file the version does not have can be laid out in the work tree for editing."""
    checkout = git({"a.yaml": "1\n"})
    record(checkout.path, simple(checkout.run("rev-parse", "HEAD"), {}, working={"x/new.yaml": b"1\n"}))
    assert checkout.run("status", "--porcelain") == "?? x/"
    assert (checkout.path / "x" / "new.yaml").read_bytes() == b"1\n"


def test_tag_alone(git: Make) -> None:
    """An act may change no file."""
    checkout = git({"a.yaml": "1\n"})
    version = record(checkout.path, simple(checkout.run("rev-parse", "HEAD"), {}, tag=Tag("v/1", "x")))
    assert checkout.run("rev-parse", "v/1^{}") == version.id


@posix
def test_permissions_stay(git: Make) -> None:
    """A file keeps its permissions, in the work tree and in the version."""
    checkout = git({"a.sh": "1\n", "b.yaml": "1\n"})
    (checkout.path / "a.sh").chmod(0o755)
    (checkout.path / "b.yaml").chmod(0o640)
    base = checkout.save()
    record(checkout.path, simple(base, {"a.sh": b"2\n", "b.yaml": b"2\n"}))
    assert stat.S_IMODE((checkout.path / "a.sh").stat().st_mode) == 0o755
    assert stat.S_IMODE((checkout.path / "b.yaml").stat().st_mode) == 0o640
    assert checkout.run("ls-tree", "HEAD", "a.sh").startswith("100755")


def test_large_and_empty_files(git: Make) -> None:
    """A scan of many megabytes, and a file of none."""
    checkout = git({"a.yaml": "1\n"})
    scan = os.urandom(7_000_000)
    record(checkout.path, simple(checkout.run("rev-parse", "HEAD"), {"扫描 件.pdf": scan, "空.yaml": b""}))
    assert (checkout.path / "扫描 件.pdf").read_bytes() == scan
    assert checkout.run("status", "--porcelain") == ""
    assert county.sound(checkout.path)


@pytest.mark.parametrize("author", [("甲 <乙>\n丙", "a@b>\n"), ("甲", "")])
def test_odd_names(git: Make, author: tuple[str, str]) -> None:
    """A name cannot break the lines of a version."""
    checkout = git({"a.yaml": "1\n"})
    record(checkout.path, simple(checkout.run("rev-parse", "HEAD"), {"a.yaml": b"2"}, author=author))
    assert checkout.run("log", "-1", "--format=%an").startswith("甲")
    assert county.sound(checkout.path)


def test_cost(bench: Bench) -> None:
    """An act costs seven processes of git."""
    top = bench.fresh()
    with suffering(Trouble("EIO", 10_000)) as trouble:
        record(top, county.act(bench.base))
    assert sum(call == "git start" or call.startswith("git before") for call in trouble.log) == 7


NAMES = st.lists(st.sampled_from(["a", "a.b", "a0", "a-", "县", "b"]), min_size=1, max_size=3).map("/".join)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_same_version_as_git_would_make(git: Make, data: st.DataObject) -> None:
    """Whatever files come, go and change, the version holds what git itself would have saved."""
    with tempfile.TemporaryDirectory() as folder:
        checkout = git(
            dict.fromkeys(_fitting(data.draw(st.lists(NAMES, max_size=6)), ["z"]), "1"), name=folder + "/x"
        )
        base = checkout.run("rev-parse", "HEAD")
        there = checkout.run("-c", "core.quotePath=false", "ls-files").split("\n")
        gone = set(data.draw(st.lists(st.sampled_from(there))))
        kept = [name for name in there if name not in gone]
        added = [
            name for name in _fitting(data.draw(st.lists(NAMES, max_size=4)), there) if name not in there
        ]
        saved: dict[str, bytes | None] = {**dict.fromkeys(gone), **dict.fromkeys([*kept[:2], *added], b"2")}
        record(checkout.path, simple(base, saved))
        made = checkout.run("rev-parse", "HEAD^{tree}")
        assert checkout.run("status", "--porcelain") == ""
        checkout.run("add", "--all")
        assert checkout.run("write-tree") == made
        assert county.sound(checkout.path)


def _fitting(names: list[str], others: list[str]) -> list[str]:
    """Names among which none is a folder of another."""
    found = list(others)
    for name in names:
        if not any(other.startswith(f"{name}/") or name.startswith(f"{other}/") for other in found):
            found.append(name)
    return list(dict.fromkeys(found))
