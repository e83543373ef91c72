"""`shudi show`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.report.width import display_width
from tests.cli.county import FIELDS, RIVERS, SAND, Said, chapter
from tests.diff.county import UNITS, yaml_of

Run = Callable[..., Said]
REPOSITORY = Path(__file__).parents[2]


def shown(run: Run, *arguments: str, cwd: Path = REPOSITORY) -> str:
    said = run("show", *arguments, cwd=cwd)
    assert (said.code, said.err) == (0, "")
    return said.out


def test_an_item(run: Run) -> None:
    """Number, name, list, chapter and batch; then who leads, who supports, each with its duties; then the basis."""
    lines = shown(run, "sd-05-003").splitlines()
    assert lines[0] == "SD-05-003 渣土车等运输车辆遗撒、泄露物料行为的监管执法"
    assert lines[1].endswith("城市管理 · 第1批")
    assert [line for line in lines if line in {"主体责任", "配合责任", "依据"}] == [
        "主体责任",
        "配合责任",
        "依据",
    ]
    assert "  县综合行政执法局（牵头）" in lines
    assert "  《中华人民共和国固体废物污染环境防治法》第六十三条" in lines


def test_a_chapter(run: Run) -> None:
    """A chapter's items, each with who leads it."""
    lines = shown(run, "城市管理").splitlines()
    assert lines[0] == "城市管理（领域5，9项）"
    assert sum(line.startswith("  SD-05-") for line in lines) == 9
    assert "    县综合行政执法局牵头，县住房和城乡建设局、县公安局" in lines


def test_a_unit(run: Run) -> None:
    """A unit's main and support duties apart, counted."""
    text = shown(run, "县水务局")
    assert text.index("主体责任（") < text.index("配合责任（")


def test_a_unit_by_its_former_name(run: Run) -> None:
    """Asked by a former name, the present one is shown, and that it was asked by another."""
    text = shown(run, "县教育局")
    assert text.startswith("县教育和体育局\n")
    assert "（“县教育局”是它的另一个名称或曾用名）" in text


def test_a_township(run: Run) -> None:
    """A township shows the duties of all townships."""
    text = shown(run, "青山镇")
    assert "主体责任（2项）" in text
    assert "SD-05-003" in text


def test_a_unit_without_duties(run: Run) -> None:
    """A unit that no list names says so."""
    assert "清单里没有它的责任。" in shown(run, "市司法局")


@pytest.mark.parametrize("term", ["SD-05-003", "城市管理", "县水务局", "乡镇（街道）", "RW-02-001"])
def test_no_line_is_too_wide(run: Run, term: str) -> None:
    """In a pipe every line fits 80 columns."""
    assert max(map(display_width, shown(run, term).splitlines())) <= 80


def test_long_names_are_folded(run: Run, workspace: Path) -> None:
    """However long names are, every line fits."""
    name = "很长很长的名称" * 12
    units = yaml_of(
        {**UNITS, "单位": [*UNITS["单位"], {"名称": name, "层级": "县级", "类别": "部门", "全称": name}]}
    )
    long = {**SAND, "名称": name, "主体责任": [{"单位": name, "职责": [name]}], "备注": name}
    (workspace / "units.yaml").write_text(units, encoding="utf-8")
    (workspace / RIVERS).write_text(chapter("很长的领域名称" * 4, 6, long), encoding="utf-8")
    for term in ("SD-06-001", name):
        assert max(map(display_width, shown(run, term, cwd=workspace).splitlines())) <= 80


def test_the_past(run: Run, checkout: Any) -> None:
    """`--at` shows an item as it was in a version or on a day."""
    checkout.save(
        {RIVERS: chapter("水务", 6, {**SAND, "名称": "河道采砂监管"})}, when="2026-05-01T09:00:00+08:00"
    )
    assert "河道采砂监管" in shown(run, "SD-06-001", cwd=checkout.path)
    for past in ("HEAD~1", "2026-03-14", "2026-04-30"):
        assert "河道非法采砂" in shown(run, "SD-06-001", "--at", past, cwd=checkout.path)


def test_an_item_for_programs(run: Run) -> None:
    """JSON holds the item as it stands in the file, with its digest."""
    data = json.loads(shown(run, "SD-05-003", "--format", "json"))
    assert data.keys() == {"list", "domain", "item", "digest", "linked"}
    assert data["item"]["编号"] == "SD-05-003"
    assert data["item"]["批次"] == 1
    assert data["digest"].startswith("sha256:")


def test_chapter_and_unit_for_programs(run: Run) -> None:
    """JSON of a chapter holds its items, of a unit its duties."""
    chapter_data = json.loads(shown(run, "城市管理", "--format", "json"))
    unit = json.loads(shown(run, "县水务局", "--format", "json"))
    assert (chapter_data["order"], len(chapter_data["items"])) == (5, 9)
    assert unit["unit"] == "县水务局"
    assert {duty["role"] for duty in unit["duties"]} == {"main", "support"}


def test_nothing_of_that_name(run: Run) -> None:
    """An unknown name is exit 2, with the nearest one there is."""
    said = run("show", "县水务居", cwd=REPOSITORY)
    assert (said.code, said.out) == (2, "")
    assert "是不是想看“县水务局”？" in said.err


def test_an_incomplete_answer_says_so(run: Run, workspace: Path) -> None:
    """Where a file could not be read, what is there is shown, and the gap told on standard error."""
    (workspace / FIELDS).write_text("坏: [", encoding="utf-8")
    said = run("show", "SD-06-001", cwd=workspace)
    assert said.code == 0
    assert "河道非法采砂" in said.out
    assert FIELDS in said.err
