"""责任下移 in all its guises."""

from __future__ import annotations

from typing import Any

import pytest

from shudi_cli.diff import ItemChange, Sort, compare
from tests.diff.county import UNITS, chapter, county, item, main, yaml_of

COUNTY = main("县水务局")


def compared(before: dict[str, Any], after: dict[str, Any], **files: str | None) -> ItemChange:
    """The change of the one item of a county; further files replace those of the new state."""
    old = county(rivers=chapter("水务", 6, item(**before)))
    new = county(rivers=chapter("水务", 6, item(**after))) | {
        f"{name}.yaml": text for name, text in files.items()
    }
    (found,) = compare(old, new).lists
    (change,) = found.items
    return change


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (COUNTY, main("乡镇（街道）"), ("县水务局", "乡镇（街道）")),
        (COUNTY, main("青山镇"), ("县水务局", "青山镇")),
        (COUNTY, main("县水务局", "青山镇"), ("县水务局", "县水务局、青山镇")),
        (COUNTY, main("青山镇", "县水务局", leads="县水务局"), ("县水务局", "县水务局、青山镇")),
        (
            main("县水务局", "青山镇", leads="县水务局"),
            main("县水务局", "青山镇", leads="青山镇"),
            ("县水务局、青山镇", "青山镇、县水务局"),
        ),
        (main("县水务局", "青山镇"), main("青山镇", "县水务局"), ("县水务局、青山镇", "青山镇、县水务局")),
        (main("青山镇", "县水务局"), main("青山镇"), ("青山镇、县水务局", "青山镇")),
        (main("县水务局", "青山镇"), main("县水务局", "乡镇（街道）"), ("县水务局、青山镇", "县水务局、乡镇（街道）")),
        (COUNTY, main("示例县青山镇人民政府"), ("县水务局", "示例县青山镇人民政府")),
        (COUNTY, main("城关办"), ("县水务局", "城关办")),
        (COUNTY, main("白塔公社"), ("县水务局", "白塔公社")),
        (COUNTY, main("各有关单位"), ("县水务局", "各有关单位")),
        (COUNTY, main("新设镇"), ("县水务局", "新设镇")),
        (COUNTY, main("新设街道办事处"), ("县水务局", "新设街道办事处")),
        (COUNTY, main("各镇街"), ("县水务局", "各镇街")),
        (COUNTY, main("村（社区）"), ("县水务局", "村（社区）")),
        (COUNTY, main("王庄村委会"), ("县水务局", "王庄村委会")),
        (main("县农业局"), main("青山镇"), ("县农业局", "青山镇")),
        (
            main(("县水务局", "巡查河道。"), ("青山镇", "上报。")),
            main(("县水务局", "指导。"), ("青山镇", "巡查河道！")),
            ("县水务局：巡查河道。", "青山镇：巡查河道！"),
        ),
    ],
    ids=[
        "to all townships", "to one", "shared", "shared, written first", "lead by mark", "lead by order",
        "county leaves", "one becomes all", "by full name", "by alias", "by former name", "by a mixed group",
        "unknown township", "unknown street", "unknown group", "to villages", "to a village committee",
        "from a former name", "a duty changes hands",
    ],
)  # fmt: skip
def test_slides(before: dict[str, Any], after: dict[str, Any], told: tuple[str, str]) -> None:
    """A township that comes to share, lead, hold or carry out what was a county unit's is flagged."""
    assert compared(before, after).downhill == told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (COUNTY, main("县农业农村局")),
        (COUNTY, main("县水务局", "县农业农村局")),
        (COUNTY, main("青山镇派出所")),
        (COUNTY, main("县直各部门")),
        (COUNTY, main("县乡村振兴局")),
        (COUNTY, main("社区矫正中心")),
        (main("青山镇"), COUNTY),
        (main("青山镇"), main("白塔镇")),
        (main("乡镇（街道）"), main("青山镇")),
        (main("青山镇"), main("乡镇（街道）")),
        (main("县水务局", "乡镇（街道）"), main("县水务局")),
        (main("县水务局", "县农业农村局"), main("县农业农村局", "县水务局")),
        (main(("县水务局", "巡查。"), ("青山镇", "上报。")), main(("县水务局", "巡查、查处。"), ("青山镇", "上报。"))),
        (main(("县水务局", "巡查。"), ("青山镇", "巡查。")), main(("县水务局", "指导。"), ("青山镇", "巡查。"))),
        ({**COUNTY, "配合责任": None}, {**COUNTY, "配合责任": [{"单位": "青山镇", "职责": ["查处。"]}]}),
        ({"主体责任": None}, main("青山镇")),
        (COUNTY, {"主体责任": None}),
    ],
    ids=[
        "other county unit", "shared in the county", "stationed agency", "group of county units",
        "a name with 乡村 in it", "a name with 社区 in it", "uphill", "between townships", "all become one",
        "one becomes all", "townships leave", "lead within the county", "duties within the county",
        "a duty both had", "support only", "nobody had it", "nobody has it",
    ],
)  # fmt: skip
def test_does_not_slide(before: dict[str, Any], after: dict[str, Any]) -> None:
    """What goes up, stays at a level, or is no main responsibility of the county's is not flagged."""
    assert compared(before, after).downhill is None


@pytest.mark.parametrize(
    "units",
    ["单位: [", "单位: 乱写\n", None, yaml_of({"单位": [], "单位组": []})],
    ids=["unreadable", "refused by its schema", "gone", "emptied"],
)
def test_broken_units_do_not_hide_it(units: str | None) -> None:
    """A units.yaml that tells nothing in the new state is looked up in the old one."""
    assert compared(COUNTY, main("城关办"), units=units).downhill == ("县水务局", "城关办")


def test_units_broken_in_both_states() -> None:
    """Where no register can be read, the name itself tells a township."""
    old = county(rivers=chapter("水务", 6, item(**COUNTY)), units="坏: [")
    new = county(rivers=chapter("水务", 6, item(**main("青山镇"))), units="坏: [")
    assert [change.downhill for change in compare(old, new).downhill] == [("县水务局", "青山镇")]


@pytest.mark.parametrize("relabelled", ["青山镇", "县水务局"])
def test_another_level_in_units_does_not_hide_it(relabelled: str) -> None:
    """Calling the township a county unit, or the county unit a township, in the same change is seen through."""
    entries = [
        {**unit, "层级": {"乡级": "县级", "县级": "乡级"}[unit["层级"]], "类别": "部门"} if unit["名称"] == relabelled else unit
        for unit in UNITS["单位"]
    ]  # fmt: skip
    change = compared(COUNTY, main("青山镇"), units=yaml_of({**UNITS, "单位": entries}))
    assert change.downhill == ("县水务局", "青山镇")


def test_a_new_unit_of_another_level_does_not_hide_it() -> None:
    """A township that units.yaml takes in as a county unit, in the same change, is known by its name."""
    units = {**UNITS, "单位": [*UNITS["单位"], {"名称": "新设镇", "层级": "县级", "类别": "部门"}]}
    assert compared(COUNTY, main("新设镇"), units=yaml_of(units)).downhill == ("县水务局", "新设镇")


@pytest.mark.parametrize("name", ["SD-06-001的监管执法", "改头换面的新事项"])
def test_another_number_does_not_hide_it(name: str) -> None:
    """An item renumbered, or renumbered and renamed, is still held against what it was."""
    duties = item()["主体责任"][0]["职责"]
    sly = item("SD-06-009", 名称=name, 主体责任=[{"单位": "青山镇", "职责": duties}])
    (found,) = compare(
        county(rivers=chapter("水务", 6, item())), county(rivers=chapter("水务", 6, {**sly, "配合责任": item()["配合责任"]}))
    ).lists  # fmt: skip
    (change,) = found.items
    assert (change.sort, change.downhill) == (Sort.RENUMBERED, ("县水务局", "青山镇"))


def test_another_chapter_does_not_hide_it() -> None:
    """An item moved to another chapter is still held against what it was."""
    moved = item("SD-06-003", **main("青山镇"))
    after = county(
        rivers=chapter("水务", 6, item("SD-06-001"), item("SD-06-002")),
        fields=chapter("农业", 7, item("SD-07-001"), item("SD-07-002"), moved),
    )
    (change,) = compare(county(), after).downhill
    assert (change.number, change.was_domain) == ("SD-06-003", "水务")


def test_a_used_number_does_not_hide_it() -> None:
    """When two items exchange numbers, the number that comes down to a township is flagged."""
    one, other = item("SD-06-001", **COUNTY), item("SD-06-002", **main("县农业农村局"))
    sly = {**one, "编号": "SD-06-002", **main("青山镇")}
    old = county(rivers=chapter("水务", 6, one, other))
    new = county(rivers=chapter("水务", 6, {**other, "编号": "SD-06-001"}, sly))
    assert [change.number for change in compare(old, new).downhill] == ["SD-06-002"]


def test_several_are_told_in_order() -> None:
    """The difference lists every item that slid, by number, across the lists."""
    fields = chapter("农业", 7, item("SD-07-001", **main("青山镇")), item("SD-07-002"))
    rivers = chapter("水务", 6, item("SD-06-001"), item("SD-06-002"), item("SD-06-003", **main("白塔镇")))
    assert [change.number for change in compare(county(), county(rivers=rivers, fields=fields)).downhill] == [
        "SD-06-003",
        "SD-07-001",
    ]


@pytest.mark.parametrize(
    "shape", ["县水务局", [], ["县水务局"], {"单位": "县水务局"}, [{"单位": ["县水务局"]}]]
)
def test_shapeless_responsibility_is_no_crash(shape: Any) -> None:
    """A main responsibility that is no list of units is compared without failing."""
    assert compared(COUNTY, {"主体责任": shape}).sort is Sort.CHANGED


def test_a_removed_item_is_not_flagged() -> None:
    """An item taken off the list slid to nobody."""
    after = county(fields=chapter("农业", 7, item("SD-07-001")))
    (found,) = compare(county(), after).lists
    assert [(change.sort, change.downhill) for change in found.items] == [(Sort.REMOVED, None)]
