"""A county changes its procedure; what is under way goes its own way to the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.cli.acting import ON, agree, amend, governed, rivers
from tests.cli.county import RIVERS, SAND, WELLS, Said

Run = Callable[..., Said]


def test_a_change_outlives_its_procedure(run: Run, git: Callable[..., Any]) -> None:
    """Filed by the old one, it is decided by it, published, gated and proved, a release in between notwithstanding."""
    office = git(governed())
    root = office.path

    def done(*words: str) -> None:
        said = run(*words, cwd=root)
        assert said.code == 0, said.err + said.out

    def publish(nth: int) -> None:
        done(
            "publish",
            "--number",
            f"清办字〔2026〕{nth}号",
            "--effective",
            "2026-11-02",
            *ON,
            "--by",
            "甲",
            "--yes",
        )

    publish(90)
    amend(run, root)
    settings = (root / "shudi.yaml").read_text(encoding="utf-8")
    (root / "shudi.yaml").write_text(settings.replace("一人一次: true", "一人一次: false"), encoding="utf-8")
    done("save", "程序修改", "--by", "甲")
    (root / RIVERS).write_text(rivers(SAND, {**WELLS, "批次": 2}), encoding="utf-8")
    done("propose", "--unit", "青山镇", "--reason", "需要", "--by", "申请人", *ON)
    agree(run, root, "CG-2026-002")
    publish(91)
    early = run(
        "approve",
        "CG-2026-001",
        "--as",
        "县委编办",
        "--opinion",
        "同意",
        "--by",
        "申请人",
        *ON,
        "--yes",
        cwd=root,
    )
    assert "申请人是申请人" in early.err, "the old procedure lets nobody act twice"
    agree(run, root, "CG-2026-001")
    publish(92)
    done("verify")
    done("validate")
    done("check", "--base", "release/2026.2")
