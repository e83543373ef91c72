"""The history of an item, from a real repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.diff import Sort, Unread
from shudi_cli.history import Event, item_history
from shudi_cli.repository import open_repository
from tests.diff.county import FIELDS, RIVERS, chapter, county, item, main

ONE, TWO = item("SD-06-001"), item("SD-06-002")


def told(event: Event) -> tuple[Sort, str, str]:
    """What happened, under which number, in whose words ("" for what is not saved)."""
    return event.change.sort, event.change.number, event.version.summary if event.version else ""


def story(root: Path, number: str) -> tuple[list[tuple[Sort, str, str]], list[Unread]]:
    missing: list[Unread] = []
    with open_repository(root) as repository:
        return [
            told(event) for event in item_history(repository, root, number, missing=missing.append)
        ], missing


def events(root: Path, number: str = "SD-06-001") -> list[tuple[Sort, str, str]]:
    found, missing = story(root, number)
    assert not missing
    return found


def nothing(lost: Unread) -> None:
    """No file may be missing."""
    pytest.fail(lost.message)


@pytest.fixture
def checkout(git: Callable[..., Any]) -> Any:
    """A county saved once."""
    made = git()
    made.save({name: county().text(name) for name in county().names()}, message="第一批")
    return made


def test_the_whole_story(checkout: Any) -> None:
    """Added, changed, moved, renumbered, removed and not yet saved: each where it happened, newest first."""
    checkout.save({RIVERS: chapter("水务", 6, TWO, {**ONE, "批次": "2"})}, message="改批次")
    checkout.save(
        {
            RIVERS: chapter("水务", 6, TWO),
            FIELDS: chapter("农业", 7, {**ONE, "批次": "2"}, item("SD-07-001")),
        },
        message="移到农业",
    )
    renumbered = {**ONE, "批次": "2", "编号": "SD-07-009"}
    checkout.save({FIELDS: chapter("农业", 7, renumbered, item("SD-07-001"))}, message="改号")
    checkout.save({FIELDS: chapter("农业", 7, item("SD-07-001"))}, message="减去")
    checkout.write({FIELDS: chapter("农业", 7, {**renumbered, "批次": "3"}, item("SD-07-001"))})
    assert events(checkout.path, "SD-07-009") == [
        (Sort.ADDED, "SD-07-009", ""),
        (Sort.REMOVED, "SD-07-009", "减去"),
        (Sort.RENUMBERED, "SD-07-009", "改号"),
        (Sort.MOVED, "SD-06-001", "移到农业"),
        (Sort.CHANGED, "SD-06-001", "改批次"),
        (Sort.ADDED, "SD-06-001", "第一批"),
    ]


def test_an_old_number_leads_to_its_renumbering(checkout: Any) -> None:
    """Asked by the number it had, an item tells its story up to where it got the new one."""
    checkout.save({RIVERS: chapter("水务", 6, TWO, {**ONE, "编号": "SD-06-009"})}, message="改号")
    assert events(checkout.path) == [
        (Sort.RENUMBERED, "SD-06-009", "改号"),
        (Sort.ADDED, "SD-06-001", "第一批"),
    ]


def test_other_items_do_not_tell(checkout: Any) -> None:
    """Versions in which only others changed, or only the layout, are passed over."""
    checkout.save({RIVERS: chapter("水务", 6, ONE, {**TWO, "备注": "见SD-06-001"})}, message="别的事项")
    checkout.save(
        {RIVERS: "# 新注释\n" + chapter("水务", 6, ONE, {**TWO, "备注": "见SD-06-001"})}, message="注释"
    )
    checkout.save({"laws.yaml": "依据: []\n"}, message="依据")
    assert events(checkout.path) == [(Sort.ADDED, "SD-06-001", "第一批")]


def test_versions_are_told_with_their_saver(checkout: Any) -> None:
    """An event knows who saved its version and when."""
    with open_repository(checkout.path) as repository:
        (event,) = item_history(repository, checkout.path, "SD-06-001", missing=nothing)
    assert event.version is not None
    assert (event.version.author, f"{event.version.when:%Y-%m-%d}") == ("联络员甲", "2026-03-14")


def test_an_unknown_number_has_no_story(checkout: Any) -> None:
    """A number that never was yields nothing."""
    assert not events(checkout.path, "SD-99-001")


def test_a_workspace_below_the_top(git: Callable[..., Any]) -> None:
    """A county's folder inside a repository has its own history; the one beside it does not mix in."""
    made = git(name="province")
    for county_name in ("甲县", "乙 县"):
        made.save(
            {f"{county_name}/{name}": county().text(name) for name in county().names()}, message=county_name
        )
    assert events(made.path / "乙 县") == [(Sort.ADDED, "SD-06-001", "乙 县")]


def test_a_slide_is_told(checkout: Any) -> None:
    """The version in which main responsibility slid to a township says so."""
    checkout.save({RIVERS: chapter("水务", 6, {**ONE, **main("城关办")}, TWO)}, message="下移")
    with open_repository(checkout.path) as repository:
        first, *_ = item_history(repository, checkout.path, "SD-06-001", missing=nothing)
    assert first.change.downhill == ("县水务局", "城关办")


def test_a_broken_version_is_passed_over(checkout: Any) -> None:
    """A version whose file nobody can read is named, and does not hide the story before and after it."""
    checkout.save({RIVERS: "坏: [SD-06-001"}, message="坏的")
    checkout.save({RIVERS: chapter("水务", 6, {**ONE, "批次": "2"})}, message="修好")
    found, missing = story(checkout.path, "SD-06-001")
    assert found == [(Sort.CHANGED, "SD-06-001", "修好"), (Sort.ADDED, "SD-06-001", "第一批")]
    assert [lost.name for lost in missing] == [RIVERS]


def test_a_broken_file_now_is_passed_over(checkout: Any) -> None:
    """What is not saved yet and cannot be read is named, and the saved story is told."""
    checkout.write({RIVERS: "坏: [SD-06-001"})
    found, missing = story(checkout.path, "SD-06-001")
    assert found == [(Sort.ADDED, "SD-06-001", "第一批")]
    assert [(lost.name, lost.where) for lost in missing] == [(RIVERS, "当前文件")]


def test_another_broken_file_does_not_matter(checkout: Any) -> None:
    """A file that does not speak of the item may be as broken as it likes."""
    checkout.save({FIELDS: "坏: ["}, message="坏的")
    checkout.save({RIVERS: chapter("水务", 6, {**ONE, "批次": "2"})}, message="改批次")
    assert events(checkout.path)[0] == (Sort.CHANGED, "SD-06-001", "改批次")
