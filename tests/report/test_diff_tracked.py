"""修订稿: the lists with real revisions."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.comparison.grounding import Grounded
from shudi_cli.diff import compare
from shudi_cli.documents import tabulated
from shudi_cli.errors import ShudiError
from shudi_cli.forms import columns_named, printed
from shudi_cli.office.document import Mark, Paragraph, Row, Table, WordDocument
from shudi_cli.office.word import word_bytes
from shudi_cli.report.diff_tracked import tracked_document
from shudi_cli.workspace import Workspace, load
from tests.cli.county import FIELDS, RIVERS, chapter, county
from tests.diff.county import yaml_of
from tests.memory import Files

SOME = settings(max_examples=60, deadline=None)
texts = st.text(st.sampled_from("查处遗撒行为，。12ab\n"), min_size=1, max_size=12).map(
    lambda text: text.strip() or "查"
)
duties = st.lists(texts, min_size=1, max_size=3)
units = st.sampled_from(["县水务局", "县农业农村局", "青山镇", "乡镇（街道）"])
roles = st.lists(
    st.fixed_dictionaries({"单位": units, "职责": duties}), min_size=1, max_size=2, unique_by=lambda one: one["单位"]
)  # fmt: skip
contents = st.fixed_dictionaries({"名称": texts, "主体责任": roles, "配合责任": roles})
#: Chapter → its items in any order; an item's number stands once.
lists = st.lists(
    st.tuples(st.sampled_from("123456789"), contents), max_size=7, unique_by=lambda one: one[0]
).flatmap(
    lambda items: st.tuples(st.just(items), st.integers(0, len(items)), st.sampled_from(["水务", "河湖"]))
)
Content = tuple[list[tuple[str, dict[str, Any]]], int, str]


def workspace(content: Content) -> Workspace:
    """A county of two chapters with these items, as many in the first as said."""
    items, cut, name = content
    whole = [
        {"编号": f"SD-06-00{digit}", "批次": 1, **item, "依据": [{"名称": "中华人民共和国水法"}]}
        for digit, item in items
    ]
    rivers, fields = filled(name, 6, whole[:cut]), filled("农业农村", 7, whole[cut:])
    return load(Files(county() | {RIVERS: rivers, FIELDS: fields, "shudi.yaml": SETTINGS}))


def filled(name: str, order: int, items: list[dict[str, Any]]) -> str:
    """A chapter, which may be empty."""
    return chapter(name, order, *items) if items else f"领域: {name}\n序号: {order}\n事项: []\n"


SETTINGS = yaml_of(
    {
        "地区": {"名称": "清平县"},
        "清单种类": {
            "属地管理责任清单": {
                "章节称谓": "领域",
                "编号前缀": "SD",
                "必填": ["批次", "主体责任", "依据"],
                "栏目": [
                    {"标题": "序号", "字段": "序号"},
                    {"标题": "事项名称", "字段": "名称"},
                    {"标题": "主体责任", "字段": "主体责任"},
                    {"标题": "配合责任", "字段": "配合责任"},
                ],
            }
        },
        "清单": [{"目录": "responsibility"}],
    }
)


def tracked(before: Workspace, after: Workspace, **said: Any) -> WordDocument:
    diff = compare(Files({}, "旧"), Files({}, "新"))
    return tracked_document([Grounded(diff, before, after, {}, said.get("day", "2026-03-14"))])


def rows_of(document: WordDocument) -> Sequence[Row]:
    (section,) = document.sections
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    return [row for row in table.rows if not row.head]


def left(document: WordDocument, gone: Mark) -> list[tuple[str, ...]]:
    """The table once every revision is settled; `gone` is what then is no more."""
    return [
        tuple(settled(cell.paragraphs, gone) for cell in row.cells)
        for row in rows_of(document)
        if row.mark is not gone
    ]


def settled(paragraphs: Sequence[Paragraph], gone: Mark) -> str:
    text = ""
    for paragraph in paragraphs:
        text += "".join(run.text for run in paragraph.runs if run.mark is not gone)
        text += "" if paragraph.mark is gone else "\n"
    return text.removesuffix("\n")


def table_of(workspace: Workspace) -> list[tuple[str, ...]]:
    """The table as it is printed: each band, below it its rows."""
    (duty_list,) = workspace.lists
    table = tabulated(printed(duty_list, workspace.units, columns_named(duty_list.kind)), {})
    return [row for band in table.bands for row in ((band.title,), *band.rows)]


@SOME
@given(lists, lists)
def test_accepted_it_is_the_new_table_rejected_the_old(before: Content, after: Content) -> None:
    """Whatever was edited, accepting all gives exactly the newer table, rejecting all exactly the older."""
    old, new = workspace(before), workspace(after)
    if table_of(old) == table_of(new):
        with pytest.raises(ShudiError, match="没有不同"):
            tracked(old, new)
        return
    document = tracked(old, new)
    assert left(document, Mark.REMOVED) == table_of(new)
    assert left(document, Mark.ADDED) == table_of(old)


def item(name: str, *said: str, unit: str = "县水务局") -> dict[str, Any]:
    """An item whose only unit has these duties."""
    return {
        "名称": name,
        "主体责任": [{"单位": unit, "职责": list(said)}],
        "配合责任": [{"单位": "青山镇", "职责": ["报告。"]}],
    }


def one(*items: dict[str, Any], name: str = "水务") -> Workspace:
    return workspace(([(str(nth), found) for nth, found in enumerate(items, 1)], len(items), name))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def settled_file(raw: bytes, gone: str, kept: str) -> list[tuple[str, ...]]:
    """The table of a Word file as Word leaves it: accepting, `gone` is del and `kept` ins; rejecting, the reverse."""
    with ZipFile(BytesIO(raw)) as archive:
        (table,) = ET.fromstring(archive.read("word/document.xml")).iter(f"{W}tbl")
    found = []
    for row in table.iter(f"{W}tr"):
        head = row.find(f"{W}trPr/{W}tblHeader") is not None
        if not head and row.find(f"{W}trPr/{W}{gone}") is None:
            found.append(tuple(cell_text(cell, gone, kept) for cell in row.iter(f"{W}tc")))
    return found


def cell_text(cell: ET.Element, gone: str, kept: str) -> str:
    text = ""
    for paragraph in cell.iter(f"{W}p"):
        lost = {id(inner) for revision in paragraph.iter(f"{W}{gone}") for inner in revision.iter()}
        pieces = [*paragraph.iter(f"{W}t"), *(paragraph.iter(f"{W}delText") if kept == "del" else ())]
        order = {id(inner): nth for nth, inner in enumerate(paragraph.iter())}
        pieces.sort(key=lambda inner: order[id(inner)])
        text += "".join(piece.text or "" for piece in pieces if id(piece) not in lost)
        joins = paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None
        text += "" if joins else "\n"
    return text.removesuffix("\n")


@settings(max_examples=15, deadline=None)
@given(lists, lists)
def test_the_file_itself_can_be_settled(before: Content, after: Content) -> None:
    """In the Word file too, accepting all revisions leaves the newer table and rejecting all the older."""
    old, new = workspace(before), workspace(after)
    if table_of(old) != table_of(new):
        raw = word_bytes(tracked(old, new))
        assert settled_file(raw, "del", "ins") == table_of(new)
        assert settled_file(raw, "ins", "del") == table_of(old)


class TestRows:
    """What is marked, and how."""

    def test_only_what_differs_is_marked(self) -> None:
        """One changed word is one removal and one addition; other rows and cells have no mark."""
        before, after = (
            one(item("采砂", f"{word}报告。"), item("凿井", "查处。")) for word in ("立即", "两小时内")
        )
        runs = [
            (run.mark, run.text)
            for row in rows_of(tracked(before, after))
            for found in row.cells
            for paragraph in found.paragraphs
            for run in paragraph.runs
            if run.mark is not Mark.SAME
        ]
        assert runs == [(Mark.REMOVED, "立即"), (Mark.ADDED, "两小时内")]

    def test_a_new_item_is_a_new_row(self) -> None:
        """A row that came is marked as a row, and in all it holds; the 序号 below it is revised."""
        before = workspace(([("1", item("采砂", "查处。")), ("3", item("凿井", "查处。"))], 2, "水务"))
        after = workspace(
            (
                [(str(nth), item(name, "查处。")) for nth, name in enumerate(("采砂", "取水", "凿井"), 1)],
                3,
                "水务",
            )
        )
        marks = [row.mark for row in rows_of(tracked(before, after))]
        assert marks == [Mark.SAME, Mark.SAME, Mark.ADDED, Mark.SAME]
        (added,) = (row for row in rows_of(tracked(before, after)) if row.mark is Mark.ADDED)
        assert {run.mark for found in added.cells for line in found.paragraphs for run in line.runs} == {
            Mark.ADDED
        }
        assert all(line.mark is Mark.SAME for found in added.cells for line in found.paragraphs[-1:])

    def test_a_line_that_came_ends_in_a_revision(self) -> None:
        """An added line brings its own end; the last end in a cell is never revised, or Word would lose the cell."""
        document = tracked(one(item("采砂", "查处。")), one(item("采砂", "查处。", "巡查。")))
        lines = [
            found.paragraphs for row in rows_of(document) for found in row.cells if len(found.paragraphs) > 1
        ]
        assert Mark.ADDED in {line.mark for found in lines for line in found}
        assert all(found[-1].mark is Mark.SAME for found in lines)

    def test_a_list_that_did_not_change_is_left_out(self) -> None:
        """Without any difference in print there is no document."""
        with pytest.raises(ShudiError) as caught:
            tracked(one(item("采砂", "查处。")), one(item("采砂", "查处。")))
        assert "没有不同" in caught.value.message


def test_author_and_day() -> None:
    """The revisions are the office's, of the day of the newer state, never of today."""
    document = tracked(one(item("采砂", "查处。")), one(item("采砂", "巡查。")), day="2026-05-01")
    assert document.revision == ("清平县委编办", "2026-05-01T00:00:00Z")
