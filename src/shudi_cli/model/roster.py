"""联络员名录库: whom to call in each unit, for which items, in which townships, from when until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, NamedTuple

from shudi_cli.diagnostics import Place
from shudi_cli.model.building import Key

ROSTER_FOLDER = "roster"
#: As an area (管辖区域): every township of the county.
WHOLE_COUNTY = "全县"
FIRST, SECOND = "A", "B"


class Contact(NamedTuple):
    """联络员: a person to call. Days are ISO text; `until` is the first on which they no longer serve.

    No `domains` and no `items` mean every item in which the unit has a duty.
    """

    place: Place
    name: Annotated[str, Key("责任人")]
    areas: Annotated[tuple[str, ...], Key("管辖区域")]
    post: Annotated[str | None, Key("职务")] = None
    turn: Annotated[str, Key("岗")] = FIRST
    office_phone: Annotated[str | None, Key("办公电话")] = None
    mobile: Annotated[str | None, Key("手机")] = None
    domains: Annotated[tuple[str, ...], Key("领域")] = ()
    items: Annotated[tuple[str, ...], Key("事项")] = ()
    since: Annotated[str | None, Key("起")] = None
    until: Annotated[str | None, Key("止")] = None
    confirmed: Annotated[str | None, Key("确认")] = None


class UnitContacts(NamedTuple):
    """The contacts of one unit: one file."""

    place: Place
    unit: Annotated[str, Key("单位")]
    contacts: Annotated[tuple[Contact, ...], Key("联络员")]


@dataclass(frozen=True)
class Roster:
    """The contacts of all units."""

    units: tuple[UnitContacts, ...] = ()

    @cached_property
    def by_unit(self) -> Mapping[str, tuple[Contact, ...]]:
        """Unit → its contacts, from however many files."""
        found: dict[str, tuple[Contact, ...]] = {}
        for entry in self.units:
            found[entry.unit] = found.get(entry.unit, ()) + entry.contacts
        return found


def is_roster(name: str) -> bool:
    """Whether a file of a workspace belongs to the roster."""
    return name.startswith(f"{ROSTER_FOLDER}/")
