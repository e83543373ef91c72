"""What was in force and what was known on a day, from a real repository; its digest is for ever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.model import Release
from shudi_cli.trace import Trace, trace
from tests.changes.records import Trail, amended, change
from tests.cli.county import FIELDS, RIVERS, SAND, STRAW, WELLS, chapter, county
from tests.releases.issued import publish, records

NOW = "2026-12-31"
RENAMED = {**SAND, "名称": "河道非法采砂的查处"}


def trail(number: str = "CG-2026-001") -> Trail:
    """An approved change of the item's name."""
    return Trail(change(number)).agree()


@pytest.fixture
def issued(git: Callable[..., Any]) -> Any:
    """2026.1 in force from April; a change approved in March and saved in June is in 2026.2, from July."""
    made = git()
    made.save(county(), message="第一批印发")
    first = publish(made, "2026.1", day="2026-03-20", effective="2026-04-01")
    approved = trail()
    made.save(
        {**records(approved), RIVERS: chapter("水务", 6, RENAMED, WELLS)}, when="2026-06-01T09:00:00+08:00"
    )
    publish(made, "2026.2", day="2026-06-20", effective="2026-07-01", previous=first, trails=[approved])
    return made


def traced(root: Path, day: str, term: str = "SD-06-001", *, today: str = NOW, **more: Any) -> Trace:
    return trace(root, term, day, today=today, **more)


def refused(root: Path, day: str, term: str = "SD-06-001", **more: Any) -> str:
    with pytest.raises(ShudiError) as caught:
        traced(root, day, term, **more)
    return f"{caught.value.message}；{caught.value.hint}"


def test_in_force_is_not_what_was_known(issued: Any) -> None:
    """In June the new words were saved already, but those of 2026.1 were in force; both are told."""
    found = traced(issued.path, "2026-06-10")
    assert (found.release.number, found.found.item.name) == ("2026.1", "河道非法采砂")
    assert found.known.found
    assert found.known.found.item.name == "河道非法采砂的查处"
    assert found.known.version
    assert f"{found.known.version.when:%Y-%m-%d}" == "2026-06-01"
    assert not found.same


def test_in_force_and_known(issued: Any) -> None:
    """Where what was saved is what was in force, it says so."""
    assert traced(issued.path, "2026-05-01").same
    assert traced(issued.path, "2026-07-01").same


def test_a_release_saved_after_it_took_effect(git: Callable[..., Any]) -> None:
    """What was in force and yet not saved on that day is told apart: the two clocks do not stand for each other."""
    made = git()
    made.save(county())
    publish(made, "2026.1", day="2026-03-20", effective="2026-04-01", when="2026-05-01T09:00:00+08:00")
    assert not traced(made.path, "2026-04-15").known.announced
    assert traced(made.path, "2026-05-01").known.announced


def test_nothing_was_saved_yet(git: Callable[..., Any]) -> None:
    """A day before the first version was saved has a release in force and nothing known."""
    made = git()
    made.write(county())
    publish(made, "2026.1", day="2026-03-20", effective="2026-04-01", when="2026-05-01T09:00:00+08:00")
    found = traced(made.path, "2026-04-15")
    assert found.known.version is None
    assert found.digest


def test_where_the_text_comes_from(issued: Any) -> None:
    """The change that brought the text in force is named with its 文号; the first release needs none."""
    (brought,) = traced(issued.path, "2026-08-01").origin.changes
    assert (brought.change.number, brought.documents) == ("CG-2026-001", ["清办字〔2026〕1号"])
    origin = traced(issued.path, "2026-05-01").origin
    assert (origin.since.number, origin.changes, origin.known) == ("2026.1", (), True)


def test_a_text_that_lasts_is_traced_to_its_beginning(issued: Any) -> None:
    """An item no later release changed comes from the release in which it first read so."""
    assert traced(issued.path, "2026-08-01", "SD-06-002").origin.since.number == "2026.1"


def test_a_record_that_is_not_what_was_released(issued: Any) -> None:
    """Where an opinion in the release's own version is not the one it vouches for, nothing is told."""
    approved = trail("CG-2026-002")
    forged = {name: text.replace("县司法局", "县教育局") for name, text in records(approved).items()}
    issued.write({RIVERS: chapter("水务", 6, {**RENAMED, "备注": "新"}, WELLS), **forged})
    previous = release_of(issued, "2026.2")
    publish(issued, "2026.3", day="2026-08-01", effective="2026-08-01", previous=previous, trails=[approved])
    assert "changes/CG-2026-002/change.yaml”与 2026.3 版发布时不同" in refused(issued.path, "2026-08-02")


def release_of(made: Any, number: str) -> Release:
    from shudi_cli.releases.in_force import Editions
    from shudi_cli.repository import open_repository

    with open_repository(made.path) as repository:
        return Editions(repository, "").numbered(number)


@pytest.mark.parametrize("day", ["2026-04-01", "2026-06-10", "2026-07-01", "2026-08-15"])
def test_the_digest_is_for_ever(issued: Any, day: str) -> None:
    """Whatever is applied for, released or saved later, even under an earlier date, the digest stays."""
    asked = [("SD-06-001", None), ("SD-06-001", "青山镇"), ("SD-07-001", "城关街道")]

    def digests() -> list[str | None]:
        return [traced(issued.path, day, term, township=town).digest for term, town in asked]

    before = digests()
    assert None not in before
    assert len(set(before)) == len(asked)
    issued.save({"units.yaml": county()["units.yaml"] + "\n# 注释\n"}, when="2026-08-16T00:00:00+08:00")
    assert digests() == before
    later = trail("CG-2026-003")
    new = {**SAND, "名称": "又改了"}
    issued.save({**records(later), RIVERS: chapter("水务", 6, new, WELLS)}, when="2026-09-01T09:00:00+08:00")
    assert digests() == before
    third = publish(
        issued, "2026.3", day="2026-09-02", effective="2026-10-01",
        previous=release_of(issued, "2026.2"), trails=[later],
    )  # fmt: skip
    assert digests() == before
    issued.save(
        {RIVERS: chapter("水务", 6, WELLS), FIELDS: chapter("农业农村", 7, STRAW)},
        when="2026-05-01T09:00:00+08:00", message="补记的日期",
    )  # fmt: skip
    publish(issued, "2027.1", day="2027-01-01", effective="2027-01-01", previous=third, tagged=False)
    issued.run("tag", "-d", "release/2026.1", "release/2026.2")
    assert digests() == before
    assert [
        traced(issued.path, day, term, today="2030-01-01", township=town).digest for term, town in asked
    ] == before


def test_what_the_digest_covers(issued: Any) -> None:
    """Another day, item or township is another digest."""
    found = [
        traced(issued.path, day, term, township=town).digest
        for day in ("2026-05-01", "2026-05-02")
        for term in ("SD-06-001", "SD-06-002")
        for town in (None, "青山镇", "白塔镇")
    ]
    assert len(set(found)) == len(found)


def test_a_day_that_is_not_over(issued: Any) -> None:
    """Today more may be saved, and a release may take effect: there is an answer, but no digest yet."""
    assert traced(issued.path, "2026-07-05", today="2026-07-05").digest is None
    assert traced(issued.path, "2026-07-05", today="2026-07-06").digest


def test_a_township(issued: Any) -> None:
    """A township has what its group has, and what it is given by name."""
    found = traced(issued.path, "2026-05-01", township="示例县青山镇人民政府").township
    assert found
    assert (found.unit.name, found.covered) == ("青山镇", True)
    (part,) = found.parts
    assert (part.called, part.main) == ("乡镇（街道）", False)
    assert part.responsibility.duties == ("巡查时发现河道非法采砂方面的问题，及时上报县水务局。",)


def test_a_township_without_a_part(git: Callable[..., Any]) -> None:
    """An item that gives townships nothing says so of each."""
    made = git()
    alone = {key: value for key, value in SAND.items() if key != "配合责任"}
    made.save({**county(), RIVERS: chapter("水务", 6, alone, WELLS)})
    publish(made, "2026.1", day="2026-03-20", effective="2026-04-01")
    found = traced(made.path, "2026-05-01", township="青山镇").township
    assert found
    assert not found.covered


def test_unknown_townships(issued: Any) -> None:
    """A township its register does not know, or a unit that is none, is refused with the nearest."""
    assert "是不是想写“青山镇”？" in refused(issued.path, "2026-05-01", township="青山乡镇")
    assert "“县水务局”不是一个乡镇（街道）" in refused(issued.path, "2026-05-01", township="县水务局")


def test_by_name(issued: Any) -> None:
    """An item is asked for by the name it had on that day, too."""
    assert traced(issued.path, "2026-05-01", "河道非法采砂").found.item.number == "SD-06-001"
    assert "没有叫“河道非法采砂的查处”的事项" in refused(issued.path, "2026-05-01", "河道非法采砂的查处")


def test_an_item_that_came_later(issued: Any) -> None:
    """An item of a later release only is told from when it is listed."""
    issued.write({FIELDS: chapter("农业农村", 7, STRAW, {**STRAW, "编号": "SD-07-002", "名称": "新的"})})
    publish(issued, "2026.3", day="2026-08-01", effective="2026-09-01", previous=release_of(issued, "2026.2"))
    assert "它从 2026.3 版（2026-09-01 起生效）才列入" in refused(issued.path, "2026-08-31", "sd-07-002")


def test_an_item_that_was_removed(issued: Any) -> None:
    """An item that went is told with when and why."""
    notice = county()["responsibility/list.yaml"]
    gone = '"已减事项":\n  - "编号": "SD-07-001"\n    "名称": "露天焚烧秸秆"\n    "日期": "2026-07-30"\n    "原因": "CG-2026-004：上级收回"\n'
    more = {**STRAW, "编号": "SD-07-002", "名称": "别的"}
    issued.write({FIELDS: chapter("农业农村", 7, more), "responsibility/list.yaml": notice + gone})
    publish(issued, "2026.3", day="2026-08-01", effective="2026-09-01", previous=release_of(issued, "2026.2"))
    said = refused(issued.path, "2026-09-02", "SD-07-001")
    assert "它在这以前已经减去（2026-07-30），原因：CG-2026-004：上级收回" in said
    assert traced(issued.path, "2026-08-31", "SD-07-001").found.item.name == "露天焚烧秸秆"


def test_what_cannot_be_asked(issued: Any) -> None:
    """A day to come, a day before the first release, an item that never was."""
    assert "2027-01-01 还没有到" in refused(issued.path, "2027-01-01")
    assert "最早的是 2026.1 版" in refused(issued.path, "2026-03-31")
    assert "没有叫“SD-99-001”的事项" in refused(issued.path, "2026-05-01", "SD-99-001")


def test_no_release_at_all(git: Callable[..., Any]) -> None:
    """A county that never published has nothing in force."""
    made = git()
    made.save(county())
    assert "还没有发布过正式版本；用 shudi publish" in refused(made.path, "2026-05-01")


def test_a_copy_of_the_last_versions_only(issued: Any, tmp_path: Path) -> None:
    """A shallow copy cannot answer for days before it, and says so."""
    issued.save({"laws.yaml": county()["laws.yaml"] + "\n"}, when="2026-09-01T09:00:00+08:00")
    copy = tmp_path / "copy"
    issued.run("clone", "--quiet", "--depth=1", f"file://{issued.path}", str(copy))
    assert "这份拷贝只带了最近的版本" in refused(copy, "2026-08-01")


def test_amended_items_read_alike() -> None:
    """(The fixture's change says exactly what the list then says.)"""
    assert change().content["事项"] == [amended(SAND, RENAMED)]
