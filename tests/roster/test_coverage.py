"""Who answers for what: coverage and gaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.model.roster import Contact
from shudi_cli.roster import Lack, demands, gaps
from shudi_cli.roster.gaps import told
from tests.roster.staff import BEARING, contact, contacts, county, directory, full, rosters

COUNTY = county()
LISTS = COUNTY.lists


def lacking(staff: dict[str, list[Contact]]) -> set[tuple[str, str, str]]:
    """Every unit, item and township for which nobody answers."""
    found = directory(staff, COUNTY)
    missing = set()
    for demand in demands(LISTS, found):
        answered = frozenset[str]().union(
            *(post.townships for post in found.answering(demand.unit.name, demand.item, demand.domain))
        )
        missing |= {(demand.unit.name, demand.item.number, name) for name in demand.townships - answered}
    return missing


def shown(staff: dict[str, list[Contact]]) -> list[tuple[str, Lack]]:
    found = directory(staff, COUNTY)
    return [(gap.unit.name, gap.lack) for gap in gaps(demands(LISTS, found), found)]


def test_one_contact_for_everything_is_enough() -> None:
    """Where each unit has somebody for the whole county, nothing is lacking."""
    assert lacking(full()) == set()
    assert shown(full()) == []


def test_a_group_stands_for_each_township() -> None:
    """乡镇（街道） must be answered for by every township, each in itself only."""
    staff = full()
    del staff["白塔镇"]
    assert {(unit, township) for unit, _, township in lacking(staff)} == {("白塔镇", "白塔镇")}
    assert shown(staff) == [("白塔镇", Lack.EVERYBODY)]


def test_tasks_must_be_answered_for() -> None:
    """Tasks are borne by the townships of the kinds they are for, and nobody else."""
    text = COUNTY.lists[0].items[0]
    for applies, bearing in (
        ((), {"青山镇", "白塔镇"}),
        (("乡镇",), {"青山镇", "白塔镇"}),
        (("街道",), set()),
    ):
        item = text._replace(number="RW-01-001", main=(), support=(), tasks=("做。",), applies_to=applies)
        domain = COUNTY.lists[0].domains[0]._replace(name="党群工作", items=(item,))
        lists = [COUNTY.lists[0]._replace(domains=(domain,))]
        found = directory({"青山镇": [contact(domains=("别的",))]}, COUNTY)
        assert {demand.unit.name for demand in demands(lists, found)} == bearing
        assert {gap.unit.name for gap in gaps(demands(lists, found), found)} == bearing


def test_gaps_are_summed_up_by_their_kind() -> None:
    """A township left out of every area is one gap, an item nobody has is another."""
    staff = full()
    staff["县水务局"] = [contact(areas=("青山镇",), items=("SD-06-001",))]
    assert shown(staff) == [("县水务局", Lack.TOWNSHIPS), ("县水务局", Lack.ITEMS)]
    found = directory(staff, COUNTY)
    assert [told(gap) for gap in gaps(demands(LISTS, found), found)] == [
        "在白塔镇没有联络员接",
        "SD-06-002没有联络员接（青山镇）",
    ]


def test_who_counts_as_there() -> None:
    """Nobody who left, is yet to come, or has no number; 止 is the first day without them."""
    for absent in (
        contact(until="2025-12-31"),
        contact(since="2026-01-01"),
        contact(office_phone=None),
    ):
        assert ("县水务局", Lack.EVERYBODY) in shown({**full(), "县水务局": [absent]})
    present = contact(since="2025-12-31", until="2026-01-01")
    assert shown({**full(), "县水务局": [present]}) == []


def test_domains_and_items_add_up() -> None:
    """A contact with a domain and an item has both."""
    staff = {**full(), "县水务局": [contact(domains=("城市管理",), items=("SD-06-001", "SD-06-002"))]}
    assert shown(staff) == []


def test_other_names_of_a_unit_count() -> None:
    """A roster under an alias or a former name is the unit's."""
    staff = full()
    staff["县水利局"] = staff.pop("县水务局")
    staff["县城管局"] = staff.pop("县综合行政执法局")
    assert shown(staff) == []


def test_a_stationed_agency_does_not_stand_in_for_its_parent() -> None:
    """It answers on the spot, and the parent must have its own."""
    found = directory({"青山镇自然资源所": [contact(areas=("青山镇",))]}, COUNTY)
    item, domain = next((i, d) for listed in LISTS for d in listed.domains for i in d.items)
    assert found.answering("县自然资源和规划局", item, domain, "青山镇") == []
    assert [post.contact.name for post in found.nearby("县自然资源和规划局", item, domain, "青山镇")] == [
        "联络员甲"
    ]
    assert found.nearby("县自然资源和规划局", item, domain, "白塔镇") == ()


def test_first_before_second() -> None:
    """A 岗 is named before B 岗, whatever their order in the file."""
    found = directory({"县水务局": [contact("乙", turn="B"), contact("甲")]}, COUNTY)
    assert [post.contact.name for post in found.posts["县水务局"]] == ["甲", "乙"]


@given(rosters, st.sampled_from(BEARING), contacts)
def test_one_more_contact_opens_no_hole(staff: dict[str, list[Contact]], unit: str, more: Contact) -> None:
    """Whoever is added, nothing that was answered for is left open."""
    assert lacking({**staff, unit: [*staff.get(unit, []), more]}) <= lacking(staff)


@given(rosters)
def test_gaps_tell_all_that_is_lacking(staff: dict[str, list[Contact]]) -> None:
    """A unit has a gap exactly when something of it is not answered for."""
    assert {unit for unit, _ in shown(staff)} == {unit for unit, _, _ in lacking(staff)}
