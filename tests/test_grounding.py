"""Two states of a workspace with what led from one to the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.changes import Key
from shudi_cli.comparison import compared
from shudi_cli.comparison.grounding import Grounded, grounded
from tests.changes.records import Trail, change
from tests.cli.county import RIVERS, SAND, WELLS, chapter, county
from tests.releases.issued import publish, records

AMENDED = chapter("水务", 6, {**SAND, "名称": "河道非法采砂的查处"}, WELLS)
KEY = Key("responsibility", "SD-06-001")


@pytest.fixture
def office(git: Callable[..., Any]) -> Any:
    """A county saved in March, and in June a change on its way and the item as the change has it."""
    checkout = git()
    checkout.save(county(), when="2026-03-01T09:00:00+08:00")
    return checkout


def seen(checkout: Any, *states: str) -> Grounded:
    with compared(Path(checkout.path), *(*states, None, None)[:2]) as (found,):
        return grounded(found)


def entered(checkout: Any, trail: Trail, **said: Any) -> None:
    checkout.save({**records(trail), RIVERS: AMENDED}, when=said.get("when", "2026-06-01T09:00:00+08:00"))


def test_an_approved_change_is_found(office: Any) -> None:
    """The change that made an item what it is stands beside it; the day is that of the newer version."""
    entered(office, Trail(change()).agree())
    found = seen(office, "HEAD~1", "HEAD")
    assert [one.number for one in found.changes[KEY]] == ["CG-2026-001"]
    assert found.day == "2026-06-01"
    assert found.titles == {"responsibility": "清平县属地管理责任清单"}


def test_a_change_that_was_not_approved_explains_nothing(office: Any) -> None:
    """Whatever a file says, a change under way is no reason."""
    entered(office, Trail(change()))
    assert seen(office, "HEAD~1", "HEAD").changes == {}


def test_back_in_time_nothing_is_explained(office: Any) -> None:
    """From the newer state to the older no change leads."""
    entered(office, Trail(change()).agree())
    found = seen(office, "HEAD", "HEAD~1")
    assert (found.changes, found.day) == ({}, "2026-03-01")


def test_files_not_saved_yet(office: Any) -> None:
    """Their day is that of the newest approval, or of the older version where that is later; never today."""
    office.write({RIVERS: AMENDED})
    assert seen(office).day == "2026-03-01"
    office.write(records(Trail(change()).agree()))
    assert seen(office).day == "2026-03-07"


def test_a_release_has_the_day_on_which_it_was_issued(office: Any) -> None:
    """Not that on which it takes effect, nor that on which it was saved."""
    first = publish(office, "2026.1", day="2026-03-20", effective="2026-04-01")
    trail = Trail(change()).agree()
    entered(office, trail)
    publish(office, "2026.2", day="2026-06-20", effective="2026-07-01", previous=first, trails=[trail])
    found = seen(office, "2026.1", "2026.2")
    assert found.day == "2026-06-20"
    assert [one.number for one in found.changes[KEY]] == ["CG-2026-001"]
