"""该找谁: for an item and a township, who leads, who helps, whom to call there, and what the township does first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from shudi_cli.errors import ShudiError
from shudi_cli.matching import did_you_mean, skeleton
from shudi_cli.model import Domain, Item, Responsibility, Unit
from shudi_cli.model.units import TOWNSHIP
from shudi_cli.roster.coverage import Directory, Post, bears_tasks, named

#: So many townships that a name may mean are told.
_SHOWN = 5
LEADS, MAIN, HELPS = "牵头", "主体", "配合"


class Callee(NamedTuple):
    """A unit with its part in an item, its contacts (A before B), and those of the agency it has on the spot."""

    unit: str
    part: str
    posts: Sequence[Post]
    agency: str | None = None
    nearby: Sequence[Post] = ()


@dataclass(frozen=True)
class Calling:
    """The answer on a day (ISO text). `first` is what townships do themselves; `own` are the contacts of the one asked about."""

    item: Item
    domain: Domain
    township: str | None
    callees: Sequence[Callee]
    first: Sequence[str]
    own: Sequence[Post] = ()
    day: str = ""


def calling(item: Item, domain: Domain, directory: Directory, township: str | None = None) -> Calling:
    """Whom to call about an item, from one township or from any."""
    callees: list[Callee] = []
    first: list[str] = []
    for part, entry in _parts(item):
        if directory.units.level(entry.unit) == TOWNSHIP:
            if township is None or _stands_for(entry, township, directory):
                first += entry.duties
        else:
            callees.append(_callee(part, entry.unit, (item, domain), directory, township))
    if item.tasks and (township is None or _has_tasks(item, township, directory)):
        first += item.tasks
    own = directory.answering(township, item, domain, township) if township else ()
    return Calling(item, domain, township, callees, first, own, directory.day)


def township_named(term: str, directory: Directory) -> str:
    """The township of this name, or of a name that begins so, or holds it; ShudiError where none or several are."""
    unit = named(term, directory.units)
    if unit is not None and unit.name in directory.townships:
        return unit.name
    wanted = skeleton(term)
    for fits in (str.startswith, str.__contains__):
        meant = [name for name in directory.townships if wanted and fits(skeleton(name), wanted)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            several = f"{'、'.join(meant[:_SHOWN])}{f' 等 {len(meant)} 个' if len(meant) > _SHOWN else ''}"
            raise ShudiError(f"“{term}”可以指{several}", "写全名称")
    hint = did_you_mean(term, directory.townships, f"写其中之一：{'、'.join(directory.townships)}")
    raise ShudiError(f"没有“{term}”这个乡镇（街道）", hint)


def _has_tasks(item: Item, township: str, directory: Directory) -> bool:
    unit = named(township, directory.units)
    return unit is not None and bears_tasks(unit, item)


def _parts(item: Item) -> Iterator[tuple[str, Responsibility]]:
    """Who leads first, then who else bears main responsibility, then who helps."""
    lead = item.lead
    if lead is not None:
        yield LEADS, lead
    yield from ((MAIN, entry) for entry in item.main if entry is not lead)
    yield from ((HELPS, entry) for entry in item.support)


def _stands_for(entry: Responsibility, township: str, directory: Directory) -> bool:
    return any(unit.name == township for unit in directory.units.members(entry.unit))


def _callee(
    part: str, name: str, matter: tuple[Item, Domain], directory: Directory, township: str | None
) -> Callee:
    unit: Unit | None = named(name, directory.units)
    current = unit.name if unit else name
    posts = directory.answering(current, *matter, township)
    agency = directory.stationed.get((current, township)) if township else None
    nearby = directory.nearby(current, *matter, township) if township else ()
    return Callee(name, part, posts, agency.name if agency and nearby else None, nearby)
