"""缺口: where nobody answers, summed up for each unit as its clerk can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from shudi_cli.model import Item, Unit
from shudi_cli.roster.coverage import Demand, Directory


class Lack(Enum):
    """What is lacking."""

    EVERYBODY = "没有能联系上的联络员"
    TOWNSHIPS = "这些乡镇（街道）没有联络员接"
    ITEMS = "这些事项没有联络员接"


class Gap(NamedTuple):
    """One kind of lack of one unit: the items nobody answers for, in which townships. Both in printing order."""

    unit: Unit
    lack: Lack
    items: tuple[Item, ...]
    townships: tuple[str, ...]


def gaps(wanted: Iterable[Demand], directory: Directory) -> Sequence[Gap]:
    """Every gap, in the order of the register of units."""
    by_unit: dict[str, list[Demand]] = {}
    for demand in wanted:
        by_unit.setdefault(demand.unit.name, []).append(demand)
    order = {unit.name: nth for nth, unit in enumerate(directory.units.units)}
    names = sorted(by_unit, key=lambda name: order[name])
    return [gap for name in names for gap in _gaps_of(by_unit[name], directory)]


def _gaps_of(wanted: Sequence[Demand], directory: Directory) -> Iterator[Gap]:
    unit = wanted[0].unit
    posts = directory.posts.get(unit.name, ())

    def gap(lack: Lack, items: Iterable[Item], townships: Iterable[str]) -> Gap:
        found = frozenset(townships)
        return Gap(unit, lack, tuple(items), tuple(name for name in directory.townships if name in found))

    if not posts:
        everywhere = frozenset[str]().union(*(demand.townships for demand in wanted))
        yield gap(Lack.EVERYBODY, (demand.item for demand in wanted), everywhere)
        return
    missing = [demand.townships - _answered(demand, directory) for demand in wanted]
    never = frozenset.intersection(*missing)
    if never:
        yield gap(Lack.TOWNSHIPS, (demand.item for demand in wanted), never)
    rest = [(demand.item, lack - never) for demand, lack in zip(wanted, missing, strict=True) if lack - never]
    if rest:
        yield gap(Lack.ITEMS, (item for item, _ in rest), frozenset[str]().union(*(lack for _, lack in rest)))


def _answered(demand: Demand, directory: Directory) -> frozenset[str]:
    posts = directory.answering(demand.unit.name, demand.item, demand.domain)
    return frozenset[str]().union(*(post.townships for post in posts))


def told(gap: Gap) -> str:
    """A gap in a sentence without its unit: what is lacking, for how much, and the first of it."""
    items, townships = gap.items, gap.townships
    if gap.lack is Lack.EVERYBODY:
        return f"没有能联系上的联络员，{len(items)} 个事项没有人接"
    if gap.lack is Lack.TOWNSHIPS:
        return f"在{_first(townships, '个乡镇（街道）')}没有联络员接"
    where = f"（{_first(townships, '个乡镇（街道）')}）" if townships else ""
    return f"{_first([item.number for item in items], '个事项')}没有联络员接{where}"


_SHOWN = 3


def _first(names: Sequence[str], counter: str) -> str:
    shown = "、".join(names[:_SHOWN])
    return shown if len(names) <= _SHOWN else f"{shown} 等 {len(names)} {counter}"
