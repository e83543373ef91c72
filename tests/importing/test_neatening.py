"""Making a typed text neat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.importing.neatening import joined_lines, neat, one_line


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("县水务局:负责巡查;", "县水务局：负责巡查；"),
        ("渣土车(含三轮车)", "渣土车（含三轮车）"),
        ("１３２项", "132项"),
        ("负责　巡 查", "负责巡查"),
        ("①巡查", "①巡查"),
        ("渣(zhā)土车", "渣土车"),
        ("使用GIS(二期)", "使用GIS（二期）"),
        ("**万元", "**万元"),
        ("1. 巡查", "1. 巡查"),
        ("见 http://x.cn/a:b", "见 http://x.cn/a:b"),
    ],
)
def test_only_what_is_meant_is_changed(text: str, result: str) -> None:
    """Widths, spaces and pinyin; circled numbers, asterisks and Latin words stay."""
    assert neat(text) == result


@given(st.text())
def test_neat_is_neat(text: str) -> None:
    """Doing it twice changes nothing more."""
    assert neat(neat(text)) == neat(text)


def test_lines_broken_for_width() -> None:
    """A line that ends inside a sentence goes on; one that begins a point or a unit does not."""
    assert (
        joined_lines("负责河道\n巡查。\n1.上报\n县水务局：指导") == "负责河道巡查。\n1.上报\n县水务局：指导"
    )
    assert one_line("渣土车\n遗撒") == "渣土车遗撒"
