"""`shudi find`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.county import RIVERS, WELLS, Said, chapter

Run = Callable[..., Said]
REPOSITORY = Path(__file__).parents[2]


def test_the_best_first(run: Run) -> None:
    """Each hit is a number, a name, its chapter and who answers for it."""
    said = run("find", "渣土车撒漏", cwd=REPOSITORY)
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "  SD-05-003 渣土车等运输车辆遗撒、泄露物料行为的监管执法",
        "    〔城市管理〕县综合行政执法局牵头，县住房和城乡建设局、县公安局",
    ]


@pytest.mark.parametrize("words", [("城管", "摆摊"), ("城管 摆摊",), ("城管，摆摊",)])
def test_several_words(run: Run, words: tuple[str, ...]) -> None:
    """Words may come apart, in one argument, or with a comma."""
    assert run("find", *words, cwd=REPOSITORY).out.startswith("  SD-05-001 ")


def test_at_most(run: Run) -> None:
    """`--most` limits the hits and says how many are left out."""
    said = run("find", "安全", "--most", "2", cwd=REPOSITORY)
    assert sum(line.startswith("  SD-") for line in said.out.splitlines()) == 2
    assert "项，用 --most 多看" in said.out


def test_nothing_found(run: Run) -> None:
    """No hit is exit 1, with a word of advice."""
    said = run("find", "量子计算机", cwd=REPOSITORY)
    assert said.code == 1
    assert "没有找到与“量子计算机”有关的事项" in said.out


def test_for_programs(run: Run) -> None:
    """JSON is a list of hits, empty when there is none."""
    (hit,) = json.loads(run("find", "渣土车撒漏", "--format", "json", cwd=REPOSITORY).out)
    assert hit.keys() == {"number", "name", "domain", "score", "exact"}
    nothing = run("find", "量子计算机", "--format", "json", cwd=REPOSITORY)
    assert (nothing.code, json.loads(nothing.out)) == (1, [])


def test_the_past(run: Run, checkout: Any) -> None:
    """`--at` searches the list as it was."""
    checkout.save({RIVERS: chapter("水务", 6, WELLS)})
    assert run("find", "采砂", cwd=checkout.path).code == 1
    assert "SD-06-001" in run("find", "采砂", "--at", "HEAD~1", cwd=checkout.path).out
