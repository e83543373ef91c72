"""What a workbook that came back answers, and when it is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.model import Unit
from shudi_cli.office.book import HIDDEN_SHEET
from shudi_cli.office.grid import Doubt, Grid, GridCell, OfficeFile
from shudi_cli.packets.comparing import touched
from shudi_cli.packets.layout import CONTACTS, DUTIES, GUIDE, NAME, NEW, NOW
from shudi_cli.packets.reading import answer_of
from shudi_cli.packets.sending import packets_sent
from shudi_cli.packets.sheets import workbook
from tests.packets.county import DAY, answered, packet, refused, sent, small
from tests.packets.sheet import changed, contact, duty, filled_by, head_of, typed


def test_what_was_sent_is_read_back() -> None:
    """The packet, all its rows, and that nothing was touched."""
    answer = answered(sent())
    assert answer.packet == packet()
    assert tuple(row.row for row in answer.duties) == packet().duties
    assert tuple(row.cells for row in answer.contacts) == packet().contacts
    assert not touched(answer)
    assert not answer.notes


def test_a_township_has_the_rows_of_its_group() -> None:
    """And none of the departments'."""
    rows = packet("青山镇").duties
    assert {row.unit for row in rows} == {"乡镇（街道）"}
    assert {row.role for row in rows} == {"配合责任"}
    assert len(rows) == 3


def test_what_was_typed() -> None:
    """Duties with their reason, contacts, and who filled it in, with their cells."""
    office = filled_by(duty(sent(), "SD-06-001", "查处采砂。\n查处运砂。"), "填报员甲")
    office = contact(office, 2, {"责任人": "联络员丙", "管辖区域": "全县", "起": "2026年3月1日"})
    answer = answered(office)
    first = answer.duties[0]
    assert (first.text, first.reason) == (("查处采砂。", "查处运砂。"), "职责不清")
    assert str(first.spot) == "县水务局.xlsx 工作表“职责”G4"
    assert (answer.person, answer.contacts[2].cells[8]) == ("填报员甲", "2026-03-01")
    assert str(answer.contacts[2].spots[0]) == "县水务局.xlsx 工作表“联络员”A6"
    assert touched(answer)


def test_what_programs_make_of_texts_is_no_edit() -> None:
    """Line ends, escaped returns and blanks at the ends come and go."""
    text = packet().duties[0].duties[0]
    assert not touched(answered(duty(sent(), "SD-06-001", f"\u3000{text}_x000D_\r\n ", "")))


def test_a_renamed_sheet_is_found_by_its_columns() -> None:
    """A clerk who renames a sheet loses nothing."""
    office = changed(sent(), DUTIES, lambda grid: replace(grid, name="水务局职责"))
    assert not touched(answered(office))


def without_column(grid: Grid, title: str) -> Grid:
    head, columns = head_of(grid)
    gone = columns[title]
    cells = {
        (row, column - (column > gone)): cell
        for (row, column), cell in grid.cells.items()
        if column != gone or row < head
    }
    return replace(grid, cells=cells, width=grid.width - 1)


def cells(office: OfficeFile, sheet: str, found: dict[tuple[int, int], GridCell]) -> OfficeFile:
    return changed(office, sheet, lambda grid: replace(grid, cells={**grid.cells, **found}))


@pytest.mark.parametrize(
    ("office", "message"),
    [
        (changed(sent(), HIDDEN_SHEET, lambda _: None), "里面隐藏的底稿“_shudi”不在了，不知道原来发的是什么"),
        (changed(sent(), DUTIES, lambda _: None), "工作表“职责”不在了"),
        (changed(sent(), CONTACTS, lambda _: None), "工作表“联络员”不在了"),
        (changed(sent(), GUIDE, lambda _: None), "工作表“填写说明”不在了"),
        (changed(sent(), DUTIES, lambda grid: without_column(grid, NEW)), "工作表“职责”里“改为”这一列不在了，或改了名称"),
        (
            changed(sent(), CONTACTS, lambda grid: without_column(grid, "手机")),
            "工作表“联络员”里“手机”这一列不在了，或改了名称",
        ),
        (OfficeFile("别的.xlsx", "xlsx", ()), "不是 shudi 发出的填报表"),
        (
            changed(sent(), HIDDEN_SHEET, lambda grid: replace(grid, cells={**grid.cells, (0, 1): GridCell("9")})),
            "填报表的格式版本是“9”，这里认的是“1”",
        ),
        (
            changed(sent(), HIDDEN_SHEET, lambda grid: replace(grid, cells={**grid.cells, (2, 1): GridCell("青山镇")})),
            "隐藏的底稿“_shudi”被改动过，不知道原来发的是什么",
        ),
        (typed(sent(), DUTIES, 0, NEW, "查处。", (Doubt.FORMULA,)), "这一格是公式"),
        (typed(sent(), CONTACTS, 0, "手机", "", (Doubt.NO_VALUE,)), "这一格是公式"),
        (typed(sent(), DUTIES, 0, NEW, "查处。", (Doubt.STRUCK,)), "这一格带删除线，不知道还要不要"),
        (typed(sent(), CONTACTS, 0, "职务", "2026-03-01", (Doubt.DATE,)), "这一格被认作日期"),
        (typed(sent(), DUTIES, 0, NOW, "查处。"), "锁着的“现在的职责”被改了"),
        (typed(sent(), DUTIES, 0, NAME, "采砂"), "锁着的“事项名称”被改了"),
        (typed(sent(), DUTIES, 0, "行", ""), "这一行不是发出去的"),
        (typed(sent(), DUTIES, 5, NAME, "河道采砂"), "这一行不是发出去的"),
        (typed(sent(), DUTIES, 5, "责任", "", (Doubt.FORMULA, Doubt.NO_VALUE)), "这一行不是发出去的"),
        (typed(sent(), CONTACTS, 4, "手机", "", (Doubt.NO_VALUE,)), "这一格是公式"),
        (typed(sent(), DUTIES, 0, NEW, "2026", (Doubt.NUMBER,)), "这一格被认作数字"),
        (typed(sent(), DUTIES, 0, "修改理由", "职责不清"), "写了修改理由，“改为”却没有改"),
        (typed(sent(), CONTACTS, 0, "责任人", "联络员甲", (Doubt.STRUCK,)), "这一格带删除线，不知道还要不要"),
        (typed(sent(), CONTACTS, -3, "责任人", "县水务局的"), "表头上面写着“县水务局的”，这里收不了"),
        (typed(sent(), DUTIES, -2, "编号", "都不改"), "表头上面写着“都不改”，这里收不了"),
        (typed(sent(), GUIDE, 40, "怎么填", "号码都对"), "写着“号码都对”，这里收不了"),
        (cells(sent(), GUIDE, {(4, 3): GridCell("号码都对")}), "写着“号码都对”，这里收不了"),
        (cells(sent(), CONTACTS, {(3, 10): GridCell("2026-03-01", rows=2)}), "这一格是合并的"),
        (cells(sent(), CONTACTS, {(3, 5): GridCell("全县", columns=2)}), "这一格是合并的"),
        (typed(sent(), DUTIES, 1, "行", packet().duties[0].key), "这一行与 工作表“职责”G4 是同一条责任"),
    ],
)  # fmt: skip
def test_refused(office: OfficeFile, message: str) -> None:
    """With a word that says what is wrong, and where."""
    assert refused(office)[0].message == message


def test_a_deleted_row_is_told() -> None:
    """It does not take the duty away."""
    grid = next(grid for grid in sent().grids if grid.name == DUTIES)
    head, _ = head_of(grid)
    office = changed(
        sent(),
        DUTIES,
        lambda grid: replace(
            grid, cells={key: cell for key, cell in grid.cells.items() if key[0] != head + 1}
        ),
    )
    assert [trouble.message for trouble in refused(office)] == ["SD-06-001 的主体责任一行不在了"]


def test_what_is_written_elsewhere_is_told() -> None:
    """A column of one's own, a sheet of one's own, a word beside the instructions."""
    office = typed(sent(), GUIDE, 0, "填在这里", "请早发")
    office = changed(
        office,
        CONTACTS,
        lambda grid: replace(grid, width=12, cells={**grid.cells, (3, 11): GridCell("常出差")}),
    )
    extra = Grid(9, "附表", {(0, 0): GridCell("补充")}, 1, 1)
    answer = answered(replace(office, grids=(*office.grids, extra)))
    assert answer.notes == (
        "县水务局.xlsx 工作表“填写说明”C4 写着“请早发”，没有收",
        "县水务局.xlsx 工作表“联络员”L4 写着“常出差”，没有收",
        "县水务局.xlsx 多出的工作表“附表”没有收",
    )


@pytest.mark.parametrize("sheet", [DUTIES, CONTACTS, GUIDE, HIDDEN_SHEET])
def test_a_cell_far_away_costs_nothing(sheet: str) -> None:
    """A sheet of a million rows with one of them filled is read, or refused, at once."""
    far = {(1_048_575, 16_383): GridCell("甲")}
    office = changed(
        sent(),
        sheet,
        lambda grid: replace(grid, cells={**grid.cells, **far}, height=1_048_576, width=16_384),
    )
    answer, troubles = answer_of(office, office.name)
    assert bool(answer) is not (sheet == HIDDEN_SHEET)
    assert bool(troubles) is (sheet in {HIDDEN_SHEET, GUIDE})


def test_hidden_rows_are_read() -> None:
    """A filter hides rows from the eye only."""
    office = duty(sent(), "SD-06-002", "查处凿井。")
    hidden = changed(office, DUTIES, lambda grid: replace(grid, hidden_rows=frozenset(range(3, grid.height))))
    assert touched(answered(hidden))


edits = st.lists(
    st.tuples(
        st.sampled_from([GUIDE, DUTIES, CONTACTS]),
        st.integers(0, 12),
        st.integers(0, 12),
        st.sampled_from(["", "甲", "=1", "编号", "1. 查处。", "职责", "2026-03-01", "\n"]),
        st.sampled_from([(), (Doubt.FORMULA,), (Doubt.DATE,), (Doubt.COMMENT,)]),
    ),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(edits)
def test_whatever_is_typed_anywhere_is_answered(scribbles: list[Any]) -> None:
    """A file is taken or refused in words, never stumbled over."""
    office = sent()
    for sheet, row, column, text, doubts in scribbles:
        cell = GridCell(text, doubts=doubts)
        office = changed(office, sheet, lambda grid, at=(row, column), cell=cell: scribbled(grid, at, cell))
    answer, troubles = answer_of(office, office.name)
    assert answer is not None or troubles
    assert all(trouble.message and trouble.hint for trouble in troubles)


def scribbled(grid: Grid, at: tuple[int, int], cell: GridCell) -> Grid:
    size = {"height": max(grid.height, at[0] + 1), "width": max(grid.width, at[1] + 1)}
    return replace(grid, cells={**grid.cells, at: cell}, **size)


def test_a_unit_that_may_not_apply_only_looks() -> None:
    """Its duties are locked, and it is told whom to speak to; its contacts are open."""
    asked = packet("青山镇派出所")
    assert not asked.applies
    assert packet().applies
    book = workbook(asked, townships=(), taker="县委编办")
    _, duties, contacts = book.sheets
    assert not any(column.open for column in duties.columns)
    assert all(column.open for column in contacts.columns)
    assert duties.face[1] == "只供查看：青山镇派出所不能直接申请变更，职责要改的告诉县委编办"


def test_units_of_one_file_name() -> None:
    """Are numbered: each has its packet."""
    water = small().units.by_name["县水务局"]
    assert isinstance(water, Unit)
    sent_out = packets_sent([water, water], small(), day=DAY)
    assert [found.name for found in sent_out] == ["县水务局.xlsx", "县水务局（2）.xlsx"]


def test_a_unit_that_only_looks_is_read_back() -> None:
    """Whoever its packet tells it to speak to."""
    assert not touched(answered(sent("青山镇派出所")))


def test_rows_that_name_nobody_are_empty() -> None:
    """A turn and an area dragged down are told in one line, however far they go."""
    office = sent()
    for row in range(2, 6):
        office = typed(typed(office, CONTACTS, row, "岗", "A"), CONTACTS, row, "管辖区域", "全县")
    answer = answered(office)
    assert not touched(answer)
    assert answer.notes == (
        "县水务局.xlsx 工作表“联络员”F6 起共 4 行只写了管辖区域，没有写是谁，当作空行，没有收",
    )
