"""What is refused before anything is written, and in which words."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.repository.recording import Act, Tag, locking, record
from shudi_cli.repository.recording.locking import locked
from shudi_cli.repository.recording.place import place_of
from tests.conftest import Checkout
from tests.repository.recording import county
from tests.repository.recording.conftest import Bench

posix = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")


def everything(top: Path) -> dict[Path, bytes]:
    """Every file, but for the text in the lock, which says who came last."""
    return {
        path: path.read_bytes() for path in top.rglob("*") if path.is_file() and path.parent.name != "shudi"
    }


def refused(top: Path, act: Act, said: str) -> ShudiError:
    before = everything(top)
    with pytest.raises(ShudiError) as caught:
        record(top, act)
    assert everything(top) == before
    whole = caught.value.message + caught.value.hint
    assert said in whole
    assert caught.value.hint
    assert not any(word in whole.replace("index.lock", "") for word in county.GIT_WORDS)
    assert "什么都没有改动" in caught.value.message
    return caught.value


@pytest.mark.parametrize(
    ("path", "content", "said"),
    [
        ("lists/laws.yaml", "改\n", "“lists/laws.yaml”有没保存的改动"),
        ("lists/laws.yaml", None, "“lists/laws.yaml”不在了"),
        (county.RECORD, "x", f"“{county.RECORD}”已经有了"),
        ("lists/edited.yaml", "又改\n", "“lists/edited.yaml”刚刚又被改动过"),
        ("lists/edited.yaml", None, "“lists/edited.yaml”刚刚又被改动过"),
        (f"{county.RECORD}/x", "x", "不是普通文件"),
        ("lists/changes", "x", "不是普通文件"),
    ],
)
def test_work_tree_is_not_as_thought(bench: Bench, path: str, content: str | None, said: str) -> None:
    """A file with other content than the act reckons with is never overwritten."""
    checkout = Checkout(bench.fresh())
    checkout.write({path: content})
    refused(checkout.path, county.act(bench.base), said)


@posix
@pytest.mark.parametrize("what", ["link", "folder link", "pipe"])
def test_no_plain_file(bench: Bench, tmp_path: Path, what: str) -> None:
    """A link or pipe where a file should be is refused, and never followed or waited for."""
    top = bench.fresh()
    if what == "folder link":
        (tmp_path / "elsewhere").mkdir()
        (top / "lists" / "changes").symlink_to(tmp_path / "elsewhere")
    else:
        (top / "lists" / "laws.yaml").unlink()
        if what == "pipe":
            os.mkfifo(top / "lists" / "laws.yaml")
        else:
            (top / "lists" / "laws.yaml").symlink_to(top / "other.yaml")
    refused(top, county.act(bench.base), "不是普通文件")


def test_another_version_since(bench: Bench) -> None:
    """An act that rests on an older version than the newest is refused."""
    checkout = Checkout(bench.fresh())
    checkout.run("commit", "-q", "--allow-empty", "-m", "x", **{
        f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    })  # fmt: skip
    refused(checkout.path, county.act(bench.base), "又保存了新的版本")


@pytest.mark.parametrize("name", ["release/2026.1", "release", "release/2026.1/x"])
def test_tag_that_exists(bench: Bench, name: str) -> None:
    """A tag of that name, or one that stands in its way, is never replaced; the branch does not move either."""
    checkout = Checkout(bench.fresh())
    checkout.run("tag", name)
    before = county.state(checkout.path)
    with pytest.raises(ShudiError, match=r"标签.*什么都没有改动"):
        record(checkout.path, county.act(bench.base))
    assert county.state(checkout.path) == before
    assert county.litter(checkout.path) == []


@pytest.mark.parametrize("name", ["", "a b", "-x", "a..b", "x.lock", "a\nb", "a/"])
def test_tag_with_a_bad_name(bench: Bench, name: str) -> None:
    """A name git would not take is refused before."""
    refused(bench.fresh(), replace(county.act(bench.base), tag=Tag(name, "x")), "不能作标签")


@pytest.mark.parametrize(
    "path",
    ["../x.yaml", "/etc/x", ".git/config", "a/.GIT/config", "a//b", "", "a/../b", "a\\b", "a\nb", ".git. /x"],
)
def test_paths_that_lead_elsewhere(bench: Bench, path: str) -> None:
    """No path leads out of the work tree, or into git's own folder."""
    refused(bench.fresh(), replace(county.act(bench.base), saved={path: b"x"}), "不能作文件名")


def test_nobody(bench: Bench) -> None:
    """Somebody has to do it."""
    refused(bench.fresh(), replace(county.act(bench.base), author=(" <>", "a@b")), "不知道是谁")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("MERGE_HEAD", "没有理顺"), ("CHERRY_PICK_HEAD", "没有理顺"), ("REVERT_HEAD", "没有理顺"),
        ("rebase-merge", "没有理顺"), ("rebase-apply", "没有理顺"), ("index.lock", "另一个程序正在用"),
    ],
)  # fmt: skip
def test_somebody_else_is_at_it(bench: Bench, name: str, said: str) -> None:
    """While another program is in the middle of something, nothing is recorded."""
    top = bench.fresh()
    (top / ".git" / name).write_bytes(b"")
    error = refused(top, county.act(bench.base), said)
    assert name != "index.lock" or str(top / ".git" / name) in error.hint


def test_branch_is_held(bench: Bench) -> None:
    """A lock on the line that another program holds or left is named; all is taken back."""
    top = bench.fresh()
    (top / ".git" / "refs" / "heads" / "main.lock").write_bytes(b"")
    with pytest.raises(ShudiError) as caught:
        record(top, county.act(bench.base))
    assert "什么都没有改动" in caught.value.message
    assert "main.lock" in caught.value.hint
    (top / ".git" / "refs" / "heads" / "main.lock").unlink()
    assert county.state(top) == bench.old
    assert county.litter(top) == []


def test_file_two_people_changed(bench: Bench) -> None:
    """A file whose two changes nobody has reconciled is not touched, though nothing else is under way."""
    checkout = Checkout(bench.fresh())
    blob = checkout.run("rev-parse", "HEAD:other.yaml")
    rows = "".join(f"100644 {blob} {stage}\tlists/laws.yaml\n" for stage in (1, 2, 3))
    rows = f"0 {'0' * 40}\tlists/laws.yaml\n{rows}"
    (checkout.path / "rows").write_text(rows)
    with (checkout.path / "rows").open("rb") as file:
        checkout.run("update-index", "--index-info", stdin=file)
    refused(checkout.path, county.act(bench.base), "两个人的改动")


def test_one_at_a_time(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second act at the same time is told who is at it since when."""
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    top = bench.fresh()
    with locked(place_of(top), "县委编办 乙", county.WHEN):
        error = refused(top, county.act(bench.base), "“县委编办 乙”正在这里办理（2026-03-20 10:00 开始）")
    assert "等" in error.hint
    assert record(top, county.act(bench.base)).id == bench.new.branch


def test_lock_without_a_name(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """An emptied lock file says less, and locks nobody out once its holder is gone."""
    monkeypatch.setattr(locking, "PATIENCE", 0.1)
    top = bench.fresh()
    with locked(place_of(top), "乙", county.WHEN):
        (top / ".git" / "shudi" / "lock").write_bytes(b"")
        refused(top, county.act(bench.base), "另一个窗口")
    assert record(top, county.act(bench.base)).id == bench.new.branch
