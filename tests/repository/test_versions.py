"""What a clerk may call a version, and what is known of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.repository import Version, open_repository

if TYPE_CHECKING:
    from tests.conftest import Checkout

SOMEONE = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
GIT_WORDS = ("提交", "合并", "分支", "暂存", "commit", "merge", "branch", "HEAD", "fatal")


def resolve(folder: Path, text: str) -> Version:
    with open_repository(folder) as repository:
        return repository.resolve(text)


def refused(folder: Path, text: str) -> ShudiError:
    with open_repository(folder) as repository, pytest.raises(ShudiError) as caught:
        repository.resolve(text)
    error = caught.value
    assert error.hint
    said = (error.message + error.hint).replace(text, "")
    assert not any(word in said for word in GIT_WORDS)
    return error


@pytest.fixture
def county(git: Callable[..., Checkout]) -> Checkout:
    """Three versions on 3-14, 3-15 and 3-20, the second tagged."""
    checkout = git({"x.yaml": "1\n"})
    checkout.save({"x.yaml": "2\n"}, when="2026-03-15T23:59:00+08:00", message="第二版\n\n说明")
    checkout.run("tag", "v2")
    checkout.run("-c", "user.name=a", "-c", "user.email=b", "tag", "-a", "2026.1", "-m", "发布")
    checkout.save({"x.yaml": "3\n"}, when="2026-03-20T00:30:00+08:00", message="第三版")
    return checkout


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("HEAD", "HEAD"),
        ("HEAD~2", "HEAD~2"),
        ("main", "HEAD"),
        ("v2", "HEAD~1"),
        ("2026.1", "HEAD~1"),
        ("@", "HEAD"),
    ],
)
def test_revisions(county: Checkout, text: str, same: str) -> None:
    """Everything that names a version in git names it here, an annotated tag included."""
    assert resolve(county.path, text).id == county.run("rev-parse", same)


def test_short_and_full_ids(county: Checkout) -> None:
    """An id may be shortened, and written in capitals."""
    full = county.run("rev-parse", "HEAD")
    assert {resolve(county.path, text).id for text in (full, full[:7], full[:5].upper())} == {full}


@pytest.mark.parametrize(
    ("day", "same"),
    [
        ("2026-03-14", "HEAD~2"),
        ("2026-03-15", "HEAD~1"),
        ("2026-03-19", "HEAD~1"),
        ("2026-03-20", "HEAD"),
        ("2099-01-01", "HEAD"),
    ],
)
@pytest.mark.parametrize("zone", ["UTC0", "CST-8", "PST8"])
def test_days(county: Checkout, monkeypatch: pytest.MonkeyPatch, day: str, same: str, zone: str) -> None:
    """A day is the last version saved by its end, on the saver's calendar, wherever one asks."""
    monkeypatch.setenv("TZ", zone)
    assert resolve(county.path, day).id == county.run("rev-parse", same)


def test_day_goes_by_saving_not_by_writing(git: Callable[..., Checkout]) -> None:
    """A text written in March and brought into the lists in May was not known in April."""
    checkout = git({"x.yaml": "1\n"})
    checkout.write({"x.yaml": "2\n"})
    checkout.run("add", "-A")
    dates = {"GIT_AUTHOR_DATE": "2026-03-20T09:00:00+0800", "GIT_COMMITTER_DATE": "2026-05-01T09:00:00+0800"}
    checkout.run("commit", "-m", "补录", **SOMEONE, **dates)
    assert resolve(checkout.path, "2026-04-01").id == checkout.run("rev-parse", "HEAD~1")
    assert resolve(checkout.path, "2026-05-01").id == checkout.run("rev-parse", "HEAD")


def test_day_keeps_to_the_line_of_head(git: Callable[..., Checkout]) -> None:
    """What a colleague saved aside counts from the day it was taken in."""
    checkout = git({"x.yaml": "1\n"})
    checkout.run("checkout", "-q", "-b", "aside")
    checkout.save({"y.yaml": "1\n"}, when="2026-03-16T09:00:00+08:00")
    checkout.run("checkout", "-q", "main")
    checkout.run(
        "merge",
        "-q",
        "--no-ff",
        "-m",
        "m",
        "aside",
        **SOMEONE,
        GIT_COMMITTER_DATE="2026-03-20T09:00:00+08:00",
    )
    assert resolve(checkout.path, "2026-03-18").id == checkout.run("rev-parse", "HEAD^1")


def test_what_is_known_of_a_version(county: Checkout) -> None:
    """A version carries its moment with the zone, who wrote it, the first line of the note, and a title."""
    version = resolve(county.path, "v2")
    assert version.when == datetime(2026, 3, 15, 23, 59, tzinfo=timezone(timedelta(hours=8)))
    assert (version.author, version.summary) == ("联络员甲", "第二版")
    assert version.title == f"版本 {version.id[:7]}（2026-03-15）"


@pytest.mark.parametrize(
    "text",
    [
        "nothing", "", " ", "-", "--all", "--output=marker", "-h", "^HEAD", "HEAD..HEAD", "HEAD\nHEAD", "HEAD\0",
        "HEAD@{99}", "@{u}", "HEAD:x.yaml", "HEAD^{tree}", ":/没有这句", "deadbeef", "a" * 5000, "\udcff", "第二版",
        "v2 commit 12", "x missing", "..", "$(touch marker)", "*",
    ],
)  # fmt: skip
def test_unknown_versions(county: Checkout, text: str) -> None:
    """A text that names no version is refused in words, whatever it looks like, and the next one still works."""
    with open_repository(county.path) as repository:
        with pytest.raises(ShudiError, match="没有") as caught:
            repository.resolve(text)
        assert repository.resolve("HEAD").summary == "第三版"
    assert caught.value.hint
    assert not (county.path / "marker").exists()


def test_invalid_day(county: Checkout) -> None:
    """A day that no calendar has is told as such."""
    assert "这一天" in refused(county.path, "2026-02-30").message


def test_day_before_the_first_version(county: Checkout) -> None:
    """A day before anything was saved names the day of the first version."""
    assert "2026-03-14" in refused(county.path, "2026-03-13").message


def test_ambiguous_short_id(git: Callable[..., Checkout]) -> None:
    """A short id that fits two versions asks for more digits."""
    checkout = git({"x.yaml": "1\n"})
    versions = [f"commit refs/heads/many\ncommitter a <b> {n} +0000\ndata 0\n" for n in range(900)]
    many = "".join(versions).encode()
    subprocess.run(["git", "fast-import", "--quiet"], cwd=checkout.path, input=many, check=True)
    ids = checkout.run("rev-list", "many").split()
    twice = next(one[:4] for one in ids if sum(other.startswith(one[:4]) for other in ids) > 1)
    assert "不止一个" in refused(checkout.path, twice).message


@pytest.mark.parametrize("text", ["HEAD", "2026-03-14", "deadbeef"])
def test_nothing_saved_yet(git: Callable[..., Checkout], text: str) -> None:
    """In a repository without a version every question is answered with that."""
    assert refused(git().path, text).message == "还没有保存过任何版本"


def test_several_at_once(county: Checkout) -> None:
    """Several texts resolve in their order."""
    with open_repository(county.path) as repository:
        found = repository.resolve_many(["v2", "HEAD", "2026-03-14"])
    assert [version.id for version in found] == county.run("rev-parse", "v2", "HEAD", "HEAD~2").split()


@pytest.mark.parametrize(
    ("header", "message", "expected"),
    [
        (b"author \xc1\xaa\xc2\xe7\xd4\xb1\xbc\xd7 <a> 0 +0800\ncommitter a <b> 0 +0800\nencoding GBK", "修改".encode("gbk"), ("联络员甲", "修改", 1970)),
        (b"author \xff <a> 0 +0000\ncommitter a <b> 86400 +9999", b"x", ("\ufffd", "x", 1970)),
        (b"author nobody\ncommitter nobody", b"", ("nobody", "", 1970)),
        (b"author a <b> 0 +0000\ncommitter a <b> 99999999999999 +0000", b"x", ("a", "x", 1970)),
        (b"author a <b> 0 +0000\ncommitter a <b> 0 +0000\nencoding zlib", b"x", ("a", "x", 1970)),
        (b"author a <b> 0 +0000\ncommitter a <b> 0 +0000", b"\n\n\x1b[31mred\n", ("a", "\ufffd[31mred", 1970)),
    ],
    ids=["GBK", "absurd zone", "no date", "far future", "no text encoding", "terminal escape"],
)  # fmt: skip
def test_strange_versions(
    git: Callable[..., Checkout],
    tmp_path: Path,
    header: bytes,
    message: bytes,
    expected: tuple[str, str, int],
) -> None:
    """A version that another program wrote, well or badly, is shown as far as it makes sense."""
    checkout = git({"x.yaml": "1\n"})
    tree = checkout.run("rev-parse", "HEAD^{tree}").encode()
    (tmp_path / "raw").write_bytes(b"tree " + tree + b"\n" + header + b"\n\n" + message)
    strange = checkout.run("hash-object", "-t", "commit", "-w", "--literally", str(tmp_path / "raw"))
    found = resolve(checkout.path, strange)
    assert (found.author, found.summary, found.when.astimezone(UTC).year) == expected
