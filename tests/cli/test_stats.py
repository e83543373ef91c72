"""`shudi stats`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.report.width import display_width
from tests.cli.county import RIVERS, SAND, Said, chapter

Run = Callable[..., Said]
REPOSITORY = Path(__file__).parents[2]
CORE = "示例县“属地管理”事项主体责任和配合责任清单"


def test_by_chapter(run: Run) -> None:
    """Without an option each list is counted by chapter and batch, with a sum."""
    said = run("stats", cwd=REPOSITORY)
    assert (said.code, said.err) == (0, "")
    assert CORE in said.out
    rows = [line.split() for line in said.out.splitlines()]
    assert ["领域", "第1批", "第2批", "第3批", "事项"] in rows
    assert ["板块", "事项"] in rows
    assert next(row for row in rows if row[:1] == ["合计"])[-1] == "132"


@pytest.mark.parametrize(
    ("way", "titles"),
    [
        ("批次", ["批次", "事项"]),
        ("单位", ["单位", "牵头", "主体责任", "配合责任"]),
        ("层级", ["主体责任层级", "事项"]),
    ],
)
def test_by(run: Run, way: str, titles: list[str]) -> None:
    """Each way of counting has its own titles, on screen and as JSON."""
    said = run("stats", "--by", way, cwd=REPOSITORY)
    assert titles in [line.split() for line in said.out.splitlines()]
    data = json.loads(run("stats", "--by", way, "--format", "json", cwd=REPOSITORY).out)
    assert list(data[CORE][0]) == titles


def test_rows_fit_the_screen(run: Run) -> None:
    """No row is wider than 80 columns, and the columns stand under one another."""
    lines = run("stats", "--by", "单位", cwd=REPOSITORY).out.splitlines()
    assert max(map(display_width, lines)) <= 80
    table = lines[lines.index(next(line for line in lines if line.startswith("单位"))) :]
    assert len({display_width(line) for line in table if line}) <= 2


def test_the_past(run: Run, checkout: Any) -> None:
    """`--at` counts what there was."""
    checkout.save({RIVERS: chapter("水务", 6, SAND)})
    now = json.loads(run("stats", "--format", "json", cwd=checkout.path).out)
    then = json.loads(run("stats", "--format", "json", "--at", "HEAD~1", cwd=checkout.path).out)
    assert [tables["清平县属地管理责任清单"][-1]["事项"] for tables in (now, then)] == [2, 3]


def test_brackets_stay_brackets(run: Run, workspace: Path) -> None:
    """A name with square brackets is shown as it is, not taken for markup."""
    (workspace / RIVERS).write_text(chapter("[bold]水务[/bold]", 6, SAND), encoding="utf-8")
    assert "[bold]水务[/bold]" in run("stats", cwd=workspace).out
