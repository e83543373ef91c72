"""Two states of a county, item by item."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

import pytest

from shudi_cli.diagnostics import Finding, Place, Severity
from shudi_cli.diff import ChapterChange, Diff, ItemChange, Sort, Unread, compare
from tests.diff.county import FIELDS, RIVERS, UNITS, chapter, county, item, yaml_of
from tests.memory import Files

OLD = county()
ITEMS = [item("SD-06-001"), item("SD-06-002"), item("SD-06-003")]


@dataclass(frozen=True)
class Spy(Files):
    """Files that remember which of them were read."""

    reads: list[str] = field(default_factory=list)

    def read(self, name: str) -> bytes | Finding:
        """See `Snapshot`."""
        self.reads.append(name)
        return super().read(name)

    def identities(self) -> dict[str, str]:
        """See `Snapshot`; knowing an id is not reading."""
        return dict(Files(self.contents).identities())


def rivers(*items: dict[str, Any], name: str = "水务", order: int = 6) -> Files:
    return OLD | {RIVERS: chapter(name, order, *items)}


def changes(after: Files, before: Files = OLD) -> tuple[ItemChange, ...]:
    return tuple(change for found in compare(before, after).lists for change in found.items)


def messages(after: Files) -> list[str]:
    return [told.message for found in compare(OLD, after).lists for told in found.chapters]


def only(after: Files, before: Files = OLD) -> ItemChange:
    (change,) = changes(after, before)
    return change


def test_nothing_differs() -> None:
    """Two states with the same bytes have an empty difference, which is false."""
    assert not compare(OLD, county())


def test_added() -> None:
    """A new item is told in full, but for its number and name, which stand above."""
    change = only(
        rivers(
            *ITEMS, item("SD-06-004", 主体责任=[{"单位": "县水务局", "职责": ["新职责。"]}], 配合责任=None)
        )
    )
    assert (change.sort, change.number, change.domain) == (Sort.ADDED, "SD-06-004", "水务")
    assert [(told.path, told.before, told.after) for told in change.fields] == [
        (("批次",), None, "1"),
        (("主体责任",), None, "单位：县水务局\n职责：新职责。"),
        (("依据",), None, "《中华人民共和国水法》第三十九条"),
    ]


def test_removed() -> None:
    """An item that is gone is told in full."""
    change = only(rivers(*ITEMS[:2]))
    assert (change.sort, change.number) == (Sort.REMOVED, "SD-06-003")
    assert all(told.after is None and told.before for told in change.fields)


def test_moved_to_another_chapter() -> None:
    """The same item in another chapter has moved, and nothing else happened to it."""
    after = rivers(*ITEMS[:2]) | {FIELDS: chapter("农业", 7, item("SD-07-001"), item("SD-07-002"), ITEMS[2])}
    change = only(after)
    assert (change.sort, change.was_domain, change.domain, change.fields) == (Sort.MOVED, "水务", "农业", ())


def test_moved_and_changed() -> None:
    """An item that moved and changed tells both."""
    other = item("SD-06-003", 批次="2")
    change = only(
        rivers(*ITEMS[:2]) | {FIELDS: chapter("农业", 7, item("SD-07-001"), item("SD-07-002"), other)}
    )
    assert (change.sort, change.was_domain) == (Sort.CHANGED, "水务")
    assert [(told.path, told.before, told.after) for told in change.fields] == [(("批次",), "1", "2")]


def test_moved_to_another_list() -> None:
    """Lists are compared apart: an item that goes to another list left one and entered the other."""
    after = rivers(*ITEMS[:2]) | {"tasks/01-party.yaml": chapter("党建", 1, ITEMS[2])}
    assert [
        (found.folder, [change.sort for change in found.items]) for found in compare(OLD, after).lists
    ] == [
        ("responsibility", [Sort.REMOVED]),
        ("tasks", [Sort.ADDED]),
    ]


def test_renumbered() -> None:
    """An item that comes back under another number with its name is the same item."""
    change = only(rivers(*ITEMS[:2], {**ITEMS[2], "编号": "SD-06-009"}))
    assert (change.sort, change.was_number, change.number) == (Sort.RENUMBERED, "SD-06-003", "SD-06-009")
    assert change.fields == ()


def test_renumbered_and_renamed() -> None:
    """Another number and another name do not hide an item that keeps its duties."""
    change = only(rivers(*ITEMS[:2], {**ITEMS[2], "编号": "SD-06-009", "名称": "全新的名称"}))
    assert (change.sort, change.was_number, change.was_name) == (
        Sort.RENUMBERED,
        "SD-06-003",
        "SD-06-003的监管执法",
    )


def test_the_more_alike_item_is_the_one_renumbered() -> None:
    """Of two items that came, the one with the old name takes the number's place, not the one with a duty."""
    heir = item("SD-06-008", 名称="分出来的事项", 主体责任=ITEMS[2]["主体责任"], 配合责任=None)
    same = item("SD-06-009", 名称=ITEMS[2]["名称"])
    found = {change.number: change.sort for change in changes(rivers(*ITEMS[:2], heir, same))}
    assert found == {"SD-06-008": Sort.ADDED, "SD-06-009": Sort.RENUMBERED}


def test_another_matter_is_not_a_renumbering() -> None:
    """An item that goes and one that comes, with nothing in common, are two items."""
    found = changes(rivers(*ITEMS[:2], item("SD-06-009")))
    assert [change.sort for change in found] == [Sort.REMOVED, Sort.ADDED]


def test_renamed() -> None:
    """A new name under the old number is told with the old one."""
    change = only(rivers(*ITEMS[:2], {**ITEMS[2], "名称": "河道采砂监管"}))
    assert (change.sort, change.renamed, change.was_name) == (Sort.CHANGED, True, "SD-06-003的监管执法")


def test_order_within_a_chapter() -> None:
    """The fewest items whose moving explains the new order are named, with their new place."""
    assert messages(rivers(ITEMS[2], ITEMS[0], ITEMS[1])) == ["“水务”的事项换了次序：SD-06-003 到第1位"]


def test_order_counts_the_new_items_too() -> None:
    """The place told is the one the item has in the new file."""
    after = rivers(item("SD-06-004"), ITEMS[1], ITEMS[2], ITEMS[0])
    assert messages(after) == ["“水务”的事项换了次序：SD-06-001 到第4位"]


def test_coming_and_going_is_no_new_order() -> None:
    """Items that stay in order are not said to have changed places when others come and go between them."""
    assert not messages(rivers(ITEMS[0], item("SD-06-004"), ITEMS[2]))


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (OLD | {"responsibility/08.yaml": chapter("气象", 8, item("SD-08-001"))}, "增加一章“气象”（responsibility/08.yaml，1项）"),
        (OLD | {FIELDS: None}, f"减去一章“农业”（{FIELDS}，2项）"),
        (rivers(*ITEMS, name="水利"), "“水务”改名为“水利”"),
        (rivers(*ITEMS, order=9), "“水务”由第6章改为第9章"),
        (OLD | {RIVERS: OLD.text(RIVERS).replace('"领域"', '"板块"')}, "“水务”的“领域”由“水务”改为“（无）”"),
        (OLD | {RIVERS: OLD.text(RIVERS) + '"备注": "新"\n'}, "“水务”的“备注”由“（无）”改为“新”"),
    ],
    ids=["added", "removed", "renamed", "renumbered", "called otherwise", "an unknown key"],
)  # fmt: skip
def test_chapters(after: Files, told: str) -> None:
    """What happened to a chapter itself is told in one sentence."""
    assert told in messages(after)


def test_a_renamed_chapter_moves_no_item() -> None:
    """When a chapter gets another name, its items stayed where they were."""
    assert not changes(rivers(*ITEMS, name="水利"))


def test_a_renamed_file_is_no_difference() -> None:
    """A chapter is itself by its name, whatever its file is called."""
    assert not compare(OLD, OLD | {RIVERS: None, "responsibility/99-water.yaml": OLD.text(RIVERS)})


def test_chapters_that_changed_files_are_no_difference() -> None:
    """Two chapters whose files were exchanged are still the same chapters with the same items."""
    assert not compare(OLD, OLD | {RIVERS: OLD.text(FIELDS), FIELDS: OLD.text(RIVERS)})


LEAD = {"单位": "县水务局", "牵头": "true", "职责": ["查处SD-06-001。", "巡查SD-06-001。"]}
PLAIN = ITEMS[0]["主体责任"][0]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"批次": "2"}, [(("批次",), "1", "2")]),
        ({"备注": "试行一年"}, [(("备注",), None, "试行一年")]),
        ({"依据": None}, [(("依据",), "《中华人民共和国水法》第三十九条", None)]),
        ({"主体责任": [LEAD]}, [(("主体责任", "县水务局", "牵头"), None, "true")]),
        (
            {"主体责任": [{**PLAIN, "职责": PLAIN["职责"][:1]}]},
            [(("主体责任", "县水务局", "职责"), "巡查SD-06-001。", None)],
        ),
        (
            {"主体责任": [PLAIN, {"单位": "县农业农村局"}]},
            [(("主体责任", "县农业农村局"), None, "县农业农村局")],
        ),
        ({"配合责任": None}, [(("配合责任", "乡镇（街道）"), "职责：上报SD-06-001的线索。", None)]),
        ({"对应事项": ["RW-01-001"]}, [(("对应事项",), None, "RW-01-001")]),
        ({"没有的栏目": {"甲": "乙"}}, [(("没有的栏目",), None, "甲：乙")]),
    ],
)
def test_fields(changed: dict[str, Any], told: list[tuple[tuple[str, ...], str | None, str | None]]) -> None:
    """Each changed field is told once, with the way to it and its text before and after."""
    change = only(rivers(item("SD-06-001", **changed), *ITEMS[1:]))
    assert [(one.path, one.before, one.after) for one in change.fields] == told


@pytest.mark.parametrize(
    ("name", "text", "path"),
    [
        ("responsibility/list.yaml", yaml_of({"名称": "新清单", "种类": "属地管理责任清单"}), ("名称",)),
        ("units.yaml", yaml_of({**UNITS, "单位": UNITS["单位"][1:]}), ("单位", "县水务局")),
        ("laws.yaml", OLD.text("laws.yaml").replace("2002", "2003"), ("依据", "中华人民共和国水法", "施行")),
        ("shudi.yaml", OLD.text("shudi.yaml").replace("示例县", "清平县"), ("地区", "名称")),
        ("notes/water.yaml", yaml_of({"责任人": "联络员甲"}), ("责任人",)),
    ],
)
def test_other_files(name: str, text: str, path: tuple[str, ...]) -> None:
    """Notice, units, laws, settings and any other file are compared field by field."""
    found = compare(OLD, OLD | {name: text})
    assert not found.lists
    assert [(file.name, [told.path for told in file.fields]) for file in found.files] == [(name, [path])]


def test_a_file_that_is_no_table_is_compared_as_a_whole() -> None:
    """A file whose content is a single text is one field called 全文."""
    (file,) = compare(OLD | {"x.yaml": "旧"}, OLD | {"x.yaml": "新"}).files
    assert [(told.path, told.before, told.after) for told in file.fields] == [(("全文",), "旧", "新")]


TEXT = chapter("水务", 6, item(备注="Résumé"))


@pytest.mark.parametrize(
    "rewritten",
    [
        "# 说明\n" + TEXT.replace('"事项":', '"事项": # 三项', 1) + "\n\n# 完\n",
        TEXT.replace('"', ""),
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        chapter("水务", 6, dict(reversed(item(备注="Résumé").items()))),
        unicodedata.normalize("NFD", TEXT),
    ],
    ids=["comments", "quotes", "CRLF", "BOM", "key order", "composition"],
)
def test_writing_is_no_difference(rewritten: str) -> None:
    """Comments, quotes, line ends, the order of keys and the composition of characters are no difference."""
    assert rewritten != TEXT
    assert not compare(OLD | {RIVERS: TEXT}, OLD | {RIVERS: rewritten})


BROKEN = "领域: 水务\n领域: 水务\n"
LOCKED = Finding("Y133", Severity.ERROR, "打不开", Place(RIVERS), "关闭软件")


@pytest.mark.parametrize("content", [BROKEN, LOCKED, ""], ids=["broken", "locked", "empty"])
@pytest.mark.parametrize("newer", [True, False])
def test_a_file_that_cannot_be_read_is_told(content: str | Finding, newer: bool) -> None:  # noqa: FBT001
    """It is named with its state and the reason, neither side of it is compared, and all others are."""
    broken = OLD | {RIVERS: content, "laws.yaml": "依据: 改了\n"}
    broken = Files(broken.contents, "坏的一边")
    found = compare(OLD, broken) if newer else compare(broken, OLD)
    assert [(lost.name, lost.where) for lost in found.unread] == [(RIVERS, "坏的一边")]
    assert found.unread[0].message
    assert found.unread[0].hint
    assert bool(found)
    assert not found.lists
    assert [file.name for file in found.files] == ["laws.yaml"]


def test_a_file_unreadable_on_both_sides_is_told_twice() -> None:
    """Nobody knows whether it differs, so it is not passed over."""
    locked = OLD | {RIVERS: LOCKED}
    found = compare(locked, Files(locked.contents, "新"))
    assert found.unread == (
        Unread(RIVERS, OLD.title, "打不开", "关闭软件"),
        Unread(RIVERS, "新", "打不开", "关闭软件"),
    )


def test_the_line_of_a_mistake_is_told() -> None:
    """The reason why a file could not be read says in which line."""
    assert compare(OLD, OLD | {RIVERS: BROKEN}).unread[0].message == "第2行：“领域”在这里写了两次"


def test_only_files_that_differ_are_read() -> None:
    """What has the same id on both sides is never opened, and what differs is opened once a side."""
    before, after = Spy(OLD.contents), Spy(rivers(*ITEMS[:2]).contents)
    assert compare(before, after)
    assert (before.reads, after.reads) == ([RIVERS], [RIVERS])


def test_units_are_read_only_when_responsibility_changed_hands() -> None:
    """A new duty of the same unit asks nothing of units.yaml; a new unit does."""
    one, other = item("SD-06-001", 批次="2"), item("SD-06-001", 主体责任=[{"单位": "县农业农村局"}])
    quiet, asking = (Spy(rivers(changed, *ITEMS[1:]).contents) for changed in (one, other))
    compare(Spy(OLD.contents), quiet)
    compare(Spy(OLD.contents), asking)
    assert (quiet.reads, asking.reads) == ([RIVERS], [RIVERS, "units.yaml"])


def test_a_number_used_twice_hides_nothing() -> None:
    """A second item under a used number is told as an item of its own."""
    change = only(rivers(*ITEMS, item("SD-06-001", 名称="藏起来的事项", 主体责任=[{"单位": "青山镇"}])))
    assert (change.sort, change.number, change.name) == (Sort.ADDED, "SD-06-001（又一个）", "藏起来的事项")


@pytest.mark.parametrize(
    ("entry", "number"),
    [({"名称": "没编号的"}, "没编号的"), ({"备注": "只有备注"}, "（没有编号）"), ("一句话", "（没有编号）")],
)
def test_an_entry_without_a_number_hides_nothing(entry: Any, number: str) -> None:
    """An entry that is hardly an item is told all the same."""
    assert only(rivers(*ITEMS, entry)).number == number


def test_a_chapter_that_lost_its_list_is_told() -> None:
    """When 事项 is emptied or taken away, every item of the chapter is gone."""
    found = compare(OLD, OLD | {RIVERS: yaml_of({"领域": "水务", "序号": "6"})})
    assert [change.sort for change in found.lists[0].items] == [Sort.REMOVED] * 3
    assert found.lists[0].chapters == (ChapterChange(f"减去一章“水务”（{RIVERS}，3项）"),)


def test_titles_and_folder() -> None:
    """A difference bears the titles of its two states and the folder it was asked for."""
    found = compare(county(title="旧版本"), county(title="新版本"), folder="counties/c001")
    assert found == Diff("旧版本", "新版本", folder="counties/c001")
