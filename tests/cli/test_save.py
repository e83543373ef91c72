"""`shudi save`: what needs no approval is saved without a word of git."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.acting import amend, governed, rewritten
from tests.cli.county import RIVERS, Said

Run = Callable[..., Said]


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    """A governed county that has published nothing yet."""
    return git(governed())


def test_drafts_are_saved(run: Run, office: Any) -> None:
    """Until the first release the lists change freely."""
    office.write({RIVERS: rewritten(批次=2)})
    said = run("save", "录入第二批", "--by", "联络员甲", cwd=office.path)
    assert (said.code, said.out[:4]) == (0, "已保存 ")
    assert office.run("status", "--porcelain") == ""
    assert office.run("log", "-1", "--format=%an %s") == "联络员甲 录入第二批"


def test_nothing_to_save(run: Run, office: Any) -> None:
    """Then nothing happens."""
    assert "没有改动" in run("save", "--by", "联络员甲", cwd=office.path).err


def test_errors_are_not_saved(run: Run, office: Any) -> None:
    """What would make the lists wrong is told first."""
    office.write({RIVERS: rewritten(主体责任=[{"单位": "县水利局", "职责": ["查处。"]}])})
    said = run("save", "--by", "联络员甲", cwd=office.path)
    assert (said.code, "【U101】" in said.err) == (2, True)


def test_records_cannot_be_saved_by_hand(run: Run, office: Any) -> None:
    """They are written by the acts they record."""
    amend(run, office.path)
    path = office.path / "changes/CG-2026-001/change.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("基层有需要", "另有所图"), encoding="utf-8")
    said = run("save", "--by", "联络员甲", cwd=office.path)
    assert (said.code, "是记录，不能手改" in said.err) == (2, True)


def test_a_new_procedure_is_told(run: Run, office: Any) -> None:
    """What is under way goes on by the old one."""
    path = office.path / "shudi.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("一人一次: true", "一人一次: false"), encoding="utf-8"
    )
    assert "仍按报送时的程序办" in run("save", "--by", "联络员甲", cwd=office.path).out
