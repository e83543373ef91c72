"""Where a change stands follows from its records alone, whatever the county's chain."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.changes import standing_of
from shudi_cli.diagnostics import Place
from shudi_cli.model import Change
from shudi_cli.model.building import build
from tests.changes.records import APPROVAL, CITY, COUNTY, NO_KEYS, PROCEDURE, UNITS, Trail, change


def test_full_chain_approves() -> None:
    """When every party of every stage has agreed, in order, the change is approved on the day of the last."""
    trail = Trail(change()).agree()
    assert (trail.outcome, trail.standing.since) == ("已批准", "2026-03-07")
    assert trail.standing.waiting == ()


@pytest.mark.parametrize("done", range(5))
def test_it_waits_for_the_first_stage_that_is_not_done(done: int) -> None:
    """Until then it waits for the parties of the first stage that lacks one."""
    trail = Trail(change()).agree(*list(UNITS)[:done]) if done else Trail(change())
    assert trail.outcome == "办理中"
    assert trail.standing.stage
    assert trail.standing.stage.name == [COUNTY, COUNTY, CITY, CITY, APPROVAL][done]
    assert {seat.code for seat in trail.standing.waiting} <= set(list(UNITS)[done:])


def test_parties_of_a_stage_may_come_in_any_order() -> None:
    """Within a stage nobody has to wait for the other."""
    codes = ("county-justice", "county-bianban", "city-justice", "city-bianban", "county-government")
    assert Trail(change()).agree(*codes).outcome == "已批准"


@pytest.mark.parametrize("left_out", list(UNITS)[:4])
def test_no_stage_can_be_skipped(left_out: str) -> None:
    """A stage that lacks a party makes every later opinion void."""
    trail = Trail(change()).agree(*(code for code in UNITS if code != left_out))
    assert trail.outcome == "办理中"
    assert any("还没有办完" in reason for reason in trail.reasons)


def test_order_cannot_be_reversed() -> None:
    """The county approves first, the city reviews later: the approval does not count."""
    codes = ("county-bianban", "county-justice", "county-government", "city-bianban", "city-justice")
    trail = Trail(change()).agree(*codes)
    assert trail.outcome == "办理中"
    assert [seat.code for seat in trail.standing.waiting] == ["county-government"]


def test_a_refusal_ends_it() -> None:
    """After a refusal the rest may agree as they like."""
    trail = Trail(change()).agree("county-bianban")
    trail.add("county-justice", "不同意")
    trail.agree("city-bianban", "city-justice", "county-government")
    assert trail.outcome == "未通过"
    assert len(trail.reasons) == 3


def test_approval_is_final() -> None:
    """Who thinks better of it afterwards does not take a change out of the list again."""
    trail = Trail(change()).agree()
    trail.add("county-government", "不同意", person="另一人")
    assert (trail.outcome, trail.reasons) == ("已批准", ["变更已经批准"])


def test_a_return_ends_it() -> None:
    """What is sent back is renewed under another number, not carried on."""
    trail = Trail(change())
    trail.add("county-bianban", "退回修改")
    assert trail.outcome == "退回修改"


def test_only_the_applicant_takes_back() -> None:
    """撤回 by the applicant's unit ends it; another unit's does not count."""
    trail = Trail(change())
    trail.add("applicant", "撤回", 环节="申请", 单位="县水务局")
    assert trail.outcome == "办理中"
    trail.add("applicant", "撤回", 环节="申请", 单位="青山镇")
    assert trail.outcome == "已撤回"


def test_a_party_cannot_take_back() -> None:
    """A reviewing party has no 撤回."""
    trail = Trail(change())
    trail.add("county-bianban", "撤回")
    assert trail.reasons == ["“县级报送”不能写“撤回”"]


def test_a_removed_opinion_is_missed() -> None:
    """Whoever signed after it says that he had seen it."""
    trail = Trail(change()).agree()
    del trail.opinions[1]
    assert trail.outcome == "办理中"
    assert any("不在案卷里" in reason for reason in trail.reasons)


def test_opinions_of_another_change_do_not_count() -> None:
    """Copied into this change's folder, they are bound to the other's content."""
    other = Trail(change("CG-2026-002", 理由="另一件事")).agree()
    standing = standing_of(change(), other.opinions, NO_KEYS)
    assert standing.outcome == "办理中"
    assert len(standing.void) == len(UNITS)


def test_dates_do_not_run_backwards() -> None:
    """An opinion is not older than the application, nor than what it has seen."""
    trail = Trail(change()).agree("county-bianban")
    trail.add("county-justice", day="2026-03-01")
    trail.add("county-justice", day="2026-03-02", person="另一人")
    assert [reason[:2] for reason in trail.reasons] == ["日期", "日期"]


def test_the_approval_needs_its_document_number() -> None:
    """A stage that wants a 文号 takes no agreement without one."""
    trail = Trail(change()).agree(*list(UNITS)[:4])
    trail.add("county-government", 文号=None)
    assert trail.reasons == ["“县级批准”要有文号"]


@pytest.mark.parametrize("person", ["申请人", "county-bianban的人"])
def test_nobody_acts_twice(person: str) -> None:
    """Neither the applicant nor whoever gave an opinion gives another, in whatever role."""
    trail = Trail(change()).agree("county-bianban", "county-justice")
    trail.add("city-bianban", person=person)
    assert len(trail.reasons) == 1


def test_a_county_may_let_people_act_twice() -> None:
    """That is the county's own setting."""
    procedure = {**PROCEDURE, "一人一次": False}
    trail = Trail(change(程序=procedure)).agree("county-bianban", "county-justice")
    trail.add("city-bianban", person="county-bianban的人")
    assert trail.reasons == []


def test_a_threshold_wants_several_persons() -> None:
    """Two persons of one office are two; one person twice is one."""
    stage = {"名称": COUNTY, "由谁": [{"代号": "county-bianban", "单位": "县委编办", "人数": 2}]}
    trail = Trail(change(程序={**PROCEDURE, "环节": [stage]}))
    trail.add("county-bianban", person="甲")
    trail.add("county-bianban", person="甲")
    assert trail.outcome == "办理中"
    trail.add("county-bianban", person="乙")
    assert trail.outcome == "已批准"


def test_another_county_needs_no_code() -> None:
    """襄城: 县委县政府 agrees first, then 编办 and 司法 file it, then it is approved."""
    government = {"代号": "county-government", "单位": "县委县政府"}
    offices = [{"代号": code, "单位": UNITS[code]} for code in ("county-bianban", "county-justice")]
    stages = [
        {"名称": "研究同意", "由谁": [government]},
        {"名称": "审核备案", "由谁": offices},
        {"名称": "批准", "由谁": [government], "要文号": True},
    ]
    trail = Trail(change(程序={"名称": "调整清单", "办理": ["改"], "环节": stages}))
    trail.add("county-government", 环节="研究同意", 文号=None)
    trail.add("county-justice", 环节="审核备案")
    trail.add("county-bianban", 环节="审核备案")
    trail.add("county-government", 环节="批准")
    assert trail.outcome == "已批准"


class TestPaper:
    """A paper counts when two clerks of two units wrote it down alike."""

    @staticmethod
    def before_the_city() -> Trail:
        return Trail(change()).agree("county-bianban", "county-justice")

    def test_two_clerks_of_two_units(self) -> None:
        """The honest way."""
        trail = self.before_the_city()
        trail.paper("city-bianban", "甲", "县委编办")
        assert trail.standing.given_to(trail.standing.waiting[0])
        trail.paper("city-bianban", "乙", "县司法局")
        assert [seat.code for seat in trail.standing.waiting] == ["city-justice"]

    def test_one_clerk_twice(self) -> None:
        """The second entry does not count."""
        trail = self.before_the_city()
        trail.paper("city-bianban", "甲", "县委编办")
        trail.paper("city-bianban", "甲", "县司法局")
        assert len(trail.reasons) == 1
        assert len(trail.standing.waiting) == 2

    def test_two_clerks_of_one_unit(self) -> None:
        """They are one office."""
        trail = self.before_the_city()
        trail.paper("city-bianban", "甲", "县委编办")
        trail.paper("city-bianban", "乙", "县委编办")
        assert len(trail.standing.waiting) == 2

    def test_entries_that_differ(self) -> None:
        """Another scan, number, day or decision is another paper."""
        for odd in (
            {"scan": "b"},
            {"文号": "清办字〔2026〕8号"},
            {"day": "2026-03-21"},
            {"所涉变更": ["CG-2026-001", "CG-2026-002"]},
        ):
            trail = self.before_the_city()
            trail.paper("city-bianban", "甲", "县委编办")
            trail.paper("city-bianban", "乙", "县司法局", **odd)
            assert len(trail.standing.waiting) == 2, odd

    def test_the_applicants_own_clerk(self) -> None:
        """Neither the applicant's unit nor the applicant writes down papers for it."""
        trail = self.before_the_city()
        trail.paper("city-bianban", "甲", "青山镇")
        trail.paper("city-bianban", "申请人", "县委编办")
        assert len(trail.reasons) == 2

    def test_a_paper_for_another_change(self) -> None:
        """The paper names which changes it approves."""
        trail = self.before_the_city()
        trail.paper("city-bianban", "甲", "县委编办", 所涉变更=["CG-2026-002"])
        assert trail.reasons == ["纸质文件没有写明批准了这项变更"]

    def test_where_the_county_takes_no_paper(self) -> None:
        """Only the stages that say so take paper."""
        trail = Trail(change())
        trail.paper("county-bianban", "甲", "县司法局")
        assert trail.reasons == ["“县级报送”不能凭纸质文件登记"]

    def test_a_refusal_on_paper_needs_two_clerks_too(self) -> None:
        """One clerk alone can neither approve nor stop a change by a paper."""
        trail = self.before_the_city()
        trail.paper("city-bianban", "甲", "县委编办", decision="不同意")
        assert trail.outcome == "办理中"
        trail.paper("city-bianban", "乙", "县司法局", decision="不同意")
        assert trail.outcome == "未通过"


class TestConsultation:
    """A stage that asks for opinions waits for each unit's written answer, whatever it says."""

    STAGES = (
        {"名称": "书面征求意见", "由谁": [{"代号": "township"}], "征求意见": True},
        {"名称": APPROVAL, "由谁": [{"代号": "county-government", "单位": "县委县政府"}]},
    )

    def trail(self) -> Trail:
        return Trail(change(程序={**PROCEDURE, "环节": list(self.STAGES)}, 涉及=["青山镇", "白云街道"]))

    def answer(self, trail: Trail, unit: str, decision: str) -> None:
        trail.add("township", decision, 环节="书面征求意见", 单位=unit, person=f"{unit}的人")

    def test_a_reservation_does_not_stop_it(self) -> None:
        """有意见 and 不同意 are answers too."""
        trail = self.trail()
        self.answer(trail, "青山镇", "有意见")
        self.answer(trail, "白云街道", "不同意")
        trail.agree("county-government")
        assert trail.outcome == "已批准"

    def test_a_missing_answer_does(self) -> None:
        """One township that was never heard keeps the change from being approved."""
        trail = self.trail()
        self.answer(trail, "青山镇", "有意见")
        trail.agree("county-government")
        assert trail.outcome == "办理中"
        assert [seat.unit for seat in trail.standing.waiting] == ["白云街道"]


def texts(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every text in data."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, (*path, key))
    elif isinstance(node, list):
        for nth, value in enumerate(node):
            yield from texts(value, (*path, nth))
    elif isinstance(node, str):
        yield path


@given(st.data())
def test_one_changed_character_voids_every_opinion(data: st.DataObject) -> None:
    """DESIGN §4.3: whatever text of the application changes by whatever character, nothing said of it still counts."""
    whole = change()
    content = copy.deepcopy(dict(whole.content))
    path = data.draw(st.sampled_from(list(texts(content))))
    inside: Any = content
    for step in path[:-1]:
        inside = inside[step]
    text = inside[path[-1]]
    at = data.draw(st.integers(0, len(text) - 1))
    character = data.draw(st.characters(categories=("Lo", "Nd", "Po")))
    inside[path[-1]] = text[:at] + character + text[at + (1 if data.draw(st.booleans()) else 0) :]
    edited = build(Change, content, Place("changes/CG-2026-001/change.yaml"))
    standing = standing_of(edited, Trail(whole).agree().opinions, NO_KEYS)
    if inside[path[-1]] == text:
        assert standing.outcome == "已批准"
    else:
        assert standing.accepted == ()
