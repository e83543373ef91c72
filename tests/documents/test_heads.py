"""Heads in two lines, whatever a table is written as."""

from __future__ import annotations

import csv

from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.documents import Band, Column, Tabulated
from shudi_cli.documents.csv_file import csv_bytes
from shudi_cli.documents.html import html_bytes
from shudi_cli.office.heads import head_lines

COLUMNS = (Column("序号"), Column("单位", "主体责任"), Column("职责", "主体责任"), Column("职责", "配合责任"))
TABLE = Tabulated("清单", COLUMNS, (Band("", (("1", "甲", "乙", "丙"),)),), {"版面": "公开版"})


def test_csv_says_what_stands_above() -> None:
    """One line, each title with the one above it."""
    rows = list(csv.reader(csv_bytes(TABLE).decode("utf-8-sig").splitlines()))
    assert rows[2] == ["序号", "主体责任·单位", "主体责任·职责", "配合责任·职责"]


def test_a_page_has_both_lines() -> None:
    """A title runs across its columns, or down both lines."""
    page = html_bytes(TABLE).decode()
    assert '<th rowspan="2">序号</th><th colspan="2">主体责任</th><th>配合责任</th></tr>' in page
    assert "<tr><th>单位</th><th>职责</th><th>职责</th></tr></thead>" in page


@given(st.lists(st.builds(Column, st.sampled_from("甲乙"), st.sampled_from([None, "丙", "丁"])), min_size=1))
def test_every_place_of_a_head_is_covered_once(columns: list[Column]) -> None:
    """No hole and no overlap, however titles are shared."""
    lines = head_lines(columns)
    covered = [
        (nth + below, head.column + beside)
        for nth, line in enumerate(lines)
        for head in line
        for below in range(head.down)
        for beside in range(head.across)
    ]
    assert sorted(covered) == [(nth, at) for nth in range(len(lines)) for at in range(len(columns))]
