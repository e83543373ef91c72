"""`shudi log`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.report.width import display_width
from tests.changes.records import Trail, amended, change
from tests.cli.county import FIELDS, RIVERS, SAND, STRAW, WELLS, Said, chapter
from tests.releases.issued import publish, records

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


@pytest.fixture
def filed(checkout: Any) -> Any:
    """One change released, one under way."""
    first = publish(checkout, "2026.1", day="2026-03-01", effective="2026-03-10")
    approved = Trail(change()).agree()
    words = {**SAND, "名称": "河道非法采砂的查处"}
    checkout.save(
        {**records(approved), RIVERS: chapter("水务", 6, words, WELLS)}, when="2026-03-08T09:00:00+08:00"
    )
    publish(checkout, "2026.2", day="2026-03-20", effective="2026-04-01", previous=first, trails=[approved])
    waiting = Trail(change("CG-2026-002", day="2026-05-01", 类型="减", 事项=[amended(WELLS, None)]))
    checkout.save(records(waiting), when="2026-05-01T09:00:00+08:00")
    return checkout


def heads(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and line[0] != " "]


def test_changes_and_releases(run: Run, filed: Any) -> None:
    """Every change and release, newest first: what, by whom, when, with which outcome and 文号."""
    said = run("log", "--changes", cwd=filed.path)
    assert (said.code, said.err) == (0, "")
    assert heads(said.out) == [
        "2026-05-01 办理中 CG-2026-002",
        "2026-03-20 发布 2026.2 版（清办字〔2026〕2号）",
        "2026-03-07 已批准 CG-2026-001",
        "2026-03-01 发布 2026.1 版（清办字〔2026〕1号）",
    ]
    for words in (
        "  减 SD-06-002 无证凿井取水（水务）",
        "  青山镇（申请人）2026-05-01 申请，等县委编办、县司法局",
        "  2026-04-01 起生效，收入变更 CG-2026-001",
        "  青山镇（申请人）2026-03-02 申请，批准文号 清办字〔2026〕1号，收入 2026.2 版",
        "  2026-03-10 起生效，第一个正式版本",
    ):
        assert words in said.out.splitlines()


def test_changes_of_one_item(run: Run, filed: Any) -> None:
    """With an item, only its changes, the releases that took them in, and the one that first had it."""
    assert heads(run("log", "SD-06-002", "--changes", cwd=filed.path).out) == [
        "2026-05-01 办理中 CG-2026-002",
        "2026-03-01 发布 2026.1 版（清办字〔2026〕1号）",
    ]
    assert "没有与 SD-99-001 有关的变更" in run("log", "SD-99-001", "--changes", cwd=filed.path).out


def test_changes_for_programs(run: Run, filed: Any) -> None:
    """JSON tells changes and releases apart by their first key."""
    data = json.loads(run("log", "--changes", "--format", "json", cwd=filed.path).out)
    assert [entry.get("change") or entry["release"] for entry in data] == [
        "CG-2026-002",
        "2026.2",
        "CG-2026-001",
        "2026.1",
    ]
    assert data[1]["changes"] == ["CG-2026-001"]
    assert (data[2]["release"], data[2]["documents"]) == ("2026.2", ["清办字〔2026〕1号"])


def test_a_record_nobody_can_read(run: Run, filed: Any) -> None:
    """What could not be read is named; the rest is told."""
    (filed.path / "changes/CG-2026-002/change.yaml").write_text("坏: [", encoding="utf-8")
    said = run("log", "--changes", cwd=filed.path)
    assert said.code == 0
    assert "2026.2" in said.out
    assert "changes/CG-2026-002/change.yaml 有错没有读入" in said.err


def test_records_are_no_versions_of_an_item(run: Run, filed: Any) -> None:
    """An item's own history is that of the lists; the texts in changes and releases are not taken for items."""
    assert [
        line.split("（")[0].split("：")[1] for line in heads(run("log", "SD-06-001", cwd=filed.path).out)
    ] == [
        "保存",
        "第一批印发",
    ]


def test_nothing_asked(run: Run, checkout: Any) -> None:
    """Without an item there is only --changes; a county without records says that there are none."""
    said = run("log", cwd=checkout.path)
    assert said.code == 2
    assert "缺少“编号”" in said.err
    assert "没有变更，也没有正式版本" in run("log", "--changes", cwd=checkout.path).out
