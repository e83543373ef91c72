"""Which approved changes led from one state to another."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shudi_cli.changes import Key
from shudi_cli.changes.explaining import explained
from shudi_cli.changes.ledger import enter
from shudi_cli.model import Change
from shudi_cli.model.lists import item_digest
from tests.changes.records import amended, change
from tests.cli.county import SAND

SAND_KEY = Key("responsibility", "SD-06-001")


def text(name: str | None) -> dict[str, Any] | None:
    return None if name is None else {**SAND, "名称": name}


def digest(name: str | None) -> str | None:
    return None if name is None else item_digest("responsibility", "水务", {**SAND, "名称": name})


def state(name: str | None) -> dict[Key, str]:
    found = digest(name)
    return {} if found is None else {SAND_KEY: found}


def moved(nth: int, old: str | None, new: str | None) -> Change:
    return change(f"CG-2026-{nth:03}", 事项=[amended(text(old), text(new))])


def numbers(before: str | None, after: str | None, *made: Change) -> list[str]:
    found = explained(state(before), state(after), made)
    return [one.number for one in found.get(SAND_KEY, ())]


def test_a_chain_is_told_in_its_order() -> None:
    """Two changes, one after the other, are both named, and nothing else."""
    made = [moved(1, "甲", "乙"), moved(2, "乙", "丙"), moved(3, "丙", "丁")]
    assert numbers("甲", "丙", *reversed(made)) == ["CG-2026-001", "CG-2026-002"]


def test_a_way_that_is_broken_is_not_told() -> None:
    """Where somebody edited in between, what made the item so is not known."""
    assert numbers("手改的", "丙", moved(1, "甲", "乙"), moved(2, "乙", "丙")) == []
    assert numbers("丙", "甲", moved(1, "甲", "乙")) == []


def test_items_come_and_go() -> None:
    """An added and a removed item have the change that did it."""
    assert numbers(None, "甲", moved(1, None, "甲")) == ["CG-2026-001"]
    assert numbers("甲", None, moved(1, "甲", None)) == ["CG-2026-001"]


def test_there_and_back_again() -> None:
    """Of two changes that made the same text the one that started from the older state is meant."""
    made = [moved(1, "甲", "乙"), moved(2, "乙", "甲"), moved(3, "甲", "乙"), moved(4, "乙", "丙")]
    assert numbers("甲", "乙", *made) == ["CG-2026-003"]
    assert numbers("甲", "甲", *made) == []
    assert numbers("别的", "乙", *made) == []


@given(st.lists(st.sampled_from(["甲", "乙", "丙", None]), min_size=2, max_size=7))
def test_what_is_told_leads_all_the_way(names: list[str | None]) -> None:
    """Whatever the course, the changes named turn the older state into the newer."""
    course = [name for nth, name in enumerate(names) if nth == 0 or name != names[nth - 1]]
    made = [moved(nth, *pair) for nth, pair in enumerate(pairwise(course), 1)]
    found = explained(state(course[0]), state(course[-1]), made)
    reached = state(course[0])
    for one in found.get(SAND_KEY, ()):
        enter(one, reached)
    assert reached == state(course[-1])
