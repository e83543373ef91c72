"""`shudi trace`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from shudi_cli.report.width import display_width
from tests.changes.records import Trail, change
from tests.cli.county import RIVERS, SAND, WELLS, Said, chapter
from tests.releases.issued import publish, records

Run = Callable[..., Said]
VERDICT = "责任认定由有权机关依规作出。"


@pytest.fixture
def issued(checkout: Any) -> Any:
    """An approved change saved in June and in force from July."""
    first = publish(checkout, "2026.1", day="2026-03-20", effective="2026-04-01")
    approved = Trail(change()).agree()
    new = {**SAND, "名称": "河道非法采砂的查处"}
    checkout.save(
        {**records(approved), RIVERS: chapter("水务", 6, new, WELLS)}, when="2026-06-01T09:00:00+08:00"
    )
    publish(checkout, "2026.2", day="2026-06-20", effective="2026-07-01", previous=first, trails=[approved])
    return checkout


def told(run: Run, issued: Any, *arguments: str) -> str:
    said = run("trace", "SD-06-001", *arguments, cwd=issued.path)
    assert (said.code, said.err) == (0, "")
    return said.out


def test_the_answer(run: Run, issued: Any) -> None:
    """Release, text, units, origin, what was known, digest; and at the end that this is no verdict."""
    text = told(run, issued, "--date", "2026-06-10", "--township", "青山镇")
    assert text.splitlines()[0] == "2026-06-10 SD-06-001 河道非法采砂"
    for word in (
        "版本：2026.1 版", "文号：清办字〔2026〕1号", "主体责任 · 县水务局", "写作“乡镇（街道）”",
        "自 2026.1 版起这样写；第一个正式版本就是这样写的", "与有效的正式版本不同", "当天保存的：河道非法采砂【的查处】",
    ):  # fmt: skip
        assert word in text
    assert text.splitlines()[-1].endswith(VERDICT)


def test_where_it_comes_from(run: Run, issued: Any) -> None:
    """The change that brought the text, with its 文号 and release; and that what was known is the same."""
    text = told(run, issued, "--date", "2026-07-02").replace("\n  ", "")
    assert "CG-2026-001（改，青山镇 2026-03-02 申请）：批准文号 清办字〔2026〕1号，随2026.2 版发布" in text
    assert "一字不差" in text


def test_it_fits_and_is_in_gbk(run: Run, issued: Any) -> None:
    """No line but one of a digest is wider than the screen; the old console can show it all."""
    text = told(run, issued, "--date", "2026-06-10", "--township", "青山镇")
    assert max(map(display_width, text.splitlines())) <= 80
    text.encode("gbk")


def test_markdown(run: Run, issued: Any, tmp_path: Path) -> None:
    """As Markdown it is a page with tables, in a file too."""
    text = told(run, issued, "--date", "2026-06-10", "--format", "markdown")
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert page.startswith("<h2>2026-06-10 SD-06-001 河道非法采砂</h2>")
    assert page.count("<table>") == 5
    file = tmp_path / "倒查.md"
    said = run(
        "trace", "SD-06-001", "--date", "2026-06-10", "--format", "markdown", "--output", str(file),
        cwd=issued.path,
    )  # fmt: skip
    assert said.code == 0
    assert file.read_text(encoding="utf-8") == text


def test_for_programs(run: Run, issued: Any) -> None:
    """JSON holds what the digest is over, the digest, and the same last sentence."""
    data = json.loads(told(run, issued, "--date", "2026-07-02", "--township", "青山镇", "--format", "json"))
    assert (data["release"], data["same"], data["township"]["covered"]) == ("2026.2", True, True)
    assert data["content"]["事项"]["名称"] == "河道非法采砂的查处"
    assert data["digest"].startswith("sha256:")
    assert data["notice"].endswith(VERDICT)


def test_refused_in_words(run: Run, issued: Any) -> None:
    """A day to come, none at all, an unknown item or township: exit 2, and what to do."""
    for arguments, words in (
        (("SD-06-001", "--date", "2999-01-01"), "还没有到"),
        (("SD-06-001", "--date", "2026年6月"), "没有“2026年6月”这一天"),
        (("SD-99-001", "--date", "2026-06-10"), "没有叫“SD-99-001”的事项"),
        (("SD-06-001", "--date", "2026-06-10", "--township", "青山"), "单位名录里没有“青山”"),
        (("SD-06-001", "--date", "2026-01-10"), "最早的是 2026.1 版"),
    ):
        said = run("trace", *arguments, cwd=issued.path)
        assert (said.code, said.out) == (2, "")
        assert words in said.err
