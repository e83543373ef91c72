"""修改对照表 as a Word document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given, settings

from shudi_cli.changes import Key
from shudi_cli.comparison.grounding import Grounded
from shudi_cli.diff import Diff, Sort, Unread, compare
from shudi_cli.model import Change
from shudi_cli.office.document import WordDocument
from shudi_cli.report.diff_word import comparison_document
from shudi_cli.workspace import load
from tests.changes.records import change
from tests.diff.county import chapter, county, item, main, yaml_of
from tests.diff.test_laws import County, files, lists
from tests.memory import Files
from tests.report.paged import cells, lines, marked, rows, tables, whole, words

SOME = settings(max_examples=40, deadline=None)
HEAD = ("序号", "事项", "原表述", "新表述", "依据", "理由")
THREE = ("SD-06-001", "SD-06-002", "SD-06-003")
LONG = "依法查处运输渣土、砂石、灰浆等物料的车辆未密闭、沿途遗撒污染城市道路的行为。"


def compared(
    before: Files, after: Files, changes: Mapping[Key, Sequence[Change]] | None = None
) -> WordDocument:
    diff = compare(before, after)
    return comparison_document([Grounded(diff, load(before), load(after), changes or {}, "2026-03-14")])


def test_one_row_a_field() -> None:
    """Each field of an item stands beside what it was; its number, name and reason run down beside them."""
    old, new = item("SD-06-001", 说明=LONG), item("SD-06-001", 名称="采砂", 说明=LONG.replace("、灰浆", ""))
    document = compared(county(rivers=chapter("水务", 6, old)), county(rivers=chapter("水务", 6, new)))
    assert cells(document)[:3] == [HEAD, ("responsibility",), ("　水务",)]
    (first, second) = rows(document)[-2:]
    assert (len(first.cells), len(second.cells)) == (6, 2)
    assert [cell.rows for cell in first.cells] == [2, 2, 1, 1, 2, 2]
    assert list(marked(second.cells[0])) == [("removed", "、灰浆")]
    assert list(marked(second.cells[1])) == []


def test_what_came_and_what_went_is_whole() -> None:
    """Added and removed items stand there in full, on their side only."""
    document = compared(
        county(rivers=chapter("水务", 6, item("SD-06-001"), item("SD-06-002", **main("县水务局", duties="巡查。")))),
        county(rivers=chapter("水务", 6, item("SD-06-001"), item("SD-06-003", **main("青山镇", duties="新设。")))),
    )  # fmt: skip
    found = [row for row in cells(document) if len(row) == 6][1:]
    assert [row[1].split("\n")[:2] for row in found] == [["减去", "SD-06-002"], ["增加", "SD-06-003"]]
    assert found[0][3] == "（减去）"
    assert words(document).count("（减去）") == 1
    assert found[1][2] == "（新增，原来没有）"
    assert "巡查。" in words(document)
    assert not any(list(marked(cell)) for row in rows(document) for cell in row.cells)


def test_moved_renumbered_and_slid() -> None:
    """Where an item stood, what its number was, and 责任下移 are told in its own row, and 责任下移 above the table."""
    one, two = item("SD-06-001"), item("SD-06-002")
    before = county(rivers=chapter("水务", 6, one, two), fields=chapter("农业", 7, item("SD-07-001")))
    after = county(
        rivers=chapter("水务", 6, {**one, **main("青山镇")}),
        fields=chapter("农业", 8, {**item("SD-07-001"), "编号": "SD-07-009"}, two),
    )
    document = compared(before, after)
    text = words(document)
    for told in (
        "移动\nSD-06-002",
        "所在：\n水务\n所在：\n农业",
        "改号\nSD-07-009",
        "编号：\nSD-07-001\n编号：\nSD-07-009",
        "由第7章改为第8章",
        "责任下移：县水务局",
    ):
        assert told in text
    assert lines(document)[2] == "责任下移：1 项的主体责任移给了乡镇（街道）"
    bold = [run.text for row in rows(document) for cell in row.cells for line in cell.paragraphs for run in line.runs if run.bold]  # fmt: skip
    assert any(text.startswith("责任下移：") for text in bold)


def test_the_reason_and_the_basis_of_what_is_known() -> None:
    """An item that approved changes made so has their bases and reasons, with their numbers; others have blanks."""
    before = county(rivers=chapter("水务", 6, item("SD-06-001"), item("SD-06-002")))
    after = county(rivers=chapter("水务", 6, *(item(f"SD-06-00{digit}", 批次=3) for digit in "12")))
    made: dict[str, Any] = {
        "依据": [{"名称": "中华人民共和国水法", "条款": "第三十九条"}],
        "理由": "基层分不清",
    }
    known = {Key("responsibility", "SD-06-001"): [change(**made), change("CG-2026-002")]}
    found = [row for row in cells(compared(before, after, known)) if len(row) == 6][1:]
    assert found[0][4:] == (
        "《中华人民共和国水法》第三十九条",
        "基层分不清\nCG-2026-001\n基层有需要\nCG-2026-002",
    )
    assert found[1][4:] == ("", "")


def test_other_files_and_what_could_not_be_read() -> None:
    """Settings that differ stand below the lists; a file that was not compared is named above them."""
    before, after = (county(laws=yaml_of({"依据": [{"名称": name}]})) for name in ("水法", "河道法"))
    assert ("laws.yaml",) in cells(compared(before, after))
    unread = Unread("laws.yaml", "新", "第1行坏了", "改正它")
    document = comparison_document(
        [Grounded(Diff("旧", "新", unread=(unread,)), load(before), load(after), {}, "2026-03-14")]
    )
    assert any(line.startswith("没有比较“laws.yaml”") for line in lines(document))
    assert tables(document) == []


def test_a_note_of_the_office_is_not_in_the_table() -> None:
    """The table is sent to others: 备注 stays out, and an item in which nothing else changed with it."""
    notes = [item("SD-06-001", 备注="只给编办看"), item("SD-06-002", 名称="采砂", 备注="只给编办看")]
    before = county(rivers=chapter("水务", 6, item("SD-06-001"), item("SD-06-002")))
    document = compared(before, county(rivers=chapter("水务", 6, *notes)))
    assert "只给编办看" not in words(document)
    assert "SD-06-001" not in words(document)
    assert "SD-06-002" in words(document)


def test_nothing_differs() -> None:
    """Two equal states are said to be equal; there is no empty table."""
    document = compared(county(), county())
    assert lines(document)[1] == "旧 → 旧：没有不同"
    assert tables(document) == []


def test_what_cannot_be_seen_is_written_out() -> None:
    """No control character that a clerk's file holds comes into the document."""
    evil = item("SD-06-001", 名称="\x1b[31m红")
    document = compared(county(rivers=chapter("水务", 6, item())), county(rivers=chapter("水务", 6, evil)))
    assert "<U+001B>[31m红" in words(document)
    assert "\x1b" not in words(document)


@SOME
@given(lists, lists)
def test_every_table_is_whole(before: County, after: County) -> None:
    """Whatever differs, the rows of the table cover it exactly; every changed item has its number in it once.

    But for one in which only a note of the office (备注) changed.
    """
    document = compared(files(before), files(after))
    assert all(whole(table) for table in tables(document))
    diff = compare(files(before), files(after))
    numbers = [
        change.number
        for found in diff.lists
        for change in found.items
        if change.sort is not Sort.CHANGED or {field.path[0] for field in change.fields} != {"备注"}
    ]
    heads = [row[1].split("\n")[1] for row in cells(document) if len(row) == 6 and row != HEAD]
    assert sorted(heads) == sorted(numbers)


def test_duties_read_as_on_paper() -> None:
    """A whole item has its units with their duties as a list has them, and no word of the files' own."""
    roles = [
        {"单位": "县水务局", "牵头": "true", "职责": ["查处。", "巡查。"]},
        {"单位": "青山镇", "职责": ["报告。"]},
    ]
    before, after = (
        county(),
        county(rivers=chapter("水务", 6, *map(item, THREE), item("SD-06-004", 主体责任=roles))),
    )
    assert "县水务局（牵头）：\n　查处。\n　巡查。\n青山镇：报告。" in words(compared(before, after))
    leads = [{"单位": "县水务局", "牵头": "true", "职责": ["查处SD-06-001。", "巡查SD-06-001。"]}]
    now = county(rivers=chapter("水务", 6, item("SD-06-001", 主体责任=leads), *map(item, THREE[1:])))
    assert "主体责任 · 县水务局 · 牵头：\n是" in words(compared(before, now))
