"""Small rosters for the county that rules are tried on, and random ones."""

from __future__ import annotations

from hypothesis import strategies as st

from shudi_cli.diagnostics import Place
from shudi_cli.model import Roster
from shudi_cli.model.roster import Contact, UnitContacts
from shudi_cli.roster import Directory
from shudi_cli.workspace import Workspace, load
from tests.memory import Files
from tests.rules.planting import base

DAY = "2025-12-31"
TOWNSHIPS = ["青山镇", "白塔镇"]
BEARING = ["县公安局", "县综合行政执法局", "县水务局", *TOWNSHIPS]
ITEMS, DOMAINS = ["SD-05-003", "SD-06-001", "SD-06-002"], ["城市管理", "水务"]


def county() -> Workspace:
    """The county of the rules, with a second township."""
    units = base().contents["units.yaml"].decode()
    more = "  - 名称: 白塔镇\n    层级: 乡级\n    类别: 乡镇\n单位组:"
    return load(Files({**base().contents, "units.yaml": units.replace("单位组:", more).encode()}))


def contact(name: str = "联络员甲", *, areas: tuple[str, ...] = ("全县",), **fields: object) -> Contact:
    whole: dict[str, object] = {"office_phone": "0530-0000001", **fields}
    return Contact(Place("roster/x.yaml"), name, areas, **whole)  # type: ignore[arg-type]


def directory(staff: dict[str, list[Contact]], workspace: Workspace | None = None) -> Directory:
    """The roster of these contacts, by unit."""
    files = [UnitContacts(Place("roster/x.yaml"), unit, tuple(found)) for unit, found in staff.items()]
    return Directory(Roster(tuple(files)), (workspace or county()).units, DAY)


def full() -> dict[str, list[Contact]]:
    """One contact for everything in every unit that bears a duty."""
    return {unit: [contact()] for unit in BEARING}


digits = st.integers(0, 10**10 - 1).map(lambda number: f"1{number:010d}")
areas = st.lists(st.sampled_from(["全县", *TOWNSHIPS]), min_size=1, max_size=2, unique=True).map(tuple)
some = st.one_of(st.just(()), st.lists(st.sampled_from(ITEMS), min_size=1, unique=True).map(tuple))
texts = st.one_of(st.text("联络员甲乙 -1", max_size=6), digits.map(lambda number: f"甲{number}"), digits)
days = st.one_of(st.none(), st.dates().map(str))
contacts = st.builds(
    Contact,
    place=st.just(Place("roster/x.yaml")),
    name=texts,
    areas=areas,
    post=st.one_of(st.none(), texts),
    turn=st.sampled_from("AB"),
    office_phone=st.one_of(st.none(), texts, st.just("0530-0000001"), digits),
    mobile=st.one_of(st.none(), digits, texts),
    domains=st.one_of(st.just(()), st.lists(st.sampled_from(DOMAINS), min_size=1, unique=True).map(tuple)),
    items=some,
    since=days,
    until=days,
)
rosters = st.dictionaries(st.sampled_from(BEARING), st.lists(contacts, min_size=1, max_size=3))
