"""Annexes, cards and booklets: what stands where, how the columns share the page."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shudi_cli.documents import Band, Column, Tabulated, tabulated
from shudi_cli.documents.booklet import booklet_document
from shudi_cli.documents.card import card_document
from shudi_cli.documents.layout import column_shares, needs_landscape, title_lines
from shudi_cli.documents.word import word_document, word_look
from shudi_cli.forms import every_column, printed
from shudi_cli.lookup import Duty, UnitFound
from shudi_cli.model import Settings
from shudi_cli.office.document import PageNumber, Style, WordDocument
from shudi_cli.office.word import word_bytes
from tests.documents.county import INTERNAL, PUBLIC, annex, item, sample, unit
from tests.office.writtenword import W, body, cells, shown

EXPORT = Settings.unknown().export


def written(document: WordDocument) -> bytes:
    """The file of a document; its rows come from a generator and are read once."""
    return word_bytes(document)


@pytest.mark.parametrize("folder", ["responsibility", "tasks"])
@pytest.mark.parametrize("chapters", ["通栏", "重复", "合并"])
def test_an_annex_holds_every_text_of_its_list(folder: str, chapters: str) -> None:
    """Each cell as it is printed; chapters across the table, in each row, or beside their rows."""
    table = annex(folder)
    found = cells(written(word_document(table, EXPORT._replace(chapters=chapters))))
    rows = [row for row in found if len(row) >= len(table.columns)][1:]
    if chapters != "通栏":
        places = [row[1] for row in rows]
        named = (
            [name for name, _ in groupby(places)] if chapters == "重复" else [name for name in places if name]
        )
        assert named == [band.chapter for band in table.bands]
        rows = [[row[0], *row[2:]] for row in rows]
    assert rows == [list(row) for row in table.rows]


@pytest.mark.parametrize("chapters", ["重复", "合并"])
def test_a_form_with_its_own_column_of_chapters_gets_no_other(chapters: str) -> None:
    """The chapter is said once, where the form has it."""
    duty_list = sample().lists[0]
    table = tabulated(printed(duty_list, sample().units, every_column(duty_list)), PUBLIC)
    head, *rows = cells(written(word_document(table, EXPORT._replace(chapters=chapters))))
    assert head == [column.title for column in table.columns]
    places = [row[1] for row in rows]
    named = [name for name, _ in groupby(places)] if chapters == "重复" else [name for name in places if name]
    assert named == [domain.name for domain in duty_list.domains]


def test_what_stands_above_the_table() -> None:
    """附件 on the first line, the title on the third; an internal edition says so below it."""
    table = replace(annex("responsibility"), face=INTERNAL)
    blocks = list(word_document(table, EXPORT).sections[0].blocks)[:-1]
    assert [(block.style, "".join(run.text for run in block.runs)) for block in blocks] == [
        (Style.ANNEX, "附件1"),
        (Style.PLAIN, ""),
        (Style.TITLE, "示例县“属地管理”事项主体责任和配合责任清单"),
        (Style.SUBTITLE, "（第一批、第二批、第三批）"),
        (Style.SUBTITLE, "（内部版，不得公开）"),
        (Style.PLAIN, ""),
    ]


def test_heads_in_two_lines() -> None:
    """Columns share the title above them; those without one run down both lines."""
    columns = (Column("序号"), Column("单位", "主体责任"), Column("职责", "主体责任"), Column("依据"))
    table = Tabulated("清单", columns, (Band("", (("1", "甲", "乙", "丙"),)),), PUBLIC)
    found = cells(written(word_document(table, EXPORT)))
    assert found == [["序号", "主体责任", "依据"], ["", "单位", "职责", ""], ["1", "甲", "乙", "丙"]]


def test_a_chapter_stays_with_its_first_item_and_is_in_the_outline() -> None:
    """The band keeps with the next row and has an outline level."""
    raw = written(word_document(annex("tasks"), EXPORT))
    bands = [at for at in body(raw).iter(f"{W}p") if at.find(f"{W}pPr/{W}outlineLvl") is not None]
    assert len(bands) == 6
    assert shown(bands[0]) == "一、党群工作板块（4项）"
    assert all(at.find(f"{W}pPr/{W}keepNext") is not None for at in bands)


def test_a_page_is_turned_where_the_columns_need_it() -> None:
    """Many columns or several full ones; a clerk may say otherwise."""
    assert needs_landscape(annex("responsibility"))
    assert not needs_landscape(annex("tasks"))
    assert word_document(annex("tasks"), EXPORT, landscape=True).sections[0].landscape
    assert not word_document(annex("responsibility"), EXPORT, landscape=False).sections[0].landscape


def test_settings_of_the_county() -> None:
    """Page numbers, fonts, turned numbers."""
    assert word_document(annex("tasks"), EXPORT._replace(numbers="无")).sections[0].numbers is PageNumber.NONE
    assert word_look(EXPORT._replace(fonts="windows", turned="转向")).turned
    assert word_look(EXPORT._replace(fonts="windows")).fonts.body == "仿宋"


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=60), min_size=4, max_size=4), max_size=6), st.booleans())
def test_every_column_gets_room(rows: list[list[str]], landscape: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Whatever the texts, no column vanishes."""
    shares = column_shares([Column("甲")] * 4, rows, landscape=landscape)
    assert min(shares) >= 1


def test_given_widths_are_kept() -> None:
    """宽 of shudi.yaml."""
    columns = [Column("甲", width=1), Column("乙", width=3)]
    assert column_shares(columns, [["长" * 90, "短"]], landscape=False) == (1, 3)


@given(st.text("清平县“属地管理”事项主体责任和配合清单", max_size=70), st.booleans())
def test_a_long_title_is_broken_and_loses_nothing(title: str, landscape: bool) -> None:  # noqa: FBT001
    """No line is longer than the page is wide, and there is none too many."""
    lines = title_lines(title, landscape=landscape)
    assert lines.replace("\n", "") == title
    most = 29 if landscape else 20
    assert all(len(line) <= most for line in lines.split("\n"))
    assert lines.count("\n") == max(0, -(-len(title) // most) - 1)


def test_a_title_is_broken_between_words() -> None:
    """Not in the middle of one, where that can be seen."""
    title = "示例县“属地管理”事项主体责任和配合责任清单"
    assert title_lines(title, landscape=False) == "示例县“属地管理”\n事项主体责任和配合责任清单"


def test_a_card_says_all_of_its_item() -> None:
    """Name, number, who leads, each duty, basis, linked items and whom to call."""
    found = item("SD-05-003")
    lines = {"SD-05-003": ["县公安局：联络员甲 0530-0000001"]}
    text = "\n".join(
        "\n".join(row) for row in cells(written(card_document([found], PUBLIC, EXPORT, contacts=lines)))
    )
    for entry in found.item.responsibilities:
        assert entry.unit in text
        assert all(duty in text for duty in entry.duties)
    for told in ("SD-05-003", found.item.name, "（牵头）", "第一批", "联络员甲", "0530-0000001", "RW-03-007"):
        assert told in text
    assert all(str(basis) in text for basis in found.item.bases)


def test_a_note_is_for_the_office() -> None:
    """备注 stands on an internal card only."""
    found = item("SD-05-003")
    noted = replace(found, item=found.item._replace(note="只给编办看"))
    public, internal = (
        shown(body(written(card_document([noted], face, EXPORT)))) for face in (PUBLIC, INTERNAL)
    )
    assert ("只给编办看" in public, "只给编办看" in internal) == (False, True)
    assert ("内部版" in public, "内部版" in internal) == (False, True)


def test_cards_have_a_page_each() -> None:
    """Two items, two sections."""
    document = card_document([item("SD-05-003"), item("RW-02-001")], PUBLIC, EXPORT)
    assert len(document.sections) == 2
    assert "职责任务" in shown(body(written(document)))


@pytest.mark.parametrize("name", ["县水务局", "青山镇"])
def test_a_booklet_holds_this_units_duties_and_no_others(name: str) -> None:
    """Main and support apart, each with who leads and who helps."""
    found = unit(name)
    rows = _rows_of(found)
    assert [row[1].split("\n")[0] for row, _ in rows] == [
        duty.item.number for main in (True, False) for duty in found.duties if duty.main is main
    ]
    for row, duty in rows:
        assert all(words in row[2] for words in duty.responsibility.duties)
        others = [entry for entry in duty.item.responsibilities if entry.unit != duty.responsibility.unit]
        assert all(entry.unit in row[3] for entry in others)
        assert not any(words in row[2] for entry in others for words in entry.duties)


def test_a_booklet_says_on_what_a_unit_may_act() -> None:
    """赋权依据 stands below the duties it is for."""
    found = unit("县水务局")
    first = found.duties[0]
    empowered = first.responsibility._replace(empowered_by=first.item.bases[:1])
    given = replace(found, duties=(replace(first, responsibility=empowered),))
    assert f"赋权依据：{first.item.bases[0]}" in shown(body(written(booklet_document(given, PUBLIC, EXPORT))))


def _rows_of(found: UnitFound) -> list[tuple[list[str], Duty]]:
    """The rows of a booklet, each with its duty."""
    rows = [row for row in cells(written(booklet_document(found, PUBLIC, EXPORT))) if len(row) == 4]
    told = [row for row in rows if row[0] != "序号"]
    return list(zip(told, sorted(found.duties, key=lambda duty: not duty.main), strict=True))


@pytest.mark.parametrize("main", [True, False])
def test_a_unit_is_not_its_own_company(main: bool) -> None:  # noqa: FBT001 - a case
    """Who else bears an item is told, not the unit the booklet is of."""
    found = unit("县水务局")
    for row, duty in _rows_of(replace(found, duties=tuple(one for one in found.duties if one.main is main))):
        others = [words for words in row[3].split("\n") if words.startswith(("主体：", "配合："))]
        assert not any("县水务局" in words.partition("：")[2].split("、") for words in others), (
            duty.item.number
        )


def test_a_second_unit_with_main_responsibility_is_not_its_own_company() -> None:
    """One that bears it beside the leader is told who leads, and not itself."""
    found = unit("县水务局")
    duty = next(one for one in found.duties if one.main)
    lead, own = (
        duty.item.main[0]._replace(unit="县公安局", leads=True),
        duty.responsibility._replace(leads=False),
    )
    shared = duty.item._replace(main=(lead, own), support=())
    ((row, _),) = _rows_of(replace(found, duties=(replace(duty, item=shared, responsibility=own),)))
    assert row[3] == "牵头：县公安局"


def test_a_unit_without_duties_has_a_booklet_that_says_so() -> None:
    """No empty pages."""
    found = replace(unit("县水务局"), duties=())
    assert "清单里没有本单位的责任。" in shown(body(written(booklet_document(found, PUBLIC, EXPORT))))
