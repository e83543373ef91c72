"""`shudi log`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.report.width import display_width
from tests.cli.county import FIELDS, RIVERS, SAND, STRAW, WELLS, Said, chapter

Run = Callable[..., Said]


@pytest.fixture
def told(checkout: Any) -> Path:
    """A county in which everything happened to one item."""
    words = {**SAND, "名称": "河道采砂行为的监管"}
    checkout.save(
        {RIVERS: chapter("水务", 6, words, WELLS)}, message="改名", when="2026-04-01T09:00:00+08:00"
    )
    checkout.save(
        {RIVERS: chapter("水务", 6, WELLS), FIELDS: chapter("农业农村", 7, STRAW, words)},
        message="移到农业农村", when="2026-05-01T09:00:00+08:00", author="李明",
    )  # fmt: skip
    slid = {**words, "编号": "SD-07-002", "主体责任": [{"单位": "青山镇", "职责": ["查处。"]}]}
    checkout.save(
        {FIELDS: chapter("农业农村", 7, STRAW, slid)}, message="改号", when="2026-06-01T09:00:00+08:00"
    )
    checkout.write({FIELDS: chapter("农业农村", 7, STRAW)})
    return Path(checkout.path)


def test_the_story(run: Run, told: Path) -> None:
    """Every version in which the item changed, newest first, in words: when, who, why, what."""
    said = run("log", "sd-07-002", cwd=told)
    assert (said.code, said.err) == (0, "")
    heads = [line.split("（版本")[0] for line in said.out.splitlines() if line and line[0] != " "]
    assert heads == [
        "尚未保存的改动",
        "2026-06-01 09:00 联络员甲：改号",
        "2026-05-01 09:00 李明：移到农业农村",
        "2026-04-01 09:00 联络员甲：改名",
        "2026-03-14 09:00 联络员甲：第一批印发",
    ]
    lines = [line.strip() for line in said.out.splitlines()]
    for word in (
        "减去 SD-07-002 河道采砂行为的监管（农业农村）",
        "编号：SD-06-001 → SD-07-002",
        "责任下移：县水务局 → 青山镇",
        "移动：水务 → 农业农村",
        "－ 河道【非法】采砂",
        "＋ 河道采砂【行为的监管】",
        "增加 SD-06-001 河道非法采砂（水务）",
    ):
        assert word in lines, said.out


def test_the_story_for_programs(run: Run, told: Path) -> None:
    """JSON is the same list of events; what is not saved has no version."""
    events = json.loads(run("log", "SD-07-002", "--format", "json", cwd=told).out)
    assert [event["change"]["sort"] for event in events] == ["减去", "改号", "移动", "修改", "增加"]
    assert events[0]["version"] is None
    assert events[2]["version"].keys() == {"id", "when", "author", "summary"}
    assert events[2]["version"]["when"] == "2026-05-01T09:00:00+08:00"
    assert events[1]["change"]["downhill"] == ["县水务局", "青山镇"]


def test_lines_fit(run: Run, checkout: Any) -> None:
    """Long names and long words of a saver are folded."""
    long = {**SAND, "名称": "很长的名称" * 12}
    checkout.save({RIVERS: chapter("水务", 6, long, WELLS)}, message="很长的说明" * 12)
    checkout.save({RIVERS: chapter("水务", 6, WELLS)}, message="减去")
    lines = run("log", "SD-06-001", cwd=checkout.path).out.splitlines()
    assert max(map(display_width, lines)) <= 80


def test_an_unknown_number(run: Run, checkout: Any) -> None:
    """A number that never was is exit 2."""
    said = run("log", "SD-99-001", cwd=checkout.path)
    assert (said.code, said.out) == (2, "")
    assert "没有编号为“SD-99-001”的事项" in said.err


def test_a_version_nobody_can_read(run: Run, checkout: Any) -> None:
    """A broken version does not end the story; it is told on standard error."""
    checkout.save({RIVERS: "坏: [SD-06-001"}, message="坏的")
    checkout.save({RIVERS: chapter("水务", 6, {**SAND, "批次": 2})}, message="修好")
    said = run("log", "SD-06-001", cwd=checkout.path)
    assert said.code == 0
    assert "修好" in said.out
    assert "第一批印发" in said.out
    assert f"的“{RIVERS}”读不出来" in said.err


def test_a_copy_of_the_last_versions_only(run: Run, checkout: Any, tmp_path: Path) -> None:
    """A shallow copy tells what it has and says that earlier versions are missing."""
    checkout.save({RIVERS: chapter("水务", 6, {**SAND, "批次": 2}, WELLS)}, message="第二批")
    checkout.run("clone", "--quiet", "--depth=1", f"file://{checkout.path}", str(tmp_path / "copy"))
    said = run("log", "SD-06-001", cwd=tmp_path / "copy")
    assert said.code == 0
    assert "第二批" in said.out
    assert "这份拷贝只带了最近的版本" in said.err
