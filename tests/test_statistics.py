"""Counting."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.diagnostics import Place
from shudi_cli.model import DutyList, Totals
from shudi_cli.statistics import (
    count_batches,
    count_levels,
    count_list,
    count_units,
    counted_totals,
    tabulate,
)
from shudi_cli.workspace import Workspace, load
from tests.memory import Files

SAMPLE = Path(__file__).parent.parent / "lists"
WAYS = ["领域", "批次", "单位", "层级"]


@cache
def sample() -> Workspace:
    return load(Files.under(SAMPLE))


def core() -> DutyList:
    return sample().lists[0]


def column(way: str, place: int) -> list[Any]:
    return [row[place] for row in tabulate(core(), way, sample().units).rows]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("duty_list", [0, 1])
def test_rows_fit_their_titles(way: str, duty_list: int) -> None:
    """Every row of every table has as many cells as there are titles, the first a name, the rest numbers."""
    table = tabulate(sample().lists[duty_list], way, sample().units)
    for row in table.rows:
        assert len(row) == len(table.titles)
        assert isinstance(row[0], str)
        assert all(isinstance(cell, int) for cell in row[1:])


@pytest.mark.parametrize("way", ["领域", "批次", "层级"])
def test_tables_sum_up(way: str) -> None:
    """The last row is the sum of the others, and the sum of all is every item."""
    table = tabulate(core(), way, sample().units)
    *rows, last = table.rows
    assert last[0] == "合计"
    assert last[1:] == tuple(sum(row[place] for row in rows) for place in range(1, len(table.titles)))  # type: ignore[misc]
    assert last[-1] == len(list(core().items)) == 132


def test_batches_of_a_domain_sum_up() -> None:
    """In every row of the table by domain the batches add up to the items."""
    assert all(sum(row[1:-1]) == row[-1] for row in tabulate(core(), "领域", sample().units).rows)  # type: ignore[arg-type]


def test_domains_stand_in_their_order() -> None:
    """All 17 domains are counted, as they are printed."""
    assert column("领域", 0)[:-1] == [domain.name for domain in core().domains]
    assert len(column("领域", 0)) == 18


def test_units_by_their_roles() -> None:
    """A unit leads at most what it mainly answers for; every item has one lead."""
    rows = tabulate(core(), "单位", sample().units).rows
    assert all(0 <= leads <= main for _, leads, main, _ in rows)  # type: ignore[operator]
    assert sum(leads for _, leads, _, _ in rows) == 132  # type: ignore[misc]
    assert all(main or support for _, _, main, support in rows)


def test_units_stand_in_the_order_of_the_register() -> None:
    """Units are listed as units.yaml lists them; each once."""
    order = [name for name in sample().units.by_name if name in column("单位", 0)]
    assert column("单位", 0) == order


def test_a_unit_unknown_to_the_register_comes_last() -> None:
    """A name that units.yaml lacks is counted all the same."""
    text = Files.under(SAMPLE).text("units.yaml").replace("名称: 县水务局\n", "名称: 县治水局\n")
    broken = load(Files.under(SAMPLE) | {"units.yaml": text})
    assert [row[0] for row in tabulate(broken.lists[0], "单位", broken.units).rows][-1] == "县水务局"


def test_a_list_without_batches_has_no_table_of_batches() -> None:
    """A kind of list that has no batches, or no main responsibility, has no rows for them."""
    tasks = sample().lists[1]
    assert not tabulate(tasks, "批次", sample().units).rows
    assert not tabulate(tasks, "层级", sample().units).rows
    assert tabulate(tasks, "领域", sample().units).titles == ("板块", "事项")


def test_counts_agree() -> None:
    """The plain counts are those of the tables."""
    batches = count_batches(core())
    assert [*batches] == [1, 2, 3]
    assert sum(batches.values()) == 132
    assert dict(count_levels(core(), sample().units)) == {"县级": 130, "乡级": 2}
    assert count_units(core())["乡镇（街道）"][1:] == (2, len([item for item in core().items if any(
        entry.unit == "乡镇（街道）" for entry in item.support)]))  # fmt: skip


def test_declared_totals_are_met() -> None:
    """What the sample declares is what there is; each total says where it was declared."""
    declared = sample().settings.lists[0].totals
    assert declared is not None
    found = list(counted_totals(declared, core(), sample().units))
    assert {("批次",), ("领域",), ("事项",), ("主体", "县级"), ("主体", "乡级")} <= {
        path for path, _, _ in found
    }
    assert all(said == counted for _, said, counted in found)


def test_totals_that_are_not_met_tell_both_numbers() -> None:
    """A wrong total comes with the number declared and the number there is; undeclared ones do not come."""
    wrong = Totals(Place("shudi.yaml"), {}, items=133, by_batch=(1, 2, 3, 4))
    totals = counted_totals(wrong, core(), sample().units)
    found = {path: (said, counted) for path, said, counted in totals}
    batches = count_batches(core())
    assert found == {
        ("事项",): (133, 132),
        ("各批事项", 0): (1, batches[1]),
        ("各批事项", 1): (2, batches[2]),
        ("各批事项", 2): (3, batches[3]),
        ("各批事项", 3): (4, 0),
    }


def test_levels_are_not_counted_without_units() -> None:
    """Where units.yaml could not be read, nothing is said of levels."""
    declared = Totals(Place("shudi.yaml"), {}, by_level={"县级": 130})
    assert not list(counted_totals(declared, core(), None))


def test_a_list_in_the_order_of_a_sentence() -> None:
    """Chapters by their own word, items, batches; none of the last where a list has none."""
    core, tasks = (list(count_list(duty_list).items()) for duty_list in sample().lists)
    assert core == [("领域", 17), ("事项", 132), ("批次", 3)]
    assert tasks == [("板块", 6), ("事项", 36)]


def test_json_rows_are_objects() -> None:
    """A table as JSON is one object a row, keyed by the titles."""
    assert tabulate(core(), "批次", sample().units).as_json()[-1] == {"批次": "合计", "事项": 132}
