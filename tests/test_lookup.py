"""Looking things up in the sample county by what a clerk calls them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.errors import ShudiError
from shudi_cli.lookup import DomainFound, ItemFound, UnitFound, look_up
from shudi_cli.model import Unit, UnitGroup
from shudi_cli.workspace import Workspace, load
from tests.memory import Files

SAMPLE = Path(__file__).parent.parent / "lists"
SOME = settings(max_examples=60, deadline=None)


@cache
def sample() -> Workspace:
    return load(Files.under(SAMPLE))


def found_item(term: str) -> ItemFound:
    found = look_up(term, sample())
    assert isinstance(found, ItemFound)
    return found


def found_unit(term: str) -> UnitFound:
    found = look_up(term, sample())
    assert isinstance(found, UnitFound)
    return found


@pytest.mark.parametrize(
    "term",
    [
        "SD-05-003",
        "sd-05-003",
        " SD-05-003 ",
        "ＳＤ－０５－００３",
        "渣土车等运输车辆遗撒、泄露物料行为的监管执法",
        "渣土车等运输车辆遗撒泄露物料行为的监管执法",
    ],
)
def test_an_item(term: str) -> None:
    """An item is found by its number in any writing, and by its name with or without punctuation."""
    found = found_item(term)
    assert (found.item.number, found.domain.name) == ("SD-05-003", "城市管理")
    assert found.duty_list.folder == "responsibility"


@pytest.mark.parametrize("term", ["城市管理", "城市管理领域", " 城市管理 "])
def test_a_domain(term: str) -> None:
    """A chapter is found by its name, with or without what a chapter is called."""
    found = look_up(term, sample())
    assert isinstance(found, DomainFound)
    assert found.domain.name == "城市管理"


def test_a_chapter_of_another_list() -> None:
    """A chapter of the second list is found with its own word for a chapter."""
    name = sample().lists[1].domains[0].name
    found = look_up(f"{name}板块", sample())
    assert isinstance(found, DomainFound)
    assert found.duty_list.folder == "tasks"


@pytest.mark.parametrize(
    ("term", "name", "called"),
    [
        ("县水务局", "县水务局", None),
        ("县发改局", "县发展和改革局", "县发改局"),
        ("县教育局", "县教育和体育局", "县教育局"),
        ("中共示例县委机构编制委员会办公室", "县委编办", "中共示例县委机构编制委员会办公室"),
        ("县发展改革局", "县发展和改革局", None),
        ("乡镇(街道)", "乡镇（街道）", None),
    ],
)
def test_a_unit(term: str, name: str, called: str | None) -> None:
    """A unit is found by its name, an alias, its full or a former name, and says which was asked for."""
    found = found_unit(term)
    assert (found.name, found.called) == (name, called)


def test_a_township_has_the_duties_of_all_townships() -> None:
    """What the group answers for, every member answers for."""
    group, member = found_unit("乡镇（街道）"), found_unit("青山镇")
    assert isinstance(group.unit, UnitGroup)
    assert isinstance(member.unit, Unit)
    assert group.duties
    assert [duty for duty in member.duties if duty in group.duties] == [*group.duties]


def test_a_group_has_only_what_names_it() -> None:
    """A duty of one township is not every township's."""
    names = {duty.responsibility.unit for duty in found_unit("乡镇（街道）").duties}
    assert names == {"乡镇（街道）"}


def test_a_county_unit_has_no_township_duties() -> None:
    """A county department answers for what names it, as main or as support."""
    duties = found_unit("县水务局").duties
    assert {duty.responsibility.unit for duty in duties} == {"县水务局"}
    assert {duty.main for duty in duties} == {True, False}
    assert all(duty.responsibility in (duty.item.main if duty.main else duty.item.support) for duty in duties)


def test_links_go_both_ways() -> None:
    """An item shows the items of other lists that name it, and they show it."""
    linked = [(item.number, link) for other in sample().lists for item in other.items for link in item.links]
    one, other = linked[0]
    assert other in [item.number for item in found_item(one).linked]
    assert one in [item.number for item in found_item(other).linked]


@pytest.mark.parametrize(
    ("term", "near"),
    [
        ("县水务居", "县水务局"),
        ("城市管里", "城市管理"),
        ("青山真", "青山镇"),
        ("渣土车遗撒物料行为的监管执法", "渣土车等运输车辆遗撒、泄露物料行为的监管执法"),
    ],
)
def test_the_nearest_name_is_offered(term: str, near: str) -> None:
    """What is not there is answered with the nearest thing that is."""
    with pytest.raises(ShudiError) as caught:
        look_up(term, sample())
    assert f"“{term}”" in caught.value.message
    assert caught.value.hint == f"是不是想看“{near}”？"


def test_nothing_near() -> None:
    """A word that is near nothing is sent to the search."""
    with pytest.raises(ShudiError) as caught:
        look_up("量子计算机", sample())
    assert caught.value.hint == "用 shudi find 量子计算机 按词查找"


@SOME
@given(st.sampled_from([item for duty_list in sample().lists for item in duty_list.items]))
def test_every_item_is_found_by_number_and_name(item: object) -> None:
    """No item hides behind another of the same name."""
    assert found_item(item.number).item == found_item(item.name).item == item  # type: ignore[attr-defined]


@SOME
@given(st.sampled_from([*sample().units.by_name]))
def test_every_unit_is_found(name: str) -> None:
    """Every unit and group is found under its own name."""
    assert found_unit(name).name == name


def test_a_unit_without_its_level_is_found() -> None:
    """The end of a unit's name is enough where only one unit can be meant; a number is never guessed."""
    found = look_up("水务局", sample())
    assert isinstance(found, UnitFound)
    assert found.name == "县水务局"
    with pytest.raises(ShudiError) as caught:
        look_up("SD-05-099", sample())
    assert "SD-05-009" not in caught.value.hint
