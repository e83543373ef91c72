"""The contact tables, in both editions, and as files."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.documents import Tabulated
from shudi_cli.documents.html import html_bytes
from shudi_cli.model.editions import Edition
from shudi_cli.model.roster import Contact
from shudi_cli.roster.files import ENDINGS, table_bytes
from shudi_cli.roster.tables import ARRANGED, roster_table
from tests.roster.staff import contact, county, directory, full, rosters

COUNTY = county()


def table(staff: dict[str, list[Contact]], by: str, edition: Edition = Edition.PUBLIC) -> Tabulated:
    return roster_table(by, COUNTY.lists, directory(staff, COUNTY), {"地区": "试验县"}, edition)


def test_by_item() -> None:
    """A row for each contact of each unit of an item; townships are told once."""
    found = table(full(), "事项")
    assert [column.title for column in found.columns][-3:] == ["责任人", "联系方式", "管辖区域"]
    assert [row[2:5] for row in found.bands[0].rows] == [
        ("县综合行政执法局（牵头）", "联络员甲（A岗）", "0530-0000001"),
        ("县公安局（主体）", "联络员甲（A岗）", "0530-0000001"),
        ("乡镇（街道）（配合）", "见各乡镇（街道）", ""),
    ]


def test_by_township() -> None:
    """Its own contacts first, then those of every unit that serve there, stationed agencies marked."""
    staff = {**full(), "县水务局": [contact(areas=("白塔镇",))]}
    rows = {band.title: [row[0] for row in band.rows] for band in table(staff, "乡镇").bands}
    assert rows["一、青山镇"] == ["青山镇", "县公安局", "县综合行政执法局"]
    assert rows["二、白塔镇"] == ["白塔镇", "县公安局", "县水务局", "县综合行政执法局"]


def test_the_internal_edition_says_so() -> None:
    """It shows every number, and says 内部 on its face; the public one shows no mobile."""
    staff = {"县水务局": [contact(mobile="10000000001", confirmed="2025-12-01")]}
    internal, public = table(staff, "单位", Edition.INTERNAL), table(staff, "单位")
    assert internal.face["版面"] == "内部版，不得公开"
    assert internal.bands[0].rows[0][2:4] == ("0530-0000001", "10000000001")
    assert "10000000001" not in str(public.bands)
    assert "内部" not in str(public.face)


@given(rosters, st.sampled_from(sorted(ARRANGED)))
def test_no_mobile_is_public(staff: dict[str, list[Contact]], by: str) -> None:
    """Whatever clerks wrote, and wherever, no public table has a whole mobile number."""
    cells = [cell for row in table(staff, by).rows for cell in row]
    assert not [cell for cell in cells if re.search(r"(?<!\d)1\d{10}(?!\d)", cell)]


@pytest.mark.parametrize("form", sorted(ENDINGS))
def test_files_are_the_same_on_any_day(form: str) -> None:
    """Equal tables give equal bytes."""
    settings = COUNTY.settings.export
    assert table_bytes(table(full(), "单位"), form, settings) == table_bytes(
        table(full(), "单位"), form, settings
    )


def test_csv_has_a_column_for_what_parts_it() -> None:
    """Rows name the unit they stand under elsewhere."""
    raw = table_bytes(table(full(), "单位"), "csv", COUNTY.settings.export)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[0] == ["试验县联络员名录（按单位）（公开版）"]
    assert rows[2][0] == "分组"
    assert rows[3][0] == "县公安局"


def test_the_page_is_self_contained_and_safe() -> None:
    """It loads nothing, runs nothing, and takes what clerks wrote as text."""
    page = html_bytes(table({"县水务局": [contact("<script>alert(1)</script>")]}, "单位")).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "://" not in page
    assert "@page" in page
