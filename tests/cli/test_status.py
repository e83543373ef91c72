"""`shudi status`: where each change stands, who is next, since when."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from shudi_cli.source import read_document
from tests.cli.acting import ON, agree, amend, governed, rewritten
from tests.cli.county import RIVERS, Said

Run = Callable[..., Said]
PUBLISH = ("publish", "--effective", "2026-11-02", *ON, "--by", "甲", "--yes", "--number")


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    return git(governed())


def test_nothing_under_way(run: Run, office: Any) -> None:
    """It says how to begin."""
    assert "没有在办的变更" in run("status", cwd=office.path).out


def test_who_is_next(run: Run, office: Any) -> None:
    """The stage, the units it waits for, the day from which on."""
    amend(run, office.path)
    agree(run, office.path, "CG-2026-001", "县委编办")
    said = run("status", cwd=office.path)
    assert "CG-2026-001 改 SD-06-001 河道非法采砂的查处" in said.out
    assert "县级报送：等县司法局，从 2026-11-02 起" in said.out


def test_one_change_in_full(run: Run, office: Any) -> None:
    """The chain, every opinion, and what to type next."""
    amend(run, office.path)
    agree(run, office.path, "CG-2026-001", "县委编办")
    out = run("status", "cg-2026-001", cwd=office.path).out
    assert "● 申请" in out
    assert "2026-11-02 县委编办 同意，甲" in out
    assert "下一步：shudi approve CG-2026-001 --as 县司法局 --opinion 同意" in out


def test_what_does_not_count_is_shown_with_the_reason(run: Run, office: Any) -> None:
    """A record edited by hand voids the opinions on it, and that is told."""
    amend(run, office.path)
    agree(run, office.path, "CG-2026-001", "县委编办")
    path = office.path / "changes/CG-2026-001/change.yaml"
    office.save(
        {
            "changes/CG-2026-001/change.yaml": path.read_text(encoding="utf-8").replace(
                "基层有需要", "另有所图"
            )
        }
    )
    out = run("status", "CG-2026-001", cwd=office.path).out
    assert "不算数：2026-11-02 县委编办 同意，甲——出具以后变更的内容改过" in out
    assert "等县委编办、县司法局" in out


def test_outdated_changes_are_told(run: Run, office: Any) -> None:
    """The list moved on: the applicant must renew."""
    amend(run, office.path, "采砂一")
    amend(run, office.path, "采砂二")
    run(
        "publish",
        "--number",
        "清办字〔2026〕9号",
        "--effective",
        "2026-11-02",
        *ON,
        "--by",
        "甲",
        "--yes",
        cwd=office.path,
    )
    agree(run, office.path, "CG-2026-001")
    assert (
        "清单已经变了，要更新后才能再办：shudi propose --renew CG-2026-002"
        in run("status", cwd=office.path).out
    )


def test_closed_changes_are_listed_on_demand(run: Run, office: Any) -> None:
    """What was refused or taken back is only in the way; --all shows it."""
    amend(run, office.path)
    run(
        "approve",
        "CG-2026-001",
        "--as",
        "青山镇",
        "--opinion",
        "撤回",
        "--by",
        "申请人",
        *ON,
        "--yes",
        cwd=office.path,
    )
    assert "CG-2026-001" not in run("status", cwd=office.path).out
    assert "已撤回" in run("status", "--all", cwd=office.path).out


def test_edits_nobody_applied_for(run: Run, office: Any) -> None:
    """Once a release exists, an edited list is noticed."""
    run(
        "publish",
        "--number",
        "清办字〔2026〕9号",
        "--effective",
        "2026-11-02",
        *ON,
        "--by",
        "甲",
        "--yes",
        cwd=office.path,
    )
    office.write({RIVERS: rewritten(批次=2)})
    assert "SD-06-001改了还没有报送" in run("status", cwd=office.path).out.replace(" ", "").replace("\n", "")


def test_for_programs(run: Run, office: Any) -> None:
    """JSON says the same."""
    amend(run, office.path)
    (told,) = json.loads(run("status", "--format", "json", cwd=office.path).out)
    assert (told["change"], told["outcome"], told["waiting"]) == (
        "CG-2026-001",
        "办理中",
        ["县委编办", "县司法局"],
    )


def test_a_change_that_is_not_there(run: Run, office: Any) -> None:
    """The nearest one is offered."""
    amend(run, office.path)
    said = run("status", "CG-2026-010", cwd=office.path)
    assert (said.code, "CG-2026-001" in said.err) == (2, True)


def test_a_list_that_cannot_be_read(run: Run, office: Any) -> None:
    """Its items are not taken for removed; that something is missing is told."""
    words = (
        "publish",
        "--number",
        "清办字〔2026〕9号",
        "--effective",
        "2026-11-02",
        *ON,
        "--by",
        "甲",
        "--yes",
    )
    assert run(*words, cwd=office.path).code == 0
    office.write({RIVERS: "领域: 水务\n领域: 水务\n"})
    said = run("status", cwd=office.path)
    assert (said.code, f"{RIVERS} 有错没有读入" in said.err) == (0, True)
    assert "改了还没有报送" not in said.out


def test_what_was_renewed_is_done_with(run: Run, office: Any) -> None:
    """Sent back twice, approved the third time, published: nothing is left to be done about the first two."""
    assert run(*PUBLISH, "清办字〔2026〕9号", cwd=office.path).code == 0
    amend(run, office.path)
    for number in ("CG-2026-001", "CG-2026-002"):
        words = ("approve", number, "--as", "县委编办", "--opinion", "退回修改", "--by", "甲", *ON, "--yes")
        assert run(*words, cwd=office.path).code == 0
        assert run("propose", "--renew", number, "--by", "申请人", *ON, cwd=office.path).code == 0
    agree(run, office.path, "CG-2026-003")
    before = office.run("rev-parse", "HEAD")
    assert run(*PUBLISH, "清办字〔2026〕88号", cwd=office.path).code == 0
    data = read_document("a", (office.path / "releases/2026.2.yaml").read_bytes()).data
    assert data["变更"][0]["所续变更"] == ["CG-2026-002", "CG-2026-001"]
    assert "没有在办的变更" in run("status", cwd=office.path).out
    assert "已由别的变更接续" in run("status", "CG-2026-001", cwd=office.path).out
    assert run("verify", cwd=office.path).code == 0
    assert run("validate", cwd=office.path).code == 0
    checked = run("check", "--base", before, cwd=office.path)
    assert checked.code == 0, checked.out
