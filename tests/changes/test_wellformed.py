"""What an application must be before anyone reviews it."""

from __future__ import annotations

from typing import Any

import pytest

from shudi_cli.archive import Archive
from shudi_cli.changes import flaws
from shudi_cli.diagnostics import Place
from shudi_cli.model import Change, Procedure, Settings, UnitRegister
from shudi_cli.model.building import build
from shudi_cli.model.settings import ListSettings
from tests.changes.records import PROCEDURE, SETTINGS, amended, change
from tests.cli.county import SAND, WELLS
from tests.diff.county import UNITS

KNOWN: Settings = SETTINGS._replace(
    lists=(ListSettings(Place("shudi.yaml"), "responsibility"),),
    procedures=(build(Procedure, PROCEDURE, Place("shudi.yaml")),),
)
REGISTER = UnitRegister.of(UNITS)
DOWN = {**SAND, "主体责任": [{"单位": "乡镇（街道）", "职责": SAND["主体责任"][0]["职责"]}]}


def codes(subject: Change, *others: Change) -> list[str]:
    archive = Archive(changes={other.number: other for other in others})
    return [flaw.code for flaw in flaws(subject, KNOWN, REGISTER, archive)]


def test_an_honest_application_has_no_flaw() -> None:
    """Nor has one of each sort."""
    assert codes(change()) == []
    assert codes(change(类型="增", 触发="基层有实际需求", 事项=[amended(None, WELLS)])) == []
    assert codes(change(类型="减", 触发="已明确不宜列入", 事项=[amended(SAND, None)])) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ({"地区": "另一县"}, "C111"),
        ({"清单": "nowhere"}, "C111"),
        ({"事项": [amended(SAND, {**SAND, "批次": 2}), amended(SAND, {**SAND, "批次": 3})]}, "C111"),
        ({"事项": [amended(SAND, None)]}, "C112"),
        ({"事项": [amended(SAND, SAND)]}, "C112"),
        ({"事项": [{**amended(SAND, {**SAND, "批次": 2}), "原指纹": f"sha256:{'0' * 64}"}]}, "C112"),
        ({"事项": [{**amended(SAND, WELLS), "编号": "SD-06-001"}]}, "C112"),
        ({"程序": {**PROCEDURE, "环节": PROCEDURE["环节"][2:]}}, "C113"),
        ({"类型": "增", "触发": "已明确不宜列入", "事项": [amended(None, WELLS)]}, "C114"),
        ({"类型": "减", "触发": "基层有实际需求", "事项": [amended(SAND, None)]}, "C114"),
        ({"类型": "减", "事项": [amended(SAND, None)]}, "C114"),
        ({"申请": {"单位": "市司法局", "姓名": "甲", "日期": "2026-03-02"}}, "C115"),
        ({"申请": {"单位": "没有这个局", "姓名": "甲", "日期": "2026-03-02"}}, "C115"),
        ({"申请": {"单位": "乡镇（街道）", "姓名": "甲", "日期": "2026-03-02"}}, "C115"),
    ],
)  # fmt: skip
def test_each_flaw_has_its_code(content: dict[str, Any], code: str) -> None:
    """A weakened procedure, a wrong trigger, an applicant who may not apply …"""
    assert code in codes(change(**content))


class TestDownhill:
    """DESIGN §4.4: duty may not slide down, but by the exception the procedure demands."""

    def test_it_is_stopped(self) -> None:
        """Main responsibility moves from the county to the townships."""
        assert codes(change(事项=[amended(SAND, DOWN)])) == ["C101"]

    def test_with_a_reason_it_may_go_its_way(self) -> None:
        """The reason is recorded, and the stages that must agree are in the chain."""
        assert codes(change(事项=[amended(SAND, DOWN)], 责任下移="赋权文件已经下达")) == []

    def test_a_county_may_allow_no_exception(self) -> None:
        """一律不予采纳."""
        strict = {**PROCEDURE, "责任下移": {"允许": False}}
        found = codes(change(事项=[amended(SAND, DOWN)], 责任下移="赋权文件已经下达", 程序=strict))
        assert "C101" in found

    def test_a_chain_without_the_city_makes_no_exception(self) -> None:
        """The exception needs the stages it names."""
        short = {**PROCEDURE, "环节": PROCEDURE["环节"][2:]}
        found = codes(change(事项=[amended(SAND, DOWN)], 责任下移="赋权文件已经下达", 程序=short))
        assert "C101" in found

    def test_a_new_number_does_not_hide_it(self) -> None:
        """Removed under one number, added under another: the duty still slid."""
        removed = change("CG-2026-001", 类型="减", 触发="已明确不宜列入", 事项=[amended(SAND, None)])
        again = {**DOWN, "编号": "SD-06-009"}
        added = change("CG-2026-002", 类型="增", 触发="基层有实际需求", 事项=[amended(None, again)])
        assert codes(added, removed) == ["C101"]


class TestFollowing:
    """What is linked to a removed item loses the link with it, and nothing else."""

    def removal(self, **changes: Any) -> Change:
        linked = {**WELLS, "对应事项": ["SD-06-001"]}
        items = [amended(SAND, None), amended(linked, {**WELLS, **changes})]
        return change(类型="减", 触发="已明确不宜列入", 事项=items)

    def test_losing_the_link(self) -> None:
        """That is part of the removal."""
        assert codes(self.removal()) == []

    def test_anything_more(self) -> None:
        """That is another change."""
        assert codes(self.removal(批次=2)) == ["C112"]
