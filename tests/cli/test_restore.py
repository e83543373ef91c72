"""`shudi restore`: an edit nobody wants any more goes back, without a word of git."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.acting import governed, rivers
from tests.cli.county import FIELDS, RIVERS, SAND, WELLS, Said

Run = Callable[..., Said]


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    """A county with two edited items and a new file."""
    made = git(governed())
    made.write(
        {RIVERS: rivers({**SAND, "批次": 2}, {**WELLS, "批次": 2}), "responsibility/08-new.yaml": "领域: ["}
    )
    return made


def test_everything(run: Run, office: Any) -> None:
    """Edited, broken and new files: the workspace is as it was saved."""
    said = run("restore", "--yes", cwd=office.path)
    assert (said.code, "已恢复：" in said.out) == (0, True)
    assert office.run("status", "--porcelain") == ""


def test_one_item(run: Run, office: Any) -> None:
    """The other edits stay."""
    (office.path / "responsibility/08-new.yaml").unlink()
    assert run("restore", "sd-06-001", "--yes", cwd=office.path).code == 0
    assert (office.path / RIVERS).read_text(encoding="utf-8") == rivers(SAND, {**WELLS, "批次": 2})


def test_it_shows_and_asks_first(run: Run, office: Any) -> None:
    """In a pipe nothing goes without --yes."""
    said = run("restore", cwd=office.path)
    assert (said.code, "没有人确认" in said.err, "批次" in said.out) == (2, True, True)
    assert office.run("status", "--porcelain").count("\n") == 1


def test_a_file_that_was_deleted_comes_back(run: Run, office: Any) -> None:
    """As it was saved."""
    text = (office.path / FIELDS).read_bytes()
    office.write({FIELDS: None})
    assert run("restore", "--yes", cwd=office.path).code == 0
    assert (office.path / FIELDS).read_bytes() == text


def test_nothing_to_restore(run: Run, office: Any) -> None:
    """Then nothing happens."""
    run("restore", "--yes", cwd=office.path)
    said = run("restore", "--yes", cwd=office.path)
    assert (said.code, "没有改动" in said.err) == (2, True)


def test_a_workspace_no_version_ever_held(run: Run, checkout: Any, workspace: Path) -> None:
    """Copied into another repository, it holds no edits: nothing is taken back, and the way out is told."""
    inside = checkout.path / "练习"
    workspace.rename(inside)
    before = sorted(path.name for path in inside.rglob("*"))
    for words in (("restore", "--yes"), ("save", "--by", "联络员甲")):
        said = run(*words, cwd=inside)
        assert (said.code, "还没有保存过" in said.err) == (2, True), said.err
    assert sorted(path.name for path in inside.rglob("*")) == before
