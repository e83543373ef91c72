"""Counting lists: by chapter, batch, unit and level; and against the totals a county has made public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from shudi_cli.diagnostics import Path
from shudi_cli.model import DutyList, Totals, UnitRegister, level_of_main

LEVELS = ("市级", "县级", "乡级", "共同")


def count_batches(duty_list: DutyList) -> Mapping[int, int]:
    """How many items each batch has, in order of batch."""
    return dict(sorted(Counter(item.batch for item in duty_list.items if item.batch is not None).items()))


def count_levels(duty_list: DutyList, units: UnitRegister) -> Mapping[str, int]:
    """How many items have their main responsibility at 市级, 县级, 乡级 or 共同 (different levels)."""
    levels = (level_of_main(item, units) for item in duty_list.items)
    return Counter(level for level in levels if level is not None)


def count_units(duty_list: DutyList) -> Mapping[str, tuple[int, int, int]]:
    """For each unit named: in how many items it leads, has main, has support responsibility."""
    leads, main, support = Counter[str](), Counter[str](), Counter[str]()
    for item in duty_list.items:
        if item.lead:
            leads[item.lead.unit] += 1
        main.update({entry.unit for entry in item.main})
        support.update({entry.unit for entry in item.support})
    return {name: (leads[name], main[name], support[name]) for name in main | support}


def counted_totals(
    totals: Totals, duty_list: DutyList, units: UnitRegister | None
) -> Iterator[tuple[Path, int, int]]:
    """Each declared total: its path under 总数, what is declared, what there is.

    Levels are left out where the unit register could not be read.
    """
    batches = count_batches(duty_list)
    simple = {
        "批次": (totals.batches, len(batches)),
        duty_list.kind.chapter: (totals.declared.get(duty_list.kind.chapter), len(duty_list.domains)),
        "事项": (totals.items, len(list(duty_list.items))),
    }
    for name, (declared, counted) in simple.items():
        if declared is not None:
            yield (name,), declared, counted
    for index, declared in enumerate(totals.by_batch):
        yield ("各批事项", index), declared, batches.get(index + 1, 0)
    if units is not None:
        levels = count_levels(duty_list, units)
        for level, declared in (totals.by_level or {}).items():
            yield ("主体", level), declared, levels.get(level, 0)


def count_list(duty_list: DutyList) -> Mapping[str, int]:
    """What a list holds, as a clerk would say it: {"领域": 17, "事项": 132, "批次": 3}."""
    batches = len(count_batches(duty_list))
    counts = {duty_list.kind.chapter: len(duty_list.domains), "事项": len(list(duty_list.items))}
    return {**counts, "批次": batches} if batches else counts


@dataclass(frozen=True, slots=True)
class Table:
    """Counts under titles; the first column names what is counted, the last row is the sum where one makes sense."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]

    def as_json(self) -> list[dict[str, str | int]]:
        """One object a row."""
        return [dict(zip(self.titles, row, strict=True)) for row in self.rows]


def tabulate(duty_list: DutyList, by: str, units: UnitRegister) -> Table:
    """A list counted by 领域, 批次, 单位 or 层级."""
    return _TABLES[by](duty_list, units)


def _by_domain(duty_list: DutyList, _units: UnitRegister) -> Table:
    batches = list(count_batches(duty_list))
    rows: list[tuple[str | int, ...]] = []
    for domain in duty_list.domains:
        inside = [sum(item.batch == batch for item in domain.items) for batch in batches]
        rows.append((domain.name, *inside, len(domain.items)))
    sums = tuple(sum(int(row[column]) for row in rows) for column in range(1, len(batches) + 2))
    titles = (duty_list.kind.chapter, *(f"第{batch}批" for batch in batches), "事项")
    return Table(titles, (*rows, ("合计", *sums)))


def _by_batch(duty_list: DutyList, _units: UnitRegister) -> Table:
    counts = count_batches(duty_list)
    rows = tuple((f"第{batch}批", number) for batch, number in counts.items())
    return Table(("批次", "事项"), (*rows, ("合计", sum(counts.values()))) if rows else ())


def _by_unit(duty_list: DutyList, units: UnitRegister) -> Table:
    order = {name: index for index, name in enumerate(units.by_name)}
    counted = sorted(count_units(duty_list).items(), key=lambda entry: order.get(entry[0], len(order)))
    return Table(("单位", "牵头", "主体责任", "配合责任"), tuple((name, *counts) for name, counts in counted))


def _by_level(duty_list: DutyList, units: UnitRegister) -> Table:
    counts = count_levels(duty_list, units)
    rows = tuple((level, counts[level]) for level in LEVELS if counts.get(level))
    return Table(("主体责任层级", "事项"), (*rows, ("合计", sum(counts.values()))) if rows else ())


_TABLES: Mapping[str, Callable[[DutyList, UnitRegister], Table]] = {
    "领域": _by_domain,
    "批次": _by_batch,
    "单位": _by_unit,
    "层级": _by_level,
}
