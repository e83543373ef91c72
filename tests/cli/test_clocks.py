"""`--at` of show, find and stats, and releases by number wherever a version is asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.county import RIVERS, SAND, WELLS, Said, chapter, county
from tests.diff.county import yaml_of
from tests.releases.issued import manifest, publish

Run = Callable[..., Said]


@pytest.fixture
def issued(checkout: Any) -> Any:
    """2026.1 from April, 2026.2 (the item renamed) from July; renamed once more since."""
    first = publish(checkout, "2026.1", day="2026-03-20", effective="2026-04-01")
    checkout.save(
        {RIVERS: chapter("水务", 6, {**SAND, "名称": "河道采砂监管"}, WELLS)},
        when="2026-06-01T09:00:00+08:00",
    )
    publish(checkout, "2026.2", day="2026-06-20", effective="2026-07-01", previous=first)
    checkout.save(
        {RIVERS: chapter("水务", 6, {**SAND, "名称": "河道采砂的查处"}, WELLS)},
        when="2026-08-01T09:00:00+08:00",
    )
    return checkout


@pytest.mark.parametrize(
    ("at", "name", "clock"),
    [
        ("2026-06-15", "河道非法采砂", "2026-06-15 有效的是 2026.1 版（2026-04-01 起生效）"),
        ("2026-09-01", "河道采砂监管", "2026-09-01 有效的是 2026.2 版（2026-07-01 起生效）"),
        ("2026.2", "河道采砂监管", "正式版本 2026.2 版（2026-07-01 起生效）"),
        ("HEAD~1", "河道采砂监管", "保存的版本"),
        ("HEAD", "河道采砂的查处", "不一定是当时有效的"),
    ],
)
def test_which_clock_answers(run: Run, issued: Any, at: str, name: str, clock: str) -> None:
    """A day is answered from the release in force, a version from what was saved; the screen says which."""
    said = run("show", "SD-06-001", "--at", at, cwd=issued.path)
    assert (said.code, said.err) == (0, "")
    first, second, *_ = said.out.splitlines()
    assert clock in first
    assert second == f"SD-06-001 {name}"
    assert (
        clock
        in json.loads(run("show", "SD-06-001", "--at", at, "--format", "json", cwd=issued.path).out)["at"]
    )


def test_now_says_nothing(run: Run, issued: Any) -> None:
    """Without --at the files as they are answer, as ever."""
    assert run("show", "SD-06-001", cwd=issued.path).out.startswith("SD-06-001 河道采砂的查处\n")


def test_without_releases(run: Run, checkout: Any) -> None:
    """A county that has not published is answered from what was saved that day, and told so."""
    said = run("show", "SD-06-001", "--at", "2026-03-14", cwd=checkout.path)
    assert said.code == 0
    assert "还没有正式版本，当时保存的是版本" in said.out
    assert run("show", "SD-06-001", "--at", "2020-01-01", cwd=checkout.path).code == 2
    assert "没有“2026.1”这个版本" in run("show", "SD-06-001", "--at", "2026.1", cwd=checkout.path).err


def test_before_the_first(run: Run, issued: Any) -> None:
    """Before the first release took effect the answer names the earliest, and how to see what was saved."""
    said = run("show", "SD-06-001", "--at", "2026-03-15", cwd=issued.path)
    assert (said.code, said.out) == (2, "")
    assert "最早的是 2026.1 版（2026-04-01 起生效）" in said.err
    assert "shudi diff 2026-03-15" in said.err
    assert run("diff", "2026-03-15", cwd=issued.path).code == 0


@pytest.mark.parametrize("command", [("find", "采砂"), ("stats",)])
def test_find_and_stats(run: Run, issued: Any, command: tuple[str, ...]) -> None:
    """Searching and counting go by the same clock, and say so; for programs the output is as ever."""
    said = run(*command, "--at", "2026-06-15", cwd=issued.path)
    assert said.code == 0
    assert said.out.startswith("2026-06-15 有效的是 2026.1 版")
    json.loads(run(*command, "--at", "2026.1", "--format", "json", cwd=issued.path).out)


def test_no_such_day_or_release(run: Run, issued: Any) -> None:
    """A day the calendar does not have, and a number never published, are refused in words."""
    assert "没有“2026-02-30”这一天" in run("show", "SD-06-001", "--at", "2026-02-30", cwd=issued.path).err
    assert "最新的是 2026.2" in run("show", "SD-06-001", "--at", "2026.7", cwd=issued.path).err


@pytest.mark.parametrize("sides", [("2026.1", "2026.2"), ("2026.1..2026.2",)])
def test_diff_between_releases(run: Run, issued: Any, sides: tuple[str, ...]) -> None:
    """Releases are compared by number, and only their lists."""
    said = run("diff", *sides, cwd=issued.path)
    assert said.code == 0
    head = "2026.1 版（2026-04-01 起生效） → 2026.2 版（2026-07-01 起生效）：修改 1 项"
    assert said.out.splitlines()[0] == head
    assert "releases/" not in said.out


def test_diff_of_a_release_and_the_files(run: Run, issued: Any) -> None:
    """A release is held against the files as they are; records beside the lists are not told as lists."""
    said = run("diff", "2026.1", cwd=issued.path)
    assert "→ 当前文件：修改 1 项" in said.out.replace("\n", "")
    assert "releases" not in said.out
    assert "releases" not in run("log", "SD-06-001", cwd=issued.path).out


def test_diff_in_a_province(run: Run, git: Callable[..., Any]) -> None:
    """Each county is compared with its own release of that number."""
    made = git(name="province")
    for name in ("甲县", "乙县"):
        made.save({f"{name}/{file}": text for file, text in county().items()})
        release = manifest(made.path / name, "2026.1", day="2026-03-20", effective="2026-04-01")
        made.save({f"{name}/releases/2026.1.yaml": yaml_of(release.content)})
    made.save({f"甲县/{RIVERS}": chapter("水务", 6, SAND)})
    said = run("diff", "2026.1", "HEAD", cwd=made.path)
    assert said.code == 0
    assert "甲县/responsibility" in said.out
    assert "乙县/" not in said.out


def test_validate_a_release(run: Run, issued: Any) -> None:
    """A release is checked by its number."""
    said = run("validate", "2026.1", cwd=issued.path)
    assert said.code == 0
    assert "3事项" in said.out.replace(" ", "")


@pytest.fixture
def bytes_of(issued: Any) -> Iterator[None]:
    """Every file of the county and of its git, which must be the same afterwards."""

    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in issued.path.rglob("*") if path.is_file()}

    before = state()
    yield
    assert state() == before


def test_looking_never_writes(run: Run, issued: Any, bytes_of: None) -> None:
    """None of these commands touches a byte."""
    for line in (
        "show SD-06-001 --at 2026-06-15", "find 采砂 --at 2026.1", "stats --at 2026.1", "diff 2026.1 2026.2",
        "log --changes", "log SD-06-001 --changes", "trace SD-06-001 --date 2026-06-15 --township 青山镇",
    ):  # fmt: skip
        assert run(*line.split(), cwd=issued.path).code == 0
