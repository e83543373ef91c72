"""Which release is in force on a day, and its content from a real repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shudi_cli.errors import ShudiError
from shudi_cli.releases.in_force import Editions, title_of, version_named
from shudi_cli.repository import open_repository
from tests.cli.county import RIVERS, SAND, WELLS, chapter, county
from tests.diff.county import yaml_of
from tests.releases.issued import manifest, publish


@pytest.fixture
def issued(git: Callable[..., Any]) -> Any:
    """A county with two releases: 2026.1 from April, 2026.2 (an item renamed) from July."""
    made = git()
    made.save(county(), message="第一批印发")
    first = publish(made, "2026.1", day="2026-03-20", effective="2026-04-01")
    made.save(
        {RIVERS: chapter("水务", 6, {**SAND, "名称": "河道采砂监管"}, WELLS)},
        when="2026-06-01T09:00:00+08:00",
    )
    publish(made, "2026.2", day="2026-06-20", effective="2026-07-01", previous=first)
    return made


def rivers(root: Path, number: str) -> str:
    """The text of one chapter in a release."""
    with open_repository(root) as repository:
        editions = Editions(repository, repository.folder_of(root))
        raw = editions.published(editions.numbered(number)).snapshot.read(RIVERS)
    assert isinstance(raw, bytes)
    return raw.decode()


def refused(root: Path, number: str) -> str:
    with pytest.raises(ShudiError) as caught:
        rivers(root, number)
    return f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize(
    ("day", "number"),
    [("2026-04-01", "2026.1"), ("2026-06-30", "2026.1"), ("2026-07-01", "2026.2"), ("2030-01-01", "2026.2")],
)
def test_the_newest_that_has_taken_effect(issued: Any, day: str, number: str) -> None:
    """A release is in force from its 生效日期 until that of the next, whenever either was published."""
    with open_repository(issued.path) as repository:
        assert Editions(repository, "").on(day).number == number


def test_before_the_first(issued: Any) -> None:
    """Before the first release took effect there is none, and the earliest is named."""
    with open_repository(issued.path) as repository, pytest.raises(ShudiError) as caught:
        Editions(repository, "").on("2026-03-31")
    assert "最早的是 2026.1 版（2026-04-01 起生效）" in caught.value.message
    assert "shudi diff 2026-03-31" in caught.value.hint


def test_no_release(git: Callable[..., Any]) -> None:
    """A county that has not published yet has no release in force."""
    made = git()
    made.save(county())
    with open_repository(made.path) as repository:
        editions = Editions(repository, "")
        assert not editions.numbers
        with pytest.raises(ShudiError, match="还没有发布过"):
            editions.on("2026-04-01")


def test_content_by_its_tag(issued: Any) -> None:
    """The lists of a release are those of its tag, whatever was saved since."""
    assert "河道非法采砂" in rivers(issued.path, "2026.1")
    assert "河道采砂监管" in rivers(issued.path, "2026.2")


def test_content_without_tags(issued: Any) -> None:
    """A copy that came without tags finds the version that brought the manifest."""
    issued.run("tag", "-d", "release/2026.1")
    assert "河道非法采砂" in rivers(issued.path, "2026.1")


def test_a_tag_of_something_else(issued: Any) -> None:
    """A tag that was moved, or is another county's, is passed over."""
    issued.run("tag", "-f", "release/2026.1", "HEAD")
    assert "河道非法采砂" in rivers(issued.path, "2026.1")


def test_only_what_it_vouches_for(issued: Any) -> None:
    """A file slipped into the version of a release is not part of it; records are not either."""
    issued.write({"responsibility/99-more.yaml": chapter("别的", 9, SAND)})
    release = manifest(issued.path, "2026.3", day="2026-08-01", effective="2026-08-01")
    issued.write({"responsibility/98-slipped.yaml": chapter("混入", 8, WELLS)})
    issued.save({"releases/2026.3.yaml": yaml_of(release.content)}, when="2026-08-01T09:00:00+08:00")
    with open_repository(issued.path) as repository:
        editions = Editions(repository, "")
        names = editions.published(editions.numbered("2026.3")).snapshot.names()
    assert "responsibility/99-more.yaml" in names
    assert not [name for name in names if "98-slipped" in name or name.startswith("releases/")]


def test_layout_does_not_count(git: Callable[..., Any]) -> None:
    """A list reformatted between making the manifest and saving it is still what it vouches for."""
    made = git()
    made.save(county())
    release = manifest(made.path, "2026.1", day="2026-03-20", effective="2026-04-01")
    text = "# 一句注释\r\n" + county()[RIVERS].replace("\n", "\r\n")
    made.save({"releases/2026.1.yaml": yaml_of(release.content), RIVERS: text})
    assert "一句注释" in rivers(made.path, "2026.1")


def test_content_that_differs(git: Callable[..., Any]) -> None:
    """A release whose saved lists are not what its manifest says is refused, with the file."""
    made = git()
    made.save(county())
    release = manifest(made.path, "2026.1", day="2026-03-20", effective="2026-04-01")
    made.save(
        {
            "releases/2026.1.yaml": yaml_of(release.content),
            RIVERS: chapter("水务", 6, {**SAND, "名称": "改过的"}, WELLS),
        }
    )
    assert f"2026.1 版与发布时不同：“{RIVERS}”改过" in refused(made.path, "2026.1")


def test_a_manifest_rewritten_later(issued: Any) -> None:
    """A manifest changed after it was published, if only in its day, is not the one that was published."""
    file = "releases/2026.1.yaml"
    text = (issued.path / file).read_text(encoding="utf-8")
    issued.save({file: text.replace("2026-04-01", "2026-02-01")}, when="2026-08-01T09:00:00+08:00")
    assert f"“{file}”改过" in refused(issued.path, "2026.1")


def test_a_copy_of_the_last_versions_only(issued: Any, tmp_path: Path) -> None:
    """A shallow copy has the newest release, and says of an older one that it is not in it."""
    copy = tmp_path / "copy"
    issued.run("clone", "--quiet", "--depth=1", f"file://{issued.path}", str(copy))
    assert "河道采砂监管" in rivers(copy, "2026.2")
    assert "这份拷贝只带了最近的版本" in refused(copy, "2026.1")


def test_a_broken_manifest(issued: Any) -> None:
    """A manifest nobody can read is refused in words, not passed over."""
    issued.save({"releases/2026.2.yaml": "坏: ["}, when="2026-08-01T09:00:00+08:00")
    with open_repository(issued.path) as repository, pytest.raises(ShudiError, match=r"2026\.2.*读不出来"):
        Editions(repository, "").on("2026-08-01")


def test_an_unknown_number(issued: Any) -> None:
    """A number that was never published is refused, with the newest there is."""
    said = refused(issued.path, "2026.9")
    assert "没有 2026.9 这个正式版本" in said
    assert "最新的是 2026.2" in said


def test_a_number_names_a_version(issued: Any) -> None:
    """Wherever a version is asked for, a release's number stands for the version that holds it."""
    with open_repository(issued.path) as repository:
        version = version_named(repository, "", "2026.1")
        assert version.summary == "发布 2026.1 版"
        assert version_named(repository, "", version.short) == version


def test_two_counties_in_one_repository(git: Callable[..., Any]) -> None:
    """Each county has its own 2026.1, though only one tag can bear the number."""
    made = git(name="province")
    for name, sand in (("甲县", "甲的采砂"), ("乙县", "乙的采砂")):
        files = {**county(), RIVERS: chapter("水务", 6, {**SAND, "名称": sand}, WELLS)}
        made.save({f"{name}/{file}": text for file, text in files.items()})
        release = manifest(made.path / name, "2026.1", day="2026-03-20", effective="2026-04-01")
        made.save({f"{name}/releases/2026.1.yaml": yaml_of(release.content)})
    made.run("tag", "release/2026.1")
    assert "甲的采砂" in rivers(made.path / "甲县", "2026.1")
    assert "乙的采砂" in rivers(made.path / "乙县", "2026.1")


def test_titles(issued: Any) -> None:
    """A release is called by its number and the day it took effect."""
    with open_repository(issued.path) as repository:
        assert title_of(Editions(repository, "").numbered("2026.1")) == "2026.1 版（2026-04-01 起生效）"
